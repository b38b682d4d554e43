"""Before the parcel leaves: what to pack, what to photograph, and the reminder that says what helps most."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.kit.chatting import shopping

DAY = timedelta(days=1)


async def test_what_is_needed_is_ticked_and_the_reminder_names_the_next(tmp_path: Path) -> None:
    """The list counts, a tick is kept, and the morning's reminder asks for the one that will be too late."""
    async with shopping(tmp_path) as me:
        await me.registers()
        assert "放好 0/5" in await me.taps("📦 打包清单")
        assert "放好 1/5" in await me.taps("⬜ 吊牌")
        assert "✅ 吊牌、标签、防伪扣" in me.screen.labels
        assert "放好 0/5" in await me.taps("✅ 吊牌")
        await me.taps("返回")
        listed = await me.taps("📋 证据清单")
        assert "先补这一样：打包前的照片" in listed
        assert "寄出以后就补不了了" in listed
        assert "打包视频" in await me.taps("⬜ 打包前的照片")
        await me.bot.advance(DAY)
        assert "先补这一样：打包视频" in me.screen.text


async def test_in_english_too(tmp_path: Path) -> None:
    """The same list, told to Emma's language."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.says("/language")
        await me.says("/cases")
        await me.taps("1.", "📋 What proof I need")
        assert "First of all: a photo before packing" in me.screen.text
        assert "too late" in me.screen.text


@pytest.mark.parametrize(
    ("commands", "noted", "listed"),
    [
        ((), "📝 记在真丝连衣裙了。自己写的是笔记，不算证据", "真丝连衣裙 · 0 份证据\n1. 笔记 ·"),
        (
            ("/language",),
            "📝 Kept with 真丝连衣裙. Your own words are a note and no evidence",
            "真丝连衣裙 · 0 pieces of evidence\n1. Note ·",
        ),
    ],
    ids=["zh", "en"],
)
async def test_what_the_shopper_writes_is_kept_as_a_note_and_is_no_evidence(
    tmp_path: Path, commands: tuple[str, ...], noted: str, listed: str
) -> None:
    """Typed words stand in the list and count for nothing; the same words forwarded from the seller count."""
    async with shopping(tmp_path) as me:
        await me.registers()
        for command in commands:
            await me.says(command)
        await me.says("/cases")
        await me.taps("1.", "📷", "📷")
        await me.says("袖口开线了")
        assert noted in await me.waits()
        await me.says("/cases")
        await me.taps("1.")
        assert "📷" in " ".join(me.screen.labels)
        assert listed in await me.taps("📷")
        me.person.forwards(text="袖口开线了", sender_name="客服小王")
        await me.waits()
        await me.says("/cases")
        await me.taps("1.")
        assert any("📷" in label and label.endswith("1") for label in me.screen.labels)
