"""Nine o'clock is everybody's hour: each case leaves at its own minute before it, and only what may."""

from collections import Counter
from datetime import time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import desk, spreading, waking
from domain.journal import What
from domain.machine import Flow
from domain.moments import Moment
from domain.people import Wishes
from domain.reminders import Planned
from domain.spreading import NONE, SPREAD
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told

LIBRARY = librarian.load()
MINUTE = timedelta(minutes=1)
ZONES = sorted(available_timezones())

# the usual hour, the quiet hours → within how many minutes before that hour
WINDOWS = [
    ("09:00", "22:30", "08:00", 30),
    ("08:10", "22:30", "08:00", 10),
    ("08:00", "22:30", "08:00", 0),
    ("07:00", "22:30", "08:00", 30),  # asleep or not, that is the hour wished for
    ("14:20", "13:00", "14:00", 20),
    ("12:00", "13:00", "14:00", 30),
    ("09:00", "00:00", "00:00", 30),  # never quiet
    ("03:00", "22:30", "02:00", 0),  # clocks are changed at night
]


@pytest.mark.parametrize(("usual", "quiet_from", "quiet_to", "minutes"), WINDOWS)
def test_each_case_has_its_minute(usual: str, quiet_from: str, quiet_to: str, minutes: int) -> None:
    """20,000 cases fill the minutes between waking and the usual hour, at most thirty, evenly."""
    wishes = Wishes(remind_at=_clock(usual), quiet_from=_clock(quiet_from), quiet_to=_clock(quiet_to))
    taken = Counter(spreading.ahead(f"case{number:08d}", wishes) // MINUTE for number in range(20_000))
    assert set(taken) == set(range(max(minutes, 1)))
    assert max(taken.values()) < 1.3 * min(taken.values()) or minutes == 0


def test_a_case_keeps_its_minute() -> None:
    """The same person hears of the same case at the same minute each day."""
    assert {each.ahead for each in _plan(What.APPLIED, "2026-11-23 12:00") if each.ahead} == {
        spreading.ahead("case00000001", Wishes())
    }


def test_what_cannot_be_made_good_keeps_its_hour() -> None:
    """Reminders of an irreversible deadline leave at the hour that they are promised for."""
    kept = [each for each in _plan(What.APPROVED, "2026-11-23 12:00") if each.final]
    assert kept
    assert all(each.ahead == NONE for each in kept)


def test_nobody_is_said_to_be_late_before_the_end() -> None:
    """The seller has until 09:00: that they have not answered is said then, not half an hour before."""
    (said,) = [each for each in _plan(What.APPLIED, "2026-11-23 01:00") if each.at == at("2026-11-25 01:00")]
    assert (said.kind, said.ahead) == ("escalate", NONE)


def test_nothing_leaves_in_the_past() -> None:
    """Planned anew a minute before its hour, it leaves at its hour."""
    before = next(each for each in _plan(What.APPLIED, "2026-11-23 12:00") if each.ahead > MINUTE)
    anew = _plan(What.APPLIED, "2026-11-23 12:00", before.at - MINUTE)[0]
    assert (anew.kind, anew.at, anew.ahead) == (before.kind, before.at, NONE)


@given(
    zone=st.sampled_from(ZONES),
    usual=st.integers(0, 24 * 60 - 1),
    woken=st.integers(0, 24 * 60 - 1),
    days=st.integers(0, 800),
    number=st.integers(0, 10**6),
)
@settings(max_examples=400)
def test_nobody_is_woken_by_it(zone: str, usual: int, woken: int, days: int, number: int) -> None:
    """In every zone, on the nights when clocks are changed too: who is awake at that hour is awake when it leaves."""
    wishes = Wishes(
        zone=zone, remind_at=_minute(usual), quiet_from=_minute((woken + 990) % 1440), quiet_to=_minute(woken)
    )
    hour = waking.next_morning(wishes, NOW + timedelta(days=days))
    early = spreading.ahead(f"case{number}", wishes)
    assert NONE <= early < SPREAD
    assert waking.is_quiet(hour, wishes) or not waking.is_quiet(hour - early, wishes), hour.astimezone(ZoneInfo(zone))


def _plan(what: What, when: str, now: Moment = NOW - timedelta(days=1)) -> tuple[Planned, ...]:
    case = a_case(Flow.RETURN, told(what, at(when)), id="case00000001")
    return desk.settle(case, LIBRARY, Wishes(), now).plan


def _clock(text: str) -> time:
    return time.fromisoformat(text)


def _minute(number: int) -> time:
    return time(number // 60, number % 60)
