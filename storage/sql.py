"""What SQLite and PostgreSQL say differently: insert-unless-known, and the database's own clock."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Float, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


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


async def add_unknown(session: AsyncSession, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], key: str) -> int:
    """Insert the rows, skipping every row that breaks a unique key; `key` names a column. Gives how many were new."""
    if not rows:
        return 0
    statement = _insert(session, table).on_conflict_do_nothing().returning(getattr(table, key))
    added = await session.exec(statement, params=[dict(row) for row in rows])
    return len(added.all())


async def put(
    session: AsyncSession, table: type[SQLModel], row: Mapping[str, Any], key: str, only_new: Collection[str] = ()
) -> None:
    """Insert the row, or overwrite the one with the same key; an existing row keeps the columns `only_new`."""
    statement = _insert(session, table).values(dict(row))
    rest = {name: statement.excluded[name] for name in row if name != key and name not in only_new}
    await session.exec(statement.on_conflict_do_update(index_elements=[key], set_=rest))


def _insert(session: AsyncSession, table: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
    rows = inspect(table).local_table  # the plain table: the mapped class would make objects of the rows
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(rows)
    return sqlite.insert(rows)
