"""The commands `backup` and `restore`: from the settings to the file and back, and a sentence about it."""

from pathlib import Path

from bot.settings import Settings
from domain.moments import Moment
from storage import backup as keeping
from storage import engine, places
from storage import restore as restoring
from storage.backup import House
from storage.manifest import Manifest


async def backup(settings: Settings, place: Path, now: Moment) -> tuple[Path, Manifest]:
    """Raises as storage.backup.take."""
    return await keeping.take(_house(settings), place, now)


async def restore(settings: Settings, path: Path, now: Moment, *, force: bool) -> Manifest:
    """
    Raises as storage.restore.put_back.

    Raises:
        AlreadyRunning: a bot works in the data folder.
    """
    with engine.hold(settings.data_dir):
        return await restoring.put_back(_house(settings), path, now, force=force)


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


def _house(settings: Settings) -> House:
    bot = settings.token.partition(":")[0]
    return House(settings.database, places.open_place(settings.evidence), settings.data_dir, bot)
