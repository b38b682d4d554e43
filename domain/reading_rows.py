"""
The rows of a text or a screen, evened out: what every reader reads.

A picture's reader gives pieces of print; those at one height are one row, as the eye sees it: a label on the left
belongs to its value on the right.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.seeing import Line, Seen, in_one_form

LONGEST = 20_000  # characters of a text that are read; a message of Telegram has 4,096
GAP = "   "  # between two pieces of print on one row

# Traditional characters, as far as labels and states use them; each is one sign for one sign, so places stay.
_SIMPLE = str.maketrans(
    "訂單編號運費實際總計時間請優惠額應還驗類態處認賣買寄達遞銀號卡尾帳賬戶簽絕終關閉換貨審覈過鋪會員續動內後將剩餘圓塊個補發門異議調協進",
    "订单编号运费实际总计时间请优惠额应还验类态处认卖买寄达递银号卡尾账账户签绝终关闭换货审核过铺会员续动内后将剩余元块个补发门异议调协进",
)
# OCR loses the gap between a day and its clock: 2026-11-2014:03:22.
_GLUED = re.compile(r"(?<![0-9])((?:19|2[0-9])[0-9]{2}([-/.])[0-9]{2}\2[0-9]{2})(?=[0-9]{2}:[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row of print. `low` is the same row, sign by sign, in lower case and simplified: labels are looked for there.

    `pieces` are the pieces that it is put together from: where each begins, and how sure its reader is.
    """

    text: str
    low: str
    pieces: tuple[tuple[int, float], ...] = ((0, 1.0),)

    def confidence(self, start: int, end: int) -> float:
        """How sure the least sure piece is that this part of the row stands on."""
        ends = (*(begin for begin, _ in self.pieces[1:]), len(self.text) + 1)
        touched = [sure for (begin, sure), over in zip(self.pieces, ends, strict=True) if begin < end and start < over]
        return min(touched, default=1.0)

    @property
    def columns(self) -> int:
        """How many pieces of print stand side by side."""
        return len(self.pieces)


def of_text(text: str) -> tuple[Row, ...]:
    """The rows of a typed, pasted or forwarded text: nobody doubts its print."""
    lines = (in_one_form(line) for line in re.split(r"[\r\n\u2028\u2029\x0b\x0c\x85]+", text[:LONGEST]))
    return tuple(_row(((line, 1.0),)) for line in lines if line)


def of_picture(seen: Seen) -> tuple[Row, ...]:
    """The rows of a picture, from top to bottom."""
    return tuple(_row([(line.text, line.confidence) for line in row]) for row in _side_by_side(seen.lines))


def low(text: str) -> str:
    """The text in lower case and simplified, each sign in its place."""
    return "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in text).translate(_SIMPLE)


def _row(pieces: Iterable[tuple[str, float]]) -> Row:
    text, places = "", []
    for words, sure in pieces:
        text += GAP if text else ""
        places.append((len(text), sure))
        text += _GLUED.sub(r"\1 ", words)
    return Row(text, low(text), tuple(places))


def _side_by_side(lines: Iterable[Line]) -> list[list[Line]]:
    """Put lines whose middles lie within one another's height into one row, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted((each for each in lines if each.text), key=_middle):
        if rows and _level(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2


def _level(one: Line, other: Line) -> bool:
    half = min(one.box.bottom - one.box.top, other.box.bottom - other.box.top) / 2
    return abs(_middle(one) - _middle(other)) <= half
