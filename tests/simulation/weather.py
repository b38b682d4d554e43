"""What goes wrong and when: drawn from the seed, another mixture for each, so that troubles meet that seldom meet."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from bot.tryout import faults
from bot.tryout.faults import Fault
from bot.tryout.updates import Update
from tests.simulation.life import Machine
from tests.simulation.scene import MONTH, Scene

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
POLL = 25.0  # seconds after which a held poll goes home (bot/edge.py)
#: How often in thirty days, on average; a seed multiplies each by 0, 1 or 3.
RATES = {
    "crash": 6,
    "stop": 4,
    "storm": 6,
    "blip": 15,
    "away": 3,
    "revoked": 0.5,
    "locked": 4,
    "full": 2,
    "lost_commit": 4,
    "slow": 2,
    "clock": 1,
    "again": 20,
    "renumber": 2,
}
HARMLESS = {"again", "renumber"}  # nothing is late because of them
DOWNTIMES = (5.0, 20.0, 3 * MINUTE, 30 * MINUTE, 5 * HOUR, 26 * HOUR, 3 * DAY)
DOWN_WEIGHTS = (40, 30, 12, 9, 5, 3, 1)
SEEN = ("sendMessage", "editMessageText", "editMessageReplyMarkup")


@dataclass(slots=True)
class Weather:
    """
    The troubles of one run. `downtime` is how long the supervisor waits before the next start.

    `bad` are the spans, in true unix seconds, in which something was wrong, and what: what happened there may be late.
    """

    dice: Random
    machine: Machine
    scene: Scene = MONTH
    downtime: float = 1.0
    bad: list[tuple[float, float, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _rates: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rates = {kind: rate * self.dice.choice((0, 1, 1, 3)) for kind, rate in RATES.items()}
        self._rates["blip"] += 1  # never nothing at all

    async def blows(self, until: float) -> None:
        """Trouble after trouble, until that moment of the loop."""
        loop, total = asyncio.get_running_loop(), sum(self._rates.values())
        while self.scene.troubles:
            pause = self.dice.expovariate(total / (30 * DAY))
            if loop.time() + pause >= until:
                return
            before = min(pause, self.dice.uniform(0.0, POLL))
            await asyncio.sleep(pause - before)
            self.machine.sky.release()
            await asyncio.sleep(before)
            (kind,) = self.dice.choices(list(self._rates), list(self._rates.values()))
            self.counts[kind] += 1
            await self._begin(kind)

    async def _begin(self, kind: str) -> None:
        doing: Callable[[], Awaitable[None]] = getattr(self, f"_{kind}")
        began = self.machine.clock.true()
        await doing()
        if kind not in HARMLESS:
            self.bad.append((began, self.machine.clock.true(), kind))

    def was(self, kinds: str, since: float, until: float) -> bool:
        """Whether one of these troubles (with blanks between; none means any) touched that time."""
        wanted = kinds.split()
        return any((not wanted or kind in wanted) and a <= until and since <= b for a, b, kind in self.bad)

    async def _crash(self) -> None:
        """At some step of what comes next, or, if nothing comes, after a while."""
        (self.downtime,) = self.dice.choices(DOWNTIMES, DOWN_WEIGHTS)
        machine, deaths = self.machine, len(self.machine.deaths)
        machine.fuse = self.dice.randint(1, self.dice.choice((5, 20, 60, 200, 600)))
        machine.sky.hold = POLL
        machine.sky.release()
        for _ in range(80):
            await asyncio.sleep(15.0)
            if len(machine.deaths) > deaths:
                break
        else:
            if machine.alive:
                machine.kill()
        machine.fuse, machine.sky.hold = -1, DAY
        await asyncio.sleep(self.downtime + 1.0)
        self.downtime = 1.0

    async def _stop(self) -> None:
        (self.downtime,) = self.dice.choices(DOWNTIMES, DOWN_WEIGHTS)
        self.machine.ask_to_stop()
        await asyncio.sleep(self.downtime + 10.0)
        self.downtime = 1.0

    async def _storm(self) -> None:
        """reliability.md T5, and a little more of each."""
        kinds = [
            faults.pause("sendMessage", self.dice.choice((1, 3, 30, 300)), times=None),
            faults.pause("editMessageText", self.dice.choice((1, 3, 30)), times=None),
            Fault("sendMessage", status=500, times=None),
            faults.bad_gateway("sendMessage", times=None),
            faults.lost_call("sendMessage", times=None),
            faults.lost_answer("sendMessage", times=None),
            faults.lost_answer("editMessageText", times=None),
            Fault("sendMessage", "slow", seconds=30.0, after=True, times=None),
            Fault("sendMessage", "hang", times=None),
            Fault("answerCallbackQuery", "hang", times=None),
            faults.lost_answer("getUpdates", times=None),
            faults.bad_gateway("getFile", times=None),
            Fault("download", "reset", times=None),
        ]
        chosen = self.dice.sample(kinds, self.dice.randint(1, 6))
        for fault in chosen:
            fault.chance = self.dice.choice((0.05, 0.2, 0.5))
        await self._with(chosen, self.dice.choice((MINUTE, 10 * MINUTE, HOUR)))

    async def _blip(self) -> None:
        """The edge lies, once or a few times in a row."""
        make = self.dice.choice((faults.unauthorized, faults.empty_404, faults.bad_gateway, faults.forbidden_page))
        method = self.dice.choice(("getUpdates", "getUpdates", "*", *SEEN))
        other = self.dice.choice((make(method), Fault("getUpdates", "garbage"), faults.lost_call("*"), _conflict()))
        other.times = self.dice.randint(1, 3)
        await self._with([other], 2 * MINUTE)

    async def _revoked(self) -> None:
        await self._with([Fault(status=401, description="Unauthorized", times=None)], 3 * MINUTE)

    async def _away(self) -> None:
        self.machine.sky.away = True
        self.machine.sky.release()
        await asyncio.sleep(self.dice.choice((10.0, 2 * MINUTE, HOUR, 3 * HOUR)))
        self.machine.sky.away = False

    async def _locked(self) -> None:
        while not self.machine.disk.lock():  # noqa: ASYNC110 - nobody tells when our own write is over
            await asyncio.sleep(0.1)
        await asyncio.sleep(self.dice.choice((2.0, 15.0, 40.0, 100.0)))
        self.machine.disk.unlock()
        await asyncio.sleep(MINUTE)

    async def _full(self) -> None:
        self.machine.disk.full = True
        await asyncio.sleep(self.dice.choice((10.0, 2 * MINUTE, 20 * MINUTE)))
        self.machine.disk.full = False
        await asyncio.sleep(MINUTE)

    async def _lost_commit(self) -> None:
        self.machine.disk.lost_commits = self.dice.randint(1, 3)
        await asyncio.sleep(self.dice.choice((MINUTE, HOUR)))
        self.machine.disk.lost_commits = 0

    async def _slow(self) -> None:
        self.machine.disk.slow = self.dice.choice((0.02, 0.2, 1.0))
        await asyncio.sleep(HOUR)
        self.machine.disk.slow = 0.0

    async def _clock(self) -> None:
        """The machine's clock is wrong for a while."""
        by = self.dice.choice((-DAY, -HOUR, -90.0, 2.0, 90.0, HOUR, DAY))
        self._move(by)
        await asyncio.sleep(self.dice.choice((MINUTE, HOUR)))
        self._move(-by)
        await asyncio.sleep(MINUTE)

    def _move(self, by: float) -> None:
        self.machine.clock.moved += by
        if self.machine.hush is not None:
            self.machine.hush.changed()

    async def _again(self) -> None:
        """An update that was confirmed comes once more."""
        updates, now = self.machine.sky.world.updates, self.machine.clock.true()
        fresh = [update for update in updates.seen[-20:] if _date(update) > now - DAY]
        if fresh:
            updates.redeliver(self.dice.choice(fresh))

    async def _renumber(self) -> None:
        """After a quiet week Telegram may go on with any number at all."""
        updates = self.machine.sky.world.updates
        if not updates.waiting():
            updates._next = self.dice.randrange(1, 2**31)

    async def _with(self, storm: list[Fault], seconds: float) -> None:
        book = self.machine.sky.world.faults
        book.add(*storm)
        self.machine.sky.release()
        await asyncio.sleep(seconds)
        book.planned = [each for each in book.planned if not any(each is one for one in storm)]
        self.machine.sky.release()


def _date(update: Update) -> float:
    body = next(value for key, value in update.items() if key != "update_id")
    return float(body.get("date") or body["message"].get("edit_date") or body["message"]["date"])


def _conflict() -> Fault:
    return Fault("getUpdates", status=409, description="Conflict: terminated by other getUpdates request")
