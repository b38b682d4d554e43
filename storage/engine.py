"""Opens the database with the settings that keep its word, and brings its schema up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import inline

#: Written once for each connection. FULL: after a loss of power a commit is still there (reliability.md, D6).
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA wal_autocheckpoint = 4000",  # 16 MB: pages that change often are written back once, not every few commits
    "PRAGMA temp_store = MEMORY",  # what a savepoint may have to undo: no file to write, and none that keeps words
)
_MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 7_230_412_551  # any number that only we use: one process migrates at a time
_READING = "reading"
UNFINISHED = "restore_unfinished"  # a table: while it is there, the database is half of a backup

#: Execution options of a connection that only reads: on SQLite it takes no write lock, PostgreSQL refuses writes.
READ_ONLY = {_READING: True, "postgresql_readonly": True}


class SchemaAhead(RuntimeError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The database was written by a newer version of the program; there is no way back but a backup."""


class SchemaTorn(RuntimeError):  # noqa: N818 - as above
    """After a migration a row would hang on nothing."""


class RestoreUnfinished(RuntimeError):  # noqa: N818 - as above
    """A backup was being put back and that did not come to its end."""


def address(url: str | URL) -> URL:
    """
    The database's URL with the driver that we use: SQLite in our own thread, or psycopg 3.

    Raises:
        ValueError: it is neither SQLite nor PostgreSQL; says which variable to mend.
    """
    parsed = make_url(url)
    family = parsed.drivername.partition("+")[0]
    if family == "sqlite":
        return parsed.set(drivername=inline.NAME)
    if family in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError(f"REFUND_DATABASE_URL: {family!r} is not supported; write sqlite:///… or postgresql+psycopg://…")


def open_engine(url: str | URL, *, connections: int = 10, patience: float = 30.0, threads: bool = True) -> AsyncEngine:
    """
    An engine whose every transaction is safe to read, decide and write in.

    SQLite gets one connection: it has one writer anyway, and a queue for a connection is fair where polling for a
    lock is not. `connections` is for PostgreSQL. `patience` is how many seconds a unit of work waits for its turn.
    Without `threads` SQLite's commits happen in the loop's own thread: for a loop whose time is not real.
    """
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        _make_folder(parsed)
        more: dict[str, Any] = {"pool_timeout": patience, "connect_args": {"threads": threads}}
        engine = create_async_engine(parsed, pool_size=1, max_overflow=0, hide_parameters=True, **more)
        _listen(engine.sync_engine)
        return engine
    return create_async_engine(
        parsed,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        pool_pre_ping=True,
        hide_parameters=True,  # an error is logged, and what a person wrote must not be
        connect_args={"options": f"-c lock_timeout={int(patience * 1000)}"},
    )


async def wipe(engine: AsyncEngine) -> None:
    """
    Empty SQLite's log into the database: old pages with what was deleted since stand there until then (e24, P33).

    Not inside a unit of work. Where somebody reads just now, a backup for one, the scrubbing that follows does it.
    """
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        with suppress(sqlite3.OperationalError):
            raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # type: ignore[union-attr] # it is sqlite3's own


def scrub(database: Path) -> None:
    """
    Write SQLite's file anew, so that only what is kept stands in it. Blocks, as long as a copy takes; writers wait.

    `secure_delete` overwrites what is deleted where it stands; but rows that moved when pages were balanced have left
    copies behind: after 60 of 150 people were deleted, words of one or two could still be read (measured 2026-11-26).
    """
    with closing(sqlite3.connect(database, timeout=inline.PATIENCE, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def migrate(url: str | URL, *, restoring: bool = False) -> None:
    """
    Bring the schema up to date, forward only and all or nothing; several processes may try at once. Blocks.

    Raises:
        SchemaAhead: the database was written by a newer version.
        SchemaTorn: a row hangs on nothing; all is as it was.
        RestoreUnfinished: it is half of a backup, and it is not the restoring itself that asks.
    """
    engine = plain_engine(url)
    try:
        with _free_to_copy(engine) as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
                if not restoring and inspect(connection).has_table(UNFINISHED):
                    raise RestoreUnfinished("A restore did not finish; run `refundkeeper restore` with it again.")
            command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        if "Can't locate revision" not in str(error):
            raise
        raise SchemaAhead(
            "The database was written by a newer version of Refund Keeper; install that version, or restore a backup."
        ) from error
    finally:
        engine.dispose()


@contextmanager
def _free_to_copy(engine: Engine) -> Iterator[Connection]:
    """
    A transaction in which SQLite may change a table by its only way: copy it, and drop the old one.

    Dropping would take along the rows that hang on it: foreign keys are off meanwhile, and looked through at the end.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")  # inside a transaction it does nothing
        with connection.begin():
            before = connection.exec_driver_sql("PRAGMA schema_version").scalar()
            yield connection
            changed = connection.exec_driver_sql("PRAGMA schema_version").scalar() != before
            if changed and (torn := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise SchemaTorn(
                    f"A row of {torn[0]} hangs on nothing, so the schema stays as it was; restore a backup."
                )


def check(url: str | URL) -> None:
    """Compare the schema with the tables in code; raises alembic's CommandError naming what differs. Blocks."""
    engine = plain_engine(url)
    try:
        with engine.begin() as connection:
            command.check(alembic_config(connection))
    finally:
        engine.dispose()


def alembic_config(connection: Connection) -> Config:
    """What Alembic needs to work on an open connection, without any file of settings."""
    config = Config(stdout=StringIO())  # what Alembic has to say, its errors say
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def plain_engine(url: str | URL) -> Engine:
    """A synchronous engine, for Alembic and the commands; its transactions follow the same rules."""
    parsed = address(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True)
    _make_folder(parsed)
    engine = create_engine(
        parsed.set(drivername="sqlite"), hide_parameters=True, connect_args={"timeout": inline.PATIENCE}
    )
    _listen(engine)
    return engine


def _make_folder(url: URL) -> None:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)


def _prepare(connection: Any, _record: object) -> None:
    """Take the transactions into our own hands: the driver would begin them late, after the first read."""
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        for pragma in _PRAGMAS:
            cursor.execute(pragma)


def _begin(connection: Connection) -> None:
    """IMMEDIATE: what is read inside cannot be changed by others before we write (reliability.md, P19 to P21)."""
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
