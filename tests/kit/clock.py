"""Clocks for tests: one that stands still, one that runs; both go forward on request."""

import time
from datetime import UTC, datetime, timedelta

from domain.moments import Moment

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday, 20:00 in Shanghai: nobody sleeps, no holiday near


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, start: Moment = START) -> None:
        self._now = start

    def now(self) -> Moment:
        """The instant at which it stands, in UTC."""
        return self._now

    def advance(self, by: timedelta) -> Moment:
        """Move forward; gives the new present."""
        self._now += by
        return self._now


class MovingClock:
    """Runs as fast as the machine's, from a start of the test's choice; the machine's own date plays no part."""

    def __init__(self, start: Moment = START) -> None:
        self._start = start
        self._born = time.monotonic()

    def now(self) -> Moment:
        """The present instant, in UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._born)

    def advance(self, by: timedelta) -> Moment:
        """Move forward; gives the new present."""
        self._start += by
        return self.now()
