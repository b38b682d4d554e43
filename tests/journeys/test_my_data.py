"""What is kept of a shopper is shown, deleted on a second question, and nothing of it speaks afterwards."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.test_dossier import documents
from tests.kit.chatting import Shopper, shopping

A_WHILE = timedelta(minutes=16)
A_WEEK = timedelta(days=7)


def _picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


async def _keeps(me: Shopper, colour: str) -> None:
    me.person.sends_file(f"{colour}.png", _picture(colour), "image/png")
    await me.waits()


def _files(me: Shopper) -> set[Path]:
    return {path for path in (me.bot.app.world.settings.data_dir / "evidence").rglob("*") if path.is_file()}


async def _furnished(me: Shopper) -> None:
    """A case with a picture, and a letter's name."""
    await me.registers()
    await _keeps(me, "red")


async def test_what_is_kept_is_said_in_both_languages(tmp_path: Path) -> None:
    """Cases, evidence with its size, since when; the way there from the settings and by /delete."""
    async with shopping(tmp_path) as me:
        assert "案件" not in await me.says("/delete")
        await _furnished(me)
        text = await me.says("/delete")
        assert "从11月23日（周一）" in text
        assert "案件 1 个" in text
        assert "证据 1 份" in text
        await me.says("/language")
        await me.says("/settings")
        text = await me.taps("My data")
        assert "What I keep of you since Mon" in text
        assert "1 case\n" in text
        assert "1 piece of evidence, " in text


async def test_everything_is_gone_after_the_second_question(tmp_path: Path) -> None:
    """Rows and bytes go, one last word comes, and in the weeks after it not one more; /start begins afresh."""
    async with shopping(tmp_path) as me:
        await _furnished(me)
        await me.says("/delete")
        text = await me.taps("全部删除")
        assert "1 个案件、1 份证据" in text
        assert "还有 1 个案件没办完" in text
        assert "最后问一次" in await me.taps("接着删")
        assert "/start" in await me.taps("永久删除")
        said = len(me.person.chat.said)
        await me.bot.advance(A_WEEK)
        await me.bot.advance(5 * A_WEEK)
        assert len(me.person.chat.said) == said
        assert not _files(me)
        async with me.bot.stores.look() as store:
            assert await store.people.get(me.person.id) is None
        assert "你好，我是" in await me.says("/start")
        assert "没有" in await me.says("/cases")


async def test_who_changes_their_mind_keeps_everything(tmp_path: Path) -> None:
    """At either question: the data as they are, nothing deleted."""
    async with shopping(tmp_path) as me:
        await _furnished(me)
        await me.says("/delete")
        assert "案件 1 个" in await me.taps("全部删除", "不删了")
        assert "案件 1 个" in await me.taps("全部删除", "接着删", "不删了")
        assert len(_files(me)) == 1


async def test_an_old_last_button_deletes_nothing(tmp_path: Path) -> None:
    """Pressed after a quarter of an hour, or by somebody who was deleted and came back, it asks anew."""
    async with shopping(tmp_path) as me:
        await _furnished(me)
        await me.says("/delete")
        await me.taps("全部删除", "接着删")
        old = me.data("永久删除")
        await me.bot.advance(A_WHILE)
        assert "什么也没删" in await me.taps_data(old)
        assert "案件 1 个" in me.screen.text
        await me.taps("全部删除", "接着删")
        again = me.data("永久删除")
        await me.taps("永久删除")
        await me.bot.advance(timedelta(minutes=1))
        await me.says("/start")
        await me.registers()
        assert "什么也没删" in await me.taps_data(again)
        assert "案件 1 个" in me.screen.text


async def test_a_tap_after_the_end_brings_nobody_back(tmp_path: Path) -> None:
    """An old button, leaving the chat: no row is made of somebody who wants none."""
    async with shopping(tmp_path) as me:
        await me.registers()
        card, data = me.screen, me.data("更多")
        await me.says("/delete")
        await me.taps("全部删除", "接着删", "永久删除")
        me.person.taps_data(card, data)
        await me.bot.until_idle()
        me.person.blocks()
        await me.bot.until_idle()
        async with me.bot.stores.look() as store:
            assert await store.people.get(me.person.id) is None


