"""How long is left, as a shop's app shows it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import countdown
from domain.errors import DateReason, NotADate

READ = [
    ("剩余 6天23小时", timedelta(days=6, hours=23)),
    ("还剩6天", timedelta(days=6)),
    ("还剩 6 天", timedelta(days=6)),
    ("剩23小时59分", timedelta(hours=23, minutes=59)),
    ("6天23时59分12秒", timedelta(days=6, hours=23, minutes=59, seconds=12)),
    ("还剩47:59:12", timedelta(hours=47, minutes=59, seconds=12)),  # hours may pass 24
    ("23:59:59", timedelta(hours=23, minutes=59, seconds=59)),
    ("２３：５９：５９", timedelta(hours=23, minutes=59, seconds=59)),  # full-width
    ("1天 03:20:11", timedelta(days=1, hours=3, minutes=20, seconds=11)),
    ("1天 03:20", timedelta(days=1, hours=3, minutes=20)),  # behind days it is hours and minutes
    ("剩餘1天", timedelta(days=1)),  # traditional characters
    ("十二小时", timedelta(hours=12)),
    ("半小时", timedelta(minutes=30)),
    ("90分钟", timedelta(minutes=90)),
    ("商家处理中，还剩 1 天 23 小时 59 分，请耐心等待", timedelta(days=1, hours=23, minutes=59)),
    ("3天23:59:59后自动关闭", timedelta(days=3, hours=23, minutes=59, seconds=59)),
    ("2 days 3 hours left", timedelta(days=2, hours=3)),
    ("6d 23h", timedelta(days=6, hours=23)),
    ("2h 30m", timedelta(hours=2, minutes=30)),
    ("00:00:00", timedelta()),  # it has run out
]

REFUSED = [
    ("", DateReason.NOT_A_DATE),
    ("快了", DateReason.NOT_A_DATE),
    ("12", DateReason.NOT_A_DATE),  # twelve what
    ("47:59", DateReason.NOT_A_DATE),  # hours and minutes, or minutes and seconds
    ("6天前", DateReason.NOT_A_DATE),  # looks back
    ("6 days ago", DateReason.NOT_A_DATE),
    ("6天6天", DateReason.NOT_A_DATE),  # two countdowns
    ("一天半", DateReason.NOT_A_DATE),  # a half of something
    ("10多天", DateReason.NOT_A_DATE),  # more than it says
    ("1.5小时", DateReason.NOT_A_DATE),
    ("两三天", DateReason.NOT_A_DATE),
    ("剩余6天 2026-11-20", DateReason.NOT_A_DATE),  # figures that mean something else
    ("25:61:00", DateReason.IMPOSSIBLE),
    ("9999天", DateReason.FAR),
]


@pytest.mark.parametrize(("text", "left"), READ)
def test_what_is_left_is_read(text: str, left: timedelta) -> None:
    """The text shows that so much time is left."""
    assert countdown(text) == left


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_text_that_shows_no_countdown_is_refused_with_the_reason(text: str, reason: DateReason) -> None:
    """The text shows no single length of time, and the error says why."""
    with pytest.raises(NotADate) as refusal:
        countdown(text)
    assert (refusal.value.reason, refusal.value.text) == (reason, text)


@given(st.integers(0, 1000), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_all_ways_of_showing_it_mean_the_same(days: int, hours: int, minutes: int, seconds: int) -> None:
    """Days with a clock, units in Chinese and units in English show the same length."""
    left = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    for text in (
        f"{days}天 {hours:02}:{minutes:02}:{seconds:02}",
        f"还剩{days}天{hours}小时{minutes}分{seconds}秒",
        f"{days} days, {hours} hours, {minutes} min and {seconds} s left",
    ):
        assert countdown(text) == left
