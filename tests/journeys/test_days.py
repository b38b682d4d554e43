"""When it was: by the calendar, and typed without a year."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.kit.chatting import shopping


async def test_the_calendar_of_a_new_case_turns_and_takes_a_day(tmp_path: Path) -> None:
    """Days older than the buttons' are a tap away in a registration, too."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "不喜欢", "还没申请", "跳过", "跳过", "日历")
        assert "2026年11月" in " ".join(me.screen.labels)
        await me.taps("‹")
        assert "2026年10月" in " ".join(me.screen.labels)
        await me.taps("›", "20")
        assert "11月27日（周五）24:00 前" in await me.skips()


async def test_a_day_still_to_come_is_not_last_years(tmp_path: Path) -> None:
    """Typed on Monday the 23rd, the 28th has not come; nobody is told that they are a year late."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "不喜欢", "还没申请", "跳过", "跳过")
        answer = await me.says("11月28日")
        assert "11月28日（周六）还没到呢" in answer
        assert "往年" in answer
        assert "2025年12月5日" in await me.says("2025年11月28日")


async def test_one_undo_takes_back_what_one_tap_noted(tmp_path: Path) -> None:
    """A pasted sentence that brings four steps with it is one mistake, and undone by one tap."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="还没申请")
        await me.bot.advance(timedelta(hours=1))
        await me.says("商家已签收退货")
        assert "提交申请" in await me.taps("都补记")
        await me.bot.advance(timedelta(seconds=20))
        await me.taps("今天")
        card = await me.taps("更多", "撤销")
        assert card.count("↶ 撤销了") == 4
        assert "在 App 里提交售后申请" in card


async def test_a_step_before_the_one_before_it_is_remarked(tmp_path: Path) -> None:
    """It is kept, as only the shopper knows which of the two days is wrong; the card says so and where to mend it."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="还没申请")
        await me.taps("我申请了", "今天")
        card = await me.taps("商家同意了", "昨天")
        assert "⚠️ 这比「提交申请」（11月23日（周一））还早" in card
        await me.says("/cases")
        await me.taps("真丝连衣裙", "更多", "撤销")
        assert "还早" not in await me.taps("商家同意了", "今天")


async def test_a_half_filled_case_is_not_put_away_unasked(tmp_path: Path) -> None:
    """A second start asks which is meant; both answers do what they say."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("会员")
        await me.says("/cases")
        assert "登记到一半" in await me.taps("登记退款")
        assert "为什么退" in await me.taps("接着填")
        await me.says("/cases")
        await me.taps("登记退款")
        assert "想退的是什么" in await me.taps("重新登记")


async def test_no_button_stands_twice_on_a_card(tmp_path: Path) -> None:
    """A refused case whose application is unknown offers to apply again once."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "商家拒绝了", "跳过", "跳过", "昨天")
        await me.skips()
        assert len(me.screen.labels) == len(set(me.screen.labels))


@pytest.mark.parametrize(
    ("commands", "before"),
    [((), "11月30日（周一）20:00 前"), (("/language",), "by Mon 30 Nov, 20:00")],
    ids=["zh", "en"],
)
async def test_until_when_something_is_to_do_is_written_alike_on_every_screen(
    tmp_path: Path, commands: tuple[str, ...], before: str
) -> None:
    """The list, the card, the step that it hangs on, the reminder: one date in one form."""
    async with shopping(tmp_path) as me:
        await me.registers()
        for command in commands:
            await me.says(command)
        assert before in await me.says("/cases")
        assert before in await me.taps("1.")
        await me.taps("⋯", "🕘")
        assert before in await me.taps(me.screen.labels[0])
        await me.bot.advance(timedelta(days=1))
        assert "📮 真丝连衣裙" in me.screen.text
        assert before in me.screen.text


@pytest.mark.parametrize(
    ("commands", "balance", "noted", "standing"),
    [
        ((), "微信零钱", "⌛ 退回微信零钱：11月22日（周日）01:00 已过", "⚠️ 退回微信零钱：11月22日（周日）01:00，已过"),
        (
            ("/language",),
            "WeChat balance",
            "⌛ Back on the WeChat balance: over since Sun 22 Nov, 01:00",
            "⚠️ Back on the WeChat balance: Sun 22 Nov, 01:00 · passed",
        ),
    ],
    ids=["zh", "en"],
)
async def test_a_way_of_payment_told_after_its_time_says_that_it_is_past_and_says_it_once(
    tmp_path: Path, commands: tuple[str, ...], balance: str, noted: str, standing: str
) -> None:
    """Told on Monday of a refund of Saturday: no screen shows its hour as one to come, and none shows it twice."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "退款成功", "跳过", "跳过", "前天")
        for command in commands:
            await me.says(command)
        await me.says("/cases")
        await me.taps("1.", "🔎")
        assert noted in await me.taps(balance)
        card = await me.taps(me.screen.labels[-1])
        assert standing in card
        await me.bot.advance(timedelta(days=1))
        assert "💰" in me.screen.text
        assert ("已过 2 天" if not commands else "passed 2 days ago") in me.screen.text
    async with shopping(tmp_path / "at once") as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "退款成功", "跳过", "跳过", "前天")
        card = await me.taps("微信零钱")
        assert "⚠️ 退回微信零钱：11月22日（周日）01:00，已过" in card
        assert card.count("11月22日（周日）01:00") == 1


async def test_what_happened_stands_in_the_order_of_its_days(tmp_path: Path) -> None:
    """A payment remembered last stands first, on its line and on its button; of one day, as it was told."""
    async with shopping(tmp_path) as me:
        await me.registers(stands="申请了")
        await me.taps("更多", "还发生了什么", "付款")
        await me.says("11月19日")
        await me.says("/cases")
        story = await me.taps("真丝连衣裙", "更多", "经过")
        assert story.index("11月19日（周四）") < story.index("11月23日（周一）")
        assert "11月19日（周四）" in me.screen.labels[0]


async def test_a_pasted_order_lists_its_days_in_their_order(tmp_path: Path) -> None:
    """Paid, then signed for, however the page has them."""
    async with shopping(tmp_path) as me:
        offer = await me.says(
            "订单编号：P734000112233448821\n签收时间：2026-11-20 18:21\n真丝连衣裙\n实付款 ¥399.00\n"
            "下单时间：2026-11-16 09:12\n付款时间：2026-11-16 09:13"
        )
        assert 0 < offer.index("11月16日（周一）") < offer.index("11月20日（周五）"), offer
