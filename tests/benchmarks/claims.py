"""
100,000 reminders fall due in one minute: taking the next 50 of them, the most harmful first, until all are out.

First all are given their place in the line, 250 in a unit of work. One in a hundred is a last call. Each claim is
a unit of work of one worker that then marks the 50 as handed over; on SQLite (synchronous=FULL) and on PostgreSQL 15
(fsync on). A violation is a claim that gave a reminder with a lesser class or a later deadline before a better one.
The goal stands in reliability.md, T16.
"""

import asyncio
import tempfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import update
from sqlalchemy.engine import make_url
from sqlmodel import col

from domain.ledger import Result
from domain.people import Person
from domain.ports import Due, NewPlan
from domain.reminders import Planned
from storage import engine
from storage.store import Stores
from storage.tables import ReminderRow
from tests.kit.bench import Row, at_most, percentile
from tests.kit.cases import NOW, a_case
from tests.kit.postgres import serving

CASES, EACH, AT_ONCE, BATCH = 2_500, 40, 50, 100
LATER = NOW + timedelta(days=1)


def measure() -> list[Row]:
    """Half and ninety-nine in a hundred of the claims, and their order."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bot.db"
        engine.migrate(url)
        rows = asyncio.run(_measure(url))
    with serving(careful=True) as server:
        return rows + asyncio.run(_measure(server.fresh()))


async def _measure(url: str) -> list[Row]:
    name = "SQLite" if make_url(url).get_backend_name() == "sqlite" else "PostgreSQL"
    stores = Stores(engine.open_engine(url))
    await _fill(stores)
    begun = perf_counter()
    while not await _lined_up(stores):
        pass
    lined = perf_counter() - begun
    took, order = await _drain(stores)
    await stores.close()
    wrong = sum(sooner > later for sooner, later in pairwise(order))
    return [
        Row(f"{name}: all stand in line after", f"{lined:.1f} s"),
        Row(f"{name}: half of the claims within", f"{percentile(took, 0.5) * 1000:.1f} ms"),
        at_most(f"{name}: 99 % of the claims within", percentile(took, 0.99) * 1000, 250, "ms"),
        at_most(f"{name}: out of order, of {len(order):,}", wrong, 0, "claims"),
    ]


async def _fill(stores: Stores) -> None:
    random = Random(16)
    for first in range(0, CASES, BATCH):
        numbers = range(first, first + BATCH)
        async with stores.begin() as store:
            for number in numbers:
                await store.people.save(Person(id=number, chat=number))
                await store.cases.add(a_case(id=f"case{number:08d}", owner=number))
            plans = [NewPlan(number, f"case{number:08d}", _plan(random, number)) for number in numbers]
            await store.reminders.replace_all(plans, NOW)


def _plan(random: Random, number: int) -> list[Planned]:
    lots = [random.random() for _ in range(EACH)]
    return [
        Planned(
            case=f"case{number:08d}",
            kind=f"kind{each}",
            rule="",
            occurrence="2026-11-24",
            at=LATER - timedelta(seconds=random.randrange(60)),
            due=LATER + timedelta(minutes=random.randrange(60 * 24 * 30)) if lot < 0.7 else None,
            final=lot < 0.01,
        )
        for each, lot in enumerate(lots)
    ]


async def _lined_up(stores: Stores) -> bool:
    async with stores.begin() as store:
        return await store.reminders.line_up(LATER)


async def _drain(stores: Stores) -> tuple[list[float], list[tuple[bool, bool, str]]]:
    took: list[float] = []
    order: list[tuple[bool, bool, str]] = []
    while True:
        async with stores.begin() as store:
            begun = perf_counter()
            due = await store.reminders.claim(LATER, AT_ONCE)
            took.append(perf_counter() - begun)
            out = update(ReminderRow).where(col(ReminderRow.id).in_([each.id for each in due]))
            await store._session.exec(out.values(state=Result.HANDED_OVER))
        if not due:
            return took, order
        order += map(_harm, due)


def _harm(due: Due) -> tuple[bool, bool, str]:
    planned = due.planned
    return not planned.final, planned.due is None, planned.due.isoformat() if planned.due else ""
