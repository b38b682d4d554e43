"""A plan of reminders: useful moments, never the past, never the night, never two for one hour."""

import itertools
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import desk, reminders, waking
from domain.errors import ShelfError
from domain.journal import What
from domain.ledger import Why
from domain.machine import Flow
from domain.people import Wishes
from domain.reminders import Lead
from domain.traits import Trait
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told

LIBRARY = librarian.load()
SHANGHAI = ZoneInfo("Asia/Shanghai")
T = {"zh": "a", "en": "b"}  # what a kind is called, and says
PLAIN = {"rules": ["r"], "leads": ["0d"], "offers": [], "title": T, "words": T}


def _plan(*happenings: tuple[What, str], wishes: Wishes | None = None) -> list[str]:
    """Kind and local time of what is planned, in order."""
    case = a_case(Flow.RETURN, *(told(what, at(when)) for what, when in happenings))
    plan = desk.settle(case, LIBRARY, wishes or Wishes(), NOW).plan
    return [f"{each.kind} {each.at.astimezone(SHANGHAI):%m-%d %H:%M}" for each in plan]


def test_the_return_is_called_for_on_the_days_that_matter() -> None:
    """Agreed on Monday 20:00: days 1, 3, 5, 6 of seven, the day itself, the last call, then two days of asking."""
    assert [line for line in _plan((What.APPROVED, "2026-11-23 12:00")) if line.startswith("ship_back")] == [
        "ship_back 11-24 09:00",
        "ship_back 11-26 09:00",
        "ship_back 11-28 09:00",
        "ship_back 11-29 09:00",
        "ship_back 11-30 09:00",
        "ship_back 11-30 17:00",
        "ship_back 12-01 09:00",
        "ship_back 12-02 09:00",
    ]


def test_a_silent_seller_is_called_out_once_the_time_is_over_and_then_daily_but_bounded() -> None:
    """48 hours after the application, then on three mornings."""
    lines = [line for line in _plan((What.APPLIED, "2026-11-23 12:00")) if line.startswith("escalate")]
    assert lines[:4] == [
        "escalate 11-25 20:00",
        "escalate 11-26 09:00",
        "escalate 11-27 09:00",
        "escalate 11-28 09:00",
    ]


def test_a_deadline_in_the_night_is_told_of_in_the_morning() -> None:
    """The seller's time ends at 03:00: nobody is woken for it."""
    lines = [line for line in _plan((What.APPLIED, "2026-11-22 19:00")) if line.startswith("escalate")]
    assert lines[0] == "escalate 11-25 09:00"


@pytest.mark.parametrize(
    ("agreed", "asked"), [("2026-11-23 12:00", "address 11-24 20:00"), ("2026-11-22 19:00", "address 11-24 08:00")]
)
def test_an_address_is_asked_for_again_only_once_its_day_is_over(agreed: str, asked: str) -> None:
    """Not an hour before the 24 are over, though it is the shopper who must act; and nobody is woken for it."""
    case = a_case(Flow.RETURN, told(What.APPROVED, at(agreed)), traits=frozenset({Trait.NO_ADDRESS}))
    plan = desk.settle(case, LIBRARY, Wishes(remind_at=time(12)), NOW).plan
    first = next(each for each in plan if each.kind == "address")
    assert f"{first.kind} {first.at.astimezone(SHANGHAI):%m-%d %H:%M}" == asked


def test_a_case_told_when_every_lead_has_passed_is_still_reminded_before_the_end() -> None:
    """Two hours are left: halfway, not never."""
    lines = _plan((What.APPROVED, "2026-11-16 14:30"))
    assert lines[0] == "ship_back 11-23 21:30"


@given(
    minutes=st.integers(0, 60 * 24 * 30),
    what=st.sampled_from([What.SIGNED, What.APPLIED, What.APPROVED, What.SHIPPED, What.REFUND_ANNOUNCED]),
    zone=st.sampled_from(["Asia/Shanghai", "America/New_York", "Africa/Cairo", "America/Santiago", "Pacific/Apia"]),
)
@settings(max_examples=150)
def test_no_plan_lies_in_the_past_wakes_anybody_or_asks_twice_in_an_hour(minutes: int, what: What, zone: str) -> None:
    """Whatever happened whenever, wherever the person lives."""
    wishes = Wishes(zone=zone)
    case = a_case(Flow.RETURN, told(what, NOW - timedelta(minutes=minutes)))
    plan = desk.settle(case, LIBRARY, wishes, NOW).plan
    assert plan
    assert all(each.at > NOW for each in plan)
    assert all(each.final or not waking.is_quiet(each.at, wishes) for each in plan)
    assert len({(each.kind, each.occurrence) for each in plan}) == len(plan)
    gaps = [later.at - sooner.at for sooner, later in itertools.pairwise(plan)]
    assert all(gap >= timedelta(hours=1) for gap in gaps)


def test_what_the_case_has_left_behind_is_no_longer_true() -> None:
    """The parcel is on its way: nobody is told to send it."""
    case = a_case(Flow.RETURN, told(What.APPROVED, NOW))
    before = desk.settle(case, LIBRARY, Wishes(), NOW)
    moved = case.with_happening(told(What.SHIPPED, NOW))
    clocks = desk.clocks(moved, LIBRARY)
    ship = next(each for each in before.plan if each.kind == "ship_back")
    closed = moved.with_happening(told(What.GIVEN_UP, NOW))
    assert reminders.untrue(ship, case, before.clocks, LIBRARY.kinds) == Why.NONE
    assert reminders.untrue(ship, moved, clocks, LIBRARY.kinds) == Why.MOVED_ON
    assert reminders.untrue(ship, closed, clocks, LIBRARY.kinds) == Why.CLOSED
    assert reminders.untrue(ship, case, before.clocks, ()) == Why.GONE


@pytest.mark.parametrize("text", ["", "3", "3w", "--3d", "d3", "3.5h"])
def test_a_lead_that_is_none_is_refused(text: str) -> None:
    """A misspelt lead never becomes a moment."""
    with pytest.raises(ValueError, match="lead"):
        Lead.read(text)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"id": "x", "rules": ["r"], "leads": ["3w"], "offers": [], "title": T, "words": T}, "no lead"),
        ({"id": "x", "leads": ["0d"], "offers": [], "title": T, "words": T}, "hangs on nothing"),
        (
            {"id": "x", **PLAIN, "words": {"zh": "a"}},
            "both zh and en",
        ),
        (
            {"id": "x", **PLAIN, "title": {"en": "a"}},
            "both zh and en",
        ),
        ({"id": "x", "rules": ["r"], "leads": ["0d"], "offers": [], "words": T}, "title"),
        ({"id": "x", "rules": ["r"], "leads": ["0d"], "offers": ["y"], "title": T, "words": T}, "y"),
        (
            {"id": "x", **PLAIN, "words": {"zh": "{no}", "en": "b"}},
            "no",
        ),
    ],
)
def test_a_wrong_stanza_is_refused_by_name(broken: dict[str, object], said: str) -> None:
    """File, key and reason stand in the error."""
    with pytest.raises(ShelfError, match=said) as caught:
        reminders.from_table({"kind": [broken]}, "reminders.toml")
    assert caught.value.key == "x"
