"""What SQLite and PostgreSQL say differently: insert-unless-known, and the database's own clock."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import CursorResult, Executable, Float, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.inline import Connection
from storage.prepared import Rows, as_ours, prepared

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


class seconds_now(FunctionElement[float]):  # noqa: N801 - it reads as the SQL function that it is
    """Seconds since 1970 on the database's clock, moving on within a transaction: leases are measured by it."""

    type = Float()
    inherit_cache = True


@compiles(seconds_now, "sqlite")
def _on_sqlite(_element: seconds_now, _compiler: SQLCompiler, **_: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(seconds_now, "postgresql")
def _on_postgresql(_element: seconds_now, _compiler: SQLCompiler, **_: Any) -> str:
    return "EXTRACT(EPOCH FROM clock_timestamp())::double precision"


async def run(session: AsyncSession, statement: Executable, **values: Any) -> Rows | CursorResult[Any]:
    """
    What a statement with blanks (`bindparam`) gives, filled with these values; rows have their columns by name.

    For what every tap asks: a statement built once for the program's life, and no objects made of its rows, costs a
    tenth of one that is built anew (10 µs instead of 120; on PostgreSQL a quarter).
    """
    link = await _link(session)
    ready = link and prepared(statement, session.get_bind().dialect, frozenset(values))
    if link and ready:
        return await ready.run(link, values)
    return await (await _connection(session)).execute(statement, values)


async def say(session: AsyncSession, words: str) -> None:
    """A statement in both databases' own words, without blanks and without rows."""
    link = await _link(session)
    if link:
        try:
            await link.ask(words, ())
        except sqlite3.Error as error:
            raise as_ours(words, (), error) from error
    else:
        await (await _connection(session)).exec_driver_sql(words)


async def run_all(session: AsyncSession, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Such a statement, filled with each of these in turn."""
    link = await _link(session)
    ready = link and prepared(statement, session.get_bind().dialect, frozenset(rows[0]))
    if link and ready:
        await ready.run_all(link, rows)
    else:
        await (await _connection(session)).execute(statement, rows)


async def add_unknown(session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], key: str) -> int:
    """Insert the rows, skipping every row that breaks a unique key; `key` names a column. Gives how many were new."""
    if not rows:
        return 0
    statement = _adding(family(session), table, key)
    if len(rows) == 1:
        return len((await run(session, statement, **rows[0])).all())
    added = await (await _connection(session)).execute(statement, [dict(row) for row in rows])
    return len(added.all())


async def put(
    session: AsyncSession,
    table: type[SQLModel],
    row: Mapping[str, Any],
    key: str | tuple[str, ...],
    only_new: Collection[str] = (),
) -> None:
    """Insert the row, or overwrite the one with the same key; an existing row keeps the columns `only_new`."""
    keys = (key,) if isinstance(key, str) else key
    rest = tuple(name for name in row if name not in keys and name not in only_new)
    await run(session, _putting(family(session), table, keys, rest), **row)


async def _connection(session: AsyncSession) -> AsyncConnection:
    """The session's own connection, asked for once."""
    found: AsyncConnection | None = session.info.get("connection")
    if found is None:
        found = session.info["connection"] = await session.connection()
    return found


async def _link(session: AsyncSession) -> Connection | None:
    """SQLite's own connection under it, to be spoken to directly; None on PostgreSQL."""
    if "link" not in session.info:
        raw = (await (await _connection(session)).get_raw_connection()).dbapi_connection
        session.info["link"] = raw if isinstance(raw, Connection) else None
    link: Connection | None = session.info["link"]
    return link


def family(session: AsyncSession) -> str:
    """The name of its database's dialect."""
    return session.get_bind().dialect.name


@cache
def _adding(family: str, table: type[SQLModel], key: str) -> Executable:
    return _insert(family, table).on_conflict_do_nothing().returning(getattr(table, key))


@cache
def _putting(family: str, table: type[SQLModel], keys: tuple[str, ...], rest: tuple[str, ...]) -> Executable:
    statement = _insert(family, table)
    changed = {name: statement.excluded[name] for name in rest}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def _insert(family: str, table: type[SQLModel]) -> Insert:
    rows = inspect(table).local_table  # the plain table: the mapped class would make objects of the rows
    return postgresql.insert(rows) if family == "postgresql" else sqlite.insert(rows)
