"""Bought elsewhere, or never delivered: the registration bends, and asks nothing more than it must."""

from pathlib import Path

from tests.kit.chatting import shopping


async def test_a_case_of_another_platform_runs_by_its_rules(tmp_path: Path) -> None:
    """One detour at the first question; the card then counts by that platform's own times."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        assert "在哪儿买的" in await me.taps("在小红书买的")
        assert "想退的是什么" in await me.taps("京东")
        assert "在京东买的" in " ".join(me.screen.labels)
        await me.taps("退货退款", "不喜欢", "商家拒绝了")
        await me.says("充电宝")
        await me.says("99")
        card = await me.taps("刚刚")
        assert "12月8日（周二）" in card, card  # JD: fifteen days after the refusal (facts.md 2.2)


async def test_bought_where_we_know_nothing_leaves_the_law(tmp_path: Path) -> None:
    """No platform's clock is borrowed from another; the law's still run."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("在小红书买的", "其他平台", "退货退款", "不喜欢", "还没申请", "跳过", "跳过")
        card = await me.taps("今天")
        assert "11月30日（周一）24:00" in card
        assert "平台惯例" not in card


async def test_a_refund_of_what_never_came_asks_when_it_was_paid(tmp_path: Path) -> None:
    """Who got nothing signed for nothing: the case begins with the payment, and the seller's time to post runs."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("仅退款", "不喜欢", "还没收到货", "跳过", "跳过")
        assert "什么时候付款的" in me.screen.text
        card = await me.taps("刚刚")
        assert "11月25日（周三）20:0" in card, card  # 48 hours
