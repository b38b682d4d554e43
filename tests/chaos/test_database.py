"""T8: the database goes away under load and comes back; nobody was told "saved" of what was not."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import audit
from tests.chaos.crowd import Shopper, move_in, people, picture
from tests.chaos.scale import size
from tests.kit.clock import SharedClock
from tests.kit.entry import LEASE
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - a fixture is found where it is named
from tests.kit.process import BotProcess, kept_alive, staged

pytestmark = pytest.mark.chaos

IN_FLIGHT = 4
GOAL = "0 lost, 0 said to be saved that is not; duplicates at most what was in flight"


async def test_postgresql_ends_at_once_and_comes_back(tmp_path: Path, postgres: Postgres) -> None:
    """Connections break in the middle of transactions; afterwards everything is done, once."""
    stops, seconds = size("database stops"), size("database stops, seconds")
    async with (
        staged(tmp_path, {"REFUND_DATABASE_URL": postgres.fresh(), LEASE: "10"}) as (bot, clock),
        _lived_in(bot, clock) as shoppers,
    ):
        for stop in range(stops):
            _speak(shoppers, stop)
            await asyncio.sleep(0.4)  # in the middle of the work
            await asyncio.to_thread(postgres.stops)
            _speak(shoppers, stop + 1000)
            await asyncio.sleep(seconds)  # the length of the outage is the size of this test
            await asyncio.to_thread(postgres.starts)
            _speak(shoppers, stop + 2000)
            await asyncio.sleep(min(seconds, 5))
        drained = await rest.comes(bot, clock)
        account = audit(bot, clock.now())
    counted: dict[str, Any] = {"stops": stops, "lost": account.losses or 0, "duplicates": account.duplicates}
    figures.write("T8", f"PostgreSQL away for {seconds} s", GOAL, **counted, drained_after_s=round(drained))
    assert not account.losses
    assert account.duplicates <= IN_FLIGHT * stops


async def test_a_locked_sqlite_is_waited_for(tmp_path: Path) -> None:
    """Another program holds the write lock: nothing is confirmed that could not be written, and nothing is lost."""
    seconds = size("database locked, seconds")
    async with staged(tmp_path) as (bot, clock), _lived_in(bot, clock) as shoppers:
        _speak(shoppers, 0)
        with closing(sqlite3.connect(tmp_path / "refundkeeper.db", isolation_level=None, timeout=60)) as other:
            other.execute("BEGIN IMMEDIATE")
            _speak(shoppers, 1)
            await asyncio.sleep(seconds)  # the length of the lock is the size of this test
            other.execute("ROLLBACK")
        _speak(shoppers, 2)
        drained = await rest.comes(bot, clock)
        account = audit(bot, clock.now())
    counted: dict[str, Any] = {"lost": account.losses or 0, "duplicates": account.duplicates}
    figures.write("T8", f"SQLite locked for {seconds} s", GOAL, **counted, drained_after_s=round(drained))
    assert not account.losses
    assert account.duplicates <= IN_FLIGHT


@asynccontextmanager
async def _lived_in(bot: BotProcess, clock: SharedClock) -> AsyncIterator[Sequence[Shopper]]:
    """A supervised bot with people in it."""
    shoppers = people(bot.server.world, 8)
    await move_in(bot.database, people(bot.server.world, 6, first=100), clock.now())
    async with kept_alive(bot):
        yield shoppers


def _speak(shoppers: Sequence[Shopper], number: int) -> None:
    """Half of them say something, half send two photos."""
    for place, each in enumerate(shoppers):
        if place % 2:
            each.person.sends(f"第 {number} 句")
        else:
            each.person.sends_photos([picture(number * 100 + place * 2 + photo) for photo in range(2)])
