"""The whole program in virtual time, with people who do what people do, and everything that can go wrong."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation import loop
from tests.simulation.run import replay, simulate

ROOT = Path(__file__).parents[2]
DAYS = 4.0
SEEDS = range(1, 21)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_invariant_holds(seed: int) -> None:
    """Nothing lost, nothing twice, nothing early, nothing to the wrong person, whatever this seed throws at it."""
    run = simulate(seed, DAYS)
    assert not run.verdict, "\n".join([*run.verdict[:10], f"again: {replay(seed, DAYS)}"])


def test_one_seed_is_one_run() -> None:
    """The same seed gives the same ledger to the byte, in another process with another order of sets too."""
    seed, days = 15, 3.0
    program = f"from tests.simulation.run import simulate; print(simulate({seed}, {days}).digest)"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    other = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    here = simulate(seed, days)
    assert here.digest == other.stdout.strip()
    assert here.ledger == simulate(seed, days).ledger
    assert here.digest != simulate(seed + 1, days).digest


def test_a_month_of_sleep_takes_no_time() -> None:
    """Virtual time passes only while nobody has anything to do, and then at once."""

    async def sleeper() -> float:
        await asyncio.sleep(30 * 86_400)
        return asyncio.get_running_loop().time()

    assert loop.run(sleeper()) == 30 * 86_400


def test_who_waits_for_nothing_is_told() -> None:
    """A program in which nobody can ever be woken ends with a word instead of hanging."""

    async def waiter() -> None:
        await asyncio.get_running_loop().create_future()

    with pytest.raises(loop.Standstill, match=r"nothing will ever happen after 0\.000 s"):
        loop.run(waiter())
