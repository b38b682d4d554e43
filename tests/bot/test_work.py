"""The working road: one transaction for each update, failures tried again, and nobody waits for another chat's."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot import incoming, work
from bot.tryout import faults
from bot.tryout.faults import Fault
from bot.tryout.person import Person
from tests.bot.echo import Echo
from tests.kit.clock import FixedClock
from tests.kit.hearing import hear
from tests.kit.running import RunningBot, Staging, running_bot


@pytest.fixture
def echo() -> Echo:
    """Talkers that stumble over /boom, for ever unless told otherwise."""
    return Echo()


@pytest.fixture
async def bot(tmp_path: Path, echo: Echo) -> AsyncIterator[RunningBot]:
    """A bot that echoes, in a world whose time stands still."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=echo.voice())) as running:
        yield running


async def _inbox(bot: RunningBot) -> dict[str, int]:
    async with bot.stores.look() as store:
        return dict(await store.inbox.counts())


async def test_a_failing_update_is_tried_four_times_then_set_aside_with_a_word(bot: RunningBot, echo: Echo) -> None:
    """After 1, 5 and 30 seconds once more each; then the person hears of it and their next message is answered."""
    me = bot.server.world.xiaoyu
    me.sends("/boom")
    me.sends("and now?")
    await bot.until_idle()
    tries = [echo.met.count("boom")]
    for seconds in (0.9, 0.2, 4.7, 0.4, 29.0, 1.1):
        await bot.advance(timedelta(seconds=seconds))
        tries.append(echo.met.count("boom"))
    assert tries == [1, 1, 2, 2, 3, 3, 4]
    assert [message.text for message in me.chat.said] == ["sorry", "and now?"]
    assert await _inbox(bot) == {"done": 1, "set_aside": 1}


async def test_a_database_in_trouble_is_waited_for_and_not_held_against_the_update(bot: RunningBot, echo: Echo) -> None:
    """While the disk is full nothing is given up: on the tenth try, minutes later, the shopper is answered."""
    full = sqlite3.OperationalError("database or disk is full")
    echo.over, echo.stumbles = OperationalError("INSERT", {}, full), 9
    me = bot.server.world.xiaoyu
    me.sends("/boom")
    await bot.until_idle()
    for _ in range(9):
        await bot.advance(timedelta(seconds=30))
    assert [message.text for message in me.chat.said] == ["half a sentence"]
    assert await _inbox(bot) == {"done": 1}


async def test_a_failing_update_leaves_nothing_of_its_scene_behind(bot: RunningBot) -> None:
    """What a scene wrote before it stumbled is rolled back, the letter in the outbox too."""
    bot.server.world.xiaoyu.sends("/boom")
    await bot.until_idle()
    async with bot.stores.look() as store:
        assert dict(await store.outbox.counts()) == {}
        assert await store.people.get(bot.server.world.xiaoyu.id) is None


async def test_a_failing_chat_holds_up_nobody_else(bot: RunningBot) -> None:
    """Another person is answered while the first one's update waits for its next try."""
    world = bot.server.world
    world.xiaoyu.sends("/boom")
    world.emma.sends("hello")
    await world.hears(world.emma.chat, "hello")
    await bot.until_idle()
    assert await _inbox(bot) == {"waiting": 1, "done": 1}


async def test_an_update_that_works_at_the_second_try_is_done_once(bot: RunningBot, echo: Echo) -> None:
    """A passing failure costs a second and nothing else."""
    echo.stumbles = 1
    me = bot.server.world.xiaoyu
    me.sends("/boom")
    await bot.until_idle()
    await bot.advance(timedelta(seconds=1))
    assert [message.text for message in me.chat.said] == ["half a sentence"]
    assert await _inbox(bot) == {"done": 1}


async def test_the_messages_of_a_chat_stay_in_order(bot: RunningBot, echo: Echo) -> None:
    """Ten in a row are worked on and answered in the order in which they were written."""
    me = bot.server.world.xiaoyu
    written = [f"line {number}" for number in range(10)]
    for line in written:
        me.sends(line)
    await bot.until_idle()
    assert echo.met == written
    assert [message.text for message in me.chat.said] == written


