"""New plans in the place of old ones, of one case and of many at once."""

from collections.abc import Sequence

import pytest

from domain.errors import NoSuchCase
from domain.ledger import Result
from domain.ports import NewPlan
from domain.reminders import Planned
from storage.plans import id_of
from storage.store import Store, Stores
from tests.kit.cases import NOW
from tests.kit.hearing import hear
from tests.storage.given import DAY, ME, YOU, a_dress, a_person, ledger, move_in, planned

DRESS, BAG, THEIRS = a_dress().id, "casebbbbbbbb", "caseyyyyyyyy"
SOON = planned("a")
MOVED = planned("a", at=NOW + 2 * DAY, due=NOW + 3 * DAY, rule="other", final=True)

# the old plan, what became of reminder "a", the new plan → what the ledger then shows, as kind, when in days, result
TABLE = [
    pytest.param([], None, [SOON], ["a 0 planned"], id="a first plan"),
    pytest.param([SOON], None, [SOON], ["a 0 planned"], id="the same plan again"),
    pytest.param([SOON], None, [MOVED], ["a 2 planned"], id="the same occurrence at another time"),
    pytest.param([SOON], None, [], [], id="no plan any more"),
    pytest.param([SOON, planned("b")], None, [planned("c"), planned("b")], ["b 0 planned", "c 0 planned"], id="a part"),
    pytest.param([SOON], Result.SENT, [MOVED], ["a 0 sent"], id="what was sent is not planned again"),
    pytest.param([SOON], Result.DROPPED, [MOVED], ["a 0 dropped"], id="nor what was dropped"),
    pytest.param([SOON], Result.HANDED_OVER, [MOVED], ["a 0 handed_over"], id="nor what is on its way"),
]


@pytest.mark.parametrize(("old", "became", "new", "shown"), TABLE)
async def test_a_plan_takes_the_place_of_another(
    stores: Stores, old: Sequence[Planned], became: Result | None, new: Sequence[Planned], shown: list[str]
) -> None:
    """What is still to come is the new plan; what has a history keeps it."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, old, NOW)
        for step in (Result.HANDED_OVER, became) if became else ():
            await store.reminders.settle(id_of(DRESS, "a", SOON.occurrence), NOW, step)
        await store.reminders.replace(ME, DRESS, new, NOW)
        assert await _shown(store, ME) == shown


async def test_a_moved_reminder_is_the_new_one_in_everything(stores: Stores) -> None:
    """Rule, deadline and weight are those of the new plan, under the id that it always had."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [SOON], NOW)
        await store.reminders.replace(ME, DRESS, [MOVED], NOW)
        (due,) = await store.reminders.claim(NOW + 9 * DAY, 9)
    assert (due.id, due.planned) == (id_of(DRESS, "a", SOON.occurrence), MOVED)


async def test_what_is_due_stays_where_it_is(stores: Stores) -> None:
    """A new plan that would say the same later does not push away what is already owed."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [SOON], NOW)
        (left,) = await store.reminders.replace(ME, DRESS, [MOVED], NOW + DAY)
        assert await _shown(store, ME) == ["a 0 planned"]
    assert left.planned == SOON


async def test_what_was_about_to_leave_early_is_put_off_by_a_new_plan(stores: Stores) -> None:
    """Standing in line before its hour, it takes its place anew at the new hour."""
    early = planned("a", at=NOW + DAY, ahead=DAY / 2)
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [early], NOW)
        assert await store.reminders.line_up(NOW + DAY * 3 / 4)
        later = planned("a", at=NOW + 2 * DAY, ahead=DAY / 4)
        await store.reminders.replace(ME, DRESS, [later], NOW + DAY * 3 / 4)
        assert await store.reminders.claim(NOW + DAY * 3 / 2, 9) == []
        (due,) = await store.reminders.claim(NOW + DAY * 7 / 4, 9)
    assert due.planned == later


async def test_many_cases_are_planned_at_once(stores: Stores) -> None:
    """Each case gets its own plan, and what is left in line comes back from all of them."""
    await _three(stores)
    async with stores.begin() as store:
        await store.reminders.replace(ME, BAG, [planned("due", case=BAG)], NOW)
        new = [
            NewPlan(ME, DRESS, [planned("d")]),
            NewPlan(ME, BAG, [planned("b", case=BAG, at=NOW + 2 * DAY)]),
            NewPlan(YOU, THEIRS, []),
        ]
        left = await store.reminders.replace_all(new, NOW + DAY)
        assert await _shown(store, ME) == ["b 2 planned", "d 0 planned", "due 0 planned"]
        assert await _shown(store, YOU) == []
    assert [each.planned.kind for each in left] == ["due"]


async def test_one_foreign_case_among_many_refuses_all(stores: Stores) -> None:
    """NoSuchCase names it, and nothing was written for the others."""
    await _three(stores)
    async with stores.begin() as store:
        with pytest.raises(NoSuchCase, match=THEIRS):
            await store.reminders.replace_all([NewPlan(ME, DRESS, [planned("d")]), NewPlan(ME, THEIRS, [])], NOW)
        assert await _shown(store, ME) == []


async def test_a_plan_that_says_what_stands_writes_nothing(stores: Stores) -> None:
    """New knowledge leaves most cases as they are: it reads them, and that is all."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        await store.reminders.replace(ME, DRESS, [SOON, MOVED, planned("b")], NOW)
        said = await hear(store)
        await store.reminders.replace(ME, DRESS, [SOON, planned("b")], NOW)
        assert [each.split()[0] for each in said] == ["SELECT"]


async def _three(stores: Stores) -> None:
    await move_in(stores, a_person(), a_person(YOU), case=a_dress())
    async with stores.begin() as store:
        await store.cases.add(a_dress(id=BAG))
        await store.cases.add(a_dress(id=THEIRS, owner=YOU))


async def _shown(store: Store, owner: int) -> list[str]:
    lines = await ledger(store, owner)
    return sorted(f"{line.kind} {(line.due - NOW).days} {line.result}" for line in lines)
