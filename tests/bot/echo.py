"""The smallest talkers: one says back what was typed, one stumbles on request."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.voice import Carrier, Voice
from domain.evidence import Proof
from domain.moments import Moment
from domain.people import Person
from domain.ports import Store
from domain.quotas import Refusal
from handlers.talk.markup import Html
from handlers.talk.replies import Replies


@dataclass
class Echo:
    """`stumbles`: how often ``/boom`` fails before it works, `over`: with what; `met`: what reached a route."""

    stumbles: int = 1_000
    over: Exception = field(default_factory=lambda: RuntimeError("boom"))
    met: list[str] = field(default_factory=list)

    def voice(self) -> Voice:
        """These talkers as the roads want them."""
        return Voice(
            routes=[
                CommandHandler("boom", self._boom),
                CallbackQueryHandler(self._toast),
                MessageHandler(filters.TEXT, self._say),
            ],
            make_context=self._context,
            on_mishap=self._mishap,
            on_no_room=self._no_room,
            is_upload=lambda update: bool(filters.PHOTO.check_update(update)),
            on_refusal=self._too_much,
            slow_down=lambda language: f"[{language} slowly]",
            beat=self._beat,
            repeat_mark=lambda language: f"[{language} again]",
            late_mark=lambda language, by, why: f"[{language} late {by.total_seconds():.0f} {why}]",
        )

    async def _context(self, _carrier: Carrier, update: Update, store: Store, now: Moment) -> Any:
        chat = update.effective_chat
        who = chat.id if chat else 0
        if await store.people.get(who) is None:
            await store.people.save(Person(id=who, chat=who, language="en"))
        return SimpleNamespace(store=store, replies=Replies(store, who, f"update:{update.update_id}", now), toast=None)

    async def _say(self, update: Update, context: Any) -> None:
        text = update.effective_message.text if update.effective_message else ""
        self.met.append(text or "")
        await context.replies.say(Html(text or "?"), screen="echo")

    async def _boom(self, _update: Update, context: Any) -> None:
        self.met.append("boom")
        await context.replies.say(Html("half a sentence"))
        if self.met.count("boom") <= self.stumbles:
            raise self.over

    async def _toast(self, update: Update, context: Any) -> None:
        self.met.append("tap")
        context.toast = f"tapped {update.callback_query.data if update.callback_query else ''}"

    async def _mishap(self, store: Store, chat: int, update_id: int, now: Moment) -> None:
        await Replies(store, chat, f"mishap:{update_id}", now).say(Html("sorry"))

    async def _no_room(self, store: Store, proof: Proof, now: Moment) -> None:
        await Replies(store, proof.owner, f"noroom:{proof.set_id}", now).say(Html("no room yet"))

    async def _too_much(self, store: Store, chat: int, update_id: int, refusal: Refusal, now: Moment) -> None:
        await Replies(store, chat, f"flood:{update_id}", now).say(Html(f"{refusal.thing} {refusal.waits}"))

    async def _beat(self, _store: Store, _now: Moment) -> int:
        return 0
