"""The way up, through the real bot: the next rung, its letter, what it lacks, what was filed; in both languages."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping


def copied(me: Shopper) -> str:
    """What the copy buttons under the last screen carry, put together."""
    return "".join(button["copy_text"]["text"] for row in me.screen.rows for button in row if "copy_text" in button)


async def refused(me: Shopper, reason: str = "与描述不符") -> str:
    """A dress whose return the seller refused; gives the ladder."""
    await me.registers(stands="商家拒绝了", reason=reason)
    return await me.taps("更多", "往上走")


async def test_the_next_rung_is_shown_with_its_letter(tmp_path: Path) -> None:
    """Refused: the platform is next; its letter asks for what it lacks, then can be copied whole."""
    async with shopping(tmp_path) as me:
        text = await refused(me)
        assert "👉 申请平台介入" in text
        assert "📎 先备好：售后单号" in text
        assert "▫️ 投诉到 12315 · 也可以，一般先走「申请平台介入」" in text
        assert "▫️ 小额诉讼 / 互联网法院 · 也可以，一般先走「投诉到 12315」" in text
        text = await me.taps("写好的话术")
        assert "发送前请补上 3 项" in text
        assert "____" in text
        assert copied(me) == ""
        assert "哪里不对" in await me.taps("➕ 哪里不对")
        assert "什么都没有" in await me.says("\u200b")
        await me.says("页面写纯棉，洗标是聚酯纤维 {order}<b>")
        await me.taps("➕ 订单号")
        await me.says("P734012345678821")
        await me.taps("➕ 店铺名")
        text = await me.says("某某女装")
        assert "发送前请补上" not in text
        assert "不是法律意见" in text
        letter = copied(me)
        assert "订单号 P734012345678821，店铺「某某女装」" in letter
        assert "洗标是聚酯纤维 {order}<b>。" in letter
        assert "请判定：退还 ¥399.00。" in letter
        full = await me.taps("完整版")
        assert "《消费者权益保护法》第二十四条：「可以自收到商品之日起七日内退货」" in full
        assert "《消费者权益保护法》第二十四条：「经营者应当承担运输等必要费用」" in full
        assert len(copied(me)) > len(letter)
        places = await me.taps("按表格逐项")
        assert "问题描述" in places
        assert "⧉ 诉求" in me.screen.labels
        assert "起施行" in await me.taps("依据")
        await me.taps("返回", "我发出去了", "刚刚")
        assert "等平台判定" in me.screen.text
        text = await me.taps("更多", "往上走")
        assert "✅ 申请平台介入" in text


async def test_the_ladder_of_a_case_is_a_picture_too(tmp_path: Path) -> None:
    """Where one stands on it is drawn; the way back leads to the rungs, and each says what comes after it."""
    async with shopping(tmp_path) as me:
        assert "⤴️ 不行的话，再走：投诉到 12315" in await refused(me)
        await me.taps("看图")
        assert me.screen.raw["photo"]
        assert "往上走的每一步" in me.screen.raw["caption"]
        await me.taps("往上走")
        assert "👉 申请平台介入" in me.screen.text


async def test_a_complaint_needs_a_name_and_starts_its_own_clocks(tmp_path: Path) -> None:
    """Who writes is asked only here, masked in the chat, whole in the copy; number and day of the filing are kept."""
    async with shopping(tmp_path) as me:
        await refused(me)
        assert "明确说了" in await me.taps("对方说死不退")
        text = await me.taps("对，说死了")
        assert "👉 投诉到 12315" in text
        await me.taps("写好的话术")
        for label, answer in [
            ("哪里不对", "洗一次就掉色"),
            ("订单号", "P734012345678821"),
            ("店铺名", "某某女装"),
            ("你的姓名", "王小雨"),
            ("你的地址", "上海市黄浦区某路 1 号 2 室"),
        ]:
            await me.taps(f"➕ {label}")
            await me.says(answer)
        assert "只有投诉、起诉" in await me.taps("➕ 你的电话")
        assert "电话号码" in await me.says("没有")
        await me.says("13800001234")
        await me.taps("➕ 哪天付的款")
        text = await me.says("11月15日")
        assert "发送前请补上" not in text, text
        places = await me.taps("按表格逐项")
        assert "138****1234" in places
        assert "13800001234" not in places
        assert "王小雨，电话 13800001234，地址 上海市黄浦区某路 1 号 2 室。" in copied(me)
        assert "编号" in await me.taps("我发出去了")
        await me.says("1330000002026112612345")
        text = await me.taps("刚刚")
        assert "12315 编号 1330000002026112612345" in text
        assert "12315 决定是否受理" in text
        text = await me.taps("更多", "往上走", "✅ 投诉到 12315")
        assert "这一步我办了" not in " ".join(me.screen.labels)
        assert "🔒 小额诉讼 / 互联网法院 · 要等：12315 结束了，没解决" in await me.taps("往上走")
        await me.taps("小额诉讼", "写好的话术", "完整版")
        assert "王**" in me.screen.text
        assert "都忘掉了" in await me.taps("忘掉姓名电话地址")
        assert "➕ 你的姓名" in me.screen.labels


async def test_what_must_be_true_is_asked_before_it_is_written(tmp_path: Path) -> None:
    """Changed my mind: that the goods are intact stands in the letter only once the shopper says so."""
    async with shopping(tmp_path) as me:
        await me.registers(reason="不喜欢", stands="还没申请")
        await me.taps("更多", "往上走", "写好的话术")
        assert "承担法律责任" in await me.taps("➕ 东西完好吗")
        await me.taps("不是 / 不确定", "➕ 订单号")
        text = await me.says("P1")
        assert "商品完好" not in text


async def test_hard_words_are_kept_and_calmer_ones_offered(tmp_path: Path) -> None:
    """Nobody is corrected: the letter says it, one sentence says what works better, and it can be told anew."""
    async with shopping(tmp_path) as me:
        await refused(me)
        await me.taps("写好的话术", "➕ 订单号")
        await me.says("P1")
        await me.taps("➕ 店铺名")
        await me.says("某店")
        await me.taps("➕ 哪里不对")
        text = await me.says("骗子！！退钱")
        assert "平静的事实更有分量" in text
        assert "骗子！！退钱。" in text
        await me.taps("✏️ 哪里不对")
        text = await me.says("洗一次就掉色")
        assert "骗子" not in text
        assert "平静" not in text


async def test_seven_days_are_asked_back_politely(tmp_path: Path) -> None:
    """The first letter is friendly and says what is wanted."""
    async with shopping(tmp_path) as me:
        await me.registers(reason="不喜欢", stands="还没申请")
        await me.taps("更多", "往上走", "写好的话术", "➕ 东西完好吗", "是的", "➕ 订单号")
        text = await me.says("P1")
        assert "商品完好，配件、吊牌、赠品都在，申请七日无理由退货。" in text
        assert "想退货" in text


async def test_the_ladder_in_english(tmp_path: Path) -> None:
    """The same way for a reader of English: the letter stays Chinese, its meaning stands below."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="商家拒绝了", reason="质量问题")
        await me.says("/start")
        await me.taps("English", "My cases", "1.", "More")
        text = await me.taps("Next step up")
        assert "👉 Ask the platform to step in · take this step now" in text
        assert "still to tell before you send it" in await me.taps("The letter, ready")
        for label, answer in [("What is wrong", "开线"), ("Order number", "P1"), ("The shop's name", "某店")]:
            await me.taps(f"➕ {label}")
            await me.says(answer)
        text = me.screen.text
        assert "In Chinese, as the reader needs it".lower() in text.lower()
        assert "What it says" in text
        assert "Please decide: a refund of CN¥399.00." in text
        assert "no promise of success" in text
        assert "in force since Sat 15 Mar 2014" in await me.taps("The law")


