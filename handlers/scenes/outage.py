"""After a time of which something is missing: whoever may be concerned hears it once, when awake, after all else."""

from domain import waking
from domain.library import Library
from domain.moments import Moment
from domain.outages import Kind, Outage
from domain.people import Person
from domain.ports import Store
from domain.post import Rank
from handlers.talk import keyboards
from handlers.talk.beating import Beat
from handlers.talk.cards import Look
from handlers.talk.markup import Html

AT_ONCE = 100  # people in one unit of work


async def beat(store: Store, library: Library, now: Moment) -> int:
    """Tell the next people; gives how many steps were done, so that the ticker knows to come again."""
    outage = await store.outages.untold()
    if outage is None:
        return 0
    this = Beat(store, library, now)
    people = await store.outages.concerned(outage, AT_ONCE)
    for person in people:
        if outage.lost is None or await _has_something_open(this, person):
            await _tell(this, outage, person)
    await store.outages.told(outage, people[-1].id if people else None)
    return 1


async def _has_something_open(this: Beat, person: Person) -> bool:
    """Who may have written to us about it."""
    return person.draft is not None or any(case.is_open for case in await this.store.cases.of(person.id))


async def _tell(this: Beat, outage: Outage, person: Person) -> None:
    look = this.look(person)
    replies = this.replies(person, f"outage:{outage.began.isoformat()}:{person.id}", Rank.NOTICE)
    replies.due = waking.after_sleep(this.now, person.wishes)
    await replies.say(_text(look, outage), keyboards.to_cases(look.words))


def _text(look: Look, outage: Outage) -> Html:
    words, away = look.words, _stretch(look, outage.began, outage.ended)
    if outage.kind is Kind.RESTORED:
        return words.was_restored(away)
    if outage.lost is None:
        return words.was_away(away)
    return words.was_long_away(away, _stretch(look, *outage.lost))


def _stretch(look: Look, start: Moment, end: Moment) -> str:
    return look.words.stretch(start.astimezone(look.zone), end.astimezone(look.zone), look.today)
