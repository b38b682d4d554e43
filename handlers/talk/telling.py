"""From what was tapped or typed to when it happened: no date is invented, an ambiguous one is asked back."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from domain import dates, moments
from domain.errors import DateReason, NotADate
from domain.moments import Moment, When
from domain.people import Person
from handlers.talk.words.catalogue.words import Words

NOW = "now"

CLOSE = timedelta(days=92)  # so near, a day without its year is this year's, even on the wrong side of today
_FIRST_YEAR, _LAST_YEAR = 2000, 2099  # of a day on a button: behind them the calendar itself ends


@dataclass(frozen=True, slots=True)
class Choices:
    """The text fits several days: which one?"""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """The text is no date, or one on the wrong side of now."""

    reason: DateReason | None
    day: date | None = None


def tapped(detail: str, now: Moment) -> When:
    """
    The answer that a date button carries: this very moment, or some time on that day.

    Raises:
        ValueError: it carries neither.
    """
    if detail == NOW:
        return When(now)
    day = day_or_none(detail)
    if day is None:
        raise ValueError(f"{detail!r} is no day of ours")
    return When.on(day)


def day_or_none(detail: str) -> date | None:
    """The day that a button carries; None where it carries none of ours: its data is user input."""
    try:
        day = date.fromisoformat(detail)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read(text: str, today: date, person: Person, *, past: bool | None) -> dates.Reading | Wrong:
    """
    A date in the person's language, not yet held against now.

    Nobody says "28 November" on the 27th and means last year's: a day that is wrong by weeks is on the wrong side.
    """
    meant, near = (_plain(text, today, person, past=side) for side in (past, None))
    if isinstance(meant, dates.Exact) and isinstance(near, dates.Exact) and meant.day != near.day:
        return Wrong(None, near.day) if abs(near.day - today) <= CLOSE else meant
    return meant


def _plain(text: str, today: date, person: Person, *, past: bool | None) -> dates.Reading | Wrong:
    try:
        return dates.read(text, today, "en" if person.language == "en" else "zh", past=past)
    except NotADate as error:
        return Wrong(error.reason)


def past(text: str, now: Moment, today: date, person: Person) -> When | Choices | Wrong:
    """When something happened, as a person writes it."""
    reading = read(text, today, person, past=True)
    if isinstance(reading, Wrong):
        return reading
    if isinstance(reading, dates.Unclear):
        return Choices(tuple(day for day in reading.days if day <= today) or reading.days)
    when = _when(reading.day, reading.time, person)
    if when.earliest > now or reading.day > today:
        return Wrong(None, reading.day)
    return when


def coming(text: str, now: Moment, today: date, person: Person) -> Moment | Choices | Wrong:
    """A moment yet to come, as a person writes it; a day alone means the person's hour of reminders."""
    reading = read(text, today, person, past=False)
    if isinstance(reading, Wrong):
        return reading
    if isinstance(reading, dates.Unclear):
        return Choices(reading.days)
    at = moments.at_clock(reading.day, reading.time or person.wishes.remind_at, ZoneInfo(person.wishes.zone))
    return at if at > now else Wrong(None, reading.day)


def coming_day(text: str, today: date, person: Person) -> date | Choices | Wrong:
    """A day yet to come, or today, as a person writes it."""
    return _day(read(text, today, person, past=False))


def some_day(text: str, today: date, person: Person, since: date | None = None) -> date | Choices | Wrong:
    """A day, gone or to come, as a person writes it: the nearest, or the next one where it cannot be before `since`."""
    day = _day(_plain(text, today, person, past=None))
    if since is not None and isinstance(day, date) and day < since:
        return _day(_plain(text, today, person, past=False))
    return day


def _day(reading: dates.Reading | Wrong) -> date | Choices | Wrong:
    if isinstance(reading, Wrong):
        return reading
    return Choices(reading.days) if isinstance(reading, dates.Unclear) else reading.day


def hint(words: Words, wrong: Wrong, today: date, *, coming: bool = False) -> str:
    """One sentence that says what is expected instead."""
    if wrong.day is not None:
        day = words.day(wrong.day, today)
        return words.not_coming(day) if coming else words.not_past(day)
    return words.not_a_date(wrong.reason or DateReason.NOT_A_DATE)


def _when(day: date, clock: time | None, person: Person) -> When:
    if clock is None:
        return When.on(day)
    return When(moments.at_clock(day, clock, ZoneInfo(person.wishes.zone)))
