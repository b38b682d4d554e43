"""What comes next, and who is to move: reminder, card and ladder say the same, and where to look for news."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping

DAY = timedelta(days=1)


async def _at_12315(me: Shopper) -> None:
    """Refused by the seller, then complained to 12315 on Monday 23 November, without a number."""
    await me.registers(stands="商家拒绝了")
    await me.taps("更多", "向 12315 投诉了", "还没有编号", "刚刚")


async def _asked_apple(me: Shopper) -> None:
    """A membership that renewed by itself, paid to Apple, who was asked just now."""
    await me.says("/new")
    await me.taps("会员 · 退费", "自动续费", "申请了", "跳过")
    await me.says("198")
    await me.taps("苹果", "刚刚")
    await me.skips()


async def _wait(me: Shopper, days: int) -> None:
    """So many mornings."""
    for _ in range(days):
        await me.bot.advance(DAY)


def _said(me: Shopper, since: int) -> list[str]:
    return [message.text for message in me.person.chat.said[since:]]


async def test_an_authority_that_does_not_answer_is_called_by_its_name(tmp_path: Path) -> None:
    """Seven working days are over: it speaks of 12315, offers its answers, and leads up; nobody looks into an app."""
    async with shopping(tmp_path) as me:
        await _at_12315(me)
        since = len(me.person.chat.said)
        await _wait(me, 9)
        assert any("12315 的「我的投诉」" in text for text in _said(me, since))
        await _wait(me, 1)
        text = me.screen.text
        assert "12315 该在 12月2日（周三）24:00 前告诉你受不受理" in text, text
        labels = " ".join(me.screen.labels)
        assert "🏛 12315 受理了" in labels
        assert "🏛 12315 不受理" in labels
        assert "📣 往上走" in labels
        assert "商家" not in labels
        assert not [text for text in _said(me, since) if "App" in text or "对方" in text]


async def test_the_end_of_a_mediation_is_called_by_its_name(tmp_path: Path) -> None:
    """Sixty days after 12315 took it on: what it was is said, and that it may have come to nothing."""
    async with shopping(tmp_path) as me:
        await _at_12315(me)
        await me.taps("12315 受理了", "刚刚")
        since = len(me.person.chat.said)
        await me.bot.advance(58 * DAY)
        await _wait(me, 5)
        text = next(text for text in _said(me, since) if "调解最多 60 天" in text)
        assert "对方" not in text
        assert "🏛 调解没成" in " ".join(me.screen.labels)


async def test_what_apple_decides_is_apples_move_everywhere(tmp_path: Path) -> None:
    """After 48 hours: card, reminder, its buttons and the ladder name Apple, and all of them say to wait."""
    async with shopping(tmp_path) as me:
        await _asked_apple(me)
        card = me.screen.text
        assert "⏳ 等苹果：审核申请" in card, card
        assert "平台" not in card
        await me.bot.advance(3 * DAY)
        text = me.screen.text
        assert "苹果说最多 48 小时给消息" in text, text
        assert "reportaproblem.apple.com 看一眼" in text
        assert "再等等" in text
        assert "往上走" not in text
        assert {"✅ 苹果同意退了", "❌ 苹果拒绝了"} <= set(me.screen.labels)
        await me.taps("看案件", "更多")
        assert "现在先等" in await me.taps("往上走")


async def test_without_an_address_it_is_asked_for_before_anything_is_sent(tmp_path: Path) -> None:
    """None given: the card asks once more, by a letter; once asked the platform; once it came, it is sent back."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "与描述不符", "商家同意了")
        await me.says("真丝连衣裙")
        await me.says("399")
        await me.taps("刚刚", "没给")
        text = await _card(me)
        assert "👉 轮到你：再向商家要一次退货地址" in text, text
        assert me.screen.labels[0] == "✉️ 再要一次地址"
        assert "📮 我寄出了，填单号" in me.screen.labels
        await me.bot.advance(DAY)
        assert "再向商家要一次退货地址" in me.screen.text
        assert me.screen.labels[0] == "✉️ 再要一次地址"
        assert "请给出真实的退货地址" in await me.taps("再要一次地址")
        await me.taps("返回")
        await _card(me)
        await me.taps("又要过一次了")
        assert "还没给，就申请平台介入" in me.screen.text
        assert me.screen.labels[0] == "📣 往上走"
        assert "把东西寄回" in await me.taps("地址给了")
        assert me.screen.labels[0] == "📮 我寄出了，填单号"


