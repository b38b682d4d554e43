"""
Replanning 100,000 open cases: all clocks and the whole plan of reminders of each (`desk.settle`), pure CPU, one core.

What happens to every open case when a rule, a kind of reminder or the calendar of holidays changes with a release. The
cases are walks through all flows, stages and platforms, made from a seed; making them is not counted.
"""

from itertools import islice
from time import process_time

from domain import desk
from storage import librarian
from tests.kit.bench import Row, at_most
from tests.kit.cases import NOW
from tests.kit.mixture import cases

COUNT, BATCH, SEED, GOAL = 100_000, 1_000, 20_261_123, 10.0


def measure() -> list[Row]:
    """CPU seconds for all of them."""
    library = librarian.load()
    coming, spent, clocks, reminders = cases(COUNT, library, SEED), 0.0, 0, 0
    while batch := list(islice(coming, BATCH)):
        begun = process_time()
        outcomes = [desk.settle(case, library, wishes, NOW) for case, wishes in batch]
        spent += process_time() - begun
        clocks += sum(len(outcome.clocks.running) for outcome in outcomes)
        reminders += sum(len(outcome.plan) for outcome in outcomes)
    return [
        at_most(f"{COUNT:,} open cases replanned", spent, GOAL, "s CPU"),
        Row("what came out", f"{clocks:,} running clocks, {reminders:,} reminders"),
    ]
