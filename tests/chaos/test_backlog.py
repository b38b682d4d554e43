"""T13: the bot was off for minutes, a day, three days; updates and reminders have piled up meanwhile."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.tryout.world import World
from tests.chaos import figures, rest
from tests.chaos.audit import audit, handled
from tests.chaos.crowd import NOT_UNDERSTOOD, Shopper, move_in, people
from tests.chaos.scale import size
from tests.kit.clock import SharedClock
from tests.kit.entry import HASTE
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

GOAL = "all surviving updates handled once; every overdue reminder said; the gap told to everybody concerned"
AWAY = "🔌"
DAY = timedelta(days=1)
GAPS = {"3 minutes": timedelta(minutes=3), "a day": DAY, "three days": 3 * DAY}
PATIENCE = 3600.0  # seconds for the longest backlog


@pytest.mark.parametrize("gap", GAPS)
async def test_after_an_absence_nothing_is_missing(tmp_path: Path, gap: str) -> None:
    """What Telegram still had is answered, what fell due is said, and what Telegram has lost is named."""
    async with staged(tmp_path, {HASTE: "1"}) as (bot, clock):
        world = bot.server.world
        owners, talkers = people(world, size("backlog, owners")), people(world, 20, first=100_000)
        known = await _is_known(bot, clock, owners, talkers)
        lost = _all_talk(talkers, world, 1) if GAPS[gap] > DAY else set()
        clock.advance(GAPS[gap] - timedelta(minutes=1))
        _all_talk(talkers, world, size("backlog, updates") // len(talkers))
        clock.advance(timedelta(minutes=1))
        await bot.starts()
        drained = await rest.comes(bot, clock, PATIENCE)
        account = audit(bot, clock.now(), before=lost | known)
        _write(gap, account.losses, account.letters, account.duplicates, drained)
        assert not account.losses
        assert not account.duplicates
        await _everybody_hears(bot, clock, owners if lost else [owners[0]])


async def _is_known(
    bot: BotProcess, clock: SharedClock, owners: Sequence[Shopper], talkers: Sequence[Shopper]
) -> set[int]:
    """Everybody has a case or has talked, then the bot stops; gives the updates that it has handled."""
    await move_in(bot.database, owners, clock.now())
    await bot.starts()
    for each in (owners[0], *talkers):
        await each.says("在吗", NOT_UNDERSTOOD)
    await rest.comes(bot, clock, PATIENCE)
    known = handled(bot)  # after two days it forgets their numbers
    await bot.stops()
    return known


def _all_talk(talkers: Sequence[Shopper], world: World, times: int) -> set[int]:
    """Everybody says something; gives the numbers of these updates."""
    before = {one.update_id for one in world.updates.waiting()}
    for number in range(times):
        for each in talkers:
            each.person.sends(f"第 {number} 句")
    return {one.update_id for one in world.updates.waiting()} - before


async def _everybody_hears(bot: BotProcess, clock: SharedClock, concerned: Sequence[Shopper]) -> None:
    """That the bot was away; at night only once people are up."""
    clock.advance(timedelta(hours=12))
    await rest.comes(bot, clock, PATIENCE)
    deaf = [each.person.id for each in concerned if not any(AWAY in one.text for one in each.person.chat.said)]
    assert not deaf, f"{len(deaf)} of {len(concerned)} were not told that the bot was away"


def _write(gap: str, losses: object, letters: int, duplicates: int, drained: float) -> None:
    what = f"{gap} off, {size('backlog, owners')} people with open cases, {size('backlog, updates')} updates"
    counted = {"lost": losses or 0, "letters": letters, "duplicates": duplicates, "drained_after_s": round(drained)}
    figures.write("T13", what, GOAL, **counted)
