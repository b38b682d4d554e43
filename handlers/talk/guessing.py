"""
What a sentence that nobody asked for may be about: a question that the guide answers, or the wish for a refund.

    shopper: 吊牌剪了还能退吗
    bot:     你是想问：    [吊牌、标签剪了还能退吗？]
"""

from collections.abc import Sequence

from domain import guide
from domain.guide import Entry
from handlers.talk import keyboards
from handlers.talk.buttons import Button, Keyboard, packed, short
from handlers.talk.context import Context
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import Words, said

_WIDE = 12  # characters of two titles side by side


def topics(words: Words, entries: Sequence[Entry]) -> Keyboard:
    """A button for each topic, and the way home."""
    listed = (Button(short(said(words, each.title)), Tap(Verb.GUIDE, detail=each.id)) for each in entries)
    return (*packed(listed, _WIDE), *keyboards.back_home(words))


async def answered(context: Context, text: str) -> bool:
    """Whether something was offered: never where a question is open, as the text was meant for that."""
    words, person = context.words, context.person
    if person.asking is not None:
        return False
    if guide.wants_a_refund(text):
        await context.replies.say(words.wants_a_refund(), keyboards.home(words, person.draft), screen="home")
        return True
    found = guide.asked(context.library.guide.entries, text)
    if found:
        await context.replies.say(words.may_ask(), topics(words, found), screen="home")
    return bool(found)
