"""A reminder as it is lived with: put off, answered, silenced; and the ledger of all of them."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def _reminded(me: Shopper) -> str:
    """The dress is registered on Monday 20:00; on Tuesday at nine it is called for."""
    await me.registers()
    await me.bot.advance(13 * HOUR)
    return me.screen.text


def _texts(me: Shopper) -> list[str]:
    return [message.text for message in me.person.chat.said]


async def test_later_comes_when_it_was_said(tmp_path: Path) -> None:
    """Tonight at eight, then in an hour, then on a day that is written; each is kept, each is in the ledger."""
    async with shopping(tmp_path) as me:
        assert "📮 真丝连衣裙" in await _reminded(me)
        assert await me.taps("今晚") == "😴 好，11月24日（周二）20:00 再提醒你。"
        await me.bot.advance(11 * HOUR)
        assert "还有 5 天" in me.screen.text
        assert "11月24日（周二）21:0" in await me.taps("1 小时后")
        await me.bot.advance(HOUR)
        await me.taps("换个时间")
        assert await me.says("周三中午12点") == "😴 好，11月25日（周三）12:00 再提醒你。"
        await me.bot.advance(15 * HOUR)
        assert "📮 真丝连衣裙" in me.screen.text
        text = await me.says("/reminders")
        assert "😴 11月24日（周二）09:00 · 真丝连衣裙 · 寄回 · 改到 11月24日（周二）20:00" in text
        assert text.count("改到") == 3
        assert "✅ 11月25日（周三）12:00 · 真丝连衣裙 · 寄回\n" in text


async def test_later_is_never_too_late(tmp_path: Path) -> None:
    """On the last day, which ends at 20:00, 'tonight' and 'tomorrow' come before it and say so."""
    async with shopping(tmp_path) as me:
        await _reminded(me)
        await me.bot.advance(6 * DAY)
        assert "还有 10 小时" in me.screen.text
        said = await me.taps("明早")
        assert said == "😴 那时就过期了（11月30日（周一）20:00截止），我提前到 11月30日（周一）17:00 提醒你。"
        await me.bot.advance(8 * HOUR)
        assert "📮 真丝连衣裙" in me.screen.text


async def test_a_closed_case_is_silent_at_once(tmp_path: Path) -> None:
    """What was planned, what was put off: nothing comes any more, and the ledger says why."""
    async with shopping(tmp_path) as me:
        await _reminded(me)
        await me.taps("今晚", "看案件", "更多", "不退了", "确定")
        before = len(_texts(me))
        await me.bot.advance(30 * DAY)
        assert _texts(me)[before:] == []
        text = await me.says("/reminders")
        assert "没有欠你的提醒，也没有排着的。" in text
        assert "➖ 11月24日（周二）20:00 · 真丝连衣裙 · 寄回 · 案件已结束，不用再提醒" in text


async def test_the_ledger_can_be_leafed_through(tmp_path: Path) -> None:
    """The first page has three of what comes and ten of what was; later and earlier lead on and back again."""
    async with shopping(tmp_path) as me:
        await _reminded(me)
        await me.registers(name="充电宝")
        await me.bot.advance(20 * DAY)
        first = await me.says("/reminders")
        assert first.startswith("📬 提醒记录\n没有欠你的提醒。还排着 ")
        assert first.count("⏳") == 3
        pages = [first, await me.taps("更早")]
        assert "⏳" not in pages[1]
        assert not set(pages[0].splitlines()[-10:]) & set(pages[1].splitlines()[-5:])
        assert await me.taps("更晚") == first
        assert "✅" not in await me.taps("更晚")
        assert await me.taps("更早") == first


async def test_a_case_has_a_ledger_of_its_own(tmp_path: Path) -> None:
    """From its card: its name above, no other case's lines, and the way back; in English as well."""
    async with shopping(tmp_path) as me:
        await _reminded(me)
        await me.registers(name="充电宝")
        text = await me.taps("更多", "提醒记录")
        assert text.startswith("📬 提醒记录 · 充电宝\n")
        assert "真丝连衣裙" not in text
        assert "真丝连衣裙 · 寄回" in await me.taps("全部记录")
        await me.says("/language")
        assert "Reminder log" in await me.says("/reminders")
