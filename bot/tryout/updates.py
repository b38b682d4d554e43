"""The updates that wait for the bot, with the queue's rules of Telegram's own server (tdlib TQueue, Client.cpp)."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.tryout.refusals import RefusedError

Update = dict[str, Any]

DAY = 86_400.0
TAP_SECONDS = 150.0
MAX_WAITING = 100_000
MAX_POLL_SECONDS = 50
CLOSING_SECONDS = 0.1
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """One update in the queue; `key` is the chat or person whose updates stay in order in webhook mode."""

    update_id: int
    update: Update
    expires: float
    key: str


class UpdateQueue:
    """Updates in order of arrival; asking from an offset forgets everything below it."""

    def __init__(self, clock: Callable[[], float], first_id: int = 1) -> None:
        self._clock = clock
        self._next = first_id
        self._waiting: list[Waiting] = []
        self._again: list[Update] = []
        self._holder: asyncio.Future[None] | None = None
        self._closing = False
        self.seen: list[Update] = []
        self.allowed: list[str] = []
        self.listeners: list[Callable[[], None]] = []
        self.watchers: list[Callable[[], None]] = []
        self.arrange: Callable[[list[Update]], list[Update]] = list

    def add(self, kind: str, content: dict[str, Any], *, key: str, lifetime: float = DAY) -> Update | None:
        """Queue one update for `lifetime` seconds; None when its kind is not asked for or the queue is full."""
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if not wanted or len(self._waiting) >= MAX_WAITING:
            LOG.debug("update dropped", extra={"kind": kind})
            return None
        update: Update = {"update_id": self._next, kind: content}
        self._next += 1
        self.seen.append(update)
        self._waiting.append(Waiting(update["update_id"], update, self._clock() + lifetime, key))
        self._wake()
        return update

    def redeliver(self, update: Update) -> None:
        """Hand out an update once more although it was confirmed, as Telegram does after an answer got lost."""
        self._again.append(update)
        self._wake()

    def waiting(self) -> list[Waiting]:
        """Give what waits, oldest first, without what has expired."""
        now = self._clock()
        self._waiting = [one for one in self._waiting if one.expires > now]
        return list(self._waiting)

    def settle(self, update_id: int) -> None:
        """Forget one update: a webhook took it."""
        self._waiting = [one for one in self._waiting if one.update_id != update_id]

    def clear(self) -> None:
        """Forget everything that waits (drop_pending_updates)."""
        self._waiting.clear()
        self._again.clear()

    def take(self, offset: int, limit: int) -> list[Update]:
        """Give up to `limit` updates from `offset` on and forget those before it.

        A negative offset keeps only the last ones; an offset far beyond the end is answered from the head, so that
        a stale one hides nothing.
        """
        waiting = self.waiting()
        if offset < 0:
            self._waiting = waiting[offset:]
        elif 0 < offset <= self._next + 10:
            self._waiting = [one for one in waiting if one.update_id >= offset]
        found = self._again + [one.update for one in self._waiting]
        self._again = self._again[limit:]
        return self.arrange(found[:limit])

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Take updates, waiting up to `seconds` of real time for the first one.

        Raises:
            RefusedError: 409, when another poll, or a webhook, ends this one.
        """
        found = self.take(offset, limit)
        if found or seconds <= 0:
            return found
        self.end_poll(OTHER_POLLER)
        held = asyncio.get_running_loop().create_future()
        self._holder = held
        self._polling_changed()
        try:
            async with asyncio.timeout(CLOSING_SECONDS if self._closing else seconds):
                await held
        except TimeoutError:
            return []
        finally:
            if self._holder is held:
                self._holder = None
            self._polling_changed()
        return self.take(max(offset, 0), limit)

    def end_poll(self, sentence: str) -> None:
        """End a held poll with a 409 that says `sentence`."""
        if self._holder is not None and not self._holder.done():
            self._holder.set_exception(RefusedError(409, sentence))

    def stir(self) -> None:
        """Let a webhook look again what is due: something came, or the clock was moved."""
        for listener in self.listeners:
            listener()

    def close(self) -> None:
        """Let a held poll go home with nothing, and hold no other for long: the server stops."""
        self._closing = True
        self._release()

    def _release(self) -> None:
        if self._holder is not None and not self._holder.done():
            self._holder.set_result(None)

    @property
    def polled(self) -> bool:
        """Whether a poll is held at this moment."""
        return self._holder is not None

    def _polling_changed(self) -> None:
        for watcher in self.watchers:
            watcher()

    def _wake(self) -> None:
        self._release()
        self.stir()
