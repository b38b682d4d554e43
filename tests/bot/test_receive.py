"""The poller against everything that can stand between it and Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import incoming, settings
from bot.app import Tempo, open_world
from bot.line import Line
from bot.receive import Patience
from bot.road import Fatal
from bot.tryout import faults
from bot.tryout.faults import Fault
from bot.tryout.server import TryoutServer
from bot.tryout.updates import DAY, Waiting
from storage.marks import LAST_POLL
from tests.bot.echo import Echo
from tests.kit.clock import MovingClock
from tests.kit.running import HURRY, RunningBot, Staging, at_work, running_bot


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot that echoes."""
    async with running_bot(tmp_path, staging=Staging(voice=Echo().voice())) as running:
        yield running


def _count(bot: RunningBot, name: str, **labels: str) -> float:
    """One figure of /metrics."""
    return bot.app.world.tally.registry.get_sample_value(f"refundkeeper_{name}_total", labels) or 0.0


def _client(bot: RunningBot) -> object:
    line = bot.app.poller._edge._line
    assert isinstance(line, Line)
    return line._client


TROUBLES: dict[str, Callable[[], Fault]] = {
    "one 401": lambda: faults.unauthorized("getUpdates"),
    "an empty 404": lambda: faults.empty_404("getUpdates"),
    "a 403 page": lambda: faults.forbidden_page("getUpdates"),
    "a 409": lambda: Fault("getUpdates", status=409, description="Conflict: terminated by other getUpdates request"),
    "a 502 page": lambda: faults.bad_gateway("getUpdates"),
    "a 429": lambda: Fault("getUpdates", status=429, description="Too Many Requests", retry_after=0),
    "a reset": lambda: faults.lost_call("getUpdates"),
    "a lost answer": lambda: faults.lost_answer("getUpdates"),
    "garbage": lambda: Fault("getUpdates", "garbage"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_short_trouble_loses_no_update(bot: RunningBot, trouble: str) -> None:
    """Whatever answers one poll, the next one brings what was sent meanwhile, and once only."""
    world = bot.server.world
    await world.wait_for(lambda: world.updates.polled)
    world.faults.add(TROUBLES[trouble]())
    for number in range(3):
        world.xiaoyu.sends(f"message {number}")  # the first frees the held poll, the trouble meets the next
        await world.hears(world.xiaoyu.chat, f"message {number}")
    await bot.until_idle()
    assert len(world.faults.used) == 1, "the trouble never came"
    assert [message.text for message in world.xiaoyu.chat.said] == ["message 0", "message 1", "message 2"]


async def test_a_row_of_troubles_is_outlived_with_a_fresh_client(bot: RunningBot) -> None:
    """Ten failures in a row, the client thrown away meanwhile, and the bot still answers."""
    world = bot.server.world
    await world.wait_for(lambda: world.updates.polled)
    before = _client(bot)
    world.faults.add(faults.bad_gateway("getUpdates", times=10))
    for words in ("hello?", "still there?"):
        world.xiaoyu.sends(words)
        await world.hears(world.xiaoyu.chat, words)
    assert _client(bot) is not before
    assert _count(bot, "poll_errors", kind="502") == pytest.approx(10, abs=0)


async def test_a_token_refused_for_good_ends_the_bot_with_a_word(tmp_path: Path) -> None:
    """Persistent 401s are no network: the process says which variable to mend, and ends."""
    with pytest.raises(Fatal, match="REFUND_BOT_TOKEN"):
        await _refused_for_good(tmp_path)


async def _refused_for_good(folder: Path) -> None:
    async with running_bot(folder, staging=Staging(voice=Echo().voice())) as bot:
        world = bot.server.world
        await world.wait_for(lambda: world.updates.polled)
        world.faults.add(faults.unauthorized("getUpdates", times=None))
        world.xiaoyu.sends("hello")  # frees the held poll
        done, _ = await asyncio.wait({bot.task}, timeout=10)
        assert done, "the bot goes on with a refused token"


async def test_many_401s_in_a_short_time_are_not_for_good(tmp_path: Path) -> None:
    """The token is given up only after so many refusals over so long a time."""
    tempo = Tempo(patience=Patience(first=0.01, longest=0.01, refusals=5, over=60.0), limits=HURRY.limits)
    async with running_bot(tmp_path, staging=Staging(voice=Echo().voice(), tempo=tempo)) as bot:
        world = bot.server.world
        await world.wait_for(lambda: world.updates.polled)
        world.faults.add(faults.unauthorized("getUpdates", times=12))
        for words in ("frees the held poll", "hello"):
            world.xiaoyu.sends(words)
            await world.hears(world.xiaoyu.chat, words)


def _slip_in(bot: RunningBot, update: Any) -> None:
    """Put something between the updates that no real Telegram would send."""
    queue = bot.server.world.updates
    queue._waiting.append(Waiting(queue._next, update, queue._clock() + DAY, "odd"))
    queue._next += 1


BROKEN = {
    "a date out of range": lambda number: {"update_id": number, "message": {"message_id": 1, "date": 10**18}},
    "a chat that is text": lambda number: {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": "x"}},
    "a list of nothing": lambda number: {"update_id": number, "callback_query": [None]},
}


@pytest.mark.parametrize("broken", BROKEN)
async def test_an_unreadable_update_between_good_ones_is_set_aside(bot: RunningBot, broken: str) -> None:
    """It is kept and counted, and the updates before and after it are answered."""
    world = bot.server.world
    world.xiaoyu.sends("before")
    _slip_in(bot, BROKEN[broken](world.updates._next))
    world.xiaoyu.sends("after")
    await world.hears(world.xiaoyu.chat, "after")
    await bot.until_idle()
    async with bot.stores.look() as store:
        counts = await store.inbox.counts()
    assert counts == {"done": 2, "set_aside": 1}
    assert _count(bot, "updates_set_aside") == pytest.approx(1)


async def test_an_update_without_a_number_does_not_spin_the_poller(tmp_path: Path) -> None:
    """Nobody can confirm it: polls rest between each other, and others are still answered."""
    tempo = Tempo(patience=Patience(first=0.3, longest=0.3), limits=HURRY.limits)
    async with running_bot(tmp_path, staging=Staging(voice=Echo().voice(), tempo=tempo)) as bot:
        world = bot.server.world
        await bot.until_idle()
        _slip_in(bot, {"message": {"text": "who am I?"}})
        polls = len(world.ledger.calls("getUpdates"))
        world.updates._wake()
        await asyncio.sleep(0.75)
        assert 1 <= len(world.ledger.calls("getUpdates")) - polls <= 3
        world.xiaoyu.sends("hello")
        await world.hears(world.xiaoyu.chat, "hello")


async def test_what_could_not_be_kept_is_not_confirmed(bot: RunningBot) -> None:
    """While the database refuses, Telegram goes on giving the update; afterwards it is answered."""
    world, engine = bot.server.world, bot.stores._engine
    await bot.until_idle()
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE inbox RENAME TO away"))
    world.xiaoyu.sends("hello")
    polls = len(world.ledger.calls("getUpdates"))
    async with asyncio.timeout(20):
        while len(world.ledger.calls("getUpdates")) < polls + 2:
            await bot.app.world.nudges.inbox.wait(bot.app.world.nudges.inbox.count, 0.1)
    assert [one.update["message"]["text"] for one in world.updates.waiting()] == ["hello"]
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO inbox"))
    await world.hears(world.xiaoyu.chat, "hello", timeout=20)
    await bot.until_idle()
    assert world.updates.waiting() == [], "an update that was kept is not confirmed"


async def test_a_body_that_no_reader_understands_is_kept_and_passed(bot: RunningBot) -> None:
    """An update whose JSON is broken stands alone in the end, is set aside by its number, and jams nothing."""
    world = bot.server.world
    number = world.updates._next
    bad = b'{"ok":true,"result":[{"update_id":%d,"message":{"text":"\xff\xfe}]}' % number
    await world.wait_for(lambda: world.updates.polled)
    # once with others around it, once alone
    world.faults.add(Fault("getUpdates", status=200, body=bad + bad), Fault("getUpdates", status=200, body=bad))
    world.updates._next += 1
    for words in ("frees the held poll", "after"):
        world.xiaoyu.sends(words)
        await world.hears(world.xiaoyu.chat, words)
    await bot.until_idle()
    async with bot.stores.look() as store:
        assert await store.inbox.counts() == {"done": 2, "set_aside": 1}


async def test_what_was_received_is_worked_on_after_a_restart(tmp_path: Path) -> None:
    """A bot that ends between receiving and working answers when it is back, although Telegram has forgotten it."""
    clock, echo = MovingClock(), Echo()
    async with TryoutServer(clock=lambda: clock.now().timestamp()) as server:
        me = server.world.xiaoyu
        message = {"message_id": 1, "date": 1, "chat": me.chat.view, "from": me.user.view(), "text": "kept"}
        row = incoming.of({"update_id": 1, "message": message})
        assert row is not None
        chosen = settings.read(None, bot_token=server.token, api_url=server.url, data_dir=tmp_path)
        async with open_world(chosen, clock) as world, world.stores.begin() as store:  # as the poller does it
            await store.inbox.receive([row], clock.now())
        me.starts()
        async with at_work(server, tmp_path, clock, Staging(voice=echo.voice())) as bot:
            await server.world.hears(me.chat, "kept")
            await bot.until_idle()
    assert echo.met.count("kept") == 1


async def test_a_repeated_update_is_handled_once(bot: RunningBot) -> None:
    """Telegram repeats what it is not sure we have; we know it by its number."""
    world = bot.server.world
    world.xiaoyu.sends("once")
    await world.hears(world.xiaoyu.chat, "once")
    world.updates.redeliver(world.updates.seen[0])
    world.xiaoyu.sends("twice?")
    await world.hears(world.xiaoyu.chat, "twice?")
    await bot.until_idle()
    assert [message.text for message in world.xiaoyu.chat.said] == ["once", "twice?"]


async def test_a_long_absence_is_noted(tmp_path: Path) -> None:
    """After more than 150 s away there is an outage, so that people can be told; a short absence is none."""
    clock, staging = MovingClock(), Staging(voice=Echo().voice())
    gaps = []
    async with TryoutServer(clock=lambda: clock.now().timestamp()) as server:
        for away in (0, 100, 3600):
            clock.advance(timedelta(seconds=away))
            async with at_work(server, tmp_path, clock, staging) as bot:
                server.world.xiaoyu.sends(f"after {away}")
                await server.world.hears(server.world.xiaoyu.chat, f"after {away}")
                async with bot.stores.look() as store:
                    gaps.append(await store.outages.untold())
                    assert await store.marks.get(LAST_POLL)
    assert gaps[:2] == [None, None]
    assert gaps[2]
    assert gaps[2].ended - gaps[2].began >= timedelta(seconds=3600)
