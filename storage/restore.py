"""
Putting a backup back.

What happened after it was taken is unknown: a message may have been sent, a reminder may have reached its person. So
whatever was open then and should have gone out by now is marked: it goes out, and says that it is a repeat.

Who was forgotten since does not come back: their key is destroyed, in the file of keys beside the backup or in the
database that is replaced.
"""

import asyncio
import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, delete, insert, inspect, select, text, update
from sqlmodel import col

from domain.errors import ProofDamaged, RefundKeeperError
from domain.ledger import Result
from domain.moments import Moment
from domain.outages import Kind
from domain.post import State
from storage import durable, engine, keybook, keyfile, manifest, opening, places, portions, snapshots
from storage.backup import House
from storage.engine import UNFINISHED, address
from storage.manifest import Manifest, NoBackup
from storage.marks import LAST_POLL, RESTORED
from storage.opening import Ring
from storage.places import Place
from storage.road_tables import InboxRow, MarkRow, OutageRow, OutboxRow
from storage.tables import PersonRow, ReminderRow

_LONG_PAST = timedelta(days=1)


class Occupied(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """Something is there already, or it is another bot's: only on request is it replaced."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was in a backup, and how many people are left out: forgotten since, or (with `force`) without a key."""

    told: Manifest
    forgotten: int
    lost: int


async def put_back(house: House, path: Path, now: Moment, *, keys: Path | None = None, force: bool = False) -> Restored:
    """
    Put a backup into an empty house, or with `force` into one that is lived in; gives what was in it.

    `keys` is the file of keys, where it does not lie beside the backup. Nothing is touched before the whole backup has
    been checked. Of SQLite the replaced database stays beside the new one. The caller holds the data folder.

    Raises:
        NoBackup: the file is no backup, is damaged, or is of the other kind of database.
        NoKeys: the file of keys is not there, or, without `force`, lacks keys of people in the backup.
        NoMasterKey: the master key that opens those keys is not here.
        SchemaAhead: it was made by a newer version.
        Occupied: without `force`, there is a database already, or the backup is another bot's.
        CannotCopy: PostgreSQL is in use, or its own tools are not here.
    """
    told = await asyncio.to_thread(manifest.read, path)
    _fits(house, told, path, force=force)
    ring = await asyncio.to_thread(
        opening.ring, house, told, keys or keyfile.beside(path.parent, told.bot), force=force
    )
    house.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=house.folder, prefix=".restoring-") as folder:
        copy = Path(folder) / manifest.DATABASE
        with zipfile.ZipFile(path) as archive:
            archive.extract(manifest.DATABASE, folder)
            for name in opening.evidence(archive, told, ring):  # the files first, then the rows that speak of them
                await _put_file(house.place, places.check(name), archive.read(manifest.EVIDENCE + name))
            if house.kind == "sqlite":
                _prepare(copy, archive, ring, told, now)
                _swap(copy, Path(address(house.database).database or ""), now)
            else:
                snapshots.put_into_postgresql(address(house.database), copy)
                _people_back(engine.plain_engine(house.database), archive, ring, now)
                engine.migrate(house.database, restoring=True)
                _mark_there(house.database, told, now)
    return Restored(told, len(ring.forgotten), len(ring.lost))


def _people_back(there: Engine, archive: zipfile.ZipFile, ring: Ring, now: Moment) -> None:
    """Everybody's rows, their keys, and which keys were destroyed."""
    try:
        with there.begin() as connection:
            order = portions.personal(connection)
            for portion in opening.portions_in(archive, ring):
                portions.put(connection, portion, order)
            keybook.put(connection, ring.wrapped, ring.destroyed, now)
    finally:
        there.dispose()


async def _put_file(place: Place, name: str, data: bytes) -> None:
    """What lies there already stays: a name is given once, so it is the same."""
    with suppress(ProofDamaged):
        if await place.get(name) == data:
            return
        await place.remove(name)
    await place.put(name, data)


