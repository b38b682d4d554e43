"""
What a benchmark is made of: rows that hold our figure against a named one, and the table in docs/performance.md.

A benchmark is one file in tests/benchmarks. Its docstring says what is measured and how; its function ``measure``
gives rows. Each runs in a process of its own, so that none warms up or fills the memory of another.
"""

import asyncio
import importlib
import os
import platform
import subprocess
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import Self

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "tests" / "benchmarks"
DOC = ROOT / "docs" / "performance.md"

_HEAD = """# Performance

Written by `make bench`, never by hand: `make bench ARGS="replan"` measures one anew and leaves the others. Each figure
is held against something named; a ratio above 1 is better than that, and the goal is the least ratio that will do. Each
section says on which machine it was measured, and how fast that was just then: the yardstick is the CPU time of
`[(n, str(n), [n]) for n in range(300_000)]`. No test asserts a time.
"""
_TABLE = "| what | ours | against | ratio | goal | |\n| --- | --- | --- | ---: | ---: | --- |\n"


@dataclass(frozen=True, slots=True)
class Row:
    """
    One line of the table.

    `ours` and `against` carry their units and say what they are of. `ratio` is how many times as good as `against`
    we are (above 1 is better); None where the two are only shown side by side. `goal` is the least ratio that will do.
    """

    name: str
    ours: str
    against: str = ""
    ratio: float | None = None
    goal: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the goal is met; empty where there is none."""
        if self.goal is None or self.ratio is None:
            return ""
        return "met" if self.ratio >= self.goal else "**missed**"

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        goal = "" if self.goal is None else f"{self.goal:g}"
        return f"| {self.name} | {self.ours} | {self.against} | {ratio} | {goal} | {self.verdict} |"


def at_most(name: str, figure: float, limit: float, unit: str) -> Row:
    """A figure that is to stay within a limit."""
    ratio = limit / figure if figure else 1.0
    return Row(name, f"{figure:.4g} {unit}".strip(), f"{limit:g} {unit} allowed".replace("  ", " "), ratio, 1)


def faster(name: str, ours: float, theirs: float, what: str, goal: float) -> Row:
    """A rate (per second) beside that of something named."""
    return Row(name, f"{ours:,.0f}/s", f"{what}: {theirs:,.0f}/s", ours / theirs, goal)


def percentile(figures: Sequence[float], part: float) -> float:
    """The figure below which that part (0.99) of them lies."""
    return sorted(figures)[min(int(len(figures) * part), len(figures) - 1)]


def most_within(moments: Sequence[float], window: float = 1.0) -> int:
    """How many of these moments, in seconds, lie in the window of so many seconds that holds most of them."""
    times = sorted(moments)
    return max((place - bisect_right(times, at - window) + 1 for place, at in enumerate(times)), default=0)


def names() -> list[str]:
    """All benchmarks, by the names of their files."""
    return sorted(path.stem for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))


def run(name: str) -> tuple[str, list[Row]]:
    """Measure one: its docstring and its rows. To be called in a process of its own."""
    module = importlib.import_module(f"tests.benchmarks.{name}")
    rows: list[Row] = module.measure()
    return (module.__doc__ or "").strip(), rows


def section(name: str, about: str, rows: Sequence[Row], yardsticks: tuple[float, float]) -> str:
    """What the document says about one benchmark; the yardstick was held to the machine before and after it."""
    lines = "\n".join(str(row) for row in rows)
    pace = "yardstick {:.0f} ms before, {:.0f} ms after".format(*(each * 1000 for each in yardsticks))
    return f"## {name}\n\n{about}\n\n{machine()}, {pace}.\n\n{_TABLE}{lines}\n"


def machine() -> str:
    """Where and when this is measured: date, commit, cores, CPU, Python, load."""
    today, load = date.today().isoformat(), os.getloadavg()[0]  # noqa: DTZ011 - the day here
    return f"{today}, commit {commit()}: {place()}, load {load:.1f} at its end"


def yardstick() -> float:
    """
    CPU seconds of a list of 300,000 small lists.

    A rented machine's memory is up to five times slower while its neighbours use it: a bare loop would not feel that.
    """
    begun = process_time()
    made = [(number, str(number), [number]) for number in range(300_000)]
    spent = process_time() - begun
    del made  # not before: ending them is not measured
    return spent


def place() -> str:
    """Cores, CPU, system and Python of this machine."""
    return f"{os.cpu_count()} cores, {_cpu()}, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """The commit that is measured, and whether the product has changed since."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "--", "bot", "domain", "handlers", "storage") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


def written(sections: dict[str, str]) -> None:
    """Put new sections into the document, in alphabetical order; sections of benchmarks that are gone go too."""
    known = _sections() | sections
    kept = [known[name] for name in names() if name in known]
    DOC.write_text("\n".join([_HEAD, *kept]), encoding="utf-8")


def _sections() -> dict[str, str]:
    if not DOC.exists():
        return {}
    _, *parts = DOC.read_text(encoding="utf-8").split("\n## ")
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


class Lag:
    """
    How long the running loop keeps others waiting, while the block lasts.

    `longest` is by how many seconds a task that slept 1 ms woke too late; `burst` how many CPU seconds the loop's
    thread worked between two of its wakings: who waits for a core lengthens only the first.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.burst = 0.0

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            asleep, worked = perf_counter(), thread_time()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, perf_counter() - asleep - 0.001)
            self.burst = max(self.burst, thread_time() - worked)
