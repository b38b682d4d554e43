"""Dates and times of the clock as print shows them, each with the day it means, or why it can mean none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as Clock  # noqa: N812 - as the readings of dates call it
from zoneinfo import ZoneInfo

from domain import dates, moments
from domain.errors import NotADate
from domain.findings import Doubt
from domain.moments import SHANGHAI, Moment, When

_CLOCK = (
    r"(?:(?:凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)\s?)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])(?:\s?[ap]\.?m\.?)?"
    r"|(?:凌晨|早上|上午|中午|下午|傍晚|晚上|夜里)?[0-9]{1,2}[点时](?:[0-9]{1,2}分?|半)?(?!间)"
    r"|[0-9]{1,2}\s?[ap]\.?m\.?(?![a-z])"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:\s*[(周星][^\s]{1,3}\)?)?"  # 11月20日(周五) 14:03
_DAY = (
    r"(?<![0-9.¥$])(?:"
    r"[12][0-9]{3}\s?[-/.年]\s?[0-9]{1,2}\s?[-/.月]\s?[0-9]{1,2}(?![0-9])[日号]?"
    r"|[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{2,4}(?![0-9])"
    r"|[0-9]{1,2}月[0-9]{1,2}(?![0-9])[日号]?"
    r"|(?:[01][0-9][-/][0-3][0-9]|[01]?[0-9][-/][0-3]?[0-9](?=\s+[0-9]{1,2}:))(?![-/0-9.]|\s?(?:个|天|工作|business))"
    r"|[01][0-9]\.[0-3][0-9](?=\s+[0-9]{1,2}:)"
    rf"|(?<![a-z]){_MONTH}\s?[0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9])(?:,?\s?[12][0-9]{{3}}(?![0-9]))?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?![a-z])(?:,?\s?[12][0-9]{{3}}(?![0-9]))?"
    r"|[昨今前][天日晚](?!内)|(?<![a-z])(?:yesterday|today)(?![a-z])"
    r"|上?周[一二三四五六日]"
    r")"
)
#: A day, perhaps with its clock; or the clock of today, behind a word that says so.
MOMENT = re.compile(rf"{_DAY}(?:{_WEEKDAY}[\s,T]{{0,4}}(?:at\s)?(?:{_CLOCK}))?", re.IGNORECASE)

#: Beside a date: it is one to come, or the end of something.
_TO_COME = re.compile(
    r"(?:预计|最晚|最迟|截止|截至|将于|将在|会在|有效期|[至到]|by|until|expected|estimated|before)[^,。;]{0,6}$"
)
_END = re.compile(r"\s*(?:前|之前|以前|内|止)")
_YEARLESS = timedelta(days=180)  # nobody leaves out the year of a day that is further back
_NEAR = 12  # characters before a date
_AHEAD = timedelta(days=1)  # clocks differ; what lies further ahead has not happened
_CHINESE = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Page:
    """
    What the words stand on: when they were written, and in which zone its clocks run.

    An app prints the days of the shop; a countdown runs from the moment of writing.
    """

    written: Moment
    zone: ZoneInfo = SHANGHAI
    english: bool = False  #: a page without a Chinese sign: 03/04 is not the fourth of March for sure

    @property
    def today(self) -> date:
        """The day of the writing, where its clocks run."""
        return moments.day_of(self.written, self.zone)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date as printed: `when`, or the doubts that leave it None; where it stands in its row."""

    when: When | None
    start: int
    end: int
    doubts: tuple[Doubt, ...] = ()
    others: tuple[When, ...] = ()


def is_english(texts: list[str]) -> bool:
    """Whether no sign of Chinese stands there."""
    return not any(_CHINESE.search(text) for text in texts)


def found_in(low: str, page: Page, *, past: bool = True) -> Iterator[Dated]:
    """All dates of a row in lower case, in their order; for `past` those still to come are left out."""
    for match in MOMENT.finditer(low):
        before = low[max(0, match.start() - _NEAR) : match.start()]
        if not (past and (_TO_COME.search(before) or _END.match(low, match.end()))):
            yield judged(match[0], match.start(), page, past=past)


def begins(low: str, page: Page, *, past: bool = True) -> Dated | None:
    """The date with which a value begins, or None."""
    match = MOMENT.match(low)
    return None if match is None else judged(match[0], 0, page, past=past)


def judged(written: str, start: int, page: Page, *, past: bool) -> Dated:
    """What one written date means."""
    end = start + len(written)
    bare = (
        re.sub(r"\s*\(?(?:周|星期)[一二三四五六日天]\)?\s*(?=[0-9])", " ", written)
        if "周" not in written[:2]
        else written
    )
    try:
        reading = dates.read(bare.replace(",", " "), page.today, "en" if page.english else "zh", past=past)
    except NotADate:
        return Dated(None, start, end, (Doubt.IMPLAUSIBLE,))
    if isinstance(reading, dates.Unclear):
        whens = tuple(_when(day, reading.time, page) for day in reading.days)
        return Dated(whens[0], start, end, (Doubt.UNCLEAR,), whens[1:])
    when = _when(reading.day, reading.time, page)
    yearless = re.search(r"[12][0-9]{3}|[0-9]{2}[-/][0-9]{2}[-/]", written) is None
    lost = yearless and when.latest < page.written - _YEARLESS
    if past and (lost or when.earliest > page.written + _AHEAD):
        return Dated(None, start, end, (Doubt.IMPLAUSIBLE,))
    return Dated(when, start, end)


def _when(day: date, clock: Clock | None, page: Page) -> When:
    if clock is None:
        return When.on(day)
    return When(moments.at_clock(day, clock, page.zone))
