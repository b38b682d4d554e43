"""What a refund should bring, line by line."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from domain import sums
from domain.case import Case, Channel, Reason
from domain.journal import Happening, What
from domain.machine import Flow
from domain.money import Money
from domain.policy import Confidence
from domain.purchase import Amount, Term
from domain.sum_rules import Gap, Part
from domain.sums import Expected
from handlers.talk import sum_texts
from handlers.talk.cards import Look
from handlers.talk.context import words_for
from storage import librarian
from tests.kit.cases import NOW, a_case, told

LIBRARY = librarian.load()


def expected(case: Case, today: date = date(2026, 11, 23)) -> Expected:
    """What the shipped shelf says about a case."""
    return sums.of(case, LIBRARY.sums, today)


def test_without_a_price_there_is_no_line_and_the_price_is_asked_for() -> None:
    """Nothing is guessed: no price, no sum."""
    found = expected(a_case(Flow.RETURN, told(What.SIGNED), price=None))
    assert (found.lines, found.total) == ((), None)
    assert [(each.need, each.essential) for each in found.missing] == [(Gap.PRICE, True)]


def test_currencies_are_never_mixed() -> None:
    """Freight in another currency: no total is given, and both currencies are named."""
    case = a_case(
        Flow.RETURN, told(What.SIGNED), reason=Reason.UNWANTED, amounts={Amount.FREIGHT_OUT: Money(1000, "USD")}
    )
    assert expected(case).total is None
    assert expected(case).mixed == ("CNY", "USD")
    assert expected(case).outstanding(case) is None


def test_where_the_reason_is_not_known_it_is_asked_for() -> None:
    """Who carries the freight hangs on it."""
    found = expected(a_case(Flow.RETURN, told(What.SIGNED), reason=None))
    assert [each.need for each in found.missing] == [Gap.REASON]
    assert found.total == Money(39_900)


def test_a_part_of_the_money_leaves_the_rest() -> None:
    """Parts add up, the rest is still expected; more than expected leaves nothing, never a debt."""
    parts = [told(What.PART_ARRIVED, money=Money(10_000)), told(What.PART_ARRIVED, money=Money(5_000))]
    case = a_case(Flow.RETURN, told(What.REFUND_ANNOUNCED), *parts)
    assert expected(case).outstanding(case) == Money(24_900)
    more = case.with_happening(told(What.PART_ARRIVED, money=Money(90_000)))
    assert expected(more).outstanding(more) == Money(0)


def test_a_part_in_another_currency_makes_the_rest_unknown() -> None:
    """Rather unknown than wrong; and what came first is still told."""
    parts = [told(What.PART_ARRIVED, money=Money(10_000)), told(What.PART_ARRIVED, money=Money(500, "USD"))]
    case = a_case(Flow.RETURN, told(What.REFUND_ANNOUNCED), *parts)
    assert expected(case).outstanding(case) is None
    assert case.receipts == (Money(10_000), Money(500, "USD"))
    assert case.received == Money(10_000)


def test_a_line_can_be_cited_by_a_letter() -> None:
    """Every line carries its words in both languages, its article, its address and how sure it is."""
    every = expected(
        a_case(
            Flow.RETURN,
            told(What.SHIPPED),
            reason=Reason.UNWANTED,
            traits=frozenset({"fraud", "relied_on_it", "not_only_a_label", "gift_missing", "bundle"}),
            amounts={amount: Money(100) for amount in Amount if amount is not Amount.AGREED},
        )
    )
    assert {line.part for line in every.lines} >= {Part.REFUND, Part.WITHIN, Part.CLAIM, Part.APART}
    for line in every.lines:
        assert line.id
        assert set(line.title) >= {"zh", "en"}
        assert set(line.note) >= {"zh", "en"}
        assert line.article
        assert line.source.startswith("http")
        assert line.confidence in set(Confidence)


def test_a_term_cannot_end_before_it_begins() -> None:
    """Both of its days count: one day is a term of one day."""
    assert Term(date(2026, 3, 1), date(2026, 3, 1)).days == 1
    with pytest.raises(ValueError, match="cannot end"):
        Term(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("paid", "open_"),
    [((), True), ((told(What.PAID, None),), True), ((told(What.PAID, "2026-11-20"),), False)],
)
def test_a_rule_that_hangs_on_an_untold_payment_is_not_left_out_in_silence(
    paid: tuple[Happening, ...], *, open_: bool
) -> None:
    """Asked for within seven days of paying, all comes back (法释〔2025〕4号 14): without the day, that is said."""
    term = Term(date(2026, 11, 20), date(2026, 12, 19))
    case = a_case(Flow.MEMBERSHIP, *paid, told(What.APPLIED, "2026-11-27"), reason=Reason.MISTAKE, term=term)
    assert [rule.id for rule in expected(case).undated] == (["within_seven_days"] if open_ else [])
    for language, said in (("zh", "什么时候付的"), ("en", "When did you pay")):
        look = Look(words_for(language), ZoneInfo("Asia/Shanghai"), NOW, (), LIBRARY.sums)
        assert (said in sum_texts.page(look, case, expected(case))) is open_


def test_of_a_store_that_decides_no_day_of_payment_is_asked() -> None:
    """Apple's own rules give the sum: the day of the payment changes nothing."""
    case = a_case(Flow.MEMBERSHIP, told(What.APPLIED, "2026-11-27"), reason=Reason.MISTAKE, channel=Channel.APPLE)
    assert expected(case).undated == ()
