"""From Telegram's message to plain facts: what was sent, by whom, forwarded from where. No decisions."""

from dataclasses import dataclass
from datetime import datetime

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from domain.evidence import Kind
from domain.storable import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A piece of evidence as Telegram describes it, before its bytes are here. Sizes are in bytes."""

    kind: Kind
    file_id: str = ""
    unique_id: str = ""
    name: str = ""
    claimed_type: str = ""
    size: int = 0
    text: str = ""


def sent_in(message: Message) -> Sent | None:
    """What a message brings as evidence; None for a sticker and the like. Forwarded text is evidence too."""
    if message.photo:
        largest = message.photo[-1]
        return _file(Kind.PHOTO, largest, claimed_type="image/jpeg")
    for kind, attachment in (
        (Kind.VIDEO, message.animation or message.video or message.video_note),
        (Kind.FILE, message.document),
        (Kind.VOICE, message.voice),
        (Kind.AUDIO, message.audio),
    ):
        if attachment is not None:
            return _file(kind, attachment)
    if message.location:
        return Sent(kind=Kind.LOCATION, text=f"{message.location.latitude:.5f}, {message.location.longitude:.5f}")
    if message.text:
        return Sent(kind=Kind.TEXT, text=storable(message.text))
    return None


def _file(kind: Kind, attachment: object, claimed_type: str = "") -> Sent:
    return Sent(
        kind=kind,
        file_id=str(getattr(attachment, "file_id", "")),
        unique_id=str(getattr(attachment, "file_unique_id", "")),
        name=str(getattr(attachment, "file_name", None) or ""),
        claimed_type=str(getattr(attachment, "mime_type", None) or claimed_type),
        size=int(getattr(attachment, "file_size", None) or 0),
    )


def sender_of(message: Message) -> str:
    """Who handed it to us, by name."""
    return message.from_user.full_name if message.from_user else ""


def origin_of(message: Message) -> tuple[str, datetime | None]:
    """Whom a forwarded message comes from, and when it was first sent; nothing for one that is not forwarded."""
    origin = message.forward_origin
    match origin:
        case None:
            return "", None
        case MessageOriginUser(sender_user=user):
            return user.full_name, origin.date
        case MessageOriginHiddenUser(sender_user_name=name):
            return name, origin.date
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.effective_name or "", origin.date
        case _:
            return "", origin.date
