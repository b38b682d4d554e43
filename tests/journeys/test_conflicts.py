"""What was read stands against what the case says: the shopper says which of both holds."""

from pathlib import Path

from tests.kit.chatting import Shopper, shopping

ORDER = (
    "小红书 订单详情\n真丝连衣裙 杏色 M\n订单编号：P734011223344558821\n实付款：¥399.00\n签收时间：2026-11-20 14:03:22"
)
CHEAPER = ORDER.replace("¥399.00", "¥129.00")
EARLIER = ORDER.replace("11-20", "11-18")
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
        await _forge(me, stale, stale.replace("=n", "=o"), stale.replace("=n", "=x"), "1|rv||0|x/1=n1234")
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


async def test_another_day_of_the_signature_waits_for_the_shoppers_word(tmp_path: Path) -> None:
    """A date of the case is never moved by the way; the tap moves it and says what moved with it."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        offered = await me.says(EARLIER)
        assert "签收商品和案件里的不一样" in offered
        assert not any("对，记下" in label for label in me.screen.labels)
        card = await me.taps("改成 11月18日")
        assert "签收商品改好了：11月20日（周五）14:03 → 11月18日（周三）14:03" in card
        assert "→ 11月25日（周三）24:00" in card
        assert "里都有了" in await me.says(EARLIER)


async def test_my_day_of_the_signature_stays(tmp_path: Path) -> None:
    """The case keeps its day and its deadline, and nothing is left to ask."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        await me.says(EARLIER)
        card = await me.taps("不改，还是 11月20日")
        assert "签收商品没有改，还是 11月20日（周五）14:03" in card
        assert "11月27日（周五）24:00" in card
        assert "里都有了" in await me.says(ORDER)


async def test_one_after_the_other_is_settled(tmp_path: Path) -> None:
    """A sum and a day differ: each has its own two buttons, and the other is still offered behind the first."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        await me.says(EARLIER.replace("¥399.00", "¥129.00"))
        assert "以哪个为准？" in await me.taps("不改，还是 ¥399.00")
        assert "签收商品改好了" in await me.taps("改成 11月18日")


async def test_another_carrier_of_the_same_number_is_shown_by_its_name(tmp_path: Path) -> None:
    """Two equal numbers side by side would tell nobody what differs."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("我寄出了")
        await me.says("431234567890123")
        await me.taps("韵达快递", "刚刚")
        offered = await me.says("退货物流公司：圆通速递\n退货物流单号：431234567890123")
        assert "韵达快递 → 圆通速递" in offered
        assert "快递公司改好了：韵达快递 → 圆通速递" in await me.taps("改成 圆通速递")
