"""The whole program in one task: started, stopped, and killed as kill -9 would, any number of times."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import app, clockwork
from bot.app import App, Tempo
from bot.pulse import Pulse
from bot.road import Fatal
from bot.settings import Settings
from bot.voice import Voice
from domain import ids
from domain.moments import Moment
from storage import engine, store
from tests.kit.running import UNHURRIED
from tests.simulation.disk import Disk, ProcessIsDead, driven_by
from tests.simulation.quiet import Hush
from tests.simulation.sky import Sky, SkyLine


class WallClock:
    """The machine's clock: the loop's time from a start, and what somebody moved it by."""

    def __init__(self, start: Moment) -> None:
        self._start = start.timestamp()
        self.moved = 0.0

    def seconds(self) -> float:
        """Unix seconds as this machine believes."""
        return self.true() + self.moved

    def true(self) -> float:
        """Unix seconds as they are."""
        return self._start + asyncio.get_running_loop().time()

    def now(self) -> Moment:
        """As domain.ports.Clock."""
        return datetime.fromtimestamp(round(self.seconds(), 6), UTC)


class SeededIds:
    """Ids that a seed gives, so that a run can be told again."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice

    def new(self) -> str:
        """As domain.ports.Ids."""
        return ids.from_bytes(self._dice.randbytes(ids.ID_BYTES))


@dataclass(slots=True)
class Machine:
    """
    A computer with one installation. `fuse` counts down the points at which a process may die; at 0 it does.

    `deaths` are the moments of kills in true unix seconds; `ends` what a process said that ended by itself.
    """

    folder: Path
    clock: WallClock
    sky: Sky
    disk: Disk
    voice: Voice
    ours: set[asyncio.Task[Any]]  #: tasks that belong to the world, not to the process
    fuse: int = -1
    steps: int = 0  #: how many such points there were
    alive: bool = False
    starts: list[float] = field(default_factory=list)
    deaths: list[float] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    app: App | None = None
    hush: Hush | None = None
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _killed: asyncio.Event = field(default_factory=asyncio.Event)

    def step(self, _where: str) -> None:
        """A point at which the process may die; whoever comes here when it does learns of nothing more."""
        self.steps += 1
        if self.fuse > 0:
            self.fuse -= 1
            if self.fuse == 0:
                self.kill()
                raise ProcessIsDead

    def kill(self) -> None:
        """Now: nothing that was not committed or accepted happens any more."""
        self.fuse = -1
        self.sky.life += 1
        self.disk.die()
        self.deaths.append(self.clock.true())
        self._killed.set()

    def ask_to_stop(self) -> None:
        """SIGTERM."""
        self._stop.set()

    async def lives(self) -> None:
        """From a start to its end, whichever way that comes."""
        self._stop, self._killed = asyncio.Event(), asyncio.Event()
        self.starts.append(self.clock.true())
        self.alive = True
        running = asyncio.create_task(self._runs(), name="process")
        killed = asyncio.create_task(self._killed.wait())
        self.ours.add(killed)
        await asyncio.wait({running, killed}, return_when=asyncio.FIRST_COMPLETED)
        self.alive = False
        await self._bury()
        killed.cancel()
        self.ours.discard(killed)
        self.app = None
        if not running.cancelled() and running.exception() is not None:
            self.ends.append(repr(running.exception()))
        if not self._killed.is_set():  # whatever it left open is closed by its end
            self.sky.life += 1
            self.disk.die()

    async def _bury(self) -> None:
        """All tasks of the process end; what they try on their way out reaches nobody."""
        for _ in range(100):
            left = sorted(asyncio.all_tasks() - self.ours, key=lambda task: task.get_name())
            if not left:
                return
            for task in left:
                task.cancel()
            await asyncio.wait(left)
        raise AssertionError(f"tasks that do not end: {left}")

    async def _runs(self) -> None:
        hush = Hush(self.disk.path, self.clock.seconds)
        self.disk.changed, self.hush = hush.changed, hush
        settings = Settings(
            _env_file=None,
            bot_token=self.sky.world.token,
            api_url="http://simulated.invalid",
            data_dir=self.folder,
            eyes=False,
            actions_a_minute=UNHURRIED["actions_a_minute"],
            uploads_an_hour=UNHURRIED["uploads_an_hour"],
        )
        try:
            async with app.open_world(settings, self.clock) as opened:
                steady = self.sky.steady
                world = replace(opened, nudges=hush.nudges(), pulse=Pulse(steady), steady=steady)
                self.app = App(world, self.voice, Tempo())
                await self.app.run(self._stop)
        except (Fatal, SQLAlchemyError) as error:
            self.ends.append(f"{type(error).__name__}: {error}".splitlines()[0])
        finally:
            hush.close()


class _NoTicker:
    """Roads look by themselves; the ticker only makes them look sooner (bot/clockwork.py)."""

    def start(self) -> None:
        """Nothing ticks."""

    def shutdown(self, *, wait: bool) -> None:
        """Nothing to end."""


_OPEN = engine.open_engine


@cache
def _engine() -> AsyncEngine:
    """One for all lives and all runs, so that what it has compiled stays compiled: the driver opens the right file."""
    return _OPEN("sqlite:///nowhere.db")


@contextmanager
def wired(machine: Machine) -> Iterator[None]:
    """The program's doors to the outside, its database and its connection to Telegram, lead into the simulation."""
    with pytest.MonkeyPatch.context() as patch, driven_by(machine.disk):
        patch.setattr(app, "Line", lambda *_: SkyLine(machine.sky))
        patch.setattr(clockwork, "ticker", lambda _world: _NoTicker())
        patch.setattr(engine, "migrate", lambda _url: None)  # the file is made with the present schema
        patch.setattr(store, "scrub", lambda _database: None)  # by its name the file is not found here
        patch.setattr(engine, "open_engine", lambda _url: _engine())
        yield