async def test_a_reminder_leads_to_the_ladder(tmp_path: Path) -> None:
    """When the other side was silent, the reminder has the way up on it."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了，等商家")
        await me.bot.advance(timedelta(hours=49))
        assert "对方没在期限内回应" in me.screen.text
        text = await me.taps("往上走")
        assert "👉 申请平台介入" in text
        assert "「商家须处理退货申请」11月25日（周三）20:00 已过" in text


FORGED = ["la|{case}|0|nowhere", "lc|{case}|0|nowhere", "le|{case}|0|", "le|{case}|0|platform.x.99"]
FORGED += ["ls|{case}|0|platform.name=", "ls|{case}|0|platform.today", "ls|{case}|0|platform.intact=maybe"]
FORGED += ["ls|{case}|0|platform.bought=9999-12-31", "ls|{case}|0|platform.reason=x", "ls|{case}|0|.", "lg|{case}|0|no"]
FORGED += ["ls|{case}|0|nowhere.bought", "ls|{case}|0|platform.bought=2026-13", "lf|{case}|99|none"]


async def test_forged_taps_on_the_ladder_break_nothing(tmp_path: Path) -> None:
    """Whatever a button's data says: a screen comes back, the case is as it was, nothing is set aside."""
    async with shopping(tmp_path) as me:
        await refused(me)
        case = me.data("返回").split("|")[2]
        before = await me.taps("返回")
        for data in FORGED:
            assert await me.taps_data(f"1|{data.format(case=case)}", f"1|c|{case}|0|") == before, data
        async with me.bot.stores.look() as store:
            assert (await store.inbox.counts()).get("set_aside", 0) == 0
