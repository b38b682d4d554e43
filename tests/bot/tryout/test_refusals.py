"""What Telegram refuses is refused here, in its words."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.tryout.chats import Chat
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from tests.bot.tryout.caller import START, Caller, Clock

Paint = Callable[..., bytes]


FIRST = int(START) % 1_000_000_000 + 1  # the first message of a world


def keys(**button: Any) -> dict[str, Any]:
    """Give a keyboard of one button."""
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keys(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (keys(callback_data="退" * 22), "BUTTON_DATA_INVALID"),  # 66 bytes
        (keys(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (keys(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (keys(), "Text buttons are unallowed in the inline keyboard"),
        (keys(url="nonsense"), "Wrong HTTP URL"),
        (keys(url="http://localhost:8000/"), "Wrong HTTP URL"),
        (keys(callback_data="x", style="loud"), "style"),
        (keys(web_app={"url": "http://a.cn"}), "Only HTTPS links are allowed"),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}, "must be non-empty"),
        ({"inline_keyboard": [["x"]]}, "must be an Object"),
        ({"inline_keyboard": "x"}, "Array of Arrays"),
        ({"inline_keyboard": [keys(callback_data="x")["inline_keyboard"][0]] * 101}, "reply markup is too long"),
        ([1], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_a_bad_keyboard_is_refused(call: Caller, chat: Chat, markup: Any, words: str) -> None:
    """Each limit of a button is the Bot API's."""
    assert words in await call.refused("sendMessage", chat_id=chat.id, text="x", reply_markup=markup)


@pytest.mark.parametrize(
    "markup",
    [
        keys(callback_data="x" * 64),
        keys(callback_data="退" * 21),  # 63 bytes
        keys(copy_text={"text": "👍" * 128}),  # 256 units
        keys(callback_data="x", style="danger"),
        keys(url="https://example.com/a"),
    ],
)
async def test_a_keyboard_at_its_limits_comes_back(call: Caller, chat: Chat, markup: Any) -> None:
    """What the message shows is what was sent."""
    assert (await call("sendMessage", chat_id=chat.id, text="x", reply_markup=markup))["reply_markup"] == markup


@pytest.mark.parametrize(
    "markup", [{"keyboard": [["x"]]}, {"remove_keyboard": True}, {"force_reply": True}, {"inline_keyboard": []}]
)
async def test_only_an_inline_keyboard_comes_back(call: Caller, chat: Chat, markup: Any) -> None:
    """The other kinds are accepted and never part of the message, as Telegram has it."""
    assert "reply_markup" not in await call("sendMessage", chat_id=chat.id, text="x", reply_markup=markup)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": 1, "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody_here", "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 5_200_000_001}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": 5_200_000_002, "text": "x"},
         "Forbidden: bot can't initiate conversation with a user"),
        ("sendMessage", {"chat_id": 5_200_000_003, "text": "x"}, "Bad Request: chat not found"),  # never met
        ("sendMessage", {"chat_id": 5_200_000_001, "text": "x", "reply_parameters": {"message_id": 99}},
         "Bad Request: message to be replied not found"),
        ("sendPhoto", {"chat_id": 5_200_000_001}, "Bad Request: there is no photo in the request"),
        ("sendMediaGroup", {"chat_id": 5_200_000_001, "media": [{"type": "photo", "media": "x"}]}, "at least 2"),
        ("sendMediaGroup", {"chat_id": 5_200_000_001, "media": [{"type": "photo", "media": "x"}] * 11},
         "too many messages"),
        ("sendMediaGroup", {"chat_id": 5_200_000_001, "media": [{"type": "photo", "media": "x"},
         {"type": "document", "media": "x"}]}, "can't use the media of the specified type in the album"),
        ("sendMediaGroup", {"chat_id": 5_200_000_001, "media": "no"}, "can't parse media JSON object"),
        ("sendChatAction", {"chat_id": 5_200_000_001, "action": "dancing"}, "wrong parameter action in request"),
        ("editMessageText", {"chat_id": 5_200_000_001, "message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": 5_200_000_001, "message_id": FIRST, "text": "x"}, "message can't be edited"),
        ("deleteMessage", {"chat_id": 5_200_000_001, "message_id": 99}, "message to delete not found"),
        ("answerCallbackQuery", {"callback_query_id": "7"}, "query is too old and response timeout expired"),
        ("getFile", {"file_id": "nope"}, "wrong file_id or the file is temporarily unavailable"),
        ("setMessageReaction", {"chat_id": 5_200_000_001, "message_id": FIRST,
         "reaction": [{"type": "emoji", "emoji": "x"}]},
         "REACTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "退款", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code"),
        ("sendRockets", {}, "Not Found"),
    ],
)  # fmt: skip
async def test_a_bad_call_is_refused(
    call: Caller, chat: Chat, world: World, method: str, params: dict[str, Any], words: str
) -> None:
    """Each refusal has Telegram's status and words, and stands in the book of refusals."""
    assert words in await call.refused(method, **params)
    assert world.ledger.refused[-1].method == method
    assert not world.ledger.entries


