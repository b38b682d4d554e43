"""
The file of keys beside the backups: what opens the persons in them, and which keys were destroyed.

A backup holds no key. So when a person is forgotten, striking their key out of this one small file closes them in all
backups, wherever those lie. The keys in it are wrapped: without the master key they open nothing. Whatever was
destroyed once stays so: two files are joined by all their keys less all that were destroyed in either.
"""

import fcntl
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from domain.errors import RefundKeeperError
from storage import durable
from storage.master import Wrapped

_PROGRAM = "refundkeeper keys"
_FORMAT = 1


class NoKeys(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The file of keys is not there, is none, or lacks keys of people in the backup; says what to do."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Wrapped keys by their ids, and the ids of destroyed ones."""

    keys: Mapping[str, Wrapped] = field(default_factory=dict)
    destroyed: frozenset[str] = frozenset()

    def joined(self, other: Self) -> "KeyFile":
        """What both know: no key comes back that either knows as destroyed."""
        destroyed = self.destroyed | other.destroyed
        keys = {**other.keys, **self.keys}
        return KeyFile({name: key for name, key in keys.items() if name not in destroyed}, destroyed)


def beside(folder: Path, bot: str) -> Path:
    """Where the keys of that bot lie, in the folder of its backups."""
    return folder / f"refundkeeper-{bot}.keys"


def read(path: Path) -> KeyFile | None:
    """
    The keys in a file; None where there is no such file.

    Raises:
        NoKeys: the file is something else, or damaged.
    """
    try:
        told = json.loads(path.read_bytes())
        if (told["program"], told["format"]) != (_PROGRAM, _FORMAT):
            raise NoKeys(f"{path} is no file of keys that this version reads; take the one beside the backup.")
        keys = {
            name: Wrapped(name, int(row["owner"]), row["secret"], row["master"]) for name, row in told["keys"].items()
        }
        return KeyFile(keys, frozenset(map(str, told["destroyed"])))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoKeys(f"{path} is no file of keys, or a damaged one; take another copy.") from error


def renew(path: Path, known: Callable[[], KeyFile]) -> None:
    """
    Join what is `known` into the file, which is replaced as a whole and on disk before this returns.

    `known` is asked once nobody else may write: what was destroyed meanwhile is not written back.
    """
    with _alone(path.parent):
        whole = known().joined(read(path) or KeyFile())
        arriving = path.with_name(f"{path.name}.{os.getpid()}")
        arriving.unlink(missing_ok=True)
        durable.write_new(arriving, _dumps(whole))
        arriving.replace(path)
        durable.sync_folder(path.parent)


def strike(folders: Collection[Path], bot: str, keys: Collection[str]) -> list[Path]:
    """Destroy these keys in the files of those folders; gives the folders that could not be reached."""
    missed = []
    for folder in folders:
        try:
            renew(beside(folder, bot), lambda: KeyFile(destroyed=frozenset(keys)))
        except OSError:
            missed.append(folder)
    return missed


def _dumps(whole: KeyFile) -> bytes:
    rows = {key.id: {"owner": key.owner, "secret": key.secret, "master": key.master} for key in whole.keys.values()}
    told = {"program": _PROGRAM, "format": _FORMAT, "keys": rows, "destroyed": sorted(whole.destroyed)}
    return json.dumps(told, indent=1, sort_keys=True).encode()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time: a backup and a bot that forgets somebody may meet."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
