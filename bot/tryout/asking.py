"""The methods that receive updates, answer taps and look things up."""

import re
from collections.abc import Awaitable
from typing import Any

from bot.tryout.addressing import chat_of
from bot.tryout.call import Call
from bot.tryout.chats import Json
from bot.tryout.profile import named
from bot.tryout.refusals import RefusedError, bad
from bot.tryout.spots import units
from bot.tryout.town import Town
from bot.tryout.updates import MAX_POLL_SECONDS, Update

HOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
TAP_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


def get_updates(town: Town, call: Call) -> Awaitable[list[Update]]:
    """Answer getUpdates; the awaitable is held up to `timeout` seconds."""
    if town.hook.url:
        raise RefusedError(409, HOOK_ACTIVE)
    _allow(town, call)
    limit = min(max(call.integer("limit", 100), 1), 100)
    seconds = min(max(call.integer("timeout"), 0), MAX_POLL_SECONDS)
    return town.updates.poll(call.integer("offset"), limit, seconds)


def _allow(town: Town, call: Call) -> None:
    kinds = call.decoded("allowed_updates", "allowed updates")
    if isinstance(kinds, list):
        town.updates.allowed = [str(kind) for kind in kinds]


def set_webhook(town: Town, call: Call) -> bool:
    """Answer setWebhook; http is taken too, since the bot under test stands on the loopback."""
    url = call.text("url")
    secret = call.text("secret_token")
    if url and not url.startswith(("https://", "http://")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    _allow(town, call)
    if call.flag("drop_pending_updates"):
        town.updates.clear()
    town.hook.url, town.hook.secret = url, secret
    town.hook.max_connections = call.integer("max_connections", 40)
    call.read |= {"certificate", "ip_address"}
    if url:
        town.updates.end_poll("Conflict: terminated by setWebhook request")
    town.updates.stir()
    return True


def delete_webhook(town: Town, call: Call) -> bool:
    """Answer deleteWebhook."""
    if call.flag("drop_pending_updates"):
        town.updates.clear()
    town.hook.url = ""
    return True


def get_webhook_info(town: Town, _call: Call) -> Json:
    """Answer getWebhookInfo."""
    hook = town.hook
    waiting = len(town.updates.waiting())
    info: Json = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": waiting}
    if hook.url:
        info |= {"max_connections": hook.max_connections}
        if hook.last_error_date:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    return info | ({"allowed_updates": town.updates.allowed} if town.updates.allowed else {})


def answer_tap(town: Town, call: Call) -> bool:
    """Answer answerCallbackQuery: once, in time, with at most 200 characters."""
    tap = town.taps.get(call.text("callback_query_id"))
    text = call.text("text")
    if tap is None or tap.answer is not None or town.clock() - tap.at > town.tap_answer_seconds:
        raise bad(TAP_TOO_OLD)
    if units(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    tap.answer = {"text": text, "alert": call.flag("show_alert"), "url": call.text("url")}
    town.events.publish("answer", tap=int(tap.id), person=tap.person, text=text, alert=tap.answer["alert"])
    return True


def get_file(town: Town, call: Call) -> Json:
    """Answer getFile."""
    if not call.text("file_id"):
        raise bad("file_id not specified")
    return town.files.lend(call.text("file_id"))


def get_me(town: Town, _call: Call) -> Json:
    """Answer getMe with everything the Bot API says of a bot here alone."""
    name = named(town, "name")
    can = {
        "can_join_groups": True,
        "can_read_all_group_messages": not town.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }
    return town.bot.view() | ({"first_name": name} if name else {}) | can


def get_chat(town: Town, call: Call) -> Json:
    """Answer getChat with a ChatFullInfo."""
    chat = chat_of(town, call)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full: Json = {**chat.view, "accent_color_id": chat.id % 7, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(gifts, chat.person is not None)
    pinned = chat.find(chat.pinned[-1]) if chat.pinned else None
    return full | ({"pinned_message": pinned.raw} if pinned else {})


def get_chat_member(town: Town, call: Call) -> Json:
    """Answer getChatMember."""
    chat = chat_of(town, call)
    number = call.integer("user_id")
    user = town.bot if number == town.bot.id else town.people.get(number)
    if user is None:
        raise bad("invalid user_id specified")
    status = "member" if user.is_bot or number in chat.members else "left"
    return {"status": status, "user": user.view()}


def get_chat_member_count(town: Town, call: Call) -> int:
    """Answer getChatMemberCount, the bot included."""
    return len(chat_of(town, call).members) + 1


METHODS: dict[str, Any] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "answerCallbackQuery": answer_tap,
    "getFile": get_file,
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
}
