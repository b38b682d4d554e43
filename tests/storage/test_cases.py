"""The guarded door to cases."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy.exc import DBAPIError

from domain.case import Case, Channel, Reason
from domain.errors import NoSuchCase, Stale
from domain.journal import Happening, Parcel, Source, What
from domain.machine import Flow
from domain.moments import UTC, When
from domain.money import Money
from domain.purchase import Amount, Term
from storage.columns import storable
from storage.engine import open_engine
from storage.store import Stores
from tests.kit.cases import NOW, a_case, told
from tests.storage.given import DAY, ME, YOU, a_dress, a_person, move_in

_moments = some.integers(0, 2**33).map(lambda second: datetime.fromtimestamp(second + 0.25, UTC))
_happenings = some.builds(
    Happening,
    id=some.uuids().map(str),
    what=some.sampled_from([What.NOTED, What.PROMISED, What.COUNTDOWN_READ]),
    when=some.none() | some.builds(When, _moments, exact=some.booleans()),
    told=_moments,
    source=some.sampled_from(Source),
    money=some.none() | some.builds(Money, some.integers(-(10**12), 10**12), some.sampled_from(["CNY", "JPY"])),
    parcel=some.none() | some.builds(Parcel, some.text(), some.none() | some.text()),
    rule=some.none() | some.text(),
    note=some.text(),
    corrects=some.none(),
    taken_back=some.just(value=False),
)


async def test_a_case_comes_back_as_it_was(stores: Stores) -> None:
    """Every field of a case survives the database, journal included."""
    case = a_case(
        Flow.EXCHANGE,
        told(What.SIGNED, "2026-11-20"),
        reason=Reason.QUALITY,
        price=Money(2**40, "JPY"),
        platform="taobao",
        channel=Channel.HUABEI,
        order_no="P7\U0001f9e5",
        seller="<b>店</b>",
        problem="{order} 掉色\n🧣",
        traits=frozenset({"cross_border", "a"}),
        amounts={amount: Money(2**40 + at, "KRW") for at, amount in enumerate(Amount)},
        term=Term(date(2026, 2, 28), date(2027, 2, 27)),
        archived=True,
        opened=NOW.replace(microsecond=123_456),
    )
    await move_in(stores, case=case)
    async with stores.begin() as store:
        assert await store.cases.get(ME, case.id) == case


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=some.lists(_happenings, max_size=5, unique_by=lambda line: line.id))
async def test_any_journal_comes_back_in_its_order(stores: Stores, lines: list[Happening]) -> None:
    """Whatever happened, it is read as it was told, in the order it was told; only unstorable signs are cleaned."""
    case_id = str(uuid4())  # not drawn: an example that comes twice meets the same database
    case = a_dress(id=case_id)
    await move_in(stores, case=case)
    for line in lines:
        case = case.with_happening(line)
    async with stores.begin() as store:
        await store.cases.save(case)
    async with stores.look() as store:
        kept = await store.cases.get(ME, case_id)
    assert kept.journal == tuple(_cleaned(line) for line in case.journal)


async def test_saving_appends_and_counts(stores: Stores) -> None:
    """A save keeps the old lines, adds the new ones, and gives the next version."""
    await move_in(stores, case=a_dress())
    async with stores.begin() as store:
        case = await store.cases.get(ME, a_dress().id)
        saved = await store.cases.save(replace(case.with_happening(told(What.APPLIED, NOW)), name="裙子"))
    async with stores.look() as store:
        again = await store.cases.get(ME, case.id)
    assert again == saved
    assert (again.version, again.name, [each.what for each in again.journal]) == (2, "裙子", ["signed", "applied"])


async def test_who_saves_an_old_state_is_told(stores: Stores) -> None:
    """The second save of the same version raises Stale and changes nothing."""
    case = a_dress()
    await move_in(stores, case=case)
    async with stores.begin() as store:
        first = await store.cases.save(case.with_happening(told(What.NOTED, note="first")))
    with pytest.raises(Stale):
        await _save(stores, case.with_happening(told(What.NOTED, note="second")))
    async with stores.look() as store:
        assert await store.cases.get(ME, case.id) == first


async def test_a_journal_that_was_not_grown_from_ours_is_refused(stores: Stores) -> None:
    """A save whose journal lacks a line on record raises Stale, even with the right version."""
    case = a_dress()
    await move_in(stores, case=case)
    with pytest.raises(Stale):
        await _save(stores, replace(case, journal=()))


async def test_the_case_of_another_does_not_exist(stores: Stores) -> None:
    """Getting and saving under another owner both raise NoSuchCase, as for a case that never was."""
    case = a_dress()
    await move_in(stores, a_person(), a_person(YOU), case=case)
    for owner, wanted in [(YOU, case.id), (ME, "nowhere"), (ME, "x\x00' OR 1=1 --")]:
        async with stores.begin() as store:
            with pytest.raises(NoSuchCase):
                await store.cases.get(owner, wanted)
    with pytest.raises(NoSuchCase):
        await _save(stores, replace(case, owner=YOU, name="mine now"))
    async with stores.look() as store:
        assert await store.cases.of(YOU) == []
        assert (await store.cases.get(ME, case.id)).name == case.name


async def test_cases_are_listed_newest_first(stores: Stores) -> None:
    """Of three cases the youngest leads, and the one put away is listed only on request."""
    cases = [a_case(Flow.RETURN, told(What.SIGNED), id=f"case{day}", opened=NOW + day * DAY) for day in range(3)]
    await move_in(stores)
    async with stores.begin() as store:
        for case in cases:
            await store.cases.add(replace(case, archived=case.id == "case1"))
    async with stores.look() as store:
        assert [case.id for case in await store.cases.of(ME)] == ["case2", "case0"]
        assert [case.id for case in await store.cases.of(ME, archived=True)] == ["case2", "case1", "case0"]
        assert [len(case.journal) for case in await store.cases.of(ME)] == [1, 1]


async def test_no_happening_is_ever_changed(stores: Stores, database_url: str) -> None:
    """The database itself refuses to change a line of a journal."""
    await move_in(stores, case=a_dress())
    engine = open_engine(database_url)
    with pytest.raises(DBAPIError, match="never changed"):
        async with engine.begin() as connection:
            await connection.exec_driver_sql("UPDATE happenings SET note = 'never said'")
    await engine.dispose()


async def _save(stores: Stores, case: Case) -> None:
    async with stores.begin() as store:
        await store.cases.save(case)


def _cleaned(line: Happening) -> Happening:
    parcel = line.parcel and Parcel(storable(line.parcel.number), storable(line.parcel.carrier))
    return replace(line, note=storable(line.note), rule=storable(line.rule), parcel=parcel)