def _fits(house: House, told: Manifest, path: Path, *, force: bool) -> None:
    if told.database != house.kind:
        raise NoBackup(f"{path} was taken of {told.database}; REFUND_DATABASE_URL names {house.kind}.")
    if force:
        return
    if told.bot != house.bot:
        raise Occupied(f"{path} is of bot {told.bot}, REFUND_BOT_TOKEN of {house.bot}; --force restores it anyway.")
    if _is_lived_in(house):
        raise Occupied(f"There is a database already ({_place(house)}); --force replaces it by the backup.")


def _place(house: House) -> str:
    return address(house.database).render_as_string(hide_password=True)


def _is_lived_in(house: House) -> bool:
    url = address(house.database)
    if house.kind == "sqlite":
        return Path(url.database or "").exists()
    there = create_engine(url)
    try:
        with there.connect() as connection:
            known = inspect(connection)
            return known.has_table("people") and not known.has_table(UNFINISHED)
    finally:
        there.dispose()


def _prepare(copy: Path, archive: zipfile.ZipFile, ring: Ring, told: Manifest, now: Moment) -> None:
    """The copy is held against its manifest, filled, brought up to date and marked, all before anybody sees it."""
    found = snapshots.look(copy)
    if dict(found.tables) != dict(told.bare):
        raise NoBackup("The rows in it are not those that were counted when it was taken; take another copy.")
    url = f"sqlite:///{copy}"
    _people_back(create_engine(url), archive, ring, now)
    engine.migrate(url)
    _mark_there(url, told, now)
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    copy.chmod(0o600)
    _to_disk(copy)


def _swap(new: Path, place: Path, now: Moment) -> None:
    """The new database takes its place in one step; what was there stays beside it under another name."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        aside = place.with_name(f"{place.name}.before-{now:%Y%m%d-%H%M%S}")
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(place)) as old:  # a damaged one stays as it is
            old.execute("PRAGMA journal_mode = DELETE")
        for rest in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.link(f"{place}{rest}", f"{aside}{rest}")
        for rest in ("-wal", "-shm"):  # they belong to the old one and would spoil the new
            Path(f"{place}{rest}").unlink(missing_ok=True)
    new.replace(place)
    durable.sync_folder(place.parent)


def _mark_there(url: str, told: Manifest, now: Moment) -> None:
    parsed = address(url)
    there = create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)
    try:
        with there.begin() as connection:
            mark(connection, told.taken, now)
            connection.execute(text(f"DROP TABLE IF EXISTS {UNFINISHED}"))
    finally:
        there.dispose()


def mark(connection: Connection, taken: Moment, now: Moment) -> None:
    """Whatever may have gone out since the backup was taken says so when it goes out now."""
    open_letters = (col(OutboxRow.state).in_((State.WAITING, State.LEASED)), col(OutboxRow.due) <= now)
    letters = update(OutboxRow).where(*open_letters)
    connection.execute(letters.values(state=State.WAITING, token=None, leased_until=None, maybe_arrived=True))
    overdue = (col(ReminderRow.state) == Result.PLANNED, col(ReminderRow.at) <= now)
    connection.execute(update(ReminderRow).where(*overdue).values(maybe_sent=True))
    connection.execute(update(InboxRow).where(col(InboxRow.state) == "waiting").values(maybe_answered=True))
    past = update(PersonRow).where(col(PersonRow.digest_at) <= now)
    connection.execute(past.values(digest_at=now - _LONG_PAST))  # too old to be sent once more
    before = connection.execute(select(col(MarkRow.value)).where(col(MarkRow.name) == RESTORED)).scalar()
    generation = json.loads(before)["generation"] + 1 if before else 1
    life = {"generation": generation, "taken": taken.isoformat(), "at": now.isoformat()}
    gap = {"began": taken, "ended": now, "kind": Kind.RESTORED, "told": False}
    connection.execute(delete(OutageRow).where(col(OutageRow.began) == taken))
    connection.execute(insert(OutageRow).values(gap))
    for name, value in ((RESTORED, json.dumps(life)), (LAST_POLL, now.isoformat())):
        connection.execute(delete(MarkRow).where(col(MarkRow.name) == name))
        connection.execute(insert(MarkRow).values(name=name, value=value))


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
