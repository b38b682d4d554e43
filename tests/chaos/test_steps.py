"""T3: the process dies at every single step of a flow, one after the other, and the flow still comes to its end."""

import asyncio
import os
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.tryout.ledger import Entry
from tests.chaos import figures, rest
from tests.chaos.audit import FILES, SENDS, audit, handled
from tests.chaos.crowd import PATIENCE, Shopper, people, picture
from tests.chaos.scale import is_long, size
from tests.kit.clock import SharedClock
from tests.kit.entry import HASTE, STEPS
from tests.kit.process import BotProcess, kept_alive, staged

pytestmark = pytest.mark.chaos

GOAL = "0 lost, at most 1 letter twice, at each step"
HERE = "{chat}"  # stands for the chat of whoever goes through the flow
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Scene:
    """A supervised bot, its clock, and the folder that its steps are written to and its death is ordered in."""

    bot: BotProcess
    clock: SharedClock
    folder: Path
    handled: set[int] = field(default_factory=set)  #: updates, remembered because the bot forgets them after 48 h

    async def rests(self) -> None:
        """Wait until the bot has nothing left to do."""
        await rest.comes(self.bot, self.clock)
        self.handled.update(handled(self.bot))

    def orders(self, step: str, time: int, shopper: Shopper) -> None:
        """Die when this step is taken for the so-many-th time."""
        (self.folder / "order").write_text(f"{step.replace(HERE, str(shopper.person.id))}#{time}", encoding="utf-8")

    def calls_off(self) -> bool:
        """No death any more; True where it had happened."""
        order = self.folder / "order"
        happened = not order.exists()
        order.unlink(missing_ok=True)
        return happened

    def forgets(self) -> None:
        """What was taken so far was not part of the flow."""
        os.truncate(self.folder / "steps", 0)

    def steps(self) -> list[str]:
        """All steps taken since then."""
        return (self.folder / "steps").read_text(encoding="utf-8").splitlines()


async def _nothing(_: Scene, shopper: Shopper) -> None:
    """Nothing has to have happened before."""


async def _register(_: Scene, shopper: Shopper) -> None:
    await shopper.registers("真丝连衣裙")


async def _send_an_album(scene: Scene, shopper: Shopper) -> None:
    shopper.person.sends_photos([picture(next(_numbers)) for _ in range(2)])
    heard = asyncio.create_task(shopper.world.hears(shopper.person.chat, "🗂", timeout=PATIENCE))
    while not heard.done():  # an album is answered once it has been quiet for a while
        await asyncio.wait({heard}, timeout=0.2)
        scene.clock.advance(timedelta(seconds=3))
    heard.result()


async def _be_reminded(scene: Scene, shopper: Shopper) -> None:
    before = shopper.person.chat.said[-1]
    scene.clock.advance(timedelta(days=6))
    await shopper.world.hears(shopper.person.chat, "📮", after=before, timeout=PATIENCE)


async def _keep_an_album(scene: Scene, shopper: Shopper) -> None:
    await _register(scene, shopper)
    await _send_an_album(scene, shopper)
    await shopper.says("/cases", "真丝连衣裙")
    await shopper.taps("真丝连衣裙", "轮到你")


async def _have_a_dossier(_: Scene, shopper: Shopper) -> None:
    await shopper.taps("更多", "真丝连衣裙")
    await shopper.taps("📄 卷宗", "在下面")
    came = lambda: len(_taken(shopper, FILES)) >= PAPERS  # noqa: E731 - asked again and again
    await shopper.world.wait_for(came, timeout=PATIENCE)


Act = Callable[[Scene, Shopper], Awaitable[None]]
FLOWS: dict[str, tuple[Act, Act]] = {  # what has happened before, and what is died in
    "a case is registered": (_nothing, _register),
    "an album is kept": (_nothing, _send_an_album),
    "a reminder is said": (_register, _be_reminded),
    "a dossier is made": (_keep_an_album, _have_a_dossier),
}
PAPERS = 2  # files of a dossier with evidence: the paper, and the archive of its originals


@pytest.mark.parametrize("flow", FLOWS)
async def test_a_death_at_any_step_loses_nothing(tmp_path: Path, flow: str) -> None:
    """The steps are those that the flow takes when nothing happens; each is died at, the flow goes on after it."""
    died, missed = dict[str, int](), list[str]()
    async with staged(tmp_path, {STEPS: str(tmp_path), HASTE: "1"}) as (bot, clock), kept_alive(bot) as codes:
        scene = Scene(bot, clock, tmp_path)
        for number, (step, time) in enumerate(await _steps_of(scene, flow)):
            shopper = people(bot.server.world, 1, first=1 + number)[0]
            await _goes_over(scene, shopper, flow, (step, time))
            if scene.calls_off():
                died[f"{step}#{time}"] = _copies(bot, shopper)
            else:
                missed.append(f"{step}#{time}")
        account = audit(bot, clock.now(), scene.handled)
    counted = {"steps": len(died) + len(missed), "deaths": len(died), "duplicates": sum(died.values())}
    figures.write("T3", flow, GOAL, lost=account.losses or 0, **counted)
    assert not account.losses
    assert not {step: copies for step, copies in died.items() if copies > 1}
    assert codes.count(-9) == len(died), codes
    assert len(died) > 2 * len(missed), f"died at {len(died)} steps, and never came to {missed}"


async def _goes_over(scene: Scene, shopper: Shopper, flow: str, death: tuple[str, int] | None) -> None:
    """The whole flow, with that death on the way."""
    prepare, act = FLOWS[flow]
    await scene.rests()
    await prepare(scene, shopper)
    await scene.rests()
    if death:
        scene.orders(*death, shopper)
    else:
        scene.forgets()
    await act(scene, shopper)
    await scene.rests()


async def _steps_of(scene: Scene, flow: str) -> list[tuple[str, int]]:
    """What this flow passes, undisturbed: each step, and of the commits the last one too; all of all in N."""
    shopper = people(scene.bot.server.world, 1)[0]
    await _goes_over(scene, shopper, flow, None)
    taken = Counter(step.replace(str(shopper.person.id), HERE) for step in scene.steps())
    found = [(step, time) for step, often in taken.items() for time in _times(step, often)]
    most = size("deaths while a dossier is made") if flow == "a dossier is made" else len(found)
    return found[:: -(-len(found) // most)]


def _times(step: str, often: int) -> Iterable[int]:
    if is_long():
        return range(1, often + 1)
    return sorted({1, often}) if "commit" in step else [1]


def _copies(bot: BotProcess, shopper: Shopper) -> int:
    """How many letters to this person, texts and files, Telegram took once too often."""
    methods = f"('{SENDS}', '{FILES}')"
    [(written,)] = bot.remembers(
        f"select count(*) from outbox where method in {methods} and chat = {shopper.person.id}"  # noqa: S608 - ours
    )
    return len(_taken(shopper, SENDS, FILES)) - int(written)


def _taken(shopper: Shopper, *methods: str) -> list[Entry]:
    """What Telegram accepted for this person."""
    calls = shopper.world.ledger.calls(*methods)
    return [entry for entry in calls if entry.params["chat_id"] == str(shopper.person.id)]
