"""Time and chance: the only two places where the program asks the machine for either."""

import secrets
import time
from datetime import datetime, timedelta

from domain import ids
from domain.moments import UTC, Moment


class SystemClock:
    """The wall clock of the machine."""

    def now(self) -> Moment:
        """The present instant, in UTC."""
        return datetime.now(UTC)


def since_boot() -> float:
    """Seconds on the machine's own clock, which nobody sets, and which goes on while the machine sleeps (Linux)."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class MovableClock:
    """The wall clock of the machine plus an offset, so that the try-out can look into the future."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> Moment:
        """The present instant of the try-out, in UTC."""
        return datetime.now(UTC) + self.offset

    def advance(self, by: timedelta) -> Moment:
        """
        Move the clock forward; gives the new present.

        Raises:
            ValueError: `by` is negative. What was sent cannot be unsent, so time does not run backwards.
        """
        if by < timedelta(0):
            raise ValueError("the clock of the try-out only moves forward")
        self.offset += by
        return self.now()


class RandomIds:
    """Names nobody can guess: 72 random bits each (reliability.md, D12)."""

    def new(self) -> str:
        """A fresh random public id."""
        return ids.from_bytes(secrets.token_bytes(ids.ID_BYTES))
