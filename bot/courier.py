"""The courier: one letter → one call to Telegram, with the few detours that make it arrive all the same."""

import asyncio
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePath
from typing import Any, TypeGuard

import structlog
from telegram import Bot, Message
from telegram.error import ChatMigrated, RetryAfter

from bot import verdicts
from bot.line import call
from bot.verdicts import Fate
from domain.ports import Vault
from domain.post import DRAWING, VAULT, Letter
from storage.gallery import Gallery
from storage.press import NotPrinted

log = structlog.get_logger(__name__)

LONGEST_CALL = 50.0  # seconds with all detours: the letter's lease is 60
_DETOURS = 3  # a group that moved, a message that is gone, a formatting that is refused
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it went. `wait`: seconds Telegram asks for. `message_id`: the message that now shows the letter."""

    fate: Fate
    why: str = ""
    message_id: int | None = None
    wait: float = 0.0


class Courier:
    """Hands letters to Telegram through python-telegram-bot. Never raises for a letter: every end has a fate."""

    def __init__(self, bot: Bot, vault: Vault, gallery: Gallery) -> None:
        self._bot = bot
        self._vault = vault
        self._gallery = gallery

    async def deliver(self, letter: Letter) -> Delivery:
        """Send it, following a moved group, replacing a lost message, dropping a refused formatting."""
        try:
            async with asyncio.timeout(LONGEST_CALL):
                return await self._deliver(letter)
        except TimeoutError as error:
            return _delivery(error, letter)

    async def _deliver(self, letter: Letter) -> Delivery:
        delivery = Delivery(Fate.DEAD, "no way was left")
        for _ in range(_DETOURS + 1):
            try:
                return Delivery(Fate.SENT, message_id=_message_id(await self._call(letter), letter))
            except Exception as error:  # noqa: BLE001 - the table of verdicts has a row for everything
                delivery = _delivery(error, letter)
                detour = _detour(delivery.fate, letter, error)
            if detour is None:
                return delivery
            letter = detour
        return replace(delivery, fate=Fate.DEAD)

    async def _call(self, letter: Letter) -> Any:
        payload = {"chat_id": letter.chat, **letter.payload}
        if any(map(_is_drawing, payload.values())):
            return await self._draw(letter.method, payload)
        if not any(_is_upload(value) for value in payload.values()):
            return await call(self._bot, letter.method, payload)
        return await getattr(self._bot, letter.method)(**await self._with_bytes(payload))

    async def _draw(self, method: str, payload: Mapping[str, Any]) -> Any:
        """With the picture; where it cannot be drawn, its words go alone."""
        whole = dict(payload)
        [name] = [each for each, value in payload.items() if _is_drawing(value)]
        try:
            whole[name] = await self._gallery.get(whole[name])
        except NotPrinted as error:
            log.warning("picture_not_drawn", why=str(error))
            words = {"text": whole.pop("caption"), **{key: value for key, value in whole.items() if key != name}}
            return await call(self._bot, "sendMessage", words)
        return await getattr(self._bot, method)(**whole, filename=f"{DRAWING}.png")

    async def _with_bytes(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """The payload with bytes where it named bytes in the vault; their name is `filename`, else the vault's."""
        whole = dict(payload)
        for name, value in payload.items():
            if _is_upload(value):
                stored_as = value.removeprefix(VAULT)
                whole[name] = await self._vault.get(stored_as)
                whole.setdefault("filename", PurePath(stored_as).name)
        return whole


def _is_upload(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.startswith(VAULT)


def _is_drawing(value: object) -> bool:
    return isinstance(value, Mapping) and value.get("kind") == DRAWING


def _delivery(error: Exception, letter: Letter) -> Delivery:
    fate = verdicts.once_more(verdicts.of(error), letter.method)
    if fate is Fate.GONE and letter.method not in _REPLACEABLE:
        fate = Fate.SENT if letter.method == "editMessageReplyMarkup" else Fate.DEAD
    why = f"{type(error).__name__}: {error}"
    return Delivery(fate, why, letter.payload.get("message_id"), _seconds_to_wait(error))


def _seconds_to_wait(error: Exception) -> float:
    if not isinstance(error, RetryAfter):
        return 0.0
    asked = error.retry_after  # a timedelta or a number, as PTB_TIMEDELTA says
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


_REPLACEABLE = {"editMessageText": "sendMessage"}


def _detour(fate: Fate, letter: Letter, error: Exception) -> Letter | None:
    """The letter on another way; None where there is none."""
    match fate:
        case Fate.MOVED if isinstance(error, ChatMigrated):
            payload = {**letter.payload, "chat_id": error.new_chat_id}
            return replace(letter, chat=error.new_chat_id, payload=payload)
        case Fate.GONE:
            payload = {name: value for name, value in letter.payload.items() if name != "message_id"}
            return replace(letter, method=_REPLACEABLE[letter.method], payload=payload)
        case Fate.PLAIN if "parse_mode" in letter.payload:
            return replace(letter, payload=as_plain(letter.payload))
        case _:
            return None


def as_plain(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same words without formatting: what is a tag goes, what was escaped comes back."""
    plain = {name: value for name, value in payload.items() if name != "parse_mode"}
    for name in ("text", "caption"):
        if isinstance(plain.get(name), str):
            plain[name] = html.unescape(_TAG.sub("", plain[name]))
    return plain


def marked(letter: Letter, mark: str) -> Letter:
    """The letter with a line in front: it may have arrived before."""
    payload = dict(letter.payload)
    for name in ("text", "caption"):
        if isinstance(payload.get(name), str):
            payload[name] = f"{mark}\n{payload[name]}"
    return replace(letter, payload=payload)


def _message_id(result: object, letter: Letter) -> int | None:
    """The message that shows the letter: of several the first; the one that was edited where the answer names none."""
    first = result[0] if isinstance(result, list | tuple) and result else result
    if isinstance(first, Message):
        return first.message_id
    shown = first if isinstance(first, Mapping) else letter.payload
    number = shown.get("message_id")
    return number if isinstance(number, int) else None
