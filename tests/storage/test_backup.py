"""A backup taken while others write, put back into another house, holds all that was committed before it began."""

import asyncio
import hashlib
import itertools
import json
import secrets
import time
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from domain.errors import ProofDamaged
from domain.evidence import State
from domain.ledger import Result
from storage import backup, manifest, restore, snapshots
from storage.backup import House, NoPlace
from storage.engine import UNFINISHED, RestoreUnfinished, migrate, open_engine
from storage.manifest import NoBackup
from storage.marks import RESTORED
from storage.plans import id_of
from storage.restore import Occupied
from storage.store import Stores
from tests.chaos import figures
from tests.chaos.scale import size
from tests.kit.cases import NOW
from tests.kit.houses import a_house, lived_in
from tests.kit.postgres import Postgres
from tests.kit.vaults import vault_in
from tests.storage.given import DAY, ME, MINUTE, a_dress, a_letter, a_person, a_proof, move_in, planned, updates

LATER = NOW + DAY
GOAL = "every row committed before it, every byte of evidence; put back within 10 minutes"


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> House:
    """The house that is backed up."""
    return a_house(database_url, tmp_path / "old")


@pytest.fixture
def other(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], House]:
    """An empty house with the same kind of database, a new one at each call."""

    def make() -> House:
        folder = tmp_path / secrets.token_hex(4)
        folder.mkdir()
        if database_url.startswith("sqlite"):
            return a_house(f"sqlite:///{folder}/bot.db", folder)
        server: Postgres = request.getfixturevalue("postgres")
        return a_house(server.empty(), folder)

    return make


async def _keep_photo(stores: Stores, house: House, number: int) -> None:
    """As the fetcher does it: the bytes first, then the row."""
    data = secrets.token_bytes(20_000)
    sealed = await vault_in(house.folder / "evidence", stores).put(ME, data)
    name = f"p{number}"
    proof = a_proof(name, set_id=name, message_id=number, unique_id=name)
    async with stores.begin() as store:
        await store.proofs.receive(proof, ME)
        await store.proofs.save(
            replace(proof, state=State.KEPT, sha256=sealed.sha256, stored_as=sealed.stored_as, size=sealed.size),
            NOW,
        )


async def _photos(house: House) -> dict[str, tuple[str, str]]:
    engine = open_engine(house.database)
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT id, stored_as, sha256 FROM proofs WHERE state = 'kept'"))
        found = {row.id: (row.stored_as, row.sha256) for row in rows}
    await engine.dispose()
    return found


@pytest.mark.chaos
async def test_what_was_committed_before_a_backup_is_in_it(
    house: House, other: Callable[[], House], tmp_path: Path
) -> None:
    """While photos are kept one after the other, each backup holds every row before it, with its bytes."""
    cycles, numbers = size("backups"), itertools.count(1)
    missing, slowest, files, meanwhile = set[str](), 0.0, 0, 0
    for cycle in range(cycles):
        async with _photos_coming(house, numbers):
            await asyncio.sleep(0.05)
            before = await _photos(house)
            path, told = await backup.take(house, tmp_path / f"{cycle}.zip", NOW)
            meanwhile += len(await _photos(house)) - len(before)
        new, began = other(), time.monotonic()
        await restore.put_back(new, path, LATER)
        slowest = max(slowest, time.monotonic() - began)
        after = await _photos(new)
        missing |= {name for name, sealed in before.items() if after.get(name) != sealed} | set(told.missing)
        files += await _proven(new, after)
    kind = "SQLite" if house.database.startswith("sqlite") else "PostgreSQL"
    what = f"{kind}, {cycles} backups while photos come, each put back"
    counted = {"rows": len(before), "files proven": files, "slowest restore s": round(slowest, 1)}
    figures.write("T22", what, GOAL, missing=len(missing), **counted)
    assert not missing
    assert meanwhile, "nothing was written while a backup was taken"


async def _proven(house: House, photos: Mapping[str, tuple[str, str]]) -> int:
    """How many files there are; each holds the bytes that its row seals."""
    async with lived_in(house) as stores:
        for stored_as, sha256 in photos.values():
            await vault_in(house.folder / "evidence", stores).get(stored_as, sha256)
    return len(photos)


@asynccontextmanager
async def _photos_coming(house: House, numbers: Iterator[int]) -> AsyncIterator[None]:
    """One photo after the other is kept, as long as the block lasts."""
    stop = asyncio.Event()
    async with lived_in(house) as stores:
        await move_in(stores)

        async def live() -> None:
            for number in numbers:
                await _keep_photo(stores, house, number)
                if stop.is_set():
                    return

        living = asyncio.create_task(live())
        try:
            yield
        finally:
            stop.set()
            await living


