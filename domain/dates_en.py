"""
Dates as one types them in English: yesterday, 3 days ago, last Friday, Nov 20, end of month, 3:30 pm.

The common forms are read here, so that what is ambiguous is asked and not guessed: 03/04, "next Wednesday" on a
Monday. What is left over goes to dateparser, the only place where the house uses it.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import dateparser

from domain.days import (
    Asked,
    Days,
    clock_time,
    day_in,
    end_of_month,
    hours_away,
    in_week,
    on_weekday,
    shift_months,
    without_month,
    without_year,
)
from domain.errors import NotADate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "just now": 0,
    "tomorrow": 1,
}
_STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_N_PLAIN = rf"(?:[0-9]{{1,4}}|an?|a couple of|a few|{'|'.join(_COUNTS)})"
_N = rf"(?P<count>{_N_PLAIN})"
_UNIT_PLAIN = r"(?:minute|hour|day|week|fortnight|month|year)s?"
_UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|year)s?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"


def _count(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    if written in _COUNTS:
        return _COUNTS.index(written)
    return {"a": 1, "an": 1, "a couple of": 2}.get(written)


def _away(match: re.Match[str], asked: Asked) -> Days:
    """Count from today, in days or longer; what is shorter may reach over midnight."""
    count = _count(match["count"])
    sign = -1 if match["way"] in {"ago", "back", "earlier"} else 1
    if count is None or match.groupdict().get("sum"):
        return ()  # "a few" is no number, and "a week and a day ago" is for `otherwise`
    unit = match["unit"]
    if unit in {"month", "year"}:
        months = count * (12 if unit == "year" else 1)
        return (shift_months(asked.today, sign * months),) if months <= 1200 else (date.max,)
    if unit in {"hour", "minute"}:
        return hours_away(asked, sign, timedelta(**{f"{unit}s": count}))
    return (asked.today + timedelta(days=sign * count * {"day": 1, "week": 7, "fortnight": 14}[unit]),)


def _word(match: re.Match[str], asked: Asked) -> Days:
    return (asked.today + timedelta(days=_WORDS[" ".join(match[0].split())]),)


def _weekday(match: re.Match[str], asked: Asked) -> Days:
    """
    Read "Friday", "last Friday", "Friday last week".

    "Last" and "next" may mean the closest one or the one of the neighbouring week; where these differ, both.
    """
    weekday = _WEEKDAYS.index(match["day"][:3])
    step = match["step"]
    if match["week"]:
        return (in_week(asked.today, _STEPS[match["week"]], weekday),)
    if step is None:
        return on_weekday(asked, weekday)
    if step in {"this", "coming"}:
        ours = in_week(asked.today, 0, weekday)
        return (ours if step == "this" or ours > asked.today else ours + timedelta(weeks=1),)
    neighbour = in_week(asked.today, _STEPS[step], weekday)
    closest = neighbour - timedelta(weeks=_STEPS[step])
    passed = closest < asked.today if step in {"last", "previous"} else closest > asked.today
    return tuple(sorted((neighbour, closest))) if passed else (neighbour,)


def _month_and_day(match: re.Match[str], asked: Asked) -> Days:
    month, day = _MONTHS.index(match["month"][:3]) + 1, int(match["day"])
    return (day_in(int(match["year"]), month, day) if match["year"] else without_year(asked, month, day),)


def _figures(match: re.Match[str], asked: Asked) -> Days:
    """Read 3/4 both ways; with points (20.11.2026) and a year the day comes first."""
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    days_first = year and match["sep"] == "."
    orders = [(second, first)] if days_first else [(first, second), (second, first)]
    found: set[date] = set()
    refusal: NotADate | None = None
    for month, day in orders:
        try:
            found.add(day_in(int(year), month, day) if year else without_year(asked, month, day))
        except NotADate as error:
            refusal = error
    if not found and refusal is not None:
        raise refusal
    return tuple(sorted(found))


def _day_of_month(match: re.Match[str], asked: Asked) -> Days:
    day = int(match["day"])
    if not match["step"]:
        return without_month(asked, day)
    month = shift_months(asked.today.replace(day=1), _STEPS[match["step"]])
    return (day_in(month.year, month.month, day),)


def _part_of_month(match: re.Match[str], asked: Asked) -> Days:
    first = asked.today.replace(day=1)
    at_end = match["part"].startswith("end")
    if match["month"]:
        first = without_year(asked, _MONTHS.index(match["month"][:3]) + 1, 1)
        around = [shift_months(first, shift) for shift in (-12, 0, 12)]
        return (asked.nearest(end_of_month(month) if at_end else month for month in around),)
    if match["step"]:
        first = shift_months(first, _STEPS[match["step"]])
    elif not asked.allows(end_of_month(first) if at_end else first):
        first = shift_months(first, -1 if asked.past else 1)
    return (end_of_month(first) if at_end else first,)


RULES = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"\b(?:" + "|".join(word.replace(" ", r"\s+") for word in _WORDS) + r")\b", _word),
        (
            (
                rf"(?<![\w.])(?P<sum>{_N_PLAIN}\s+{_UNIT_PLAIN},?\s+(?:and\s+)?)*{_N}\s+{_UNIT}\s+"
                r"(?P<way>ago|back|earlier|from now|later|from today)\b"
            ),
            _away,
        ),
        (rf"\b(?P<way>in)\s+{_N}\s+{_UNIT}\b(?!'|\s+and)", _away),
        (
            rf"\b(?P<part>end|beginning|start)\s+of\s+(?:(?:(?:the|(?P<step>last|previous|this|next))\s+)?month\b|{_MONTH}\b)",
            _part_of_month,
        ),
        (rf"\b{_MONTH}[\s-]*{_DAY}(?![0-9:])(?:,?[\s-]+(?P<year>[0-9]{{4}})\b)?", _month_and_day),
        (rf"\b{_DAY}[\s-]*(?:of\s+)?{_MONTH}(?![a-z])(?:,?[\s-]+(?P<year>[0-9]{{4}})\b)?", _month_and_day),
        (
            (
                r"(?<![\w.\-/])(?P<first>[0-9]{1,2})(?P<sep>[-/.])(?P<second>[0-9]{1,2})"
                r"(?:(?P=sep)(?P<year>[0-9]{4}|[0-9]{2}))?(?![\w%]|[-/.][0-9])"
            ),
            _figures,
        ),
        (
            r"\b(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\b(?:\s+of\s+(?P<step>last|previous|this|next)\s+month\b)?",
            _day_of_month,
        ),
        (
            rf"\b(?:(?P<step>last|previous|this|next|coming)\s+)?{_WEEKDAY}(?:\s+(?P<week>last|this|next)\s+week\b)?",
            _weekday,
        ),
    )
)

CLOCK = re.compile(
    r"(?<![\w.:/-])(?:at\s+)?(?:(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?|\s*(?P<bare_half>[ap])\.?m\b\.?|\s*o'?clock\b)|(?P<noon>noon|midday)\b)(?![0-9:])"
)


def clock(match: re.Match[str]) -> timedelta:
    """
    Give the time since the day began: 3:30 pm is 15:30, 12 am is 0:00, noon is 12:00.

    Raises:
        NotADate: no clock shows this (impossible).
    """
    if match["noon"]:
        return timedelta(hours=12)
    hour, half = int(match["hour"]), match["half"] or match["bare_half"]
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    return clock_time(hour if hour <= 24 else -1, int(match["minute"] or 0), int(match["second"] or 0))


# dateparser would name a day for these; nobody has said one.
_VAGUE = re.compile(
    r"\b(?:last|next|this|past|previous|coming)\s+(?:week|month|year|quarter|season)\b|\b(?:hours?|minutes?)\b"
)


def otherwise(line: str, asked: Asked) -> Days:
    """Ask dateparser about what no rule knows ("a week and a day ago"); no setting is left that reads a clock."""
    if _VAGUE.search(line):
        return ()
    settings: dict[str, Any] = {
        "RELATIVE_BASE": datetime.combine(asked.today, time(12)),
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "DATE_ORDER": "MDY",
        "PREFER_DATES_FROM": {True: "past", False: "future", None: "current_period"}[asked.past],
        "REQUIRE_PARTS": ["day"],
        "PARSERS": ["relative-time", "absolute-time"],
        "CACHE_SIZE_LIMIT": 100,
    }
    found = dateparser.parse(line, languages=["en"], settings=settings)
    return () if found is None else (found.date(),)
