"""Before the parcel leaves: what to pack, what to photograph, and the reminder that says what helps most."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import shopping

DAY = timedelta(days=1)


async def test_what_is_needed_is_ticked_and_the_reminder_names_the_next(tmp_path: Path) -> None:
    """The list counts, a tick is kept, and the morning's reminder asks for the one that will be too late."""
    async with shopping(tmp_path) as me:
        await me.registers()
        assert "放好 0/5" in await me.taps("📦 打包清单")
        assert "放好 1/5" in await me.taps("⬜ 吊牌")
        assert "✅ 吊牌、标签、防伪扣" in me.screen.labels
        assert "放好 0/5" in await me.taps("✅ 吊牌")
        await me.taps("返回")
        listed = await me.taps("📋 证据清单")
        assert "先补这一样：打包前的照片" in listed
        assert "寄出以后就补不了了" in listed
        assert "打包视频" in await me.taps("⬜ 打包前的照片")
        await me.bot.advance(DAY)
        assert "先补这一样：打包视频" in me.screen.text


async def test_in_english_too(tmp_path: Path) -> None:
    """The same list, told to Emma's language."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("/language")
        await me.says("/cases")
        await me.taps("1.", "📋 What proof I need")
        assert "First of all: a photo before packing" in me.screen.text
        assert "too late" in me.screen.text
