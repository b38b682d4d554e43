"""A backup holds nobody in the clear, opens with its keys alone, and whoever was forgotten does not come back."""

import secrets
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from domain.evidence import State
from domain.people import Identity
from storage import backup, keyfile, portions, restore
from storage.backup import House
from storage.engine import plain_engine
from storage.keyfile import KeyFile, NoKeys
from storage.master import NoMasterKey, Wrapped
from storage.schema import SCHEMA
from storage.snapshots import CannotCopy
from tests.kit.cases import NOW
from tests.kit.houses import a_house, lived_in
from tests.kit.postgres import Postgres
from tests.kit.vaults import vault_in
from tests.storage.given import DAY, ME, YOU, a_dress, a_letter, a_person, a_proof, planned, updates

LATER = NOW + DAY
CANARY = "kanarienvogel-{}"
#: What is nobody's: values of the bot, times at which it was away, names of files that go, ids of destroyed keys.
OPEN = {"marks", "outages", "unwanted", "erasures", portions.KEYS}


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> House:
    """The house that is backed up."""
    (tmp_path / "backups").mkdir()
    return a_house(database_url, tmp_path / "old")


@pytest.fixture
def other(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], House]:
    """An empty house with the same kind of database, a new one at each call."""

    def make() -> House:
        folder = tmp_path / f"new{secrets.token_hex(4)}"
        if database_url.startswith("sqlite"):
            return a_house(f"sqlite:///{folder}/bot.db", folder)
        server: Postgres = request.getfixturevalue("postgres")
        return a_house(server.empty(), folder)

    return make


async def _settle(house: House, *owners: int) -> None:
    """Each of them has a case, evidence, letters and a name, with a canary in each."""
    async with lived_in(house) as stores:
        for owner in owners:
            word = CANARY.format(owner)
            async with stores.begin() as store:
                await store.people.save(a_person(owner, identity=Identity(name=word)))
            sealed = await vault_in(house.folder / "evidence", stores).put(owner, word.encode() * 100)
            proof = a_proof(f"p{owner}", owner=owner, set_id=f"s{owner}", case=f"case{owner}", caption=word)
            async with stores.begin() as store:
                await store.cases.add(a_dress(id=f"case{owner}", owner=owner, name=word))
                await store.reminders.replace(owner, f"case{owner}", [planned(case=f"case{owner}")], NOW)
                await store.proofs.receive(proof, owner)
                await store.proofs.save(replace(proof, state=State.KEPT, stored_as=sealed.stored_as), NOW)
                await store.outbox.put(a_letter(f"k{owner}", chat=owner, payload={"text": word}))
                await store.inbox.receive(updates((owner, str(owner))), NOW)
                row = await store.inbox.claim(NOW)
                assert row is not None
                await store.inbox.set_aside(row.id, word)


def _rows(url: str) -> dict[str, list[str]]:
    """Every row of every person's table, as text."""
    engine = plain_engine(url)
    with engine.begin() as connection:
        found = {
            name: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{name}"'))))  # noqa: S608 - names from the schema
            for name in SCHEMA.tables
            if name not in OPEN
        }
    engine.dispose()
    return found


async def test_everybody_comes_back_as_they_were(house: House, other: Callable[[], House], tmp_path: Path) -> None:
    """Every row of every person's table is the same after a restore, and so is their key, and their evidence opens."""
    await _settle(house, ME, YOU)
    path, told = await backup.take(house, tmp_path / "backups", NOW)
    before = _rows(house.database)
    new = other()
    restored = await restore.put_back(new, path, NOW - DAY)  # nothing is due: nothing is marked
    assert (restored.forgotten, restored.lost, len(told.people)) == (0, 0, 2)
    assert _rows(new.database) == before
    async with lived_in(new) as stores, stores.look() as store:
        (proof,) = await store.proofs.of_case(ME, f"case{ME}")
    async with lived_in(new) as stores:
        bytes_ = await vault_in(new.folder / "evidence", stores).get(proof.stored_as)
    assert bytes_ == CANARY.format(ME).encode() * 100


async def test_a_backup_shows_nobody(house: House, tmp_path: Path) -> None:
    """No member of it, unpacked, holds a word of anybody; no key, wrapped or not, is in it."""
    await _settle(house, ME)
    path, _ = await backup.take(house, tmp_path / "backups", NOW)
    file = keyfile.read(keyfile.beside(path.parent, house.bot))
    assert file is not None
    (key,) = file.keys.values()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            member = archive.read(name)
            for word in (CANARY.format(ME), str(ME), key.secret):
                assert word.encode() not in member, f"{word} in {name}"
    assert _names(path.parent) == ["refundkeeper-123456789.keys", path.name]


