"""T30: people use the bot all day, it dies, its database dies; nothing is lost, no file stays open, memory is told."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.chaos import figures, rest
from tests.chaos.audit import audit, handled
from tests.chaos.crowd import move_in, people
from tests.chaos.habits import Pace, regulars
from tests.chaos.health import Health, watched
from tests.chaos.scale import size
from tests.kit.clock import SharedClock
from tests.kit.entry import LEASE
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - a fixture is found where it is named
from tests.kit.process import BotProcess, staged

pytestmark = pytest.mark.chaos

SEED = 20261127
A_SECOND = 5.0  # updates
IN_FLIGHT = 4  # letters that one crash can show twice (reliability.md, section 0)
HOUR = 3600.0  # seconds in which the bot dies once and its database once; a shorter run has one of each
A_DAY = 300.0  # seconds of the run after which a day has passed
WAL = 64_000_000  # bytes
FILES = 4  # that may be open for longer than half of the time: a talk with Telegram, a worker's pipes
CONNECTIONS = 10  # likewise, to a server: they are all gone when it ends, and come one by one
GOAL = "0 lost; open files constant; WAL at most 64 MB; at most 1 MB/h more memory (over 24 h)"


@dataclass(slots=True)
class Soak:
    """One run: where the rows lie, the bot, its clock, and the database's server where it has one."""

    how: str
    bot: BotProcess
    clock: SharedClock
    server: Postgres | None = None
    pace: Pace = field(default_factory=lambda: Pace(A_SECOND))
    handled: set[int] = field(default_factory=set)  #: updates that were handled before a day passed
    crashes: int = 0
    stops: int = 0
    days: int = 0

    async def dies(self) -> None:
        """The bot, in the middle of its work."""
        await self.bot.is_killed()
        await self.bot.starts()
        self.crashes += 1

    async def loses_its_database(self) -> None:
        """Where that is a server: it ends at once and comes back, and the bot lives on."""
        if self.server is not None:
            await asyncio.to_thread(self.server.stops)
            await asyncio.to_thread(self.server.starts)
            self.stops += 1

    async def sleeps(self) -> None:
        """
        A day passes in which nobody does anything: what waits would be forgotten by Telegram, and rightly so.

        The reminders of that day are said before anybody writes again: they go behind answers, and the answers of
        their chat behind them, for minutes on a machine that is too slow for what is asked.
        """
        async with self.pace.held():
            await rest.comes(self.bot, self.clock)
            self.handled |= handled(self.bot)
            self.clock.advance(timedelta(days=1))
            await rest.comes(self.bot, self.clock)
        self.days += 1

    async def ends(self) -> None:
        """Nobody uses it any more."""
        self.pace.over = True


async def test_steady_use_on_sqlite_loses_nothing_and_leaves_no_file_open(tmp_path: Path) -> None:
    """People look, talk, send and register at five a second, and the process is killed; then all is there, once."""
    async with staged(tmp_path) as (bot, clock):
        await _soaked(Soak("SQLite", bot, clock))


async def test_steady_use_on_postgresql_loses_nothing_and_leaves_no_file_open(
    tmp_path: Path, postgres: Postgres
) -> None:
    """As on SQLite, and the server is ended in the middle of transactions, too."""
    async with staged(tmp_path, {"REFUND_DATABASE_URL": postgres.fresh(), LEASE: "5"}) as (bot, clock):
        await _soaked(Soak("PostgreSQL", bot, clock, postgres))


async def _soaked(this: Soak) -> None:
    seconds, world = size("soak, seconds"), this.bot.server.world
    talkers, owners = people(world, 20), people(world, 6, first=100)
    await move_in(this.bot.database, [*talkers, *owners], this.clock.now())
    await this.bot.starts()
    async with watched(this.bot) as health, asyncio.TaskGroup() as use:
        for each in regulars(talkers, this.pace, SEED):
            use.create_task(each.lives())
        began = time.monotonic()
        for at, happens in _timetable(this, seconds):
            await asyncio.sleep(max(0.0, began + at - time.monotonic()))  # the pace is the test's size
            await happens()
    await rest.comes(this.bot, this.clock)
    _promise_is_kept(this, health, seconds)


def _timetable(this: Soak, seconds: float) -> list[tuple[float, Callable[[], Awaitable[None]]]]:
    """What happens at which second. A day comes after them: it waits for all that a death has left in doubt."""
    hours, days = max(1, round(seconds / HOUR)), max(1, round(seconds / A_DAY))
    hour, day = seconds / hours, seconds / days
    return sorted(
        [
            *(((number + 1 / 4) * hour, this.dies) for number in range(hours)),
            *(((number + 5 / 8) * hour, this.loses_its_database) for number in range(hours)),
            *(((number + 7 / 8) * day, this.sleeps) for number in range(days)),
            (seconds, this.ends),
        ],
        key=lambda entry: entry[0],
    )


def _promise_is_kept(this: Soak, health: Health, seconds: int) -> None:
    account = audit(this.bot, this.clock.now(), this.handled)
    figures.write(
        "T30",
        f"{this.how}, {seconds} s at {A_SECOND:g} updates a second",
        GOAL,
        updates=account.updates,
        letters=account.letters,
        kills=this.crashes,
        **({"server ended": this.stops} if this.server else {}),
        days=this.days,
        reminders=_said(this.bot),
        lost=account.losses or 0,
        duplicates=account.duplicates,
        **health.told(),
    )
    assert not account.losses, f"{account.losses}; seed {SEED}"
    assert account.duplicates <= IN_FLIGHT * (this.crashes + this.stops)
    spared = FILES + (CONNECTIONS if this.server else 0)
    assert health.longest.stays_open() <= spared, "files are opened and not closed"
    assert health.wal <= WAL
    assert _said(this.bot), "a day has passed and nobody was reminded of anything"


def _said(bot: BotProcess) -> int:
    """How many reminders were handed over."""
    return int(bot.remembers("select count(*) from reminders where state = 'sent'")[0][0])
