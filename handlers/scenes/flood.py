"""
Somebody sends faster than we take it: one calm word, and what becomes of what they sent.

    shopper: (forty photos within a minute)
    bot:     📥 一小时最多收 30 份，先存这些。其余的排着队，没丢，11月26日（周四）15:20 起接着存，不用重发。
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.moments import Moment, day_of
from domain.ports import Store
from domain.quotas import Refusal, Thing
from handlers.talk.context import words_for
from handlers.talk.markup import Html
from handlers.talk.replies import Replies
from handlers.talk.words.catalogue.words import Words

_MINUTE = timedelta(minutes=1)


async def tell(store: Store, chat: int, update_id: int, refusal: Refusal, now: Moment) -> None:
    """What was too much, whether it waits or must be sent again, and from when on; nobody is told who is not known."""
    person = await store.people.get(chat)
    if person is not None:
        zone = ZoneInfo(person.wishes.zone)
        text = _text(words_for(person.language), refusal, zone, now)
        await Replies(store, person.chat, f"flood:{update_id}", now).say(text)


def _text(words: Words, refusal: Refusal, zone: ZoneInfo, now: Moment) -> Html:
    if refusal.thing is Thing.ACTION:
        return words.too_many_actions(refusal.count)
    full = refusal.until.astimezone(zone).replace(second=0, microsecond=0) + _MINUTE  # never a minute too early
    until = words.moment(full, day_of(now, zone))
    return words.uploads_wait(refusal.count, until) if refusal.waits else words.uploads_lost(until)
