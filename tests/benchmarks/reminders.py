"""
Planning, moving and cancelling 10,000 reminders, against APScheduler 3 with its SQLAlchemyJobStore.

Both on SQLite on disk with the same settings (WAL, synchronous=FULL, one connection), in one run, one after the
other, on a running loop. Ours: 2,000 cases with five reminders each; APScheduler: 10,000 jobs, one call a job, which
is all it offers. Rates are of reminders. "32 cases a commit" is what the bot does when many change their cases at
once: each case in a savepoint of its own, the commit shared (`bot.app.SHARE`). "A release's" is how a release that
knows other dates plans all open cases anew (`bot.replan.AT_ONCE`): it moves many and ends hardly any, so ending has
no goal there. "A case a commit" is one person alone; "one a commit" is a single reminder in each unit of work: what
is left when nothing is shared. A stall, of the first two, is how much later than asked a task woke that slept 1 ms
all the while; on a busy machine others cause some of it, so the CPU seconds that the loop's thread spent without a
break stand beside it. A busy disk flatters whoever shares commits: hence the CPU.
"""

import asyncio
import gc
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeAlias

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

from bot.app import SHARE
from bot.replan import AT_ONCE
from domain.moments import Moment
from domain.people import Person
from domain.ports import NewPlan
from domain.reminders import Planned
from storage import engine
from storage.store import Stores
from tests.kit.bench import Lag, Row, at_most
from tests.kit.cases import NOW, a_case

CASES, EACH, TIMES = 2_000, 5, 10
SOME = 1_000  # of APScheduler's jobs are moved and cancelled: all of them would take a minute and say the same
FAR = datetime.now(UTC) + timedelta(days=365)
HOUR = timedelta(hours=1)
Way: TypeAlias = "Callable[[Stores, Sequence[NewPlan]], Awaitable[None]]"


@dataclass(frozen=True, slots=True)
class _Rate:
    """Reminders a second, and a CPU second of the whole process."""

    wall: float
    cpu: float


