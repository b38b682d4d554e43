"""
SQLite in the event loop's own thread: a statement takes microseconds, handing it to another thread and back takes more.

aiosqlite, SQLAlchemy's own way, crosses threads four times a statement: 200 times for a tap, a quarter of its time.
Here only what may take long leaves the thread: COMMIT, which waits for the disk, and opening. Waiting for another
process's lock is sleeping and trying again, so that neither blocks the loop. One connection serves one unit of work at
a time; that is the pool's business.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL, AdaptedConnection
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule
from sqlalchemy.util import await_only

T = TypeVar("T")
Parameters = Sequence[Any] | Mapping[str, Any]

NAME = "sqlite+inline"
PATIENCE = 30.0  # seconds that a statement waits for another process's lock
_BLINK = 0.02  # seconds between two tries


class Connection(AdaptedConnection):
    """A connection as SQLAlchemy's synchronous heart sees it; each method runs inside its greenlet."""

    _connection: Any  # a sqlite3.Connection; SQLAlchemy says that it is asynchronous

    def __init__(self, link: sqlite3.Connection, apart: ThreadPoolExecutor | None) -> None:
        self._connection = link
        self._apart = apart
        self._kept = 0  # changes, of those SQLite has counted, that a commit or a rollback has dealt with

    @property
    def isolation_level(self) -> str | None:
        """As sqlite3 has it; None leaves all transactions to us."""
        level: str | None = self._connection.isolation_level
        return level

    @isolation_level.setter
    def isolation_level(self, value: str | None) -> None:
        self._connection.isolation_level = value

    def cursor(self) -> "Cursor":
        """A cursor for one statement."""
        return Cursor(self, self._connection)

    def execute(self, sql: str, parameters: Parameters = ()) -> "Cursor":
        """A cursor that has executed this."""
        cursor = self.cursor()
        cursor.execute(sql, parameters)
        return cursor

    async def ask(self, sql: str, parameters: Parameters) -> Sequence[Any]:
        """The rows of a statement, without SQLAlchemy; to be awaited outside its greenlet."""
        found: Sequence[Any] = await self.patiently(sql, lambda: self._connection.execute(sql, parameters).fetchall())
        return found

    async def tell(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """Execute a statement for each of these, likewise."""
        await self.patiently(sql, lambda: self._connection.executemany(sql, parameters))

    async def patiently(self, sql: str, act: Callable[[], Any]) -> Any:  # noqa: ARG002 - the simulation asks what it is
        """Without a transaction of our own nothing has happened when the database is locked, so it can be repeated."""
        end: float | None = None
        while True:
            try:
                return act()
            except sqlite3.OperationalError as error:
                now = asyncio.get_running_loop().time()
                end = now + PATIENCE if end is None else end
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or now >= end:
                    raise
                await asyncio.sleep(_BLINK)

    def create_function(self, *given: Any, **more: Any) -> None:
        """As sqlite3 has it."""
        self._connection.create_function(*given, **more)

    def commit(self) -> None:
        """Write it to the disk, in another thread: the disk decides how long that takes. No change needs no disk."""
        if not self._connection.in_transaction:
            return
        if self._connection.total_changes == self._kept:
            self._connection.commit()
        else:
            await_only(_elsewhere(self._apart, self._connection.commit))
        self._kept = self._connection.total_changes

    def rollback(self) -> None:
        """Take everything back; that happens in memory."""
        self._connection.rollback()
        self._kept = self._connection.total_changes

    def close(self) -> None:
        """Close for good; that may write the log back into the database's file."""
        await_only(_elsewhere(self._apart, self._connection.close))
        self.terminate()

    def terminate(self) -> None:
        """Close at once, also where nothing can be awaited."""
        self._connection.close()
        if self._apart is not None:
            self._apart.shutdown(wait=False)


class Cursor:
    """One statement and what came of it, all read at once."""

    arraysize = 1

    def __init__(self, owner: Connection, link: sqlite3.Connection) -> None:
        self._owner = owner
        self._cursor = link.cursor()
        self._rows: deque[Any] = deque()

    @property
    def description(self) -> Any:
        """The columns; None where there are none."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The number of the row inserted last."""
        return self._cursor.lastrowid

    def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Execute and read all rows."""
        await_only(self._owner.patiently(sql, lambda: self._read(self._cursor.execute, sql, parameters)))

    def executemany(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """Execute for each of these."""
        await_only(self._owner.patiently(sql, lambda: self._read(self._cursor.executemany, sql, parameters)))

    def _read(self, act: Callable[[str, Any], sqlite3.Cursor], sql: str, parameters: Any) -> None:
        act(sql, parameters)
        self._rows = deque(self._cursor.fetchall()) if self._cursor.description else deque()

    def fetchone(self) -> Any:
        """The next row, or None."""
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        """The next rows."""
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    def fetchall(self) -> Sequence[Any]:
        """All rows that are left."""
        rows, self._rows = list(self._rows), deque()
        return rows

    def __iter__(self) -> Iterator[Any]:
        while self._rows:
            yield self._rows.popleft()

    def setinputsizes(self, *_: Any) -> None:
        """SQLite has none."""

    def setoutputsize(self, *_: Any) -> None:
        """As above."""

    def close(self) -> None:
        """The rows are forgotten."""
        self._rows.clear()
        self._cursor.close()

    async def _async_soft_close(self) -> None:
        """SQLAlchemy's asynchronous side would like to close early: all is read already."""


async def _elsewhere(apart: ThreadPoolExecutor | None, act: Callable[[], T]) -> T:
    """Let another thread do it; a cancellation waits until that has ended, for nobody may touch it meanwhile."""
    if apart is None:
        return act()
    work = asyncio.get_running_loop().run_in_executor(apart, act)
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait({work})
        raise


class _Module:
    """sqlite3 as a driver that connects asynchronously."""

    def __init__(self) -> None:
        self.paramstyle = "qmark"

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)

    def connect(self, *given: Any, threads: bool = True, **more: Any) -> Connection:
        """Open the file. Without `threads` COMMIT stays in the loop's thread too: for a loop whose time is not real."""
        more |= {"check_same_thread": False, "timeout": 0.0}  # SQLite would wait with the whole loop: we wait ourselves
        apart = ThreadPoolExecutor(1, thread_name_prefix="sqlite") if threads else None
        return Connection(await_only(_elsewhere(apart, lambda: sqlite3.connect(*given, **more))), apart)


class Dialect(SQLiteDialect_pysqlite):
    """What `NAME` stands for in a database's URL."""

    driver = "inline"
    is_async = True
    has_terminate = True
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> DBAPIModule:
        """The driver."""
        return _Module()

    @classmethod
    def get_pool_class(cls, url: URL) -> type[pool.Pool]:  # noqa: ARG003 - SQLAlchemy's signature
        """Connections are waited for, asynchronously."""
        return pool.AsyncAdaptedQueuePool

    def get_driver_connection(self, connection: DBAPIConnection) -> Any:
        """sqlite3's own connection."""
        return connection._connection  # noqa: SLF001 - it is ours

    def do_terminate(self, dbapi_connection: DBAPIConnection) -> None:
        """Close without ceremony."""
        dbapi_connection.terminate()


registry.register("sqlite.inline", __name__, "Dialect")
