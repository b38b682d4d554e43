"""
The figures of a run of `make chaos`, written into docs/reliability.md between its two marks; never by hand.

    python -m tests.chaos.report build/chaos.jsonl
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DOC = Path(__file__).parents[2] / "docs" / "reliability.md"
_MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
_HEAD = "| test | what was done | what came of it | goal | commit |\n| --- | --- | --- | --- | --- |\n"


def table(lines: Iterable[Mapping[str, Any]]) -> str:
    """One row for each thing that was measured, its last measurement, in the order of the plan."""
    latest = {(line["test"], _kind(line["what"])): line for line in lines}
    rows = sorted(latest.values(), key=lambda line: (int(line["test"][1:]), line["what"]))
    return _HEAD + "".join(_row(line) for line in rows)


def _kind(what: str) -> str:
    """What was done, whatever its size; a few workers are not many."""
    return re.sub(r"\d[\d,]{2,}", "n", what)


def _row(line: Mapping[str, Any]) -> str:
    counted = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in line["counted"].items())
    return f"| {line['test']} | {line['what']} | {counted} | {line['goal']} | {line['commit']} |\n"


def main(path: str) -> None:
    """Put the table of that file into the page."""
    lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    page = DOC.read_text(encoding="utf-8")
    DOC.write_text(_MARKED.sub(lambda marks: marks[1] + table(lines) + marks[2], page), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
