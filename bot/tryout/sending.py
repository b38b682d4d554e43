"""The methods that put a message into a chat."""

import copy
from typing import Any

from bot.tryout.addressing import chat_of, message_of, reply_of, writable
from bot.tryout.call import Call
from bot.tryout.chats import Json, Message
from bot.tryout.keyboards import inline_of
from bot.tryout.media import album_of, content_of
from bot.tryout.refusals import bad
from bot.tryout.texts import caption_of, message_text
from bot.tryout.town import Town

HEAD = frozenset({"message_id", "from", "chat", "date", "edit_date", "reply_to_message", "reply_markup"})
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "pick_up_location",
    }
)


def _send(town: Town, call: Call, content: Json) -> Json:
    """Check keyboard, chat, answered message and rate in Telegram's order, then post."""
    markup = inline_of(call)
    chat = writable(town, call)
    extras = reply_of(town, call, chat) | ({"reply_markup": markup} if markup else {})
    if call.flag("protect_content"):
        extras["has_protected_content"] = True
    town.rates.spend(chat.id)
    return town.post(chat, town.bot, content | extras).raw


def send_message(town: Town, call: Call) -> Json:
    """Answer sendMessage."""
    return _send(town, call, message_text(call))


def send_file(town: Town, call: Call) -> Json:
    """Answer sendPhoto, sendDocument, sendVideo, sendAnimation, sendAudio and sendVoice."""
    kind = call.method.removeprefix("send").lower()
    content = content_of(town, call, kind, field=kind) | caption_of(call)
    if call.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return _send(town, call, content)


def send_location(town: Town, call: Call) -> Json:
    """Answer sendLocation."""
    place = {"latitude": call.number("latitude"), "longitude": call.number("longitude")}
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise bad("wrong location specified")
    return _send(town, call, {"location": place})


def send_media_group(town: Town, call: Call) -> list[Json]:
    """Answer sendMediaGroup: every item is a message of its own, tied by one media_group_id."""
    contents = album_of(town, call)
    chat = writable(town, call)
    extras = reply_of(town, call, chat)
    if call.flag("protect_content"):
        extras["has_protected_content"] = True
    town.rates.spend(chat.id, len(contents))
    group = {"media_group_id": town.next_album()}
    return [town.post(chat, town.bot, {**group, **content, **extras}).raw for content in contents]


def send_chat_action(town: Town, call: Call) -> bool:
    """Answer sendChatAction."""
    action = call.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = writable(town, call)
    chat.actions.append(action)
    town.events.publish("action", chat=chat.id, action=action)
    return True


def _source(town: Town, call: Call, words: str) -> Message:
    return message_of(call, chat_of(town, call, "from_chat_id"), words)


def copy_message(town: Town, call: Call) -> Json:
    """Answer copyMessage: the same content without its origin; a given caption replaces the old one."""
    message = _source(town, call, "message to copy")
    content = {key: copy.deepcopy(value) for key, value in message.raw.items() if key not in HEAD}
    for name in ("forward_origin", "media_group_id", "has_protected_content"):
        content.pop(name, None)
    if call.has("caption") and "text" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_of(call)
    return {"message_id": _send(town, call, content)["message_id"]}


def forward_message(town: Town, call: Call) -> Json:
    """Answer forwardMessage."""
    message = _source(town, call, "message to forward")
    if message.raw.get("has_protected_content"):
        raise bad("message can't be forwarded")
    return _send(town, call, forwarded(message))


def forwarded(message: Message) -> Json:
    """Give the content of a forward: the same, with the first sender and time in `forward_origin`."""
    content = {key: copy.deepcopy(value) for key, value in message.raw.items() if key not in HEAD}
    content.pop("media_group_id", None)
    first = {"type": "user", "date": message.raw["date"], "sender_user": message.raw["from"]}
    return {"forward_origin": copy.deepcopy(first), **content}


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendPhoto": send_file,
    "sendDocument": send_file,
    "sendVideo": send_file,
    "sendAnimation": send_file,
    "sendAudio": send_file,
    "sendVoice": send_file,
    "sendLocation": send_location,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
}
