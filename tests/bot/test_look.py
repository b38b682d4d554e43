"""The looking road, with the real worker: a picture that is sent is read, one that harms is survived."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.eyes import BenchEyes
from bot.tryout.person import Person as Shopper
from bot.workshop import reader
from domain.allowance import PIXELS
from domain.evidence import Kind, Proof
from domain.people import Person
from domain.seeing import Blind, Code, Seen, Symbology
from tests.bot.echo import Echo
from tests.corpus.screenshots import shots
from tests.corpus.waybills import waybills
from tests.kit.clock import START, FixedClock
from tests.kit.running import RunningBot, Staging, running_bot

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
