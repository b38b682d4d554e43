"""Working days in China."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import Workdays

CALENDAR = Workdays()
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 1))

# The official table of 2026: make-up days, and the first and last day of each block.
DAYS_2026 = [
    (date(2026, 1, 1), False),  # New Year, Thursday to Saturday
    (date(2026, 1, 3), False),
    (date(2026, 1, 4), True),  # a Sunday made up
    (date(2026, 2, 14), True),  # a Saturday made up
    (date(2026, 2, 15), False),  # Spring Festival, nine days
    (date(2026, 2, 23), False),
    (date(2026, 2, 24), True),
    (date(2026, 2, 28), True),  # a Saturday made up
    (date(2026, 4, 6), False),  # Qingming
    (date(2026, 5, 5), False),  # Labour Day, last of five
    (date(2026, 5, 9), True),  # a Saturday made up
    (date(2026, 6, 19), False),  # Dragon Boat
    (date(2026, 9, 20), True),  # a Sunday made up
    (date(2026, 9, 25), False),  # Mid-Autumn
    (date(2026, 10, 1), False),  # National Day, seven days
    (date(2026, 10, 7), False),
    (date(2026, 10, 10), True),  # a Saturday made up
    (date(2026, 11, 21), False),  # an ordinary Saturday
    (date(2026, 11, 23), True),  # an ordinary Monday
    (date(2027, 1, 1), False),  # known without a notice
]


@pytest.mark.parametrize(("day", "working"), DAYS_2026)
def test_the_table_of_2026_is_the_official_one(day: date, *, working: bool) -> None:
    """The day is a working day or a day off as the State Council's notice says."""
    assert CALENDAR.is_working(day) is working
    assert CALENDAR.is_day_off(day) is not working


BLOCKS = [
    (date(2026, 11, 23), date(2026, 11, 23)),  # a working day ends at itself
    (date(2026, 11, 21), date(2026, 11, 23)),  # a weekend
    (date(2026, 2, 14), date(2026, 2, 14)),  # a make-up Saturday is no day off
    (date(2026, 2, 15), date(2026, 2, 24)),  # over the whole Spring Festival
    (date(2026, 2, 23), date(2026, 2, 24)),  # from its last day
    (date(2026, 10, 1), date(2026, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 4)),  # ends on a made-up Sunday
    (date(2026, 9, 19), date(2026, 9, 20)),  # a weekend cut short by a made-up Sunday
]


@pytest.mark.parametrize(("day", "first"), BLOCKS)
def test_a_block_of_days_off_ends_at_the_first_working_day(day: date, first: date) -> None:
    """A period that would end on a day off ends on the first working day after the whole block."""
    assert CALENDAR.end_of_block(day) == first


SUMS = [
    (date(2026, 11, 23), 0, date(2026, 11, 23)),  # none passes
    (date(2026, 11, 23), 7, date(2026, 12, 2)),  # the start day is excluded, one weekend
    (date(2026, 11, 21), 1, date(2026, 11, 23)),  # filed on a Saturday: day 1 is Monday
    (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the make-up Saturday counts
    (date(2026, 2, 13), 7, date(2026, 3, 2)),  # 14, 24, 25, 26, 27, 28, and Monday 2 March
    (date(2026, 9, 30), 3, date(2026, 10, 10)),  # 8, 9 and the make-up Saturday
    (date(2026, 12, 30), 2, date(2027, 1, 4)),  # over the turn of the year
]


@pytest.mark.parametrize(("start", "count", "last"), SUMS)
def test_working_days_are_counted_without_the_start_day(start: date, count: int, last: date) -> None:
    """So many working days after this day, it is this day."""
    assert CALENDAR.add_working_days(start, count) == last


def test_working_days_are_not_counted_backwards() -> None:
    """A negative count is a mistake of the caller, not a date."""
    with pytest.raises(ValueError, match="-1 working days"):
        CALENDAR.add_working_days(date(2026, 11, 23), -1)


NOTICES = [(2000, False), (2001, True), (2015, True), (2024, True), (2025, True), (2026, True), (2031, False)]


@pytest.mark.parametrize(("year", "official"), NOTICES)
def test_the_table_itself_says_which_notices_it_has(year: int, *, official: bool) -> None:
    """A year is official if the table knows its make-up days; nobody keeps a list beside it."""
    assert CALENDAR.official(year) is official


# With the notices up to 2026: each day, and whether a notice that may still move it is missing.
PROVISIONAL = [
    (date(2025, 12, 31), False),  # the notice of 2026 is in
    (date(2026, 1, 1), False),
    (date(2026, 12, 25), False),
    (date(2026, 12, 26), True),  # the notice of 2027 may make it a working day, as that of 2019 did with 2018-12-29
    (date(2026, 12, 31), True),
    (date(2027, 1, 1), True),
    (date(2028, 2, 29), True),
]


@pytest.mark.parametrize(("day", "provisional"), PROVISIONAL)
def test_a_day_whose_notice_is_not_in_the_table_is_provisional(day: date, *, provisional: bool) -> None:
    """It stays an estimate until the data arrives, and becomes firm with it."""
    assert Workdays(official_through=2026).provisional(day) is provisional
    assert not Workdays(official_through=2028).provisional(day)


@given(st.dates(date(2001, 1, 1), date(2100, 12, 31)))
def test_no_day_of_the_table_that_was_moved_is_provisional(day: date) -> None:
    """A make-up day never lies on a day that is said to be an estimate."""
    if CALENDAR.provisional(day):
        assert day.weekday() < 5 or CALENDAR.is_day_off(day)


@given(DAYS)
def test_the_next_working_day_is_after_today_with_nothing_but_days_off_between(day: date) -> None:
    """No working day is skipped, and today itself never counts."""
    following = CALENDAR.next_working(day)
    between = [day + timedelta(days=step) for step in range(1, (following - day).days)]
    assert CALENDAR.is_working(following)
    assert following > day
    assert all(CALENDAR.is_day_off(other) for other in between)


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_counting_in_two_steps_is_counting_in_one(day: date, first: int, second: int) -> None:
    """Seven working days and eight more are fifteen."""
    in_steps = CALENDAR.add_working_days(CALENDAR.add_working_days(day, first), second)
    assert in_steps == CALENDAR.add_working_days(day, first + second)


@given(DAYS)
def test_a_block_ends_on_a_working_day_and_nowhere_before(day: date) -> None:
    """The end of a block is the day itself exactly if it is a working day, else the next one."""
    end = CALENDAR.end_of_block(day)
    assert end == (day if CALENDAR.is_working(day) else CALENDAR.next_working(day))
