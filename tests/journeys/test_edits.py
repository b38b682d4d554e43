"""A message is edited after something was taken from it: the new value is offered, never taken by itself."""

from pathlib import Path

from bot.tryout.chats import Message
from tests.kit.chatting import Shopper, shopping

ORDER = "订单编号：P734011223344558821\n商品名称：真丝连衣裙\n实付款：¥399.00\n签收时间：2026-11-20 14:03:22"
ENGLISH = "Order number: P734011223344558821\nItem: Silk dress\nAmount paid: ¥399.00\nDelivered: 2026-11-20"


async def test_another_sum_in_an_edited_order_is_offered(tmp_path: Path) -> None:
    """The case keeps its sum until the tap; both wordings stay; then old and new are said."""
    async with shopping(tmp_path) as me:
        sent = await _registered(me)
        offered = await _edits(me, sent, ORDER.replace("399", "379"))
        assert "新的旧的我都留着" in offered
        assert "金额和案件里的不一样：¥399.00 → ¥379.00" in offered
        assert "¥399.00" in await me.says("/cases")
        await _edits(me, sent, ORDER.replace("399", "369"))
        assert "金额改好了：¥399.00 → ¥369.00" in await me.taps("改成 ¥369.00")


async def test_another_day_in_an_edited_order_moves_its_dates_by_the_tap(tmp_path: Path) -> None:
    """A deadline hangs on it: the tap says what moved; the other button leaves all as it is."""
    async with shopping(tmp_path) as me:
        sent = await _registered(me)
        await _edits(me, sent, ORDER.replace("11-20", "11-19"))
        assert "11月27日（周五）24:00" in await me.taps("不改，还是 11月20日")
        sent = await _pasted(me, ORDER)
        await _edits(me, sent, ORDER.replace("11-20", "11-18"))
        assert "→ 11月25日（周三）24:00" in await me.taps("改成 11月18日")


async def test_an_edit_that_changes_no_value_is_only_kept(tmp_path: Path) -> None:
    """A word more, the same values: no question."""
    async with shopping(tmp_path) as me:
        sent = await _registered(me)
        said = await _edits(me, sent, f"{ORDER}\n谢谢")
        assert "新的旧的我都留着" in said
        assert "不一样" not in said
        assert not any("改成" in label for label in me.screen.labels)


async def test_an_order_edited_before_it_is_registered_is_read_anew(tmp_path: Path) -> None:
    """The new words are offered in the place of the old, and those are registered."""
    async with shopping(tmp_path) as me:
        sent = await _pasted(me, ORDER)
        old = me.screen
        assert "¥379.00" in await _edits(me, sent, ORDER.replace("399", "379"))
        assert not old.rows
        await me.taps("对，登记", "质量问题")
        assert "¥379.00" in await me.skips()


async def test_a_button_of_other_words_takes_nothing(tmp_path: Path) -> None:
    """It was drawn for one sum; by now the message says another: what is true is shown, nothing changes."""
    async with shopping(tmp_path) as me:
        sent = await _registered(me)
        await _edits(me, sent, ORDER.replace("399", "379"))
        old = next(each["callback_data"] for row in me.screen.rows for each in row if "改成" in each["text"])
        await _edits(me, sent, ORDER.replace("399", "369"))
        me.person.taps_data(me.screen, old)
        await me.bot.until_idle()
        assert "¥399.00" in me.screen.text
        assert "改好了" not in me.screen.text


async def test_an_edited_order_in_english(tmp_path: Path) -> None:
    """The same in the other language."""
    async with shopping(tmp_path) as me:
        await me.taps("English")
        sent = await _pasted(me, ENGLISH)
        await me.taps("Right, register it", "Not as described")
        assert "Amount differs from the case" in await _edits(me, sent, ENGLISH.replace("399", "379"))
        assert "Amount changed: CN¥399.00 → CN¥379.00" in await me.taps("Change to CN¥379.00")


async def _pasted(me: Shopper, text: str) -> Message:
    await me.says(text)
    return next(each for each in reversed(me.person.chat.messages) if each.text == text)


async def _registered(me: Shopper) -> Message:
    sent = await _pasted(me, ORDER)
    await me.taps("对，登记", "质量问题")
    await me.skips()
    return sent


async def _edits(me: Shopper, message: Message, text: str) -> str:
    me.person.edits(message, text)
    await me.bot.until_idle()
    return me.screen.text
