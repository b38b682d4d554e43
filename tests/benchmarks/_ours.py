"""Our bot as `refundkeeper run` builds it, our own speed limits lifted: with its scenes, or as a mere echo."""

import asyncio
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot import logs, settings, speech
from bot.app import App, open_world
from bot.clocks import RandomIds, SystemClock
from bot.voice import Carrier, Voice
from domain.moments import Moment
from domain.ports import Store
from handlers.talk.buttons import Button
from handlers.talk.markup import Html
from handlers.talk.replies import Replies
from handlers.talk.taps import Tap, Verb
from storage import librarian
from tests.kit.running import HURRY, UNHURRIED


async def tapped(update: Update, context: Any) -> None:
    """Say back what was tapped, as the stock bots do, on our road: kept first, then confirmed, then said."""
    query = update.callback_query
    assert query is not None
    again = ((Button("again", Tap(Verb.HOME)),),)
    await context.replies.show(Html(f"{query.data} {update.update_id}"), again, screen="echo")


async def _context(_carrier: Carrier, update: Update, store: Store, now: Moment) -> Any:
    query, chat = update.callback_query, update.effective_chat
    shown = query.message.message_id if query and query.message else None
    replies = Replies(store, chat.id if chat else 0, f"update:{update.update_id}", now, tapped=shown)
    return SimpleNamespace(replies=replies, toast=None)


async def _run(what: str) -> None:
    voice: Voice = speech.voice(librarian.load(), RandomIds())
    if what == "echo":
        voice = replace(voice, routes=[CallbackQueryHandler(tapped)], make_context=_context)
    async with open_world(settings.read(None, **UNHURRIED), SystemClock()) as world:
        await App(world, voice, HURRY).run(asyncio.Event())


if __name__ == "__main__":
    logs.to()
    asyncio.run(_run(sys.argv[1]))
