"""The guide: by a word, by its topics, and from the card for where the case stands."""

from pathlib import Path

from tests.kit.chatting import shopping


async def test_a_word_a_topic_and_what_now(tmp_path: Path) -> None:
    """A word shows its answer; a topic opens; the card knows its place."""
    async with shopping(tmp_path) as me:
        assert "标签剪了,就不算完好" in await me.says("/guide 吊牌")
        assert "没找到「火星」" in await me.says("/guide 火星")
        assert "点一个问题" in await me.taps("退货退款")
        assert "普通外盒" in await me.taps("包装盒扔了")
        await me.registers()
        assert "单号是快递给的" in await me.taps("⋯", "现在怎么办")


async def test_in_english_too(tmp_path: Path) -> None:
    """The same, told to Emma's language."""
    async with shopping(tmp_path) as me:
        await me.says("/language")
        assert "the label cut it is not intact" in await me.says("/guide tags")
        assert "Returning something" in await me.taps("All topics")
