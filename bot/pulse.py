"""Whether the process is alive: when Telegram last answered, and whether the event loop turns."""

import time
from collections.abc import Callable

FRESH = 90.0  # seconds after which a silent Telegram, or a silent poller, is an alarm (reliability.md, D11)
STALL = 5.0  # seconds the event loop may hang


class Pulse:
    """Measured on the machine's monotonic clock: a moved wall clock is no sign of life."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, polls: bool = True) -> None:
        self._clock = clock
        self._polls = polls  # False in webhook mode: then nobody polls
        self._poll = self._beat = self._born = clock()
        self.polled = False

    def poll(self) -> None:
        """Telegram has just answered a poll."""
        self._poll = self._clock()
        self.polled = True

    def beat(self) -> None:
        """The heartbeat has just run."""
        self._beat = self._clock()

    @property
    def poll_age(self) -> float:
        """Seconds since Telegram last answered a poll, or since the start."""
        return self._clock() - self._poll

    def ails(self) -> list[str]:
        """What is wrong, a word each; an empty list is health."""
        wrong = []
        if self._polls and self.poll_age > FRESH:
            wrong.append(f"Telegram has not answered a poll for {self.poll_age:.0f} s")
        if self._clock() - self._beat > STALL:
            wrong.append(f"the heartbeat has stood still for {self._clock() - self._beat:.0f} s")
        return wrong
