"""The money that should come back: read, told, claimed and compared with what arrived; in Chinese and in English."""

from pathlib import Path

from tests.kit.chatting import shopping


async def test_what_comes_back_follows_what_is_told(tmp_path: Path) -> None:
    """Changed my mind: the freight paid with the order does not come back, and the arrival is asked for the rest."""
    async with shopping(tmp_path) as me:
        await me.registers(reason="不喜欢")
        text = await me.taps("更多", "该退多少")
        assert "实付款 · ¥399.00" in text
        assert "应退 ¥399.00，补上下面的会更准" in text
        assert "包邮就点「没有」" in await me.taps("➕ 去程运费")
        assert "不会比它多" in await me.says("500")
        assert "应退 ¥389.00" in await me.says("10元")
        assert "这是一种理解" in await me.taps("为什么这样算")
        await me.taps("返回", "改金额")
        assert "✏️ 去程运费 ¥10.00" in me.screen.labels
        await me.taps("返回", "返回", "显示退款成功", "刚刚")
        assert "实付款 ¥399.00 − 去程运费 ¥10.00 = ¥389.00" in await me.taps("钱到账了")
        assert "🧮 应退 ¥389.00" in await me.taps("返回")
        await me.taps("钱到账了", "到了一部分")
        text = await me.says("400")
        assert "¥400.00 到账" in text
        assert "比付的 ¥399.00 还多" in text


async def test_a_membership_is_reckoned_by_the_days_that_are_left(tmp_path: Path) -> None:
    """Its term is asked for in two taps; both readings of the rest are shown, the days counted are said."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("会员 · 退费", "用不上了", "申请了")
        await me.says("年卡")
        await me.says("365")
        await me.taps("微信零钱", "刚刚")
        await me.skips()
        assert "还算不出总数" in await me.taps("更多", "该退多少")
        assert "从哪天开始" in await me.taps("➕ 会员起止日期")
        assert "多长" in await me.says("2026年3月1日")
        assert "最后一天在" in await me.says("2026年2月1日")
        text = await me.taps("1 年")
        assert "2026年3月1日" in text or "3月1日" in text
        assert "共 365 天" in text
        assert "应退 ¥97.00" in text  # 23 November is day 268: 97 are left
        assert "换一种算法" in text
        assert "已用的月份" in text


async def test_three_times_the_price_only_after_every_fact_was_ticked(tmp_path: Path) -> None:
    """The facts are named, a lie is warned of, and one tick taken back takes the claim back."""
    async with shopping(tmp_path) as me:
        await me.registers()
        text = await me.taps("更多", "该退多少", "退一赔三、赔十", "退一赔三")
        assert "移送公安" in text
        assert "还差 3 条" in text
        await me.taps("☐ 1", "☐ 2")
        assert "可以另外要求 ¥1,197.00" in await me.taps("☐ 3")
        text = await me.taps("返回")
        assert "退一赔三 · ¥1,197.00" in text
        assert "合起来可以要求 ¥1,596.00" in text
        assert "应退 ¥399.00" in text
        await me.taps("退一赔三、赔十", "退一赔三", "☑ 2")
        assert "退一赔三" not in (await me.taps("返回"))


async def test_the_sums_in_english(tmp_path: Path) -> None:
    """The same, whole, in the other language: a lost gift, a part that arrived, the rest."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="退款成功", reason="不喜欢")
        await me.taps("钱到账了", "到了一部分")
        await me.says("100")
        await me.says("/start")
        await me.taps("English", "My cases", "1.", "More")
        text = await me.taps("What should come back")
        assert "CN¥399.00 should come back" in text
        assert "CN¥299.00 to go" in text
        assert "If it was free" in await me.taps("Shipping paid")
        text = await me.taps("None")
        assert "more exact" not in text
        assert "written down and checked" in await me.taps("Why these sums")
        await me.taps("Back", "Change or add a sum", "Sum we settled on")
        text = await me.says("200")
        assert "= CN¥200.00 should come back" in text
        assert "CN¥100.00 to go" in text


FORGED = [
    "su|{case}|0|nonsense",
    "st|{case}|0|nonsense",
    "st|{case}|0|price",
    "sn|{case}|0|price",
    "sn|{case}|0|",
    "sd|{case}|0|999999",
    "sd|{case}|0|2026-99-99",
    "sd|{case}|0|9999-12",
    "sd|{case}|0|0001-01",
    "sd|{case}|0|12",
    "sd|{case}|0|²",
    "sc|{case}|0|paid",
    "sx|{case}|0|threefold=livestream",
    "sx|{case}|0|paid=fraud",
    "sx|{case}|0|",
    "wi|{case}|0|nonsense=2026-11-27",
    "wi|{case}|0|post=2026-99-99",
    "wi|{case}|0|post=2020-01-01",
    "wi|{case}|0|post=9999-12-31",
    "wi|{case}|0|apply",
]


async def test_forged_taps_on_the_money_change_nothing(tmp_path: Path) -> None:
    """Whatever a button's data says: a screen comes back, no fact is ticked, no sum is told, nothing fails."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("更多", "该退多少")
        before = me.screen.text
        case = me.data("改金额").split("|")[2]
        for data in FORGED:
            assert await me.taps_data(f"1|{data.format(case=case)}", f"1|su|{case}|0|") == before, data
        async with me.bot.stores.look() as store:
            assert (await store.inbox.counts()).get("set_aside", 0) == 0
