"""Evidence that is in no case yet is found again, put into one, deleted piece by piece."""

from datetime import timedelta
from pathlib import Path

from tests.kit.chatting import Shopper, shopping
from tests.kit.papers import a_photo

LATER = timedelta(minutes=1)


async def _keeps(me: Shopper, *numbers: int) -> None:
    for number in numbers:
        me.person.sends_photo(a_photo(number))
    await me.waits()
    await me.bot.advance(LATER)


async def test_it_is_offered_only_where_there_is_some(tmp_path: Path) -> None:
    """Home, the cases and one's own data lead to it; without any they do not speak of it."""
    async with shopping(tmp_path) as me:
        for command in ("/start", "/cases", "/delete"):
            await me.says(command)
            assert "归案" not in " ".join((me.screen.text, *me.screen.labels)), command
        await _keeps(me, 1, 2, 3)
        for command in ("/start", "/cases", "/delete"):
            await me.says(command)
            assert "📥 还没归案的证据 3" in me.screen.labels, command
        assert "其中 3 份还没归到任何退款" in me.screen.text


async def test_a_set_goes_into_a_case_later(tmp_path: Path) -> None:
    """Sent before there was any case: registered first, then two taps put all of them in."""
    async with shopping(tmp_path) as me:
        await _keeps(me, 1, 2)
        await me.says("/cases")
        assert "先登记退款" in await me.taps("还没归案的证据 2")
        await me.registers()
        await me.says("/cases")
        pieces = await me.taps("还没归案的证据 2")
        assert "2 份证据还没归到任何退款" in pieces
        assert "先登记" not in pieces
        assert "放进哪个案件" in await me.taps("放进案件")
        assert "2 份证据，放进了真丝连衣裙" in await me.taps("真丝连衣裙")
        await me.says("/cases")
        assert "归案" not in " ".join(me.screen.labels)


async def test_one_piece_is_deleted_after_a_question(tmp_path: Path) -> None:
    """Of three one goes, with its file; the others stay; the last one leaves an empty list that says so."""
    async with shopping(tmp_path) as me:
        await _keeps(me, 1, 2)
        await _keeps(me, 3)
        await me.says("/cases")
        assert "照片 2 份" in await me.taps("还没归案的证据 3")
        assert "2 份证据还没" in await me.taps("1")
        assert "删除证据 2" in await me.taps("🗑 2")
        assert "2 份证据还没" in await me.taps("不删了")
        left = await me.taps("🗑 2", "确定删除")
        assert "🗑 证据 2 删除了" in left
        assert "1 份证据还没" in left
        await me.taps("🗑 1", "确定删除", "🗑 1")
        assert "没有剩下的" in await me.taps("确定删除")
        await me.waits()
        assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


async def test_words_that_speak_become_a_case_from_there(tmp_path: Path) -> None:
    """An order that was only kept is read again and registered."""
    async with shopping(tmp_path) as me:
        await me.says("订单编号：P734011223344558821\n真丝连衣裙\n实付款：¥399.00")
        await me.taps("先存着")
        await me.says("/cases")
        assert "「订单编号：P7340" in await me.taps("还没归案的证据 1")
        assert "P734011223344558821" in await me.taps("登记退款")
        await me.taps("对，登记")


async def test_taps_of_others_and_stale_ones_show_what_is_there(tmp_path: Path) -> None:
    """A piece that is not mine, or not loose, is not shown and not deleted."""
    async with shopping(tmp_path) as me:
        await _keeps(me, 1)
        await me.says("/cases")
        for data in ("1|pd||0|strange=yes", "1|pd||0|", "1|pl||0|1-2"):
            assert "1 份证据还没归到任何退款" in await me.taps_data(data), data


async def test_english_has_the_same_list(tmp_path: Path) -> None:
    """Every sentence of it in the other language."""
    async with shopping(tmp_path) as me:
        await me.says("/language")
        await _keeps(me, 1, 2)
        await _keeps(me, 3)
        await me.says("/delete")
        assert "3 of them in no case yet" in me.screen.text
        listed = await me.taps("Evidence in no case: 3")
        assert "3 pieces of evidence in no case yet" in listed
        assert "2 together (photo)" in listed
        assert "Register the refund first" in await me.taps("1")