async def test_what_may_have_gone_out_since_says_that_it_is_a_repeat(
    house: House, other: Callable[[], House], tmp_path: Path
) -> None:
    """Letters, reminders and updates that were open and are due by now are marked; what is due later is not."""
    await _leave_things_open(house)
    path, _ = await backup.take(house, tmp_path, NOW)
    new = other()
    await restore.put_back(new, path, LATER)
    async with lived_in(new) as stores, stores.begin() as store:
        due = {each.planned.kind: each.maybe_sent for each in await store.reminders.claim(LATER + DAY, 9)}
        letters = {each.letter.key: each.maybe_arrived for each in await store.outbox.lease(LATER + DAY, 9)}
        again = await store.inbox.claim(LATER)
        mark = json.loads(await store.marks.get(RESTORED) or "")
        assert await store.inbox.receive(updates((1, "a"), (2, "b")), LATER) == 0  # both are known by their numbers
    assert due == {"due": True, "later": False}
    assert letters == {"open": True, "flying": True, "future": False}
    assert again is not None
    assert (again.update_id, again.maybe_answered) == (2, True)
    assert mark == {"generation": 1, "taken": NOW.isoformat(), "at": LATER.isoformat()}


async def _leave_things_open(house: House) -> None:
    async with lived_in(house) as stores:
        await move_in(stores, case=a_dress())
        async with stores.begin() as store:
            plan = [planned("due"), planned("later", at=LATER + MINUTE)]
            await store.reminders.replace(ME, a_dress().id, plan, NOW)
            for letter in (a_letter("open"), a_letter("flying", chat=2), a_letter("future", chat=3, due=LATER + DAY)):
                await store.outbox.put(letter)
            await store.outbox.lease(NOW, 1, {ME})
            await store.inbox.receive(updates((1, "a"), (2, "b")), NOW)
            first = await store.inbox.claim(NOW)
            assert first is not None
            await store.inbox.done(first.id)


async def test_a_second_life_counts_on(house: House, other: Callable[[], House], tmp_path: Path) -> None:
    """A backup of a restored bot, put back, is its second generation; a reminder settled before stays settled."""
    async with lived_in(house) as stores:
        await move_in(stores, case=a_dress())
        async with stores.begin() as store:
            await store.reminders.replace(ME, a_dress().id, [planned()], NOW)
            await store.reminders.settle(id_of(a_dress().id, "ship", "2026-11-24"), NOW, Result.DROPPED)
    for life in (1, 2):
        path, _ = await backup.take(house, tmp_path / f"{life}.zip", NOW)
        house = other()
        await restore.put_back(house, path, LATER)
    async with lived_in(house) as stores, stores.begin() as store:
        assert json.loads(await store.marks.get(RESTORED) or "")["generation"] == 2
        assert await store.reminders.claim(LATER + DAY, 9) == []


async def test_a_house_that_is_lived_in_is_replaced_only_on_request(house: House, tmp_path: Path) -> None:
    """Without force one sentence; with it the backup's state, and on SQLite the replaced file beside it."""
    async with lived_in(house) as stores:
        await move_in(stores, case=a_dress())
        path, _ = await backup.take(house, tmp_path / "b.zip", NOW)
        async with stores.begin() as store:
            await store.people.save(a_person(language="en"))
    with pytest.raises(Occupied, match="--force replaces"):
        await restore.put_back(house, path, LATER)
    await restore.put_back(house, path, LATER, force=True)
    async with lived_in(house) as stores, stores.look() as store:
        assert await store.people.get(ME) == a_person()
    if house.kind == "sqlite":
        (aside,) = _there(tmp_path, "bot.db.before-*")
        assert snapshots.look(aside).tables["people"] == 1


def _there(folder: Path, pattern: str) -> list[Path]:
    return list(folder.rglob(pattern))


@pytest.mark.parametrize("kind", ["bot", "database"])
async def test_a_foreign_backup_is_refused(house: House, tmp_path: Path, kind: str) -> None:
    """Another bot's, or one of the other kind of database: the sentence says whose it is."""
    path, _ = await backup.take(house, tmp_path / "b.zip", NOW)
    (tmp_path / "new").mkdir()
    if kind == "bot":
        with pytest.raises(Occupied, match="is of bot 123456789, REFUND_BOT_TOKEN of 987654321"):
            await restore.put_back(a_house(f"{house.database}", tmp_path / "new", bot="987654321"), path, LATER)
        return
    url = "postgresql://x@127.0.0.1:9/x" if house.kind == "sqlite" else f"sqlite:///{tmp_path}/new/bot.db"
    with pytest.raises(NoBackup, match=f"was taken of {house.kind}"):
        await restore.put_back(a_house(url, tmp_path / "new"), path, LATER)


async def test_an_existing_file_is_never_overwritten(house: House, tmp_path: Path) -> None:
    """A backup onto a file, or into a folder that is not there, is refused and leaves nothing behind."""
    (tmp_path / "there.zip").write_bytes(b"precious")
    for place, said in ((tmp_path / "there.zip", "never overwrites"), (tmp_path / "no/where.zip", "make it first")):
        with pytest.raises(NoPlace, match=said):
            await backup.take(house, place, NOW)
    assert (tmp_path / "there.zip").read_bytes() == b"precious"


