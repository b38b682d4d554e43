"""The try-out: the real bot over HTTP against a local Bot API, in one process, with a clock that can be moved."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app import App, Tempo, open_world
from bot.clocks import MovableClock, RandomIds
from bot.settings import Settings
from bot.speech import voice
from bot.tryout.server import TryoutServer
from bot.world import World
from domain.ledger import LedgerLine, Page
from storage import librarian

UNHURRIED = 1_000_000  # things at once: who tries it out is nobody's flood
LINES = 50  # of each person's ledger, in the page's panel


class Rehearsal:
    """What the page needs of the bot: when something is due, what was sent, and a hand on the clock."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self._note = data_dir / "tryout-clock"
        self.clock = MovableClock(_offset(self._note))
        self.world: World | None = None
        self.server = TryoutServer(
            clock=self._seconds,
            next_due=self._next_due,
            panel=self._panel,
            move_clock=self._move,
            port=port,
        )

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    def _move(self, seconds: float) -> None:
        self.clock.advance(timedelta(seconds=seconds))
        self._note.write_text(str(self.clock.offset.total_seconds()), encoding="ascii")
        if self.world:
            self.world.nudges.all()

    async def _next_due(self) -> float | None:
        if self.world is None:
            return None
        async with self.world.stores.look() as store:
            due = await store.reminders.next_at()
        return due.timestamp() if due else None

    async def _panel(self) -> dict[str, Any]:
        if self.world is None:
            return {"due": [], "sent": [], "counts": {}}
        due: list[dict[str, Any]] = []
        sent: list[dict[str, Any]] = []
        now, page = self.clock.now(), Page(LINES)
        async with self.world.stores.look() as store:
            for person in self.server.world.people:
                names = {case.id: case.name or case.id for case in await store.cases.of(person)}
                due += [_due(names.get(line.case, ""), line) for line in await store.ledger.coming(person, now, page)]
                sent += [_sent(line) for line in await store.ledger.past(person, now, page)]
            inbox, outbox = await store.inbox.counts(), await store.outbox.counts()
        return {
            "due": sorted(due, key=_when),
            "sent": sorted(sent, key=_when, reverse=True),
            "counts": {f"inbox {state}": count for state, count in inbox.items()}
            | {f"outbox {state}": count for state, count in outbox.items()},
        }


def _due(name: str, line: LedgerLine) -> dict[str, Any]:
    return {"at": int(line.due.timestamp()), "what": line.kind, "case": name}


def _sent(line: LedgerLine) -> dict[str, Any]:
    return {"at": int((line.settled or line.due).timestamp()), "what": line.kind, "state": line.result}


def _when(entry: dict[str, Any]) -> int:
    return int(entry["at"])


def _offset(note: Path) -> timedelta:
    try:
        return timedelta(seconds=float(note.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return timedelta(0)


@asynccontextmanager
async def rehearsing(data_dir: Path, port: int, stop: asyncio.Event) -> AsyncIterator[str]:
    """
    The bot and its local Bot API, running as long as the block lasts; gives the page's address once the bot answers.

    Raises:
        OSError: the port is taken.
    """
    rehearsal = Rehearsal(data_dir, port)
    library = librarian.load()
    async with rehearsal.server as server:
        settings = Settings(
            _env_file=None,
            bot_token=server.token,
            api_url=server.url,
            data_dir=data_dir,
            actions_a_minute=UNHURRIED,  # the clock is moved, and so is everything that takes an hour
            uploads_an_hour=UNHURRIED,
        )
        async with open_world(settings, rehearsal.clock) as world:
            rehearsal.world = world
            app = App(world, voice(library, RandomIds()), Tempo())
            task = asyncio.create_task(app.run(stop), name="bot")
            ready = asyncio.create_task(app.introduced.wait(), name="introduced")
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
            try:
                yield server.url
            finally:
                stop.set()
                await task
