"""Which case a thing belongs to: the strongest sign decides, and where none does, the shopper is asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import belonging
from domain.belonging import Talk, Why
from domain.case import Case
from domain.findings import Doubt, Found, Reading
from domain.journal import Parcel, What
from domain.machine import Flow
from domain.money import Money
from tests.kit.cases import NOW, a_case, told

_SENT = (told(What.APPROVED), told(What.SHIPPED, parcel=Parcel("SF1364216703436", "sf")))
DRESS = a_case(Flow.RETURN, *_SENT, id="dress", order_no="P734012345678821", seller="某某女装")
LAMP = a_case(Flow.RETURN, told(What.SIGNED), id="lamp", name="台灯", price=Money(5_900))
SHOES = a_case(Flow.RETURN, told(What.SIGNED), id="shoes", name="跑鞋", price=Money(29_900))
DONE = a_case(Flow.RETURN, told(What.SIGNED), told(What.MONEY_ARRIVED), id="done", order_no="P900000000000001")
TWIN = replace(DRESS, id="twin", name="腰带")

NOTHING = Reading()
OTHER = "P111111111111111"


def _order(number: str, *doubts: Doubt, paid: int | None = None) -> Reading:
    sum_paid = Found(Money(paid), "实付") if paid else None
    return Reading(order_no=Found(number, number, doubts=doubts), paid=sum_paid)


def _parcel(number: str) -> Reading:
    return Reading(parcel=Found(Parcel(number), number))


def _talk(replied: str | None = None, focus: str | None = None, ago: int = 1) -> Talk:
    return Talk(replied=replied, focus=focus, focus_at=NOW - timedelta(minutes=ago) if focus else None, now=NOW)


DECIDED: list[tuple[str, Reading, tuple[Case, ...], Talk, str, Why]] = [
    ("its order number", _order("P734012345678821"), (LAMP, DRESS), _talk(), "dress", Why.ORDER_NO),
    (
        "even if it was hard to read",
        _order("P734012345678821", Doubt.UNSURE),
        (LAMP, DRESS),
        _talk(),
        "dress",
        Why.ORDER_NO,
    ),
    ("even against a reply", _order("P734012345678821"), (LAMP, DRESS), _talk("lamp"), "dress", Why.ORDER_NO),
    ("even if it is closed", _order("P900000000000001"), (LAMP, DONE), _talk(), "done", Why.ORDER_NO),
    ("its parcel", _parcel("SF1364216703436"), (LAMP, DRESS), _talk("lamp"), "dress", Why.PARCEL),
    (
        "of two of one order the one replied to",
        _order("P734012345678821"),
        (TWIN, DRESS),
        _talk("twin"),
        "twin",
        Why.ORDER_NO,
    ),
    ("the message replied to", NOTHING, (LAMP, DRESS), _talk("dress", "lamp"), "dress", Why.REPLY),
    ("a closed one replied to", NOTHING, (LAMP, DONE), _talk("done"), "done", Why.REPLY),
    ("the one just talked about", NOTHING, (LAMP, DRESS), _talk(focus="dress"), "dress", Why.RECENT),
    ("the only open one", NOTHING, (DRESS, DONE), _talk(), "dress", Why.ONLY),
    ("the only one it can be", _order(OTHER, paid=5_900), (DRESS, LAMP, SHOES), _talk(), "lamp", Why.ONLY),
]


@pytest.mark.parametrize(("_", "reading", "cases", "talk", "case", "why"), DECIDED, ids=[row[0] for row in DECIDED])
def test_the_strongest_sign_decides(
    _: str, reading: Reading, cases: tuple[Case, ...], talk: Talk, case: str, why: Why
) -> None:
    """The case is named with the sign that it was known by."""
    found = belonging.of(reading, cases, talk)
    assert found.case is not None
    assert (found.case.id, found.why) == (case, why)


ASKED: list[tuple[str, Reading, tuple[Case, ...], Talk, list[str], bool]] = [
    ("several open ones", NOTHING, (LAMP, SHOES), _talk(), ["lamp", "shoes"], False),
    ("talk of yesterday", NOTHING, (LAMP, SHOES), _talk(focus="shoes", ago=60 * 24), ["shoes", "lamp"], False),
    ("two of one order", _order("P734012345678821"), (TWIN, DRESS), _talk(), ["twin", "dress"], False),
    ("another order than the one talked about", _order(OTHER), (DRESS,), _talk(focus="dress"), ["dress"], True),
    ("another order than the one replied to", _order(OTHER), (LAMP, DRESS), _talk("dress"), ["lamp", "dress"], False),
    ("another price than the only one", _order(OTHER, paid=100), (LAMP,), _talk(focus="lamp"), ["lamp"], True),
    ("nothing open", NOTHING, (DONE,), _talk(), [], True),
    ("no case at all", NOTHING, (), _talk(), [], True),
    (
        "the likelier price first",
        Reading(paid=Found(Money(29_900), "")),
        (LAMP, SHOES),
        _talk(),
        ["shoes", "lamp"],
        False,
    ),
]


@pytest.mark.parametrize(("_", "reading", "cases", "talk", "choices", "new"), ASKED, ids=[row[0] for row in ASKED])
def test_without_a_sign_it_is_asked(
    _: str, reading: Reading, cases: tuple[Case, ...], talk: Talk, choices: list[str], *, new: bool
) -> None:
    """The choices come the likeliest first; an order that no case is about is a new one."""
    found = belonging.of(reading, cases, talk)
    assert found.case is None
    assert [case.id for case in found.choices] == choices
    assert found.new is new
