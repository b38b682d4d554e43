"""Original bytes, kept as they came and under their owner's key, whatever happens."""

import hashlib
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain.errors import NoSuchPerson, ProofDamaged
from domain.ports import Vault as Port
from storage import sealing
from storage.engine import open_engine
from storage.keyring import Keyring
from storage.places import Place, open_place
from storage.store import Stores
from storage.vault import ORPHAN_AGE, Vault
from tests.kit.cases import NOW
from tests.kit.vaults import MASTER, vault_in
from tests.storage.given import ME, YOU, a_person, move_in

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 40
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def people(stores: Stores) -> Stores:
    """Two people are known."""
    await move_in(stores, a_person(), a_person(YOU))
    return stores


@pytest.fixture
def place(bucket_url: str, database_url: str, tmp_path: Path) -> Place:
    """Beside SQLite a folder, beside PostgreSQL a bucket: both pairs that people run."""
    if database_url.startswith("sqlite"):
        return open_place((tmp_path / "evidence").as_uri(), reserve=0)
    return open_place(bucket_url)


@pytest.fixture
def vault(people: Stores, place: Place) -> Vault:
    """An empty vault."""
    return Vault(place, Keyring(people, MASTER))


async def test_bytes_come_back_as_they_came(vault: Vault) -> None:
    """What is put is got, with size, hash and type of the plain content; its name tells nothing of the owner."""
    port: Port = vault
    sealed = await port.put(ME, PHOTO)
    assert (sealed.size, sealed.sha256, sealed.type) == (10_243, hashlib.sha256(PHOTO).hexdigest(), "image/jpeg")
    assert await vault.get(sealed.stored_as, sealed.sha256) == await port.get(sealed.stored_as) == PHOTO
    assert str(ME) not in sealed.stored_as


async def test_what_lies_there_is_not_what_came(vault: Vault, place: Place) -> None:
    """No 16 bytes of the picture, nor its hash, can be read where it lies; the same picture twice looks different."""
    first, second = [(await vault.put(ME, PHOTO)).stored_as for _ in range(2)]
    one, other = await place.get(first), await place.get(second)
    assert not [start for start in range(0, len(PHOTO) - 16, 16) if PHOTO[start : start + 16] in one]
    assert hashlib.sha256(PHOTO).hexdigest() not in first
    assert one[50:] != other[50:]


async def test_without_the_key_nobody_reads(vault: Vault, people: Stores, place: Place) -> None:
    """Forgetting a person destroys the key: bytes that still lie somewhere stay closed; the other person's open."""
    mine, yours = await vault.put(ME, PHOTO), await vault.put(YOU, PHOTO)
    async with people.begin() as store:
        await store.erasure.forget(ME, NOW)
    assert await place.get(mine.stored_as)
    with pytest.raises(ProofDamaged, match="destroyed"):
        await vault.get(mine.stored_as)
    assert await vault.get(yours.stored_as) == PHOTO


async def test_who_is_unknown_keeps_nothing(vault: Vault, place: Place) -> None:
    """Bytes that arrive after their owner was forgotten find no key and are not written."""
    with pytest.raises(NoSuchPerson):
        await vault.put(12345, PHOTO)
    assert await place.older(-60) == []


async def test_a_person_who_comes_back_has_another_key(vault: Vault, people: Stores) -> None:
    """What was closed before the person was forgotten stays closed afterwards."""
    before = await vault.put(ME, PHOTO)
    async with people.begin() as store:
        await store.erasure.forget(ME, NOW)
        await store.people.save(a_person())
    after = await vault.put(ME, PHOTO)
    assert await vault.get(after.stored_as) == PHOTO
    with pytest.raises(ProofDamaged):
        await vault.get(before.stored_as)


async def test_the_same_bytes_twice_are_two_files(vault: Vault) -> None:
    """One person's deletion never takes another person's evidence, though both sent the same picture."""
    first, second = await vault.put(ME, PHOTO), await vault.put(YOU, PHOTO)
    await vault.remove(first.stored_as)
    await vault.remove(first.stored_as)  # gone already: no error
    assert await vault.get(second.stored_as) == PHOTO
    with pytest.raises(ProofDamaged, match="gone"):
        await vault.get(first.stored_as)


