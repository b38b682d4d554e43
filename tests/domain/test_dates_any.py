"""What holds of every date and every text, not only of those in the tables."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain import dates
from domain.dates import Exact, Unclear
from domain.errors import NotADate

TODAY = date(2026, 11, 23)


@given(
    st.dates(date(2003, 1, 1), date(2090, 1, 1)),  # eight figures in a row are a date of this century
    st.integers(-1000, 1000),
    st.sampled_from(["%Y-%m-%d", "%Y年%m月%d日", "%Y%m%d"]),
)
def test_a_whole_date_is_read_on_any_day(today: date, distance: int, pattern: str) -> None:
    """A date with its year means the same whenever it is read."""
    day = date.fromordinal(today.toordinal() + distance)
    assert dates.read(day.strftime(pattern), today, "zh") == Exact(day)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.booleans())
def test_a_missing_year_never_leaves_the_side_that_was_asked_for(today: date, day: date, past: bool) -> None:  # noqa: FBT001 - drawn
    """Month and day alone lie on the side of today that was asked for, today included."""
    if (day.month, day.day) == (2, 29):
        return  # may be eight years away, and then is refused as far
    reading = dates.read(f"{day.month}月{day.day}日", today, "zh", past=past)
    assert isinstance(reading, Exact)
    assert reading.day <= today if past else reading.day >= today


@given(
    st.one_of(
        st.text(max_size=30), st.text(alphabet="0123456789年月日号天前后上下周一二三十半点:-/. 昨今明个", max_size=15)
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes it stumble; what is unclear has at least two days, in order."""
    try:
        reading = dates.read(text, TODAY, "zh")
    except NotADate as refusal:
        assert refusal.text == text  # noqa: PT017 - either way is right, and both are checked
    else:
        assert isinstance(reading, Exact) or len(reading.days) > 1
        assert not isinstance(reading, Unclear) or list(reading.days) == sorted(set(reading.days))