@pytest.mark.parametrize("how", ["struck by the bot", "by the next backup", "known to the replaced database"])
async def test_who_was_forgotten_does_not_come_back(
    house: House, other: Callable[[], House], tmp_path: Path, how: str
) -> None:
    """From a backup of before; the others do, with everything, and a later backup still knows that the key is gone."""
    await _settle(house, ME, YOU)
    path, _ = await backup.take(house, tmp_path / "backups", NOW)
    keys = await _forget(house, YOU)
    new = house
    if how == "struck by the bot":
        assert keyfile.strike([path.parent], house.bot, keys) == []
        new = other()
    elif how == "by the next backup":
        await backup.take(house, tmp_path / "backups", LATER)
        new = other()
    restored = await restore.put_back(new, path, LATER, force=True)
    assert (restored.forgotten, restored.lost) == (1, 0)
    assert CANARY.format(YOU) not in str(_rows(new.database))
    async with lived_in(new) as stores, stores.look() as store:
        assert (await store.cases.get(ME, f"case{ME}")).name == CANARY.format(ME)
        assert await store.erasure.destroyed(9) == keys
    if new is not house:
        assert _kept(new) == 1


async def _forget(house: House, person: int) -> list[str]:
    """Gives the ids of destroyed keys."""
    async with lived_in(house) as stores, stores.begin() as store:
        await store.erasure.forget(person, NOW)
        return await store.erasure.destroyed(9)


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def _kept(house: House) -> int:
    """How many files lie in the vault."""
    return sum(each.is_file() for each in (house.folder / "evidence").rglob("*"))


async def test_without_its_keys_a_backup_is_not_put_back(
    house: House, other: Callable[[], House], tmp_path: Path
) -> None:
    """No file of keys, an older one, no master key, another: a sentence each, and the new house stays empty."""
    await _settle(house, ME)
    first, _ = await backup.take(house, tmp_path / "backups", NOW)
    old, broken = tmp_path / "old.keys", tmp_path / "broken.keys"
    old.write_bytes(keyfile.beside(first.parent, house.bot).read_bytes())
    broken.write_text("{}")
    await _settle(house, YOU)
    path, _ = await backup.take(house, tmp_path / "backups", LATER)
    new = other()
    for keys, given, error, said in (
        (old, new.master, NoKeys, "lacks the keys of 1 of the 2 people"),
        (tmp_path / "nowhere", new.master, NoKeys, "holds the keys of the 2 people in the backup"),
        (broken, new.master, NoKeys, "damaged"),
        (None, "", NoMasterKey, "master key is missing"),
        (None, "ab" * 32, NoMasterKey, "does not open the keys"),
    ):
        with pytest.raises(error, match=said):
            await restore.put_back(replace(new, master=given), path, LATER, keys=keys)
    assert not new.folder.exists()
    restored = await restore.put_back(new, path, LATER, keys=old, force=True)
    assert (restored.forgotten, restored.lost) == (0, 1)


async def test_keys_of_newer_people_outlive_an_old_restore(house: House, tmp_path: Path) -> None:
    """Monday's backup put back and backed up again leaves the keys with which Tuesday's still opens."""
    await _settle(house, ME)
    monday, _ = await backup.take(house, tmp_path / "backups", NOW)
    await _settle(house, YOU)
    tuesday, _ = await backup.take(house, tmp_path / "backups", LATER)
    await restore.put_back(house, monday, LATER, force=True)
    await backup.take(house, tmp_path / "backups", LATER + DAY)
    restored = await restore.put_back(house, tuesday, LATER + DAY, force=True)
    assert (restored.forgotten, restored.lost) == (0, 0)


def test_no_table_of_persons_is_left_in_the_open(sqlite_url: str) -> None:
    """Each table is somebody's portion, or is known to be nobody's: a new one must be either."""
    engine = create_engine(sqlite_url)
    with engine.connect() as connection:
        found = {table.name for table in portions.personal(connection)}
    engine.dispose()
    assert found | OPEN == set(SCHEMA.tables)
    assert not found & OPEN


async def test_a_database_of_an_older_version_is_not_torn(sqlite_url: str, tmp_path: Path) -> None:
    """Where a table of keys is not there yet, one sentence says what to do."""
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE erasures"))
    engine.dispose()
    with pytest.raises(CannotCopy, match="refundkeeper migrate"):
        await backup.take(a_house(sqlite_url, tmp_path), tmp_path, NOW)
    assert not any(name.endswith(".zip") for name in _names(tmp_path))


def _key(name: str) -> Wrapped:
    return Wrapped(name, 1, "AA==", "0" * 16)


def test_what_was_destroyed_stays_destroyed(tmp_path: Path) -> None:
    """However files of keys are joined, a key that either knows as destroyed is in neither, and no other is lost."""
    one = KeyFile({"a": _key("a"), "b": _key("b")}, frozenset("c"))
    two = KeyFile({"b": _key("b"), "c": _key("c"), "d": _key("d")}, frozenset("a"))
    assert one.joined(two) == two.joined(one) == KeyFile({"b": _key("b"), "d": _key("d")}, frozenset("ac"))
    path = tmp_path / "k.keys"
    keyfile.renew(path, lambda: one)
    keyfile.renew(path, lambda: two)
    assert keyfile.read(path) == one.joined(two)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["k.keys"]


def test_a_folder_that_is_away_is_named(tmp_path: Path) -> None:
    """Keys are struck where the folder is there, and the other is given back to be tried again."""
    away = tmp_path / "away"
    keyfile.renew(keyfile.beside(tmp_path, "1"), lambda: KeyFile({"a": _key("a")}))
    assert keyfile.strike([tmp_path, away], "1", ["a"]) == [away]
    assert keyfile.read(keyfile.beside(tmp_path, "1")) == KeyFile({}, frozenset("a"))
