"""Suppose another day or another way: dates side by side in the chat, and the case untouched; in both languages."""

from pathlib import Path

from tests.kit.chatting import shopping


async def test_posting_on_another_day_is_seen_before_it_is_done(tmp_path: Path) -> None:
    """In time, too late, a holiday, a day that is over; then the card is what it was."""
    async with shopping(tmp_path) as me:
        await me.registers()
        card = await me.taps("更多", "返回")
        text = await me.taps("更多", "如果", "换一天寄出")
        assert "如果11月24日（周二）寄出" in text
        assert "✅ 赶得上「寄回并填写单号」，11月30日（周一）20:00 截止" in text
        assert "（今天就做：12月3日（周四）20:00）" in text
        assert "不知道怎么付的" in text
        assert "案件没有变" in text
        assert "⚠️ 来不及" in await me.says("12月2日")
        text = await me.says("2027年1月1日")
        assert "2027年1月1日（周五）·放假寄出" in text
        assert "暂定" in text
        assert "已经过了" in await me.says("昨天")
        assert "如果11月28日（周六）寄出" in await me.taps("11月28日")
        assert await me.taps("返回") == card


async def test_another_way_of_asking_says_what_it_does_not_stop(tmp_path: Path) -> None:
    """The money alone is no notice of a return; an exchange needs the present request withdrawn."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="还没申请", reason="不喜欢")
        assert "⏱ 这不会停：「七天无理由" in await me.taps("更多", "如果", "改成仅退款")
        await me.registers(stands="申请了", reason="不喜欢")
        text = await me.taps("更多", "如果", "改成换货")
        assert "要先撤掉现在的申请" in text
        assert "✖️ 不再算「商家须处理退货申请」" in text
        text = await me.taps("如果", "先等等")
        assert "⌛ 「商家须处理退货申请」" in text


async def test_what_if_in_english(tmp_path: Path) -> None:
    """The same screen, whole, in the other language."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("/start")
        text = await me.taps("English", "My cases", "1.", "More", "What if", "Post it another day")
        assert "If you post it on Tue 24 Nov" in text
        assert "✅ In time for" in text
        assert "done today: Thu 3 Dec, 20:00" in text
        assert "Too late for" in await me.says("2 Dec")
        assert "No deadline passes until then" in await me.taps("What if", "Wait")
        assert "The next one after that" in me.screen.text
        assert "This doesn't stop" in await me.taps("What if", "Ask the platform today")


async def test_what_waiting_costs_a_member(tmp_path: Path) -> None:
    """The rest of a membership shrinks by the day, and supposing a later day says by how much."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("会员 · 退费", "用不上了", "还没申请")
        await me.says("年卡")
        await me.says("365")
        await me.taps("微信零钱")
        await me.says("11月1日")
        await me.skips()
        await me.taps("更多", "该退多少", "➕ 会员起止日期")
        await me.says("2026年3月1日")
        await me.taps("1 年", "返回", "更多", "如果", "先等等")
        text = await me.says("11月30日")
        assert "🧮 应退 ¥90.00（今天就做：¥97.00）" in text
