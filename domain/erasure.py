"""What is kept of a person, and the wish that it be gone: asked twice, and not on a button from another day."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from domain.moments import Moment

FAREWELL = "farewell"  # before the key of the last word to somebody who wants to be forgotten
MEANT_FOR = timedelta(minutes=15)  # so long a last question may be answered; older ones are asked anew


@dataclass(frozen=True, slots=True)
class Holdings:
    """
    What is kept of a person, counted.

    `archived` of the cases are put away; `files` are pieces of evidence of `size` bytes together; `named`: whether
    name, phone or address of who writes are kept.
    """

    cases: int
    archived: int
    files: int
    size: int
    named: bool
    since: Moment | None


class Erasure(Protocol):
    """What is kept, and its end."""

    async def holdings(self, person: int) -> Holdings:
        """What is kept of the person."""

    async def forget(self, person: int, now: Moment) -> None:
        """Delete everything of a person for good, the key of their evidence included."""

    async def forget_case(self, owner: int, case: str) -> bool:
        """Delete the owner's case with all that hangs on it; False if there is none."""


def stamp(now: Moment) -> str:
    """What a last question carries, so that it can be told how old it is: seconds since 1970."""
    return str(int(now.timestamp()))


def is_meant(stamped: str, now: Moment, joined: Moment | None) -> bool:
    """Whether an answer to a question of that stamp is still meant: asked just now, and of this very acquaintance."""
    if not (stamped.isascii() and stamped.isdigit() and len(stamped) < 12):
        return False
    asked = datetime.fromtimestamp(int(stamped), UTC)
    known = joined is None or asked >= joined - timedelta(seconds=1)  # a stamp has whole seconds
    return known and now - MEANT_FOR <= asked <= now + timedelta(seconds=1)
