"""The digest: all that is open in one message, as often as a person wishes. Where nothing is open, nothing is sent."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from domain import waking
from domain.library import Library
from domain.moments import Moment, day_of
from domain.people import Person
from domain.ports import Store
from domain.post import Rank
from handlers.talk import open_cases
from handlers.talk.beating import Beat
from handlers.talk.buttons import Button
from handlers.talk.markup import lines
from handlers.talk.taps import Tap, Verb

AT_ONCE = 25  # people in one unit of work
STALE = timedelta(hours=12)  # a digest so late is left out: the next one says the same, and is right


async def beat(store: Store, library: Library, now: Moment) -> int:
    """Write the digests that are due; gives their number, so that the ticker knows to come again."""
    this = Beat(store, library, now)
    people = await store.people.to_be_digested(now, AT_ONCE)
    for person in people:
        if person.digest_at is not None and now - person.digest_at < STALE:
            await _tell(this, person)
        await store.people.save(replace(person, digest_at=waking.next_digest(person.wishes, now)))
    return len(people)


async def _tell(this: Beat, person: Person) -> None:
    look = this.look(person)
    found = open_cases.sort(look, this.library, await this.store.cases.of(person.id))
    if not found:
        return
    day = day_of(this.now, ZoneInfo(person.wishes.zone))
    replies = this.replies(person, f"digest:{person.id}:{day}", Rank.DIGEST)
    text = lines(
        look.words.digest_title(person.wishes.digest),
        *open_cases.summary(look, found),
        *open_cases.listed(look, found),
    )
    keyboard = open_cases.buttons(look, [case for case, _ in found])
    await replies.say(text, (*keyboard, (Button(look.words.b_settings, Tap(Verb.SETTINGS)),)), screen="digest")
