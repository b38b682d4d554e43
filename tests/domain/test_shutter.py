"""A photo's own clock: kept as it is written, called a time only where it can be one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import shutter

RECEIVED = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
NEW_YORK, SHANGHAI = ZoneInfo("America/New_York"), ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("taken", "zone", "at"),
    [
        ("2026:11:01 12:34:56 +08:00", NEW_YORK, datetime(2026, 11, 1, 4, 34, 56, tzinfo=UTC)),
        ("2026:11:01 12:34:56 -05:00", SHANGHAI, datetime(2026, 11, 1, 17, 34, 56, tzinfo=UTC)),
        ("2026:11:01 12:34:56", SHANGHAI, datetime(2026, 11, 1, 4, 34, 56, tzinfo=UTC)),  # as the reader's figures
        ("2026:11:01 12:34:56", NEW_YORK, datetime(2026, 11, 1, 17, 34, 56, tzinfo=UTC)),  # winter began that night
        ("2026:11:26 23:00:00", SHANGHAI, datetime(2026, 11, 26, 15, 0, tzinfo=UTC)),  # perhaps a zone farther east
        ("2026:11:28 12:00:00", SHANGHAI, None),  # the day after tomorrow
        ("2062:11:01 12:00:00", SHANGHAI, None),
        ("1970:01:01 00:00:00", SHANGHAI, None),
        ("0000:00:00 00:00:00", SHANGHAI, None),
        ("    :  :     :  :  ", SHANGHAI, None),
        ("2026:02:30 12:00:00", SHANGHAI, None),
        ("2026-11-01T12:34:56", SHANGHAI, None),
        ("2026:11:01 12:34:56 +99:99", SHANGHAI, None),
        ("", SHANGHAI, None),
    ],
)
def test_what_a_photo_says(taken: str, zone: ZoneInfo, at: datetime | None) -> None:
    """Its offset counts, else the reader's zone; what cannot be is no moment."""
    assert shutter.read(taken, RECEIVED, zone) == at


def test_what_is_kept_is_what_it_says() -> None:
    """Both words, without NUL, line breaks and marks that turn text round, and never longer than forty signs."""
    assert shutter.written("2026:11:01 12:34:56\0", "+08:00\0") == "2026:11:01 12:34:56 +08:00"
    assert shutter.written(None, "+08:00") == "+08:00"
    assert shutter.written(b"2026", 8) == ""
    assert shutter.written("a\u202eb\n" * 99, "") == ("ab " * 99)[: shutter.LONGEST].strip()


@given(st.text() | st.none() | st.binary(), st.text() | st.none())
def test_nothing_harms(taken: object, offset: object) -> None:
    """Whatever stands there is kept in one short line, and is a moment only between 2000 and tomorrow."""
    words = shutter.written(taken, offset)
    assert len(words) <= shutter.LONGEST
    assert words.isprintable()
    at = shutter.read(words, RECEIVED, SHANGHAI)
    assert at is None or shutter.FIRST <= at <= RECEIVED + timedelta(days=1)
