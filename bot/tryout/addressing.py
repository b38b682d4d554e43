"""To whom a call goes: the chat, the message it names, the message it answers, and what forbids it."""

from typing import Any

from bot.tryout.call import Call
from bot.tryout.chats import Chat, Message
from bot.tryout.refusals import bad, forbidden
from bot.tryout.town import Town, quoted


def chat_of(town: Town, call: Call, name: str = "chat_id") -> Chat:
    """Give the chat a call names.

    Raises:
        RefusedError: 400 chat not found, also for a person the bot has never met.
    """
    wanted = call.text(name)
    if not wanted:
        raise bad(f"{name} is empty")
    chat = town.find_chat(wanted)
    if chat is None or not (chat.started or _shared(town, chat)):
        raise bad("chat not found")
    return chat


def writable(town: Town, call: Call) -> Chat:
    """Give the chat a call wants to write into.

    Raises:
        RefusedError: 400 chat not found; 403 for who never started the bot, blocked it, or threw it out.
    """
    chat = chat_of(town, call)
    if chat.blocked and chat.person is not None:
        raise forbidden("bot was blocked by the user")
    if chat.blocked:
        raise forbidden("bot was kicked from the group chat")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def _shared(town: Town, chat: Chat) -> bool:
    """Whether the bot has met this person in a group."""
    return any(chat.person in group.members for group in town.chats.values() if group.id < 0)


def message_of(call: Call, chat: Chat, words: str) -> Message:
    """Give the message a call names.

    Raises:
        RefusedError: 400 "<words> not found".
    """
    if not call.text("message_id"):
        raise bad("message identifier is not specified")
    message = chat.find(call.integer("message_id"))
    if message is None:
        raise bad(f"{words} not found")
    return message


def reply_of(town: Town, call: Call, chat: Chat) -> dict[str, Any]:
    """Give `reply_to_message` for a message to be sent, empty when it answers nothing.

    Raises:
        RefusedError: 400 when the answered message is not there and may not be missing.
    """
    asked = call.decoded("reply_parameters", "reply parameters")
    if asked is None:
        asked = {"message_id": call.integer("reply_to_message_id")} if call.text("reply_to_message_id") else {}
        asked["allow_sending_without_reply"] = call.flag("allow_sending_without_reply")
    if not isinstance(asked, dict):
        raise bad("object expected as reply parameters")
    number = asked.get("message_id")
    if not number:
        return {}
    where = town.find_chat(str(asked["chat_id"])) if asked.get("chat_id") else chat
    message = where.find(int(number)) if where else None
    if message is not None:
        return {"reply_to_message": quoted(message)}
    if asked.get("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")
