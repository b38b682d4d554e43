"""Forwarding and pasting: what is read is offered, and becomes a fact by a tap."""

import io
from datetime import timedelta
from pathlib import Path

from PIL import Image

from domain.seeing import Box, Line, Seen, in_one_form
from tests.kit.chatting import Shopper, shopping
from tests.kit.pasted import ENGLISH

HOURS = timedelta(hours=2)
ORDER = (
    "小红书 订单详情\n真丝连衣裙 杏色 M\n店铺：某某女装\n订单编号：P734011223344558821\n"
    "实付款：¥399.00\n签收时间：2026-11-20 14:03:22"
)
NAMELESS = ORDER.replace("真丝连衣裙 杏色 M\n", "")


async def test_a_pasted_order_is_a_case_in_two_taps(tmp_path: Path) -> None:
    """The number, the sum and the day are read; confirming and the reason are enough for a case with a deadline."""
    async with shopping(tmp_path) as me:
        offered = await me.says(ORDER)
        assert "我从这段文字里读到" in offered
        assert "¥399.00" in offered
        assert "P734011223344558821" in offered
        assert "11月20日（周五）" in offered
        question = await me.taps("对，登记")
        assert "为什么退" in question
        assert "/6" not in question
        card = await me.taps("与描述不符")
        assert "登记好了" in card
        assert "11月27日（周五）24:00" in await me.skips()


async def test_a_wrong_reading_is_put_right_by_a_tap_on_the_field(tmp_path: Path) -> None:
    """The sum and the day as the shopper says they are stand in the case."""
    async with shopping(tmp_path) as me:
        await me.says(ORDER)
        assert "读出来是「¥399.00」" in await me.taps("金额")
        assert "这里要一个金额" in await me.says("不对")
        assert "¥389.00" in await me.says("389")
        await me.taps("日期")
        assert "11月22日（周日）" in await me.taps("昨天")
        await me.taps("对，登记", "质量问题")
        card = await me.skips()
        assert "¥389.00" in card
        assert "11月29日（周日）24:00" in card


async def test_a_name_that_was_not_read_is_asked_for_beside_the_reason(tmp_path: Path) -> None:
    """One tap for the reason, one word for the name; and a tap leaves the name for later."""
    async with shopping(tmp_path) as me:
        await me.says(NAMELESS)
        await me.taps("对，登记")
        assert "买的是什么" in await me.taps("质量问题")
        assert "真丝连衣裙" in await me.says("真丝连衣裙")
        assert "登记好了" in "".join(each.text for each in me.person.chat.said)


async def test_a_parcel_that_is_signed_for_needs_no_day_of_its_posting(tmp_path: Path) -> None:
    """Posted and signed for stand on one screen: what is known is counted from, the rest is not called unknown."""
    async with shopping(tmp_path) as me:
        await me.says(f"商家已发货\n{ORDER}")
        await me.taps("对，登记", "质量问题")
        card = await me.skips()
        assert "11月27日（周五）24:00" in card
        assert "不知道什么时候卖家发货" not in card


async def test_the_same_order_is_not_registered_twice(tmp_path: Path) -> None:
    """Pasted again it is recognised by its number."""
    async with shopping(tmp_path) as me:
        await me.says(ORDER)
        await me.taps("对，登记", "与描述不符")
        await me.skips()
        again = await me.says(ORDER)
        assert "里都有了" in again
        assert "登记" not in again


async def test_a_forwarded_state_moves_the_right_case_by_one_tap(tmp_path: Path) -> None:
    """Nothing moves before the tap; then the journal says where it is from."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.forwards(text="您的退款已成功，¥399.00 已原路退回", sender_name="小红书")
        await me.bot.until_idle()
        assert "要记进真丝连衣裙吗" in me.screen.text
        assert "什么时候" in await me.taps("对，记下")
        assert "等钱到账" in await me.taps("今天")


async def test_between_two_cases_it_is_asked_and_then_proposed(tmp_path: Path) -> None:
    """A word without a number, long after the last talk: the case is chosen, then one tap notes it."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.registers(name="充电宝")
        await me.bot.advance(HOURS)
        me.person.forwards(text="退款成功", sender_name="客服")
        await me.bot.until_idle()
        assert "哪个案件" in me.screen.text
        assert "要记进充电宝吗" in await me.taps("充电宝")
        await me.taps("对，记下")


async def test_kept_only_it_changes_nothing(tmp_path: Path) -> None:
    """Just keep it: no case comes of it."""
    async with shopping(tmp_path) as me:
        await me.says(ORDER)
        assert "存好了" in await me.taps("先存着")
        assert "还没有案件" in await me.says("/cases")


