"""No token reaches the log, whoever writes and however it is spelled."""

import io
import json
import logging
import re
from collections.abc import Iterator

import httpx
import pytest
import structlog
from telegram import Bot

from bot import logs

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the process would write; the machine's own logging is put back afterwards."""
    root = logging.getLogger()
    before, level, config = root.handlers[:], root.level, structlog.get_config()
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    stream = io.StringIO()
    logs.to(stream, secrets=["hush-hush"], level=logging.DEBUG)
    yield stream
    root.handlers[:], root.level = before, level
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
    structlog.configure(**config)


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",  # httpx, on every call
        f"https://api.telegram.org/file/bot{TOKEN.replace(':', '%3A')}/photos/1.jpg",  # a download's address
        f"Bot[token={TOKEN}]",  # repr(bot)
        "the secret is hush-hush",
    ],
)
def test_secrets_are_hidden_wherever_they_stand(log: io.StringIO, text: str) -> None:
    """In messages, in values, in other people's loggers, in tracebacks."""
    structlog.get_logger("bot.x").info(text, value=text)
    logging.getLogger("somebody.else").warning("%s", text)
    try:
        _stumble(text)
    except RuntimeError:
        structlog.get_logger("bot.x").exception("failed")
        logging.getLogger("somebody.else").exception("failed")
    written = log.getvalue()
    assert written.count(logs.HIDDEN) >= 5
    assert "AAE-" not in written
    assert "hush-hush" not in written


def _stumble(text: str) -> None:
    raise RuntimeError(text)


async def test_the_libraries_do_not_print_addresses(log: io.StringIO) -> None:
    """A call of python-telegram-bot that fails leaves nothing with a token at any level."""
    bot = Bot(TOKEN, base_url="http://127.0.0.1:9/bot")
    with pytest.raises(Exception, match="ConnectError"):
        await bot.get_me()
    await bot.request.shutdown()
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://127.0.0.1:9/bot{TOKEN}/getUpdates")
    assert "AAE-" not in log.getvalue()
    assert "HTTP Request" not in log.getvalue()


def test_a_line_is_one_json_object(log: io.StringIO) -> None:
    """With time, level, logger and event; Chinese stays readable."""
    structlog.get_logger("bot.x").warning("letter_not_sent", method="sendMessage", why="原因")
    line = json.loads(log.getvalue())
    assert (line["event"], line["level"], line["logger"]) == ("letter_not_sent", "warning", "bot.x")
    assert "原因" in log.getvalue()
    assert line["timestamp"].endswith("Z")


def test_a_logger_set_to_debug_by_somebody_else_stays_quiet(log: io.StringIO) -> None:
    """What prints addresses and texts is stopped at the handler, whatever its logger's level is."""
    for name in ("httpx", "telegram.Bot", "telegram.ext.Application", "bot.send"):
        before = logging.getLogger(name).level
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).debug("said by %s", name)
        logging.getLogger(name).setLevel(before)
    assert re.findall(r"said by ([\w.]+)", log.getvalue()) == ["bot.send"]
