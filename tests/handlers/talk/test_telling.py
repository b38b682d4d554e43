"""From what was typed to when it was: a day that is wrong by weeks is not pushed a year away."""

from datetime import UTC, date, datetime

import pytest

from domain.moments import When
from domain.people import Person
from handlers.talk import telling
from handlers.talk.telling import Wrong

ME = Person(id=1, chat=1, language="zh")
TODAY, NOW = date(2026, 11, 27), datetime(2026, 11, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("11月28日", Wrong(None, date(2026, 11, 28))),
        ("12月1日", Wrong(None, date(2026, 12, 1))),
        ("年底", Wrong(None, date(2026, 12, 31))),
        ("明天", Wrong(None, date(2026, 11, 28))),
        ("11月27日", When.on(date(2026, 11, 27))),
        ("11月26日", When.on(date(2026, 11, 26))),
        ("3月1日", When.on(date(2026, 3, 1))),
        ("2025年11月28日", When.on(date(2025, 11, 28))),
        ("去年11月28日", When.on(date(2025, 11, 28))),
    ],
)
def test_what_has_happened_lies_behind(text: str, meant: When | Wrong) -> None:
    """A day that is still to come is said to be, not taken for last year's; with its year it is taken as it stands."""
    assert telling.past(text, NOW, TODAY, ME) == meant


def test_at_the_turn_of_the_year_december_is_last_year() -> None:
    """What lies almost a year ahead was nobody's meaning."""
    assert telling.past("12月28日", NOW, date(2027, 1, 5), ME) == Wrong(None, date(2026, 12, 28))
    assert telling.past("12月28日", datetime(2027, 1, 5, tzinfo=UTC), date(2027, 1, 5), ME) == When.on(
        date(2026, 12, 28)
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("11月20日", Wrong(None, date(2026, 11, 20))),
        ("双十一", Wrong(None, date(2026, 11, 11))),
        ("1月3日", date(2027, 1, 3)),
        ("3月1日", date(2027, 3, 1)),
        ("今天", TODAY),
        ("2027年11月20日", date(2027, 11, 20)),
    ],
)
def test_what_is_to_come_lies_ahead(text: str, meant: date | Wrong) -> None:
    """A day that has just gone by is said to have, not taken for next year's."""
    assert telling.coming_day(text, TODAY, ME) == meant


@pytest.mark.parametrize(
    ("text", "since", "meant"),
    [
        ("11月19日", None, date(2026, 11, 19)),
        ("11月19日", date(2026, 10, 20), date(2026, 11, 19)),
        ("11月19日", date(2026, 11, 20), date(2027, 11, 19)),
        ("12月19日", date(2026, 11, 20), date(2026, 12, 19)),
    ],
)
def test_a_term_ends_after_it_began(text: str, since: date | None, meant: date) -> None:
    """The last day of a month that is over is this year's; that of a year that has just begun is next year's."""
    assert telling.some_day(text, TODAY, ME, since) == meant
