"""Clocks for tests: one that stands still, one that runs, one that several processes share; all move on request."""

import struct
import time
from datetime import UTC, datetime, timedelta
from mmap import mmap
from pathlib import Path

from domain.moments import Moment

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday, 20:00 in Shanghai: nobody sleeps, no holiday near
_AHEAD = struct.Struct("d")  # seconds


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


class SharedClock:
    """The machine's clock plus what a file says, for several processes at once; may go either way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("ab") as file:
            if file.tell() == 0:
                file.write(_AHEAD.pack((START - datetime.now(UTC)).total_seconds()))
        with path.open("r+b") as file:
            self._ahead = mmap(file.fileno(), _AHEAD.size)

    def now(self) -> Moment:
        """The present instant, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=_AHEAD.unpack_from(self._ahead)[0])

    def advance(self, by: timedelta) -> Moment:
        """Move, for everybody who shares it; gives the new present."""
        _AHEAD.pack_into(self._ahead, 0, _AHEAD.unpack_from(self._ahead)[0] + by.total_seconds())
        return self.now()
