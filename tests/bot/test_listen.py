"""Webhook and health over HTTP, as Telegram and a supervisor see them."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import listen
from bot.pulse import Pulse
from bot.settings import WrongSettings
from tests.bot.echo import Echo
from tests.kit.running import RunningBot, Staging, running_bot

SECRET = "the-secret-of-this-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as link:
        port: int = link.getsockname()[1]
        return port


@dataclass
class Line:
    """A bot that listens, and a client without proxies."""

    bot: RunningBot
    http: httpx.AsyncClient

    async def posts(self, content: bytes, secret: str | None = SECRET) -> int:
        """The status of a post to the webhook."""
        headers = {} if secret is None else {HEADER.encode(): secret.encode("latin-1")}
        return (await self.http.post("/hook/here", content=content, headers=headers)).status_code

    async def inbox(self) -> dict[str, int]:
        """How many rows are in which state, once all is worked on."""
        await self.bot.until_idle()
        async with self.bot.stores.look() as store:
            return dict(await store.inbox.counts())


@asynccontextmanager
async def _line(folder: Path, **more: Any) -> AsyncIterator[Line]:
    port = _free_port()
    staging = Staging(voice=Echo().voice(), settings={"listen": f"127.0.0.1:{port}", **more})
    async with (
        running_bot(folder, staging=staging) as bot,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http,
    ):
        await asyncio.wait_for(bot.app.introduced.wait(), 10)
        yield Line(bot, http)


@pytest.fixture
async def hooked(tmp_path: Path) -> AsyncIterator[Line]:
    """A bot in webhook mode, its address not told to the server: the test itself is Telegram."""
    address = {"webhook_url": "https://bot.example/hook/here", "webhook_secret": SECRET}
    async with _line(tmp_path, **address) as line:
        line.bot.server.world.hook.url = ""
        yield line


@pytest.fixture
async def polling(tmp_path: Path) -> AsyncIterator[Line]:
    """A bot that polls, with health pages."""
    async with _line(tmp_path) as line:
        yield line


def _update(line: Line, number: int = 1) -> bytes:
    me = line.bot.server.world.xiaoyu
    message = {"message_id": 1, "date": 1, "chat": me.chat.view, "from": me.user.view(), "text": "hello"}
    return json.dumps({"update_id": number, "message": message}).encode()


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "\xe5"])
async def test_nobody_without_the_secret_is_believed(hooked: Line, secret: str | None) -> None:
    """403, and nothing is kept."""
    assert await hooked.posts(_update(hooked), secret) == 403
    assert await hooked.inbox() == {}


async def test_an_update_is_on_disk_when_telegram_hears_200(hooked: Line) -> None:
    """The row is there as soon as the answer is; the same again is known."""
    hooked.bot.server.world.xiaoyu.chat.started = True
    for _ in range(2):
        assert await hooked.posts(_update(hooked)) == 200
        async with hooked.bot.stores.look() as store:
            assert sum((await store.inbox.counts()).values()) == 1
    await hooked.bot.server.world.hears(hooked.bot.server.world.xiaoyu.chat, "hello")
    assert await hooked.inbox() == {"done": 1}


@pytest.mark.parametrize(
    ("body", "inbox"),
    [
        (b'{"update_id":7,"message":{\xff', {"set_aside": 1}),  # unreadable, but numbered: kept
        (b"garbage", {}),  # nothing to keep: counted
        (b'{"update_id":7,"message":{"date":"x"}}', {"set_aside": 1}),  # JSON, but no update
    ],
)
async def test_the_unreadable_is_taken_once_and_jams_nothing(hooked: Line, body: bytes, inbox: dict[str, int]) -> None:
    """200, since no repetition would make it readable; the next update is handled."""
    hooked.bot.server.world.xiaoyu.chat.started = True
    assert await hooked.posts(body) == 200
    assert await hooked.posts(_update(hooked, 8)) == 200
    assert await hooked.inbox() == {**inbox, "done": 1}


async def test_a_body_beyond_all_updates_is_refused(hooked: Line) -> None:
    """More than a megabyte is no update, and is not read to its end."""
    assert await hooked.posts(b" " * (2 << 20)) == 413


async def test_telegram_is_told_where_and_with_which_secret(hooked: Line) -> None:
    """The call setWebhook names the address, the secret and the updates we ask for."""
    (call,) = hooked.bot.server.world.ledger.calls("setWebhook")
    assert call.params["url"] == "https://bot.example/hook/here"
    assert call.params["secret_token"] == SECRET
    assert "callback_query" in call.params["allowed_updates"]
    assert hooked.bot.server.world.ledger.calls("getUpdates") == []


async def test_a_healthy_bot_says_so(polling: Line) -> None:
    """Both pages answer 200 while all is well."""
    for page in ("/healthz", "/readyz"):
        answer = await polling.http.get(page)
        assert (answer.status_code, answer.text) == (200, "ok"), page


async def test_the_figures_are_there(polling: Line) -> None:
    """What was received and handled, what waits, and how old the last poll is."""
    polling.bot.server.world.xiaoyu.sends("hello")
    await polling.bot.until_idle()
    text = (await polling.http.get("/metrics")).text
    for figure in (
        "refundkeeper_updates_received_total 1.0",
        "refundkeeper_updates_handled_total 1.0",
        'refundkeeper_letters_total{fate="sent"} 1.0',
        'refundkeeper_inbox_rows{state="waiting"} 0.0',
        'refundkeeper_outbox_rows{state="failed"} 0.0',
        "refundkeeper_reminders_behind_seconds 0.0",
    ):
        assert figure in text, text
    assert polling.bot.server.token not in text


@pytest.mark.parametrize(
    ("polls", "silent", "still", "words"),
    [
        (True, 10.0, 1.0, []),  # all is well
        (True, 91.0, 1.0, ["Telegram has not answered a poll for 91 s"]),
        (False, 91.0, 1.0, []),  # in webhook mode nobody polls
        (True, 1.0, 6.0, ["the heartbeat has stood still for 6 s"]),  # the loop hangs
    ],
)
def test_the_pulse_names_what_ails(*, polls: bool, silent: float, still: float, words: list[str]) -> None:
    """90 s without a poll or 5 s without a heartbeat is an alarm."""
    now = [0.0]
    pulse = Pulse(lambda: now[0], polls=polls)
    now[0] = 1000.0 - silent
    pulse.poll()
    now[0] = 1000.0 - still
    pulse.beat()
    now[0] = 1000.0
    assert pulse.ails() == words


def test_a_taken_address_is_a_wrong_setting() -> None:
    """One sentence with the variable, no traceback of a server."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(WrongSettings, match="REFUND_LISTEN"):
        listen.bind(taken.getsockname())


def test_an_answer_never_waits_for_an_acknowledgement() -> None:
    """What is accepted sends at once: with Nagle's algorithm every answer would take 40 ms more."""
    with listen.bind(("127.0.0.1", 0)) as link, socket.create_connection(link.getsockname()):
        accepted, _ = link.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
