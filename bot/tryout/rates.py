"""Telegram's sending limits (bots/faq), when asked: 30 a second, 1 a second in a chat, 20 a minute in a group."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.tryout.refusals import too_many


@dataclass(frozen=True)
class Limit:
    """At most `count` messages in any `seconds`."""

    count: int
    seconds: float


EVERYWHERE = Limit(30, 1.0)
ONE_CHAT = Limit(1, 1.0)
ONE_GROUP = Limit(20, 60.0)


class Rates:
    """Sliding windows on the world's clock; nothing is enforced until `on` is True."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sent: dict[str, deque[float]] = defaultdict(deque)
        self.on = False

    def spend(self, chat_id: int, messages: int = 1) -> None:
        """Count messages into a chat.

        Raises:
            RefusedError: 429 with retry_after, when a window is full; then nothing is counted.
        """
        if not self.on:
            return
        windows = [("all", EVERYWHERE), (f"chat {chat_id}", ONE_CHAT)]
        if chat_id < 0:
            windows.append((f"group {chat_id}", ONE_GROUP))
        wait = max(self._wait(name, limit) for name, limit in windows)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for name, _ in windows:
            self._sent[name].extend([self._clock()] * messages)

    def _wait(self, name: str, limit: Limit) -> float:
        times = self._sent[name]
        while times and times[0] <= self._clock() - limit.seconds:
            times.popleft()
        return times[0] + limit.seconds - self._clock() if len(times) >= limit.count else 0.0
