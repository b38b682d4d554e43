"""What we ask of the world. One unit of work is one transaction: everything inside happens, or nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Protocol, Self

from domain.books import Ledger, Looks, Outages
from domain.case import Case
from domain.custody import Custody, Register
from domain.erasure import Erasure
from domain.evidence import Proof, ProofSet
from domain.ledger import Result, Why
from domain.mending import Mend
from domain.moments import Moment
from domain.orders import Order
from domain.people import Person
from domain.post import Letter
from domain.reminders import Planned


class Clock(Protocol):
    """The only way to the time."""

    def now(self) -> Moment:
        """The present instant, in UTC."""


class Ids(Protocol):
    """The only way to randomness: names for new things."""

    def new(self) -> str:
        """A fresh random public id (12 characters)."""


class People(Protocol):
    """Who talks to us."""

    async def get(self, person: int) -> Person | None:
        """The person of that Telegram id, or None."""

    async def save(self, person: Person) -> None:
        """Keep this state of the person."""

    async def to_be_digested(self, now: Moment, limit: int) -> Sequence[Person]:
        """Whose digest is due, of those who can be reached, locked until this unit of work ends."""


class Cases(Protocol):
    """The guarded door to cases: no owner, no case."""

    async def get(self, owner: int, case: str) -> Case:
        """The owner's case. Another person's case does not exist: raises NoSuchCase."""

    async def add(self, case: Case) -> None:
        """Keep a new case."""

    async def save(self, case: Case) -> Case:
        """Append the new happenings and the header; gives the case with its next version. Raises Stale."""

    async def of(self, owner: int, *, archived: bool = False) -> Sequence[Case]:
        """All cases of an owner, newest first."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder in line: its row's id, its owner, the plan; whether it may have been sent before a restore."""

    id: str
    owner: int
    planned: Planned
    maybe_sent: bool = False


@dataclass(frozen=True, slots=True)
class NewPlan:
    """All that an owner's case has to come, as it was just worked out."""

    owner: int
    case: str
    plan: Sequence[Planned]


class Reminders(Protocol):
    """The plan and what became of it."""

    async def replace(self, owner: int, case: str, plan: Sequence[Planned], now: Moment) -> Sequence[Due]:
        """Forget what a case had planned for later and keep this plan; gives what is still in line beside it."""

    async def replace_all(self, plans: Sequence[NewPlan], now: Moment) -> Sequence[Due]:
        """Do for many cases at once what `replace` does for one."""

    async def line_up(self, now: Moment) -> bool:
        """Let what has fallen due stand in line, a bounded number at once; tells whether nothing is left to line up."""

    async def claim(self, now: Moment, limit: int) -> Sequence[Due]:
        """What is due and unsettled, weightiest and soonest first, locked until this unit of work ends."""

    async def claim_of(self, owner: int, now: Moment) -> Sequence[Due]:
        """All that is due and unsettled of one person, likewise."""

    async def settle(self, reminder: str, now: Moment, result: Result, why: Why = Why.NONE, *, into: str = "") -> None:
        """Write down how it ended, and into which other it was merged; a reminder is settled exactly once."""

    async def get(self, owner: int, reminder: str) -> Due | None:
        """The owner's reminder, or None."""

    async def snooze(self, owner: int, reminder: str, at: Moment) -> None:
        """Plan the same reminder again at another moment, beside the plan, surviving a replan."""

    async def next_at(self) -> Moment | None:
        """When the next unsettled reminder of anyone is due."""

    async def next_of(self, owner: int, case: str) -> Moment | None:
        """When the next unsettled reminder of that case is due."""


class Proofs(Custody, Protocol):
    """Evidence and the sets it came in."""

    async def receive(self, proof: Proof, chat: int) -> bool:
        """Keep what is known of a proof; False if this very file is already known to its owner's set or case."""

    async def get(self, owner: int, proof: str) -> Proof | None:
        """The owner's proof, or None."""

    async def save(self, proof: Proof, now: Moment) -> bool:
        """Write down what became of the bytes; False if something became of them already."""

    async def unfetched(self, now: Moment, limit: int) -> Sequence[Proof]:
        """Whose bytes are still to be fetched and may be tried now."""

    async def retry_later(self, proof: str, at: Moment) -> None:
        """Fetching failed for now: try again at that moment."""

    async def quiet_sets(self, now: Moment, quiet: timedelta) -> Sequence[ProofSet]:
        """Unanswered sets that have been quiet for so long and have no bytes still to come."""

    async def set_of(self, owner: int, set_id: str) -> tuple[ProofSet, Sequence[Proof]] | None:
        """A set of the owner with its proofs in order, or None."""

    async def just_before(self, owner: int, chat: int, message_id: int) -> Proof | None:
        """The evidence nearest before that message in the owner's chat, deleted or not; None for none."""

    async def answer_set(self, set_id: str, last_seen: Moment | None = None) -> bool:
        """Claim the answering of a set; False if somebody already did, or if more came since it was `last_seen`."""

    async def mend(self, owner: int, set_id: str, mend: Mend) -> None:
        """Keep what the shopper put right of what was read in a set."""

    async def assign(self, owner: int, set_id: str, case: str | None, now: Moment) -> None:
        """Put a set and all its proofs, later ones included, into a case."""

    async def of_case(self, owner: int, case: str) -> Sequence[Proof]:
        """The evidence of a case, oldest first, without what its owner has deleted."""


class Outbox(Protocol):
    """The only road to Telegram for anything that must arrive."""

    async def put(self, letter: Letter) -> None:
        """Queue a letter; the same key twice is one letter."""

    async def supersede(self, chat: int, screen: str) -> None:
        """Drop letters for this screen that were not sent yet: a newer one replaces them."""

    async def have_plenty(self, now: Moment) -> bool:
        """Whether so many reminders could be sent at once that writing more of them would help nobody."""


class Screens(Protocol):
    """Which message shows what, so that it can be edited in place and a reply can be understood."""

    async def shown(self, chat: int, screen: str) -> int | None:
        """The message that shows this screen last, or None."""

    async def at(self, chat: int, message_id: int) -> str | None:
        """What that message shows, or None."""

    async def put(self, chat: int, screen: str, message_id: int) -> None:
        """That message now shows this screen."""


class Orders(Protocol):
    """Dossiers that are wished for."""

    async def put(self, order: Order) -> None:
        """Keep a wish; the same id twice is one."""

    async def since(self, owner: int, moment: Moment) -> Sequence[Order]:
        """What a person has wished since then, and what is still open from before."""


class Store(Protocol):
    """One unit of work."""

    people: People
    cases: Cases
    reminders: Reminders
    ledger: Ledger
    outages: Outages
    proofs: Proofs
    looks: Looks
    register: Register
    outbox: Outbox
    screens: Screens
    orders: Orders
    erasure: Erasure

    async def __aenter__(self) -> Self:
        """Begin."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit; or roll back if an error is on its way out."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Kept bytes: where, how many, their SHA-256 in hex (as they came), and the type their content speaks of."""

    stored_as: str
    size: int
    sha256: str
    type: str


class Vault(Protocol):
    """Original bytes, kept as they came, each under its owner's key. Not to be used inside a unit of work."""

    async def put(self, owner: int, data: bytes) -> Sealed:
        """Keep bytes for good: on disk before this returns. Raises VaultFull, VaultAway, NoSuchPerson."""

    async def get(self, stored_as: str) -> bytes:
        """The bytes again. Raises ProofDamaged if they were changed, are gone or their key is; VaultAway."""