async def test_one_case_is_deleted_and_the_other_stays(tmp_path: Path) -> None:
    """Its evidence leaves the disk, its reminders are silent, its old card shows the way; the other keeps its own."""
    async with shopping(tmp_path) as me:
        await _furnished(me)
        await me.registers(name="充电宝")
        card, data = me.screen, me.data("更多")
        before = _files(me)
        await _keeps(me, "blue")
        await me.taps("充电宝")
        assert len(_files(me)) == 2
        await me.says("/delete")
        text = await me.taps("删一个案件", "充电宝")
        assert "1 份证据" in text
        text = await me.taps("删掉这个案件")
        assert "「充电宝」删掉了" in text
        assert "案件 1 个" in text
        await me.bot.sweeps()
        await me.bot.until_idle()
        assert _files(me) == before
        me.person.taps_data(card, data)
        await me.bot.until_idle()
        async with me.bot.stores.look() as store:
            (left,) = await store.cases.of(me.person.id)
        assert left.name == "真丝连衣裙"
        said = len(me.person.chat.said)
        await me.bot.advance(A_WEEK)
        assert not [message for message in me.person.chat.said[said:] if "充电宝" in message.text]


async def test_everything_is_taken_out(tmp_path: Path) -> None:
    """Each row and each original, in a file that opens anywhere; also where there is no case at all."""
    async with shopping(tmp_path) as me:
        await me.says("/delete")
        await me.taps("全部导出")
        (_, empty) = documents(me)[-1]
        await _furnished(me)
        await me.says("/delete")
        await me.taps("全部导出")
        await me.bot.until_idle()
        name, archive = documents(me)[-1]
        with zipfile.ZipFile(io.BytesIO(archive)) as held:
            told = json.loads(held.read("data.json"))
            (original,) = told["originals"].values()
        assert name == "我的全部资料-2026-11-23.zip"
        assert told["rows"]["cases"][0]["name"] == "真丝连衣裙"
        assert told["rows"]["people"][0]["wishes"]["zone"] == "Asia/Shanghai"
        assert original == "originals/001.png"
        with zipfile.ZipFile(io.BytesIO(empty)) as held:
            assert json.loads(held.read("data.json"))["rows"]["cases"] == []
        assert any("没有打码" in message.text for message in me.person.chat.said)


async def test_a_case_is_no_way_to_somebody_elses_data(tmp_path: Path) -> None:
    """Another person's taps on the same data delete and export nothing of mine."""
    async with shopping(tmp_path) as me:
        await me.registers()
        async with me.bot.stores.look() as store:
            (case,) = await store.cases.of(me.person.id)
        stranger = Shopper(me.bot, me.bot.server.world.person("路人"))
        await stranger.says("/start")
        home, stamp = stranger.screen, int(me.bot.clock.now().timestamp())
        for data in (f"1|mc|{case.id}|0|yes={stamp}", "1|mo||0|", f"1|mx||0|yes={stamp}"):
            stranger.person.taps_data(home, data)
            await me.bot.until_idle()
        async with me.bot.stores.look() as store:
            assert await store.people.get(stranger.person.id) is None
            assert [each.id for each in await store.cases.of(me.person.id)] == [case.id]


@pytest.mark.parametrize("when", ["while it is made", "once it is sent"])
async def test_a_dossier_is_no_hindrance(tmp_path: Path, when: str) -> None:
    """Deleted while a dossier is being made or lies ready, nothing of it arrives afterwards or stays on the disk."""
    async with shopping(tmp_path) as me:
        await _furnished(me)
        await me.says("/delete")
        await me.taps("全部删除", "接着删")
        last, yes = me.screen, me.data("永久删除")
        await me.says("/cases")
        await me.taps("真丝连衣裙", "更多")
        me.person.taps(me.screen, "📄 卷宗")
        if when == "once it is sent":
            await me.bot.until_idle(60)
        me.person.taps_data(last, yes)
        await me.bot.until_idle(60)
        await me.bot.sweeps()
        await me.bot.until_idle()
        async with me.bot.stores.look() as store:
            assert await store.people.get(me.person.id) is None
            letters = [entry.letter.key for entry in await store.outbox.recent(me.person.id, 99)]
        assert "都删掉了" in last.text
        assert not letters  # the last words too, once they are out
