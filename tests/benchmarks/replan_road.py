"""
A release with other dates, on SQLite while the bot serves: 2,000 open cases planned anew, five in a unit of work.

"All moved" is the worst: every reminder stands an hour later afterwards. "None moved" is the usual: the release knows
something new about other cases. All the while another task asks for a unit of work every 5 ms, as taps do; what it
waits is what a tap waits.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bot import speech
from bot.clocks import RandomIds
from bot.replan import Replanner
from bot.voice import Planner
from bot.world import World
from domain import desk
from domain.case import Case
from domain.moments import Moment
from domain.people import Person, Wishes
from domain.ports import Store
from handlers.talk import planning
from storage import engine, librarian
from storage.store import Stores
from tests.kit.bench import Row, at_most, percentile
from tests.kit.cases import NOW
from tests.kit.clock import FixedClock
from tests.kit.mixture import cases

COUNT, SEED, HOUR = 2_000, 3, timedelta(hours=1)
LIBRARY = librarian.load()


def measure() -> list[Row]:
    """How long it takes, and how long a tap waits for it."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(f"sqlite:///{Path(folder)}/bot.db"))


async def _measure(url: str) -> list[Row]:
    engine.migrate(url)
    stores = Stores(engine.open_engine(url))
    await _fill(stores)
    planner = speech.voice(LIBRARY, RandomIds()).planner
    assert planner is not None
    rows = [
        *await _walk("none moved", stores, replace(planner, edition="the same")),
        *await _walk("all moved", stores, Planner("an hour later", _later)),
    ]
    await stores.close()
    return rows


async def _fill(stores: Stores) -> None:
    known: set[int] = set()
    for case, wishes in cases(COUNT, LIBRARY, SEED):
        async with stores.begin() as store:
            if case.owner not in known:
                await store.people.save(Person(id=case.owner, chat=case.owner, wishes=wishes))
                known.add(case.owner)
            await store.cases.add(case)
            owner = await store.people.get(case.owner)
            assert owner is not None
            await planning.keep(store, LIBRARY, desk.settle(case, LIBRARY, owner.wishes, NOW), NOW)


async def _later(store: Store, open_ones: Sequence[tuple[Case, Wishes]], now: Moment) -> None:
    outcomes = [desk.settle(case, LIBRARY, wishes, now) for case, wishes in open_ones]
    moved = [
        replace(outcome, plan=tuple(replace(planned, at=planned.at + HOUR) for planned in outcome.plan))
        for outcome in outcomes
    ]
    await planning.keep_all(store, LIBRARY, moved, now)


async def _walk(name: str, stores: Stores, planner: Planner) -> list[Row]:
    world = World(stores=stores, clock=FixedClock(NOW), settings=None, vault=None, bot=None)  # type: ignore[arg-type] # the road needs no more
    replanner, waits, over = Replanner(world, planner), list[float](), asyncio.Event()
    taps = asyncio.create_task(_tap(stores, waits, over))
    begun = perf_counter()
    while not replanner.done:
        await replanner.step()
        await asyncio.sleep(0)
    rate = COUNT / (perf_counter() - begun)
    over.set()
    await taps
    return [
        Row(f"{name}: cases planned anew", f"{rate:,.0f}/s, 100,000 in {100_000 / rate / 60:.1f} minutes"),
        Row(f"{name}: a tap waits, half", f"{percentile(waits, 0.5) * 1000:.1f} ms"),
        at_most(f"{name}: a tap waits, 99 %", percentile(waits, 0.99) * 1000, 50, "ms"),
    ]


async def _tap(stores: Stores, waits: list[float], over: asyncio.Event) -> None:
    while not over.is_set():
        asked = perf_counter()
        async with stores.begin() as store:
            await store.marks.get("tap")
            waits.append(perf_counter() - asked)
        await asyncio.sleep(0.005)