async def test_lost_evidence_is_named_and_stops_nothing(house: House, tmp_path: Path) -> None:
    """A file that is gone from the vault is listed as missing; everything else is in the backup."""
    async with lived_in(house) as stores:
        await move_in(stores)
        for number in (1, 2):
            await _keep_photo(stores, house, number)
    (name, _), *_ = (await _photos(house)).values()
    await house.place.remove(name)
    path, told = await backup.take(house, tmp_path, NOW)
    assert told.missing == (name,)
    assert len(manifest.read(path).evidence) == 1
    assert (path.stat().st_mode & 0o777, path.name) == (0o600, "refundkeeper-20261123-123000.zip")
    assert len(_there(tmp_path, "*refundkeeper-*.zip*")) == 1, "something was left behind"


def _flip(path: Path) -> None:
    """One bit in the middle, which is within the photo or the database."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


# what befell a backup → what is said about it
DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:-200]), "damaged"),
    "a flipped byte": (_flip, "damaged|no longer what was backed up"),
    "no zip": (lambda path: path.write_bytes(b"SQLite format 3"), "no backup"),
    "another zip": (lambda path: _zip(path, {"readme": b"hello"}), "no backup"),
    "another program's": (lambda path: _zip(path, {manifest.NAME: b'{"program": "x"}'}), "no backup of Refund Keeper"),
    "of tomorrow": (
        lambda path: _zip(path, {manifest.NAME: b'{"program": "refundkeeper", "format": 99}'}),
        "newer Refund Keeper",
    ),
    "gone": (Path.unlink, "no such file"),
}


@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_backup_is_refused_before_anything_is_touched(
    sqlite_url: str, tmp_path: Path, damage: str
) -> None:
    """One sentence with the file's name, and the new house stays empty."""
    old, new = a_house(sqlite_url, tmp_path), a_house(f"sqlite:///{tmp_path}/new/bot.db", tmp_path / "new")
    async with lived_in(old) as stores:
        await move_in(stores)
        await _keep_photo(stores, old, 1)
    path, _ = await backup.take(old, tmp_path / "b.zip", NOW)
    harm, said = DAMAGE[damage]
    harm(path)
    with pytest.raises(NoBackup, match=said) as refused:
        await restore.put_back(new, path, LATER, force=True)
    assert str(path) in str(refused.value)
    assert not (tmp_path / "new").exists()


async def test_a_name_in_a_backup_leads_nowhere_else(sqlite_url: str, tmp_path: Path) -> None:
    """Evidence whose name climbs out of the vault is not written, and of evidence that no row speaks of, nothing is."""
    old, new = a_house(sqlite_url, tmp_path), a_house(f"sqlite:///{tmp_path}/new/bot.db", tmp_path / "new")
    async with lived_in(old) as stores:
        await move_in(stores)
        await _keep_photo(stores, old, 1)
        async with stores.begin() as store:
            await store.proofs.receive(a_proof("p2", message_id=2, unique_id="p2", stored_as="../../evil"), ME)
    path, told = await backup.take(old, tmp_path / "b.zip", NOW)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in told.files}
    for evil in ("../../evil", "unspoken"):
        name = f"{manifest.EVIDENCE}{evil}"
        sealed = {**told.files, name: manifest.Seal(4, hashlib.sha256(b"evil").hexdigest())}
        _zip(path, {**members, name: b"evil", manifest.NAME: replace(told, files=sealed).dumps()})
        if evil == "unspoken":
            await restore.put_back(new, path, LATER)
        else:
            with pytest.raises(ProofDamaged, match="evil"):
                await restore.put_back(new, path, LATER)
            assert not (tmp_path / "new/bot.db").exists()
        assert not _there(tmp_path, f"*{Path(evil).name}")


def test_half_a_restore_on_postgresql_is_never_started(postgres: Postgres) -> None:
    """While the sign of an unfinished restore stands, a start refuses with what to do; the restore itself goes on."""
    url = postgres.empty()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {UNFINISHED} (since timestamptz)"))
    with pytest.raises(RestoreUnfinished, match="refundkeeper restore"):
        migrate(url)
    migrate(url, restoring=True)
    engine.dispose()


async def test_a_database_in_use_is_not_replaced(postgres: Postgres, tmp_path: Path) -> None:
    """On PostgreSQL somebody else's connection stops the restore with a sentence, before anything is dropped."""
    house = a_house(postgres.fresh(), tmp_path)
    path, _ = await backup.take(house, tmp_path, NOW)
    engine = create_engine(house.database)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(snapshots.CannotCopy, match="stop every Refund Keeper first"):
            await restore.put_back(house, path, LATER, force=True)
        assert connection.execute(text("SELECT count(*) FROM people")).scalar() == 0
    engine.dispose()


async def test_a_backup_keeps_time(house: House, other: Callable[[], House], tmp_path: Path) -> None:
    """Its manifest reads as it was written, to the microsecond."""
    moment = NOW + timedelta(microseconds=1)
    path, told = await backup.take(house, tmp_path / "b.zip", moment)
    assert manifest.read(path) == told == (await restore.put_back(other(), path, LATER)).told
    assert told.taken == moment
