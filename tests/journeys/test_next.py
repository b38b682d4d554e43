"""What comes next, and who is to move: reminder, card and ladder say the same, and where to look for news."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping

DAY = timedelta(days=1)


async def _at_12315(me: Shopper) -> None:
    """Refused by the seller, then complained to 12315 on Monday 23 November, without a number."""
    await me.registers(stands="商家拒绝了")
    await me.taps("更多", "向 12315 投诉了", "还没有编号", "刚刚")


async def _asked_apple(me: Shopper) -> None:
    """A membership that renewed by itself, paid to Apple, who was asked just now."""
    await me.says("/new")
    await me.taps("会员 · 退费", "自动续费", "申请了", "跳过")
    await me.says("198")
    await me.taps("苹果", "刚刚")
    await me.skips()


async def _wait(me: Shopper, days: int) -> None:
    """So many mornings."""
    for _ in range(days):
        await me.bot.advance(DAY)


def _said(me: Shopper, since: int) -> list[str]:
    return [message.text for message in me.person.chat.said[since:]]


async def test_an_authority_that_does_not_answer_is_called_by_its_name(tmp_path: Path) -> None:
    """Seven working days are over: it speaks of 12315, offers its answers, and leads up; nobody looks into an app."""
    async with shopping(tmp_path) as me:
        await _at_12315(me)
        since = len(me.person.chat.said)
        await _wait(me, 9)
        assert any("12315 的「我的投诉」" in text for text in _said(me, since))
        await _wait(me, 1)
        text = me.screen.text
        assert "12315 该在 12月2日（周三）24:00前告诉你受不受理" in text, text
        labels = " ".join(me.screen.labels)
        assert "🏛 12315 受理了" in labels
        assert "🏛 12315 不受理" in labels
        assert "📣 往上走" in labels
        assert "商家" not in labels
        assert not [text for text in _said(me, since) if "App" in text or "对方" in text]


async def test_the_end_of_a_mediation_is_called_by_its_name(tmp_path: Path) -> None:
    """Sixty days after 12315 took it on: what it was is said, and that it may have come to nothing."""
    async with shopping(tmp_path) as me:
        await _at_12315(me)
        await me.taps("12315 受理了", "刚刚")
        since = len(me.person.chat.said)
        await me.bot.advance(58 * DAY)
        await _wait(me, 5)
        text = next(text for text in _said(me, since) if "调解最多 60 天" in text)
        assert "对方" not in text
        assert "🏛 调解没成" in " ".join(me.screen.labels)


async def test_what_apple_decides_is_apples_move_everywhere(tmp_path: Path) -> None:
    """After 48 hours: card, reminder, its buttons and the ladder name Apple, and all of them say to wait."""
    async with shopping(tmp_path) as me:
        await _asked_apple(me)
        card = me.screen.text
        assert "⏳ 等苹果：审核申请" in card, card
        assert "平台" not in card
        await me.bot.advance(3 * DAY)
        text = me.screen.text
        assert "苹果说最多 48 小时给消息" in text, text
        assert "reportaproblem.apple.com 看一眼" in text
        assert "再等等" in text
        assert "往上走" not in text
        assert {"✅ 苹果同意退了", "❌ 苹果拒绝了"} <= set(me.screen.labels)
        await me.taps("看案件", "更多")
        assert "现在先等" in await me.taps("往上走")
