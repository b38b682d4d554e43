"""One seed is one run: the program, its people and its troubles for some days, in one process, within seconds."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import structlog

from storage import engine
from tests.simulation import judge_erasure, judge_letters, judge_reminders, judge_updates, loop, stage
from tests.simulation.life import wired
from tests.simulation.scene import MONTH, Scene
from tests.simulation.stage import Run
from tests.simulation.trial import Trial
from tests.simulation.weather import DAY
from tests.simulation.witness import Runaway

SETTLING = 3 * 3600.0  # seconds without trouble at the end, in which all that is left must be done
JUDGES = (*judge_erasure.JUDGES, *judge_letters.JUDGES, *judge_reminders.JUDGES, *judge_updates.JUDGES)
MEMORY = Path("/dev/shm")  # noqa: S108 - where it is there, a folder without a disk behind it


def replay(seed: int, days: float) -> str:
    """The command that tells this run again."""
    return f"python -m tests.simulation --seed {seed} --days {days:g}"


def simulate(seed: int, days: float = 30.0, scene: Scene = MONTH, asked: Sequence[str] = ()) -> Run:
    """
    Let it happen; `asked` are queries whose answers at the end are kept in `known`.

    Raises:
        AssertionError: the program says the same for ever, or ends in a way that none of its tasks should.
    """
    root = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="rk-sim-", dir=root) as folder:
        shutil.copyfile(_schema(), Path(folder) / "refundkeeper.db")
        try:
            return loop.run(_simulate(seed, days, scene, asked, Path(folder)))
        except Runaway as error:
            raise AssertionError(f"{error}; again: {replay(seed, days)}") from error


async def _simulate(seed: int, days: float, scene: Scene, asked: Sequence[str], folder: Path) -> Run:
    run = stage.of(seed, days, scene, folder)
    run.machine.ours.add(_me())
    with wired(run.machine), _logged(run):
        await _live(run)
    run.known = [run.sky.witness.look(query) for query in asked]
    _judge(run)
    return run


def _judge(run: Run) -> None:
    sky, machine = run.sky, run.machine
    trial = Trial(
        world=run.world,
        weather=run.weather,
        witness=sky.witness,
        folder=machine.folder,
        end=run.clock.true(),
        confirmed=sky.confirmed,
        expired=sky.expired,
        logged=run.logged,
        ends=machine.ends,
    )
    for judge in JUDGES:
        run.verdict += [f"{judge.__name__}: {complaint}" for complaint in judge(trial)]
    sky.witness.close()


async def _live(run: Run) -> None:
    until = run.days * DAY
    supervisor = _task(run, _supervise(run))
    weather = _task(run, run.weather.blows(until))
    story, run.machine.fuse = run.weather.scene.story, run.weather.scene.dies_at
    lives = (story(each.person) if story else each.lives(until) for each in run.shoppers)
    people = [_task(run, life) for life in lives]
    await asyncio.gather(weather, *people)
    await asyncio.sleep(SETTLING)
    supervisor.cancel()
    run.machine.ask_to_stop()
    await asyncio.wait([supervisor])


async def _supervise(run: Run) -> None:
    """What systemd does: it starts the program again."""
    try:
        while True:
            await run.machine.lives()
            await asyncio.sleep(run.weather.downtime)
    finally:
        if run.machine.alive:
            run.machine.kill()
            await run.machine._bury()


def _task(run: Run, work: Any) -> "asyncio.Task[None]":
    task = asyncio.create_task(work)
    run.machine.ours.add(task)
    return task


def _me() -> "asyncio.Task[Any]":
    task = asyncio.current_task()
    assert task is not None
    return task


@contextmanager
def _logged(run: Run) -> Iterator[None]:
    """What the program writes down about itself is kept, and printed nowhere."""

    def keep(_logger: Any, method: str, event: MutableMapping[str, Any]) -> Any:
        if method in {"warning", "error", "exception", "critical"}:
            run.logged.append({"at": run.clock.true(), "level": method, **event})
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[keep])
    try:
        yield
    finally:
        structlog.configure(**before)


@cache
def _schema() -> Path:
    """An empty database with the present schema, made once a process."""
    path = Path(tempfile.mkdtemp(prefix="rk-schema-")) / "empty.db"
    engine.migrate(f"sqlite:///{path}")
    return path
