"""
The guide: the whole way on one screen, its topics by groups, a word that is looked up.

    shopper: /guide 吊牌
    bot:     📖 吊牌、标签剪了还能退吗? …
"""

from telegram import Update

from domain import guide
from domain.guide import Entry, Group
from handlers.talk import keyboards, present
from handlers.talk.buttons import Button, Keyboard, in_rows, packed, short
from handlers.talk.context import Context
from handlers.talk.markup import Html, bold, join, lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import said

_WIDE = 12  # characters of two titles side by side
_GROUP = "+"  # before the id of a group: an entry may have the same


async def on_guide(update: Update, context: Context) -> None:
    """The command: alone the whole way, with a word what answers it."""
    message = update.effective_message
    _, _, word = (message.text or "" if message else "").partition(" ")
    found = guide.find(context.library.guide.entries, word)
    if len(found) == 1:
        await _show(context, found[0])
    elif found:
        await context.replies.show(context.words.guide_found(word.strip()), _topics(context, found), screen="home")
    else:
        nothing = context.words.guide_nothing(word.strip()) if word.strip() else None
        await _all(context, nothing)


async def on_topic(_: Update, context: Context) -> None:
    """One topic, or a group of them; without one the whole way; of a case the topic of the place where it stands."""
    tap = context.tap
    if tap is not None and tap.case:
        case = await present.case_of_tap(context)
        entry = guide.of(context.library.guide.entries, case) if case else None
        if case is not None and entry is not None:
            await context.replies.show(_text(context, entry), present.back_to(case, context), screen=case.id)
        elif case is not None:
            await _all(context)
        return
    detail = tap.detail if tap else ""
    group = context.library.guide.group(detail.removeprefix(_GROUP)) if detail.startswith(_GROUP) else None
    entry = next((each for each in context.library.guide.entries if each.id == detail), None)
    if group is not None:
        await _show_group(context, group)
    else:
        await (_show(context, entry) if entry else _all(context))


async def _show(context: Context, entry: Entry) -> None:
    topics = (Button(context.words.b_topics, Tap(Verb.GUIDE)),)
    await context.replies.show(_text(context, entry), (topics, *keyboards.back_home(context.words)), screen="home")


async def _show_group(context: Context, group: Group) -> None:
    topics = _topics(context, context.library.guide.within(group))
    title = bold(join(" ", "📖", said(context.words, group.title)))
    back = (Button(context.words.b_topics, Tap(Verb.GUIDE)),)
    await context.replies.show(lines(title, context.words.guide_ask()), (*topics[:-1], back, topics[-1]), screen="home")


async def _all(context: Context, first: Html | None = None) -> None:
    text = lines(first, context.words.guide())
    groups = (
        Button(said(context.words, each.title), Tap(Verb.GUIDE, detail=f"{_GROUP}{each.id}"))
        for each in context.library.guide.groups
    )
    await context.replies.show(text, (*in_rows(groups), *keyboards.back_home(context.words)), screen="home")


def _topics(context: Context, entries: tuple[Entry, ...]) -> Keyboard:
    listed = (Button(short(said(context.words, each.title)), Tap(Verb.GUIDE, detail=each.id)) for each in entries)
    return (*packed(listed, _WIDE), *keyboards.back_home(context.words))


def _text(context: Context, entry: Entry) -> Html:
    title = bold(join(" ", "📖", said(context.words, entry.title)))
    return lines(title, said(context.words, entry.text), context.words.guide_foot())
