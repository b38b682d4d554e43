"""T25: fifty words planted wherever a shopper can leave one are all in the export, and after the end nowhere at all."""

import io
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import safekeeping
from bot.settings import Settings
from domain.moments import Moment
from storage import keyfile
from storage.engine import plain_engine
from storage.schema import SCHEMA
from tests.bot.test_logs import log as log  # noqa: PLC0414 - a fixture is found where it is named
from tests.chaos import figures
from tests.journeys.test_dossier import documents
from tests.kit.chatting import SILENCE, Shopper
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - as above
from tests.kit.running import Staging, moved_to, running_bot

GOAL = "all of the canaries in the export; after the end 0 in database, log, files, temp, backups; others untouched"


class Canaries:
    """Words that occur nowhere else, counted."""

    def __init__(self, kind: str) -> None:
        self._kind = kind  #: three digits
        self.planted: list[str] = []

    def new(self, form: str = "canary{}z") -> str:
        """One more."""
        self.planted.append(form.format(f"{self._kind}{len(self.planted):03}"))
        return self.planted[-1]

    def found_in(self, data: bytes) -> list[str]:
        """Those that can be read there."""
        return [word for word in self.planted if word.encode() in data]


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def databases(request: pytest.FixtureRequest) -> dict[str, str]:
    """Settings for the old house and for the one that an old backup is put back into, by database."""
    if request.param == "SQLite":
        return {"kind": request.param, "old": "", "new": ""}
    server: Postgres = request.getfixturevalue("postgres")
    return {"kind": request.param, "old": server.fresh(), "new": server.empty()}


@pytest.mark.chaos
async def test_what_was_planted_is_taken_out_and_then_nowhere(
    databases: dict[str, str], tmp_path: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the real bot over HTTP, with a neighbour whose every row and byte stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(_made(tmp_path / "temp")))
    backups, house = _made(tmp_path / "backups"), tmp_path / "house"
    birds = Canaries("111")
    async with running_bot(house, staging=Staging(settings={"database_url": databases["old"]})) as bot:
        me, you = (Shopper(bot, bot.server.world.person(name)) for name in ("小雨", "路人"))
        await _plant(me, birds)
        await _plant(you, Canaries("222"))
        assert len(birds.planted) >= 50
        taken = await _taken_out(me)
        settings = bot.app.world.settings
        old, _ = await safekeeping.backup(settings, backups, bot.clock.now())
        before = await _of(you), _files_of(house, await _of(you))
        await _erase(me, keyfile.beside(backups, settings.token.partition(":")[0]))
        await safekeeping.backup(settings, backups, bot.clock.now())
        after = await _of(you), _files_of(house, await _of(you))
        live = _everywhere(house, settings) + log.getvalue().encode() + _everywhere(tmp_path / "temp", None)
    assert birds.found_in(taken) == birds.planted
    assert birds.found_in(live) == []
    assert birds.found_in(_everywhere(house, settings)) == []  # nor once it has stopped
    assert birds.found_in(b"".join(map(_unpacked, backups.glob("*.zip")))) == []
    assert before == after
    found, left = await _put_back(old, settings, tmp_path / "again", databases["new"], bot.clock.now())
    assert (found, birds.found_in(left)) == (1, [])
    figures.write(
        *("T25", f"{databases['kind']}, through the chat", GOAL),
        planted=len(birds.planted),
        exported=len(birds.found_in(taken)),
        left=len(birds.found_in(live)),
    )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def _plant(me: Shopper, birds: Canaries) -> None:
    """Into every field that a shopper can fill."""
    await me.says("/start")
    for _ in range(2):
        await _plant_case(me, birds)
    async with me.bot.stores.look() as store:
        case, *_ = await store.cases.of(me.person.id)
    for blank, form in (("name", "canary{}z"), ("address", "canary{}z"), ("phone", "+86 13800{}")):
        await _asked(me, f"1|ls|{case.id}|0|seller.{blank}", birds.new(form))
    await me.says("/new")
    await me.taps("退货退款", "与描述不符", "商家同意了")
    await me.says(birds.new())


async def _plant_case(me: Shopper, birds: Canaries) -> None:
    name = birds.new()
    await me.registers(name=name)
    await me.taps("⋯", "还发生了", "对方答应了")
    await me.says(f"卖家电话里答应周五前退款 {birds.new()}")
    await me.taps("✅")
    async with me.bot.stores.look() as store:
        case = next(each.id for each in await store.cases.of(me.person.id) if each.name == name)
    for tap in ("q|{}|0|seller", "q|{}|0|order_no", "ls|{}|0|seller.problem"):
        await _asked(me, f"1|{tap.format(case)}", birds.new())
    await _plant_evidence(me, birds, name)


async def _plant_evidence(me: Shopper, birds: Canaries, case: str) -> None:
    sent = []
    for _ in range(4):
        data = b"%PDF-1.7\n" + f"{birds.new()}\n".encode() * 9
        sent.append(me.person.sends_file(f"{birds.new()}.pdf", data, "application/pdf", caption=birds.new()))
    for _ in range(3):
        me.person.forwards(text=birds.new(), sender_name=birds.new())
    await me.waits()
    if any(case in label for label in me.screen.labels):
        await me.taps(case)
    me.person.edits(sent[0], birds.new())
    await me.bot.until_idle()


async def _asked(me: Shopper, data: str, answer: str) -> None:
    await me.taps_data(data)
    await me.says(answer)


async def _taken_out(me: Shopper) -> bytes:
    """All that is in the files that the bot hands over."""
    await me.says("/delete")
    await me.taps("全部导出")
    await me.bot.until_idle()
    return b"".join(_unpacked(io.BytesIO(data)) for name, data in documents(me) if "资料" in name)


def _unpacked(archive: Any) -> bytes:
    with zipfile.ZipFile(archive) as held:
        return b"".join(held.read(name) for name in held.namelist())


async def _erase(me: Shopper, keys: Path) -> None:
    """By the buttons; then until the files are gone and the key is struck out beside the backups."""
    await me.says("/delete")
    await me.taps("全部删除", "接着删", "永久删除")
    assert "都删掉了" in me.screen.text
    await me.bot.advance(SILENCE)
    await me.bot.server.world.wait_for(lambda: (keyfile.read(keys) or keyfile.KeyFile()).destroyed, 20)


async def _of(you: Shopper) -> Any:
    """All rows but allowances and the pace of the chat, which fill up by themselves."""
    async with you.bot.stores.look() as store:
        rows = await store.erasure.everything(you.person.id)
    return {name: each for name, each in rows.items() if name not in {"quotas", "paces"}}


def _files_of(house: Path, portion: Any) -> dict[str, bytes]:
    names = [row["stored_as"] for row in portion["proofs"] if row["stored_as"]]
    return {name: (house / "evidence" / name).read_bytes() for name in names}


def _everywhere(folder: Path, settings: Settings | None) -> bytes:
    """Every byte of every file, and on PostgreSQL every row."""
    rows = ""
    if settings is not None and settings.database_url:
        engine = plain_engine(settings.database)
        with engine.begin() as connection:
            rows = "".join(repr(connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in SCHEMA.tables)  # noqa: S608 - names from the schema
        engine.dispose()
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file()) + rows.encode()


async def _put_back(old: Path, settings: Settings, folder: Path, url: str, now: Moment) -> tuple[int, bytes]:
    """An old backup into a new house: how many people are left out, and every byte of that house."""
    moved = moved_to(folder, settings).model_copy(update={"database_url": url})
    restored = await safekeeping.restore(moved, old, now + timedelta(minutes=1))
    return restored.forgotten, _everywhere(folder, moved)
