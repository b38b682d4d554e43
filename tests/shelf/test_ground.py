"""Every value on the shelf rests on a line of the ground (facts.md), which lies beside the repository being built."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from storage.librarian import COMMON, SHELF

GROUND = Path(__file__).parents[3] / "shared" / "facts.md"
FILES = [
    *(SHELF / name for name in (*COMMON, "sums.toml", "circumstances.toml")),
    *sorted((SHELF / "platforms").glob("*.toml")),
]


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in data.get("rule", []):
        yield row["id"], row
        for at, variant in enumerate(row.get("unless", []), 1):
            yield f"{row['id']}, unless {at}", variant
    for row in (*data.get("advice", []), *data.get("sum", []), *data.get("circumstance", [])):
        yield row["id"], row


def _quotes(row: Mapping[str, Any]) -> list[str]:
    facts = row["facts"]
    return [facts] if isinstance(facts, str) else list(facts)


ROWS = [
    pytest.param(row, id=f"{path.stem}: {name}")
    for path in FILES
    for name, row in _rows(tomllib.loads(path.read_text(encoding="utf-8")))
]


@pytest.fixture(scope="module")
def ground() -> str:
    """The text of the ground, or no test."""
    if not GROUND.exists():
        pytest.skip("the ground (facts.md) does not lie beside this copy of the repository")
    return GROUND.read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS)
def test_each_row_quotes_the_ground(row: Mapping[str, Any], ground: str) -> None:
    """Each quotation of a row stands word for word in one line of the ground."""
    lost = [quote for quote in _quotes(row) if not any(quote in line for line in ground.splitlines())]
    assert lost == []


@pytest.mark.parametrize("row", ROWS)
def test_each_length_stands_in_its_quotation(row: Mapping[str, Any]) -> None:
    """The number of each rule stands in the words that it quotes; an unpublished one quotes no number of its own."""
    length = row.get("length")
    if not isinstance(length, int) or (row.get("counting") == "before" and length == 1):
        return  # "before the day" names no number: one day back is how its end is computed
    numbers = {int(number) for quote in _quotes(row) for number in re.findall(r"\d+", quote)}
    assert length in numbers, f"{length} is not in {_quotes(row)}"
