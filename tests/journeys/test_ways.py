"""Both flows to their end, refusal included; evidence; the other language."""

import io
from datetime import timedelta
from pathlib import Path

from PIL import Image

from tests.kit.chatting import Shopper, shopping


def _picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


async def _tells(me: Shopper, *steps: str) -> str:
    """These steps happened just now."""
    card = ""
    for step in steps:
        card = await me.taps(step)
        if any("刚刚" in label for label in me.screen.labels):
            card = await me.taps("刚刚")
    return card


async def test_goods_refused_and_won_by_the_platform(tmp_path: Path) -> None:
    """Refused, the platform steps in, sent back, received, paid."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了")
        assert "审核被拒" in await _tells(me, "商家拒绝了") or "申请平台介入" in me.screen.text
        assert "平台介入中" in await _tells(me, "我申请平台介入了")
        assert "寄回" in await _tells(me, "商家同意了")
        await me.taps("我寄出了")
        await me.says("SF1364216703436")
        assert "顺丰" in await me.taps("刚刚")
        assert "等对方退款" in await _tells(me, "商家确认收货了")
        assert "等钱到账" in await _tells(me, "显示退款成功了")
        await me.taps("钱到账了")
        assert "¥399.00 到账" in await me.taps("全数到账")


async def test_a_membership_to_the_money_in_english(tmp_path: Path) -> None:
    """The whole way in the other language, switched on the way."""
    async with shopping(tmp_path) as me:
        await me.taps("English", "New refund")
        under = me.screen
        assert under.text.isascii() or "What" in under.text


async def test_a_part_of_the_money_keeps_the_case_open(tmp_path: Path) -> None:
    """The rest stays on the card."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="退款成功")
        await me.taps("钱到账了", "到了一部分")
        assert "还差 ¥299.00" in await me.says("100")
        await me.taps("钱到账了")
        assert "到账" in await me.taps("全数到账 ¥299.00")


async def test_given_up_and_reopened(tmp_path: Path) -> None:
    """Giving up is asked twice, and can be taken back."""
    async with shopping(tmp_path) as me:
        await me.registers()
        assert "不退了？" in await me.taps("更多", "不退了")
        assert "不追了" in await me.taps("确定")
        assert "寄回" in await me.taps("重新打开")


async def test_a_wrong_s10_digit_is_said_and_the_number_kept(tmp_path: Path) -> None:
    """Said, never refused; the carrier can be chosen."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("我寄出了")
        assert "校验位对不上" in await me.says("EE123456786CN")
        await me.taps("其他")
        assert "EE123456786CN" in await me.taps("刚刚")


async def test_the_countdown_of_the_app_wins(tmp_path: Path) -> None:
    """What the app shows moves the date, and the card says whose date it is."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("为什么", "倒计时不一样")
        assert "照着 App" in await me.says("一会儿")
        assert "按你看到的 App 倒计时算" in await me.says("剩余 2天3小时")


async def test_an_album_is_one_set_with_one_answer(tmp_path: Path) -> None:
    """Three photos, one sentence, and the word about the original quality."""
    async with shopping(tmp_path) as me:
        await me.registers()
        before = len(me.person.chat.said)
        me.person.sends_photos([_picture(colour) for colour in ("red", "green", "blue")], "吊牌")
        await me.waits()
        assert "存好了 3 份证据" in me.screen.text
        assert "压缩" in me.screen.text
        assert len(me.person.chat.said) == before + 1


async def test_with_two_cases_a_photo_is_asked_for_its_place(tmp_path: Path) -> None:
    """One tap puts it where it belongs."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.registers(name="充电宝")
        me.person.sends_photo(_picture("red"))
        await me.waits()
        assert "放进哪个案件" in me.screen.text
        assert "放进了充电宝" in await me.taps("充电宝")


async def test_the_list_says_what_is_out_and_whose_turn_it_is(tmp_path: Path) -> None:
    """The sum, the turns, a line a case."""
    async with shopping(tmp_path) as me:
        await me.registers()
        text = await me.says("/cases")
        assert "¥399.00" in text
        assert "轮到你 1" in text


async def test_the_last_step_can_be_undone(tmp_path: Path) -> None:
    """Back to where it stood, with the old deadline."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("显示退款成功了", "刚刚")
        assert "寄回" in await me.taps("更多", "撤销")


async def test_a_reminder_can_be_put_off_and_comes_again(tmp_path: Path) -> None:
    """Snoozed for an hour, it is back in an hour."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.bot.advance(timedelta(days=2))
        assert "打包前的照片" in me.screen.text
        said = len(me.person.chat.said)
        await me.taps("1 小时后")
        await me.bot.advance(timedelta(hours=1, minutes=1))
        assert len(me.person.chat.said) == said + 1
        assert "打包前的照片" in me.screen.text
