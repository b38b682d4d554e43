"""Who in a backup can be put back: the keys of its people, opened before anything is touched."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ProofDamaged
from storage import backup, keybook, keyfile, manifest, master, portions, sealing
from storage.backup import House
from storage.keyfile import NoKeys
from storage.manifest import Manifest
from storage.master import Master, NoMasterKey, Wrapped
from storage.portions import Portion
from storage.sealing import Key


@dataclass(frozen=True, slots=True)
class Ring:
    """
    The keys of those who come back, by their ids, opened and as they are kept.

    `forgotten` are the ids of those who do not, `lost` of those whose key is nowhere; `destroyed` are all destroyed
    keys that anybody here knows of.
    """

    keys: Mapping[str, Key]
    wrapped: tuple[Wrapped, ...]
    forgotten: frozenset[str]
    lost: frozenset[str]
    destroyed: frozenset[str]


def ring(house: House, told: Manifest, path: Path, *, force: bool) -> Ring:
    """
    The keys for a backup, from a file of keys.

    Raises:
        NoKeys: there is no such file, or it lacks keys of people in the backup and it is not restored by `force`.
        NoMasterKey: the master key is not here, or another one.
    """
    people = frozenset(told.people)
    file = keyfile.read(path)
    if file is None:
        if people:
            raise NoKeys(
                f"{path} is not there: it holds the keys of the {len(people)} people in the backup. "
                "Put it beside the backup, or name it with --keys."
            )
        file = keyfile.KeyFile()
    destroyed = file.destroyed | keybook.destroyed_in(house.database)
    lost = people - file.keys.keys() - destroyed
    if lost and not force:
        raise NoKeys(
            f"{path} lacks the keys of {len(lost)} of the {len(people)} people in the backup: it is an older copy. "
            "Take the newest one; --force restores without them."
        )
    wrapped = tuple(file.keys[name] for name in sorted(people - lost - destroyed))
    keys = _opened(_master(house), wrapped, path) if wrapped else {}
    return Ring(keys, wrapped, people & destroyed, lost, destroyed)


def _master(house: House) -> Master:
    found = Master(bytes.fromhex(house.master)) if house.master else master.read(house.folder / master.FILE)
    if found is None:
        raise NoMasterKey(
            f"The people in the backup are encrypted and the master key is missing: put it back as "
            f"{house.folder / master.FILE}, or give it as REFUND_MASTER_KEY."
        )
    return found


def _opened(opener: Master, wrapped: tuple[Wrapped, ...], path: Path) -> Mapping[str, Key]:
    try:
        return {each.id: opener.unwrap(each) for each in wrapped}
    except NoMasterKey as error:
        raise NoMasterKey(
            f"The master key here does not open the keys in {path}: put back the one that the bot had, "
            f"as {master.FILE} in the data folder or as REFUND_MASTER_KEY."
        ) from error


def portions_in(archive: zipfile.ZipFile, keys: Ring) -> Iterator[Portion]:
    """
    The rows of everybody who comes back, and of chats in which nobody is known.

    Raises:
        ProofDamaged: a member is not what was closed under that key.
    """
    for name, key in keys.keys.items():
        member = manifest.PEOPLE + name
        closed = archive.read(member)
        if sealing.key_of(closed) != name:
            raise ProofDamaged(f"{member} is no longer what was backed up")
        yield backup.unpacked(sealing.open_(key, member, closed))
    yield backup.unpacked(archive.read(manifest.NOBODY))


def evidence(archive: zipfile.ZipFile, told: Manifest, keys: Ring) -> list[str]:
    """The names in the vault of the evidence that comes back; of who is left out, none."""
    wanted = {name for portion in portions_in(archive, keys) for name in portions.files_of(portion)}
    return [name for name in told.evidence if name in wanted]
