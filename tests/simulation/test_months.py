"""A month of everything, for many seeds (T20): what `make simulate` does, with its figures."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.chaos import figures
from tests.chaos.scale import size
from tests.simulation.__main__ import Line, one
from tests.simulation.run import replay

DAYS = 30.0
FIRST = 10_001  # other seeds than those of every day
JOBS = 2

pytestmark = pytest.mark.chaos


def test_a_month_keeps_the_promise() -> None:
    """No seed breaks an invariant within a simulated month."""
    orders = [(FIRST + number, DAYS) for number in range(size("simulated months"))]
    with ProcessPoolExecutor(JOBS) as pool:
        lines = list(pool.map(one, orders, chunksize=4))
    _write(lines)
    broken = [f"{complaint}\n  again: {replay(line.seed, DAYS)}" for line in lines for complaint in line.verdict]
    assert not broken, "\n".join(broken[:10])


def _write(lines: list[Line]) -> None:
    total = sum((line.counts for line in lines), Counter())
    figures.write(
        "T20",
        "the whole program in virtual time, seeds x 30 days",
        "2,000 seeds, 0 lost, replayable",
        seeds=len(lines),
        broken=sum(bool(line.verdict) for line in lines),
        cpu_seconds_a_seed=round(sum(line.cpu for line in lines) / len(lines), 2),
        **{name: total[name] for name in ("updates", "calls", "reminders", "kills", "starts")},
    )
