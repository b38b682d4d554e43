"""A deadline is read in every zone of the world: the law's day stays Shanghai's, hours are on the reader's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from domain.moments import SHANGHAI, Moment, end_of_day
from handlers.talk.cards import Look
from handlers.talk.words.en.english import EN
from handlers.talk.words.zh.chinese import ZH
from tests.kit.cases import NOW

ZONES = sorted(available_timezones())
LAST_DAYS = [date(2026, 12, 1), date(2026, 3, 8), date(2026, 10, 25), date(2026, 12, 31), date(2028, 2, 29)]
INSTANTS = [
    datetime(2026, 3, 8, 7, 30, tzinfo=UTC),  # half an hour into New York's summer time
    datetime(2026, 11, 1, 5, 59, tzinfo=UTC),  # the hour that New York has twice
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # Europe jumps
    datetime(2026, 10, 25, 0, 59, tzinfo=UTC),  # Europe falls back
    datetime(2026, 4, 4, 15, 30, tzinfo=UTC),  # Lord Howe, half an hour
    datetime(2026, 12, 31, 15, 59, tzinfo=UTC),  # the last minute of the year in Shanghai
    datetime(2028, 2, 29, 10, 0, tzinfo=UTC),
]


def _look(zone: ZoneInfo, language: str) -> Look:
    return Look({"zh": ZH, "en": EN}[language], zone, NOW, (), ())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("last", LAST_DAYS)
def test_the_laws_last_day_is_the_same_day_everywhere(last: date, language: str) -> None:
    """Its text names Shanghai's day and 24:00 in every zone, and says so exactly where the reader's clock differs."""
    due = end_of_day(last)
    for name in ZONES:
        zone = ZoneInfo(name)
        look = _look(zone, language)
        text = look.until(due)
        assert look.words.day(last, look.today) in text, name
        assert "24:00" in text, name
        differs = due.astimezone(zone).utcoffset() != due.astimezone(SHANGHAI).utcoffset()
        assert (text != look.words.until(due.astimezone(SHANGHAI), look.today)) is differs, name
        assert look.last_day(due) == last, name


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("due", INSTANTS, ids=str)
def test_hours_are_shown_on_the_readers_clock(due: Moment, language: str) -> None:
    """Day, weekday and minute are those of the wall in the reader's zone, over every change of the clock."""
    for name in ZONES:
        zone = ZoneInfo(name)
        look = _look(zone, language)
        local = due.astimezone(zone)
        day, clock = local.date(), f"{local:%H:%M}"
        if (local.hour, local.minute) == (0, 0):
            day, clock = day - timedelta(days=1), "24:00"
        text = look.until(due)
        assert look.words.day(day, look.today) in text, name
        assert clock in text, name
        assert look.last_day(due) == day, name
