"""The plan and what became of it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from domain.errors import NoSuchCase
from domain.ledger import Result, Why
from domain.reminders import Planned
from storage.plans import id_of
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, ME, MINUTE, YOU, a_dress, a_letter, a_person, ledger, move_in, planned

CASE = a_dress().id
LATER = NOW + DAY


async def test_a_reminder_comes_back_as_it_was_planned(stores: Stores) -> None:
    """Claim gives each Planned unchanged, with its owner and the id that the case, kind and day always give."""
    plan = [planned(), planned("check", due=None, final=True, rule="", day="2026-11-24!")]
    async with _with_plan(stores, plan) as store:
        due = await store.reminders.claim(LATER, 10)
    assert {each.planned for each in due} == set(plan)
    assert {(each.owner, each.id) for each in due} == {(ME, id_of(CASE, each.kind, each.occurrence)) for each in plan}


async def test_the_weightiest_goes_first(stores: Stores) -> None:
    """Final ones lead, then the nearest deadline, then those without one; what is not due yet is not given."""
    plan = [
        planned("no deadline", due=None),
        planned("far", due=NOW + 9 * DAY),
        planned("near", due=NOW + DAY),
        planned("final", due=NOW + 20 * DAY, final=True),
        planned("tomorrow", at=LATER + MINUTE),
    ]
    async with _with_plan(stores, plan) as store:
        due = await store.reminders.claim(LATER, 10)
        assert [each.planned.kind for each in due] == ["final", "near", "far", "no deadline"]
        assert [each.planned.kind for each in await store.reminders.claim(LATER, 1)] == ["final"]


async def test_the_same_occurrence_is_planned_once(stores: Stores) -> None:
    """A plan that names one (case, kind, occurrence) twice, and again later, makes one reminder."""
    async with _with_plan(stores, [planned(), planned(at=NOW + 2 * MINUTE)]) as store:
        await store.reminders.replace(ME, CASE, [planned()], NOW)
        assert len(await ledger(store, ME)) == 1


async def test_a_new_plan_replaces_what_was_not_sent(stores: Stores) -> None:
    """The old plan is gone, except what was handed over; that stays and is not planned a second time."""
    async with _with_plan(stores, [planned("old"), planned("handed")]) as store:
        await store.reminders.settle(id_of(CASE, "handed", "2026-11-24"), NOW, Result.HANDED_OVER)
        await store.reminders.replace(ME, CASE, [planned("handed", at=NOW + MINUTE), planned("new")], NOW)
        lines = {(line.kind, line.result) for line in await ledger(store, ME)}
    assert lines == {("handed", Result.HANDED_OVER), ("new", Result.PLANNED)}


async def test_what_is_due_already_is_not_forgotten(stores: Stores) -> None:
    """A plan made after a downtime leaves what was missed in line, and gives it back to be judged."""
    async with _with_plan(stores, [planned("missed"), planned("later", at=LATER + DAY)]) as store:
        left = await store.reminders.replace(ME, CASE, [planned("new", at=LATER + DAY)], LATER)
        assert [each.planned.kind for each in left] == ["missed"]
        lines = {(line.kind, line.result) for line in await ledger(store, ME)}
    assert lines == {("missed", Result.PLANNED), ("new", Result.PLANNED)}


async def test_what_is_written_but_not_sent_is_taken_back_by_a_new_plan(stores: Stores) -> None:
    """Its letter is gone and it is in line again; one that may have arrived goes on, and says that it is a repeat."""
    ids = {kind: id_of(CASE, kind, "2026-11-24") for kind in ("written", "doubtful")}
    async with _with_plan(stores, [planned("written"), planned("doubtful")]) as store:
        for reminder in ids.values():
            await store.reminders.settle(reminder, NOW, Result.HANDED_OVER)
        await store.outbox.put(a_letter("d", reminder=ids["doubtful"]))
        (leased,) = await store.outbox.lease(NOW, 9)
        await store.outbox.retry(leased.token, LATER, "timed out", unknown=True)
        await store.outbox.put(a_letter("w", reminder=ids["written"]))
        left = await store.reminders.replace(ME, CASE, [], LATER)
        assert [each.id for each in left] == [ids["written"]]
        assert [entry.letter.key for entry in await store.outbox.recent(ME, 9)] == ["d"]


async def test_a_plan_for_the_case_of_another_is_refused(stores: Stores) -> None:
    """Replacing under another owner raises NoSuchCase and leaves the plan."""
    await move_in(stores, a_person(YOU))
    async with _with_plan(stores, [planned()]) as store:
        with pytest.raises(NoSuchCase):
            await store.reminders.replace(YOU, CASE, [], NOW)
        assert len(await ledger(store, ME)) == 1
        assert await store.reminders.get(YOU, id_of(CASE, "ship", "2026-11-24")) is None
        assert await ledger(store, YOU) == []
        assert await store.reminders.next_of(YOU, CASE) is None


# a step that the table of states allows, or not: from, to, what stands then
STEPS = [
    (Result.PLANNED, Result.HANDED_OVER, Result.HANDED_OVER),
    (Result.PLANNED, Result.DROPPED, Result.DROPPED),
    (Result.HANDED_OVER, Result.SENT, Result.SENT),
    (Result.HANDED_OVER, Result.FAILED, Result.FAILED),
    (Result.SENT, Result.FAILED, Result.SENT),  # what has ended stays
    (Result.DROPPED, Result.HANDED_OVER, Result.DROPPED),  # nothing goes back
    (Result.HANDED_OVER, Result.HANDED_OVER, Result.HANDED_OVER),
]


@pytest.mark.parametrize(("before", "result", "after"), STEPS)
async def test_a_reminder_ends_once(stores: Stores, before: Result, result: Result, after: Result) -> None:
    """Settling follows the states forward and never changes an ending."""
    reminder = id_of(CASE, "ship", "2026-11-24")
    async with _with_plan(stores, [planned()]) as store:
        if before in {Result.SENT, Result.FAILED}:
            await store.reminders.settle(reminder, NOW, Result.HANDED_OVER)
        if before != Result.PLANNED:
            await store.reminders.settle(reminder, NOW, before, Why.GONE)
        await store.reminders.settle(reminder, LATER, result, Why.CLOSED)
        (line,) = await ledger(store, ME)
    assert line.result == after


async def test_a_snooze_survives_a_new_plan(stores: Stores) -> None:
    """The snoozed reminder comes again at its moment though the case was planned anew; the first one says snoozed."""
    reminder = id_of(CASE, "ship", "2026-11-24")
    async with _with_plan(stores, [planned(final=True)]) as store:
        await store.reminders.settle(reminder, NOW, Result.HANDED_OVER)
        await store.reminders.settle(reminder, NOW, Result.SENT)
        await store.reminders.snooze(ME, reminder, LATER)
        await store.reminders.replace(ME, CASE, [], NOW)
        (again,) = await store.reminders.claim(LATER, 10)
        lines = {(line.due, line.result) for line in await ledger(store, ME)}
    assert (again.planned.at, again.planned.kind, again.planned.final) == (LATER, "ship", True)
    assert lines == {(planned().at, Result.SNOOZED), (LATER, Result.PLANNED)}


async def test_the_last_snooze_counts(stores: Stores) -> None:
    """Two taps on two snooze buttons leave one reminder, at the moment tapped last; a snooze can be snoozed."""
    reminder = id_of(CASE, "ship", "2026-11-24")
    async with _with_plan(stores, [planned()]) as store:
        await store.reminders.snooze(ME, reminder, LATER)
        await store.reminders.snooze(ME, reminder, LATER + MINUTE)
        (once,) = await store.reminders.claim(LATER + DAY, 10)
        await store.reminders.snooze(ME, once.id, LATER + DAY)
        (twice,) = await store.reminders.claim(LATER + DAY, 10)
        await store.reminders.snooze(YOU, twice.id, LATER)  # not theirs: nothing happens
        assert [each.id for each in await store.reminders.claim(LATER + DAY, 10)] == [twice.id]
    assert (once.planned.at, twice.planned.at) == (LATER + MINUTE, LATER + DAY)


async def test_who_cannot_be_reached_is_waited_for(stores: Stores) -> None:
    """A paused person's reminders are neither claimed nor lost: they are due again once the person is back."""
    async with _with_plan(stores, [planned()]) as store:
        await store.outbox.pause_person(ME, NOW)
        assert await store.reminders.claim(LATER, 10) == []
        assert await store.reminders.next_at() is None
        await store.outbox.resume(ME, NOW)
        assert await store.reminders.next_at() == planned().at
        assert await store.reminders.next_of(ME, CASE) == planned().at
        assert len(await store.reminders.claim(LATER, 10)) == 1


