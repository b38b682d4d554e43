"""Money, days, deadlines and spans as a language writes them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import Money
from handlers.talk.words.catalogue import typography
from handlers.talk.words.catalogue.words import Words
from handlers.talk.words.en.english import EN
from handlers.talk.words.zh.chinese import ZH

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
LENGTHS = {"days": timedelta(days=1), "hours": timedelta(hours=1), "minutes": timedelta(minutes=1)}


@pytest.mark.parametrize(
    ("local", "read"),
    [
        # midnight ends the day before
        (datetime(2026, 11, 28, tzinfo=SHANGHAI), (date(2026, 11, 27), "24:00")),
        # so it does over the new year
        (datetime(2027, 1, 1, tzinfo=SHANGHAI), (date(2026, 12, 31), "24:00")),
        # and on whatever clock the reader has
        (datetime(2026, 11, 28, tzinfo=UTC), (date(2026, 11, 27), "24:00")),
        # a minute later is the new day
        (datetime(2026, 11, 28, 0, 1, tzinfo=SHANGHAI), (date(2026, 11, 28), "00:01")),
        # a minute earlier is the old one
        (datetime(2026, 11, 27, 23, 59, tzinfo=SHANGHAI), (date(2026, 11, 27), "23:59")),
        # hours and minutes keep their zeros
        (datetime(2026, 11, 26, 9, 5, tzinfo=SHANGHAI), (date(2026, 11, 26), "09:05")),
    ],
)
def test_a_deadline_at_midnight_is_24_00_of_the_day_before(local: datetime, read: tuple[date, str]) -> None:
    """Nobody has to wonder which night 00:00 means."""
    assert typography.split_until(local) == read


@pytest.mark.parametrize(
    ("left", "read"),
    [
        (timedelta(days=7), ("days", 7)),  # whole days
        (timedelta(days=2, hours=23, minutes=59), ("days", 2)),  # never rounded up
        (timedelta(hours=48), ("days", 2)),  # days begin here
        (timedelta(hours=48) - timedelta(seconds=1), ("hours", 47)),  # hours end here
        (timedelta(hours=1), ("hours", 1)),  # hours begin here
        (timedelta(hours=1) - timedelta(seconds=1), ("minutes", 59)),  # minutes end here
        (timedelta(seconds=59), ("minutes", 0)),  # less than a minute is none
        (timedelta(0), ("minutes", 0)),  # now
        (timedelta(hours=-48), ("days", 2)),  # what has passed is measured alike
        (timedelta(hours=-1, seconds=-30), ("hours", 1)),  # and not rounded up either
    ],
)
def test_a_span_is_days_from_48_hours_then_hours_then_minutes(left: timedelta, read: tuple[str, int]) -> None:
    """Each unit ends and begins at its boundary, to the second."""
    assert typography.span(left) == read


@given(st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=4000)))
def test_a_span_never_promises_time_that_is_not_there(left: timedelta) -> None:
    """What is shown is at most what is left, and less than one unit is lost."""
    unit, number = typography.span(left)
    assert timedelta(0) <= abs(left) - number * LENGTHS[unit] < LENGTHS[unit], (unit, number)


@pytest.mark.parametrize(
    ("amount", "locale", "read"),
    [
        (Money(39900), "zh_CN", "¥399.00"),  # all digits
        (Money(39900), "en", "CN¥399.00"),  # a yen is no yuan
        (Money(124800), "en", "CN¥1,248.00"),  # thousands are set apart
        (Money(5), "zh_CN", "¥0.05"),  # five fen
        (Money(399, "JPY"), "en", "¥399"),  # a yen has no sen
        (Money(-100), "en", "-CN¥1.00"),  # too much came back
    ],
)
def test_money_shows_its_currency_and_all_its_digits(amount: Money, locale: str, read: str) -> None:
    """A sum is never a bare number, and never loses a zero."""
    assert typography.money(amount, locale) == read


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (date(2026, 11, 27), "Fri 27"),  # this year goes without saying
        (date(2027, 1, 2), "Sat 2 2027"),  # next year does not
        (date(2025, 12, 31), "Wed 31 2025"),  # nor does the last
    ],
)
def test_a_day_says_its_year_only_where_it_is_another(day: date, read: str) -> None:
    """The pattern with the year is taken for any year but today's."""
    assert typography.day(day, TODAY, "en", pattern="EEE d", pattern_with_year="EEE d y") == read


@pytest.mark.parametrize(
    ("words", "weekdays"),
    [
        (ZH, ("周一", "周二", "周三", "周四", "周五", "周六", "周日")),
        (EN, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
    ],
    ids=["zh", "en"],
)
def test_every_date_has_its_weekday(words: Words, weekdays: tuple[str, ...]) -> None:
    """For two years of days, alone, with a time and as a deadline, the right weekday is written."""
    for offset in range(-365, 366):
        day = TODAY + timedelta(days=offset)
        noon = datetime.combine(day, time(12), SHANGHAI)
        midnight = datetime.combine(day + timedelta(days=1), time(0), SHANGHAI)
        shown = [
            words.day(day, TODAY),
            words.moment(noon, TODAY),
            words.until(noon, TODAY),
            words.until(midnight, TODAY),
        ]
        assert [text for text in shown if weekdays[day.weekday()] not in text] == []
        assert [text for text in shown if (str(day.year) in text) != (day.year != TODAY.year)] == []


@pytest.mark.parametrize(
    ("said_so", "expected"),
    [
        (EN.day(date(2026, 11, 27), TODAY), "Fri 27 Nov"),  # this year
        (EN.day(date(2027, 1, 2), TODAY), "Sat 2 Jan 2027"),  # another year
        (EN.until(datetime(2026, 11, 28, tzinfo=SHANGHAI), TODAY), "Fri 27 Nov, 24:00"),  # the night's end
        (EN.moment(datetime(2026, 11, 26, 10, 12, tzinfo=SHANGHAI), TODAY), "Thu 26 Nov, 10:12"),
        (EN.money(Money(39900)), "CN¥399.00"),
        (EN.days(1), "1 day"),  # one
        (EN.days(2), "2 days"),  # more
        (EN.length(1, "workdays"), "1 working day"),  # the noun bends, not its adjective
        (EN.proofs_count(1), "1 piece of evidence"),
        (EN.proofs_count(3), "3 pieces of evidence"),
        (EN.left(timedelta(hours=1)), "1 hour left"),
        (EN.left(timedelta(seconds=-1)), "just passed"),  # no "0 minutes"
        (EN.left(timedelta(days=-3)), "passed 3 days ago"),
        (EN.closed_count(1), "1 closed case"),
        (ZH.until(datetime(2026, 11, 28, tzinfo=SHANGHAI), TODAY), "11月27日（周五）24:00"),
        (ZH.day(date(2027, 1, 2), TODAY), "2027年1月2日（周六）"),
        (ZH.money(Money(39900)), "¥399.00"),
    ],
)
def test_forms_are_as_people_write_them(said_so: str, expected: str) -> None:
    """Dates, money and plurals follow the language's own habit."""
    assert said_so == expected
