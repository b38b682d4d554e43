"""What was read stands against what the case says: the shopper says which of both holds."""

from pathlib import Path

import pytest

from tests.kit.chatting import Shopper, shopping
from tests.kit.pasted import ENGLISH, ORDER

CHEAPER = ORDER.replace("¥399.00", "¥129.00")
EARLIER = ORDER.replace("11-20", "11-18")
MINE = [  # what is said against the case, the button that keeps its value, what the card shows then, what it does not
    pytest.param(CHEAPER, "不改，还是 ¥399.00", ("金额没有改，还是 ¥399.00",), "¥129.00", id="a sum"),
    pytest.param(
        EARLIER,
        "不改，还是 11月20日",
        ("签收商品没有改，还是 11月20日（周五）14:03", "11月27日（周五）24:00"),
        "11月18日",
        id="a day and its deadline",
    ),
]


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


@pytest.mark.parametrize(("other", "button", "shown", "absent"), MINE)
async def test_mine_stays_where_the_shopper_says_so(
    tmp_path: Path, other: str, button: str, shown: tuple[str, ...], absent: str
) -> None:
    """The case keeps its value, it is said, and the next order text is still compared with that value."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        await me.says(other)
        card = await me.taps(button)
        assert [each for each in shown if each not in card] == []
        assert absent not in card
        assert "里都有了" in await me.says(ORDER)


async def test_a_conflict_is_settled_once(tmp_path: Path) -> None:
    """The same tap again, and forged ones, change nothing more."""
    async with shopping(tmp_path) as me:
        await _registered(me)
        await me.says(CHEAPER)
        stale = me.data("改成")
        await me.taps("改成 ¥129.00")
        await me.taps_data(stale, stale.replace("=n", "=o"), stale.replace("=n", "=x"), "1|rv||0|x/1=n1234")
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
