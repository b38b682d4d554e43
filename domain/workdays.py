"""
Working days in China, from the table of the `holidays` package.

A make-up Saturday or Sunday (调休) is a working day. Beyond the last official notice the table knows only the
statutory days: `provisional` says so, and whatever rests on such a day is to be shown as an estimate.
"""

from datetime import date, timedelta

import holidays

OFFICIAL_THROUGH = 2026  #: the last year whose notice of the State Council is in the table

_DAY = timedelta(days=1)


class Workdays:
    """The calendar of authorities and banks. Reads no clock; days are days of Shanghai."""

    def __init__(self, official_through: int = OFFICIAL_THROUGH) -> None:
        self._official_through = official_through
        self._table = holidays.country_holidays("CN")

    def is_working(self, day: date) -> bool:
        """Whether offices and banks are open: Monday to Friday without holidays, and the make-up days."""
        return self._table.is_working_day(day)

    def is_day_off(self, day: date) -> bool:
        """Whether it is a weekend or a holiday that no make-up day takes back."""
        return not self.is_working(day)

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

    def provisional(self, day: date) -> bool:
        """Whether the official notice of that year is not in the table yet, so that make-up days may be missing."""
        return day.year > self._official_through
