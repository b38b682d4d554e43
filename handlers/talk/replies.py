"""
Saying things: every reply is a row of the outbox, written in the scene's own transaction. Telegram is never awaited.

A reply to a tap edits the message that was tapped; a reply to anything else is a new message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.moments import Moment
from domain.ports import Store
from domain.post import VAULT, Letter, Rank
from handlers.talk.buttons import Keyboard, as_markup
from handlers.talk.markup import TEXT_LIMIT, Html

DRAFT_SCREEN = "draft"


@dataclass
class Replies:
    """
    What is said in one chat during one unit of work.

    `key` names the cause (an update, a reminder): with it a repeated cause writes the same letters again, and the
    outbox keeps one. `tapped` is the message whose button was pressed. `repeat`: the same may have been said before.
    `due`: not to be said sooner.
    """

    store: Store
    chat: int
    key: str
    now: Moment
    tapped: int | None = None
    rank: Rank = Rank.ANSWER
    reply_to: int | None = None
    repeat: bool = False
    due: Moment | None = None
    _written: int = field(default=0, init=False)

    async def say(self, text: Html, keyboard: Keyboard = (), *, screen: str = "", reminder: str = "") -> None:
        """A new message. With `screen` it becomes the place where that screen is edited later."""
        payload = self._payload(text, keyboard)
        if self.reply_to is not None:
            payload["reply_parameters"] = {"message_id": self.reply_to, "allow_sending_without_reply": True}
        await self._put("sendMessage", payload, screen=screen, reminder=reminder)

    async def show(self, text: Html, keyboard: Keyboard = (), *, screen: str = "") -> None:
        """The tapped message becomes this; where nothing was tapped, a new message does."""
        if self.tapped is None:
            await self._leave_behind(screen)
            await self.say(text, keyboard, screen=screen)
            return
        if screen:
            await self.store.screens.put(self.chat, screen, self.tapped)
        payload = {"message_id": self.tapped, **self._payload(text, keyboard)}
        await self._put("editMessageText", payload, screen=screen)

    async def send(self, stored_as: str, filename: str, caption: Html) -> None:
        """A file from the vault, as it is."""
        payload = {"document": f"{VAULT}{stored_as}", "filename": filename, "caption": caption, "parse_mode": "HTML"}
        await self._put("sendDocument", payload)

    async def draw(self, drawing: Mapping[str, Any], caption: Html, keyboard: Keyboard = ()) -> None:
        """A picture that is drawn when it is sent (handlers/talk/drawings.py), as a new message."""
        payload: dict[str, Any] = {"photo": drawing, "caption": caption, "parse_mode": "HTML"}
        if keyboard:
            payload["reply_markup"] = as_markup(keyboard)
        await self._put("sendPhoto", payload)

    async def _leave_behind(self, screen: str) -> None:
        """The older message of this screen keeps its words and loses its buttons: one place to tap, not two."""
        before = await self.store.screens.shown(self.chat, screen) if screen else None
        if before is not None:
            await self._put("editMessageReplyMarkup", {"message_id": before})

    def _payload(self, text: Html, keyboard: Keyboard) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "text": fit(text),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if keyboard:
            payload["reply_markup"] = as_markup(keyboard)
        return payload

    async def _put(self, method: str, payload: Mapping[str, Any], *, screen: str = "", reminder: str = "") -> None:
        self._written += 1
        letter = Letter(
            key=f"{self.key}:{self._written}",
            chat=self.chat,
            method=method,
            payload={"chat_id": self.chat, **payload},
            rank=self.rank,
            due=self.due or self.now,
            screen=screen,
            reminder=reminder,
            repeat=self.repeat,
        )
        await self.store.outbox.put(letter)


def fit(text: Html) -> Html:
    """The text, cut at whole lines to what a message holds; the limit is in UTF-16 units, as Telegram counts."""
    if _units(text) <= TEXT_LIMIT:
        return text
    kept: list[str] = []
    room = TEXT_LIMIT - 2
    for line in text.split("\n"):
        room -= _units(line) + 1
        if room < 0:
            break
        kept.append(line)
    return Html("\n".join([*kept, "…"]))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