def measure() -> list[Row]:
    """Rates of both, and the longest stall of each."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Row]:
    url = f"sqlite:///{folder}/ours.db"
    engine.migrate(url)
    stores = Stores(engine.open_engine(url))
    await _move_in(stores)
    shared, release, by_case = (_ours(stores, EACH, way) for way in (_shared, _release, _alone))
    gc.collect()
    gc.freeze()  # as the bot does it once it is up; what is measured was made before
    async with Lag() as ours_lag:
        ours = [[await _rate(CASES * EACH, step) for step in steps] for steps in (shared, release)]
    alone = [await _rate(CASES * EACH, step) for step in by_case]
    singly = [await _rate(CASES, step) for step in _ours(stores, 1, _alone)]
    await stores.close()
    async with Lag() as theirs_lag:
        theirs = await _theirs(folder / "theirs.db")
    return [
        *_beside(f"{{}}, {SHARE} cases a commit", ours[0], theirs, TIMES),
        *_beside("{}, a release's 5 cases a commit", ours[1], theirs, TIMES, ends=False),
        *_beside("{}, a case a commit", alone, theirs),
        *_beside("{}, one a commit", singly, theirs),
        at_most("longest stall of the loop", ours_lag.longest * 1000, 10, "ms"),
        at_most("longest CPU burst of the loop", ours_lag.burst * 1000, 10, "ms"),
        Row("the same of APScheduler", f"{theirs_lag.longest * 1000:.0f} ms, {theirs_lag.burst * 1000:.0f} ms CPU"),
    ]


def _beside(
    words: str, ours: Sequence[_Rate], theirs: Sequence[_Rate], goal: float | None = None, *, ends: bool = True
) -> list[Row]:
    rows = []
    for what, mine, other in zip(("planned", "moved", "cancelled"), ours, theirs, strict=True):
        name, against = words.format(what), f"APScheduler: {other.wall:,.0f}/s, {other.cpu:,.0f} a CPU second"
        shown = f"{mine.wall:,.0f}/s, {mine.cpu:,.0f} a CPU second"
        rows += [
            Row(name, shown, against, mine.wall / other.wall, goal if ends or what != "cancelled" else None),
            Row("the same by CPU", "", "", mine.cpu / other.cpu),
        ]
    return rows


async def _rate(count: int, work: Callable[[], Awaitable[None]]) -> _Rate:
    begun, spent = perf_counter(), process_time()
    await work()
    return _Rate(count / (perf_counter() - begun), count / (process_time() - spent))


def _ours(stores: Stores, each: int, way: Way) -> Sequence[Callable[[], Awaitable[None]]]:
    plans = [[_planned(case, number, FAR) for number in range(each)] for case in range(CASES)]
    later = [[replace(planned, at=planned.at + HOUR) for planned in plan] for plan in plans]
    nothing: list[list[Planned]] = [[] for _ in plans]

    def step(wanted: list[list[Planned]]) -> Callable[[], Awaitable[None]]:
        return lambda: way(stores, [NewPlan(_owner(case), _name(case), plan) for case, plan in enumerate(wanted)])

    return [step(plans), step(later), step(nothing)]


async def _alone(stores: Stores, plans: Sequence[NewPlan]) -> None:
    for each in plans:
        async with stores.begin() as store:
            await store.reminders.replace(each.owner, each.case, each.plan, NOW)


async def _shared(stores: Stores, plans: Sequence[NewPlan]) -> None:
    for first in range(0, len(plans), SHARE):
        async with stores.begin() as store:
            for each in plans[first : first + SHARE]:
                async with store.attempt():
                    await store.reminders.replace(each.owner, each.case, each.plan, NOW)
                await asyncio.sleep(0)


async def _release(stores: Stores, plans: Sequence[NewPlan]) -> None:
    for first in range(0, len(plans), AT_ONCE):
        async with stores.begin() as store:
            await store.reminders.replace_all(plans[first : first + AT_ONCE], NOW)


def _planned(case: int, number: int, at: Moment) -> Planned:
    return Planned(_name(case), "ship_back", "fill_tracking", f"day {number}", at + number * HOUR, at, final=False)


def _name(case: int) -> str:
    return f"case{case:08d}"


def _owner(case: int) -> int:
    return 7_000_000_000 + case // 3


async def _move_in(stores: Stores) -> None:
    async with stores.begin() as store:
        for case in range(CASES):
            if case % 3 == 0:
                await store.people.save(Person(id=_owner(case), chat=_owner(case)))
            await store.cases.add(a_case(id=_name(case), owner=_owner(case), opened=NOW))


async def _theirs(path: Path) -> list[_Rate]:
    opened = create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0)
    event.listen(opened, "connect", engine._prepare)
    event.listen(opened, "begin", engine._begin)
    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=opened)},
        job_defaults={"misfire_grace_time": None},
        timezone=UTC,
    )
    scheduler.start()
    count = CASES * EACH

    async def one_by_one(numbers: range, call: Callable[[int], object]) -> None:
        for number in numbers:
            call(number)
            await asyncio.sleep(0)  # as between two updates

    def add(number: int) -> object:
        return scheduler.add_job(remind, "date", [number], id=str(number), run_date=FAR + number * HOUR / 5)

    def move(number: int) -> object:
        return scheduler.reschedule_job(str(number), trigger="date", run_date=FAR + number * HOUR)

    rates = [await _rate(count, lambda: one_by_one(range(count), add))]
    rates.append(await _rate(SOME, lambda: one_by_one(range(SOME), move)))
    rates.append(await _rate(SOME, lambda: one_by_one(range(SOME), lambda number: scheduler.remove_job(str(number)))))
    scheduler.shutdown(wait=False)
    opened.dispose()
    return rates


def remind(number: int) -> None:
    """What APScheduler would run; it never comes to that here."""
