"""What goes out: a message as it will be handed to Telegram, with its rank and the time after which it is late."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any

from domain.moments import Moment

VAULT = "vault:"  #: a payload's value beginning so names bytes in the vault, to be uploaded when it is sent
DRAWING = "drawing"  #: a payload's value of this `kind` is a picture, drawn when it is sent (storage/gallery.py)


class Rank(IntEnum):
    """What goes first when much is waiting; lower is sooner."""

    ANSWER = 0  # a person is looking at the screen
    LAST_CALL = 1  # what cannot be made good once it is missed
    REMINDER = 2
    NOTICE = 3
    DIGEST = 4


class State(StrEnum):
    """How a letter in the outbox stands. The value is stored: never reuse one."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    FAILED = "failed"  # for good: `why` says so
    UNKNOWN = "unknown"  # it may have arrived: it is sent once more, and says so
    DROPPED = "dropped"  # overtaken before it was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """
    One call to Telegram that must arrive.

    `key` is unique: the same letter is never queued twice. `screen` names what the sent message shows (a case's id,
    ``draft``), so that it can be edited in place later; `reminder` links a reminder's row. `repeat`: the same may have
    arrived before, and it will say so.
    """

    key: str
    chat: int
    method: str  #: the Bot API's name: sendMessage, editMessageText, sendPhoto …
    payload: Mapping[str, Any] = field(default_factory=dict)
    rank: Rank = Rank.ANSWER
    due: Moment
    screen: str = ""
    reminder: str = ""
    repeat: bool = False
