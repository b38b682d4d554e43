"""The page's API keeps the contract between the server and its page."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from bot.tryout.chats import Chat
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from tests.bot.tryout.caller import START, Caller, Clock

Paint = Callable[..., bytes]


@pytest.fixture
async def page(server: TryoutServer) -> AsyncIterator[httpx.AsyncClient]:
    """Give the page's side of the wire."""
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=10) as client:
        yield client


async def posted(page: httpx.AsyncClient, path: str, **body: Any) -> Any:
    """Post JSON and give the answer, which must be good."""
    answer = await page.post(f"/try/{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def shown(page: httpx.AsyncClient, path: str) -> Any:
    """Get JSON."""
    answer = await page.get(f"/try/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_state_names_bot_people_chats_and_clock(page: httpx.AsyncClient, call: Caller) -> None:
    """Everything the page draws before the first message, commands by language included."""
    await call("setMyCommands", commands=[{"command": "start", "description": "Start"}])
    await call("setMyCommands", commands=[{"command": "start", "description": "开始"}], language_code="zh")
    await call("setMyDescription", description="说明")
    state = await shown(page, "state")
    assert state["bot"]["commands"] == [{"command": "start", "description": "Start"}]
    assert state["bot"]["commands_by_language"] == {"zh": [{"command": "start", "description": "开始"}]}
    assert state["bot"]["description"] == "说明"
    assert [one["first_name"] for one in state["people"]] == ["小雨", "Emma", "陌生人"]
    assert [(one["type"], one["person"]) for one in state["chats"]][-1] == ("group", None)
    assert state["clock"] == {"now": int(START), "iana": "Asia/Shanghai"}


async def test_writing_editing_and_answers_show_in_the_chat(
    page: httpx.AsyncClient, call: Caller, world: World
) -> None:
    """What is sent and edited here stands in the chat, and the bot's side is marked."""
    me = {"chat": world.xiaoyu.id, "person": world.xiaoyu.id}
    first = (await posted(page, "send", **me, text="你好"))["message"]
    await posted(page, "edit", **me, message_id=first["message_id"], text="您好")
    await call("sendMessage", chat_id=world.xiaoyu.id, text="在")
    await posted(page, "send", **me, text="嗯", reply_to=first["message_id"])
    messages = (await shown(page, f"messages?chat={world.xiaoyu.id}"))["messages"]
    assert [(one["text"], one.get("outgoing", False)) for one in messages] == [
        ("您好", False),
        ("在", True),
        ("嗯", False),
    ]
    assert "edit_date" in messages[0]
    assert messages[2]["reply_to_message"]["text"] == "您好"


@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice"])
async def test_files_are_uploaded_and_shown(page: httpx.AsyncClient, world: World, picture: Paint, kind: str) -> None:
    """Two files are one album; their bytes come back to the page."""
    data = {"chat": str(world.emma.id), "person": str(world.emma.id), "caption": "look", "as": kind}
    files = [("files", (f"{n}.jpg", picture(50 + n), "image/jpeg")) for n in range(2)]
    answer = await page.post("/try/upload", data=data, files=files)
    messages = answer.json()["messages"]
    assert len(messages) == 2
    assert messages[0]["media_group_id"] == messages[1]["media_group_id"]
    assert messages[0]["caption"] == "look"
    file_id = messages[0][kind][-1]["file_id"] if kind == "photo" else messages[0][kind]["file_id"]
    got = await page.get(f"/try/file/{file_id}")
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["content-disposition"].startswith("inline")


async def test_a_file_of_more_than_20_mb_can_be_sent_by_a_person(page: httpx.AsyncClient, world: World) -> None:
    """A Telegram client may; it is the bot that cannot fetch it."""
    data = {"chat": str(world.emma.id), "person": str(world.emma.id), "as": "document"}
    files = [("files", ("big.bin", bytes(21 * 1024 * 1024), "application/octet-stream"))]
    assert (await page.post("/try/upload", data=data, files=files)).json()["messages"][0]["document"][
        "file_size"
    ] > 20e6


async def test_forwards_places_and_blocks(page: httpx.AsyncClient, world: World, chat: Chat) -> None:
    """A real forward, an invented one, a place, and the bot blocked."""
    me = {"chat": chat.id, "person": world.xiaoyu.id}
    first = (await posted(page, "forward", **me, message_id=chat.messages[0].id))["message"]
    assert first["forward_origin"]["type"] == "user"
    second = (await posted(page, "forward", **me, text="不退", sender_name="商家", date=1_790_000_000))["message"]
    assert second["forward_origin"] == {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "商家"}
    assert (await posted(page, "location", **me, latitude=31, longitude=121))["message"]["location"]
    assert await posted(page, "block", chat=chat.id, blocked=True) == {}
    assert chat.blocked
    person = await posted(page, "people", first_name="阿玉", language_code="zh")
    assert person["id"] in world.chats


async def read(lines: AsyncIterator[str], count: int) -> list[Any]:
    """Read so many events of a stream."""
    events: list[Any] = []
    async with asyncio.timeout(5):
        while len(events) < count:
            line = await anext(lines)
            if line.startswith("data: "):
                events.append(json.loads(line.removeprefix("data: ")))
    return events


async def test_the_events_tell_everything_in_order(server: TryoutServer, call: Caller, world: World) -> None:
    """Message, edit, action, tap's answer, deletion, commands: each an event, numbered."""
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    world.xiaoyu.starts()
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("GET", f"{server.url}/try/events?after={world.events.seq}") as stream,
    ):
        lines = stream.aiter_lines()
        where = {"chat_id": world.xiaoyu.id}
        sent = await call("sendMessage", **where, text="x", reply_markup=keyboard)
        tap = world.xiaoyu.taps(world.xiaoyu.chat.last, "好")
        await call("answerCallbackQuery", callback_query_id=tap.id, text="行")
        await call("sendChatAction", **where, action="typing")
        await call("editMessageText", **where, message_id=sent["message_id"], text="y")
        await call("deleteMessage", **where, message_id=sent["message_id"])
        await call("setMyCommands", commands=[])
        events = await read(lines, 7)
    assert [one["kind"] for one in events] == ["message", "tap", "answer", "action", "edited", "deleted", "commands"]
    assert (events[2]["tap"], events[2]["text"]) == (int(tap.id), "行")
    assert [one["seq"] for one in events] == list(range(events[0]["seq"], events[0]["seq"] + 7))


async def test_a_tap_from_the_page_reaches_the_bot(
    page: httpx.AsyncClient, call: Caller, world: World, chat: Chat
) -> None:
    """The page sends data; the answer carries the number that the event will have."""
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    sent = await call("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)
    tap = await posted(page, "tap", chat=chat.id, person=chat.id, message_id=sent["message_id"], data="ok")
    assert (await call("getUpdates"))[-1]["callback_query"]["id"] == str(tap["tap"])
    assert tap["tap"] < 2**53  # the page's numbers are doubles


async def test_the_clock_moves_by_seconds_and_to_what_is_due(clock: Clock) -> None:
    """+1 h, then to the next reminder; when nothing is due, 409 with a sentence."""
    due: list[float] = [START + 9000]

    async def next_due() -> float | None:
        return due[0] if due else None

    async def panel() -> dict[str, Any]:
        return {"due": [], "sent": [], "counts": {"reminders": 1}}

    async with (
        TryoutServer(clock=clock, next_due=next_due, panel=panel, move_clock=clock.move) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as page,
    ):
        assert await posted(page, "clock", seconds=3600) == {"now": int(START) + 3600, "moved": 3600}
        assert await posted(page, "clock", to="next") == {"now": int(START) + 9000, "moved": 5400}
        due.clear()
        answer = await page.post("/try/clock", json={"to": "next"})
        assert (answer.status_code, list(answer.json())) == (409, ["error"])
        assert (await shown(page, "panel"))["counts"] == {"reminders": 1}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("send", {"chat": 5_200_000_001, "person": 5_200_000_001}),  # no text
        ("send", {"chat": 5_200_000_001, "person": 9, "text": "x"}),  # nobody
        ("send", {"chat": 9, "person": 5_200_000_001, "text": "x"}),  # nowhere
        ("send", {"chat": 5_200_000_002, "person": 5_200_000_001, "text": "x"}),  # somebody else's chat
        ("edit", {"chat": 5_200_000_001, "person": 5_200_000_001, "message_id": 9, "text": "x"}),
        ("people", {"first_name": " "}),
        ("clock", {"seconds": "soon"}),
        ("forward", {"chat": 5_200_000_001, "person": 5_200_000_001, "text": "x"}),
    ],
)
async def test_every_error_is_a_4xx_with_one_sentence(page: httpx.AsyncClient, path: str, body: dict[str, Any]) -> None:
    """The page can always show why."""
    answer = await page.post(f"/try/{path}", json=body)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


async def test_the_page_itself_is_served(page: httpx.AsyncClient) -> None:
    """The root is the page, and every file it names on this server is there."""
    index = await page.get("/")
    assert index.headers["content-type"].startswith("text/html")
    named = [part.split('"')[0] for part in index.text.split('="')[1:] if part.startswith(("/page/", "page/"))]
    assert named
    for name in named:
        assert (await page.get(f"/{name.lstrip('/')}")).status_code == 200, name
