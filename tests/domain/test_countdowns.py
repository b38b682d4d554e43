"""A countdown inside a longer text: what is forwarded or pasted from the shop's app, whole screens of it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.countdowns import found_in

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)

SHOWN = [
    ("剩余 6天23小时", [6 * DAY + 23 * HOUR]),
    ("还剩47:59:12", [timedelta(hours=47, minutes=59, seconds=12)]),
    ("2 days 3 hours left", [2 * DAY + 3 * HOUR]),
    ("Time left: 2d 3h", [2 * DAY + 3 * HOUR]),
    ("Time remaining 23:59:59", [timedelta(hours=23, minutes=59, seconds=59)]),
    (
        "售后详情\n商家处理中\n还剩 1天 03:20:11\n商家逾期未处理,系统将自动同意",
        [DAY + timedelta(hours=3, minutes=20, seconds=11)],
    ),
    ("请在 剩余时间:23小时59分 内寄回,逾期将关闭售后", [23 * HOUR + 59 * MINUTE]),
    ("您还有6天23小时59分处理,逾期将关闭", [6 * DAY + 23 * HOUR + 59 * MINUTE]),
    ("３天后自动确认收货", [3 * DAY]),  # full-width
    ("剩餘2天", [2 * DAY]),  # traditional characters
    ("还剩 1天3小时,自动确认收货还有 5天", [DAY + 3 * HOUR, 5 * DAY]),  # two, in their order
    ("还剩1天 还剩1天", [DAY]),  # the same twice is one
]

NONE = [
    "",
    "订单编号 P7340123456788821 实付 ¥399.00 发货后3天",  # no word that makes it a countdown
    "支持7天无理由退货",
    "请于 7 天内寄回",
    "已过 3 天",
    "还剩2件",
    "还有 12:30",  # minutes and seconds, or hours and minutes
    "还剩一天半",  # not a day
    "还剩10多天",
    "还剩 99999天",  # too far to be one
    "1.5小时 left",
    "6 days ago",
]


@pytest.mark.parametrize(("text", "lefts"), SHOWN)
def test_a_countdown_is_found_where_a_word_makes_it_one(text: str, lefts: list[timedelta]) -> None:
    """Every one of them, in the order of the text."""
    assert list(found_in(text)) == lefts


@pytest.mark.parametrize("text", NONE)
def test_a_length_by_itself_is_no_countdown(text: str) -> None:
    """What only looks like one is not offered."""
    assert found_in(text) == ()


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever is pasted, lengths come out or nothing does."""
    assert all(left >= timedelta(0) for left in found_in(text))


@given(days=st.integers(0, 400), hours=st.integers(0, 23), minutes=st.integers(1, 59), before=st.text(max_size=20))
def test_what_the_app_writes_is_found_in_any_company(days: int, hours: int, minutes: int, before: str) -> None:
    """The words around it do not change what it says."""
    left = timedelta(days=days, hours=hours, minutes=minutes)
    assert left in found_in(f"{before}\n还剩 {days}天{hours}小时{minutes}分\n逾期未处理将自动关闭")
