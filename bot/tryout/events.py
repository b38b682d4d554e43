"""What happens in the world, numbered, for the page's event stream and for tests that wait."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any

Event = dict[str, Any]
KEPT = 10_000


class Events:
    """A numbered stream of events; waiting wakes on an event and never polls."""

    def __init__(self) -> None:
        self.seq = 0
        self.kept: deque[Event] = deque(maxlen=KEPT)
        self._wakers: set[asyncio.Future[None]] = set()
        self._closed = False

    def publish(self, kind: str, **details: Any) -> None:
        """Add an event and wake whoever waits."""
        self.seq += 1
        self.kept.append({"seq": self.seq, "kind": kind, **details})
        self.wake()

    def wake(self) -> None:
        """Let everyone who waits look again, without an event."""
        for waker in self._wakers:
            if not waker.done():
                waker.set_result(None)
        self._wakers.clear()

    def close(self) -> None:
        """End all streams: the server stops."""
        self._closed = True
        self.wake()

    async def _next_change(self) -> None:
        waker = asyncio.get_running_loop().create_future()
        self._wakers.add(waker)
        try:
            await waker
        finally:
            self._wakers.discard(waker)

    async def until(self, predicate: Callable[[], Any], seconds: float) -> Any:
        """Give the first truthy value of `predicate`, asked again after each event.

        Raises:
            TimeoutError: `seconds` of real time passed.
        """
        async with asyncio.timeout(seconds):
            while not (value := predicate()):
                await self._next_change()
        return value

    async def stream(self, after: int) -> AsyncIterator[Event]:
        """Yield the events after number `after`, as they come, until the server stops."""
        while not self._closed:
            fresh = [event for event in self.kept if event["seq"] > after]
            for event in fresh:
                after = event["seq"]
                yield event
            if not fresh:
                await self._next_change()
