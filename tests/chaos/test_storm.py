"""T5: a storm of refusals, cuts and late answers; nothing is lost, nothing comes twice that could have been known."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import SENDS, audit
from tests.chaos.crowd import Shopper, move_in, people
from tests.chaos.scale import is_long, size
from tests.kit.clock import SharedClock
from tests.kit.judge import judge_ledger
from tests.kit.process import BotProcess, staged
from tests.kit.weather import Weather

pytestmark = pytest.mark.chaos

SEED = 20261123
SENDING = (SENDS, "editMessageText", "editMessageReplyMarkup")
GOAL = "0 lost, 0 given up; duplicates at most the unknown outcomes; no send in a pause; drained in 60 s"


def _every() -> float:
    """Seconds between two texts of a person; for an hour nobody talks faster than Telegram lets a storm be answered."""
    return 30.0 if is_long() else 1.5


async def test_a_storm_loses_nothing_and_keeps_every_pause(tmp_path: Path) -> None:
    """55 of 100 calls meet trouble, polls included; afterwards everything is said, as often as nobody could know."""
    seconds = size("storm, seconds")
    async with staged(tmp_path) as (bot, clock):
        world = bot.server.world
        world.faults = weather = Weather(SEED)
        talkers, owners = people(world, 8), people(world, 12, first=100)
        await move_in(bot.database, owners, clock.now())
        await bot.starts()
        weather.storm(late=25.0 if is_long() else 4.0)
        await _talk(talkers, seconds)
        weather.clear()
        drained = await rest.comes(bot, clock, hurried=False)
        await bot.stops()
        judge_ledger(world.ledger.entries)
        counted = _counted(bot, clock, weather)
    figures.write("T5", f"{seconds} s, 55 % of calls in trouble", GOAL, **counted, drained_after_s=round(drained))
    assert not counted["lost"]
    assert not counted["given up"]
    assert counted["duplicates"] <= counted["unknown"]
    assert not counted["sent in a pause"]


async def _talk(talkers: Sequence[Shopper], seconds: float) -> None:
    """Everybody says something now and then and waits for nothing."""
    for number in range(round(seconds / _every())):
        for each in talkers:
            each.person.sends(f"第 {number} 句")
        await asyncio.sleep(_every())  # the storm's length is the size of this test


def _counted(bot: BotProcess, clock: SharedClock, weather: Weather) -> dict[str, Any]:
    account, ledger = audit(bot, clock.now()), bot.server.world.ledger
    hidden = sum(not entry.answered for entry in ledger.calls(SENDS))
    late = sum(1 for one in weather.met if one.fault and one.fault.act == "slow" and one.method == SENDS)
    return {
        "calls": len(weather.met),
        "troubles": len(weather.used),
        "letters": account.letters,
        "lost": account.losses or 0,
        "given up": len(bot.remembers("select key from outbox where state = 'failed'")),
        "duplicates": account.duplicates,
        "unknown": hidden + late,
        "sent in a pause": len(weather.pushed(SENDING)),
    }
