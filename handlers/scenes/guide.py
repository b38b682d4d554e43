"""
The guide: the whole way on one screen, its topics by groups, a word that is looked up.

    shopper: /guide 吊牌
    bot:     📖 吊牌、标签剪了还能退吗？ …
"""

from telegram import Update

from domain import guide
from domain.case import HOME_PLATFORM
from domain.guide import Entry, Group
from handlers.talk import drawings, guessing, keyboards, ladder_drawings, present
from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.context import Context
from handlers.talk.ladder_drawings import Kind
from handlers.talk.markup import Html, bold, join, lines
from handlers.talk.taps import Tap, Verb
from handlers.talk.words.catalogue.words import said

_GROUP = "+"  # before the id of a group: an entry may have the same
_PICTURE = "%"  # before the id of a group, or alone for a case: its picture


async def on_guide(update: Update, context: Context) -> None:
    """The command: alone the whole way, with a word what answers it."""
    message = update.effective_message
    _, _, word = (message.text or "" if message else "").partition(" ")
    found = guide.find(context.library.guide.entries, word)
    if len(found) == 1:
        await _show(context, found[0])
    elif found:
        await context.replies.show(
            context.words.guide_found(word.strip()), guessing.topics(context.words, found), screen="home"
        )
    else:
        nothing = context.words.guide_nothing(word.strip()) if word.strip() else None
        await _all(context, nothing)


async def on_topic(_: Update, context: Context) -> None:
    """One topic, a group of them, or its picture; without any the whole way; of a case what its place needs."""
    tap, book = context.tap, context.library.guide
    detail = tap.detail if tap else ""
    group = book.group(detail[1:])
    if detail.startswith(_PICTURE) and detail[1:] in set(Kind):
        await _draw_ladder(context, Kind(detail[1:]))
    elif tap is not None and tap.case:
        await _of_case(context, is_picture=detail == _PICTURE)
    elif group is not None and detail.startswith(_GROUP):
        await _show_group(context, group)
    elif group is not None and detail.startswith(_PICTURE):
        await _draw(context, group)
    else:
        entry = next((each for each in book.entries if each.id == detail), None)
        await (_show(context, entry) if entry else _all(context))


async def _of_case(context: Context, *, is_picture: bool) -> None:
    case = await present.case_of_tap(context)
    if case is None:
        return
    back = present.back_to(case, context)
    entry = guide.of(context.library.guide.entries, case)
    if is_picture:
        caption = context.words.picture_of_case(context.look.name(case))
        await context.replies.draw(drawings.of_case(context.look, case, context.library), caption, back)
    elif entry is None:
        await _all(context)
    else:
        where = (Button(context.words.b_where, Tap(Verb.GUIDE, case.id, 0, _PICTURE)),)
        await context.replies.show(_text(context, entry), (where, *back), screen=case.id)


async def _show(context: Context, entry: Entry) -> None:
    topics = (Button(context.words.b_topics, Tap(Verb.GUIDE)),)
    await context.replies.show(_text(context, entry), (topics, *keyboards.back_home(context.words)), screen="home")


async def _show_group(context: Context, group: Group) -> None:
    topics = guessing.topics(context.words, context.library.guide.within(group))
    title = bold(join(" ", "📖", said(context.words, group.title)))
    back = (Button(context.words.b_topics, Tap(Verb.GUIDE)),)
    keyboard = (*_pictures(context, group), *topics[:-1], back, topics[-1])
    await context.replies.show(lines(title, context.words.guide_ask()), keyboard, screen="home")


async def _draw(context: Context, group: Group) -> None:
    drawing = drawings.of_group(context.words, group, context.library, HOME_PLATFORM, context.now)
    if drawing is None:
        await _show_group(context, group)
        return
    caption = context.words.picture_caption(said(context.words, group.title))
    await context.replies.draw(drawing, caption, guessing.topics(context.words, context.library.guide.within(group)))


async def _draw_ladder(context: Context, kind: Kind) -> None:
    words, group = context.words, context.library.guide.group(Kind.GOODS)
    topics = guessing.topics(context.words, context.library.guide.within(group) if group else ())
    caption = words.picture_caption(words.ladder_kinds[kind.value])
    await context.replies.draw(ladder_drawings.of_kind(words, kind, context.library), caption, topics)


def _pictures(context: Context, group: Group) -> Keyboard:
    """A button for each picture that a group of topics has."""
    words = context.words
    if group.id == Kind.GOODS:
        return in_rows(
            Button(f"🗺 {words.ladder_kinds[kind.value]}", Tap(Verb.GUIDE, detail=f"{_PICTURE}{kind.value}"))
            for kind in Kind
        )
    picture = Button(words.b_picture, Tap(Verb.GUIDE, detail=f"{_PICTURE}{group.id}"))
    return ((picture,),) if drawings.is_drawn(group) else ()


async def _all(context: Context, first: Html | None = None) -> None:
    text = lines(first, context.words.guide())
    groups = (
        Button(said(context.words, each.title), Tap(Verb.GUIDE, detail=f"{_GROUP}{each.id}"))
        for each in context.library.guide.groups
    )
    await context.replies.show(text, (*in_rows(groups), *keyboards.back_home(context.words)), screen="home")


def _text(context: Context, entry: Entry) -> Html:
    title = bold(join(" ", "📖", said(context.words, entry.title)))
    return lines(title, said(context.words, entry.text), context.words.guide_foot())
