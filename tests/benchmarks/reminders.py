"""
Planning, moving and cancelling 10,000 reminders, against APScheduler 3 with its SQLAlchemyJobStore.

Both on SQLite on disk with the same settings (WAL, synchronous=FULL, one connection), in one run, one after the other,
on a running loop. Ours: 2,000 cases with five reminders each, one unit of work a case, as the bot does it when a case
changes; APScheduler: 10,000 jobs, one call a job, which is all it offers. Rates are of reminders. "One a commit" is
ours with a single reminder in each unit of work: what is left when nothing is shared. A stall is how much later than
asked a task woke that slept 1 ms all the while; on a busy machine others cause some of it, so the CPU seconds that the
loop's thread spent without a break stand beside it.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

from domain.moments import Moment
from domain.people import Person
from domain.reminders import Planned
from storage import engine
from storage.store import Stores
from tests.kit.bench import Lag, Row, at_most, faster
from tests.kit.cases import NOW, a_case

CASES, EACH, TIMES = 2_000, 5, 10
SOME = 1_000  # of APScheduler's jobs are moved and cancelled: all of them would take a minute and say the same
FAR = datetime.now(UTC) + timedelta(days=365)
HOUR = timedelta(hours=1)


def measure() -> list[Row]:
    """Rates of both, and the longest stall of each."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Row]:
    url = f"sqlite:///{folder}/ours.db"
    engine.migrate(url)
    stores = Stores(engine.open_engine(url))
    await _move_in(stores)
    async with Lag() as ours_lag:
        ours = [await _rate(CASES * EACH, step) for step in _ours(stores, EACH)]
    alone = [await _rate(CASES, step) for step in _ours(stores, 1)]
    await stores.close()
    async with Lag() as theirs_lag:
        theirs = await _theirs(folder / "theirs.db")
    words = ("planned", "moved", "cancelled")
    return [
        *(
            faster(word, mine, other, "APScheduler", TIMES)
            for word, mine, other in zip(words, ours, theirs, strict=True)
        ),
        *(
            Row(f"{word}, one a commit", f"{mine:,.0f}/s", f"APScheduler: {other:,.0f}/s", mine / other)
            for word, mine, other in zip(words, alone, theirs, strict=True)
        ),
        at_most("longest stall of the loop", ours_lag.longest * 1000, 10, "ms"),
        at_most("longest CPU burst of the loop", ours_lag.burst * 1000, 10, "ms"),
        Row("the same of APScheduler", f"{theirs_lag.longest * 1000:.0f} ms, {theirs_lag.burst * 1000:.0f} ms CPU"),
    ]


async def _rate(count: int, work: Callable[[], Awaitable[None]]) -> float:
    begun = perf_counter()
    await work()
    return count / (perf_counter() - begun)


def _ours(stores: Stores, each: int) -> Sequence[Callable[[], Awaitable[None]]]:
    plans = [[_planned(case, number, FAR) for number in range(each)] for case in range(CASES)]
    later = [[replace(planned, at=planned.at + HOUR) for planned in plan] for plan in plans]
    nothing: list[list[Planned]] = [[] for _ in plans]

    def step(wanted: list[list[Planned]]) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            for case, plan in enumerate(wanted):
                async with stores.begin() as store:
                    await store.reminders.replace(_owner(case), _name(case), plan, NOW)

        return work

    return [step(plans), step(later), step(nothing)]


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


async def _theirs(path: Path) -> list[float]:
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
