"""
Bots before the same local Bot API: each in its own process on the one core, the server and its people on the other.

People tap, wait for their message to change, and tap again; or they tap at a steady pace, whether or not it changes.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bot.clocks import SystemClock
from bot.tryout.chats import Message
from bot.tryout.ledger import Entry, Ledger
from bot.tryout.person import Person
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from handlers.talk.taps import Tap, Verb, pack
from tests.chaos.crowd import Shopper, move_in
from tests.kit.bench import ROOT

CHATS, PATIENCE = 100, 60.0
_ANSWER = "editMessageText"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Entrant:
    """A bot: its module in this folder, and the word it is started with if it is ours: then it keeps a folder."""

    name: str
    module: str
    ours: str = ""

    def starts(self, server: TryoutServer, folder: Path) -> "subprocess.Popen[bytes]":
        """In a process of its own; what it says goes to a file."""
        words = [self.ours] if self.ours else [server.token, server.url]
        ours = {"REFUND_BOT_TOKEN": server.token, "REFUND_API_URL": server.url, "REFUND_DATA_DIR": str(folder)}
        with (folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"tests.benchmarks.{self.module}", *words],
                cwd=ROOT,
                env={**os.environ, **(ours if self.ours else {})},
                stdout=log,
                stderr=log,
            )


class _Watched(Ledger):
    """The server's book, telling somebody of each answer the moment it is accepted."""

    tell: Callable[[Entry], None] = staticmethod(lambda _entry: None)

    def write(self, entry: Entry) -> Entry:
        written = super().write(entry)
        if entry.method == _ANSWER and entry.status == 200:
            self.tell(entry)
        return written


@dataclass(slots=True)
class Crowd:
    """The people, each with a message of the bot before them whose two buttons they tap in turn."""

    people: Mapping[int, tuple[Person, Message]]
    datas: Mapping[int, tuple[str, str]]
    waits: list[float] = field(default_factory=list)  #: seconds from each tap until the server had its answer
    _asked: dict[int, float] = field(default_factory=dict)
    _taps: int = 0
    _wanted: int = 0  # answers
    _unasked: int = 0  # taps that follow an answer
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def saturate(self, taps: int) -> float:
        """Everybody taps again as soon as they are answered; gives the answers per second."""
        self._begin(taps, unasked=taps - len(self.people))
        begun = perf_counter()
        for chat in self.people:
            self._tap(chat)
        await asyncio.wait_for(self._over.wait(), PATIENCE)
        return taps / (perf_counter() - begun)

    async def pace(self, taps: int, every: float) -> Sequence[float]:
        """One tap every so many seconds, by everybody in turn; gives how long each waited."""
        self._begin(taps, unasked=0)
        chats, begun = list(self.people), perf_counter()
        for number in range(taps):
            await asyncio.sleep(max(0.0, begun + number * every - perf_counter()))
            self._tap(chats[number % len(chats)])
        await asyncio.wait_for(self._over.wait(), PATIENCE)
        return list(self.waits)

    def answered(self, entry: Entry) -> None:
        """The server has an answer."""
        chat = int(entry.params["chat_id"])
        self.waits.append(perf_counter() - self._asked.pop(chat))
        if self._unasked > 0:
            self._unasked -= 1
            self._tap(chat)
        if len(self.waits) == self._wanted:
            self._over.set()

    def _begin(self, taps: int, unasked: int) -> None:
        self.waits.clear()
        self._over.clear()
        self._wanted, self._unasked = taps, unasked

    def _tap(self, chat: int) -> None:
        person, message = self.people[chat]
        self._taps += 1
        self._asked[chat] = perf_counter()
        person.taps_data(message, self.datas[chat][self._taps // len(self.people) % 2])


@dataclass(frozen=True, slots=True)
class Match:
    """A bot at work before its crowd."""

    crowd: Crowd
    pid: int

    def worked(self) -> float:
        """CPU seconds of the bot's process so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


@asynccontextmanager
async def match(entrant: Entrant) -> AsyncIterator[Match]:
    """Let it work; at the end it is stopped."""
    with tempfile.TemporaryDirectory() as name, on_core(0):
        async with TryoutServer() as server:
            folder, world = Path(name), server.world
            shoppers = [Shopper(world, world.person(f"买家 {number}")) for number in range(CHATS)]
            if entrant.ours:
                await move_in(f"sqlite:///{folder}/refundkeeper.db", shoppers, SystemClock().now())
            world.ledger = book = _Watched()
            crowd = _crowd(world, shoppers)
            book.tell = crowd.answered
            with on_core(1):
                process = entrant.starts(server, folder)
            try:
                await world.wait_for(lambda: world.updates.polled, PATIENCE)
                yield Match(crowd, process.pid)
            finally:
                process.terminate()
                process.wait()


def _crowd(world: World, shoppers: Sequence[Shopper]) -> Crowd:
    people, datas = {}, {}
    for each in shoppers:
        case = f"case{each.person.id % 10**8:08d}"
        taps = (pack(Tap(Verb.CARD, case)), pack(Tap(Verb.MORE, case)))
        each.person.chat.started = True
        keyboard = {"inline_keyboard": [[{"text": data, "callback_data": data} for data in taps]]}
        people[each.person.id] = (
            each.person,
            world.post(each.person.chat, world.bot, {"text": "…", "reply_markup": keyboard}),
        )
        datas[each.person.id] = taps
    return Crowd(people, datas)


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """This process, and what it starts meanwhile, on one core; where the machine has no second one, anywhere."""
    free = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(free)[number]} if len(free) > 1 else free)
    try:
        yield
    finally:
        os.sched_setaffinity(0, free)
