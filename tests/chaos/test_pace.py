"""Two workers on one PostgreSQL together are no faster than Telegram allows one bot to be."""

from pathlib import Path

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import SENDS, audit
from tests.chaos.crowd import people
from tests.chaos.scale import size
from tests.kit.bench import most_within
from tests.kit.clock import SharedClock
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - a fixture is found where it is named
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

TELEGRAMS = 30  # messages in any second
TOO_MANY = 429


async def test_two_workers_are_never_too_fast_together(tmp_path: Path, postgres: Postgres) -> None:
    """Everybody presses Start at the same moment; Telegram's own limits are on, and refuse nobody."""
    many = size("shared pace, letters")
    async with staged(tmp_path, {"REFUND_DATABASE_URL": postgres.fresh()}) as (bot, clock):
        world = bot.server.world
        world.rates.on = True
        seconds = await _greets(bot, clock, many)
        account, refused = audit(bot, clock.now()), sum(one.status == TOO_MANY for one in world.ledger.refused)
        times = [one.at for one in world.ledger.calls(SENDS)]
    most = most_within(times)
    figures.write(
        "T14",
        "PostgreSQL, 2 processes, one pace",
        "0 refused as too many, at most 30 in any second",
        letters=account.letters,
        lost=account.losses or 0,
        refused_as_too_many=refused,
        most_in_a_second=most,
        a_second=round(account.letters / seconds, 1),
    )
    assert account.letters == many
    assert not account.losses
    assert refused == 0
    assert most <= TELEGRAMS


async def _greets(bot: BotProcess, clock: SharedClock, many: int) -> float:
    """With a twin beside it; gives the seconds that it took."""
    twin = bot.twin("twin")
    try:
        await bot.starts()
        await twin.starts()
        people(bot.server.world, many)
        return await rest.comes(bot, clock, patience=120 + many)
    finally:
        await twin.is_killed()
