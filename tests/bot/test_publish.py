"""The publishing road: what goes wrong on the way, and what the shopper hears of it."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain import orders
from domain.errors import VaultFull
from domain.orders import State
from storage.press import workroom
from tests.kit.chatting import Shopper, shopping
from tests.kit.papers import a_photo, texts_of

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def me(tmp_path: Path) -> AsyncIterator[Shopper]:
    """A shopper with a registered dress and one photo in evidence."""
    async with shopping(tmp_path) as shopper:
        await shopper.registers()
        shopper.person.sends_file("a.jpg", a_photo(), "image/jpeg")
        await shopper.waits()
        yield shopper


async def orders_tapped(me: Shopper) -> None:
    """The dossier is wished for, and all is done that can be done at once."""
    async with me.bot.stores.look() as store:
        [case] = await store.cases.of(me.person.id)
    me.person.taps_data(me.screen, f"1|D|{case.id}|0|")
    await me.bot.until_idle()


async def states(me: Shopper) -> list[tuple[State, int]]:
    """How the wishes stand, and how often each was tried."""
    async with me.bot.stores.look() as store:
        return [
            (each.state, each.attempts)
            for each in await store.orders.since(me.person.id, me.bot.clock.now() - 9 * MINUTE)
        ]


def sent(me: Shopper) -> list[str]:
    """The names of the files in the chat."""
    return [each.raw["document"]["file_name"] for each in me.person.chat.said if "document" in each.raw]


async def test_a_full_disk_is_waited_for(me: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room at the first try: it comes with the second, without another tap."""
    with monkeypatch.context() as patch:

        async def full(*_: object) -> None:
            raise VaultFull("no room")

        patch.setattr(type(me.bot.app.world.vault), "put", full)
        await orders_tapped(me)
        assert await states(me) == [(State.WAITING, 1)]
        assert not sent(me)
    await me.bot.advance(MINUTE)
    assert await states(me) == [(State.DONE, 2)]
    assert len(sent(me)) == 2


async def test_what_fails_every_time_is_given_up_with_a_word(me: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three tries nobody waits in vain; a new tap may try anew."""

    async def full(*_: object) -> None:
        raise VaultFull("no room")

    with monkeypatch.context() as patch:
        patch.setattr(type(me.bot.app.world.vault), "put", full)
        await orders_tapped(me)
        for _ in range(orders.TRIES):
            await me.bot.advance(3 * MINUTE)
    assert [state for state, _ in await states(me)] == [State.FAILED] or not await states(me)
    assert any("没做成" in each.text for each in me.person.chat.said)
    assert not sent(me)
    await orders_tapped(me)
    assert len(sent(me)) == 2


async def test_a_damaged_original_costs_its_picture_alone(me: Shopper) -> None:
    """Bytes that changed on the disk are not printed; the paper says so, and the rest is there."""
    for path in (me.bot.app.world.settings.data_dir / "evidence").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    await orders_tapped(me)
    document = next(each for each in me.person.chat.said if "document" in each.raw).raw["document"]
    stored = me.person.town.files.find(document["file_id"])
    assert stored
    assert "这份图片无法显示" in "".join(texts_of(stored.data))


async def test_nothing_is_left_lying_about(me: Shopper) -> None:
    """After the dossier is made the workroom is empty."""
    await orders_tapped(me)
    assert sent(me)
    assert list((me.bot.app.world.settings.data_dir / "press").iterdir()) == []


def test_a_killed_one_leaves_nothing_for_long(tmp_path: Path) -> None:
    """What an earlier process left is removed once it is old, and not while it may be at work."""
    for name, old in (("dead", 4_000), ("busy", 10)):
        folder = tmp_path / "press" / name
        folder.mkdir(parents=True)
        (folder / "part.zip").write_bytes(b"x")
        stamp = folder.stat().st_mtime - old
        os.utime(folder, (stamp, stamp))
    with workroom(tmp_path) as mine:
        assert mine.is_dir()
        assert not (tmp_path / "press" / "dead").exists()
        assert (tmp_path / "press" / "busy").exists()
    assert not mine.exists()
