"""Real databases for the tests: the schema is made once a session, each test gets a copy of its own."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.engine import migrate, open_engine
from storage.store import Stores


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the present schema and nothing in it."""
    path = tmp_path_factory.mktemp("schema") / "bot.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database of this test alone."""
    path = tmp_path / "bot.db"
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The database that `stores` opens. A folder of tests may say otherwise."""
    return sqlite_url


@pytest.fixture
async def stores(database_url: str) -> AsyncIterator[Stores]:
    """Units of work on a database of this test alone."""
    opened = Stores(open_engine(database_url))
    yield opened
    await opened.close()
