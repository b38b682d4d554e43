"""
What the reading of a date can give, and the arithmetic of the calendar that every language needs.

Weeks begin on Monday. Months are counted to the corresponding day, or to the last of the month where there is none
(Civil Code art. 202).
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as Clock  # noqa: N812 - the field of a reading is called time, as its reader expects
from typing import TypeAlias

from domain.errors import DateReason, NotADate


@dataclass(frozen=True, slots=True)
class Exact:
    """One day, and the time on the clock if the text names one."""

    day: date
    time: Clock | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """The text fits several days, soonest first: ask back with these choices."""

    days: tuple[date, ...]
    time: Clock | None = None


Reading: TypeAlias = Exact | Unclear
Days: TypeAlias = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The day on which it is read, and whether the answer lies in the past (True), the future (False) or either."""

    today: date
    past: bool | None = None

    def allows(self, day: date) -> bool:
        """Whether the day lies on the side that was asked for; today lies on both."""
        return self.past is None or (day <= self.today if self.past else day >= self.today)

    def nearest(self, days: Iterable[date]) -> date:
        """Choose the day that is closest to today among those on the side that was asked for."""
        candidates = list(days)
        if not candidates:
            raise NotADate(DateReason.IMPOSSIBLE, "")
        return min(candidates, key=lambda day: (not self.allows(day), abs(day - self.today)))


def day_in(year: int, month: int, day: int) -> date:
    """
    Name a day by its numbers; two digits of a year mean 20xx.

    Raises:
        NotADate: no such day (impossible).
    """
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise NotADate(DateReason.IMPOSSIBLE, f"{year}-{month}-{day}") from None


def without_year(asked: Asked, month: int, day: int) -> date:
    """
    Find the year: the latest such day not after today, the next one, or the nearest, as asked.

    Raises:
        NotADate: no year has such a day (impossible).
    """
    years = range(asked.today.year - 8, asked.today.year + 9)  # 29 February may stay away for eight years
    return asked.nearest(_existing((year, month, day) for year in years))


def without_month(asked: Asked, day: int) -> Days:
    """
    Find the month of a bare day: this month or last, next month if the future is asked for.

    Nobody says "the 20th" on the 23rd and means last month's; but the 25th may be the one before or the coming one.

    Raises:
        NotADate: no month has such a day (impossible).
    """
    months = [shift_months(asked.today.replace(day=1), shift) for shift in range(-2, 2)]
    found = list(_existing((month.year, month.month, day) for month in months))
    nearest = asked.nearest(found)
    ours = [this for this in found if (this.year, this.month) == (asked.today.year, asked.today.month)]
    if asked.past is not None or not ours:
        return (nearest,)
    before = [other for other in found if other < asked.today]
    return (ours[0],) if ours[0] <= asked.today else (before[-1], ours[0])


def in_week(today: date, weeks: int, weekday: int) -> date:
    """Give the weekday (Monday is 0) of the calendar week so many weeks from this one."""
    return today + timedelta(days=weekday - today.weekday(), weeks=weeks)


def on_weekday(asked: Asked, weekday: int) -> Days:
    """Find a bare weekday: the last one, the next one, or both if either may be meant; today if it is today."""
    ahead = (weekday - asked.today.weekday()) % 7
    after = asked.today + timedelta(days=ahead)
    before = after - timedelta(days=7)
    if ahead == 0:
        return (after,)
    return tuple(day for day in (before, after) if asked.allows(day))


def shift_months(day: date, months: int) -> date:
    """Go to the corresponding day so many months away, or to the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """Give the last day of the month."""
    return shift_months(day.replace(day=1), 1) - timedelta(days=1)


def hours_away(asked: Asked, sign: int, length: timedelta) -> Days:
    """Count hours: whole days are clear; fewer may reach over midnight, as there is no clock here; nothing else is."""
    days, hours = divmod(length, timedelta(days=1))
    if not hours:
        return (asked.today + sign * timedelta(days=days),)
    return (asked.today, asked.today + timedelta(days=sign)) if not days else ()


def clock_time(hour: int, minute: int, second: int = 0) -> timedelta:
    """
    Give the time since the day began; hours from 24 on belong to the night that follows.

    Raises:
        NotADate: no clock shows this (impossible).
    """
    if not (0 <= hour < 29 and 0 <= minute < 60 and 0 <= second < 60):
        raise NotADate(DateReason.IMPOSSIBLE, f"{hour}:{minute}:{second}")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _existing(named: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in named:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
