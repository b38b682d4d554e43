"""Choosing a day: the days that people mean most, a calendar for the others."""

import calendar
from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TypeAlias

from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words

TapFor: TypeAlias = Callable[[str], Tap]  #: given the detail of a choice, the tap that carries it

_NO_DAY = "·"  # Telegram refuses a button without a visible sign, and the whole message with it


def days(words: Words, today: date, tap: TapFor, *, just_now: bool = True) -> Keyboard:
    """The days that people mean most, and the calendar for the others. A detail is ``now`` or an ISO date."""
    yesterday, before = today - timedelta(days=1), today - timedelta(days=2)
    near = [
        Button(words.b_today, tap(today.isoformat())),
        Button(words.b_yesterday, tap(yesterday.isoformat())),
        Button(words.b_day_before, tap(before.isoformat())),
    ]
    now = (Button(words.b_just_now, tap("now")),) if just_now else ()
    return ((*now, near[0]), (near[1], near[2]), (Button(words.b_calendar, tap(f"{today:%Y-%m}")),))


def month(words: Words, shown: date, today: date, tap: TapFor) -> Keyboard:
    """A calendar of one month: the days up to today can be tapped."""
    first = shown.replace(day=1)
    before, after = first - timedelta(days=1), (first + timedelta(days=32)).replace(day=1)
    quiet = Tap(Verb.NOTHING)
    heads = tuple(Button(head, quiet) for head in words.weekday_heads())
    weeks = tuple(
        tuple(_day(day, first, today, tap) for day in week)
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    )
    forward = Button("›", tap(f"{after:%Y-%m}")) if after <= today else Button(_NO_DAY, quiet)
    turn = (Button("‹", tap(f"{before:%Y-%m}")), Button(words.month_title(first), quiet), forward)
    return (turn, heads, *weeks)


def _day(day: date, first: date, today: date, tap: TapFor) -> Button:
    if day.month != first.month or day > today:
        return Button(_NO_DAY, Tap(Verb.NOTHING))
    return Button(str(day.day), tap(day.isoformat()))


def choose_day(words: Words, options: Iterable[date], today: date, tap: TapFor) -> Keyboard:
    """Which of these days was meant?"""
    return in_rows(Button(words.day(day, today), tap(day.isoformat())) for day in options)


def is_month(detail: str) -> bool:
    """Whether the detail of a day's choice asks for a month of the calendar instead."""
    return month_of(detail) is not None


def month_of(detail: str) -> date | None:
    """The first day of the month that a detail like ``2026-11`` names, or None; a calendar has an end too."""
    try:
        first = date.fromisoformat(f"{detail}-01") if len(detail) == len("2026-11") else None
    except ValueError:
        return None
    return first if first and MINYEAR < first.year < MAXYEAR else None