async def test_an_order_pasted_into_a_question_is_no_answer_to_it(tmp_path: Path) -> None:
    """Asked for a name, a whole order is read as one, and what was answered before stays answered."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题")
        assert "我从这段文字里读到" in await me.says(ORDER)
        card = await me.taps("对，登记")
        assert "登记好了" in card
        assert "质量问题" in card


async def test_english_reads_english(tmp_path: Path) -> None:
    """The same road in the other language."""
    async with shopping(tmp_path) as me:
        await me.taps("English")
        assert "I read in this text" in await me.says(ENGLISH)
        await me.taps("Right, register it")
        assert "registered" in (await me.taps("Not as described")).lower()


async def test_forged_taps_on_readings_change_nothing(tmp_path: Path) -> None:
    """Sets that are none, fields that are none: the way home, and no case."""
    async with shopping(tmp_path) as me:
        await me.taps_data(
            "1|rn||0|nothing", "1|ra||0|nothing", "1|rm||0|x/9", "1|rm||0|x/1=y", "1|rt|caseaaaaaaaa|0|x"
        )
        assert "还没有案件" in await me.says("/cases")


async def test_an_order_screenshot_is_a_case_in_two_taps(tmp_path: Path) -> None:
    """What is seen in the picture comes with the answer that it is kept, and is offered like a text."""
    async with shopping(tmp_path) as me:
        set_id = await _photo(me)
        await _is_seen(me, set_id)
        answer = await me.waits()
        assert "我从截图里读到" in answer
        assert "¥399.00" in answer
        await me.taps("对，登记", "质量问题")
        card = await me.skips()
        assert "11月27日（周五）24:00" in card
        assert "证据 1" in " ".join(me.screen.labels)


async def test_a_picture_that_takes_long_is_answered_twice_in_one_place(tmp_path: Path) -> None:
    """First that it is kept; what was read takes the place of that answer."""
    async with shopping(tmp_path) as me:
        set_id = await _photo(me)
        assert "已经存好" in await me.waits() or "存好了" in me.screen.text
        said = len(me.person.chat.said)
        await _is_seen(me, set_id)
        await me.waits()
        assert len(me.person.chat.said) == said
        assert "我从截图里读到" in me.screen.text


async def _photo(me: Shopper) -> str:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "JPEG")
    message = me.person.sends_photo(out.getvalue())
    await me.bot.until_idle()
    return f"{me.person.id:x}-{message.id}"


async def _is_seen(me: Shopper, set_id: str) -> None:
    """The looker comes back with the order's lines; in the tests nobody else looks."""
    rows = ORDER.splitlines()
    lines = tuple(Line(in_one_form(row), 0.99, Box(0, 40 * at, 600, 40 * at + 30)) for at, row in enumerate(rows))
    async with me.bot.stores.begin() as store:
        found = await store.proofs.set_of(me.person.id, set_id)
        assert found is not None
        await store.looks.wish(found[1][0])
        await store.looks.settle(found[1][0].id, Seen(600, 40 * len(rows), lines))


async def test_a_number_alone_is_noted_and_its_day_is_asked(tmp_path: Path) -> None:
    """A clock waits for the day of posting: it is asked at once, and the date is there after one tap."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("SF1234567890123")
        asked = await me.taps("对，记下")
        assert "什么时候" in asked
        card = await me.taps("昨天")
        assert "商家" in card
        assert "24:00" in card
        assert "不知道什么时候" not in card


async def test_a_refund_that_names_its_account_counts_by_it(tmp_path: Path) -> None:
    """To the balance: the case knows it after the tap, its clock is the balance's, and nobody asks how it was paid."""
    async with shopping(tmp_path) as me:
        await me.registers()
        assert "¥399.00 · 微信零钱" in await me.says("退款成功 ¥399.00 退回 微信零钱")
        card = await me.taps("对，记下", "刚刚")
        assert "退回微信零钱：11月23日（周一）21:00 前" in card
        assert not any("怎么付" in label for label in me.screen.labels)


async def test_a_new_case_shows_where_its_refund_goes_in_english(tmp_path: Path) -> None:
    """Sum, card and days of a Chinese message, for a shopper who reads English."""
    async with shopping(tmp_path) as me:
        await me.taps("English")
        read = await me.says("退款¥399.00已原路退回至招商银行信用卡(尾号0403)，预计1-3个工作日到账")
        assert "399.00 · 招商银行信用卡(0403) · there within 3 working days" in read


async def test_what_a_tap_notes_unseen_is_said_before_it(tmp_path: Path) -> None:
    """A return that the seller has, in a case without a request: all of it, or another case; the shopper chooses."""
    async with shopping(tmp_path) as me:
        await me.says(ORDER)
        await me.taps("对，登记", "与描述不符")
        await me.skips()
        offered = await me.says("商家已签收")
        assert "还要补记：提交申请、对方同意、寄出退货并填单号（日子都不知道）" in offered
        assert "还没记过申请" in offered
        assert any("另一笔" in label for label in me.screen.labels)
        assert "还没记过申请" not in await me.taps("就是它，都补记")


async def test_a_state_that_follows_on_the_case_notes_nothing_unseen(tmp_path: Path) -> None:
    """One step on: nothing comes along, and the question is the usual one."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了，等商家")
        offered = await me.says("商家已同意，请寄回商品")
        assert "补记" not in offered
        assert "要记进真丝连衣裙吗" in offered


async def test_why_names_the_text_and_the_shopper_apart(tmp_path: Path) -> None:
    """A pasted day is of the text, a day that is answered is the shopper's; no picture, no screenshot."""
    async with shopping(tmp_path) as me:
        await me.says(ORDER)
        await me.taps("对，登记", "与描述不符")
        await me.skips()
        assert "（你发来的文字里的）" in await me.taps("为什么是这天")
        await me.says("售后状态：待商家处理")
        await me.taps("对，记下", "昨天")
        why = await me.taps("为什么是这天")
        assert "（你说的）" in why
        assert "截图" not in why


async def test_a_notice_of_a_locker_is_no_case(tmp_path: Path) -> None:
    """Nothing to register: what a parcel in a locker counts for is said, and the case that waits is left alone."""
    notice = "【丰巢智能柜】您的快递已由丰巢智能柜代收，取件码 123456，圆通 YT9876543210123"
    async with shopping(tmp_path) as me:
        for _ in range(2):
            said = await me.says(notice)
            assert "不用登记" in said
            assert "按物流签收那天算" in said
            await me.registers()
