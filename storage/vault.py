"""Original bytes in a folder: named at random, sealed by their hash, written before any row speaks of them."""

import asyncio
import errno
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from domain.errors import ProofDamaged, VaultFull
from domain.evidence import HEAD, type_of
from domain.ports import Sealed, Vault

RESERVE = 500_000_000  # bytes that stay free on the disk, so that the database can go on (reliability.md, P30)
ORPHAN_AGE = 3600.0  # seconds: a younger file may belong to a row that is being written just now

_ARRIVING = "arriving"
_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}\.([0-9a-f]{64})")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class FolderVault(Vault):
    """
    domain.ports.Vault in a folder.

    A file is ``ab/cd/<random>.<SHA-256>``: the name tells nothing of owner or content, and carries its own seal.
    `reserve` is how many bytes stay free on the disk.
    """

    def __init__(self, root: Path, reserve: int = RESERVE) -> None:
        self._root = root
        self._reserve = reserve

    async def put(self, owner: int, data: bytes) -> Sealed:  # noqa: ARG002 - the port's: one key a person, one day
        """
        Keep bytes for good: written, fsynced and renamed before this returns.

        Raises:
            VaultFull: the disk is full, or would be but for the reserve; nothing was kept.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        name = secrets.token_hex(16)
        stored_as = f"{name[:2]}/{name[2:4]}/{name}.{sha256}"
        await asyncio.to_thread(self._write, stored_as, data)
        return Sealed(stored_as, len(data), sha256, type_of(data[:HEAD]))

    async def get(self, stored_as: str, sha256: str | None = None) -> bytes:
        """
        The bytes again.

        Raises:
            ProofDamaged: they are gone, or their hash is not that of their name and, where given, `sha256`.
        """
        seal = self._seal(stored_as)
        try:
            data = await asyncio.to_thread((self._root / stored_as).read_bytes)
        except FileNotFoundError as error:
            raise ProofDamaged(f"{stored_as} is gone") from error
        if not (hashlib.sha256(data).hexdigest() == seal == (sha256 or seal)):
            raise ProofDamaged(f"{stored_as} is no longer what was kept")
        return data

    async def stored(self, stored_as: str) -> bytes:
        """
        The bytes as they lie on the disk, for a backup.

        Raises:
            ProofDamaged: they are gone.
        """
        self._seal(stored_as)
        try:
            return await asyncio.to_thread((self._root / stored_as).read_bytes)
        except FileNotFoundError as error:
            raise ProofDamaged(f"{stored_as} is gone") from error

    async def put_stored(self, stored_as: str, data: bytes) -> None:
        """
        Keep bytes under the name that a backup gives them, on disk before this returns.

        Raises:
            ProofDamaged: that is no name of a vault.
            VaultFull: there is no room.
        """
        self._seal(stored_as)
        path = self._root / stored_as
        if not (path.exists() and await self.stored(stored_as) == data):
            await asyncio.to_thread(self._write, stored_as, data)

    async def remove(self, stored_as: str) -> None:
        """Delete a file for good; one that is gone already is no error."""
        self._seal(stored_as)
        await asyncio.to_thread((self._root / stored_as).unlink, missing_ok=True)

    async def sweep(self, known: Collection[str]) -> int:
        """
        Remove files that nobody knows, and halves of files; gives how many.

        Only those older than an hour on the disk's own clock: a row may come yet.
        """
        return await asyncio.to_thread(self._sweep, frozenset(known))

    def _seal(self, stored_as: str) -> str:
        """The SHA-256 that the name carries. A name that we did not give leads nowhere, least of all out of here."""
        match = _NAME.fullmatch(stored_as)
        if match is None:
            raise ProofDamaged(f"{stored_as!r} is no name of this vault")
        return match.group(1)

    def _write(self, stored_as: str, data: bytes) -> None:
        target = self._root / stored_as
        arriving = self._root / _ARRIVING / target.name
        try:
            self._make_folder(arriving.parent)
            self._make_folder(target.parent)
            if shutil.disk_usage(self._root).free - len(data) < self._reserve:
                raise VaultFull("there is less room on the disk than must stay free")
            _write_through(arriving, data)
            arriving.rename(target)
            _sync_folder(target.parent)
        except OSError as error:
            arriving.unlink(missing_ok=True)
            if error.errno in _NO_ROOM:
                raise VaultFull("there is no room on the disk") from error
            raise

    def _make_folder(self, folder: Path) -> None:
        """A new folder is on disk only once its parent says so."""
        if folder.is_dir():
            return
        if folder != self._root:
            self._make_folder(folder.parent)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_folder(folder.parent)

    def _sweep(self, known: frozenset[str]) -> int:
        before = time.time() - ORPHAN_AGE
        removed = 0
        for path in [*self._root.glob("??/??/*"), *self._root.glob(f"{_ARRIVING}/*")]:
            if path.relative_to(self._root).as_posix() not in known and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                removed += 1
        return removed


def _write_through(path: Path, data: bytes) -> None:
    """To the disk, not only to its cache."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """A rename is on disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
