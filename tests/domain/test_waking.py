"""Nobody is woken, and nobody waits longer for it than the night."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import waking
from domain.moments import Moment
from domain.people import Digest, Wishes
from tests.kit.cases import NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")
EVENING_PERSON = Wishes(remind_at=time(20))
LATE_RISER = Wishes(quiet_from=time(0), quiet_to=time(11), remind_at=time(12))


def _at(clock: str) -> Moment:
    return NOW.astimezone(SHANGHAI).replace(hour=int(clock[:2]), minute=int(clock[3:]))


def _said(at: Moment) -> str:
    return f"{at.astimezone(SHANGHAI):%d %H:%M}"


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("22:29", False), ("22:30", True), ("03:00", True), ("07:59", True), ("08:00", False)],
)
def test_the_night_goes_over_midnight(clock: str, quiet: bool) -> None:  # noqa: FBT001 - a table's column
    """From half past ten to eight, its first minute included, its last excluded."""
    assert waking.is_quiet(_at(clock), Wishes()) is quiet


def test_equal_ends_mean_no_quiet_hours() -> None:
    """Who wants to be woken is woken."""
    wishes = Wishes(quiet_from=time(0), quiet_to=time(0))
    assert not any(waking.is_quiet(NOW + timedelta(hours=hour), wishes) for hour in range(24))


@pytest.mark.parametrize(
    ("wishes", "clock", "before", "first", "after"),
    [
        (Wishes(), "12:00", "23 12:00", "23 12:00", "23 12:00"),
        (Wishes(), "23:00", "23 22:00", "24 08:00", "24 09:00"),
        (Wishes(), "03:00", "22 22:00", "23 08:00", "23 09:00"),
        (EVENING_PERSON, "03:00", "22 22:00", "23 08:00", "23 08:00"),  # the evening is too far to wait for
        (LATE_RISER, "03:00", "22 23:30", "23 11:00", "23 12:00"),
    ],
)
def test_out_of_the_night(wishes: Wishes, clock: str, before: str, first: str, after: str) -> None:
    """Before it half an hour before bed; after it at the end of the quiet hours, or at the usual hour soon after."""
    at = _at(clock)
    moved = (waking.before_sleep(at, wishes), waking.first_awake(at, wishes), waking.after_sleep(at, wishes))
    assert tuple(map(_said, moved)) == (before, first, after)


@pytest.mark.parametrize(
    ("now", "wanted", "due", "said"),
    [
        ("12:00", "18:00", "20:00", "23 18:00"),  # in time anyway
        ("12:00", "21:00", "20:00", "23 17:00"),  # three hours before the end
        ("18:00", "21:00", "20:00", "23 19:00"),  # too near for that: halfway
        ("08:00", "23:00", "09:00", "23 08:30"),
    ],
)
def test_later_is_never_too_late(now: str, wanted: str, due: str, said: str) -> None:
    """What is put off beyond its end comes three hours before it, or halfway."""
    assert _said(waking.in_time(_at(wanted), _at(due), Wishes(), _at(now))) == said


@given(
    minutes=st.integers(0, 60 * 24 * 366),
    zone=st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})),
    clocks=st.tuples(*[st.times().map(lambda at: at.replace(second=0, microsecond=0))] * 3),
)
@settings(max_examples=200)
def test_nobody_is_woken_anywhere(minutes: int, zone: str, clocks: tuple[time, time, time]) -> None:
    """In every zone, for all wishes: what is moved forward is never quiet, never back in time, never a day away."""
    start, end, remind_at = clocks
    wishes = Wishes(zone=zone, quiet_from=start, quiet_to=end, remind_at=remind_at)
    at = NOW + timedelta(minutes=minutes)
    for moved in (waking.first_awake(at, wishes), waking.after_sleep(at, wishes)):
        assert at <= moved <= at + timedelta(hours=28)
    assert not waking.is_quiet(waking.first_awake(at, wishes), wishes)
    assert waking.before_sleep(at, wishes) <= at


@pytest.mark.parametrize(
    ("how_often", "now", "said"),
    [
        (Digest.DAILY, "12:00", "23 20:00"),
        (Digest.DAILY, "20:00", "24 20:00"),
        (Digest.WEEKLY, "12:00", "29 20:00"),  # a Monday: the Sunday after
    ],
)
def test_the_next_digest(how_often: Digest, now: str, said: str) -> None:
    """At the evening hour, on Sundays where it is weekly; who wants none has none; never twice for one evening."""
    wishes = Wishes(digest=how_often)
    at = waking.next_digest(wishes, _at(now))
    assert at is not None
    assert _said(at) == said
    assert waking.next_digest(wishes, at) == at + timedelta(days=1 if how_often is Digest.DAILY else 7)
    assert waking.next_digest(Wishes(), at) is None
