"""A label keeps its own value on a picture that was taken aslant; what cannot be set right stays apart."""

from hypothesis import given
from hypothesis import strategies as some

from domain import reading, reading_slant
from domain.seeing import Box, Line, Seen
from storage import librarian
from tests.domain.test_reading import WRITTEN
from tests.kit.readings import said

LIBRARY = librarian.load()
WIDE = 1080


def _at(text: str, left: int, right: int, middle: float, tall: int = 56) -> Line:
    top = round(middle - tall / 2)
    return Line(text, 0.99, Box(left, max(0, top), right, max(1, top + tall)))


def _form(count: int, spacing: int, above: float, below: float) -> list[Line]:
    """Labels on the left, values on the right; the slant grows from `above` at the top to `below` at the bottom."""
    lines = []
    for number in range(count):
        middle = 150 + number * spacing
        slant = above + (below - above) * number / max(1, count - 1)
        lines.append(_at(f"标签{number}", 50, 240, middle + slant * 145))
        lines.append(_at(f"值{number}", 680, 1030, middle + slant * 855))
    return lines


@given(
    count=some.integers(3, 16),
    spacing=some.integers(90, 130),
    above=some.floats(-0.05, 0.05),
    below=some.floats(-0.05, 0.05),
)
def test_every_label_keeps_its_value(count: int, spacing: int, above: float, below: float) -> None:
    """Whatever a hand does to the picture, no value moves to another label."""
    rows = reading_slant.side_by_side(_form(count, spacing, above, below))
    for row in rows:
        numbers = {line.text.removeprefix("标签").removeprefix("值") for line in row}
        assert len(numbers) == 1, [[line.text for line in each] for each in rows]


def test_print_above_print_is_two_rows() -> None:
    """Lines that touch are not one row: they stand one above the other."""
    lines = [_at("退款成功", 50, 400, 100), _at("2026-11-25 10:00", 60, 420, 140)]
    assert [[line.text for line in row] for row in reading_slant.side_by_side(lines)] == [[line.text] for line in lines]


def test_a_value_of_another_column_is_not_taken_from_below() -> None:
    """A label that lost its value does not take that of the next row: a wrong date is worse than none."""
    lines = (_at("发货时间", 50, 240, 100), _at("2026-11-16 10:03:12", 680, 1030, 260))
    assert "told" not in said(reading.of_picture(Seen(WIDE, 400, lines), LIBRARY, WRITTEN))
    under = (_at("发货时间", 50, 240, 100), _at("2026-11-16 10:03:12", 50, 400, 160))
    assert said(reading.of_picture(Seen(WIDE, 400, under), LIBRARY, WRITTEN))["told"] == "posted@2026-11-16_10:03"
