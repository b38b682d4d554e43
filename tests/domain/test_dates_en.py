"""Dates as one types them in English; read on Monday, 23 November 2026."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import dates
from domain.dates import Exact
from domain.errors import DateReason, NotADate

TODAY = date(2026, 11, 23)


def told(text: str, past: bool | None = None, today: date = TODAY) -> str:  # noqa: FBT001 - a row of the table
    """What the reading says, in one line: the days, and the time if there is one."""
    reading = dates.read(text, today, "en", past=past)
    days = (reading.day,) if isinstance(reading, Exact) else reading.days
    return " | ".join(map(str, days)) + (f" {reading.time:%H:%M}" if reading.time else "")


# Clear, or unclear, whatever is asked for.
CLEAR = [
    ("today", "2026-11-23"),
    ("Yesterday", "2026-11-22"),
    ("tomorrow", "2026-11-24"),
    ("the day before yesterday", "2026-11-21"),
    ("day after tomorrow", "2026-11-25"),
    ("last night", "2026-11-22"),
    ("this morning", "2026-11-23"),
    ("I got it yesterday", "2026-11-22"),  # with words around it
    ("3 days ago", "2026-11-20"),
    ("three days ago", "2026-11-20"),
    ("a week ago", "2026-11-16"),
    ("two weeks ago", "2026-11-09"),
    ("a fortnight ago", "2026-11-09"),
    ("a couple of days ago", "2026-11-21"),
    ("a month ago", "2026-10-23"),
    ("a year ago", "2025-11-23"),
    ("24 hours ago", "2026-11-22"),
    ("2 hours ago", "2026-11-22 | 2026-11-23"),  # may have been before midnight
    ("in 3 days", "2026-11-26"),
    ("3 days from now", "2026-11-26"),
    ("a week and a day ago", "2026-11-15"),  # by dateparser
    ("in a week and a day", "2026-12-01"),  # by dateparser
    ("1 week 2 days ago", "2026-11-14"),  # by dateparser
    ("30 minutes ago", "2026-11-22 | 2026-11-23"),
    ("Monday", "2026-11-23"),  # it is Monday
    ("last Friday", "2026-11-20"),
    ("last Monday", "2026-11-16"),
    ("next Monday", "2026-11-30"),
    ("this Friday", "2026-11-27"),
    ("Friday last week", "2026-11-20"),
    ("Wednesday next week", "2026-12-02"),
    ("next Wednesday", "2026-11-25 | 2026-12-02"),  # the coming one, or that of next week
    ("20 November 2026", "2026-11-20"),
    ("November 20th, 2026", "2026-11-20"),
    ("20-Nov-2026", "2026-11-20"),
    ("Nov 20, 2025", "2025-11-20"),
    ("2026-11-20", "2026-11-20"),
    ("2026/11/20", "2026-11-20"),
    ("20261120", "2026-11-20"),
    ("11/20/26", "2026-11-20"),  # 20 is no month
    ("20/11/2026", "2026-11-20"),
    ("3/4/2026", "2026-03-04 | 2026-04-03"),  # American or European
    ("3/3/2026", "2026-03-03"),  # both say the same
    ("04.03.2026", "2026-03-04"),  # with points the day is first
    ("5th of last month", "2026-10-05"),
    ("beginning of next month", "2026-12-01"),
    ("end of last month", "2026-10-31"),
    ("-3", "2026-11-20"),
    ("3d", "2026-11-20"),
    ("-3 days", "2026-11-20"),
    ("昨天", "2026-11-22"),  # Chinese also works
]

# past, future, either
SIDED = [
    ("Friday", "2026-11-20", "2026-11-27", "2026-11-20 | 2026-11-27"),
    ("on wed", "2026-11-18", "2026-11-25", "2026-11-18 | 2026-11-25"),
    ("Nov 20", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("20 Nov", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("20th of November", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("Sept 9", "2026-09-09", "2027-09-09", "2026-09-09"),
    ("may 5", "2026-05-05", "2027-05-05", "2027-05-05"),
    ("11/20", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("20/11", "2026-11-20", "2027-11-20", "2026-11-20"),
    ("03/04", "2026-03-04 | 2026-04-03", "2027-03-04 | 2027-04-03", "2027-03-04 | 2027-04-03"),
    ("the 20th", "2026-11-20", "2026-12-20", "2026-11-20"),
    ("the 25th", "2026-10-25", "2026-11-25", "2026-10-25 | 2026-11-25"),
    ("end of month", "2026-10-31", "2026-11-30", "2026-11-30"),
    ("end of November", "2025-11-30", "2026-11-30", "2026-11-30"),
    ("Friday 20 Nov", "2026-11-20", "2026-11-27 | 2027-11-20", "2026-11-20"),  # the two agree, or are asked about
]

CLOCKS = [
    ("3:30 pm", "2026-11-23 15:30"),  # only a time: today
    ("at 15:30", "2026-11-23 15:30"),
    ("5 o'clock", "2026-11-23 05:00"),
    ("12 am", "2026-11-23 00:00"),
    ("12 p.m.", "2026-11-23 12:00"),
    ("yesterday at 3pm", "2026-11-22 15:00"),
    ("tomorrow noon", "2026-11-24 12:00"),
    ("Nov 20 3:05pm", "2026-11-20 15:05"),
    ("2026-11-20 15:30:10", "2026-11-20 15:30"),
    ("a week and a day ago at 9am", "2026-11-15 09:00"),  # by dateparser, the time by us
]

REFUSED = [
    ("hello", DateReason.NOT_A_DATE),
    ("order 12345", DateReason.NOT_A_DATE),
    ("the parcel is broken", DateReason.NOT_A_DATE),
    ("I am sad", DateReason.NOT_A_DATE),  # not Saturday
    ("mark", DateReason.NOT_A_DATE),  # not March
    ("December", DateReason.NOT_A_DATE),  # only a month
    ("next week", DateReason.NOT_A_DATE),  # dateparser would name a day
    ("last month", DateReason.NOT_A_DATE),
    ("a few days ago", DateReason.NOT_A_DATE),
    ("10 working days ago", DateReason.NOT_A_DATE),
    ("100 hours ago", DateReason.NOT_A_DATE),  # no whole days
    ("2 days 3 hours left", DateReason.NOT_A_DATE),  # a countdown
    ("Feb 30", DateReason.IMPOSSIBLE),
    ("13/13", DateReason.IMPOSSIBLE),
    ("32/1/2026", DateReason.IMPOSSIBLE),
    ("yesterday 25:00", DateReason.IMPOSSIBLE),
    ("Nov 20, 2010", DateReason.FAR),
    ("9999 years ago", DateReason.FAR),
]


@pytest.mark.parametrize(("text", "expected"), CLEAR)
@pytest.mark.parametrize("past", [True, False, None])
def test_what_a_text_says_is_not_overruled(text: str, expected: str, past: bool | None) -> None:  # noqa: FBT001 - a column
    """The text names these days itself, so that it does not matter which side was asked for."""
    assert told(text, past) == expected


@pytest.mark.parametrize(("text", "before", "after", "either"), SIDED)
def test_what_a_text_leaves_open_is_decided_by_the_question(text: str, before: str, after: str, either: str) -> None:
    """A missing year, month or week is found on the side that was asked for; for either side both may be given."""
    assert [told(text, past) for past in (True, False, None)] == [before, after, either]


@pytest.mark.parametrize(("text", "expected"), CLOCKS)
def test_the_time_on_the_clock_is_read_with_the_day(text: str, expected: str) -> None:
    """The text names this day and this time."""
    assert told(text) == expected


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_text_that_names_no_day_is_refused_with_the_reason(text: str, reason: DateReason) -> None:
    """The text names no day, and the error says why and keeps the text."""
    with pytest.raises(NotADate) as refusal:
        told(text)
    assert (refusal.value.reason, refusal.value.text) == (reason, text)


def test_last_friday_on_a_saturday_is_asked_about() -> None:
    """Said on Saturday, "last Friday" is yesterday or that of last week; on Monday it is clear."""
    assert told("last Friday", today=date(2026, 11, 28)) == "2026-11-20 | 2026-11-27"
    assert told("coming Friday", today=date(2026, 11, 28)) == "2026-12-04"


ASK = "import datetime, domain.dates as d; print(d.read('a week and a day ago', datetime.date(2001, 1, 10), 'en').day)"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_zone_of_the_machine_does_not_matter(zone: str) -> None:
    """A machine a day ahead and one a day behind read the same day, and neither its own calendar."""
    house = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "TZ": zone},
        cwd=house,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "2001-01-02"


WORDS = st.sampled_from(
    "last|next|friday|of|the|end|month|ago|day|days|a|3|20|nov|th|/|-|:|pm|week|in|two|12|and|years|9999".split("|")  # noqa: SIM905 - the words of one sentence read best as one
)


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No row of words makes it stumble; what is unclear has at least two days, in order."""
    try:
        reading = dates.read(text, TODAY, "en")
    except NotADate as refusal:
        assert refusal.text == text  # noqa: PT017 - either way is right, and both are checked
    else:
        assert isinstance(reading, Exact) or list(reading.days) == sorted(set(reading.days))
