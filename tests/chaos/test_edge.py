"""T7 and T26: what stands between us and Telegram lies now and then; and whatever happens, the log tells no secret."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.tryout import faults
from bot.tryout.faults import Fault
from tests.chaos import figures, rest
from tests.chaos.crowd import NOT_UNDERSTOOD, Shopper, people, picture
from tests.chaos.scale import is_long
from tests.kit.entry import DEBUG, HASTE
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

CONFLICT = "Conflict: terminated by other getUpdates request"
LIES: dict[str, Callable[[str], Fault]] = {
    "401": faults.unauthorized,
    "empty 404": faults.empty_404,
    "403 page": faults.forbidden_page,
    "409": lambda method: Fault(method, status=409, description=CONFLICT),
    "429": lambda method: faults.pause(method, 1),
    "502 page": faults.bad_gateway,
    "cut before": faults.lost_call,
    "cut after": faults.lost_answer,
    "garbage": lambda method: Fault(method, "garbage"),
}
SECRET_WORDS = "暗号牡丹亭"  # what people say, which no log may hold
LIST = "📋 我的案件"  # a list of cases, which names them
BACK = 30.0  # seconds


async def test_each_lie_is_survived_and_nothing_secret_is_logged(tmp_path: Path) -> None:
    """Every lie at every door, with every logger at DEBUG: answered all the same, and the log holds no secret."""
    async with staged(tmp_path, {DEBUG: "1", HASTE: "1"}) as (bot, clock):
        world = bot.server.world
        await bot.starts()
        shopper = people(world, 1)[0]
        await world.hears(shopper.person.chat, "退款管家", timeout=60)
        slowest = max([await _seconds_to_answer(shopper, lie) for lie in LIES])
        for method in ("sendMessage", "editMessageText", "answerCallbackQuery", "getFile", "download"):
            _lies_at(method, shopper)
            await rest.comes(bot, clock)
        await bot.stops()
        told = _told(bot)
    figures.write("T7", "each lie once at getUpdates", "answering again within 30 s", slowest_s=round(slowest, 1))
    figures.write(
        "T26",
        "each lie at each door, DEBUG",
        "0 secrets in the log",
        log_bytes=len(bot.log.read_bytes()),
        secrets=told or 0,
    )
    assert not told
    assert slowest < (BACK if is_long() else 2 * BACK)


async def test_a_token_that_is_refused_for_good_ends_the_process(tmp_path: Path) -> None:
    """Exit code 1 and a word for the operator: no zombie that polls for ever."""
    async with staged(tmp_path, {HASTE: "1"}) as (bot, _):
        await bot.starts()
        bot.server.world.faults.add(faults.unauthorized("getUpdates", times=None))
        bot.server.world.xiaoyu.starts()  # frees the held poll
        code = await bot.ends_by_itself()
        assert code == 1
        assert "REFUND_BOT_TOKEN" in bot.last_words(1)


async def _seconds_to_answer(shopper: Shopper, lie: str) -> float:
    """The lie meets the next poll; how long until a person is answered."""
    shopper.world.faults.add(LIES[lie]("getUpdates"))
    begun = time.monotonic()
    await shopper.says(f"{SECRET_WORDS} {lie}", NOT_UNDERSTOOD)  # frees the held poll; the next one meets the lie
    await shopper.says(f"{SECRET_WORDS} after {lie}", NOT_UNDERSTOOD)
    return time.monotonic() - begun


def _lies_at(method: str, shopper: Shopper) -> None:
    """All lies at this door, while everything is done that leads through it."""
    world, person = shopper.world, shopper.person
    world.faults.clear()
    world.faults.add(*(lie(method) for lie in LIES.values()))
    person.sends_photo(picture(len(person.chat.messages)), SECRET_WORDS)
    person.sends(SECRET_WORDS)
    person.taps(
        next(message for message in reversed(person.chat.said) if "📋 我的案件" in message.labels), "📋 我的案件"
    )


def _told(bot: BotProcess) -> list[str]:
    """The secrets that stand in the log."""
    log = bot.log.read_text(encoding="utf-8", errors="replace")
    token = bot.server.token
    spelled = SECRET_WORDS.encode("unicode_escape").decode()
    secrets = {
        "token": token,
        "token, percent-encoded": quote(token, safe=""),
        "half a token": token.partition(":")[2],
        "words": SECRET_WORDS,
        "words, escaped": spelled,
        "file address": "/file/bot",
    }
    return [name for name, secret in secrets.items() if secret in log]
