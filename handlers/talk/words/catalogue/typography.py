"""Numbers, money, dates and spans as a language writes them: Babel's knowledge, our choice of form."""

from datetime import date, datetime, time, timedelta

from babel.dates import format_date
from babel.numbers import format_currency

from domain.money import Money

MIDNIGHT = time(0)


def money(amount: Money, locale: str) -> str:
    """The amount with its currency, all digits shown: ¥399.00 in Chinese, CN¥399.00 in English."""
    return format_currency(amount.major, amount.currency, locale=locale)


def day(when: date, today: date, locale: str, *, pattern: str, pattern_with_year: str) -> str:
    """The day with its weekday; with its year where that is not this year's."""
    return format_date(when, pattern if when.year == today.year else pattern_with_year, locale=locale)


def capital(text: str) -> str:
    """A text as it begins a line, in a language that has capitals."""
    return text[:1].upper() + text[1:]


def split_until(local: datetime) -> tuple[date, str]:
    """A deadline as people read it: the beginning of a day is 24:00 of the day before."""
    if local.timetz().replace(tzinfo=None) == MIDNIGHT:
        return local.date() - timedelta(days=1), "24:00"
    return local.date(), f"{local:%H:%M}"


def span(left: timedelta) -> tuple[str, int]:
    """
    A span as a tired person wants it: whole days from 48 hours on, then hours, then minutes; never rounded up.

    Gives the unit (``days``, ``hours`` or ``minutes``) and its number, of the span's absolute value.
    """
    seconds = abs(left).total_seconds()
    if seconds >= 48 * 3600:
        return "days", int(seconds // 86400)
    if seconds >= 3600:
        return "hours", int(seconds // 3600)
    return "minutes", int(seconds // 60)
