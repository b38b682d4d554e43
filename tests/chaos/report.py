"""
The figures of a run of `make chaos`, written into docs/reliability.md between its two marks; never by hand.

A run of some tests writes their rows anew and leaves the others as they were measured before.

    python -m tests.chaos.report build/chaos.jsonl
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DOC = Path(__file__).parents[2] / "docs" / "reliability.md"
_MARKED = re.compile(r"(<!-- figures -->\n)(.*?)(<!-- /figures -->)", re.DOTALL)
_ROW = re.compile(r"\| T\d+ \|")
_HEAD = "| test | what was done | what came of it | goal | commit |\n| --- | --- | --- | --- | --- |\n"


def table(lines: Iterable[Mapping[str, Any]], before: str = "") -> str:
    """One row for each thing that was ever measured, its last measurement, in the order of the plan."""
    rows = {_key(row): row for row in before.splitlines(keepends=True) if _ROW.match(row)}
    for line in lines:
        row = _row(line)
        rows[_key(row)] = row
    return _HEAD + "".join(sorted(rows.values(), key=lambda row: (int(_key(row)[0][1:]), row)))


def _key(row: str) -> tuple[str, str]:
    """The test, and what was done, whatever its size; a few workers are not many."""
    test, what = row.split(" | ")[:2]
    return test.removeprefix("| "), re.sub(r"\d[\d,]{2,}", "n", what)


def _row(line: Mapping[str, Any]) -> str:
    counted = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in line["counted"].items())
    return f"| {line['test']} | {line['what']} | {counted} | {line['goal']} | {line['commit']} |\n"


def main(path: str) -> None:
    """Put the table of that file into the page."""
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    page = DOC.read_text(encoding="utf-8")
    DOC.write_text(_MARKED.sub(lambda marks: marks[1] + table(lines, marks[2]) + marks[3], page), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
