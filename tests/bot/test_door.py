"""The door: what comes too fast is refused with one calm word, what is evidence waits, and nobody else notices."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import door
from tests.bot.echo import Echo
from tests.kit.clock import FixedClock
from tests.kit.running import RunningBot, Staging, running_bot

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FEW = {"actions_a_minute": 3, "uploads_an_hour": 4}


@pytest.fixture
def echo() -> Echo:
    """Talkers that say back what they hear."""
    return Echo()


@pytest.fixture
async def bot(tmp_path: Path, echo: Echo) -> AsyncIterator[RunningBot]:
    """A bot that takes three actions a minute and four uploads an hour, in a world whose time stands still."""
    async with running_bot(tmp_path, FixedClock(), Staging(voice=echo.voice(), settings=FEW)) as running:
        yield running


def _heard(bot: RunningBot) -> list[str]:
    return [message.text for message in bot.server.world.xiaoyu.chat.said]


async def _rows(bot: RunningBot) -> dict[str, int]:
    async with bot.stores.look() as store:
        return dict(await store.inbox.counts())


async def test_too_many_messages_get_one_word_and_leave_no_row(bot: RunningBot, echo: Echo) -> None:
    """Three of forty are answered, one word is said, and the inbox holds three rows; a minute later all is well."""
    me = bot.server.world.xiaoyu
    for number in range(40):
        me.sends(f"{number}")
    await bot.until_idle()
    assert echo.met == ["0", "1", "2"]
    assert _heard(bot) == ["0", "1", "2", "action False"]
    assert await _rows(bot) == {"done": 3}
    await bot.advance(MINUTE)
    me.sends("and now?")
    await bot.until_idle()
    assert _heard(bot)[4:] == ["and now?"]


async def test_a_neighbour_is_not_counted_with_them(bot: RunningBot) -> None:
    """What one chat has spent is no other's."""
    world = bot.server.world
    for number in range(10):
        world.xiaoyu.sends(f"{number}")
    world.emma.sends("hello")
    await bot.until_idle()
    assert [message.text for message in world.emma.chat.said] == ["hello"]


async def test_a_tap_too_fast_is_answered_on_the_spot(bot: RunningBot, echo: Echo) -> None:
    """It has no effect, its spinner says so, and no message is written for it."""
    me = bot.server.world.xiaoyu
    me.sends("hello")
    message = await bot.server.world.hears(me.chat, "hello")
    for number in range(6):
        me.taps_data(message, f"{number}")
    await bot.until_idle()
    await bot.app.worker.drain()
    assert echo.met == ["hello", "tap", "tap", "tap"]
    toasts = [call.params.get("text") for call in bot.server.world.ledger.calls("answerCallbackQuery")]
    assert sorted(map(str, toasts)) == ["[en slowly]"] * 3 + ["tapped 0", "tapped 1", "tapped 2"]
    assert _heard(bot) == ["hello"]


async def test_a_failed_update_is_paid_once(bot: RunningBot, echo: Echo) -> None:
    """Tried four times and set aside, it cost nothing: what is rolled back is not counted."""
    me = bot.server.world.xiaoyu
    me.sends("/boom")
    await bot.until_idle()
    for seconds in (1, 5, 30):
        await bot.advance(timedelta(seconds=seconds))
    for number in range(3):
        me.sends(f"{number}")
    await bot.until_idle()
    assert echo.met == ["boom"] * 4 + ["0", "1", "2"]


async def test_what_was_sent_while_we_were_away_is_no_flood(bot: RunningBot, echo: Echo) -> None:
    """Messages count for when they were written: six over six minutes come in together, and all are answered."""
    for number in range(6):
        bot.server.world.xiaoyu.sends(f"{number}")
        bot.clock.advance(MINUTE)
    await bot.until_idle()
    assert echo.met == [f"{number}" for number in range(6)]


async def test_a_message_behind_a_tap_that_we_learned_of_late_is_heard(bot: RunningBot, echo: Echo) -> None:
    """After a minute's absence the tap counts as made just now, the message for when it was written: both come in."""
    me = bot.server.world.xiaoyu
    me.sends("hello")
    message = await bot.server.world.hears(me.chat, "hello")
    await bot.until_idle()
    for away in (65, 70, 100):
        await bot.advance(10 * MINUTE)
        me.taps_data(message, "now")
        me.sends(f"{away}")
        bot.clock.advance(timedelta(seconds=away))
        await bot.until_idle()
        assert echo.met[-2:] == ["tap", f"{away}"]


async def test_behind_a_failing_update_only_so_many_wait(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever goes on sending behind an update that fails leaves a bounded line, and hears that some were skipped."""
    monkeypatch.setattr(door, "LONGEST", 5)
    me = bot.server.world.xiaoyu
    for text in ("hello", "/boom", *map(str, range(20))):
        me.sends(text)
    await bot.until_idle()
    await bot.advance(timedelta(seconds=1))
    assert await _rows(bot) == {"done": 1, "waiting": 5}
    assert _heard(bot) == ["hello", "action False"]


async def test_blocking_is_heard_whatever_was_sent_before(bot: RunningBot) -> None:
    """Whoever floods us and blocks us cannot be reached from then on."""
    me = bot.server.world.xiaoyu
    for number in range(10):
        me.sends(f"{number}")
    me.blocks()
    await bot.until_idle()
    async with bot.stores.begin() as store:
        person = await store.people.get(me.id)
    assert person is not None
    assert person.unreachable_since is not None
