"""The real bot against a local Bot API, both in this process and over HTTP: what a journey walks through."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import settings, speech
from bot.app import App, Tempo, open_world
from bot.clocks import RandomIds
from bot.pace import Limit, Limits
from bot.receive import Patience
from bot.settings import Settings
from bot.tryout.chats import Chat
from bot.tryout.person import Person
from bot.tryout.server import TryoutServer
from bot.voice import Voice
from domain.moments import Moment
from storage import librarian, master
from storage.store import Stores
from tests.kit.clock import FixedClock, MovingClock

_AT_ONCE = Limit(0.001, 1000)
#: As patient as a test: trouble is over in a blink, and nobody waits for Telegram's speed limits.
HURRY = Tempo(
    patience=Patience(first=0.02, longest=0.1, refusals=5, over=0.3), limits=Limits(_AT_ONCE, _AT_ONCE, _AT_ONCE)
)
#: Settings with which nobody is ever too fast; nothing is switched off, so each update costs what it costs.
UNHURRIED = {"actions_a_minute": 1_000_000, "uploads_an_hour": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """How the bot is put up: its talkers (ours, unless given), tempo, and settings beyond the usual; it is blind."""

    voice: Voice | None = None
    tempo: Tempo = HURRY
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot at work."""

    server: TryoutServer
    app: App
    clock: FixedClock | MovingClock
    task: "asyncio.Task[None]"  #: ends when the bot does, with its reason

    @property
    def stores(self) -> Stores:
        """Units of work on the bot's own database."""
        return self.app.world.stores

    def chat(self, person: Person) -> Chat:
        """The person's private chat."""
        return person.chat

    async def advance(self, by: timedelta, patience: float = 20.0) -> Moment:
        """Move the clock and let the bot do all that is due by then; gives the new present."""
        now = self.clock.advance(by)
        self.app.world.nudges.all()
        await self.until_idle(patience)
        return now

    async def sweeps(self, patience: float = 20.0) -> None:
        """Let the housekeeping have a whole round that begins now."""
        broom = self.app.broom
        wanted = broom.rounds + ("housekeeping" in self.app.busy) + 1
        self.app.world.nudges.broom.nudge()
        async with asyncio.timeout(patience):
            while broom.rounds < wanted:  # noqa: ASYNC110 - a road has no event of its end
                await asyncio.sleep(0.01)

    async def until_idle(self, patience: float = 20.0) -> None:
        """
        Wait until nothing that may be done now is undone: updates, files, what is due at the present clock, letters.

        `patience` is seconds of real time.

        Raises:
            TimeoutError: something is still under way; its name stands in the message.
        """
        since, left = self.clock.now(), ["nothing was looked at"]
        try:
            async with asyncio.timeout(patience):
                while left:
                    seen = self.app.world.nudges.outbox.count
                    left = await self._undone(since)
                    if left:
                        self.app.world.nudges.heart.nudge()
                        await self.app.world.nudges.outbox.wait(seen, 0.02)
        except TimeoutError:
            raise TimeoutError(f"not idle within {patience} s: {', '.join(left)}") from None

    async def _undone(self, since: Moment) -> list[str]:
        """What is still under way. First what makes work, then the work: so nothing slips through between two looks."""
        app, updates = self.app, self.server.world.updates
        async with self.stores.look() as store:
            now = self.clock.now()
            ready = await store.inbox.ready(now)
            letters, proofs = await store.outbox.ready(now), await store.proofs.unfetched(now, 1)
            reminder, ordered = await store.reminders.next_at(), await store.orders.waiting(now)
            looked, unwanted = await store.looks.waiting(now), await store.proofs.unwanted(1)
        signs = {
            "updates at Telegram": bool(updates.waiting()) or not (updates.polled or app.world.settings.webhook_url),
            "rows in the inbox": ready,
            "a worker": "work" in app.busy,
            "taps to answer": app.worker.spinning > 0,
            "files to fetch": bool(proofs) or "fetch" in app.busy,
            "files to remove": bool(unwanted),
            "pictures to read": looked or "look" in app.busy,
            "dossiers to make": ordered or "publish" in app.busy,
            "cases to plan anew": not app.replanner.done,
            "the heartbeat": app.heart.beaten < since or (reminder is not None and reminder <= now),
            "letters to send": letters or app.sender.in_flight > 0,
        }
        return [name for name, undone in signs.items() if undone]


def moved_to(folder: Path, old: Settings) -> Settings:
    """The settings of a new house, with the master key of the old one, which is in no backup."""
    folder.mkdir()
    shutil.copy(old.data_dir / master.FILE, folder)
    return old.model_copy(update={"data_dir": folder})


@asynccontextmanager
async def running_bot(
    folder: Path, clock: FixedClock | MovingClock | None = None, staging: Staging | None = None
) -> AsyncIterator[RunningBot]:
    """A bot at work, with a local Bot API of its own; all its data lies in `folder`."""
    clock = clock or MovingClock()
    async with (
        TryoutServer(clock=lambda: clock.now().timestamp()) as server,
        at_work(server, folder, clock, staging) as bot,
    ):
        yield bot


@asynccontextmanager
async def at_work(
    server: TryoutServer, folder: Path, clock: FixedClock | MovingClock, staging: Staging | None = None
) -> AsyncIterator[RunningBot]:
    """A bot at work beside a server that was there before it and stays after it: for restarts."""
    staging = staging or Staging()
    here = {"bot_token": server.token, "api_url": server.url, "data_dir": folder}
    given = {**here, "eyes": False, **UNHURRIED, **staging.settings}
    chosen = settings.read(None, **given)
    async with open_world(chosen, clock) as world:
        app = App(world, staging.voice or speech.voice(librarian.load(), RandomIds()), staging.tempo)
        stop = asyncio.Event()
        task = asyncio.create_task(app.run(stop), name="bot")
        try:
            yield RunningBot(server, app, clock, task)
        finally:
            stop.set()
            await task
