"""What a run is made of, and how a seed puts it together."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bot import speech
from bot.tryout.faults import Faults
from bot.tryout.person import Person
from bot.tryout.server import TRYOUT_TOKEN
from bot.tryout.world import World
from storage import librarian
from tests.simulation.disk import Disk
from tests.simulation.life import Machine, SeededIds, WallClock
from tests.simulation.scene import Scene, overtaking, twice
from tests.simulation.shoppers import Shopper
from tests.simulation.sky import Sky
from tests.simulation.weather import Weather
from tests.simulation.witness import Witness

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in Shanghai
CROWDED = 0.15  # of the runs


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
    known: list[list[tuple[Any, ...]]] = field(default_factory=list)  #: the answers to what was asked at the end
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


def of(seed: int, days: float, scene: Scene, folder: Path) -> Run:
    """Everybody in their place, before anything happens."""

    def dice(what: str) -> Random:
        return Random(f"{seed} {what}")

    clock = WallClock(START)
    world = World(TRYOUT_TOKEN, clock.true)
    world.faults = Faults(seed)
    voice = speech.voice(_library(), SeededIds(dice("ids")))
    machine: Machine = Machine(folder, clock, None, None, voice, set())  # type: ignore[arg-type] # they meet below
    machine.disk = disk = Disk(folder / "refundkeeper.db", dice("disk"), clock.seconds, machine.step)
    disk.fsync = disk.dice.choice((0.0, 0.002, 0.03)) if scene.troubles else 0.0
    witness = Witness(disk, clock.true, clock.seconds)
    machine.sky = sky = Sky(world, dice("sky"), machine.step, witness, grid=scene.grid)
    weather = Weather(dice("weather"), machine, scene)
    _tell(world, sky, weather, dice("order"))
    shoppers = _shoppers(world, scene, dice)
    return Run(seed, days, world, clock, disk, sky, machine, weather, shoppers)


def _tell(world: World, sky: Sky, weather: Weather, dice: Random) -> None:
    """How updates are told, and that somebody listens in."""
    take = world.updates.take
    world.updates.take = lambda offset, limit: sky.take(offset, limit, take)  # type: ignore[method-assign] # it listens in
    if weather.scene.mixed:
        world.updates.arrange = twice(dice, weather.counts)
    elif weather.scene.troubles:
        world.updates.arrange = overtaking(dice)


def _shoppers(world: World, scene: Scene, dice: Callable[[str], Random]) -> list[Shopper]:
    chance = dice("people")
    people = _people(world, chance, scene)
    busy = scene.busy or chance.choice((0.4, 0.8, 1.5)) / len(people)
    return [Shopper(person, dice(f"shopper {person.id}"), busy, people, scene.grid) for person in people]


def _people(world: World, chance: Random, scene: Scene) -> list[Person]:
    """One to three; now and then a crowd, so that much is due at once."""
    if scene.crowd:
        return [world.person(f"顾客{number}") for number in range(scene.crowd)]
    if chance.random() < CROWDED:
        return [world.person(f"顾客{number}") for number in range(chance.randint(6, 10))]
    return [world.xiaoyu, world.emma, world.stranger][: chance.randint(1, 3)]


@cache
def _library() -> Any:
    return librarian.load()
