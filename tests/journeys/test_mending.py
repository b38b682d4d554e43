"""What was told can be told better: another time, another sum, or not at all; the bot says what moved."""

from pathlib import Path

import pytest

from tests.kit.chatting import Shopper, shopping

_SIDE = ("更多", "还发生了什么")


async def _walk(me: Shopper, *steps: str) -> str:
    text = ""
    for step in steps:
        text = await me.says(step[1:]) if step.startswith("=") else await me.taps(step)
    return text


async def test_a_corrected_time_says_what_moved(tmp_path: Path) -> None:
    """From the card to the story to the happening; old date, arrow, new date."""
    async with shopping(tmp_path) as me:
        await me.registers()
        screen = await _walk(me, "更多", "经过", "对方同意")
        assert "由它算出：寄回并填写单号" in screen
        screen = await _walk(me, "改时间", "=11月21日 10:12")
        assert "寄回并填写单号：11月30日（周一）20:0" in screen
        assert "→ 11月28日（周六）10:12" in screen


async def test_a_time_that_is_forgotten_takes_the_date_away_and_says_what_is_missing(tmp_path: Path) -> None:
    """No date is invented: the card says what it needs, and its button tells it."""
    async with shopping(tmp_path) as me:
        await me.registers()
        screen = await _walk(me, "更多", "经过", "对方同意", "改时间", "不记得了")
        assert "寄回并填写单号：缺时间，先算不出" in screen
        assert "不知道什么时候对方同意" in screen
        screen = await _walk(me, "补上「对方同意」的时间", "昨天")
        assert "寄回并填写单号：11月28日（周六）24:00 前" in screen


async def test_a_step_that_others_rest_on_is_taken_back_last(tmp_path: Path) -> None:
    """Said plainly; the later one can go, then it."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了")
        await _walk(me, "商家同意了", "刚刚", "我寄出了", "=SF1364216703436", "刚刚")
        assert "先把后面的撤掉" in await _walk(me, "更多", "经过", "对方同意", "没有这回事")
        assert "撤销了：寄出退货" in await _walk(me, "更多", "经过", "寄出退货", "没有这回事")
        screen = await _walk(me, "更多", "经过", "对方同意", "没有这回事")
        assert "寄回并填写单号：不再适用" in screen
        assert "等商家处理申请" in screen


async def test_a_sum_and_a_note_are_mended_too(tmp_path: Path) -> None:
    """The part that came was another one; the promise had other words."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="退款成功")
        assert "还差 ¥299.00" in await _walk(me, "钱到账了", "到了一部分", "=100")
        assert "还差 ¥199.00" in await _walk(me, "更多", "经过", "到账一部分", "改金额", "=200")
        await _walk(me, *_SIDE, "对方答应了", "=周五前补齐", "没说哪天")
        await _walk(me, "更多", "经过", "对方答应", "改内容", "=周六前补齐")
        story = await _walk(me, "更多", "经过")
        assert "周六前补齐" in story
        assert "周五前补齐" not in story


async def test_several_payments_one_after_the_other_close_the_case(tmp_path: Path) -> None:
    """Each part keeps it open until nothing is missing."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="退款成功")
        for sum_, rest in (("100", "¥299.00"), ("200", "¥99.00")):
            assert f"还差 {rest}" in await _walk(me, "钱到账了", "到了一部分", f"={sum_}")
        assert "到账" in await _walk(me, "钱到账了", "全数到账 ¥99.00")


async def test_money_that_came_some_days_ago_keeps_its_own_day(tmp_path: Path) -> None:
    """Nobody has to pretend that it came just now."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="退款成功")
        await _walk(me, "钱到账了", "早几天到的", "前天")
        assert "11月21日（周六） · 全部到账" in await _walk(me, "经过")


SIDE_FACTS = [  # how it is registered, the button, what the story says
    (("退货退款", "质量问题", "申请了"), "付款了", "付款"),
    (("退货退款", "质量问题", "申请了"), "卖家发货了", "卖家发货"),
    (("退货退款", "质量问题", "申请了"), "签收了", "签收商品"),
    (("退货退款", "质量问题", "申请了"), "交易完成了", "交易完成"),
    (("会员 · 退费", "误开通", "申请了"), "又扣了一次费", "自动续费扣款"),
]


@pytest.mark.parametrize(("begins", "button", "told"), SIDE_FACTS, ids=[told for *_, told in SIDE_FACTS])
async def test_whatever_happened_can_be_told_with_its_day(
    tmp_path: Path, begins: tuple[str, ...], button: str, told: str
) -> None:
    """Beside the way of the case, from its card, with a time of its own; and once told it is not asked again."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await _walk(me, *begins, "跳过", "跳过")
        if "会员" in begins[0]:
            await me.taps("跳过")
        await me.taps("刚刚")
        await me.skips()
        await _walk(me, *_SIDE, button, "前天")
        assert f"11月21日（周六） · {told}" in await _walk(me, "更多", "经过")
        await _walk(me, "返回", *_SIDE)
        assert any(button in label for label in me.screen.labels) == (told == "自动续费扣款")


async def test_where_it_was_bought_and_how_it_goes_back_can_change(tmp_path: Path) -> None:
    """The dates of the other platform, and of the other way, with what moved."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="商家拒绝了")
        screen = await _walk(me, "更多", "改信息", "在哪儿买的", "京东")
        assert "→ 12月8日（周二）20:0" in screen
        screen = await _walk(me, "更多", "改信息", "换个退法", "仅退款")
        assert "审核被拒" in screen


async def test_a_request_of_the_old_kind_is_withdrawn_first(tmp_path: Path) -> None:
    """The story says so, and the way begins anew."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了")
        assert "先在 App 里撤销" in await _walk(me, "更多", "改信息", "换个退法")
        assert "在 App 里提交售后申请" in await _walk(me, "商品 · 换货")
        assert "售后被关闭" in await _walk(me, "更多", "经过")


async def test_a_parcel_on_its_way_has_no_other_way(tmp_path: Path) -> None:
    """Too late: said, with what can be done instead."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="已经寄回去了")
        assert "改不了退法" in await _walk(me, "更多", "改信息", "换个退法")
