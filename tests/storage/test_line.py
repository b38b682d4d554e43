"""The line of what is due: by harm, whoever cannot be reached lets the others pass, and nobody sorts."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import event

from domain.post import Rank
from domain.reminders import Planned
from handlers.scenes import heartbeat
from storage import librarian
from storage.outbox import PLENTY
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, ME, MINUTE, YOU, a_dress, a_letter, a_person, move_in, planned

DRESS, THEIRS = a_dress().id, "caseyyyyyyyy"
LATER = NOW + DAY


async def test_a_flood_stands_in_line_before_the_worst_of_it_is_taken(stores: Stores) -> None:
    """620 fall due at once: lined up in three goes, they come out last calls first, then by deadline, then by age."""
    random = Random(7)
    plan = [_due(random, number) for number in range(620)]
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, plan, NOW)
        assert [await store.reminders.line_up(LATER) for _ in range(3)] == [False, False, True]
        out = [each.planned for each in await store.reminders.claim(LATER, 999)]
    assert len(out) == 620
    assert out == sorted(out, key=lambda each: (not each.final, each.due is None, each.due or each.at, each.at))


async def test_what_is_due_is_not_written_while_plenty_waits(stores: Stores) -> None:
    """Reminders that could be sent now hold it back; answers, letters that rest, and who cannot be reached do not."""
    await move_in(stores, a_person(), a_person(YOU), case=a_dress())
    crowd = [a_letter(f"k{number}", chat=100 + number, rank=Rank.REMINDER) for number in range(PLENTY)]
    beside = [a_letter("answer"), a_letter("later", rank=Rank.REMINDER, due=LATER + DAY)]
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [planned(at=LATER)], NOW)
        for letter in (*crowd[1:], *beside, a_letter("gone", chat=YOU, rank=Rank.REMINDER)):
            await store.outbox.put(letter)
        await store.outbox.pause_person(YOU, NOW)
        assert not await store.outbox.have_plenty(LATER)
        await store.outbox.put(crowd[0])
        assert await store.outbox.have_plenty(LATER)
        assert await heartbeat.beat(store, librarian.load(), LATER) == 0
        (leased, *_) = await store.outbox.lease(LATER, 1, {ME})
        assert not await store.outbox.have_plenty(LATER)
        await store.outbox.retry(leased.token, LATER + MINUTE, "429")
        assert not await store.outbox.have_plenty(LATER), "it rests"
        assert await heartbeat.beat(store, librarian.load(), LATER) == 1


async def test_what_is_not_due_yet_stays_out_of_line(stores: Stores) -> None:
    """Its time decides, to the moment."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [planned(at=LATER)], NOW)
        assert await store.reminders.claim(LATER - timedelta(microseconds=1), 9) == []
        assert len(await store.reminders.claim(LATER, 9)) == 1


async def test_who_sleeps_lets_the_others_pass_and_finds_the_old_place_again(stores: Stores) -> None:
    """What fell due before the pause and during it is neither claimed nor lost; awake, it goes by harm as ever."""
    await _two(stores)
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [planned("before", due=NOW), planned("during", at=LATER)], NOW)
        await store.reminders.replace(YOU, THEIRS, [planned("other", case=THEIRS)], NOW)
        await store.reminders.line_up(LATER - timedelta(hours=1))
        await store.outbox.pause_person(ME, NOW)
        assert await _kinds(store) == ["other"]
        await store.outbox.resume(ME, NOW)
        assert await _kinds(store) == ["before", "other", "during"]


async def test_a_claim_walks_an_index_and_sorts_nothing(stores: Stores, database_url: str) -> None:
    """SQLite's plan of each statement: no sorting, no reading of the whole table, however much is due."""
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL plans by what is in the table")
    said: list[Any] = []
    async with stores.begin() as store:
        event.listen(stores._engine.sync_engine, "before_cursor_execute", lambda *what: said.append(what[2:4]))
        await store.reminders.claim(NOW, 9)
        connection = await store._session.connection()
        indexes = ("ix_reminders_coming (opens<?)", "ix_reminders_line (line<?)")
        for (statement, given), index in zip(said[-2:], indexes, strict=True):
            found = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            steps = [str(row.detail) for row in found.all()]
            assert f"SEARCH reminders USING INDEX {index}" in steps
            assert not [step for step in steps if "TEMP" in step or step.startswith("SCAN")], steps


def _due(random: Random, number: int) -> Planned:
    due = NOW + timedelta(minutes=random.randrange(10_000)) if random.random() < 0.7 else None
    at = LATER - timedelta(seconds=number)
    return planned(f"k{number}", at=at, due=due, final=due is not None and random.random() < 0.1)


async def _two(stores: Stores) -> None:
    await move_in(stores, a_person(), a_person(YOU), case=a_dress())
    async with stores.begin() as store:
        await store.cases.add(a_dress(id=THEIRS, owner=YOU))


async def _kinds(store: Store) -> list[str]:
    """What a claim gives, in order."""
    assert await store.reminders.line_up(LATER)
    return [each.planned.kind for each in await store.reminders.claim(LATER, 9)]
