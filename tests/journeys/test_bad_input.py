"""Whatever is typed or tapped: one clear sentence, the question stays open, nothing breaks, nothing is lost."""

from pathlib import Path

import pytest

from bot.tryout.chats import Message
from tests.kit.chatting import shopping

AMOUNTS = [  # what is typed where an amount was asked for, what the answer says
    ("多少来着", "比如 39.9"),
    ("0", "不能是 0"),
    ("-5", "负号"),
    ("1.299", "两种读法"),
    ("99999999999", "太大"),
    ("12 或者 15", "好几个数"),
    ("🙂", "比如 39.9"),
]
GOOD_AMOUNTS = [("¥39.9", "¥39.90"), ("39,90 元", "¥39.90"), ("1,299", "¥1,299.00"), ("１２３．４５", "¥123.45")]
DATES = [  # what is typed where a date was asked for, what the answer says
    ("不知道啊", "比如 昨天"),
    ("2月30日", "没有这一天"),
    ("明天", "还没到"),
    ("1999-01-01", "太远"),
]
NAMES = [  # hostile names, and how they stand on the card
    ("<b>粗体</b>&amp;", "<b>粗体</b>&amp;"),
    ("👗" * 30, "👗" * 30),
    ("\u202egnp.exe\u202c", "gnp.exe"),
    ("长" * 4000, "长" * 59 + "…"),
    ("a{name}|b", "a{name}|b"),
]


async def test_an_amount_that_is_none_is_asked_again(tmp_path: Path) -> None:
    """Each gets its own sentence, and the question stays open until a good one comes."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "还没申请")
        await me.says("充电宝")
        for typed, said in AMOUNTS:
            answer = await me.says(typed)
            assert said in answer, f"{typed!r}: {answer}"
            assert "付了多少钱" in answer
        assert "什么时候" in await me.says("39.9")


@pytest.mark.parametrize(("typed", "shown"), GOOD_AMOUNTS)
async def test_an_amount_is_read_as_people_write_it(tmp_path: Path, typed: str, shown: str) -> None:
    """It stands on the card with its currency."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "还没申请")
        await me.says("充电宝")
        await me.says(typed)
        assert shown in await me.taps("昨天")


async def test_a_date_that_is_none_is_asked_again_and_an_unclear_one_asked_back(tmp_path: Path) -> None:
    """A day that does not exist, lies ahead or far back, or might be two."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "质量问题", "还没申请")
        await me.says("充电宝")
        await me.says("39.9")
        for typed, said in DATES:
            answer = await me.says(typed)
            assert said in answer, f"{typed!r}: {answer}"
        answer = await me.says("昨天或前天")
        assert "是哪一天" in answer
        assert "登记好了" in await me.taps("11月22日")


@pytest.mark.parametrize(("typed", "shown"), NAMES)
async def test_a_strange_name_stands_on_the_card_as_text(tmp_path: Path, typed: str, shown: str) -> None:
    """No markup, no reversed text, no endless line gets through."""
    async with shopping(tmp_path) as me:
        card = await me.registers(name=typed)
        assert shown in card


async def test_an_empty_name_is_asked_again(tmp_path: Path) -> None:
    """Invisible signs are no name."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        await me.taps("退货退款", "跳过", "跳过")
        assert "看得见的字" in await me.says("\u200b\u202e\u202c")


async def test_text_where_a_button_was_asked_for_points_at_the_buttons(tmp_path: Path) -> None:
    """The question stays open."""
    async with shopping(tmp_path) as me:
        await me.says("/new")
        assert "点下面的按钮" in await me.says("我想退货")
        assert "为什么退" in await me.taps("退货退款")


async def test_a_stale_button_shows_the_card_as_it_is_now(tmp_path: Path) -> None:
    """A button drawn for an older state does nothing but show the present one."""
    async with shopping(tmp_path) as me:
        await me.registers()
        old = me.data("我寄出了")
        under: Message = me.screen
        await me.taps("显示退款成功了", "刚刚")
        me.person.taps_data(under, old)
        await me.bot.until_idle()
        assert "等到账" in under.text


async def test_another_persons_button_never_touches_a_case(tmp_path: Path) -> None:
    """The stranger taps with stolen data: nothing is shown to her, nothing happens to the case."""
    async with shopping(tmp_path) as me:
        await me.registers()
        stolen = [button["callback_data"] for row in me.screen.rows for button in row]
        card = me.screen.text
        stranger = me.bot.server.world.stranger
        stranger.starts()
        await me.bot.until_idle()
        for data in stolen:
            stranger.taps_data(stranger.chat.said[-1], data)
            await me.bot.until_idle()
        assert all("真丝连衣裙" not in message.text for message in stranger.chat.said)
        assert me.screen.text == card


@pytest.mark.parametrize("data", ["", "x", "1|c|", "1|e|caseaaaaaaaa|1|refused", "1|f||0|kind=nonsense", "1|z||0|a:b"])
async def test_forged_callback_data_gets_a_screen_and_no_error(tmp_path: Path, data: str) -> None:
    """Data that we never wrote is user input like any other."""
    async with shopping(tmp_path) as me:
        if data:
            await me.taps_data(data)
        async with me.bot.stores.look() as store:
            assert (await store.inbox.counts()).get("set_aside", 0) == 0


async def test_a_file_above_twenty_megabytes_is_named_and_explained(tmp_path: Path) -> None:
    """Telegram will not hand it over: the person learns what to do instead."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends_file("开箱.mp4", b"\0" * 20_000_001, "video/mp4")
        await me.waits()
        assert "超过 20 MB" in me.screen.text


async def test_an_unknown_type_is_kept_like_any_other(tmp_path: Path) -> None:
    """Evidence may come in any form."""
    async with shopping(tmp_path) as me:
        await me.registers()
        me.person.sends_file("strange.xyz", b"nobody knows", "application/x-strange")
        await me.waits()
        assert "存好了 1 份证据" in me.screen.text
