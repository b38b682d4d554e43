"""What a scene holds that no update called, but the time."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.ledger import Result, Why
from domain.library import Library
from domain.moments import Moment
from domain.people import Person
from domain.ports import Due, Store
from domain.post import Rank
from handlers.talk.cards import Look
from handlers.talk.context import words_for
from handlers.talk.replies import Replies


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat of the heart: a unit of work, the shipped knowledge, the time."""

    store: Store
    library: Library
    now: Moment

    def look(self, person: Person) -> Look:
        """How texts are written for this person now."""
        words, zone = words_for(person.language), ZoneInfo(person.wishes.zone)
        return Look(words, zone, self.now, self.library.carriers, self.library.sums)

    def replies(self, person: Person, cause: str, rank: Rank) -> Replies:
        """What is said to this person; the same cause says it once."""
        return Replies(self.store, person.chat, cause, self.now, rank=rank)

    async def drop(self, due: Due, why: Why, *, into: str = "") -> None:
        """This is not sent, and the ledger says why."""
        await self.store.reminders.settle(due.id, self.now, Result.DROPPED, why, into=into)


@dataclass(frozen=True, slots=True)
class Teller:
    """One person who is told something that no update of theirs asked for now."""

    store: Store
    library: Library
    now: Moment
    person: Person
    replies: Replies
    look: Look
