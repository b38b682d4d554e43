"""The wish for a dossier: kept until it is fulfilled or given up, so that nobody has to ask twice after a restart."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.moments import Moment

A_DAY = 5  # dossiers that one person may have made in a day
EVERYTHING = ""  # instead of a case: all that is kept of the person is wished for
TRIES = 3  # a wish that ended three makers is not tried a fourth time
AGAIN = (timedelta(seconds=10), timedelta(minutes=2))  # after the first, the second failure


class State(StrEnum):
    """How a wish stands. The value is stored: never reuse one."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"  # its files are handed over
    FAILED = "failed"  # given up, and said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    One dossier of one case, or `EVERYTHING`, wished by its owner.

    `masked`: the variant that is shared. `attempts` counts how often making was begun; it also says who holds it now.
    """

    id: str
    owner: int
    chat: int
    case: str
    language: str
    masked: bool
    asked: Moment
    attempts: int = 0
    state: State = State.WAITING

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.state in {State.WAITING, State.WORKING}
