"""
What the auditor sees while it happens: every call that a chat could notice, and what the database did in silence.

It shares no code with the audited: plain SQL, triggers of its own, and Telegram's side of the wire.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tests.simulation import traces
from tests.simulation.disk import Disk
from tests.simulation.notes import TRIGGERS

MOST = 20_000  # calls in one run: ten times what a busy month needs
WHILE = 2.0  # seconds for which a letter waits before it counts as passed over: some were taken before it came
_LETTER = """
    select o.key, o.rank, o.reminder, o.screen, o.attempts, s.rowid, s.unit
    from outbox o join seen_letters s on s.id = o.id
    where o.chat = ? and o.state = 'leased' and not exists
          (select 1 from seen_letters t where t.id = o.id and t.rowid > s.rowid)
"""
#: A letter that may go now and weighs more than that one: in turn in its chat, where one in doubt holds up nobody, and
#: nobody's on its way there.
_HEAVIER = """
    select o.key, o.chat from outbox o where o.rank < ? and o.state = 'waiting' and o.due <= ?
       and coalesce(o.next_try_at, '') <= ? and not exists
           (select 1 from outbox b where b.chat = o.chat and
            (b.state = 'leased' or (b.state = 'waiting' and b.id < o.id and b.due <= ?
              and not (b.maybe_arrived and coalesce(b.next_try_at, '') > ?))))
       and not exists (select 1 from people p where p.chat = o.chat and p.unreachable_since is not null)
"""


class Carried(NamedTuple):
    """A letter on its way. `number` says when it was written, and never comes again; `unit`: in which transaction."""

    key: str
    rank: int
    reminder: str
    screen: str
    attempts: int
    number: int
    unit: int


@dataclass(slots=True)
class Flight:
    """One call of the bot that may be seen in a chat, and what came of it. Moments are unix seconds."""

    life: int  #: of which process
    left: float  #: true time
    wall: float  #: the program's time
    method: str
    chat: int
    said: str  #: text and buttons
    letters: list[Carried]  #: the letters leased for this chat: exactly one
    heavier: list[tuple[str, int]]  #: letters passed over that should have gone before
    unit: int = 0  #: the last transaction that was committed when it left
    ended: float = 0.0
    status: int = 0  #: of Telegram's answer; 0 where there was none
    accepted: bool = False
    answered: bool = False
    retry_after: float = 0.0

    @property
    def key(self) -> str:
        """Which letter it carries."""
        return self.letters[0].key if self.letters else ""

    @property
    def reminder(self) -> str:
        """Which reminder it carries; empty for none."""
        return self.letters[0].reminder if self.letters else ""

    @property
    def screen(self) -> str:
        """Which screen it shows: a case, or something else."""
        return self.letters[0].screen if self.letters else ""


class Runaway(SystemExit):
    """The program says the same for ever; SystemExit, because it must end the loop, whoever catches what."""


class Witness:
    """Looks at the committed rows at the moment of every call."""

    def __init__(self, disk: Disk, true: Callable[[], float], wall: Callable[[], float]) -> None:
        self._disk, self._true, self._wall = disk, true, wall
        self.flights: list[Flight] = []
        self.left: list[str] = []  #: what was still there when it had just been deleted
        self._reader = sqlite3.connect(disk.path, isolation_level=None)
        self._tables = traces.tables(self._reader)
        self._reader.executescript(TRIGGERS)
        disk.seen = self._looks_for_the_deleted

    def departs(self, life: int, method: str, chat: int, said: str) -> Flight:
        """A call leaves the bot."""
        letters = [Carried(*row) for row in self._reader.execute(_LETTER, (chat,))]
        wall = self._wall()
        moment = text_of(wall - WHILE)
        rank = letters[0].rank if letters else 0
        heavier = self._reader.execute(_HEAVIER, (rank, moment, moment, moment, moment)).fetchall() if rank else []
        flight = Flight(life, self._true(), wall, method, chat, said, letters, heavier, self._disk.committed)
        self.flights.append(flight)
        if len(self.flights) > MOST:
            raise Runaway(f"more than {MOST} calls, the last by {flight.key}")
        return flight

    def traces(self, word: str) -> list[str]:
        """Where it stands in the program's tables now."""
        return list(traces.of(self._reader, self._tables, word))

    def _looks_for_the_deleted(self) -> None:
        """What a transaction has deleted stands nowhere once it is committed."""
        for table in ("gone_people", "gone_cases"):
            gone = self.look(f"select id from {table} where unit = ?", self._disk.committed)  # noqa: S608 - see above
            self.left += [f"{name} in {trace}" for (name,) in gone for trace in self.traces(str(name))]

    def look(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What is committed."""
        return self._reader.execute(query, values).fetchall()

    def close(self) -> None:
        """Nothing more to see."""
        self._reader.close()


def text_of(seconds: float) -> str:
    """A moment as SQLite keeps it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def seconds_of(text: str) -> float:
    """The same, back."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
