"""The looking road, with the real worker: a picture that is sent is read, one that harms is survived."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot import settings
from bot.app import open_world
from bot.eyes import BenchEyes
from bot.look import PUT_OFF, Looker
from bot.tryout.person import Person as Shopper
from bot.tryout.server import TRYOUT_TOKEN
from bot.workshop import reader
from bot.world import World
from domain.allowance import PIXELS
from domain.evidence import Kind, Proof, State
from domain.people import Person
from domain.seeing import Blind, Code, Seen, Symbology
from storage import places
from storage.looks import REST, TRIES
from tests.bot.echo import Echo
from tests.corpus.screenshots import shots
from tests.corpus.waybills import waybills
from tests.kit import buckets
from tests.kit.clock import START, FixedClock
from tests.kit.running import RunningBot, Staging, running_bot
from tests.kit.vaults import vault_over
from tests.storage.given import ME, a_person, a_proof

SEEING = Staging(voice=Echo().voice(), settings={"eyes": True})
needs_eyes = pytest.mark.skipif(not reader.is_installed(), reason="the extra `eyes` is not installed")


async def _sent(bot: RunningBot, data: bytes) -> Seen | Blind | None:
    """What is seen in a file that 小雨 has sent."""
    me: Shopper = bot.server.world.xiaoyu
    content = bot.server.world.files.add("document", data, "a.jpg", "image/jpeg")["document"]
    facts: dict[str, Any] = {"id": "p" * 12, "owner": me.id, "set_id": "set1", "case": None, "kind": Kind.FILE}
    facts |= {"sender": "小雨", "sent": START, "received": START, "message_id": 1, "file_id": content["file_id"]}
    async with bot.stores.begin() as store:
        await store.people.save(Person(id=me.id, chat=me.id))
        await store.proofs.receive(Proof(**facts), me.id)
    bot.app.world.nudges.proofs.nudge()
    await bot.until_idle(60)
    async with bot.stores.look() as store:
        return await store.looks.of(me.id, "p" * 12)


async def test_a_waybill_that_is_sent_is_read(tmp_path: Path) -> None:
    """Its bars are in the database once the bot is idle."""
    waybill = next(waybills(1))
    async with running_bot(tmp_path, FixedClock(), SEEING) as bot:
        seen = await _sent(bot, waybill.data)
    assert isinstance(seen, Seen)
    assert seen.codes == (Code(Symbology.CODE_128, waybill.number),)


async def test_what_is_no_picture_is_said_to_be_none(tmp_path: Path) -> None:
    """A file that only begins like a photo is kept, and its look is over."""
    async with running_bot(tmp_path, FixedClock(), SEEING) as bot:
        assert await _sent(bot, b"\xff\xd8\xff\xe0 something like a photo") is Blind.NO_PICTURE


@asynccontextmanager
async def _picture_waits(folder: Path, clock: FixedClock, data: bytes) -> AsyncIterator[World]:
    """Nobody at work; a kept picture that waits to be looked at."""
    chosen = settings.read(None, bot_token=TRYOUT_TOKEN, api_url="http://127.0.0.1:9", data_dir=folder, eyes=True)
    async with open_world(chosen, clock) as world:
        async with world.stores.begin() as store:
            await store.people.save(a_person())
        sealed = await world.vault.put(ME, data)
        proof = replace(a_proof(), state=State.KEPT, stored_as=sealed.stored_as, type=sealed.type)
        async with world.stores.begin() as store:
            await store.proofs.receive(proof, ME)
            await store.looks.wish(proof)
        yield world


async def test_a_vault_that_is_away_puts_a_picture_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long its bucket does not answer, the picture is read as soon as it does."""
    buckets.lead_to("http://127.0.0.1:9", monkeypatch)
    clock, waybill = FixedClock(), next(waybills(1))
    async with _picture_waits(tmp_path, clock, waybill.data) as world:
        away = replace(world, vault=vault_over(places.open_place("s3://evidence"), world.stores))
        for _ in range(TRIES + 1):
            await Looker(away).step()
            clock.advance(PUT_OFF)
        async with world.stores.look() as store:
            assert await store.looks.of(ME, "p1") is None
        assert REST > PUT_OFF  # it waited for its own moment, not for a reader that never came back
        await Looker(world).step()
        async with world.stores.look() as store:
            assert isinstance(await store.looks.of(ME, "p1"), Seen)


async def test_a_bomb_is_refused_by_its_header() -> None:
    """Nine hundred million pixels in a hundred kilobytes are never decoded."""
    out = io.BytesIO()
    Image.new("1", (8_000, PIXELS // 8_000 + 1)).save(out, "PNG")
    eyes = BenchEyes()
    assert await eyes.look(out.getvalue()) is Blind.TOO_LARGE
    await eyes.close()


@needs_eyes
async def test_a_screen_is_read_line_by_line() -> None:
    """Every row that was drawn is among the lines, from top to bottom."""
    shot = next(shots(kinds=("refunded",)))
    eyes = BenchEyes()
    seen = await eyes.look(shot.data)
    await eyes.close()
    assert isinstance(seen, Seen)
    texts = [line.text for line in seen.lines]
    assert [text for text in texts if text in {"退款详情", "退款成功", "订单编号"}] == [
        "退款详情",
        "退款成功",
        "订单编号",
    ]
    assert shot.truth["order"] in texts
