"""
Numbers as Chinese is written: 一百二十, 两千零五, 1.2万, 叁佰玖拾玖, 一万二.

Amounts and dates are both typed by tired people on phones, so the spelling is evened out once, here.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

#: One sign of a Chinese numeral, as `plain` leaves it; for use inside a character class.
SIGNS = "零一二两三四五六七八九十百千万亿"

_DIGITS = {sign: Decimal(value) for value, sign in enumerate("零一二三四五六七八九")} | {"两": Decimal(2)}
_UNITS = (("亿", 100_000_000), ("万", 10_000), ("千", 1000), ("百", 100), ("十", 10))
_ARABIC = re.compile(r"[0-9]+(\.[0-9]+)?")

# Bank capitals and traditional characters, as far as amounts and dates use them; 〇 is written in years.
_SIMPLE = str.maketrans(
    "〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩圆圓塊點號後週個時鐘餘還剩禮負雙慶開結",
    "零一二二三三四五六六七八九十百千万亿两元元块点号后周个时钟余还剩礼负双庆开结",
) | {ord("廿"): "二十", ord("卅"): "三十"}


def plain(text: str) -> str:
    """Even out the spelling: half-width, lower case, simplified, no bank capitals, trimmed."""
    return unicodedata.normalize("NFKC", text).translate(_SIMPLE).casefold().strip()


def value(text: str) -> Decimal | None:
    """
    Read a whole text as one numeral, Chinese or Arabic or both (3千5, 1.2万); None if it is not one.

    A last bare digit counts in the next lower unit, as one speaks: 一百二 is 120, 一百零二 is 102. Two bare
    digits (两三, "two or three") are no number; longer rows and rows with a zero are read sign by sign.
    """
    whole, point, fraction = text.partition("点")
    if not point:
        return _spelled(text) if _is_row(text) else _composed(text, _UNITS)
    count, decimals = _composed(whole, _UNITS), _spelled(fraction)
    if count is None or decimals is None or count != int(count):
        return None
    return count + decimals.scaleb(-len(fraction))


def integer(text: str) -> int | None:
    """Read a whole text as a whole number; None if it is not one."""
    count = value(text)
    return None if count is None or count != int(count) else int(count)


def _is_row(text: str) -> bool:
    return all(sign in _DIGITS for sign in text) and (len(text) > 2 or (len(text) == 2 and "零" in text))


def _spelled(text: str) -> Decimal | None:
    """Read sign by sign: 二零二六."""
    digits = [str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in text]
    row = "".join(digits)
    return Decimal(row) if row.isascii() and row.isdigit() else None


def _composed(text: str, units: Sequence[tuple[str, int]]) -> Decimal | None:
    """Split at the largest unit; what stands before it counts it, what stands behind it is added."""
    if not units:
        return _single(text)
    (sign, size), *lower = units
    head, found, tail = text.partition(sign)
    if not found:
        return _composed(text, lower)
    count = _composed(head, lower) if head or sign != "十" else Decimal(1)
    rest = _behind(tail, size, lower)
    if count is None or rest is None or (tail and count != int(count)):
        return None
    return count * size + rest


def _behind(tail: str, size: int, lower: Sequence[tuple[str, int]]) -> Decimal | None:
    if not tail:
        return Decimal(0)
    bare = _single(tail)
    if bare is not None and len(tail) == 1 and size > 10:
        return bare * size / 10
    return _composed(tail.removeprefix("零"), lower)


def _single(text: str) -> Decimal | None:
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    return _DIGITS.get(text)
