"""The table of texts: each reads as the lines under it say, no more and no less."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain import reading
from storage import librarian
from tests.domain.test_reading import WRITTEN
from tests.kit.readings import said

LIBRARY = librarian.load()
_TABLE = Path(__file__).with_name("readings.txt")


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    text, expected = "", dict[str, str]()
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            field, _, value = line.strip().partition(": ")
            expected[field] = value
        elif line and not line.startswith("# "):
            if text:
                yield text, expected
            text, expected = line, {}
    yield text, expected


ROWS = list(_rows())


def test_the_table_is_long_enough() -> None:
    """Fewer than a hundred texts would not be what people send."""
    assert len(ROWS) >= 100


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_text_reads_as_the_table_says(text: str, expected: dict[str, str]) -> None:
    """Every field, with its doubt, and nothing beside."""
    assert said(reading.of_text(text.replace(" ⏎ ", "\n"), LIBRARY, WRITTEN)) == expected