async def test_two_workers_never_hand_over_the_same(stores: Stores, other_process: Stores) -> None:
    """Of 12 due reminders of four people, claimed by two workers at once, each is handed over exactly once."""
    for owner in range(4):
        case = replace(a_dress(), id=f"case{owner}", owner=owner)
        await move_in(stores, a_person(owner), case=case)
        async with stores.begin() as store:
            plan = [planned(str(kind), case=case.id) for kind in range(3)]
            await store.reminders.replace(owner, case.id, plan, NOW)
    taken: list[str] = []

    async def work(via: Stores) -> None:
        for _ in range(12):
            async with via.begin() as store:
                due = await store.reminders.claim(LATER, 2)
                await asyncio.sleep(0.001)  # let the other one try while these are held
                for each in due:
                    await store.reminders.settle(each.id, NOW, Result.HANDED_OVER)
                    await store.outbox.put(a_letter(each.id, chat=each.owner, reminder=each.id))
            taken.extend(each.id for each in due)

    await asyncio.gather(work(stores), work(other_process))
    assert len(taken) == len(set(taken)) == 12


@contextlib.asynccontextmanager
async def _with_plan(stores: Stores, plan: list[Planned]) -> AsyncIterator[Store]:
    """A unit of work in which the dress has this plan."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, CASE, plan, NOW)
        yield store
