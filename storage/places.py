"""
Where bytes lie: a folder of this machine, or a bucket of an S3-compatible store, behind one interface.

A place keeps bytes under names that the vault gives, whole or not at all, and never writes a name twice.
"""

import asyncio
import errno
import os
import re
import shutil
import time
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from domain.errors import ProofDamaged, VaultAway, VaultFull
from storage import durable

RESERVE = 500_000_000  # bytes that stay free on the disk, so that the database can go on (reliability.md, P30)
PATIENCE = timedelta(seconds=30)  # for one request to a bucket, repetitions included

_ARRIVING = "arriving"
#: Random, and of the time before encryption with the SHA-256 behind it. Nothing else is ever read or deleted.
_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}(\.[0-9a-f]{64})?")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class Place(Protocol):
    """Bytes by name."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep new bytes for good: they survive a loss of power once this returns. Raises VaultFull, VaultAway."""

    async def get(self, name: str) -> bytes:
        """The bytes of that name. Raises ProofDamaged where there are none, VaultAway."""

    async def remove(self, name: str) -> None:
        """Delete for good; what is gone already is no error. Raises VaultAway."""

    async def older(self, seconds: float) -> Collection[str]:
        """The names of what has lain there for longer, halves of files included, on the place's own clock."""


def check(name: str) -> str:
    """
    The name, if it is one that a vault gives: no other leads anywhere, least of all out of here.

    Raises:
        ProofDamaged: it is not.
    """
    if _NAME.fullmatch(name) is None:
        raise ProofDamaged(f"{name!r} is no name of this vault")
    return name


def check_url(url: str) -> str:
    """
    The URL, if a place can be opened by it.

    Raises:
        ValueError: it names neither a folder nor a bucket; the sentence says how to write it.
    """
    parts = urlsplit(url)
    if parts.scheme == "s3" and not _BUCKET.fullmatch(parts.netloc):
        raise ValueError("must name a bucket of 3 to 63 of a-z 0-9 . and -, like s3://my-bucket/evidence")
    if parts.scheme != "s3" and not url.startswith("file:///"):
        raise ValueError("must begin with file:///, followed by a folder, or be like s3://my-bucket/evidence")
    return url


def open_place(url: str, reserve: int = RESERVE) -> Place:
    """The place of a URL: ``file:///folder`` or ``s3://bucket/prefix``. Reaches out to nothing yet."""
    parts = urlsplit(check_url(url))
    if parts.scheme == "s3":
        return Bucket(url)
    return Folder(Path(url2pathname(parts.path)), reserve)


class Folder(Place):
    """
    A folder of this machine. `reserve` is how many bytes stay free on its disk.

    Not obstore's own LocalStore: that one calls no fsync, and lets everybody read (seen with strace, 0.12.1).
    """

    def __init__(self, root: Path, reserve: int = RESERVE) -> None:
        self._root = root
        self._reserve = reserve

    async def put(self, name: str, data: bytes) -> None:
        """Write, fsync and rename, then fsync the folder."""
        await asyncio.to_thread(self._write, name, data)

    async def get(self, name: str) -> bytes:
        """The bytes of that name."""
        try:
            return await asyncio.to_thread((self._root / name).read_bytes)
        except FileNotFoundError as error:
            raise ProofDamaged(f"{name} is gone") from error

    async def remove(self, name: str) -> None:
        """Delete for good."""
        await asyncio.to_thread((self._root / name).unlink, missing_ok=True)

    async def older(self, seconds: float) -> Collection[str]:
        """What lies there for longer."""
        return await asyncio.to_thread(self._older, time.time() - seconds)

    def _older(self, before: float) -> Collection[str]:
        files = [*self._root.glob("??/??/*"), *self._root.glob(f"{_ARRIVING}/*")]
        return [path.relative_to(self._root).as_posix() for path in files if path.stat().st_mtime < before]

    def _write(self, name: str, data: bytes) -> None:
        target = self._root / name
        arriving = self._root / _ARRIVING / target.name
        try:
            self._make_folder(arriving.parent)
            self._make_folder(target.parent)
            if shutil.disk_usage(self._root).free - len(data) < self._reserve:
                raise VaultFull("there is less room on the disk than must stay free")
            durable.write_new(arriving, data)
            arriving.rename(target)
            durable.sync_folder(target.parent)
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
        durable.sync_folder(folder.parent)


class Bucket(Place):
    """A bucket; its endpoint, region and keys are what the usual AWS_ variables of the environment say."""

    def __init__(self, url: str) -> None:
        endpoint = os.environ.get("AWS_ENDPOINT_URL") or os.environ.get("AWS_ENDPOINT", "")
        parts = urlsplit(url)
        self._store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            client_options={"timeout": PATIENCE, "allow_http": endpoint.startswith("http://")},
            retry_config={"max_retries": 2, "retry_timeout": PATIENCE},
        )

    async def put(self, name: str, data: bytes) -> None:
        """Keep new bytes; the store answers once it has them for good."""
        try:
            await obstore.put_async(self._store, name, data)
        except (BaseError, OSError) as error:
            raise _away(error) from error

    async def get(self, name: str) -> bytes:
        """The bytes of that name."""
        try:
            return bytes(await (await obstore.get_async(self._store, name)).bytes_async())
        except FileNotFoundError as error:
            raise ProofDamaged(f"{name} is gone") from error
        except (BaseError, OSError) as error:
            raise _away(error) from error

    async def remove(self, name: str) -> None:
        """Delete for good, as far as the bucket keeps no versions."""
        try:
            await obstore.delete_async(self._store, name)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise _away(error) from error

    async def older(self, seconds: float) -> Collection[str]:
        """What lies there for longer."""
        before = datetime.now(UTC) - timedelta(seconds=seconds)
        found: list[str] = []
        try:
            async for some in obstore.list(self._store):
                found += [each["path"] for each in some if each["last_modified"] < before]
        except (BaseError, OSError) as error:
            raise _away(error) from error
        return found


def _away(error: Exception) -> VaultAway:
    """Only the first line: what follows is the library's own story, with addresses in it."""
    return VaultAway(f"the evidence store does not answer as it should: {str(error).splitlines()[0]}")
