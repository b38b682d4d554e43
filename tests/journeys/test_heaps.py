"""Many things at once are one heap: one answer, one question, one proposal."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping
from tests.kit.papers import a_photo

LATER = timedelta(minutes=1)
CHAT = (
    "在吗？裙子颜色不对",
    "亲，稍等哦",
    "订单编号：P734011223344558821",
    "实付款：¥399.00",
    "亲，您的退款已成功，¥399.00 已原路退回",
    "好的谢谢",
)


def _forwards(me: Shopper, *lines: str) -> None:
    for line in lines:
        me.person.forwards(text=line, sender_name="某某女装")


def _said(me: Shopper, before: int) -> list[str]:
    return [each.text for each in me.person.chat.said[before:]]


async def test_ten_pictures_without_an_album_are_one_question(tmp_path: Path) -> None:
    """Two cases are open: it is asked once, for all ten, and one tap puts all of them in."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.registers(name="充电宝")
        before = len(me.person.chat.said)
        for number in range(10):
            me.person.sends_photo(a_photo(number))
        await me.waits()
        (question,) = _said(me, before)
        assert "收到 10 份证据" in question
        assert "10 份证据，放进了充电宝" in await me.taps("充电宝")


async def test_a_forwarded_chat_is_one_proposal(tmp_path: Path) -> None:
    """Six lines, several of which speak: what all of them say together is offered once."""
    async with shopping(tmp_path) as me:
        await me.registers()
        before = len(me.person.chat.said)
        _forwards(me, *CHAT)
        offer = await me.waits()
        assert len(_said(me, before)) == 1
        assert "存好了 6 份证据" in offer
        assert "一起读" in offer
        assert "P734011223344558821" in offer
        assert "退款" in offer
        assert "P734011223344558821" in await me.taps("对，记下", "今天")


async def test_a_line_that_speaks_is_answered_at_once_and_grows(tmp_path: Path) -> None:
    """The first is read at once; what came right behind it becomes part of that very message."""
    async with shopping(tmp_path) as me:
        await me.registers()
        before = len(me.person.chat.said)
        _forwards(me, CHAT[4])
        await me.bot.until_idle()
        assert "要记进真丝连衣裙吗" in me.screen.text
        _forwards(me, *CHAT[2:4])
        me.person.sends_photo(a_photo())
        grown = await me.waits()
        assert len(_said(me, before)) == 1
        assert "存好了 4 份证据" in grown
        assert "P734011223344558821" in grown


async def test_what_comes_a_minute_later_is_another_heap(tmp_path: Path) -> None:
    """Telegram's time of the messages tells, not ours: an outage makes no heap of what was sent apart."""
    async with shopping(tmp_path) as me:
        await me.registers()
        before = len(me.person.chat.said)
        me.person.sends_photo(a_photo(1))
        await me.waits()
        await me.bot.advance(LATER)
        me.person.sends_photo(a_photo(2))
        await me.waits()
        assert ["存好了 1 份证据" in each for each in _said(me, before)] == [True, True]


async def test_a_reply_keeps_its_meaning_in_a_heap(tmp_path: Path) -> None:
    """A picture that answers a card goes to that card's case, whatever was sent right before it."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.registers(name="充电宝")
        await me.says("/cases")
        await me.taps("真丝连衣裙")
        card = me.screen
        before = len(me.person.chat.said)
        me.person.sends_photo(a_photo(1))
        me.person.sends_photo(a_photo(2), reply_to=card)
        await me.waits()
        answers = "\n".join(_said(me, before))
        assert "存好了 1 份证据，放在真丝连衣裙" in answers
        assert "收到 1 份证据" in answers


async def test_what_is_known_already_is_said_once(tmp_path: Path) -> None:
    """Three files sent again in one go: one sentence."""
    async with shopping(tmp_path) as me:
        await me.registers()
        first = [me.person.sends_photo(a_photo(number)) for number in range(3)]
        await me.waits()
        await me.bot.advance(LATER)
        before = len(me.person.chat.said)
        for message in first:
            me.person.forwards(message)
        await me.waits()
        assert _said(me, before) == ["这份之前发过，我记着，不用再发。"]


async def test_of_many_that_do_not_open_three_are_named(tmp_path: Path) -> None:
    """A heap of broken files is no wall of text."""
    async with shopping(tmp_path) as me:
        await me.registers()
        for number in range(7):
            me.person.sends_file(f"{number}.jpg", b"none %d" % number, "image/jpeg")
        answer = await me.waits()
        assert answer.count("当图片打不开") == 3
        assert "另外 4 份也原样存好了，但打不开" in answer


async def test_english_says_it_too(tmp_path: Path) -> None:
    """The heap's offer in the other language."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("/language")
        _forwards(me, *CHAT)
        offer = await me.waits()
        assert "6 pieces of evidence kept" in offer
        assert "read all of it together" in offer
