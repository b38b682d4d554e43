"""
A backup: one file with the database and the evidence, taken while the bot works, and beside it the file of keys.

What is a person's is closed under that person's key, rows as well as evidence; the keys are not in the backup. The
database is copied first and the evidence after it: files are written before the row that speaks of them, so every row
of the copy finds its file. Evidence is copied as its bytes lie there, encrypted.
"""

import asyncio
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from domain.errors import ProofDamaged, RefundKeeperError
from domain.moments import Moment
from storage import durable, manifest, places, portions, press, sealing, snapshots
from storage.engine import address
from storage.keybook import Keybook
from storage.manifest import Hashed, Manifest, Seal
from storage.places import Place
from storage.portions import Portion
from storage.snapshots import Snapshot

_ARRIVING = ".partial"


class NoPlace(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The backup cannot be written there."""


@dataclass(frozen=True, slots=True)
class House:
    """
    What a backup is taken of and put back into.

    `database` is its URL, `folder` the data folder, `bot` the public number in front of the token, `master` the master
    key where it is given (REFUND_MASTER_KEY) and not the folder's.
    """

    database: str
    place: Place
    folder: Path
    bot: str
    master: str = field(default="", repr=False)

    @property
    def kind(self) -> str:
        """Sqlite or postgresql."""
        return address(self.database).get_backend_name()


async def take(house: House, place: Path, now: Moment) -> tuple[Path, Manifest]:
    """
    Write a backup to a new file, or into a folder under a name with the time; gives where it is and what is in it.

    The file appears under its name only once all of it is on disk, and the keys that open it lie beside it.

    Raises:
        NoPlace: there is such a file already, or no such folder.
        CannotCopy: the database is not there, is of an older version, or PostgreSQL's own tools are not here.
        NoMasterKey: the persons' keys are wrapped by a master key that is not here.
    """
    path = _path(place, now)
    arriving = path.with_name(path.name + _ARRIVING)
    try:
        with press.workroom(house.folder) as folder:  # for a moment the copy is whole, and readable
            found = await _write(house, arriving, folder / "database", now)
        arriving.rename(path)
        durable.sync_folder(path.parent)
    finally:
        arriving.unlink(missing_ok=True)
    return path, found


def _path(place: Path, now: Moment) -> Path:
    path = place / f"refundkeeper-{now:%Y%m%d-%H%M%S}.zip" if place.is_dir() else place
    if path.exists():
        raise NoPlace(f"{path} is there already: a backup never overwrites; choose another name.")
    if not path.parent.is_dir():
        raise NoPlace(f"There is no folder {path.parent}; make it first.")
    return path


async def _write(house: House, path: Path, copy: Path, now: Moment) -> Manifest:
    files: dict[str, Seal] = {}
    missing: list[str] = []
    with _private(path) as file, zipfile.ZipFile(file, "w") as archive:
        found = await asyncio.to_thread(_take_apart, house, copy, archive, files, path.parent)
        with copy.open("rb") as database:
            files[manifest.DATABASE] = _add(archive, manifest.DATABASE, database, zipfile.ZIP_DEFLATED)
        for name in found.evidence:
            try:
                data = await house.place.get(places.check(name))
            except ProofDamaged:  # gone before, or deleted by its owner since the copy was taken
                missing.append(name)
                continue
            member = manifest.EVIDENCE + name
            files[member] = _add(archive, member, io.BytesIO(data), zipfile.ZIP_STORED)  # pictures do not shrink
        told = Manifest(
            taken=now,
            bot=house.bot,
            database=house.kind,
            revision=found.revision,
            tables=found.tables,
            bare=found.bare,
            files=files,
            missing=tuple(missing),
        )
        archive.writestr(manifest.NAME, told.dumps())
    return told


def _take_apart(house: House, copy: Path, archive: zipfile.ZipFile, files: dict[str, Seal], beside: Path) -> Snapshot:
    """The database without its people, who go into members of their own; their keys go into the folder `beside`."""

    def close_people(connection: Connection) -> None:
        with closing(Keybook(house.database, house.folder, house.master)) as book:
            tables, chats = portions.personal(connection), portions.everybody(connection)
            for person, key in book.of(chats.keys()).items():
                member = manifest.PEOPLE + key.id
                rows = _packed(portions.of(connection, tables, person, chats[person]))
                files[member] = _add(archive, member, io.BytesIO(sealing.close(key, member, rows)), zipfile.ZIP_STORED)
            rest = io.BytesIO(_packed(portions.of_nobody(connection, tables)))
            files[manifest.NOBODY] = _add(archive, manifest.NOBODY, rest, zipfile.ZIP_STORED)
            book.hand_over(beside, house.bot)

    return snapshots.take(house.database, copy, close_people)


def _packed(portion: Portion) -> bytes:
    return zlib.compress(json.dumps(portion, ensure_ascii=False).encode())


def unpacked(data: bytes) -> Portion:
    """A portion as a backup has it, once it is opened."""
    found: Portion = json.loads(zlib.decompress(data))
    return found


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """A new file that nobody else may read, on disk at the end."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes], how: int) -> Seal:
    info = zipfile.ZipInfo(name)
    info.compress_type = how
    with archive.open(info, "w", force_zip64=True) as member:
        hashed = Hashed(member)
        hashed.take(source)
    return hashed.seal