async def test_the_morning_after_the_last_day_says_so_and_what_is_left(tmp_path: Path) -> None:
    """Seven days are over and nobody applied: one reminder, honest; card and button lead to what can still be tried."""
    async with shopping(tmp_path) as me:
        await me.registers(reason="不喜欢", stands="还没申请")
        since = len(me.person.chat.said)
        await _wait(me, 9)
        late = [text for text in _said(me, since) if "申请的期限" in text]
        assert len(late) == 1, _said(me, since)
        assert "还能试" in late[0]
        assert "还能试" in await _card(me)
        assert "聊天不算申请" not in me.screen.text
        assert "过了 7 天要看商家愿不愿意" in await me.taps("过了 7 天，还能退吗")


async def _card(me: Shopper) -> str:
    await me.says("/start")
    return await me.taps("我的案件", "1.")


async def test_while_they_have_time_the_ladder_waits_until_the_day_of_the_card(tmp_path: Path) -> None:
    """The return was confirmed today: card and ladder say whose move it is and until when, in the same words."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("我寄出了")
        await me.says("SF1364216703436")
        await me.taps("刚刚", "商家确认收货了")
        card = (await me.taps("刚刚")).splitlines()
        ladder = (await me.taps("更多", "往上走")).splitlines()
        at = next(number for number, line in enumerate(card) if line.startswith("⏳ 等商家"))
        assert card[at] in ladder, ladder
        assert card[at + 1] in ladder, ladder
        assert "现在就走这一步" not in "\n".join(ladder)
        assert "🔒 投诉" not in "\n".join(ladder)


async def test_who_paid_apple_asks_apple_first(tmp_path: Path) -> None:
    """Not applied yet: no agreement to read stands before the request, and the renewal is asked about as it is."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("会员 · 退费", "自动续费", "还没申请", "跳过")
        await me.says("198")
        text = await me.taps("苹果", "昨天")
        assert "会自动续费吗" not in text
        await me.skips()
        text = await _card(me)
        assert "轮到你：到 reportaproblem.apple.com 申请退款" in text, text
        assert me.screen.labels[0] == "📝 我申请了"


async def test_dates_are_said_to_be_set_only_where_there_are_any(tmp_path: Path) -> None:
    """Everything skipped: one date is missing, and the small question speaks of none; told, both do."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        text = await me.taps("退货退款", "与描述不符", "商家拒绝了", "跳过", "跳过", "跳过")
        assert "还差一个日期" in text, text
        assert "都排上了" not in text
        assert "上面的日期" not in text
        lacks = next(line for line in text.splitlines() if line.startswith("❔"))
        assert "介入" in lacks, lacks
        assert "期限和提醒都排上了" in await _news(me)


async def test_help_for_an_exchange_that_was_received_says_what_the_card_says(tmp_path: Path) -> None:
    """The seller has the goods: the replacement is still to be sent, it is not on its way."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("换货", "质量问题", "已经寄回去了")
        await me.says("充电宝")
        await me.says("99")
        await me.taps("刚刚")
        await me.skips()
        await _card(me)
        assert "等商家发出换的货" in await me.taps("商家确认收货了", "刚刚")
        text = await me.taps("更多", "现在怎么办")
        assert "等它发出换的货" in text
        assert "换货在路上" not in text


async def _news(me: Shopper) -> str:
    await me.says("/new")
    await me.taps("退货退款", "与描述不符", "商家同意了", "跳过", "跳过")
    return await me.taps("刚刚")
