"""
Which case does a thing belong to: a screenshot, a forwarded message, a photo?

The strongest sign decides: the order number, the number of the parcel, the message replied to, the case just talked
about, the only open one. Where none decides, the shopper is asked, the likeliest first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.case import Case
from domain.findings import Reading
from domain.moments import Moment

RECENT = timedelta(minutes=30)  # talk about a case that is no older: what comes now is most likely about it


class Why(StrEnum):
    """Which sign decided."""

    ORDER_NO = "order_no"
    PARCEL = "parcel"
    REPLY = "reply"
    RECENT = "recent"
    ONLY = "only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What the talk is about: the case of the message replied to, and the case last talked about, with when."""

    replied: str | None = None
    focus: str | None = None
    focus_at: Moment | None = None
    now: Moment


@dataclass(frozen=True, slots=True)
class Belonging:
    """
    The case, and why it is this one; or, without a case, the `choices` to ask with, the likeliest first.

    `new` means that it is about an order that none of the cases is about; then there may still be choices, as a shopper
    can know better.
    """

    case: Case | None = None
    why: Why | None = None
    choices: tuple[Case, ...] = ()
    new: bool = False


def of(reading: Reading, cases: Sequence[Case], talk: Talk) -> Belonging:
    """Decide among a shopper's cases, newest first, archived ones left out."""
    named = _named(reading, cases, talk)
    if named is not None:
        return named
    possible = [case for case in cases if case.is_open and not _is_another(reading, case)]
    replied = next((case for case in cases if case.id == talk.replied), None)
    if replied is not None and not _is_another(reading, replied):
        return Belonging(replied, Why.REPLY)
    if replied is None:
        recent = next((case for case in possible if case.id == talk.focus and _is_fresh(talk)), None)
        if recent is not None:
            return Belonging(recent, Why.RECENT)
        if len(possible) == 1:
            return Belonging(possible[0], Why.ONLY)
    choices = _likeliest_first(reading, [case for case in cases if case.is_open or case is replied], talk)
    return Belonging(choices=choices, new=not possible)


def _named(reading: Reading, cases: Sequence[Case], talk: Talk) -> Belonging | None:
    """The case whose number stands there: equal numbers are no accident, however badly they were printed."""
    signs: tuple[tuple[Why, Callable[[Case], bool]], ...] = (
        (Why.ORDER_NO, lambda case: bool(case.order_no) and case.order_no in _order_numbers(reading)),
        (Why.PARCEL, lambda case: case.parcel is not None and case.parcel.number in _parcel_numbers(reading)),
    )
    for why, fits in signs:
        fitting = [case for case in cases if fits(case)]
        wanted = [case for case in fitting if case.id in {talk.replied, talk.focus}]
        still_open = [case for case in fitting if case.is_open]
        for few in (fitting, wanted, still_open):
            if len(few) == 1:
                return Belonging(few[0], why)
        if fitting:  # two things of one order
            return Belonging(choices=tuple(fitting))
    return None


def _order_numbers(reading: Reading) -> frozenset[str]:
    found = reading.order_no
    return frozenset((found.value, *found.others)) if found else frozenset()


def _parcel_numbers(reading: Reading) -> frozenset[str]:
    found = reading.parcel
    return frozenset(each.number for each in (found.value, *found.others)) if found else frozenset()


def _is_another(reading: Reading, case: Case) -> bool:
    """Whether it can only be about another purchase: another order, or an order of another price."""
    order = reading.order_no
    if order is None or order.doubtful:
        return False
    if case.order_no:
        return case.order_no != order.value
    paid = reading.paid
    return paid is not None and not paid.doubtful and case.price is not None and paid.value != case.price


def _is_fresh(talk: Talk) -> bool:
    return talk.focus_at is not None and talk.now - talk.focus_at <= RECENT


def _likeliest_first(reading: Reading, cases: Iterable[Case], talk: Talk) -> tuple[Case, ...]:
    def unlikely(case: Case) -> tuple[bool, bool, int]:
        return _is_another(reading, case), case.id not in {talk.replied, talk.focus}, -_likeness(reading, case)

    return tuple(sorted(cases, key=unlikely))


def _likeness(reading: Reading, case: Case) -> int:
    """How much of what was read the case also says."""
    same = (
        reading.paid is not None and reading.paid.value == case.price,
        reading.shop is not None and reading.shop.value == case.seller,
        reading.item is not None and bool(case.name) and _overlap(reading.item.value, case.name),
        reading.refund is not None and case.price is not None and reading.refund.value.amount == case.price,
    )
    return sum(same)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one
