"""The queue of updates: what waits, for how long, and who may ask."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable

import httpx
import pytest
import telegram
import telegram.ext

from bot.tryout.chats import Chat
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from tests.bot.tryout.caller import Caller, Clock

DAY = 24 * 3600


async def texts(call: Caller, **asked: object) -> list[str]:
    """Ask for updates and give their texts, or the data of taps."""
    found = await call("getUpdates", **asked)
    return [
        one.get("message", one.get("callback_query", {})).get("text") or one["callback_query"]["data"] for one in found
    ]


def first_id(world: World) -> int:
    """Give the id of the first update ever made."""
    return int(world.updates.seen[0]["update_id"])


async def test_an_update_is_given_again_until_the_offset_passes_it(call: Caller, world: World) -> None:
    """At least once: only a higher offset forgets; a lower one brings nothing back."""
    for text in "abc":
        world.xiaoyu.sends(text)
    head = first_id(world)
    assert await texts(call) == ["a", "b", "c"]
    assert await texts(call) == ["a", "b", "c"]
    assert await texts(call, offset=head + 1, limit=1) == ["b"]
    assert await texts(call, offset=head) == ["b", "c"]
    assert await texts(call, offset=head + 3) == []
    assert await texts(call, offset=head) == []


async def test_a_negative_offset_keeps_only_the_last(call: Caller, world: World) -> None:
    """Everything before the last n is forgotten for good."""
    for text in "abc":
        world.xiaoyu.sends(text)
    assert await texts(call, offset=-1) == ["c"]
    assert await texts(call) == ["c"]


async def test_an_offset_far_ahead_hides_nothing(call: Caller, world: World) -> None:
    """An offset from another bot's past is answered from the head."""
    world.xiaoyu.sends("a")
    assert await texts(call, offset=first_id(world) + 5000) == ["a"]


async def test_at_most_a_hundred_come_at_once(call: Caller, world: World) -> None:
    """The limit is 100 and can be less, never more."""
    for number in range(120):
        world.xiaoyu.sends(str(number))
    assert len(await texts(call)) == 100
    assert len(await texts(call, limit=500)) == 100
    assert len(await texts(call, limit=7)) == 7


async def test_messages_wait_a_day_and_taps_150_seconds(call: Caller, chat: Chat, world: World, clock: Clock) -> None:
    """After an outage the taps are gone first, after a day the messages too."""
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    await call("sendMessage", chat_id=chat.id, text="x", reply_markup=keyboard)
    world.xiaoyu.taps(chat.last, "好")
    clock.move(149)
    assert await texts(call) == ["/start", "ok"]
    clock.move(2)
    assert await texts(call) == ["/start"]
    clock.move(DAY)
    assert await texts(call) == []


async def test_only_wanted_kinds_are_queued(call: Caller, world: World) -> None:
    """allowed_updates holds for what comes after it and stays set."""
    await call("getUpdates", allowed_updates=["callback_query"])
    world.xiaoyu.sends("a")
    assert await call("getUpdates") == []
    await call("getUpdates", allowed_updates=[])
    world.xiaoyu.sends("b")
    assert await texts(call) == ["b"]


async def test_a_held_poll_is_answered_when_something_comes(
    call: Caller, world: World, holding: Callable[[], Awaitable[None]]
) -> None:
    """A long poll returns with the first update, not after its time."""
    poll = asyncio.create_task(texts(call, timeout=30))
    await holding()
    world.xiaoyu.sends("来了")
    assert await asyncio.wait_for(poll, 5) == ["来了"]


async def test_a_poll_without_news_comes_back_empty(call: Caller, world: World) -> None:
    """After its seconds the poll answers an empty list and holds nothing."""
    assert await call("getUpdates", timeout=1) == []
    assert not world.updates.polled


