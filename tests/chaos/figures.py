"""
What a test counted, as a line of JSON: a report can show figures that were run, and no others.

Lines go to the file that CHAOS_FIGURES names (`make chaos` sets it); without it a test only asserts.
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from tests.kit import bench


def write(test: str, what: str, goal: str, **counted: Any) -> None:
    """One test's figures beside its goal. `test` is its number in the plan, `what` says how it was run."""
    path = os.environ.get("CHAOS_FIGURES")
    if not path:
        return
    line = {
        "test": test,
        "what": what,
        "goal": goal,
        "counted": counted,
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day here
        "commit": bench.commit(),
        "place": bench.place(),
    }
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
