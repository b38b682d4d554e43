"""Anything else: a stale tap shows what is true now, an unknown text shows the way."""

from telegram import Update

from handlers.talk import present
from handlers.talk.context import Context
from handlers.talk.taps import Verb


async def on_text(_: Update, context: Context) -> None:
    """A text that answers nothing."""
    await present.lost(context)


async def on_tap(_: Update, context: Context) -> None:
    """A button that is no longer understood; a label that only looks like one does nothing."""
    if context.tap is not None and context.tap.verb is Verb.NOTHING:
        return
    context.toast = context.words.stale()
    case = await context.case_of(context.person.focus)
    if case is not None:
        await present.card(context, case)
        return
    if context.person.focus:
        await context.remember(focus=None)
    await present.home(context)


async def on_anything(_: Update, context: Context) -> None:
    """An update that asks for no answer: an edit, a member's change, a channel's post."""
    del context
