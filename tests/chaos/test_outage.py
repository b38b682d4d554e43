"""T6: Telegram is gone, as a network that swallows everything or a door that is shut; then it is there again."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import audit
from tests.chaos.crowd import NOT_UNDERSTOOD, move_in, people
from tests.chaos.scale import is_long, size
from tests.kit.clock import SharedClock
from tests.kit.gateway import Gateway
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

GOAL = "0 lost; answering again within 15 s; fewer than 2 calls a second meanwhile"
BACK = 15.0  # seconds


@pytest.mark.parametrize("how", ["silent", "closed"])
async def test_an_outage_is_sat_out(tmp_path: Path, how: str) -> None:
    """What was said meanwhile is answered, what fell due is said, and nobody hammered at the door."""
    seconds = size("outage, seconds")
    async with staged(tmp_path) as (behind, clock), Gateway(behind.server.url) as gateway:
        bot = behind.moved(tmp_path, REFUND_API_URL=gateway.url)
        try:
            tries, back = await _away(bot, gateway, clock, how, seconds)
            account = audit(bot, clock.now())
        finally:
            await bot.is_killed()
    figures.write(
        "T6",
        f"{how} for {seconds} s",
        GOAL,
        lost=account.losses or 0,
        duplicates=account.duplicates,
        tries=tries,
        answering_after_s=round(back, 1),
    )
    assert not account.losses
    assert tries <= 2 * seconds
    assert back < (BACK if is_long() else 4 * BACK)  # the machine may be busy with other tests


async def _away(bot: BotProcess, gateway: Gateway, clock: SharedClock, how: str, seconds: float) -> tuple[int, float]:
    """The outage; gives how often the bot tried meanwhile, and after how many seconds everybody had an answer."""
    world = bot.server.world
    shoppers, owners = people(world, 6), people(world, 6, first=100)
    await move_in(bot.database, owners, clock.now())
    await bot.starts()
    await shoppers[0].says("在吗", NOT_UNDERSTOOD)
    await rest.comes(bot, clock)  # a letter caught in flight is in doubt, and waits its minute by intention
    gateway.falls_silent() if how == "silent" else await gateway.closes()
    tries = _tries(bot)
    clock.advance(timedelta(days=1))  # reminders fall due that nobody can send
    said = [each.person.chat.said[-1] if each.person.chat.said else None for each in shoppers]
    for each in shoppers:
        each.person.sends("还在吗")
    await asyncio.sleep(seconds)  # the length of the outage is the size of this test
    tries = _tries(bot) - tries
    await gateway.opens()
    begun = time.monotonic()
    for each, last in zip(shoppers, said, strict=True):
        await world.hears(each.person.chat, NOT_UNDERSTOOD, after=last, timeout=180)
    back = time.monotonic() - begun
    await rest.comes(bot, clock)
    return tries, back


def _tries(bot: BotProcess) -> int:
    """How many polls and letters have come to nothing, as its log tells."""
    return sum(bot.log.read_text(encoding="utf-8").count(event) for event in ('"poll_failed"', '"letter_not_sent"'))
