"""
Idle looks cost nothing: a road that would look in vain sleeps until the look that finds something.

A road looks every second or two, 2.6 million times a month, and a look that finds nothing changes nothing. So its
sleep is stretched to the first of those looks at which something is due, as plain SQL on the committed database says;
every commit and every moved clock asks again. A road that has nothing to expect still looks every few hours: should
the SQL here know less than the program, the reminder comes hours late, and the auditor says so.
"""

import asyncio
import math
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.road import Nudge
from bot.world import Nudges

CAP = 6 * 3600.0  # seconds between two looks of a road that expects nothing
QUIET = 1.5  # seconds after which an album may be answered (domain/evidence.py)

#: By road, when something is due on the wall clock; an empty text is now, NULL never.
DUE = {
    "inbox": "select min(coalesce(next_try_at, '')) from inbox where state = 'waiting'",
    "outbox": """
        select min(max(due, coalesce(next_try_at, ''))) from outbox o
        where state = 'waiting'
          and not exists (select 1 from people p where p.chat = o.chat and p.unreachable_since is not null)
          and not exists (select 1 from outbox b
                          where b.chat = o.chat and b.id < o.id and b.due <= o.due and b.state = 'waiting')
    """,
    "proofs": "select min(coalesce(next_try_at, '')) from proofs where state = 'noted' and file_id <> ''",
    "orders": "select min(coalesce(next_try_at, '')) from orders where state = 'waiting'",
    "heart": """
        select min(opens) from reminders r join people p on p.id = r.owner
        where r.state = 'planned' and p.unreachable_since is null
    """,
}
_ALBUM = """
    select min(last_seen) from proof_sets s where not answered and not exists
           (select 1 from proofs p where p.set_id = s.id and p.state = 'noted' and p.file_id <> '')
"""
_DIGEST = "select min(digest_at) from people where unreachable_since is null"
_OUTAGE = "select '' from outages where not told limit 1"
_LEASE = "select min(leased_until) from outbox where state = 'leased'"


def unix(text: str | None) -> float | None:
    """Seconds of a moment as SQLite keeps it; an empty text is long ago."""
    if text is None:
        return None
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() if text else 0.0


@dataclass(slots=True)
class Hush:
    """All sleepers of one process. `wall` gives unix seconds on the program's clock."""

    path: Path
    wall: Callable[[], float]
    sleepers: set["Sleeper"] = field(default_factory=set)
    _reader: sqlite3.Connection | None = None

    def nudges(self) -> Nudges:
        """For a World: the roads that look often sleep, the others are left alone."""
        sleepy = {road: Sleeper(self, road) for road in (*DUE, "broom")}
        return Nudges(**sleepy)

    def changed(self) -> None:
        """Something was committed, or a clock was moved: whoever sleeps reckons again."""
        for sleeper in sorted(self.sleepers, key=lambda each: each.road):
            sleeper.reckon()

    def due(self, road: str) -> float | None:
        """When something is due for this road, in unix seconds; None for nothing."""
        if road not in DUE:
            return None
        found = unix(self._ask(DUE[road]))
        if road == "heart":
            album, outage, digest = (unix(self._ask(query)) for query in (_ALBUM, _OUTAGE, _DIGEST))
            soon = (found, outage, digest, album + QUIET if album else None)
            return min((each for each in soon if each is not None), default=None)
        if road == "outbox":
            lease: float | None = self._ask(_LEASE)
            return min((each for each in (found, lease) if each is not None), default=None)
        return found

    def close(self) -> None:
        """Nobody asks any more."""
        if self._reader is not None:
            self._reader.close()

    def _ask(self, query: str) -> Any:
        if self._reader is None:
            self._reader = sqlite3.connect(self.path, isolation_level=None)
        row = self._reader.execute(query).fetchone()
        return row[0] if row else None


class Sleeper(Nudge):
    """A nudge whose waiting is as long as it is in vain."""

    def __init__(self, hush: Hush, road: str) -> None:
        super().__init__()
        self.road = road
        self._hush = hush
        self._began = self._every = 0.0
        self._alarm: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def nudge(self) -> None:
        """Wake everybody who waits."""
        super().nudge()
        self._ring()

    async def wait(self, seen: int, seconds: float) -> None:
        """As Nudge.wait, to the first look that is not in vain."""
        if self.count != seen:
            return
        loop = asyncio.get_running_loop()
        self._began, self._every, self._alarm = loop.time(), seconds, loop.create_future()
        self._hush.sleepers.add(self)
        try:
            self.reckon()
            await self._alarm
        finally:
            self._hush.sleepers.discard(self)
            self._alarm = None
            if self._timer is not None:
                self._timer.cancel()

    def reckon(self) -> None:
        """Set the alarm to the first look at which something is due."""
        if self._alarm is None or self._alarm.done():
            return
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
        due = self._hush.due(self.road)
        until = CAP if due is None else min(CAP, loop.time() + due - self._hush.wall() - self._began)
        looks = max(1, math.ceil(until / self._every - 1e-6), math.ceil((loop.time() - self._began) / self._every))
        self._timer = loop.call_at(self._began + looks * self._every, self._ring)

    def _ring(self) -> None:
        if self._alarm is not None and not self._alarm.done():
            self._alarm.set_result(None)