async def test_who_says_one_thing_does_not_wait_behind_all_that_another_says(
    bot: RunningBot, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When each commit has time for one update only, whose next is always older has only one of them ahead."""
    monkeypatch.setattr(work, "LONGEST_SHARE", 0.0)
    world = bot.server.world
    for number in range(10):
        world.xiaoyu.sends(f"line {number}")
    world.emma.sends("hello")
    await bot.until_idle()
    assert echo.met[:3] == ["line 0", "hello", "line 1"]


async def _tap(bot: RunningBot) -> list[dict[str, object]]:
    me = bot.server.world.xiaoyu
    me.sends("hello")
    message = await bot.server.world.hears(me.chat, "hello")
    me.taps_data(message, "x")
    await bot.until_idle()
    await bot.app.worker.drain()
    return [call.params for call in bot.server.world.ledger.calls("answerCallbackQuery")]


async def test_a_tap_is_answered_with_the_scenes_word(bot: RunningBot) -> None:
    """The toast is shown once the tap's effect is committed."""
    (answer,) = await _tap(bot)
    assert answer["text"] == "tapped x"


async def test_a_spinner_that_cannot_be_stopped_stops_nobody(bot: RunningBot, echo: Echo) -> None:
    """A refused answer to a tap is counted and forgotten; the tap itself has its effect."""
    bot.server.world.faults.add(faults.bad_gateway("answerCallbackQuery"))
    assert await _tap(bot) == []
    assert echo.met == ["hello", "tap"]
    assert await _inbox(bot) == {"done": 2}
    assert bot.app.world.tally.taps_unanswered._value.get() == 1


async def test_an_old_tap_is_no_news(bot: RunningBot) -> None:
    """That a tap is too old to be answered happens after every absence, and is nobody's failure."""
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    bot.server.world.faults.add(Fault("answerCallbackQuery", status=400, description=words))
    assert await _tap(bot) == []
    assert bot.app.world.tally.taps_unanswered._value.get() == 0


async def test_blocking_and_unblocking_are_noticed(bot: RunningBot) -> None:
    """Whoever blocks the bot is unreachable from that moment, and reachable again as soon as they come back."""
    world = bot.server.world
    world.emma.sends("hi")
    await world.hears(world.emma.chat, "hi")
    world.emma.blocks()
    await bot.until_idle()
    async with bot.stores.begin() as store:
        person = await store.people.get(world.emma.id)
        assert person is not None
        assert person.unreachable_since == bot.clock.now()
    world.emma.unblocks()
    await bot.until_idle()
    async with bot.stores.begin() as store:
        person = await store.people.get(world.emma.id)
        assert person is not None
        assert person.unreachable_since is None


async def test_stopping_leaves_nothing_half_done(tmp_path: Path, echo: Echo) -> None:
    """A stop in the middle of fifty messages: what was worked on is answered, the rest waits for the next start."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=echo.voice())) as bot:
        me = bot.server.world.xiaoyu
        for number in range(50):
            me.sends(f"line {number}")
        await bot.server.world.hears(me.chat, "line 0")
    assert not [task for task in asyncio.all_tasks() if task.get_name().startswith(("letter", "spinner", "work"))]
    assert [message.text for message in me.chat.said] == [f"line {number}" for number in range(len(me.chat.said))]


async def _arrive(bot: RunningBot, *texts: str) -> list[Person]:
    """These texts, each of another person, in the inbox by one commit as a poll's rows are; gives the people."""
    world, rows = bot.server.world, []
    people = [world.person(f"p{number}") for number in range(len(texts))]
    for number, (person, text) in enumerate(zip(people, texts, strict=True)):
        person.chat.started = True
        message = {"message_id": number + 1, "date": 1, "chat": person.chat.view, "from": person.user.view()}
        entities = {"entities": [{"type": "bot_command", "offset": 0, "length": 5}]} if text == "/boom" else {}
        rows.append(incoming.of({"update_id": number + 1, "message": message | {"text": text} | entities}))
    async with bot.stores.begin() as store:
        await store.inbox.receive([row for row in rows if row], bot.clock.now())
    bot.app.world.nudges.inbox.nudge()
    await bot.until_idle()
    return people


def _said(people: list[Person]) -> list[list[str]]:
    return [[message.text for message in person.chat.said] for person in people]


async def test_updates_of_different_chats_share_a_commit(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight chats that are waiting together are savepoints of one transaction, and each is answered."""
    monkeypatch.setattr(work, "LONGEST_SHARE", 60.0)  # they share it however busy the machine is
    await bot.until_idle()
    async with bot.stores.look() as store:
        said = await hear(store)
    people = await _arrive(bot, *(f"hello {number}" for number in range(8)))
    assert _said(people) == [[f"hello {number}"] for number in range(8)]
    assert len([each for each in said if each.startswith("SAVEPOINT")]) == 8


async def test_who_fails_in_a_shared_commit_fails_alone(bot: RunningBot, echo: Echo) -> None:
    """The neighbours' effects stand, of the one that stumbled nothing is left, and it is tried again by itself."""
    people = await _arrive(bot, "one", "/boom", "three")
    assert _said(people) == [["one"], [], ["three"]]
    assert await _inbox(bot) == {"done": 2, "waiting": 1}
    async with bot.stores.look() as store:
        assert await store.people.get(people[1].id) is None
    echo.stumbles = 0
    await bot.advance(timedelta(seconds=1))
    assert _said(people)[1] == ["half a sentence"]


async def test_a_shared_commit_that_fails_is_undone_and_each_is_tried_alone(
    bot: RunningBot, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the database refuses in the middle nobody has been told anything, and nobody is answered twice."""
    monkeypatch.setattr(work, "LONGEST_SHARE", 60.0)  # they share it however busy the machine is
    full = sqlite3.OperationalError("database or disk is full")
    echo.over, echo.stumbles = OperationalError("INSERT", {}, full), 1
    people = await _arrive(bot, "one", "/boom", "three")
    assert _said(people) == [["one"], ["half a sentence"], ["three"]]
    assert echo.met == ["one", "boom", "one", "boom", "three"]
    assert await _inbox(bot) == {"done": 3}
