"""Numbers as Chinese is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import numerals

READ = [
    ("零", "0"),  # nothing
    ("十", "10"),  # without a one in front
    ("十五", "15"),
    ("二十", "20"),
    ("廿五", "25"),  # short for 二十五
    ("一百二十", "120"),
    ("一百二", "120"),  # a last bare digit counts in the next lower unit
    ("一百零二", "102"),  # a zero says that it does not
    ("两千零五", "2005"),
    ("一万二", "12000"),
    ("两万零三十", "20030"),
    ("三千万", "30000000"),
    ("二零二六", "2026"),  # sign by sign, as years are written
    ("三九九", "399"),
    ("3千5", "3500"),  # Arabic with a Chinese unit
    ("1.2万", "12000"),
    ("1万2千5百", "12500"),
    ("叁佰玖拾玖", "399"),  # bank capitals
    ("一百二十点五", "120.5"),
    ("39.9", "39.9"),  # plain Arabic
]

NOT_READ = [
    "",  # nothing at all
    "两三",  # two or three
    "三五",  # three to five
    "百二",  # nothing counts the hundred
    "千",
    "1.2万5",  # 12005 or 17000
    "二十三十",  # two numbers
    "十元",  # not the whole text
    "一点",  # no decimals behind the point
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_numeral_is_read(text: str, expected: str) -> None:
    """The numeral means this number."""
    assert numerals.value(numerals.plain(text)) == Decimal(expected)


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    """The text is no single number, so none is made up."""
    assert numerals.value(numerals.plain(text)) is None


def test_half_a_number_is_no_whole_number() -> None:
    """A whole number is asked for where days are counted: 1.5 is none."""
    assert numerals.integer("1.5") is None
    assert numerals.integer("十五") == 15


def _written(number: int) -> str:
    """Write a number below ten thousand out in full, as taught at school."""
    parts = []
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        parts.append("零一二三四五六七八九"[digit] + unit if digit else "零")
    text = "".join(parts).strip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_reading_undoes_writing(low: int, high: int) -> None:
    """Every number up to 99,999,999 that is written out in full is read back."""
    gap = "零" if low < 1000 else ""
    assert numerals.integer(_written(low)) == low
    assert numerals.integer(f"{_written(high)}万{gap}{_written(low)}") == high * 10_000 + low
