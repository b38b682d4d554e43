"""A letter as a row of the outbox, and read again."""

from dataclasses import dataclass
from typing import Any

from domain.moments import Moment
from domain.post import Letter, Rank, State


@dataclass(frozen=True, slots=True)
class Leased:
    """
    A letter to send now. Whatever comes of it is written down by `token`, which no one else has.

    `attempt` counts from 1; `maybe_arrived` says that an earlier attempt may have reached the chat, `doubts` how many
    attempts ended so that nobody knows.
    """

    letter: Letter
    token: str
    attempt: int
    first_tried: Moment
    maybe_arrived: bool
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter and how it stands."""

    letter: Letter
    state: State
    attempts: int
    sent_at: Moment | None
    message_id: int | None
    why: str


def values(letter: Letter, *, repeat: bool) -> dict[str, Any]:
    """The row of a letter that waits."""
    return {
        "key": letter.key,
        "chat": letter.chat,
        "method": letter.method,
        "payload": dict(letter.payload),
        "rank": int(letter.rank),
        "due": letter.due,
        "screen": letter.screen,
        "reminder": letter.reminder,
        "state": State.WAITING,
        "attempts": 0,
        "maybe_arrived": repeat,
        "doubts": 0,
        "why": "",
    }


def state_of(state: str, *, maybe_arrived: bool) -> State:
    """How it stands; a letter in doubt is one that waits and may have arrived."""
    return State.UNKNOWN if state == State.WAITING and maybe_arrived else State(state)


def of(row: Any) -> Letter:
    """The letter of a row."""
    return Letter(
        key=row.key,
        chat=row.chat,
        method=row.method,
        payload=row.payload,
        rank=Rank(row.rank),
        due=row.due,
        screen=row.screen,
        reminder=row.reminder,
        repeat=row.maybe_arrived,
    )
