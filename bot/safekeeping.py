"""The commands `backup` and `restore`: from the settings to the file and back, and a sentence about it."""

from pathlib import Path

from bot.settings import Settings
from domain.moments import Moment
from storage import backup as keeping
from storage import places
from storage import restore as restoring
from storage.backup import House
from storage.holding import hold
from storage.manifest import Manifest
from storage.restore import Restored


async def backup(settings: Settings, place: Path, now: Moment) -> tuple[Path, Manifest]:
    """Raises as storage.backup.take."""
    return await keeping.take(_house(settings), place, now)


async def restore(
    settings: Settings, path: Path, now: Moment, *, keys: Path | None = None, force: bool = False
) -> Restored:
    """
    Raises as storage.restore.put_back.

    Raises:
        AlreadyRunning: a bot works in the data folder.
    """
    with hold(settings.data_dir):
        return await restoring.put_back(_house(settings), path, now, keys=keys, force=force)


def account(done: str, told: Manifest, path: Path) -> str:
    """What was done, in a sentence for the operator; another where something was missing."""
    size = sum(seal.size for seal in told.files.values())
    sentence = (
        f"{done} {path}: {told.rows} rows in {len(told.tables)} tables and {len(told.evidence)} files of evidence, "
        f"{size / 1e6:.1f} MB, as of {told.taken:%Y-%m-%d %H:%M:%S} UTC."
    )
    if told.missing:
        sentence += f" {len(told.missing)} files of evidence were no longer there and are not in it."
    return sentence


def left_out(restored: Restored) -> str:
    """Who did not come back with a backup, in a sentence; empty where everybody did."""
    sentences = []
    if restored.forgotten:
        sentences.append(f"{_people(restored.forgotten)} asked to be forgotten since, and did not come back.")
    if restored.lost:
        sentences.append(f"{_people(restored.lost)} in it could not be opened: their keys are not in the file of keys.")
    return " ".join(sentences)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _house(settings: Settings) -> House:
    bot = settings.token.partition(":")[0]
    given = settings.master_key.get_secret_value()
    return House(settings.database, places.open_place(settings.evidence), settings.data_dir, bot, given)
