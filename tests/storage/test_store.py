"""Units of work: all or nothing, and nobody's change is lost."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from domain import ports
from domain.errors import Stale
from domain.journal import What
from domain.people import Asking, Question
from storage.store import Store, Stores
from tests.kit.cases import told
from tests.storage.given import ME, a_dress, a_person, move_in

TASKS, TIMES = 20, 10


async def test_a_unit_of_work_is_what_the_scenes_ask_for(stores: Stores) -> None:
    """Store serves as domain.ports.Store; the type checker holds the same."""
    unit: ports.Store = stores.begin()
    people: ports.People = (store := stores.begin()).people
    others: tuple[ports.Cases, ports.Reminders, ports.Proofs] = (store.cases, store.reminders, store.proofs)
    roads: tuple[ports.Outbox, ports.Screens] = (store.outbox, store.screens)
    assert isinstance(unit, Store)
    assert all((people, *others, *roads))


async def test_an_error_takes_everything_back(stores: Stores) -> None:
    """What was written before the error in the same unit of work is not there afterwards."""
    with pytest.raises(RuntimeError, match="stop"):
        await _write_and_stop(stores)
    async with stores.look() as store:
        assert await store.people.get(ME) is None


async def test_a_cancelled_unit_leaves_nothing_and_blocks_nobody(stores: Stores) -> None:
    """A task that is cancelled inside a unit of work gives its connection back, rolled back."""
    inside = asyncio.Event()

    async def dawdle() -> None:
        async with stores.begin() as store:
            await store.marks.put("a", "dawdled")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(dawdle())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with stores.begin() as store:
        assert await store.marks.get("a") is None


async def test_twenty_tasks_count_to_two_hundred(stores: Stores, other_process: Stores) -> None:
    """Of 200 read-modify-writes of one person through two engines not one is lost."""
    await move_in(stores, a_person(asking=Asking(Question.NOTE, detail="0")))

    async def count(via: Stores) -> None:
        for _ in range(TIMES):
            await _again_if_stale(lambda: _count_one(via))

    await asyncio.gather(*(count(random.Random(task).choice((stores, other_process))) for task in range(TASKS)))
    async with stores.look() as store:
        person = await store.people.get(ME)
    assert person is not None
    assert person.asking == Asking(Question.NOTE, detail=str(TASKS * TIMES))


async def test_a_journal_written_by_many_has_every_line_once(stores: Stores, other_process: Stores) -> None:
    """Of 24 notes written into one case through two engines each is in the journal, and each save is one version."""
    await move_in(stores, case=a_dress())

    async def note(via: Stores) -> None:
        for _ in range(3):
            await _again_if_stale(lambda: _note_one(via))

    await asyncio.gather(*(note((stores, other_process)[task % 2]) for task in range(8)))
    async with stores.look() as store:
        case = await store.cases.get(ME, a_dress().id)
    assert len(case.journal) == 1 + 3 * 8
    assert case.version == 1 + 3 * 8


async def test_a_look_refuses_to_write_where_it_can(stores: Stores, database_url: str) -> None:
    """PostgreSQL keeps a reading unit of work from writing; SQLite lets it, and nobody should."""
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite has no such rule")
    with pytest.raises(DBAPIError, match="read-only"):
        await _write_while_looking(stores)


async def _write_and_stop(stores: Stores) -> None:
    async with stores.begin() as store:
        await store.people.save(a_person())
        raise RuntimeError("stop")


async def _write_while_looking(stores: Stores) -> None:
    async with stores.look() as store:
        await store.marks.put("a", "b")


async def _count_one(stores: Stores) -> None:
    async with stores.begin() as store:
        person = await store.people.get(ME)
        assert person is not None
        assert person.asking is not None
        await asyncio.sleep(0)
        counted = replace(person.asking, detail=str(int(person.asking.detail) + 1))
        await store.people.save(replace(person, asking=counted))


async def _note_one(stores: Stores) -> None:
    async with stores.begin() as store:
        case = await store.cases.get(ME, a_dress().id)
        await store.cases.save(case.with_happening(told(What.NOTED)))


async def _again_if_stale(work: Callable[[], Awaitable[None]]) -> None:
    while True:
        with contextlib.suppress(Stale):
            return await work()
