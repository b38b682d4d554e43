"""Opening the database, its schema, and the lock on the data folder."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from storage.engine import SchemaAhead, address, alembic_config, check, migrate, open_engine
from tests.kit.postgres import Postgres

# what is written → what is opened
ADDRESSES = [
    ("sqlite:///data/bot.db", "sqlite+inline:///data/bot.db"),
    ("sqlite+pysqlite:////srv/bot.db", "sqlite+inline:////srv/bot.db"),
    ("postgresql://keeper@db/bot", "postgresql+psycopg://keeper@db/bot"),
    ("postgres://keeper@db/bot", "postgresql+psycopg://keeper@db/bot"),
    ("postgresql+psycopg://keeper@db/bot", "postgresql+psycopg://keeper@db/bot"),
]

# what SQLite must be told on every connection, and what it then says (reliability.md, D6)
PRAGMAS = [
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL
    ("foreign_keys", 1),
    ("secure_delete", 1),
]


@pytest.mark.parametrize(("written", "opened"), ADDRESSES)
def test_a_url_gets_our_driver(written: str, opened: str) -> None:
    """Both families are opened with the drivers that we use, however the URL was written."""
    assert address(written).render_as_string() == opened


def test_another_database_is_refused_with_a_sentence() -> None:
    """The error names the variable and what to write instead."""
    with pytest.raises(ValueError, match=r"REFUND_DATABASE_URL.*mysql.*write sqlite"):
        address("mysql://root@db/bot")


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS)
async def test_sqlite_keeps_its_word(sqlite_url: str, pragma: str, value: str | int) -> None:
    """Each setting that durability rests on is in force on a connection of the engine."""
    engine = open_engine(sqlite_url)
    async with engine.connect() as connection:
        assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one() == value
    await engine.dispose()


async def test_a_transaction_locks_before_it_reads(sqlite_url: str) -> None:
    """BEGIN IMMEDIATE: while a transaction has only read, no other can begin to write (reliability.md, P19 to P21)."""
    engine = open_engine(sqlite_url)
    async with engine.begin() as reading:
        await reading.exec_driver_sql("SELECT count(*) FROM marks")
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    await engine.dispose()


def test_tables_and_migrations_agree(database_url: str) -> None:
    """What the migrations build is what the code believes in: nothing would be generated."""
    check(database_url)


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    """A second start finds the schema as it is."""
    migrate(database_url)
    check(database_url)


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    """The first start makes the data folder and the database in it."""
    migrate(f"sqlite:///{tmp_path}/new/data/bot.db")
    assert (tmp_path / "new/data/bot.db").is_file()


def test_postgresql_is_migrated_from_nothing(postgres: Postgres) -> None:
    """An empty PostgreSQL database has the present schema after migrate."""
    url = postgres.empty()
    migrate(url)
    check(url)


def test_a_newer_database_is_refused(sqlite_url: str) -> None:
    """A schema that this version does not know is left alone, with a sentence that says what to do."""
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaAhead, match="newer version"):
        migrate(sqlite_url)
    engine.dispose()


def test_there_is_no_way_back(sqlite_url: str) -> None:
    """Every migration refuses to be undone: going back is restoring a backup."""
    engine = create_engine(sqlite_url)
    with pytest.raises(NotImplementedError, match="backup"), engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    engine.dispose()
