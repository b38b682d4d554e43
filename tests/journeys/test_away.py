"""What a person hears when somebody was not there: the bot, or they themselves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot import safekeeping
from bot.pace import Pace
from bot.tryout.server import TryoutServer
from tests.kit.chatting import Shopper
from tests.kit.clock import MovingClock
from tests.kit.running import HURRY, RunningBot, at_work, moved_to

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AWAY = "🔌"


@dataclass(frozen=True, slots=True)
class House:
    """A bot that comes and goes; Telegram and the clock go on."""

    server: TryoutServer
    clock: MovingClock
    folder: Path

    @asynccontextmanager
    async def open(self) -> AsyncIterator[RunningBot]:
        """As long as the block lasts, the bot works; at its end nothing is left to do."""
        async with at_work(self.server, self.folder, self.clock) as bot:
            await bot.until_idle()
            yield bot
            await bot.until_idle()

    def said(self, since: int = 0) -> list[str]:
        """What 小雨 has read."""
        return [message.text for message in self.server.world.xiaoyu.chat.said[since:]]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """With 小雨, who has registered a dress that is to be sent back within seven days."""
    clock = MovingClock()
    async with TryoutServer(clock=lambda: clock.now().timestamp()) as server:
        here = House(server, clock, tmp_path)
        async with here.open() as bot:
            me = Shopper(bot, server.world.xiaoyu)
            await me.says("/start")
            await me.registers()
            await Shopper(bot, server.world.emma).says("/start")
        yield here


async def test_after_minutes_those_with_buttons_are_told_once(house: House) -> None:
    """Both had buttons before them; each hears of it once, however often the bot comes back."""
    house.clock.advance(timedelta(minutes=4))
    for _ in range(2):
        async with house.open():
            pass
    for person in (house.server.world.xiaoyu, house.server.world.emma):
        told = [message for message in person.chat.said if AWAY in message.text]
        assert len(told) == 1, [message.text for message in person.chat.said]
        assert told[0].labels, "there is no way on from here"
    assert "11月23日（周一）20:00到20:04，我断线了" in house.said()[-1]


async def test_a_short_restart_is_nobody_s_business(house: House) -> None:
    """Two minutes away: taps have waited, nothing is said."""
    before = len(house.said())
    house.clock.advance(timedelta(minutes=2))
    async with house.open():
        pass
    assert house.said(before) == []


async def test_after_days_it_is_said_which_messages_are_lost(house: House) -> None:
    """Who has an open case hears from when until when; who has none hears nothing; the night is over first."""
    before = len(house.server.world.emma.chat.said)
    house.clock.advance(2 * DAY + 4 * HOUR)  # the end of the second day, at midnight
    async with house.open() as bot:
        assert not any(AWAY in text for text in house.said())
        await bot.advance(10 * HOUR)
    (told,) = [text for text in house.said() if AWAY in text]
    assert "其中 11月23日（周一）20:00到11月25日（周三）00:00发来的消息和照片没有传到" in told
    assert len(house.server.world.emma.chat.said) == before


async def test_a_moved_clock_is_no_absence(house: House) -> None:
    """While the bot works, a jump of the wall clock is not taken for one."""
    async with house.open() as bot:
        await bot.advance(DAY)
    assert not any(AWAY in text for text in house.said())


async def test_a_restore_is_told_to_who_may_miss_something(house: House, tmp_path: Path) -> None:
    """What was told since the backup may be missing: from when until when, and what to do."""
    async with house.open() as bot:
        settings = bot.app.world.settings
        path, _ = await safekeeping.backup(settings, tmp_path, house.clock.now())
    house.clock.advance(2 * HOUR)
    await safekeeping.restore(moved_to(tmp_path / "new", settings), path, house.clock.now())
    house.clock.advance(12 * HOUR)
    async with House(house.server, house.clock, tmp_path / "new").open():
        pass
    (told,) = [text for text in house.said() if "🗄 我刚从备份里恢复" in text]
    assert "11月23日（周一）20:00到22:00" in told


async def test_a_late_reminder_says_that_the_bot_was_away(house: House) -> None:
    """Due at nine, sent at half past eleven."""
    house.clock.advance(timedelta(hours=15, minutes=30))
    async with house.open():
        (late,) = [text for text in house.said() if "迟到" in text]
    assert late.startswith("⏰（迟到 2 小时，我刚才断线了）\n📮")


async def test_a_reminder_that_waited_for_telegram_says_so(house: House) -> None:
    """Written in time, but Telegram asked for an hour's patience: it did not wait for a lost connection."""
    async with house.open() as bot:
        bot.app.sender._pace.pause(asyncio.get_running_loop().time(), 3600)
        house.clock.advance(13 * HOUR)
        bot.app.world.nudges.all()
        await _until_written(bot)
        house.clock.advance(HOUR)
        bot.app.sender._pace = Pace(HURRY.limits)
        bot.app.world.nudges.all()
    assert [text.splitlines()[0] for text in house.said() if "迟到" in text] == ["⏰（迟到 1 小时，刚才在排队）"]


async def _until_written(bot: RunningBot) -> None:
    """A letter waits to be sent."""
    async with asyncio.timeout(10):
        while True:
            async with bot.stores.look() as store:
                if (await store.outbox.counts()).get("waiting"):
                    return
            await bot.app.world.nudges.outbox.wait(bot.app.world.nudges.outbox.count, 0.05)


async def test_who_comes_back_hears_of_all_that_was_missed_in_one_message(house: House) -> None:
    """Two cases, three days blocked: one message with both, and the ledger knows where each went."""
    person = house.server.world.xiaoyu
    async with house.open() as bot:
        me = Shopper(bot, person)
        await me.registers(name="充电宝")
        person.blocks()
        await bot.advance(3 * DAY)
        before = len(house.said())
        person.unblocks()
        await bot.until_idle()
        new = house.said(before)
        assert len(new) == 1, new
        assert "迟到 2 天" in new[0]
        assert "之前发不到你这里" in new[0]
        assert "2 个案件" in new[0]
        assert "真丝连衣裙" in new[0]
        assert "充电宝" in new[0]
        await bot.advance(2 * DAY)
        assert len(house.said(before)) == 3, "what falls due later comes case by case"


async def test_a_deadline_that_passed_meanwhile_is_said_to_have_passed(house: House) -> None:
    """Eight days away: not 'send it back by', but that the time is over and what can still be tried."""
    house.clock.advance(8 * DAY)
    async with house.open():
        (told,) = [text for text in house.said() if "⌛" in text]
    assert "11月30日（周一）20:00的期限已经过了，这一步过期后一般不能重开" in told
