"""The app's countdown wins, however it reaches the bot; and taking it back returns to the default."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping

_SCREEN = "售后详情 待商家处理\n还剩 1天3小时\n商家逾期未处理，系统将自动同意"


async def _reviewed(me: Shopper) -> None:
    await me.says("/new")
    for step in ("退货退款", "质量问题", "申请了", "跳过", "跳过", "刚刚"):
        await me.taps(step)
    await me.skips()


async def test_pasted_it_is_offered_and_one_tap_takes_it(tmp_path: Path) -> None:
    """The only clock that fits is named on the button; what moved is said."""
    async with shopping(tmp_path) as me:
        await _reviewed(me)
        assert "算下来到 11月24日（周二）23:0" in await me.says(_SCREEN)
        screen = await me.taps("商家须处理退货申请")
        assert "11月25日（周三）20:0" in screen
        assert "按你看到的 App 倒计时算" in screen


async def test_taken_back_the_default_returns(tmp_path: Path) -> None:
    """From the page of the date, and with what moved."""
    async with shopping(tmp_path) as me:
        await _reviewed(me)
        await me.says(_SCREEN)
        await me.taps("商家须处理退货申请", "为什么", "❓ 商家须")
        screen = await me.taps("不用这个倒计时")
        assert "→ 11月25日（周三）20:0" in screen
        assert "平台惯例" in screen


async def test_forwarded_it_counts_from_the_day_it_was_written(tmp_path: Path) -> None:
    """An older message is evidence as ever, and its countdown has been running since then."""
    async with shopping(tmp_path) as me:
        await _reviewed(me)
        hour_ago = int((me.bot.clock.now() - timedelta(hours=5)).timestamp())
        me.person.forwards(text=_SCREEN, sender_name="小雨", date=hour_ago)
        await me.bot.until_idle()
        offered = next(message for message in me.person.chat.said if "倒计时算下来到" in message.text)
        assert "11月24日（周二）18:0" in offered.text
        assert "存好了" in offered.text


async def test_a_countdown_that_has_run_out_is_not_offered(tmp_path: Path) -> None:
    """What was forwarded days late says nothing about now."""
    async with shopping(tmp_path) as me:
        await _reviewed(me)
        long_ago = int((me.bot.clock.now() - timedelta(days=9)).timestamp())
        me.person.forwards(text=_SCREEN, sender_name="小雨", date=long_ago)
        await me.waits()
        assert all("倒计时算下来" not in message.text for message in me.person.chat.said)


async def test_where_several_clocks_fit_it_is_asked(tmp_path: Path) -> None:
    """The platform decides and the shopper proves: two buttons, no guess."""
    async with shopping(tmp_path) as me:
        await _reviewed(me)
        await me.taps("更多", "我申请平台介入了", "刚刚")
        await me.says("平台处理中，还剩 2天")
        labels = [label for label in me.screen.labels if label.startswith("⏱")]
        assert len(labels) == 2
        assert "平台要求举证" in await me.taps("平台要求举证")


async def test_typed_as_a_day_it_is_taken_as_one(tmp_path: Path) -> None:
    """A last day counts to its end; nonsense is asked again."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("为什么", "倒计时不一样")
        assert "照着 App 里的写" in await me.says("马上")
        assert "以后的时间" in await me.says("2026年11月20日")
        assert "→ 12月3日（周四）24:00" in await me.says("12月3日")


async def test_words_without_a_case_are_no_riddle(tmp_path: Path) -> None:
    """Nobody to pin it to: what the screen shows is offered as a new case."""
    async with shopping(tmp_path) as me:
        assert "提交申请" in await me.says(_SCREEN)
        assert any("登记" in label for label in me.screen.labels)


async def test_a_forged_pin_changes_nothing(tmp_path: Path) -> None:
    """The data of a button is user input: a rule that does not exist, a number that is none."""
    async with shopping(tmp_path) as me:
        await me.registers()
        case = me.data("我寄出了").split("|")[2]
        card = me.screen.text
        head = f"{case}|0|"
        await me.taps_data(f"1|i|{head}nonsense=1800000000", f"1|i|{head}fill_tracking=x", f"1|I|{head}nonsense")
        assert me.screen.text == card


async def test_a_day_without_an_hour_is_counted_from_its_beginning_and_says_so(tmp_path: Path) -> None:
    """Thursday and seven days is Wednesday night for the shopper; where the hour is known, nothing needs saying."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        for step in ("退货退款", "与描述不符", "同意了", "跳过", "跳过", "昨天"):
            await me.taps(step)
        await me.skips()
        assert "按 0 点算" in await me.taps("为什么")
        await me.registers(name="充电宝")
        assert "按 0 点算" not in await me.taps("为什么")
