"""
The figures of a refund, worked out of what a case tells.

Rounding: everything is a whole number of minor units (fen). What is left of a membership is the price in proportion
to the days or months left, rounded half up to the fen; what was used is the rest. No other figure needs rounding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from domain import counting
from domain.case import Case
from domain.money import Money
from domain.purchase import PART_OF_PRICE, Amount, Term
from domain.sum_rules import Figure, Gap, Need, asked_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a figure may look at: the case, its price, the day of today, and the total of the lines before."""

    case: Case
    price: Money
    today: date
    so_far: Money

    def told(self, amount: Amount) -> Money:
        """The amount as the shopper told it; zero of the price's currency where they did not."""
        return self.case.amounts.get(amount, Money(0, self.price.currency))


def needs(figure: Figure | Amount) -> tuple[Need, ...]:
    """What a case must have told before this figure can be worked out."""
    return (figure,) if isinstance(figure, Amount) else _NEEDS.get(figure, ())


def lacks(case: Case, figure: Figure | Amount) -> tuple[Need, ...]:
    """What the case has not told yet."""
    told = {Gap.PRICE: case.price, Gap.REASON: case.reason, Gap.TERM: case.term}
    return tuple(
        need for need in needs(figure) if (need not in case.amounts if isinstance(need, Amount) else told[need] is None)
    )


def work_out(figure: Figure | Amount, sheet: Sheet) -> Money | None:
    """
    The figure's sum, never below zero; None where it says nothing. What it `needs` must be there.

    Raises:
        MixedCurrencies: what it is made of stands in two currencies.
    """
    if not isinstance(figure, Amount):
        return _WAYS[figure](sheet)
    sum_ = sheet.told(figure)
    return min(sum_, sheet.price) if figure in PART_OF_PRICE else sum_


def _paid(sheet: Sheet) -> Money:
    return sheet.price - min(sheet.told(Amount.SECOND_PAYMENT), sheet.price)


def _goods(sheet: Sheet) -> Money:
    if Amount.PART_PRICE in sheet.case.amounts:
        return sheet.told(Amount.PART_PRICE)
    return _left(sheet.price, sheet.told(Amount.FREIGHT_OUT))


def _kept_share(sheet: Sheet) -> Money:
    return _left(sheet.price, sheet.told(Amount.PART_PRICE))


def _insured(sheet: Sheet) -> Money:
    return min(sheet.told(Amount.INSURANCE_PAID), sheet.told(Amount.FREIGHT_BACK))


def _short(sheet: Sheet) -> Money | None:
    return -sheet.so_far if sheet.so_far.minor < 0 else None


def _used_by_day(sheet: Sheet) -> Money:
    term, used = _used_days(sheet)
    return sheet.price - share(sheet.price, term.days - used, term.days)


def _used_by_month(sheet: Sheet) -> Money:
    term, used = _used_days(sheet)
    whole = whole_months(term)
    begun = min(begun_months(term, used), whole)
    return sheet.price - share(sheet.price, whole - begun, whole)


def _used_at_list(sheet: Sheet) -> Money:
    term, used = _used_days(sheet)
    listed = sheet.told(Amount.LIST_PRICE)
    return listed - share(listed, term.days - used, term.days)


def _used_days(sheet: Sheet) -> tuple[Term, int]:
    """The term, and how many of its days are used; the day of the request is (reading 16)."""
    term = sheet.case.term
    if term is None:
        raise ValueError("a figure of a membership was worked out without its term")
    used = (asked_on(sheet.case, sheet.today) - term.begins).days + 1
    return term, min(max(used, 0), term.days)


def begun_months(term: Term, used: int) -> int:
    """How many months of a term are begun after so many of its days; a begun month counts as a whole one."""
    begun = 0
    while used > (counting.add_months(term.begins, begun) - term.begins).days:
        begun += 1
    return begun


def whole_months(term: Term) -> int:
    """How many months a term has, at least one; a year that is written with one day too many still has twelve."""
    return max(begun_months(term, term.days + 1) - 1, 1)


def share(sum_: Money, part: int, whole: int) -> Money:
    """So many parts of a whole, rounded half up to the minor unit."""
    return Money((2 * sum_.minor * part + whole) // (2 * whole), sum_.currency)


def _left(whole: Money, part: Money) -> Money:
    return whole - min(part, whole)


_NEEDS: Mapping[Figure, tuple[Need, ...]] = {
    Figure.PAID: (Gap.PRICE,),
    Figure.GOODS: (Gap.PRICE,),
    Figure.KEPT_SHARE: (Amount.PART_PRICE,),
    Figure.INSURED: (Amount.INSURANCE_PAID, Amount.FREIGHT_BACK),
    Figure.USED_BY_DAY: (Gap.TERM,),
    Figure.USED_BY_MONTH: (Gap.TERM,),
    Figure.USED_AT_LIST: (Gap.TERM, Amount.LIST_PRICE),
}

_WAYS: Mapping[Figure, Callable[[Sheet], Money | None]] = {
    Figure.PAID: _paid,
    Figure.GOODS: _goods,
    Figure.NOTHING: lambda sheet: Money(0, sheet.price.currency),
    Figure.WORDS: lambda _: None,
    Figure.KEPT_SHARE: _kept_share,
    Figure.INSURED: _insured,
    Figure.SHORT: _short,
    Figure.USED_BY_DAY: _used_by_day,
    Figure.USED_BY_MONTH: _used_by_month,
    Figure.USED_AT_LIST: _used_at_list,
}
