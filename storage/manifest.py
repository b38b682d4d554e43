"""What a backup says of itself, and whether it is what it says."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Self

from domain.errors import RefundKeeperError
from domain.moments import Moment

PROGRAM = "refundkeeper"
FORMAT = 2  # of the file; another one is refused
NAME = "manifest.json"
DATABASE = "database"  # the member that holds the database
EVIDENCE = "evidence/"  # before the names of the vault
PEOPLE = "people/"  # before the id of the key under which a person's rows are closed
NOBODY = "nobody"  # the member with rows of chats in which no person is known
_CHUNK = 1 << 20  # bytes


class NoBackup(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The file is no backup, is damaged, or belongs elsewhere; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Size in bytes and SHA-256 of a member."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """
    What is in a backup, from when, and of which bot.

    `bot` is the public number in front of the token. `revision` is the schema's. `tables` counts rows, `bare` those
    that the member with the database still has: the others are closed, each person's under their own key. `missing`
    are names of evidence that a row speaks of and that were gone already when the backup was taken.
    """

    taken: Moment
    bot: str
    database: str  #: sqlite or postgresql
    revision: str
    tables: Mapping[str, int]
    bare: Mapping[str, int]
    files: Mapping[str, Seal]
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.tables.values())

    @property
    def evidence(self) -> list[str]:
        """The names of the evidence, as the vault has them."""
        return [name.removeprefix(EVIDENCE) for name in self.files if name.startswith(EVIDENCE)]

    @property
    def people(self) -> list[str]:
        """The ids of the keys under which its people are closed."""
        return [name.removeprefix(PEOPLE) for name in self.files if name.startswith(PEOPLE)]

    def dumps(self) -> bytes:
        """As it is written into the backup."""
        told = asdict(self) | {"program": PROGRAM, "format": FORMAT, "taken": self.taken.isoformat()}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    @classmethod
    def loads(cls, written: bytes) -> Self:
        """
        Read it again.

        Raises:
            NoBackup: it is somebody else's, or a later version's.
        """
        told = json.loads(written)
        if not isinstance(told, dict) or told.get("program") != PROGRAM:
            raise NoBackup("this is no backup of Refund Keeper.")
        if told["format"] != FORMAT:
            age = "a newer" if told["format"] > FORMAT else "an older"
            raise NoBackup(f"it was made by {age} Refund Keeper: install that version first.")
        return cls(
            taken=datetime.fromisoformat(told["taken"]),
            bot=str(told["bot"]),
            database=str(told["database"]),
            revision=str(told["revision"]),
            tables={str(name): int(count) for name, count in told["tables"].items()},
            bare={str(name): int(count) for name, count in told["bare"].items()},
            files={str(name): Seal(int(seal["size"]), str(seal["sha256"])) for name, seal in told["files"].items()},
            missing=tuple(told["missing"]),
        )


class Hashed:
    """A stream's bytes, counted and hashed on their way into another."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into = into
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        """Pass on."""
        self._into.write(data)
        self._hash.update(data)
        self._size += len(data)

    def take(self, source: IO[bytes]) -> None:
        """Pass on all that a stream has."""
        while data := source.read(_CHUNK):
            self.write(data)

    @property
    def seal(self) -> Seal:
        """Of what has passed."""
        return Seal(self._size, self._hash.hexdigest())


def read(path: Path) -> Manifest:
    """
    The manifest of a backup, every member held against it.

    Raises:
        NoBackup: it is none, or one of its members is not what it was.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest.loads(archive.read(NAME))
            damaged = [name for name, seal in manifest.files.items() if _seal_of(archive, name) != seal]
    except NoBackup as error:
        raise NoBackup(f"{path}: {error}") from None
    except FileNotFoundError:
        raise NoBackup(f"{path}: there is no such file.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, EOFError) as error:
        wrong = "this is no backup, or a damaged one; take another copy"
        raise NoBackup(f"{path}: {wrong} ({type(error).__name__}).") from error
    if damaged:
        raise NoBackup(f"{path}: {damaged[0]} in it is no longer what was backed up; take another copy.")
    return manifest


class _Nowhere:
    def write(self, data: bytes) -> int:
        return len(data)


def _seal_of(archive: zipfile.ZipFile, name: str) -> Seal:
    nowhere: Any = _Nowhere()
    hashed = Hashed(nowhere)
    with archive.open(name) as member:
        hashed.take(member)
    return hashed.seal
