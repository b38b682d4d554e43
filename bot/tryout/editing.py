"""The methods that change, delete, pin or mark a message that stands already."""

import re
from typing import Any

from bot.tryout.addressing import chat_of, message_of, writable
from bot.tryout.call import Call
from bot.tryout.chats import Json, Message
from bot.tryout.keyboards import inline_of
from bot.tryout.media import described
from bot.tryout.refusals import bad
from bot.tryout.texts import caption_of, message_text, same
from bot.tryout.town import Town
from bot.tryout.updates import DAY

CAPTION = ("caption", "caption_entities", "show_caption_above_media")
FILES = ("photo", "document", "video", "animation", "audio", "voice")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
REACTIONS = frozenset(  # the free ones a bot may set, Bot API ReactionTypeEmoji
    re.split(
        r"\s",
        "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 "
        "🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
        "🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 "
        "🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ "
        "😡",
    )
)


def _target(town: Town, call: Call) -> Message:
    message = message_of(call, writable(town, call), "message to edit")
    if not message.outgoing:
        raise bad("message can't be edited")
    return message


def _apply(town: Town, message: Message, gone: tuple[str, ...], content: Json, markup: Json | None) -> Json:
    """Put new content and keyboard in; an edit without a keyboard takes the old one away, as Telegram does."""
    before = {key: value for key, value in message.raw.items() if key != "edit_date"}
    after = {key: value for key, value in before.items() if key not in {*gone, "reply_markup"}}
    after |= content | ({"reply_markup": markup} if markup else {})
    if same(before, after):
        raise bad(NOT_MODIFIED)
    town.change(message, after)
    return message.raw


def edit_text(town: Town, call: Call) -> Json:
    """Answer editMessageText."""
    content = message_text(call)
    markup = inline_of(call)
    message = _target(town, call)
    if "text" not in message.raw:
        raise bad("there is no text in the message to edit")
    return _apply(town, message, ("text", "entities", "link_preview_options"), content, markup)


def edit_caption(town: Town, call: Call) -> Json:
    """Answer editMessageCaption."""
    content = caption_of(call)
    markup = inline_of(call)
    message = _target(town, call)
    if not any(kind in message.raw for kind in FILES):
        raise bad("there is no caption in the message to edit")
    return _apply(town, message, CAPTION, content, markup)


def edit_media(town: Town, call: Call) -> Json:
    """Answer editMessageMedia."""
    item = call.decoded("media", "input media")
    if item is None:
        raise bad("media is empty")
    content = described(town, call, item)
    markup = inline_of(call)
    message = _target(town, call)
    return _apply(town, message, (*FILES, *CAPTION, "has_media_spoiler", "text", "entities"), content, markup)


def edit_markup(town: Town, call: Call) -> Json:
    """Answer editMessageReplyMarkup."""
    markup = inline_of(call)
    return _apply(town, _target(town, call), (), {}, markup)


def delete_message(town: Town, call: Call) -> bool:
    """Answer deleteMessage."""
    chat = writable(town, call)
    message = message_of(call, chat, "message to delete")
    if not _deletable(town, message):
        raise bad("message can't be deleted for everyone")
    town.remove(message)
    return True


def _deletable(town: Town, message: Message) -> bool:
    """Younger than 48 hours, and the bot's own or in a private chat."""
    young = town.now() - message.raw["date"] < 2 * DAY
    return young and (message.outgoing or message.chat_id > 0)


def delete_messages(town: Town, call: Call) -> bool:
    """Answer deleteMessages: what is gone already is passed over."""
    numbers = call.decoded("message_ids", "message_ids")
    if not numbers:
        raise bad("message identifiers are not specified")
    if not isinstance(numbers, list) or any(not isinstance(number, int) for number in numbers):
        raise bad("expected an Array of message identifiers")
    if len(numbers) > 100:
        raise bad("too many message identifiers specified")
    chat = writable(town, call)
    for message in filter(None, map(chat.find, numbers)):
        if _deletable(town, message):
            town.remove(message)
    return True


def pin(town: Town, call: Call) -> bool:
    """Answer pinChatMessage."""
    chat = writable(town, call)
    message = message_of(call, chat, "message to pin")
    chat.pinned = [number for number in chat.pinned if number != message.id] + [message.id]
    return True


def unpin(town: Town, call: Call) -> bool:
    """Answer unpinChatMessage: the newest pin when none is named."""
    chat = writable(town, call)
    number = call.integer("message_id", chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(number)
    return True


def react(town: Town, call: Call) -> bool:
    """Answer setMessageReaction: a bot may set one free emoji; none takes it away."""
    wanted = call.decoded("reaction", "reaction types")
    if wanted is not None and not isinstance(wanted, list):
        raise bad("expected an Array of ReactionType")
    chat = chat_of(town, call)
    message = message_of(call, chat, "message to react")
    for one in wanted or []:
        if not isinstance(one, dict) or one.get("type") not in {"emoji", "custom_emoji"}:
            raise bad("can't parse ReactionType: invalid reaction type specified")
        if one.get("type") == "emoji" and one.get("emoji") not in REACTIONS:
            raise bad("REACTION_INVALID")
    if wanted and len(wanted) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat.reactions[message.id] = wanted or []
    return True


METHODS: dict[str, Any] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "setMessageReaction": react,
}
