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


async def test_where_an_order_was_bought_is_said_and_can_be_changed(tmp_path: Path) -> None:
    """A pasted order is of the platform that it names, else of Xiaohongshu; the button says which, a tap changes it."""
    async with shopping(tmp_path) as me:
        await me.says(
            "商家拒绝了您的退款申请\n订单编号 734012345678821\n商品名称：充电宝\n实付款 ¥99.00\n物流 京东快递"
        )
        assert "在小红书买的" in " ".join(me.screen.labels)
        assert "在哪儿买的" in await me.taps("在小红书买的")
        assert "充电宝" in await me.taps("京东")
        assert "在京东买的" in " ".join(me.screen.labels)
        await me.taps("对，登记")
        async with me.bot.stores.look() as store:
            person = await store.people.get(me.person.id)
        assert person is not None
        assert person.draft is not None
        assert person.draft.platform == "jd"


async def test_a_platform_is_tapped_not_typed(tmp_path: Path) -> None:
    """Words in place of a tap are answered; a platform that nobody knows changes nothing."""
    async with shopping(tmp_path) as me:
        await me.says("京东订单号 290012345678\n商品名称：充电宝\n实付 ￥69.00")
        await me.taps("在京东买的")
        assert "点下面的按钮就行" in await me.says("淘宝")
        data = me.data("京东")
        assert "在哪儿买的" in await me.taps_data(data.rpartition("=")[0] + "=zzzz")
        await me.taps("返回")
        assert "在京东买的" in " ".join(me.screen.labels)


async def test_an_old_button_changes_no_case_that_is_registered(tmp_path: Path) -> None:
    """The offer's buttons, tapped once its order is a case, show that case's card."""
    async with shopping(tmp_path) as me:
        await me.says("商家拒绝了您的退款申请\n订单编号 734012345678821\n商品名称：充电宝\n实付款 ¥99.00")
        old = me.data("在小红书买的")
        await me.taps("对，登记", "跳过")
        await me.taps_data(old)
        assert "充电宝" in me.screen.text
        async with me.bot.stores.look() as store:
            assert [case.platform for case in await store.cases.of(me.person.id)] == ["xiaohongshu"]


async def test_a_membership_of_an_app_store_was_bought_on_no_platform(tmp_path: Path) -> None:
    """The offer claims nothing of where it was bought."""
    async with shopping(tmp_path) as me:
        await me.says("您的 iCloud+ 订阅已自动续费，App Store 扣款 ¥21.00，扣费时间 2026-11-20 08:00")
        assert "登记" in " ".join(me.screen.labels)
        assert "小红书" not in " ".join(me.screen.labels)


async def test_in_english_the_platform_reads_as_well(tmp_path: Path) -> None:
    """The same in the other language."""
    async with shopping(tmp_path) as me:
        await me.says("/language")
        await me.says("京东订单号 290012345678\n商品名称：充电宝\n实付 ￥69.00")
        assert "🏬 JD · change" in me.screen.labels
