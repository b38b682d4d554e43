"""A message is edited after something was taken from it: the new value is offered, never taken by itself."""

from pathlib import Path

from bot.tryout.chats import Message
from tests.kit.chatting import Shopper, shopping
from tests.kit.pasted import ENGLISH, ORDER


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


async def test_an_edit_after_a_decision_is_offered_again(tmp_path: Path) -> None:
    """Mine was to stay against those words; against others it is asked anew, and against the same it is not."""
    async with shopping(tmp_path) as me:
        sent = await _registered(me)
        await _edits(me, sent, ORDER.replace("399", "379"))
        await me.taps("不改，还是 ¥399.00")
        assert "不一样" not in await _edits(me, sent, f"{ORDER.replace('399', '379')}\n谢谢")
        assert "¥399.00 → ¥369.00" in await _edits(me, sent, ORDER.replace("399", "369"))


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
        old = me.data("改成")
        await _edits(me, sent, ORDER.replace("399", "369"))
        shown = await me.taps_data(old)
        assert "¥399.00" in shown
        assert "改好了" not in shown


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


async def _typed(me: Shopper, text: str) -> Message:
    return next(
        each
        for each in reversed(me.person.chat.messages)
        if each.text == text and each.raw["from"]["id"] == me.person.id
    )


async def test_an_edited_answer_is_offered_to_the_case_it_went_into(tmp_path: Path) -> None:
    """Name and sum of a registration, each by one tap; the other button leaves it, and either is said."""
    async with shopping(tmp_path) as me:
        await me.registers()
        offered = await _edits(me, await _typed(me, "399"), "389")
        assert "你改了前面的回答" in offered
        assert "¥399.00 → ¥389.00" in offered
        assert "金额改好了：¥399.00 → ¥389.00" in await me.taps("改成 ¥389.00")
        await _edits(me, await _typed(me, "真丝连衣裙"), "真丝裙")
        assert "商品名没有改，还是 真丝连衣裙" in await me.taps("不改，还是 真丝连衣裙")


async def test_an_edited_day_moves_its_dates_by_the_tap(tmp_path: Path) -> None:
    """A typed day of a step: what hangs on it moves, and is said to have moved."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了")
        await me.taps("商家同意了")
        await me.says("11月22日 10:00")
        await _edits(me, await _typed(me, "11月22日 10:00"), "11月21日 10:00")
        card = await me.taps("改成 11月21日")
        assert "对方同意改好了：11月22日（周日）10:00 → 11月21日（周六）10:00" in card
        assert "→ 11月28日（周六）10:00" in card


async def test_an_edited_number_of_the_parcel_is_offered_and_checked(tmp_path: Path) -> None:
    """Another number waits for the tap; one whose check digit is off says so first."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("我寄出了")
        await me.says("SF1364216703436")
        await me.taps("刚刚")
        sent = await _typed(me, "SF1364216703436")
        assert "校验位对不上" in await _edits(me, sent, "EE123456786CN")
        await _edits(me, sent, "SF1364216703437")
        assert "SF1364216703437" in await me.taps("改成 SF1364216703437")


async def test_a_number_edited_before_its_day_is_told_is_the_one_that_is_written_down(tmp_path: Path) -> None:
    """It waits for its carrier and its day; the better number goes into the journal, the old one nowhere."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("我寄出了")
        await me.says("EE123456786CN")
        await _edits(me, await _typed(me, "EE123456786CN"), "SF1364216703436")
        assert "SF1364216703436" in await me.taps("改成 SF1364216703436")
        card = await me.taps("顺丰速运", "刚刚")
        assert "SF1364216703436" in card
        assert "EE123456786CN" not in card


async def test_an_answer_edited_while_it_is_asked_on_stands_in_the_case(tmp_path: Path) -> None:
    """The registration goes on where it was, with the new value."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "商家同意了")
        await me.says("真丝连衣裙")
        await me.says("399")
        await _edits(me, await _typed(me, "399"), "389")
        await me.taps("改成 ¥389.00", "刚刚")
        assert "¥389.00" in await me.skips()


async def test_an_edit_of_a_value_that_holds_no_more_says_nothing(tmp_path: Path) -> None:
    """It was changed otherwise since, or the words are no value, or the same: quiet."""
    async with shopping(tmp_path) as me:
        await me.registers()
        sent = await _typed(me, "399")
        await _is_quiet(me, sent, "399.00")
        await _is_quiet(me, sent, "贵")
        await me.taps("更多", "改信息", "金额")
        await me.says("380")
        await _is_quiet(me, sent, "389")
        assert "¥380.00 → ¥370.00" in await _edits(me, await _typed(me, "380"), "370")


async def test_stale_and_forged_taps_on_an_edited_answer_change_nothing(tmp_path: Path) -> None:
    """The button of an edit that was edited again, of another message, of none."""
    async with shopping(tmp_path) as me:
        await me.registers()
        sent = await _typed(me, "399")
        await _edits(me, sent, "389")
        old = me.data("改成")
        await _edits(me, sent, "379")
        head = old.rpartition("~")[0]
        await me.taps_data(old, old.replace("=n", "=x"), f"{head}~99999/1=n0000", f"{head}~x/1=n0000")
        await me.taps_data("1|rv||0|~1/1=n0000", "1|rv||0|~")
        assert "¥399.00" in await me.says("/cases")


async def test_an_edited_answer_in_english(tmp_path: Path) -> None:
    """The same in the other language."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("/start")
        await me.taps("English")
        assert "You edited an answer" in await _edits(me, await _typed(me, "399"), "389")
        assert "Amount unchanged: still CN¥399.00" in await me.taps("Keep CN¥399.00")


async def _is_quiet(me: Shopper, sent: Message, text: str) -> None:
    said = len(me.person.chat.said)
    await _edits(me, sent, text)
    assert len(me.person.chat.said) == said


async def test_the_answers_of_an_erased_case_are_forgotten_with_it(tmp_path: Path) -> None:
    """Nothing of it is left beside the person, not even the words of an edit."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await _edits(me, await _typed(me, "399"), "389")
        await me.says("/delete")
        await me.taps("删一个案件", "真丝连衣裙", "删掉这个案件")
        async with me.bot.stores.look() as store:
            person = await store.people.get(me.person.id)
        assert person is not None
        assert person.heard == ()
