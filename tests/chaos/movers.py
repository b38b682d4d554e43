"""
People with open cases and everything planned, thousands in seconds: a database as it looks after months.

Of each model of a case one household moves in by the bot's own core and stores; the others are copies of its rows
under other names, each with its own minute ahead of the usual hour.
"""

import asyncio
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, insert, select

from bot import replan
from domain import desk, spreading
from domain import people as known
from domain.case import Case
from domain.library import Library
from domain.moments import Moment
from domain.people import Wishes
from storage import engine, librarian, plans
from storage.store import Stores
from storage.tables import Row

#: Which table, and the column by which a household's rows are found; in the order in which they hang on each other.
_HOUSEHOLD = {"people": "id", "cases": "owner", "happenings": "case_id"}
_TABLES = {name: Row.metadata.tables[name] for name in _HOUSEHOLD}
WRITTEN = "%Y-%m-%d %H:%M:%S.%f"  # a moment as SQLite holds it
AT_ONCE = 2_000  # households in one transaction

Rows = dict[str, list[dict[str, Any]]]


@functools.cache
def library() -> Library:
    """All shipped knowledge, read once."""
    return librarian.load()


async def move_in(url: str, homes: Mapping[int, Case], now: Moment) -> None:
    """Let each person have a case like the model beside their number, planned as of now, before the bot starts."""
    alike: dict[str, list[int]] = defaultdict(list)
    models = {model.id: model for model in homes.values()}
    for person, model in homes.items():
        alike[model.id].append(person)
    await asyncio.to_thread(engine.migrate, url)
    first = {people[0]: models[model] for model, people in alike.items()}
    await _by_the_stores(url, first, now)
    await asyncio.to_thread(_copy, url, alike)


async def knows_the_dates(url: str) -> None:
    """These cases were planned by the present release: it does not look at each of them when it starts."""
    stores = Stores(engine.open_engine(url))
    async with stores.begin() as store:
        await store.marks.put(replan.MARK, f" {library().edition}")
    await stores.close()


def case_of(person: int) -> str:
    """The id of a person's case."""
    return f"case{person % 10**8:08d}"


async def _by_the_stores(url: str, homes: Mapping[int, Case], now: Moment) -> None:
    stores = Stores(engine.open_engine(url))
    async with stores.begin() as store:
        for person, model in homes.items():
            case = replace(model, id=case_of(person), owner=person)
            outcome = desk.settle(case, library(), Wishes(), now)
            await store.people.save(known.Person(id=person, chat=person, language="zh", joined=now))
            await store.cases.add(outcome.case)
            await store.reminders.replace(person, case.id, outcome.plan, now)
    await stores.close()


def _copy(url: str, alike: Mapping[str, Sequence[int]]) -> None:
    plain = engine.address(url).set(drivername=url.partition(":")[0])
    with create_engine(plain, poolclass=NullPool).connect() as database:
        for first, *others in alike.values():
            rows = _rows(database, first)
            for begin in range(0, len(others), AT_ONCE):
                _put(database, rows, others[begin : begin + AT_ONCE])
                database.commit()


def _rows(database: Connection, person: int) -> Rows:
    """One household as it stands; its many reminders as the database writes them, which is faster."""
    mine = {"id": person, "owner": person, "case_id": case_of(person)}
    found = {name: select(_TABLES[name]).where(_TABLES[name].c[by] == mine[by]) for name, by in _HOUSEHOLD.items()}
    plan = database.exec_driver_sql(f"select * from reminders where owner = {person}")  # noqa: S608 - our own number
    return {name: [dict(row) for row in database.execute(query).mappings()] for name, query in found.items()} | {
        "reminders": [dict(row) for row in plan.mappings()]
    }


def _put(database: Connection, rows: Rows, people: Sequence[int]) -> None:
    """So many more households."""
    for name, table in _TABLES.items():
        copies = [{**row, **_named(name, person)} for person in people for row in rows[name]]
        if copies:
            database.execute(insert(table), copies)
    plans_of = [tuple(each.values()) for person in people for each in _plan(rows["reminders"], person)]
    if plans_of:
        names, mark = rows["reminders"][0], "?" if database.dialect.name == "sqlite" else "%s"
        query = f"insert into reminders ({', '.join(names)}) values ({', '.join(mark for _ in names)})"  # noqa: S608 - as above
        database.exec_driver_sql(query, plans_of)


def _named(table: str, person: int) -> dict[str, Any]:
    if table == "people":
        return {"id": person, "chat": person}
    return {"id": case_of(person), "owner": person} if table == "cases" else {"case_id": case_of(person)}


def _plan(rows: Sequence[Mapping[str, Any]], person: int) -> Iterator[dict[str, Any]]:
    case, early = case_of(person), spreading.ahead(case_of(person), Wishes())
    for row in rows:
        opens = row["at"] if row["opens"] == row["at"] else _before(row["at"], early)
        name = plans.id_of(case, row["kind"], row["occurrence"])
        yield {**row, "id": name, "owner": person, "case_id": case, "opens": opens}


def _before(at: str | datetime, early: timedelta) -> str | datetime:
    """As the database writes moments: text on SQLite."""
    return f"{datetime.fromisoformat(at) - early:{WRITTEN}}" if isinstance(at, str) else at - early