async def test_changed_bytes_are_noticed(vault: Vault, place: Place) -> None:
    """A flipped bit anywhere, a cut, another file's bytes, another hash in the row: the evidence is damaged."""
    sealed, other = await vault.put(ME, PHOTO), await vault.put(ME, PHOTO)
    with pytest.raises(ProofDamaged):
        await vault.get(sealed.stored_as, "0" * 64)
    kept = await place.get(sealed.stored_as)
    flipped = [_flip(kept, position) for position in (0, 3, 5, 19, 25, 40, len(kept) // 2, len(kept) - 1)]
    for damaged in (*flipped, kept[:-1], kept[:20], b"", await place.get(other.stored_as), PHOTO):
        await place.remove(sealed.stored_as)
        await place.put(sealed.stored_as, damaged)
        with pytest.raises(ProofDamaged):
            await vault.get(sealed.stored_as)


def _flip(data: bytes, position: int) -> bytes:
    changed = bytearray(data)
    changed[position] ^= 1
    return bytes(changed)


async def test_old_files_stay_readable_and_become_like_the_others(vault: Vault, place: Place) -> None:
    """A file of the time before encryption is read by its name's own hash, and moves under its owner's key."""
    name = secrets.token_hex(16)
    old = f"{name[:2]}/{name[2:4]}/{name}.{hashlib.sha256(PHOTO).hexdigest()}"
    await place.put(old, PHOTO)
    assert await vault.get(old) == PHOTO
    new = await vault.encrypt(ME, old)
    assert await vault.get(new) == PHOTO
    assert PHOTO not in await place.get(new)
    await place.remove(old)
    await place.put(old, PHOTO[:-1] + b"\x00")
    with pytest.raises(ProofDamaged, match="no longer"):
        await vault.get(old)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "", "ab/cd/../../x", "arriving/x"])
async def test_no_name_leads_out_of_the_vault(vault: Vault, name: str) -> None:
    """A name that the vault did not give is neither read nor deleted."""
    with pytest.raises(ProofDamaged, match="no name"):
        await vault.get(name)
    with pytest.raises(ProofDamaged, match="no name"):
        await vault.remove(name)


async def test_two_who_are_first_get_one_key(people: Stores, other_process: Stores, place: Place) -> None:
    """Two processes that keep a person's first file at once use the same key; both files open."""
    vaults = Vault(place, Keyring(people, MASTER)), Vault(place, Keyring(other_process, MASTER))
    kept = [await vaults[turn % 2].put(ME, PHOTO) for turn in range(4)]
    async with people.begin() as store:
        known = await store.keys.of(ME)
        assert await store.keys.add(MASTER.wrap(sealing.new_key(ME))) == known
    for sealed in kept:
        assert await vaults[0].get(sealed.stored_as) == PHOTO


async def test_sweeping_takes_only_old_orphans(sqlite_url: str, tmp_path: Path) -> None:
    """Files that a row names stay, young ones stay, old orphans and old halves go."""
    stores = Stores(open_engine(sqlite_url))
    await move_in(stores)
    root = tmp_path / "evidence"
    vault = vault_in(root, stores)
    known, orphan, young = [(await vault.put(ME, PHOTO)).stored_as for _ in range(3)]
    half = root / "arriving" / "half"
    half.write_bytes(b"x")
    old = time.time() - ORPHAN_AGE - 60
    for path in (root / known, root / orphan, half):
        os.utime(path, (old, old))
    assert await vault.sweep({known}) == 2
    assert {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} == {known, young}
    await stores.close()


async def test_an_empty_vault_is_swept_in_peace(vault: Vault) -> None:
    """Sweeping before anything was kept removes nothing and does not fail."""
    assert await vault.sweep(set()) == 0


# where the process dies: after it has said so many lines
DEATHS = [
    2,  # the first row is committed
    3,  # the second file is written, its row is not
    40,  # somewhere in the middle of much work
]


@pytest.mark.chaos
@pytest.mark.parametrize("lines", DEATHS)
async def test_no_row_without_its_file(sqlite_url: str, tmp_path: Path, lines: int) -> None:
    """After kill -9 at any moment every committed row has its file, whole (reliability.md, P28)."""
    root = tmp_path / "evidence"
    _keep_until_killed([sqlite_url, str(root)], lines)
    stores = Stores(open_engine(sqlite_url))
    async with stores.look() as store:
        kept = await store.proofs.stored()
    assert len(kept) >= lines // 2
    for stored_as in kept:
        await vault_in(root, stores).get(stored_as)
    await stores.close()


def _keep_until_killed(arguments: list[str], lines: int) -> None:
    command = [sys.executable, "-m", "tests.storage.keeper", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(lines):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
