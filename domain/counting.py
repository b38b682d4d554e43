"""
How a length is counted from a start (Civil Code 201-203 and facts.md 10; the other readings stand there).

A law's start day is excluded and its last day runs to 24:00 in Shanghai; months and years end on the corresponding
day, else on the last of the month; hours, and a platform's days of 24 hours, run from the moment over nights,
holidays and clock changes. Where only the day of the start is known, the shopper's own deadline counts from its
beginning and the other side's from its end: so nobody is called late too early, and the shopper never too late.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from domain import moments
from domain.machine import Turn
from domain.moments import Moment, When
from domain.policy import Counting, Rule, Unit
from domain.workdays import Workdays

_MONTHS_IN_YEAR = 12
_SATURDAY = 5  # of date.weekday()
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class End:
    """Where a clock ends: `extended` where a holiday moves it, `provisional` where it rests on a guessed calendar."""

    due: Moment
    extended: Moment | None = None
    provisional: bool = False


def end(rule: Rule, length: int, start: When, workdays: Workdays) -> End:
    """Count `length` units of the rule from a start; the instant given is the first that no longer counts."""
    if rule.counting is Counting.MOMENT:
        hours = length if rule.unit is Unit.HOURS else 24 * length
        return End((start.earliest if rule.turn is Turn.MINE else start.latest) + timedelta(hours=hours))
    day = start.day(moments.SHANGHAI)
    last = _last_day(rule, length, day, workdays)
    due = _midnight_after(last)
    if rule.unit is Unit.WORKDAYS:
        return End(due, provisional=workdays.provisional(last))
    if not rule.extends:
        return End(due)
    behind = behind_holiday(last, workdays)
    extended = None if behind == last else _midnight_after(behind)
    return End(due, extended, workdays.provisional(behind))


@lru_cache(maxsize=4096)  # the table of holidays is slow, and many cases ask for the same few days
def behind_holiday(last: date, workdays: Workdays) -> date:
    """
    Give the day to which a holiday moves a last day: the first working day after the whole block of days off.

    A weekend without a holiday moves nothing: whether it is a 法定休假日 is argued (facts.md 1.11, and reading 5).
    """
    if not workdays.is_day_off(last):
        return last
    first = last
    while workdays.is_day_off(first - _DAY):
        first -= _DAY
    behind = workdays.end_of_block(last)
    block = (first + timedelta(days=at) for at in range((behind - first).days))
    is_holiday = any(day.weekday() < _SATURDAY for day in block)  # a weekday off is a holiday or belongs to one
    return behind if is_holiday else last


def _last_day(rule: Rule, length: int, day: date, workdays: Workdays) -> date:
    if rule.counting is Counting.BEFORE:
        return day - timedelta(days=length)
    if rule.unit is Unit.WORKDAYS:
        return _working_days_later(day, length, workdays)
    if rule.unit is Unit.DAYS:
        return day + timedelta(days=length)
    return add_months(day, length * (_MONTHS_IN_YEAR if rule.unit is Unit.YEARS else 1))


def add_months(day: date, months: int) -> date:
    """Give the corresponding day so many months later, else the last day of that month (Civil Code 202)."""
    years, month = divmod(day.month - 1 + months, _MONTHS_IN_YEAR)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def _working_days_later(day: date, count: int, workdays: Workdays) -> date:
    return workdays.add_working_days(day, count)


@lru_cache(maxsize=4096)
def _midnight_after(day: date) -> Moment:
    return moments.end_of_day(day, moments.SHANGHAI)
