"""The ledger as it is read."""

from datetime import timedelta

import pytest

from domain.ledger import Account, Late, LedgerLine, Page, Result, Why
from domain.moments import Moment
from storage.plans import id_of
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import DAY, ME, YOU, a_dress, a_person, move_in, planned

DRESS = a_dress().id
BAG = "casebbbbbbbb"
HOUR = timedelta(hours=1)


async def _given(stores: Stores) -> None:
    """Of the dress five reminders a day apart, of the bag one in between; somebody else with one of their own."""
    await move_in(stores, a_person(), a_person(YOU), case=a_dress())
    theirs = "caseyyyyyyyy"
    async with stores.begin() as store:
        await store.cases.add(a_dress(id=BAG))
        await store.cases.add(a_dress(id=theirs, owner=YOU))
        dress = [planned(f"d{day}", at=NOW + day * DAY) for day in range(1, 6)]
        await store.reminders.replace(ME, DRESS, dress, NOW)
        await store.reminders.replace(ME, BAG, [planned("b", case=BAG, at=NOW + 2 * DAY + HOUR)], NOW)
        await store.reminders.replace(YOU, theirs, [planned("y", case=theirs)], NOW)


@pytest.mark.parametrize(
    ("page", "coming", "past"),
    [
        (Page(9), ["d3", "d4", "d5"], ["b", "d2", "d1"]),
        (Page(2), ["d3", "d4"], ["b", "d2"]),
        (Page(2, skip=2), ["d5"], ["d1"]),
        (Page(9, skip=3), [], []),
        (Page(9, case=BAG), [], ["b"]),
        (Page(9, skip=1, case=DRESS), ["d4", "d5"], ["d1"]),
        (Page(9, case="caseyyyyyyyy"), [], []),
    ],
)
async def test_the_ledger_turns_its_pages(stores: Stores, page: Page, coming: list[str], past: list[str]) -> None:
    """What is planned, soonest first; what fell due, latest first; no page leaves a gap, nobody reads another's."""
    await _given(stores)
    now = NOW + 2 * DAY + HOUR
    async with stores.look() as store:
        assert [line.kind for line in await store.ledger.coming(ME, now, page)] == coming
        assert [line.kind for line in await store.ledger.past(ME, now, page)] == past


async def test_what_ended_early_is_past(stores: Stores) -> None:
    """A reminder that is no longer needed leaves what is planned, and stands where it ended."""
    await _given(stores)
    async with stores.begin() as store:
        await store.reminders.settle(id_of(DRESS, "d5", "2026-11-24"), NOW, Result.DROPPED, Why.CLOSED)
        assert [line.kind for line in await store.ledger.past(ME, NOW, Page(9))] == ["d5"]
        assert len(await store.ledger.coming(ME, NOW, Page(9))) == 5


async def test_what_is_owed_is_counted(stores: Stores) -> None:
    """Due and not sent is owed, written but not sent too; what ended is neither owed nor to come."""
    await _given(stores)
    async with stores.begin() as store:
        await store.reminders.settle(id_of(DRESS, "d1", "2026-11-24"), NOW, Result.HANDED_OVER)
        await store.reminders.settle(id_of(DRESS, "d2", "2026-11-24"), NOW, Result.DROPPED, Why.MOVED_ON)
        assert await store.ledger.account(ME, NOW + 2 * DAY + HOUR) == Account(2, 3, NOW + 3 * DAY)
        assert await store.ledger.account(ME, NOW) == Account(0, 5, NOW + DAY)
        assert await store.ledger.account(1, NOW) == Account(0, 0, None)


async def test_what_was_merged_names_what_went_out(stores: Stores) -> None:
    """The line knows the kind of the reminder that was sent in its place."""
    await _given(stores)
    async with stores.begin() as store:
        first = id_of(DRESS, "d5", "2026-11-24")
        await store.reminders.settle(id_of(BAG, "b", "2026-11-24"), NOW, Result.DROPPED, Why.MERGED, into=first)
        (line,) = await store.ledger.past(ME, NOW, Page(1, case=BAG))
    assert (line.why, line.into) == (Why.MERGED, "d5")


async def test_a_snoozed_one_says_until_when(stores: Stores) -> None:
    """The line that was put off knows the moment, and the new one stands in line."""
    await _given(stores)
    async with stores.begin() as store:
        await store.reminders.snooze(ME, id_of(BAG, "b", "2026-11-24"), NOW + 4 * DAY)
        (later,) = await store.ledger.coming(ME, NOW, Page(9, case=BAG))
        (before,) = await store.ledger.past(ME, NOW, Page(9, case=BAG))
    assert (before.result, before.again, later.result) == (Result.SNOOZED, later.due, Result.PLANNED)


@pytest.mark.parametrize(
    ("result", "settled", "noted", "said"),
    [
        (Result.SENT, NOW + timedelta(minutes=9), Late.NO, Late.NO),
        (Result.SENT, NOW + HOUR, Late.NO, Late.BUSY),
        (Result.SENT, NOW + HOUR, Late.AWAY, Late.AWAY),
        (Result.DROPPED, NOW + HOUR, Late.NO, Late.NO),
        (Result.PLANNED, None, Late.NO, Late.NO),
    ],
)
def test_only_what_was_sent_can_be_late(result: Result, settled: Moment | None, noted: Late, said: Late) -> None:
    """More than ten minutes after its time; where nobody noted why, it waited in line."""
    line = LedgerLine(id="x", case=DRESS, kind="k", due=NOW, result=result, settled=settled, late=noted)
    assert line.lateness is said
