"""
The simulation from the command line: one seed with all it has to say, or many with a line for each that fails.

    python -m tests.simulation --seed 7
    python -m tests.simulation --seeds 1-2000 --days 30 --jobs 2
"""

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.simulation.run import replay, simulate


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of a run."""

    seed: int
    digest: str
    cpu: float  #: seconds
    verdict: tuple[str, ...]
    counts: Counter[str]


def one(order: tuple[int, float]) -> Line:
    """Run one seed."""
    logging.disable(logging.CRITICAL)  # python-telegram-bot prints every answer it cannot read
    began = time.process_time()
    try:
        run = simulate(*order)
    except Exception as error:  # noqa: BLE001 - one seed that breaks the stage is a complaint, not the end of the others
        return Line(order[0], "", time.process_time() - began, (f"the simulation itself broke: {error!r}",), Counter())
    flights = run.sky.witness.flights
    counts = Counter(run.weather.counts)
    counts["updates"] = len(run.world.updates.seen)
    counts["calls"] = len(flights)
    counts["reminders"] = len({flight.reminder for flight in flights if flight.accepted and flight.reminder})
    counts["kills"] = len(run.machine.deaths)
    counts["starts"] = len(run.machine.starts)
    return Line(order[0], run.digest, time.process_time() - began, tuple(run.verdict), counts)


def told(lines: Iterable[Line], days: float) -> int:
    """Print what fails as it comes, then the sum; gives the exit code."""
    total: Counter[str] = Counter()
    failed = cpu = number = 0.0
    for line in lines:
        number, cpu, failed = number + 1, cpu + line.cpu, failed + bool(line.verdict)
        total += line.counts
        for complaint in line.verdict:
            _say(f"seed {line.seed}: {complaint}")
        if line.verdict:
            _say(f"  again: {replay(line.seed, days)}")
    _say(f"{number:.0f} seeds x {days:g} days, {failed:.0f} with complaints, {cpu / number:.2f} s CPU a seed")
    _say(", ".join(f"{name} {count}" for name, count in sorted(total.items())))
    return 1 if failed else 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command speaks to its terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 when every invariant held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="one seed")
    parser.add_argument("--seeds", default="1-2000", help="from-to (default: %(default)s)")
    parser.add_argument("--days", type=float, default=30.0, help="simulated days (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    first, _, last = chosen.seeds.partition("-")
    seeds = [chosen.seed] if chosen.seed is not None else range(int(first), int(last or first) + 1)
    orders = [(seed, chosen.days) for seed in seeds]
    if chosen.jobs == 1 or len(orders) == 1:
        return told(map(one, orders), chosen.days)
    with ProcessPoolExecutor(chosen.jobs) as pool:
        return told(pool.map(one, orders, chunksize=4), chosen.days)


if __name__ == "__main__":
    sys.exit(main())
