"""The guide: by a word, by its topics, and from the card for where the case stands."""

from pathlib import Path

import pytest

from tests.kit.chatting import shopping


async def test_a_word_a_topic_and_what_now(tmp_path: Path) -> None:
    """A word shows its answer; a topic opens; the card knows its place."""
    async with shopping(tmp_path) as me:
        assert "标签剪了，就不算完好" in await me.says("/guide 吊牌")
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


async def test_a_picture_of_the_way_and_of_where_one_is(tmp_path: Path) -> None:
    """A photo with its words and buttons; what is tapped under it comes as a message of its own."""
    async with shopping(tmp_path) as me:
        await me.says("/guide")
        await me.taps("退货退款", "看图")
        assert me.screen.raw["photo"]
        assert "退货退款" in me.screen.raw["caption"]
        await me.taps("标签剪了")
        assert "标签剪了，就不算完好" in me.screen.text
        await me.registers()
        await me.taps("⋯", "现在怎么办", "我走到哪了")
        assert me.screen.raw["photo"]
        assert "真丝连衣裙" in me.screen.raw["caption"]
        await me.taps("返回")
        assert "轮到你" in me.screen.text


async def test_without_its_picture_the_words_come_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A typesetter that is away holds nobody up."""
    monkeypatch.setattr("storage.gallery.PATIENCE", 0.0)
    async with shopping(tmp_path) as me:
        await me.says("/guide")
        await me.taps("被拒、被拖", "🗺 包裹没到")
        assert "包裹没到" in me.screen.text
        assert me.screen.labels


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("定金能退吗", "预售、定金、订金"),
        ("吊牌剪了还能退吗", "吊牌、标签剪了还能退吗"),
        ("运费谁出", "退货运费谁出"),
        ("怎么联系人工客服", "小红书客服怎么找"),
        ("卖家不给退钱怎么办啊", "卖家不同意，怎么办"),
    ],
)
async def test_a_plain_question_finds_its_topic(tmp_path: Path, question: str, topic: str) -> None:
    """Asked without a command, it is offered as what was meant; one tap answers."""
    async with shopping(tmp_path) as me:
        assert "你是想问" in await me.says(question)
        assert topic in await me.taps(topic)


async def test_a_wish_leads_to_registering_and_talk_to_nothing(tmp_path: Path) -> None:
    """Refund, alone: how to begin. A greeting is no question; and where a question is open, nothing is guessed."""
    async with shopping(tmp_path) as me:
        for wish in ("退款", "我想退货"):
            assert "先登记一笔" in await me.says(wish)
        for talk in ("你好", "谢谢", "哈哈哈"):
            assert "没看懂" in await me.says(talk)
        await me.says("/new")
        assert "你是想问" not in await me.says("定金能退吗")
