"""Whatever a case tells: the sums keep their promises."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from domain import sums
from domain.case import Case, Channel, Reason
from domain.figures import begun_months, share, whole_months
from domain.journal import What
from domain.machine import Flow
from domain.money import Money, total
from domain.purchase import Amount, Term
from domain.sum_rules import Part
from domain.sums import Expected
from domain.traits import Trait
from storage import librarian
from tests.kit.cases import NOW, a_case, told

LIBRARY = librarian.load()
BEGIN = date(2026, 1, 1)

_days = some.integers(0, 700).map(lambda day: BEGIN + timedelta(days=day))
_sums = some.integers(0, 10**6).map(Money)
_any_sums = some.builds(Money, some.integers(0, 10**6), some.sampled_from(["CNY", "JPY", "USD"]))
_terms = some.builds(lambda first, length: Term(first, first + timedelta(days=length)), _days, some.integers(0, 800))
_stories = some.lists(
    some.tuples(some.sampled_from([What.SIGNED, What.PAID, What.APPLIED, What.PART_ARRIVED]), _days), max_size=4
)


@some.composite
def cases(draw: some.DrawFn, /, money: some.SearchStrategy[Money] = _sums, **fixed: object) -> Case:
    """Any case at all, its facts fitting together or not."""
    facts: dict[str, object] = {
        "reason": draw(some.none() | some.sampled_from(Reason)),
        "price": draw(money),
        "channel": draw(some.none() | some.sampled_from(Channel)),
        "traits": frozenset(draw(some.sets(some.sampled_from(Trait), max_size=8))),
        "amounts": draw(some.dictionaries(some.sampled_from(Amount), money, max_size=8)),
        "term": draw(some.none() | _terms),
    }
    flow = draw(some.sampled_from(Flow))
    begun = a_case(flow, told(What.APPLIED, NOW), **{**facts, **fixed})
    for what, day in draw(_stories):
        if what is What.SIGNED or what is What.PAID or what is What.PART_ARRIVED:
            begun = begun.with_happening(told(what, day.isoformat(), money=draw(money)))
    return begun


@settings(max_examples=300)
@given(case=cases(), today=_days)
def test_the_total_is_the_sum_of_its_lines_and_never_negative(case: Case, today: date) -> None:
    """To the fen; and what is still to come is never negative nor more than the total."""
    found = sums.of(case, LIBRARY.sums, today)
    rest = found.outstanding(case)
    assert rest is not None
    assert rest >= Money(0)
    if found.total is not None:
        assert found.total >= Money(0)
        assert found.total == total(line.money for line in found.refund if line.money)
        assert rest <= found.total
    assert (found.total is None) == any(each.essential for each in found.missing)


@settings(max_examples=300)
@given(case=cases(_any_sums), today=_days)
def test_currencies_are_never_mixed(case: Case, today: date) -> None:
    """Where there is a total, every line of it is in its currency; where they differ, they are named instead."""
    found = sums.of(case, LIBRARY.sums, today)
    currencies = {line.money.currency for line in found.refund if line.money}
    if found.total is not None:
        assert currencies <= {found.total.currency}
        assert found.mixed == ()
    if len(currencies) > 1:
        assert found.total is None
        assert set(found.mixed) >= currencies
    if found.demand is not None:
        assert {line.money.currency for line in found.claims if line.money} <= {found.demand.currency}


@settings(max_examples=300)
@given(case=cases(), today=_days)
def test_nothing_is_told_twice_and_a_multiple_needs_every_tick(case: Case, today: date) -> None:
    """No rule makes two lines, no fact is asked for twice, and a claim has each fact that its rule names."""
    found = sums.of(case, LIBRARY.sums, today)
    assert len({(line.id, line.part) for line in found.lines}) == len(found.lines)
    asked = [*(each.need for each in found.missing), *found.further]
    assert len(set(asked)) == len(asked)
    for line in found.claims:
        assert line.rule.all_of
        assert line.rule.all_of <= case.traits
        assert line.money is not None
        assert line.rule.least is None or line.money >= line.rule.least


def _on(case: Case, day: date) -> Expected:
    return sums.of(case, LIBRARY.sums, day)


@given(price=_sums, term=_terms, wait=some.integers(0, 900), more=some.integers(0, 60))
def test_the_rest_of_a_membership_shrinks_by_the_day_and_stays_within_what_was_paid(
    price: Money, term: Term, wait: int, more: int
) -> None:
    """A later request never brings more; by the day or by the month, never below zero or above the price."""
    case = a_case(Flow.MEMBERSHIP, told(What.TERMS_READ), reason=Reason.UNWANTED, price=price, term=term)
    early = term.begins + timedelta(days=wait)
    first, second = _on(case, early), _on(case, early + timedelta(days=more))
    for before, after in zip(_rests(first), _rests(second), strict=True):
        assert Money(0) <= after <= before <= price
    by_day, by_month = _rests(first)
    assert by_month.minor <= by_day.minor + share(price, 3, term.days).minor + 1  # months differ by three days


def _rests(found: Expected) -> tuple[Money, Money]:
    (by_month,) = [line.money for line in found.of_part(Part.INSTEAD) if line.id == "used_by_month"]
    assert found.total is not None
    assert by_month is not None
    return found.total, by_month


@given(term=_terms, used=some.integers(0, 900))
def test_the_months_of_a_term_grow_with_its_days(term: Term, used: int) -> None:
    """None before the first day, one on it; and a whole month is one of which all days are there."""
    used = min(used, term.days)
    assert begun_months(term, 0) == 0
    assert begun_months(term, 1) == 1
    assert (used + 30) // 31 <= begun_months(term, used) <= used // 28 + 1
    assert whole_months(term) in {begun_months(term, term.days), max(begun_months(term, term.days) - 1, 1)}


@given(sum_=_sums, whole=some.integers(1, 800), data=some.data())
def test_a_share_is_right_to_half_a_fen(sum_: Money, whole: int, data: some.DataObject) -> None:
    """Rounded half up: the share and its rest make the whole, and no share is off by more than half a fen."""
    part = data.draw(some.integers(0, whole))
    rounded = share(sum_, part, whole).minor
    assert abs(2 * (rounded * whole - sum_.minor * part)) <= whole
    assert share(sum_, 0, whole) == Money(0)
    assert share(sum_, whole, whole) == sum_


@given(case=cases(), today=_days, arrived=_sums)
def test_what_arrives_lessens_what_is_to_come(case: Case, today: date, arrived: Money) -> None:
    """By exactly that, down to nothing."""
    found = sums.of(case, LIBRARY.sums, today)
    before = found.outstanding(case)
    more = replace(case, journal=(*case.journal, told(What.PART_ARRIVED, money=arrived)))
    assert before is not None
    already = total(case.receipts)
    whole = found.total or case.price
    assert whole is not None
    assert found.outstanding(more) == max(whole - already - arrived, Money(0))
