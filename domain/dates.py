"""
What day a person means, and how long a shop's app says is left.

`read` never guesses: where a text fits several days, it gives them all, and the chat asks back.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from datetime import time as Clock  # noqa: N812 - the readings call their field time
from typing import Literal, TypeAlias

from domain import dates_en, dates_zh, numerals
from domain.days import Asked, Days, Exact, Reading, Unclear, day_in, shift_months
from domain.errors import DateReason, NotADate

__all__ = ["Exact", "Language", "Reading", "Unclear", "countdown", "read"]

Language: TypeAlias = Literal["zh", "en"]
Rules: TypeAlias = Iterable[tuple[re.Pattern[str], Callable[[re.Match[str], Asked], Days]]]

_LONGEST = 120  # characters; a date in a longer text is for the reading of screenshots to find
_YEARS = 5

_SHORT = re.compile(r"(?P<sign>[-−+])\s?(?P<days>[0-9]{1,5})\s?(?:d|days?|天|日)?|(?P<d>[0-9]{1,5})\s?d")
_ISO = (
    re.compile(
        r"(?<![0-9])(?P<year>[12][0-9]{3})(?P<sep>[-/.]|\s?年\s?)(?P<month>[0-9]{1,2})(?:(?P=sep)|\s?月\s?)"
        r"(?P<day>[0-9]{1,2})(?![0-9]|[-/.][0-9])[日号]?t?"
    ),
    re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])"),
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FILLER = re.compile(r"大概|大约|差不多|左右|多|的|了|吧|约|#|\W")


def read(text: str, today: date, language: Language, *, past: bool | None = None) -> Reading:
    """
    Read the day in a text, with its time on the clock if there is one.

    `today` is the day on the reader's wall. `past` says on which side of it the answer lies, today included: True
    for what has happened, False for what is to come, None for either; it decides what the text leaves open (a
    missing year, a bare weekday), and never overrules what the text says: "tomorrow" stays tomorrow. In Chinese
    3/4 is the 4th of March; in English it is unclear. Each language is tried, the reader's own first.

    Raises:
        NotADate: with the reason: not_a_date, impossible (30 February), far (more than five years away).
    """
    asked = Asked(today, past)
    line = numerals.plain(text)
    try:
        days, clock = _find(line, asked, language) if len(line) <= _LONGEST else ((), None)
        return _judged(days, clock, asked)
    except NotADate as refusal:
        raise NotADate(refusal.reason, text) from None


def _find(line: str, asked: Asked, language: Language) -> tuple[Days, timedelta | None]:
    short = _SHORT.fullmatch(line)
    if short:
        count = int(short["days"] or short["d"])
        return (asked.today + timedelta(days=count if short["sign"] == "+" else -count),), None
    own, other = (dates_zh, dates_en) if language == "zh" else (dates_en, dates_zh)
    for grammar in (own, other):
        rest, clock = _take_clock(line, grammar.CLOCK, grammar.clock)
        days = _scan(rest, ((pattern, _iso) for pattern in _ISO), asked) or _scan(rest, grammar.RULES, asked)
        if days or (clock is not None and not _FILLER.sub("", rest)):
            return days or (asked.today,), clock
    if _CHINESE.search(line) or not re.search("[a-z]{2}", line):
        return (), None
    rest, clock = _take_clock(line, dates_en.CLOCK, dates_en.clock)
    return dates_en.otherwise(rest.replace("#", " "), asked), clock


def _iso(match: re.Match[str], _asked: Asked) -> Days:
    return (day_in(int(match["year"]), int(match["month"]), int(match["day"])),)


def _take_clock(
    line: str, pattern: re.Pattern[str], clock: Callable[[re.Match[str]], timedelta]
) -> tuple[str, timedelta | None]:
    """Cut the first time on the clock out of the line; # marks where it stood."""
    match = pattern.search(line)
    if match is None:
        return line, None
    return f"{line[: match.start()]}#{line[match.end() :]}", clock(match)


