"""What was read stands against what the case says: the shopper says which of both holds."""

from pathlib import Path

from tests.kit.chatting import Shopper, shopping

ORDER = (
    "小红书 订单详情\n真丝连衣裙 杏色 M\n订单编号：P734011223344558821\n实付款：¥399.00\n签收时间：2026-11-20 14:03:22"
)
CHEAPER = ORDER.replace("¥399.00", "¥129.00")
ENGLISH = "Order number: P734011223344558821\nItem: Silk dress\nAmount paid: ¥399.00\nDelivered: 2026-11-20"


async def test_against_the_case_nothing_changes_without_the_tap(tmp_path: Path) -> None:
    """Another sum is shown beside the case's; the tap takes it, says old and new, and leaves nothing to offer."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        offered = await me.says(CHEAPER)
        assert "¥399.00 → ¥129.00" in offered
        assert "以哪个为准？" in offered
        assert "¥399.00" in await me.says("/cases")
        await me.says(CHEAPER)
        card = await me.taps("改成 ¥129.00")
        assert "金额改好了：¥399.00 → ¥129.00" in card
        assert "里都有了" in await me.says(CHEAPER)


async def test_mine_stays_where_the_shopper_says_so(tmp_path: Path) -> None:
    """The case keeps its sum, it is said, and the next order text is still compared with that sum."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        await me.says(CHEAPER)
        card = await me.taps("不改，还是 ¥399.00")
        assert "金额没有改，还是 ¥399.00" in card
        assert "¥129.00" not in card
        assert "里都有了" in await me.says(ORDER)


async def test_a_conflict_is_settled_once(tmp_path: Path) -> None:
    """The same tap again, and forged ones, change nothing more."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        await me.says(CHEAPER)
        stale = next(each["callback_data"] for row in me.screen.rows for each in row if "改成" in each["text"])
        await me.taps("改成 ¥129.00")
        await _forge(me, stale, stale.replace("=new", "=old"), stale.replace("=new", "=x"), "1|rv||0|x/1=new")
        assert "里都有了" in await me.says(CHEAPER)


async def test_a_conflict_is_settled_in_english(tmp_path: Path) -> None:
    """The same road in the other language."""
    async with shopping(tmp_path) as me:
        await me.taps("English")
        await me.says(ENGLISH)
        await me.taps("Right, register it", "Not as described")
        await me.says("/start")
        assert "Which one holds" in await me.says(ENGLISH.replace("399", "129"))
        assert "Amount changed: CN¥399.00 → CN¥129.00" in await me.taps("Change to CN¥129.00")


async def _registered(me: Shopper) -> None:
    await me.says(ORDER)
    await me.taps("对，登记", "与描述不符")
    await me.skips()


async def _forge(me: Shopper, *data: str) -> None:
    for each in data:
        me.person.taps_data(me.screen, each)
        await me.bot.until_idle()