async def test_an_edit_that_changes_nothing_is_refused(call: Caller, chat: Chat) -> None:
    """Text, entities and keyboard the same: the long sentence of Telegram."""
    sent = await call(
        "sendMessage", chat_id=chat.id, text="<b>x</b>", parse_mode="HTML", reply_markup=keys(callback_data="1")
    )
    where = {"chat_id": chat.id, "message_id": sent["message_id"]}
    same = {**where, "text": " <b>x</b>", "parse_mode": "HTML", "reply_markup": keys(callback_data="1")}
    assert "exactly the same as a current content" in await call.refused("editMessageText", **same)
    assert "reply_markup" not in await call("editMessageText", **where, text="y")  # the keyboard went with the edit
    assert "message is not modified" in await call.refused("editMessageReplyMarkup", **where)


async def test_a_tap_is_answered_once_and_in_time(call: Caller, chat: Chat, world: World, clock: Clock) -> None:
    """A second answer, and one after the time is up, hear that the query is too old."""
    await call("sendMessage", chat_id=chat.id, text="x", reply_markup=keys(callback_data="1"))
    tap = world.xiaoyu.taps(chat.last, "x")
    assert await call("answerCallbackQuery", callback_query_id=tap.id, text="好")
    assert tap.answer == {"text": "好", "alert": False, "url": ""}
    assert "query is too old" in await call.refused("answerCallbackQuery", callback_query_id=tap.id)
    late = world.xiaoyu.taps(chat.last, "x")
    clock.move(world.tap_answer_seconds + 1)
    assert "query is too old" in await call.refused("answerCallbackQuery", callback_query_id=late.id)


async def test_who_blocked_the_bot_is_out_of_reach(call: Caller, chat: Chat, world: World) -> None:
    """403 while blocked; writing again unblocks, as the Restart button does."""
    world.xiaoyu.blocks()
    assert await call.refused("sendMessage", chat_id=chat.id, text="x") == "Forbidden: bot was blocked by the user"
    world.xiaoyu.starts()
    await call("sendMessage", chat_id=chat.id, text="x")


async def test_old_messages_cannot_be_deleted(call: Caller, chat: Chat, clock: Clock) -> None:
    """48 hours after it was sent, a message stays."""
    young = await call("sendMessage", chat_id=chat.id, text="x")
    assert await call("deleteMessage", chat_id=chat.id, message_id=young["message_id"])
    old = await call("sendMessage", chat_id=chat.id, text="x")
    clock.move(48 * 3600)
    assert "can't be deleted" in await call.refused("deleteMessage", chat_id=chat.id, message_id=old["message_id"])


@pytest.mark.parametrize(
    ("token", "status"),
    [("7000000001:wrong", 401), ("wrong", 404)],
)
async def test_a_wrong_token_is_refused(server: TryoutServer, http: httpx.AsyncClient, token: str, status: int) -> None:
    """401 for a token that is not ours, 404 for what is no token."""
    answer = await http.get(f"{server.url}/bot{token}/getMe")
    assert (answer.status_code, answer.json()["error_code"]) == (status, status)


@pytest.mark.parametrize("form", ["query", "form", "multipart", "json"])
async def test_every_kind_of_body_says_the_same(
    server: TryoutServer, http: httpx.AsyncClient, chat: Chat, form: str
) -> None:
    """Query, form, multipart and JSON are read before required fields are checked; method names in any case."""
    fields = {"chat_id": str(chat.id), "text": "x", "reply_markup": json.dumps(keys(callback_data="1"))}
    how: dict[str, dict[str, Any]] = {
        "query": {"params": fields},
        "form": {"data": fields},
        "multipart": {"files": {name: (None, value) for name, value in fields.items()}},
        "json": {"json": {**fields, "chat_id": chat.id, "reply_markup": keys(callback_data="1")}},
    }
    answer = await http.post(f"{server.url}/bot{server.token}/SENDmessage", **how[form])
    assert answer.json()["result"]["reply_markup"] == keys(callback_data="1")


async def test_an_unknown_parameter_is_ignored_but_noted(call: Caller, chat: Chat, world: World) -> None:
    """Telegram ignores it; the book names it, so that a test can."""
    await call("sendMessage", chat_id=chat.id, text="x", disable_notification=True, parse_mod="HTML")
    assert world.ledger.entries[-1].unread == ("parse_mod",)


async def test_rates_hold_when_they_are_on(call: Caller, chat: Chat, world: World, clock: Clock) -> None:
    """One a second in a chat, twenty a minute in a group; the 429 says how long to wait."""
    world.rates.on = True
    await call("sendMessage", chat_id=chat.id, text="x")
    assert "retry after 1" in await call.refused("sendMessage", chat_id=chat.id, text="x")
    assert call.last["parameters"] == {"retry_after": 1}
    for _ in range(20):
        await call("sendMessage", chat_id=world.group.id, text="x")
        clock.move(1)
    await call.refused("sendMessage", chat_id=world.group.id, text="x")
    assert call.last["parameters"] == {"retry_after": 40}
    clock.move(40)
    await call("sendMessage", chat_id=world.group.id, text="x")
