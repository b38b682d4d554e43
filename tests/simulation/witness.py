"""
What the auditor sees while it happens: every call that a chat could notice, and what the database did in silence.

It shares no code with the audited: plain SQL, triggers of its own, and Telegram's side of the wire.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: What the rows do is written down by the database itself, in the same transaction; a crash takes both or none.
TRIGGERS = """
    create table seen_updates (update_id integer, state text);
    create trigger see_update after insert on inbox
        begin insert into seen_updates values (new.update_id, new.state); end;
    create trigger see_state after update of state on inbox when new.state <> old.state
        begin insert into seen_updates values (new.update_id, new.state); end;
    create table lost_updates (update_id integer);
    create trigger lose_update before delete on inbox when old.state = 'waiting'
        begin insert into lost_updates values (old.update_id); end;
    create table gone_reminders (id text, case_id text, kind text, due text, wall real);
    create trigger see_gone after delete on reminders when old.state in ('planned', 'handed_over')
        begin insert into gone_reminders values (old.id, old.case_id, old.kind, old.at,
              (julianday('now') - 2440587.5) * 86400.0); end;
    create table turned_back (what text, id text, before text, later text);
    create trigger turn_letter after update of state on outbox when old.state in ('sent', 'failed', 'dropped')
        begin insert into turned_back values ('letter', old.key, old.state, new.state); end;
    create trigger turn_reminder after update of state on reminders when new.state <> old.state and
        (old.state in ('dropped', 'failed') or (old.state = 'sent' and new.state <> 'snoozed'))
        begin insert into turned_back values ('reminder', old.id, old.state, new.state); end;
    create trigger turn_line before update on happenings
        begin insert into turned_back values ('journal', old.case_id || ' ' || old.seq, old.what, new.what); end;
    create table gone_cases (id text, owner integer, wall real);
    create trigger see_case_go before delete on cases
        begin insert into gone_cases values (old.id, old.owner, (julianday('now') - 2440587.5) * 86400.0); end;
    create table gone_proofs (chat integer, message_id integer, owner integer, case_id text);
    create trigger see_proof_go before delete on proofs
        begin insert into gone_proofs values (old.chat, old.message_id, old.owner, old.case_id); end;
    create trigger tear_line before delete on happenings
        begin insert into turned_back values ('journal', old.case_id || ' ' || old.seq, old.what, 'nothing'); end;
"""
MOST = 20_000  # calls in one run: ten times what a busy month needs
WHILE = 2.0  # seconds for which a letter waits before it counts as passed over: some were taken before it came
_LETTER = (
    "select id, key, rank, reminder, screen, attempts, maybe_arrived from outbox where chat = ? and state = 'leased'"
)
#: A letter that may go now and weighs more than that one: in turn in its chat, nobody's on its way there.
_HEAVIER = """
    select o.key, o.chat from outbox o where o.rank < ? and o.state = 'waiting' and o.due <= ?
       and coalesce(o.next_try_at, '') <= ? and not exists
           (select 1 from outbox b where b.chat = o.chat and
            (b.state = 'leased' or (b.state = 'waiting' and b.id < o.id and b.due <= ?)))
       and not exists (select 1 from people p where p.chat = o.chat and p.unreachable_since is not null)
"""


@dataclass(slots=True)
class Flight:
    """One call of the bot that may be seen in a chat, and what came of it. Moments are unix seconds."""

    life: int  #: of which process
    left: float  #: true time
    wall: float  #: the program's time
    method: str
    chat: int
    said: str  #: text and buttons
    letters: list[tuple[int, str, int, str, str, int, int]]  #: the letters leased for this chat: exactly one
    heavier: list[tuple[str, int]]  #: letters passed over that should have gone before
    ended: float = 0.0
    status: int = 0  #: of Telegram's answer; 0 where there was none
    accepted: bool = False
    answered: bool = False
    retry_after: float = 0.0

    @property
    def key(self) -> str:
        """Which letter it carries."""
        return self.letters[0][1] if self.letters else ""

    @property
    def reminder(self) -> str:
        """Which reminder it carries; empty for none."""
        return self.letters[0][3] if self.letters else ""


class Runaway(SystemExit):
    """The program says the same for ever; SystemExit, because it must end the loop, whoever catches what."""


class Witness:
    """Looks at the committed rows at the moment of every call."""

    def __init__(self, path: Path, true: Callable[[], float], wall: Callable[[], float]) -> None:
        self._true, self._wall = true, wall
        self.flights: list[Flight] = []
        self._reader = sqlite3.connect(path, isolation_level=None)
        self._reader.executescript(TRIGGERS)

    def departs(self, life: int, method: str, chat: int, said: str) -> Flight:
        """A call leaves the bot."""
        letters = self._reader.execute(_LETTER, (chat,)).fetchall()
        wall = self._wall()
        moment = text_of(wall - WHILE)
        rank = letters[0][2] if letters else 0
        heavier = self._reader.execute(_HEAVIER, (rank, moment, moment, moment)).fetchall() if rank else []
        flight = Flight(life, self._true(), wall, method, chat, said, letters, heavier)
        self.flights.append(flight)
        if len(self.flights) > MOST:
            raise Runaway(f"more than {MOST} calls, the last by {flight.key}")
        return flight

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
