"""What we keep account of: what was promised and what became of it, what is missing, what was seen in pictures."""

from collections.abc import Sequence
from typing import Protocol

from domain.ledger import Account, LedgerLine, Page
from domain.moments import Moment
from domain.outages import Outage
from domain.people import Person
from domain.seeing import Blind, Looked, Seen


class Ledger(Protocol):
    """What was promised and what became of it, to be read."""

    async def coming(self, owner: int, now: Moment, page: Page) -> Sequence[LedgerLine]:
        """What is planned for the owner, soonest first."""

    async def past(self, owner: int, now: Moment, page: Page) -> Sequence[LedgerLine]:
        """What fell due, or ended before it did, the latest first."""

    async def account(self, owner: int, now: Moment) -> Account:
        """What is owed to the owner."""


class Outages(Protocol):
    """Times of which something is missing, and who has been told of them."""

    async def untold(self) -> Outage | None:
        """The oldest outage of which not everybody has been told, ours until this unit of work ends."""

    async def concerned(self, outage: Outage, limit: int) -> Sequence[Person]:
        """The next people who may miss something."""

    async def told(self, outage: Outage, up_to: int | None) -> None:
        """Everybody up to this one has been told; None means that nobody is left."""


class Looks(Protocol):
    """What was seen in pictures of evidence."""

    async def of(self, owner: int, proof: str) -> Seen | Blind | None:
        """What was seen in the owner's picture; None while nobody has looked, or where there is nothing to look at."""

    async def open_in(self, set_id: str) -> bool:
        """Whether a picture of this set is still to be looked at."""

    async def untold(self, limit: int) -> Sequence[Looked]:
        """Looks that are over and that no scene was given yet."""

    async def tell(self, proof: str) -> bool:
        """Claim the telling of a look; False if somebody already did."""
