"""
Which pieces of print stand side by side, on a picture that was taken aslant.

A label and its value stand at the two ends of a row; a hand that is not steady lifts one end to the height of the next
row. Of the slants that a hand makes, the one is taken that leaves the fewest rows; it may grow from top to bottom, as
seen from a corner. What it cannot set right stays apart: a value without its label says nothing, one with the wrong
label says something wrong.
"""

from collections.abc import Sequence
from itertools import product

from domain.seeing import Line

_SLANTS = (0.0, *(sign * step / 100 for step in range(1, 7) for sign in (1, -1)))  # rise over run, the least first
_LEVEL = 0.4  # of the height of the lower print: so far apart may two middles be on one row
_MOST = 120  # pieces; what holds more is no screen of an order


def side_by_side(lines: Sequence[Line]) -> list[list[Line]]:
    """The rows from top to bottom, each from left to right."""
    printed = [line for line in lines if line.text]
    if not printed:
        return []
    high = max(line.box.bottom for line in printed) or 1
    slants = product(_SLANTS, _SLANTS) if 2 < len(printed) <= _MOST else ((0.0, 0.0),)
    best = min((_rows(printed, slant, high) for slant in slants), key=len)
    return [sorted(row, key=lambda line: line.box.left) for row in best]


def _rows(lines: Sequence[Line], slant: tuple[float, float], high: int) -> list[list[Line]]:
    """The rows as they are with this slant at the top and at the bottom."""
    heights = sorted((_height(line, slant, high), at) for at, line in enumerate(lines))
    rows: list[list[Line]] = []
    level = 0.0
    for height, at in heights:
        line = lines[at]
        if (
            rows
            and height - level <= _LEVEL * _lower(rows[-1][0], line)
            and not any(_above(line, it) for it in rows[-1])
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
            level = height
    return rows


def _height(line: Line, slant: tuple[float, float], high: int) -> float:
    """How high its middle would stand on a picture held straight."""
    middle = (line.box.top + line.box.bottom) / 2
    top, bottom = slant
    return middle - (top + (bottom - top) * middle / high) * (line.box.left + line.box.right) / 2


def _lower(one: Line, other: Line) -> int:
    return min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def _above(one: Line, other: Line) -> bool:
    """Whether they stand one above the other."""
    return one.box.left < other.box.right and other.box.left < one.box.right
