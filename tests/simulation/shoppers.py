"""People over a month: they register, tap, type nonsense, tap twice, send albums, put off, close, come back, block."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image

from bot.tryout.chats import Message
from bot.tryout.person import Person
from tests.simulation.sayings import NONSENSE, TYPED

HOUR, DAY = 3600.0, 86_400.0
SESSIONS = {
    "register": 3,
    "walk": 10,
    "album": 3,
    "stale": 2,
    "forge": 1,
    "nonsense": 2,
    "wishes": 1.5,
    "block": 0.6,
    "gather": 0.3,
    "deletes": 1,
}
#: How much a button attracts, by the verb in its data (handlers/talk/taps.py); what is not named, 0.5.
PULL = {"e": 5, "d": 8, "E": 6, "r": 5, "f": 9, "P": 6, "z": 3, "c": 2, "K": 2, "W": 2, "l": 1, "m": 1, "t": 1, "k": 1}
AWAY = {"x": 0.1, "b": 0.2, "-": 0.1, "L": 0.1, "g": 0.1, "v": 0.3, "u": 0.4}
#: Nobody asks for a dossier: another program sets the paper, and no virtual clock has hold of it.
UNTAPPED = "D"
#: Seconds after a tick of the grid in which nobody acts: what they see then hangs on whose answer was first.
BETWEEN_ANSWERS = 30.0


@cache
def _picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (8, 8), Random(number).randbytes(192)).save(out, "JPEG")
    return out.getvalue()


@dataclass(slots=True)
class Shopper:
    """One person with a phone and a seed. `busy` is how many times a day they take it up; `grid` as in the scene."""

    person: Person
    dice: Random
    busy: float
    everybody: Sequence[Person] = ()
    grid: float = 0.0
    acts: int = 0

    async def lives(self, until: float) -> None:
        """Session after session, until that moment of the loop."""
        loop = asyncio.get_running_loop()
        self.person.starts()
        await self._rest()
        await self.register()
        while True:
            await self._waits(self.dice.expovariate(self.busy / DAY))
            if loop.time() >= until:
                return
            (name,) = self.dice.choices(list(SESSIONS), list(SESSIONS.values()))
            session: Callable[[], Awaitable[None]] = getattr(self, name)
            await session()

    async def register(self) -> None:
        """A new case, by buttons and a few words, if nothing distracts."""
        self.types("/new")
        for _ in range(14):
            await self._rest()
            screen = self._screen()
            if screen is None or any(_verb(data) == "e" for data in taps_of(screen)):
                return
            answers = [data for data in taps_of(screen) if _verb(data) == "f"]
            if answers and self.dice.random() < 0.95:
                self.taps(screen, self.dice.choice(answers))
            else:
                self.types(self.dice.choice((self._name(), "399", "12.50")))

    async def walk(self) -> None:
        """From screen to screen, and now and then a typed answer."""
        if self.dice.random() < 0.5:
            self.types(self.dice.choice(("/cases", "/cases", "/start", "/new", "/reminders", "/settings")))
        for _ in range(self.dice.randint(1, 6)):
            await self._rest()
            screen = self._screen()
            if screen is None:
                return
            choices = taps_of(screen)
            if choices and self.dice.random() < 0.8:
                self._taps_one(screen, choices)
            else:
                self.types(self.dice.choice((*TYPED, self._name())))

    async def album(self) -> None:
        """Photos or files, and where they belong."""
        kind, count = self.dice.random(), self.dice.randint(1, 4)
        self.acts += 1
        if kind < 0.3:
            self.person.sends_photos([_picture(self.dice.randrange(12)) for _ in range(count)])
        elif kind < 0.9:
            files = [(f"{number}.bin", self.dice.randbytes(64), "application/x-bin") for number in range(count)]
            self.person.sends_files(files, caption=self._name())
        else:
            self.person.forwards(text=f"{self._name()} 周五退款", sender_name="客服小王")
        await self._waits(self.dice.uniform(0.0, 20.0))
        screen = self._screen()
        if screen is not None and taps_of(screen):
            self._taps_one(screen, taps_of(screen))

    async def stale(self) -> None:
        """A button of long ago; in a story told twice there is none: which old ones are gone hangs on the pace."""
        said = [] if self.grid else self.person.chat.said
        if said:
            old = self.dice.choice(said)
            if taps_of(old):
                self.taps(old, self.dice.choice(taps_of(old)))

    async def forge(self) -> None:
        """What no button of theirs says: somebody else's, or nothing that exists."""
        screen, other = self._screen(), self.dice.choice(self.everybody)
        seen = [] if self.grid else other.chat.said[-5:]  # a story told twice hangs on no other chat's pace
        theirs = [data for message in seen for data in taps_of(message)]
        if screen is not None:
            self.taps(screen, self.dice.choice((*theirs, "", "1|e|nobody|1|approved", "x" * 64, "1|z||0|none:1h")))

    async def nonsense(self) -> None:
        """Words that answer nothing, and an edit of the last ones."""
        self.acts += 1
        mine = self.person.sends(self.dice.choice(NONSENSE))
        if self.dice.random() < 0.3:
            await self._rest()
            self.person.edits(mine, self._name())

    async def wishes(self) -> None:
        """Another hour, another zone, other quiet hours."""
        self.types("/settings")
        for _ in range(3):
            await self._rest()
            screen = self._screen()
            wished = [data for data in taps_of(screen) if _verb(data) == "W"] if screen else []
            if screen is None or not wished:
                return
            self.taps(screen, self.dice.choice(wished))

    async def deletes(self) -> None:
        """One case, or all that is kept; now and then they think better of it, or put the phone away meanwhile."""
        (verb,) = self.dice.choices(("mc", "mx"), (3, 1))
        self.types("/delete")
        for _ in range(4):
            await self._rest()
            screen = self._screen()
            choices = [data for data in taps_of(screen) if _verb(data) == verb] if screen else []
            if screen is None or not choices or self.dice.random() < 0.08:
                return
            if self.dice.random() < 0.05:
                await self._waits(self.dice.choice((HOUR / 5, DAY)))
            chosen = self.dice.choice(choices)
            self.taps(screen, chosen)
            if "yes=" in chosen:
                return

    async def block(self) -> None:
        """Enough of it; and back again, by the menu or by writing."""
        self.person.blocks()
        await self._waits(self.dice.choice((30.0, HOUR, 8 * HOUR, 3 * DAY)))
        if self.dice.random() < 0.5:
            self.person.unblocks()
        else:
            self.types("/cases")

    async def gather(self) -> None:
        """A word to the bot in the family's group, where it tells nothing."""
        groups = [chat for chat in self.person.town.chats.values() if chat.person is None]
        for group in groups:
            if self.person.id in group.members:
                self.acts += 1
                self.person.sends("/start@refund_keeper_bot", chat=group)

    def types(self, text: str) -> None:
        """Type and send."""
        self.acts += 1
        self.person.sends(text)

    def taps(self, screen: Message, data: str) -> None:
        """Tap, and now and then twice, because nothing seemed to happen."""
        self.acts += 1
        self.person.taps_data(screen, data)
        if self.dice.random() < 0.08:
            self.person.taps_data(screen, data)

    def _taps_one(self, screen: Message, choices: Sequence[str]) -> None:
        pull = [(PULL | AWAY).get(_verb(data), 0.5) for data in choices]
        self.taps(screen, self.dice.choices(choices, pull)[0])

    def _screen(self) -> Message | None:
        """What the bot said last, that can be tapped or answered."""
        for message in reversed(self.person.chat.all.values()):
            if message.outgoing and not message.deleted:
                return message
        return None

    def _name(self) -> str:
        """A name that tells whose it is: if it stands in another chat, somebody read what is not theirs."""
        return f"裙子{self.dice.randrange(100)} {canary(self.person.id)}"

    async def _rest(self) -> None:
        await self._waits(self.dice.choice((0.3, 2.0, 5.0, 20.0)) * self.dice.uniform(0.7, 1.3))

    async def _waits(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if self.grid:
            since = asyncio.get_running_loop().time() % self.grid
            await asyncio.sleep(max(0.0, BETWEEN_ANSWERS - since))


def canary(person: int) -> str:
    """What stands in every name that this person gives."""
    return f"⟦{person}⟧"


def taps_of(screen: Message) -> list[str]:
    """The data of all its buttons that reach the bot and that somebody may tap."""
    found = [button["callback_data"] for row in screen.rows for button in row if "callback_data" in button]
    return [data for data in found if _verb(data) != UNTAPPED]


def _verb(data: str) -> str:
    return data.split("|")[1] if data.count("|") == 4 else "?"
