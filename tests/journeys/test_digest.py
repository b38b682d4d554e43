"""All that is open in one message, as often as it is wished."""

from datetime import timedelta
from pathlib import Path

from bot.tryout.server import TryoutServer
from tests.kit.chatting import Shopper, shopping
from tests.kit.clock import MovingClock
from tests.kit.running import at_work

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _digests(me: Shopper) -> list[str]:
    return [message.text for message in me.person.chat.said if message.text.startswith("🗞")]


async def _passes(me: Shopper, days: int) -> None:
    """So many days go by, half a day at a time: a digest that is later than that is left out."""
    for _ in range(2 * days):
        await me.bot.advance(12 * HOUR)


async def test_a_digest_comes_as_often_as_wished(tmp_path: Path) -> None:
    """None unless wished; then every evening what is open, overdue first, with the money; then only on Sundays."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.registers(name="充电宝", stands="申请了")
        await me.bot.advance(2 * DAY)
        assert _digests(me) == []
        await me.says("/settings")
        assert "汇总 每天晚上" in await me.taps("汇总", "每天晚上")
        await _passes(me, 2)
        first, _ = _digests(me)
        assert first.startswith("🗞 今天的汇总\n还在外面的钱：¥798.00")
        assert first.index("⚠️ 充电宝") < first.index("真丝连衣裙")
        await me.says("/settings")
        await me.taps("汇总", "每周日晚上")
        for _ in range(4):  # Saturday to Tuesday
            await me.bot.advance(DAY)
        assert [text.splitlines()[0] for text in _digests(me)[2:]] == ["🗞 本周汇总"]
        await me.says("/settings")
        assert "不发汇总" in await me.taps("汇总", "不要汇总")
        for _ in range(5):
            await me.bot.advance(DAY)
        assert len(_digests(me)) == 3


async def test_where_nothing_is_open_nothing_is_sent(tmp_path: Path) -> None:
    """A digest without a case is no message; its buttons lead to the cases once there are some."""
    async with shopping(tmp_path) as me:
        await me.says("/settings")
        await me.taps("汇总", "每天晚上")
        await _passes(me, 3)
        assert _digests(me) == []
        await me.registers()
        await _passes(me, 1)
        assert len(_digests(me)) == 1
        assert "真丝连衣裙" in await me.taps("1. 真丝连衣裙")


async def test_an_outage_makes_no_flood_of_digests(tmp_path: Path) -> None:
    """Five evenings away: none of them is made up for, the next one comes."""
    clock = MovingClock()
    async with TryoutServer(clock=lambda: clock.now().timestamp()) as server:
        async with at_work(server, tmp_path, clock) as bot:
            me = Shopper(bot, server.world.xiaoyu)
            await me.says("/start")
            await me.registers()
            await me.says("/settings")
            await me.taps("汇总", "每天晚上")
        clock.advance(5 * DAY + 14 * HOUR)
        async with at_work(server, tmp_path, clock) as bot:
            await bot.until_idle()
            assert _digests(me) == []
            await bot.advance(12 * HOUR)
        assert len(_digests(me)) == 1
