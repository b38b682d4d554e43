"""
What an error of sending means: one table, read from the top, first row that fits (reliability.md, section 1).

Two traps it is made for: BadRequest is a child of NetworkError, and a connection that breaks after Telegram accepted
looks exactly like one that breaks before.
"""

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.line import NeverLeft
from domain.errors import VaultAway


class Fate(StrEnum):
    """What became of a letter."""

    SENT = "sent"  # it is there, or what it wanted is so already
    NOT_SENT = "not_sent"  # it surely did not arrive: soon again
    UNKNOWN = "unknown"  # it may have arrived: later again, and it says so
    WAIT = "wait"  # Telegram asks everybody to wait
    UNREACHABLE = "unreachable"  # this person cannot be reached until they come back
    GONE = "gone"  # the message to edit is gone: as a new one
    PLAIN = "plain"  # the formatting is refused: without it
    MOVED = "moved"  # the group has another number now
    DEAD = "dead"  # never, with a reason


@dataclass(frozen=True, slots=True)
class Row:
    """An error's class, words that its text may hold (any of them; none means all texts), its cause, its meaning."""

    error: type[Exception]
    fate: Fate
    says: tuple[str, ...] = ()
    cause: type[BaseException] | None = None

    def fits(self, error: Exception) -> bool:
        """Whether the row speaks of this error."""
        if not isinstance(error, self.error):
            return False
        if self.cause is not None and not isinstance(error.__cause__, self.cause):
            return False
        text = str(error).lower()
        return not self.says or any(words in text for words in self.says)


TABLE = (
    Row(RetryAfter, Fate.WAIT),
    Row(ChatMigrated, Fate.MOVED),
    # a refusal whose body is not Telegram's: something on the way refused, the person blocked nobody
    Row(Forbidden, Fate.NOT_SENT, cause=TelegramError),
    Row(BadRequest, Fate.NOT_SENT, cause=TelegramError),
    Row(Forbidden, Fate.UNREACHABLE),
    Row(BadRequest, Fate.SENT, ("message is not modified", "message to delete not found")),
    Row(BadRequest, Fate.GONE, ("message to edit not found", "message can't be edited", "message_id_invalid")),
    Row(BadRequest, Fate.PLAIN, ("can't parse entities", "can't parse caption", "entity_bounds_invalid")),
    Row(BadRequest, Fate.UNREACHABLE, ("chat not found", "user not found", "peer_id_invalid", "have no rights to")),
    Row(BadRequest, Fate.DEAD),
    # one 401 or 404 is an edge that lies; whether the token is good is the poller's question
    Row(InvalidToken, Fate.NOT_SENT),
    Row(Conflict, Fate.NOT_SENT),
    Row(NeverLeft, Fate.NOT_SENT),  # refused, no connection in time, the pool exhausted
    Row(VaultAway, Fate.NOT_SENT),  # the bytes to be sent cannot be had just now
    Row(TimedOut, Fate.UNKNOWN),
    Row(NetworkError, Fate.UNKNOWN),
    Row(TelegramError, Fate.UNKNOWN),
)


def of(error: Exception) -> Fate:
    """What the error means. One that the table does not know is ours, and would be the same the next time: dead."""
    if isinstance(error, TimeoutError):  # our own patience ended in the middle of a call
        return Fate.UNKNOWN
    return next((row.fate for row in TABLE if row.fits(error)), Fate.DEAD)


#: Calls that may be made twice without anybody seeing it: after an unknown outcome they are simply repeated.
HARMLESS = ("edit", "delete", "set", "pin", "unpin", "answer")


def once_more(fate: Fate, method: str) -> Fate:
    """The fate, knowing what was asked: an unknown outcome of a call that repeats harmlessly is as if not sent."""
    return Fate.NOT_SENT if fate is Fate.UNKNOWN and method.startswith(HARMLESS) else fate
