"""The shelf as its files have it, row by row, with the words of the ground that each row rests on."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.librarian import COMMON, SHELF

FILES = [
    *(
        SHELF / name
        for name in (*COMMON, "sums.toml", "circumstances.toml", "ladder.toml", "quotes.toml", "checklists.toml")
    ),
    *sorted((SHELF / "platforms").glob("*.toml")),
]
_EXTRACT = Path(__file__).parents[1] / "shelf" / "ground.md"


@dataclass(frozen=True)
class Row:
    """One rule, variant, piece of advice, sum or question; a variant (`of` its rule) says only what is different."""

    file: str
    kind: str
    name: str
    data: Mapping[str, Any]
    of: Mapping[str, Any] | None = None

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words of the ground."""
        facts = self.data["facts"]
        return (facts,) if isinstance(facts, str) else tuple(facts)

    def __getitem__(self, key: str) -> Any:
        """The value, a variant's or else its rule's; None where neither has one."""
        return self.data.get(key, (self.of or {}).get(key))


def rows(*kinds: str) -> list[Row]:
    """All rows of these kinds: rule, unless, advice, sum, circumstance, rung, quote."""
    return [row for path in FILES for row in _of_file(path) if row.kind in kinds]


def extract() -> list[str]:
    """The committed lines of the ground, word for word."""
    lines = _EXTRACT.read_text(encoding="utf-8").splitlines()
    return [line for line in lines[lines.index(next(line for line in lines if line.startswith("## "))) :] if line]


def lines_of(quote: str) -> list[str]:
    """The lines of the ground in which these words stand."""
    return [line for line in extract() if quote in line]


def _of_file(path: Path) -> Iterator[Row]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for kind in ("rule", "advice", "sum", "circumstance", "rung", "quote"):
        for table in data.get(kind, ()):
            yield Row(path.stem, kind, table["id"], table)
            for at, variant in enumerate(table.get("unless", ()), 1):
                yield Row(path.stem, "unless", f"{table['id']}, unless {at}", variant, table)
