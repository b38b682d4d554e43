"""Original bytes, kept as they came, whatever happens."""

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain.errors import ProofDamaged, VaultFull
from domain.ports import Vault
from storage.engine import open_engine
from storage.store import Stores
from storage.vault import ORPHAN_AGE, FolderVault
from tests.storage.given import ME

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 40
ROOT = Path(__file__).parents[2]


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    """An empty vault without a reserve: the disk of a test machine may be small."""
    return FolderVault(tmp_path / "evidence", reserve=0)


async def test_bytes_come_back_as_they_came(vault: FolderVault, tmp_path: Path) -> None:
    """What is put is got, with size, hash and type of the content; its name tells nothing of the owner."""
    port: Vault = vault
    sealed = await port.put(ME, PHOTO)
    assert (sealed.size, sealed.sha256, sealed.type) == (10_243, hashlib.sha256(PHOTO).hexdigest(), "image/jpeg")
    assert await vault.get(sealed.stored_as, sealed.sha256) == await port.get(sealed.stored_as) == PHOTO
    assert str(ME) not in sealed.stored_as
    assert _files(tmp_path) == {f"evidence/{sealed.stored_as}"}


async def test_the_same_bytes_twice_are_two_files(vault: FolderVault) -> None:
    """One person's deletion never takes another person's evidence, though both sent the same picture."""
    first, second = await vault.put(ME, PHOTO), await vault.put(ME, PHOTO)
    await vault.remove(first.stored_as)
    await vault.remove(first.stored_as)  # gone already: no error
    assert await vault.get(second.stored_as) == PHOTO
    with pytest.raises(ProofDamaged, match="gone"):
        await vault.get(first.stored_as)


async def test_changed_bytes_are_noticed(vault: FolderVault, tmp_path: Path) -> None:
    """One flipped bit on disk, or another hash in the row, and the evidence is damaged."""
    sealed = await vault.put(ME, PHOTO)
    with pytest.raises(ProofDamaged):
        await vault.get(sealed.stored_as, "0" * 64)
    path = tmp_path / "evidence" / sealed.stored_as
    path.write_bytes(PHOTO[:-1] + b"\x00")
    with pytest.raises(ProofDamaged, match="no longer"):
        await vault.get(sealed.stored_as)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "", "ab/cd/../../x", "arriving/x"])
async def test_no_name_leads_out_of_the_vault(vault: FolderVault, name: str) -> None:
    """A name that the vault did not give is neither read nor deleted."""
    with pytest.raises(ProofDamaged, match="no name"):
        await vault.get(name)
    with pytest.raises(ProofDamaged, match="no name"):
        await vault.remove(name)


async def test_the_reserve_stays_free(tmp_path: Path) -> None:
    """A file that would eat into the reserve is refused and nothing is left of it."""
    full = FolderVault(tmp_path, reserve=shutil.disk_usage(tmp_path).total)
    with pytest.raises(VaultFull, match="must stay free"):
        await full.put(ME, PHOTO)
    assert _files(tmp_path) == set()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_said(
    vault: FolderVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """No space left, or no quota, raises VaultFull and leaves no half of a file behind."""

    def full(_file: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultFull, match="no room"):
        await vault.put(ME, PHOTO)
    assert _files(tmp_path) == set()


async def test_sweeping_takes_only_old_orphans(vault: FolderVault, tmp_path: Path) -> None:
    """Files that a row names stay, young ones stay, old orphans and old halves go."""
    root = tmp_path / "evidence"
    known, orphan, young = [(await vault.put(ME, PHOTO)).stored_as for _ in range(3)]
    half = root / "arriving" / "half"
    half.write_bytes(b"x")
    old = time.time() - ORPHAN_AGE - 60
    for path in (root / known, root / orphan, half):
        os.utime(path, (old, old))
    assert await vault.sweep({known}) == 2
    assert _files(root) == {known, young}


async def test_an_empty_vault_is_swept_in_peace(vault: FolderVault) -> None:
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
    await stores.close()
    assert len(kept) >= lines // 2
    for stored_as in kept:
        await FolderVault(root).get(stored_as)


def _keep_until_killed(arguments: list[str], lines: int) -> None:
    command = [sys.executable, "-m", "tests.storage.keeper", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(lines):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
