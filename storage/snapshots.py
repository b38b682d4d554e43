"""
A database as one file, and back. Consistent while others write, and never by copying the file of a running SQLite.

Copying it misses what stands in the write-ahead log: 25 of 25 such copies lacked committed rows (reliability.md, P29).
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import URL

from domain.errors import RefundKeeperError
from storage import portions
from storage.engine import UNFINISHED, address
from storage.portions import Look
from storage.schema import SCHEMA

_STORED = "SELECT DISTINCT stored_as FROM proofs WHERE stored_as <> ''"
_REVISION = "SELECT version_num FROM alembic_version"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class CannotCopy(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The database cannot be copied or put back as things are; the sentence says what is in the way."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    What the database holds: the schema's revision, rows by table, the files of evidence that its rows speak of.

    `bare` counts the rows that the copy still has once all portions of persons are out of it.
    """

    revision: str
    tables: dict[str, int]
    evidence: list[str]
    bare: dict[str, int] = field(default_factory=dict)


def take(url: str, target: Path, look_at: Look) -> Snapshot:
    """
    Copy the database as it is now, all of it at one moment, into a new file, without anything of persons.

    `look_at` is given a connection that sees that very moment, whole: for taking the portions of persons out.

    Raises:
        CannotCopy: it is not there, is of an older version, or PostgreSQL's own tools are not here.
    """
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        return _take_sqlite(Path(parsed.database or ""), target, look_at)
    return _take_postgresql(parsed, target, look_at)


def look(target: Path) -> Snapshot:
    """
    What stands in a copy of SQLite.

    Raises:
        CannotCopy: SQLite finds it damaged.
    """
    with closing(sqlite3.connect(f"{target.absolute().as_uri()}?immutable=1", uri=True)) as copy:
        try:
            (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
            if verdict != "ok":
                raise CannotCopy(f"The database in it is damaged: {verdict}.")
            tables = [name for (name,) in copy.execute(_TABLES)]
            counts = {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - names from the schema
            (revision,) = copy.execute(_REVISION).fetchone()
            return Snapshot(revision, counts, [name for (name,) in copy.execute(_STORED)])
        except (sqlite3.DatabaseError, TypeError) as error:
            raise CannotCopy(f"The database is none of ours, or damaged ({error}).") from error


def _take_sqlite(source: Path, target: Path, look_at: Look) -> Snapshot:
    if not source.is_file():
        raise CannotCopy(f"There is no database at {source}; check REFUND_DATA_DIR and REFUND_DATABASE_URL.")
    readonly = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(readonly, uri=True)) as running, closing(sqlite3.connect(target)) as copy:
        running.backup(copy)  # in one step: one reading transaction, which holds up no writer
        copy.execute("PRAGMA journal_mode = DELETE")
    whole = look(target)
    _check_age(whole)
    there = create_engine(f"sqlite:///{target}")
    try:
        with there.connect() as connection:
            look_at(connection)
            names = [table.name for table in portions.personal(connection)]
    finally:
        there.dispose()
    _strip(target, [*names, portions.KEYS])
    return replace(whole, bare=look(target).tables)


def _strip(target: Path, names: Sequence[str]) -> None:
    """Empty those tables, and leave no trace of what stood there."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        triggers = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:  # they guard what must only grow
            copy.execute(f'DROP TRIGGER "{name}"')
        for name in names:
            copy.execute(f'DELETE FROM "{name}"')  # noqa: S608 - as above
        for _, statement in triggers:
            copy.execute(statement)
        copy.execute("VACUUM")


def _check_age(found: Snapshot) -> None:
    if "erasures" not in found.tables:
        raise CannotCopy(
            "The database is of an older version: back it up with that version, or run `refundkeeper migrate` first."
        )


def _take_postgresql(url: URL, target: Path, look_at: Look) -> Snapshot:
    dump = _tool("pg_dump")
    engine = create_engine(url, isolation_level="REPEATABLE READ")
    try:
        with engine.begin() as connection:
            if not inspect(connection).has_table("alembic_version"):
                raise CannotCopy("The database is empty; check REFUND_DATABASE_URL.")
            (snapshot,) = connection.execute(text("SELECT pg_export_snapshot()")).one()
            found = _look_into(connection)
            _check_age(found)
            look_at(connection)
            names = {table.name for table in portions.personal(connection)} | {portions.KEYS}
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
            without = [f"--exclude-table-data={name}" for name in sorted(names)]
            _run(url, [dump, *options, *without, f"--file={target}"])
            return replace(found, bare={name: count for name, count in found.tables.items() if name not in names})
    finally:
        engine.dispose()


def _look_into(connection: Connection) -> Snapshot:
    """What stands in PostgreSQL, within this transaction."""
    names = [name for name in inspect(connection).get_table_names() if name in SCHEMA.tables]
    counts = {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}  # noqa: S608 - as above
    revision = connection.execute(text(_REVISION)).scalar_one()
    return Snapshot(revision, counts, list(connection.execute(text(_STORED)).scalars()))


def put_into_postgresql(url: URL, dump: Path) -> None:
    """
    Replace what stands in PostgreSQL by a dump. Until `UNFINISHED` is dropped again, no process starts on it.

    Raises:
        CannotCopy: others are connected, or PostgreSQL's own tools are not here or refuse.
    """
    restore = _tool("pg_restore")
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            others = connection.execute(text(_OTHERS)).scalar_one()
            if others:
                raise CannotCopy(f"{others} others are connected to the database: stop every Refund Keeper first.")
            connection.execute(text(f"CREATE TABLE IF NOT EXISTS {UNFINISHED} (since timestamptz DEFAULT now())"))
            for name in (*SCHEMA.tables, "alembic_version"):
                connection.execute(text(f'DROP TABLE IF EXISTS "{name}" CASCADE'))
            connection.execute(text("DROP FUNCTION IF EXISTS refuse_change(), guard_register() CASCADE"))
        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        _run(url, [restore, *options, str(dump)], into=True)
    finally:
        engine.dispose()


def _tool(name: str) -> str:
    """PostgreSQL's program of that name, of the newest version here."""
    found = shutil.which(name)
    if found:
        return found
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not installed:
        raise CannotCopy(f"{name} is not here: install PostgreSQL's client of your server's version, or a newer one.")
    return str(installed[-1])


def _run(url: URL, command: Sequence[str], *, into: bool = False) -> None:
    """Run one of PostgreSQL's programs. The password goes by the environment, where no list of processes shows it."""
    bare = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    words = [command[0], f"--dbname={bare}", *command[1:]]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our words
    if done.returncode:
        said = (done.stderr.strip() or "no word").splitlines()
        raise CannotCopy(f"{Path(command[0]).name} refused: {said[-1 if into else 0]}")
