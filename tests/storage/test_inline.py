"""SQLite in the loop's own thread: who waits for what, and where."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import inline
from storage.engine import open_engine

WRITE = text("INSERT INTO marks (name, value) VALUES (:name, 'x')")


@pytest.fixture
async def engine(sqlite_url: str) -> AsyncIterator[AsyncEngine]:
    """A database of this test alone."""
    opened = open_engine(sqlite_url)
    yield opened
    await opened.dispose()


async def _link(engine: AsyncEngine) -> inline.Connection:
    async with engine.connect() as connection:
        found = (await connection.get_raw_connection()).dbapi_connection
    assert isinstance(found, inline.Connection)
    return found


@contextmanager
def _locked(url: str) -> Iterator[sqlite3.Connection]:
    """Another process that writes."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


async def _names(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return list((await connection.execute(text("SELECT name FROM marks ORDER BY name"))).scalars())


@pytest.mark.parametrize("threads", [True, False])
async def test_only_a_commit_leaves_the_thread(sqlite_url: str, *, threads: bool) -> None:
    """Statements cross no threads; what waits for the disk does, unless it is told not to."""
    engine = open_engine(sqlite_url, threads=threads)
    where: dict[str, int] = {}
    (await _link(engine))._connection.set_trace_callback(
        lambda sql: where.update({sql.split()[0]: threading.get_ident()})
    )
    async with engine.begin() as connection:
        await connection.execute(WRITE, {"name": "a"})
    await engine.dispose()
    here = threading.get_ident()
    assert where["BEGIN"] == where["INSERT"] == here
    assert (where["COMMIT"] == here) is not threads


async def test_another_processs_lock_holds_up_no_one_else(engine: AsyncEngine, sqlite_url: str) -> None:
    """While a unit of work waits for the lock the loop turns; it goes on when the lock is free."""

    async def write() -> None:
        async with engine.begin() as connection:
            await connection.execute(WRITE, {"name": "a"})

    await _link(engine)
    with _locked(sqlite_url) as other:
        writing = asyncio.create_task(write())
        for _ in range(3):
            await asyncio.sleep(inline._BLINK)
        assert not writing.done()
        other.execute("ROLLBACK")
        await asyncio.wait_for(writing, 10)
    assert await _names(engine) == ["a"]


async def test_a_lock_that_stays_is_an_error(
    engine: AsyncEngine, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Patience ends with SQLite's own word, and the connection is as good as before."""
    await _link(engine)
    monkeypatch.setattr(inline, "PATIENCE", 0.01)
    with _locked(sqlite_url), pytest.raises(OperationalError, match="locked"):
        async with engine.begin():
            pass
    async with engine.begin() as connection:
        await connection.execute(WRITE, {"name": "a"})
    assert await _names(engine) == ["a"]


async def test_a_cancelled_commit_ends_before_anybody_else_begins(engine: AsyncEngine) -> None:
    """Whoever is cancelled while the disk is written waits for the end of that; what was committed stays."""
    slow, apart = threading.Event(), (await _link(engine))._apart
    assert apart is not None

    async def write() -> None:
        async with engine.begin() as connection:
            await connection.execute(WRITE, {"name": "a"})
            apart.submit(slow.wait)  # the disk is slow

    writing = asyncio.create_task(write())
    await asyncio.sleep(0.05)
    writing.cancel()
    assert await asyncio.wait({writing}, timeout=0.05) == (set(), {writing})
    slow.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await _names(engine) == ["a"]
