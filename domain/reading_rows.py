"""
The rows of a text or a screen, evened out: what every reader reads.

A picture's reader gives pieces of print; those at one height are one row, as the eye sees it: a label on the left
belongs to its value on the right.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain import reading_slant
from domain.seeing import Seen, in_one_form

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
class Piece:
    """A piece of print in its row: where it begins there, how sure its reader is, and its sides on the picture."""

    begin: int
    sure: float = 1.0
    left: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row of print. `low` is the same row, sign by sign, in lower case and simplified: labels are looked for there.

    `pieces` are what it is put together from, from left to right.
    """

    text: str
    low: str
    pieces: tuple[Piece, ...] = (Piece(0),)

    def confidence(self, start: int, end: int) -> float:
        """How sure the least sure piece is that this part of the row stands on."""
        ends = (*(piece.begin for piece in self.pieces[1:]), len(self.text) + 1)
        both = zip(self.pieces, ends, strict=True)
        return min((piece.sure for piece, over in both if piece.begin < end and start < over), default=1.0)

    @property
    def columns(self) -> int:
        """How many pieces of print stand side by side."""
        return len(self.pieces)

    def stands_under(self, other: "Row", place: int) -> bool:
        """Whether it begins under the piece of another row that has this place; in a text every row does."""
        above = next(piece for piece in reversed(other.pieces) if piece.begin <= place)
        first = self.pieces[0]
        return first.right == 0 or (first.left < above.right and above.left < first.right)


def of_text(text: str) -> tuple[Row, ...]:
    """The rows of a typed, pasted or forwarded text: nobody doubts its print."""
    lines = (in_one_form(line) for line in re.split(r"[\r\n\u2028\u2029\x0b\x0c\x85]+", text[:LONGEST]))
    return tuple(_row([(line, Piece(0))]) for line in lines if line)


def of_picture(seen: Seen) -> tuple[Row, ...]:
    """The rows of a picture, from top to bottom."""
    return tuple(
        _row([(line.text, Piece(0, line.confidence, line.box.left, line.box.right)) for line in row])
        for row in reading_slant.side_by_side(seen.lines)
    )


def low(text: str) -> str:
    """The text in lower case and simplified, each sign in its place."""
    return "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in text).translate(_SIMPLE)


def _row(printed: Iterable[tuple[str, Piece]]) -> Row:
    text, pieces = "", []
    for words, piece in printed:
        text += GAP if text else ""
        pieces.append(replace(piece, begin=len(text)))
        text += _GLUED.sub(r"\1 ", words)
    return Row(text, low(text), tuple(pieces))