async def test_a_second_poller_ends_the_first_with_409(
    call: Caller, world: World, holding: Callable[[], Awaitable[None]]
) -> None:
    """The new one wins, the old one hears why."""
    old = asyncio.create_task(call.refused("getUpdates", timeout=30))
    await holding()
    new = asyncio.create_task(call("getUpdates", timeout=30))
    words = await asyncio.wait_for(old, 5)
    assert words.startswith("Conflict: terminated by other getUpdates request; make sure that only one bot instance")
    await holding()
    world.xiaoyu.sends("x")
    assert len(await asyncio.wait_for(new, 5)) == 1


async def test_a_poll_is_freed_when_its_client_hangs_up(
    server: TryoutServer, call: Caller, world: World, holding: Callable[[], Awaitable[None]]
) -> None:
    """A bot that was killed leaves no poll behind: the next start sees no conflict, and loses nothing."""
    client = httpx.AsyncClient(trust_env=False)
    poll = asyncio.create_task(client.post(f"{server.url}/bot{server.token}/getUpdates", data={"timeout": "30"}))
    await holding()
    poll.cancel()
    await client.aclose()
    await world.wait_for(lambda: not world.updates.polled)
    world.xiaoyu.sends("x")
    assert await texts(call, timeout=1) == ["x"]
    assert not world.ledger.refused


async def test_polling_is_refused_while_a_webhook_is_set(call: Caller, holding: Callable[[], Awaitable[None]]) -> None:
    """Setting a webhook ends a held poll and bars the next, until it is deleted."""
    held = asyncio.create_task(call.refused("getUpdates", timeout=30))
    await holding()
    await call("setWebhook", url="http://127.0.0.1:9/hook")
    assert await asyncio.wait_for(held, 5) == "Conflict: terminated by setWebhook request"
    assert "can't use getUpdates method while webhook is active" in await call.refused("getUpdates")
    await call("deleteWebhook")
    assert await call("getUpdates") == []


async def test_updates_can_come_again_and_out_of_order(call: Caller, world: World) -> None:
    """A test may ask for what Telegram does on bad days."""
    for text in "abcdef":
        world.xiaoyu.sends(text)
    dice = random.Random(7)
    world.updates.arrange = lambda found: dice.sample(found, len(found))
    shuffled = await texts(call)
    assert sorted(shuffled) == list("abcdef") != shuffled
    world.updates.arrange = list
    assert await texts(call, offset=first_id(world) + 6) == []
    world.updates.redeliver(world.updates.seen[0])
    assert await texts(call, offset=first_id(world) + 6) == ["a"]
    assert await texts(call, offset=first_id(world) + 6) == []


async def test_an_album_is_one_update_each_with_one_group_id(
    call: Caller, world: World, picture: Callable[..., bytes]
) -> None:
    """Nobody says when an album ends: three photos are three updates."""
    world.xiaoyu.sends_photos([picture(colour=colour) for colour in ("red", "green", "blue")], "三张")
    found = [one["message"] for one in await call("getUpdates")]
    assert len({one["media_group_id"] for one in found}) == 1
    assert [one.get("caption") for one in found] == ["三张", None, None]


@pytest.mark.parametrize("number", [0, 1])
async def test_stock_polling_of_python_telegram_bot_runs_against_it(server: TryoutServer, number: int) -> None:
    """The Application starts, hears a command, answers, and stops; twice, so that nothing is left behind."""
    application = (
        telegram.ext.ApplicationBuilder()
        .token(server.token)
        .base_url(f"{server.url}/bot")
        .base_file_url(f"{server.url}/file/bot")
        .build()
    )

    async def start(update: telegram.Update, _context: object) -> None:
        assert update.message
        await update.message.reply_html(f"<b>{number}</b>")

    application.add_handler(telegram.ext.CommandHandler("start", start))
    async with application:
        assert application.updater
        await application.updater.start_polling(poll_interval=0, timeout=5)
        await application.start()
        asked = server.world.emma.starts()
        heard = await server.world.hears(server.world.emma.chat, str(number), after=asked)
        await application.updater.stop()
        await application.stop()
    assert json.dumps(heard.raw["entities"]) == '[{"type": "bold", "offset": 0, "length": 1}]'
