"""
Working days in China, from the table of the `holidays` package.

A make-up Saturday or Sunday (调休) is a working day. For a year whose notice of the State Council is not in the
table it knows only the statutory days: `provisional` says so, and whatever rests on such a day is to be shown as an
estimate. The table itself says which years it has: no notice has ever come without make-up days (2001 to 2026).
"""

from datetime import date, timedelta
from enum import StrEnum

import holidays

_DAY = timedelta(days=1)
_SATURDAY = 5  # of date.weekday()
_LAST_DAYS = (12, 26)  # month and day from which the next year's notice may reach back, as in 2006, 2007, 2011, 2018


class Mark(StrEnum):
    """What is special about a day; an ordinary weekday or weekend has no mark."""

    HOLIDAY = "holiday"  # 放假: in a block of days off that has a weekday in it
    MAKE_UP = "make_up"  # 调休上班: a Saturday or Sunday that is worked


class Workdays:
    """The calendar of authorities and banks. Reads no clock; days are days of Shanghai."""

    def __init__(self, official_through: int | None = None) -> None:
        """`official_through` is the last year to believe, instead of what the table says."""
        self._official_through = official_through
        self._official: dict[int, bool] = {}
        self._table = holidays.country_holidays("CN")

    def is_working(self, day: date) -> bool:
        """Whether offices and banks are open: Monday to Friday without holidays, and the make-up days."""
        return self._table.is_working_day(day)

    def is_day_off(self, day: date) -> bool:
        """Whether it is a weekend or a holiday that no make-up day takes back."""
        return not self.is_working(day)

    def mark(self, day: date) -> Mark | None:
        """What is special about a day, as a calendar on the wall would show it."""
        if self.is_working(day):
            return Mark.MAKE_UP if day.weekday() >= _SATURDAY else None
        first = day
        while self.is_day_off(first - _DAY):
            first -= _DAY
        block = (first + timedelta(days=at) for at in range((self.end_of_block(day) - first).days))
        return Mark.HOLIDAY if any(each.weekday() < _SATURDAY for each in block) else None

    def next_working(self, day: date) -> date:
        """The first working day after this day, which itself does not count."""
        return self.end_of_block(day + _DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """
        The day on which so many working days have passed; the start day is excluded (Civil Code art. 201).

        Raises:
            ValueError: a negative count; no rule of ours counts backwards.
        """
        if count < 0:
            raise ValueError(f"{count} working days cannot be added")
        for _ in range(count):
            day = self.next_working(day)
        return day

    def end_of_block(self, day: date) -> date:
        """The day itself if it is a working day, else the first working day after the whole block of days off."""
        while self.is_day_off(day):
            day += _DAY
        return day

    def official(self, year: int) -> bool:
        """Whether the notice of that year is in the table: then it names make-up days before the year's last days."""
        if self._official_through is not None:
            return year <= self._official_through
        if year not in self._official:
            made_up = holidays.country_holidays("CN", years=year).weekend_workdays
            self._official[year] = any(day.year == year and (day.month, day.day) < _LAST_DAYS for day in made_up)
        return self._official[year]

    def provisional(self, day: date) -> bool:
        """Whether a notice that may still move this day is not in the table (in late December the next one)."""
        return not self.official(day.year + ((day.month, day.day) >= _LAST_DAYS))
