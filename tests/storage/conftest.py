"""Every test of a repository runs on both databases."""

from collections.abc import AsyncIterator

import pytest

from storage.engine import open_engine
from storage.store import Stores
from tests.kit.buckets import bucket_url as bucket_url  # noqa: PLC0414 - a fixture is found where it is named
from tests.kit.buckets import s3_environment as s3_environment  # noqa: PLC0414 - as above
from tests.kit.buckets import s3_server as s3_server  # noqa: PLC0414 - as above
from tests.kit.postgres import Postgres
from tests.kit.postgres import postgres as postgres  # noqa: PLC0414 - as above
from tests.kit.stores import migrated as migrated  # noqa: PLC0414 - as above
from tests.kit.stores import sqlite_url as sqlite_url  # noqa: PLC0414 - as above
from tests.kit.stores import stores as stores  # noqa: PLC0414 - as above


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The same contract, twice; PostgreSQL is skipped where it is not installed."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh()


@pytest.fixture
async def other_process(database_url: str, stores: Stores) -> AsyncIterator[Stores]:
    """The same database through connections of its own, as a second worker would have it."""
    opened = Stores(open_engine(database_url))
    yield opened
    await opened.close()
