"""
The delivery ledger: what was promised to a person, and how each promise ended.

Reasons are types and never sentences: every language says them in its own words.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.moments import Moment

LATE = timedelta(minutes=10)  # from here on a reminder says that it is late


class Result(StrEnum):
    """How a reminder stands. The value is stored: never reuse one."""

    PLANNED = "planned"
    HANDED_OVER = "handed_over"  # written to the outbox, not yet with Telegram
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    SNOOZED = "snoozed"


class Why(StrEnum):
    """Why a reminder was not sent. The value is stored: never reuse one."""

    NONE = ""
    MOVED_ON = "moved_on"  # the case is past it
    CLOSED = "closed"
    GONE = "gone"  # the case, or the kind of reminder, is no more
    MERGED = "merged"  # it went out within another message
    TAKEN_BACK = "taken_back"
    REFUSED = "refused"  # Telegram would not take the message
    IN_DOUBT = "in_doubt"  # tried as often as is decent; whether it arrived, nobody knows


class Late(StrEnum):
    """Why a reminder was sent late. The value is stored: never reuse one."""

    NO = ""
    AWAY = "away"  # the bot was not running, or not connected
    RESTORED = "restored"  # the bot was put back from a backup: whether it went out in time, nobody knows
    UNREACHABLE = "unreachable"  # the person had blocked the bot
    BUSY = "busy"  # much was waiting, or Telegram asked for patience


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """
    One line of the ledger: what was due when, and how it ended.

    `detail` is what Telegram said of a failure. `into` is the kind it was merged into; `again` is the moment to which
    it was put off.
    """

    id: str
    case: str
    kind: str
    due: Moment
    result: Result
    settled: Moment | None = None
    why: Why = Why.NONE
    late: Late = Late.NO
    detail: str = ""
    into: str = ""
    again: Moment | None = None

    @property
    def lateness(self) -> Late:
        """Why it came late; a delay that nobody noted was spent waiting in line."""
        if self.result is not Result.SENT or self.settled is None or self.settled - self.due <= LATE:
            return Late.NO
        return self.late or Late.BUSY


@dataclass(frozen=True, slots=True)
class Page:
    """Which lines to show: so many after skipping so many, of one case or of all."""

    limit: int
    skip: int = 0
    case: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What is owed to a person: so many reminders are due and not sent, so many are planned, the next one at …."""

    owed: int
    planned: int
    next_at: Moment | None
