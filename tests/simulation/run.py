"""One seed is one run: the program, its people and its troubles for some days, in one process, within seconds."""

import asyncio
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import structlog

from bot import speech
from bot.tryout.faults import Faults
from bot.tryout.person import Person
from bot.tryout.server import TRYOUT_TOKEN
from bot.tryout.world import World
from storage import engine, librarian
from tests.simulation import judge_letters, judge_reminders, judge_updates, loop
from tests.simulation.disk import Disk
from tests.simulation.life import Machine, SeededIds, WallClock, wired
from tests.simulation.shoppers import Shopper
from tests.simulation.sky import Sky
from tests.simulation.trial import Trial
from tests.simulation.weather import DAY, Weather
from tests.simulation.witness import Runaway, Witness

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in Shanghai
CROWDED = 0.15  # of the runs
SETTLING = 3 * 3600.0  # seconds without trouble at the end, in which all that is left must be done
JUDGES = (*judge_letters.JUDGES, *judge_reminders.JUDGES, *judge_updates.JUDGES)
MEMORY = Path("/dev/shm")  # noqa: S108 - where it is there, a folder without a disk behind it


@dataclass(slots=True)
class Run:
    """One run and its parts."""

    seed: int
    days: float
    world: World
    clock: WallClock
    disk: Disk
    sky: Sky
    machine: Machine
    weather: Weather
    shoppers: list[Shopper]
    logged: list[dict[str, Any]] = field(default_factory=list)
    verdict: list[str] = field(default_factory=list)  #: what does not hold, with the judge that says so

    @property
    def ledger(self) -> str:
        """Everything Telegram accepted or refused, a line each: the same for the same seed, to the byte."""
        book = self.world.ledger
        lines = sorted([*book.entries, *book.refused], key=lambda entry: entry.number)
        return "\n".join(
            json.dumps(
                [each.number, each.at, each.method, each.params, each.result, each.status, each.answered],
                ensure_ascii=False,
            )
            for each in lines
        )

    @property
    def digest(self) -> str:
        """The ledger in one short word."""
        return hashlib.sha256(self.ledger.encode()).hexdigest()[:16]


def replay(seed: int, days: float) -> str:
    """The command that tells this run again."""
    return f"python -m tests.simulation --seed {seed} --days {days:g}"


def simulate(seed: int, days: float = 30.0) -> Run:
    """
    Let it happen.

    Raises:
        AssertionError: the program says the same for ever, or ends in a way that none of its tasks should.
    """
    root = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="rk-sim-", dir=root) as folder:
        shutil.copyfile(_schema(), Path(folder) / "refundkeeper.db")
        try:
            return loop.run(_simulate(seed, days, Path(folder)))
        except Runaway as error:
            raise AssertionError(f"{error}; again: {replay(seed, days)}") from error


async def _simulate(seed: int, days: float, folder: Path) -> Run:
    run = _stage(seed, days, folder)
    run.machine.ours.add(_me())
    with wired(run.machine), _logged(run):
        await _live(run)
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


def _stage(seed: int, days: float, folder: Path) -> Run:
    def dice(what: str) -> Random:
        return Random(f"{seed} {what}")

    clock = WallClock(START)
    world = World(TRYOUT_TOKEN, clock.true)
    world.faults = Faults(seed)
    voice = speech.voice(_library(), SeededIds(dice("ids")))
    machine: Machine = Machine(folder, clock, None, None, voice, set())  # type: ignore[arg-type] # they meet below
    machine.disk = disk = Disk(folder / "refundkeeper.db", dice("disk"), clock.seconds, machine.step)
    witness = Witness(disk.path, clock.true, clock.seconds)
    machine.sky = sky = Sky(world, dice("sky"), machine.step, witness)
    take = world.updates.take
    world.updates.take = lambda offset, limit: sky.take(offset, limit, take)  # type: ignore[method-assign] # it listens in
    chance = dice("people")
    people = _people(world, chance)
    busy = chance.choice((0.4, 0.8, 1.5)) / len(people)
    shoppers = [Shopper(person, dice(f"shopper {person.id}"), busy, people) for person in people]
    return Run(seed, days, world, clock, disk, sky, machine, Weather(dice("weather"), machine), shoppers)


def _people(world: World, chance: Random) -> list[Person]:
    """One to three; now and then a crowd, so that much is due at once."""
    if chance.random() < CROWDED:
        return [world.person(f"顾客{number}") for number in range(chance.randint(6, 10))]
    return [world.xiaoyu, world.emma, world.stranger][: chance.randint(1, 3)]


async def _live(run: Run) -> None:
    until = run.days * DAY
    supervisor = _task(run, _supervise(run))
    weather = _task(run, run.weather.blows(until))
    people = [_task(run, shopper.lives(until)) for shopper in run.shoppers]
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
def _library() -> Any:
    return librarian.load()


@cache
def _schema() -> Path:
    """An empty database with the present schema, made once a process."""
    path = Path(tempfile.mkdtemp(prefix="rk-schema-")) / "empty.db"
    engine.migrate(f"sqlite:///{path}")
    return path
