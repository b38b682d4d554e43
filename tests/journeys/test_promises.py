"""What the seller promised is kept in its words, and on its day the bot asks whether it was done."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping

DAY = timedelta(days=1)


async def _asked_on_the_day(me: Shopper, question: str) -> str:
    """Let days go by until the question comes; gives it."""
    for _ in range(8):
        await me.bot.advance(DAY)
        for message in me.person.chat.said:
            if question in message.text:
                return message.text
    raise AssertionError(f"nobody asked {question!r}")


async def test_told_by_the_button_the_day_is_offered_and_asked_about(tmp_path: Path) -> None:
    """The words name Friday: it comes first with its date, and on Friday there are two answers."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("⋯", "还发生了", "对方答应了")
        screen = await me.says("卖家电话里答应周五前退款")
        assert "记下了（卖家 · 电话里说的）：「卖家电话里答应周五前退款」" in screen
        assert "什么时候前？" in screen
        assert me.screen.labels[0] == "✅ 11月27日（周五）"
        assert "对方答应的日子：11月27日（周五）24:00" in await me.taps("✅ 11月27日（周五）")
        asked_text = await _asked_on_the_day(me, "对方答应的日子到了")
        assert "11月27日（周五）" in asked_text
        assert "当时的话（卖家 · 电话里说的）：「卖家电话里答应周五前退款」" in asked_text
        asked = next(each for each in me.person.chat.said if "对方答应的日子到了" in each.text)
        assert {"✅ 钱到账了", "🤝 说到做到了", "没有 → 📣 往上走"} <= set(asked.labels)
        assert "往上走" in await me.taps("没有 → 📣 往上走")


async def test_kept_the_reminder_goes_and_undo_brings_it_back(tmp_path: Path) -> None:
    """A kept promise is not asked about; taken back, its day stands again."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("客服答应周五前退款")
        await me.taps("🤝 记下", "✅ 11月27日（周五）")
        await me.taps("⋯", "还发生了")
        screen = await me.taps("说到做到了")
        await me.taps("⋯")
        screen = await me.taps("撤销")
        assert "对方答应的日子：11月27日（周五）24:00" in screen


async def test_typed_freely_it_is_offered_and_never_kept_silently(tmp_path: Path) -> None:
    """One tap keeps it; a day may be typed; without the tap the case's story does not have it."""
    async with shopping(tmp_path) as me:
        await me.registers()
        assert "像是对方的承诺" in await me.says("卖家答应尽快退款")
        await me.says("/cases")
        assert "卖家答应尽快退款" not in await me.taps("1.", "⋯", "经过")
        await me.says("卖家答应尽快退款")
        assert "什么时候前？" in await me.taps("🤝 记下：真丝连衣裙")
        assert "11月30日（周一）24:00" in await me.says("11月30日")
        await me.says("/cases")
        assert "卖家答应 · 卖家答应尽快退款" in await me.taps("1.", "⋯", "经过")


async def test_in_english_too(tmp_path: Path) -> None:
    """The same talk in English, a day named in the words."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("/language")
        assert "reads like a promise (the seller · by phone)" in await me.says(
            "The seller promised by phone to pay by Friday"
        )
        assert "by when?" in await me.taps("🤝 Keep it")
        assert "The day they promised: by Fri 27 Nov" in await me.taps("✅ Fri 27 Nov")
        asked = await _asked_on_the_day(me, "this is the day they promised")
        assert "Fri 27 Nov" in asked
        assert "The words (the seller · by phone): “The seller promised" in asked
        assert "No → 📣 one step up" in [label for each in me.person.chat.said for label in each.labels]