def _scan(line: str, rules: Rules, asked: Asked) -> Days:
    """Collect the days of all rules; days that two places agree on win over days that only one names."""
    found: set[date] = set()
    for pattern, meaning in rules:
        for match in pattern.finditer(line):
            days = set(meaning(match, asked))
            found = (found & days) or (found | days)
        line = pattern.sub(lambda match: "·" * len(match[0]), line)
    return tuple(sorted(found))


def _judged(days: Days, clock: timedelta | None, asked: Asked) -> Reading:
    """Refuse what is too far, move the small hours to their day, and say whether one day is left."""
    if not days:
        raise NotADate(DateReason.NOT_A_DATE, "")
    earliest, latest = (shift_months(asked.today, 12 * years) for years in (-_YEARS, _YEARS))
    near = [day for day in days if earliest <= day <= latest]
    if not near:
        raise NotADate(DateReason.FAR, "")
    if clock is None:
        return Exact(near[0]) if len(near) == 1 else Unclear(tuple(near))
    later, of_day = divmod(clock, timedelta(days=1))
    time = (datetime.combine(asked.today, Clock()) + of_day).time()
    moved = tuple(day + timedelta(days=later) for day in near)
    return Exact(moved[0], time) if len(moved) == 1 else Unclear(moved, time)


_UNITS = {
    "days": r"天|日|days?|d",
    "hours": r"个?小时|个?钟头|时|hours?|hrs?|h",
    "minutes": r"分钟?|minutes?|mins?|m",
    "seconds": r"秒钟?|seconds?|secs?|s",
}
_LEFT = re.compile(
    r"(?<![0-9.:])(?:(?P<count>[0-9]{1,6}|[零一二两三四五六七八九十百]{1,6}|半)\s*(?:"
    + "|".join(f"(?P<{unit}>(?:{signs})(?![a-z]))" for unit, signs in _UNITS.items())
    + r")|(?P<clock>(?P<h>[0-9]{1,4}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2}))?)(?![0-9:]))"
)
_NOT_LEFT = re.compile(r"[0-9半多前]|ago\b|half")


def countdown(text: str) -> timedelta:
    """
    Read how long is left, as a shop's app shows it: 剩余 6天23小时, 还剩47:59:12, 1天 03:20:11, 2 days 3 hours left.

    Two figures with a colon are hours and minutes only behind days; alone they could be minutes and seconds.

    Raises:
        NotADate: not_a_date; impossible (61 minutes past an hour); far (more than five years).
    """
    line = numerals.plain(text)
    parts: dict[str, timedelta] = {}
    for match in _LEFT.finditer(line):
        for unit, length in _lengths(match, text).items():
            if unit in parts:
                raise NotADate(DateReason.NOT_A_DATE, text)
            parts[unit] = length
    rest = _LEFT.sub("", line)
    half_clock = "clock" in parts and "seconds" not in parts and "days" not in parts
    if not parts or half_clock or _NOT_LEFT.search(rest):
        raise NotADate(DateReason.NOT_A_DATE, text)
    left = sum(parts.values(), timedelta())
    if left > timedelta(days=366 * _YEARS):
        raise NotADate(DateReason.FAR, text)
    return left


def _lengths(match: re.Match[str], text: str) -> dict[str, timedelta]:
    if match["clock"]:
        minute, second = int(match["m"]), int(match["s"] or 0)
        if minute > 59 or second > 59:
            raise NotADate(DateReason.IMPOSSIBLE, text)
        parts = {"clock": timedelta(hours=int(match["h"]), minutes=minute)}
        return parts | ({"seconds": timedelta(seconds=second)} if match["s"] else {})
    count = 0.5 if match["count"] == "半" else numerals.integer(match["count"])
    unit = next(unit for unit in _UNITS if match[unit])
    if count is None:
        raise NotADate(DateReason.NOT_A_DATE, text)
    return {unit: timedelta(**{unit: count})}
