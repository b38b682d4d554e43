"""How much evidence a shopper may keep: said when it is full, with the way out; what is deleted gives its room back."""

from pathlib import Path
from typing import Any

import pytest

from domain import allowance
from domain.evidence import Kind, Proof, State
from tests.kit.chatting import Shopper, shopping
from tests.kit.papers import a_photo


async def _moves_in(me: Shopper, count: int, size: int) -> None:
    """So many kept files, as if sent earlier, in the only case; their bytes are nowhere, and nobody asks for them."""
    async with me.bot.stores.begin() as store:
        (case,) = await store.cases.of(me.person.id)
        for number in range(count):
            facts: dict[str, Any] = {"id": f"old{number:09}", "owner": me.person.id, "set_id": "old", "case": case.id}
            facts |= {"kind": Kind.FILE, "sender": "小雨", "sent": me.bot.clock.now(), "received": me.bot.clock.now()}
            facts |= {"message_id": 9_000_000 + number, "file_id": "f", "unique_id": f"u{number}", "size": size}
            assert await store.proofs.receive(Proof(**facts, state=State.KEPT, type="application/pdf"), me.person.id)
        await store.proofs.answer_set("old")


async def _kept(me: Shopper) -> int:
    async with me.bot.stores.look() as store:
        (case,) = await store.cases.of(me.person.id)
        return len(await store.proofs.of_case(me.person.id, case.id))


def _refusals(me: Shopper, word: str = "没有全存下") -> list[str]:
    return [each.text for each in me.person.chat.said if word in each.text]


async def test_the_last_place_is_given_once_and_a_deleted_one_again(tmp_path: Path) -> None:
    """Of an album that finds one place left, one is kept whole, and one sentence tells of the others."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await _moves_in(me, allowance.FILES - 1, 1_000)
        me.person.sends_photos([a_photo(1), a_photo(2), a_photo(3)])
        await me.waits()
        assert await _kept(me) == allowance.FILES
        (word,) = _refusals(me)
        assert "最多保管 200 份、共 500 MB" in word
        assert f"现在有 {allowance.FILES} 份" in word
        assert "卷宗" in word
        await me.says("/cases")
        await me.taps("真丝连衣裙", f"证据 {allowance.FILES}", "200", "删除这份", "确定删除")
        me.person.sends_photo(a_photo(2))
        assert "存好了 1 份证据" in await me.waits()
        assert await _kept(me) == allowance.FILES


@pytest.mark.parametrize(("language", "word"), [("zh", "没有全存下"), ("en", "not kept, or not all of it")])
async def test_five_hundred_megabytes_are_enough(tmp_path: Path, language: str, word: str) -> None:
    """What would go beyond is not begun; words take no room."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await _moves_in(me, 25, allowance.TOGETHER // 25 - 100)
        if language == "en":
            await me.says("/language")
        me.person.sends_file("a.jpg", a_photo(), "image/jpeg")
        await me.waits()
        assert await _kept(me) == 25
        (said,) = _refusals(me, word)
        assert "500.0 MB" in said
        me.person.sends_location(30.2, 120.1)
        await me.waits()
        assert await _kept(me) == 26
        assert len(_refusals(me, word)) == 1


async def test_what_turns_out_larger_than_told_is_not_half_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The true size decides in the end: neither a row that says kept nor a file stays, and the shopper is told."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await _moves_in(me, 25, allowance.TOGETHER // 25 - 100)
        add = me.bot.server.world.files.add

        def fewer(*file: Any) -> dict[str, Any]:
            told = add(*file)
            told["document"]["file_size"] = 10
            return told

        monkeypatch.setattr(me.bot.server.world.files, "add", fewer)
        me.person.sends_file("a.jpg", a_photo(), "image/jpeg")
        await me.waits()
        assert any("a.jpg」没有存下：你的证据空间满了" in each.text for each in me.person.chat.said)
        assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
