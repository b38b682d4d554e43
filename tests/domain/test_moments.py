"""Instants, days and the clock on the wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.moments import SHANGHAI, When, add_hours, at_clock, aware, day_of, end_of_day, start_of_day

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
# From 2012 no zone sets its clock back over midnight, so that a day is one piece; before, St John's did.
DAYS = st.dates(date(2012, 1, 1), date(2099, 12, 30))
CAIRO, SANTIAGO, NEW_YORK = ZoneInfo("Africa/Cairo"), ZoneInfo("America/Santiago"), ZoneInfo("America/New_York")
SECOND = timedelta(seconds=1)


def utc(text: str) -> datetime:
    """A UTC instant as it is written in the tables."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_naive_datetime_is_no_moment() -> None:
    """Without a zone nobody knows which instant it is, so it is refused; with one it is kept in UTC."""
    with pytest.raises(ValueError, match="has no zone"):
        aware(datetime(2026, 11, 23, 8, 0))  # noqa: DTZ001 - the naive one is what is refused
    assert aware(datetime(2026, 11, 23, 8, tzinfo=SHANGHAI)) == utc("2026-11-23T00:00")
    assert aware(datetime(2026, 11, 23, 8, tzinfo=SHANGHAI)).tzinfo is UTC


CLOCKS = [
    # day, clock, zone, instant
    (date(2026, 11, 23), time(15, 30), SHANGHAI, "2026-11-23T07:30"),  # no clock change anywhere near
    (date(2026, 4, 24), time(0), CAIRO, "2026-04-23T22:00"),  # 00:00 does not exist: 01:00 does
    (date(2026, 9, 6), time(0), SANTIAGO, "2026-09-06T04:00"),  # the same in the southern spring
    (date(2026, 3, 8), time(2, 30), NEW_YORK, "2026-03-08T07:00"),  # inside the gap: its end, 03:00
    (date(2026, 3, 8), time(2, 59, 59, 999999), NEW_YORK, "2026-03-08T07:00"),  # its last instant too
    (date(2026, 11, 1), time(1, 30), NEW_YORK, "2026-11-01T05:30"),  # shown twice: the first
    (date(2011, 12, 30), time(0), ZoneInfo("Pacific/Apia"), "2011-12-30T10:00"),  # a day that was left out
    (date(2024, 2, 29), time(23, 59), SHANGHAI, "2024-02-29T15:59"),  # a leap day
    (date(1990, 4, 15), time(2, 30), SHANGHAI, "1990-04-14T18:00"),  # Shanghai had summer time once
]


@pytest.mark.parametrize(("day", "clock", "zone", "instant"), CLOCKS)
def test_the_clock_on_the_wall_names_one_instant(day: date, clock: time, zone: ZoneInfo, instant: str) -> None:
    """What a clock shows is one instant, also where it shows it twice or never."""
    assert at_clock(day, clock, zone) == utc(instant)


@given(DAYS, ZONES)
@example(date(2026, 4, 24), CAIRO)
@example(date(2026, 4, 23), CAIRO)
@example(date(2026, 9, 5), SANTIAGO)
@example(date(2026, 12, 31), SHANGHAI)
@example(date(2028, 2, 29), ZoneInfo("Asia/Beirut"))
def test_a_day_begins_at_its_first_instant_and_ends_where_the_next_begins(day: date, zone: ZoneInfo) -> None:
    """In every zone the first instant and the last second of a day lie in it, and the neighbours do not."""
    start, end = start_of_day(day, zone), end_of_day(day, zone)
    assert [day_of(start, zone), day_of(end - SECOND, zone)] == [day, day]
    assert day_of(start - SECOND, zone) < day < day_of(end, zone)
    assert end == start_of_day(day + timedelta(days=1), zone)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31), timezones=ZONES))  # noqa: DTZ001 - hypothesis adds the zone
def test_an_instant_is_found_again_by_its_wall_clock(moment: datetime) -> None:
    """Whatever a clock shows at an instant leads back to it, or to the first time the clock showed it."""
    assert isinstance(moment.tzinfo, ZoneInfo)
    instant = aware(moment)
    wall = instant.astimezone(moment.tzinfo)
    found = at_clock(wall.date(), wall.time(), moment.tzinfo)
    assert found == instant if not wall.fold else found < instant


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=ZONES), st.integers(0, 10_000))  # noqa: DTZ001 - as above
def test_hours_run_over_clock_changes(moment: datetime, hours: int) -> None:
    """So many hours later, exactly so much time has passed, whatever the clocks did."""
    assert add_hours(moment, hours) - aware(moment) == timedelta(hours=hours)


def test_a_moment_is_known_to_the_instant() -> None:
    """An exact time is its own earliest and latest."""
    when = When(datetime(2026, 11, 20, 10, 15, tzinfo=SHANGHAI))
    assert when.earliest == when.at == when.latest == utc("2026-11-20T02:15")
    assert when.day() == date(2026, 11, 20)


@given(DAYS)
def test_a_bare_day_may_be_any_instant_of_it(day: date) -> None:
    """Of a bare day only the day is known: it may have begun just now or be over."""
    when = When.on(day)
    assert not when.exact
    assert when.day() == day
    assert (when.earliest, when.latest) == (start_of_day(day), end_of_day(day))


def test_the_day_depends_on_who_looks() -> None:
    """One instant lies on two days: late evening in New York is tomorrow in Shanghai."""
    when = When(datetime(2026, 11, 22, 22, tzinfo=NEW_YORK))
    assert [when.day(NEW_YORK), when.day()] == [date(2026, 11, 22), date(2026, 11, 23)]
