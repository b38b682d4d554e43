"""A statement that goes to SQLite as it is says and reads the same as one that SQLAlchemy carries."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Float, Integer, MetaData, Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.sqltypes import UTCDateTime

from storage import prepared, sql, tables
from storage.columns import Paper, Words
from storage.engine import open_engine
from storage.prepared import Rows

KINDS: dict[str, Any] = {
    "words": Words,
    "paper": Paper,
    "big": BigInteger,
    "small": Integer,
    "flag": Boolean,
    "share": Float,
    "moment": UTCDateTime,
}
TABLE = Table("kinds", MetaData(), Column("id", Integer, primary_key=True), *(Column(*each) for each in KINDS.items()))
PUT = insert(TABLE).values({name: bindparam(name) for name in ("id", *KINDS)})
GET = select(TABLE).where(TABLE.c.id == bindparam("its"))
SHANGHAI = timezone(timedelta(hours=8))
VALUES: list[tuple[str, Any]] = [
    ("words", "真丝连衣裙 \U0001f9e5"),
    ("words", "a\x00b \ud83d"),
    ("words", ""),
    ("paper", {"k": ["\x00", 1, None, 1.5, True]}),
    ("paper", []),
    ("big", 2**63 - 1),
    ("big", -(2**63)),
    ("small", 0),
    ("flag", True),
    ("flag", False),
    ("share", 0.1),
    ("moment", datetime(2026, 11, 26, 21, 0, 0, 1, UTC)),
    ("moment", datetime(2026, 11, 27, 5, 0, tzinfo=SHANGHAI)),
    ("moment", datetime(1, 1, 1, tzinfo=UTC)),
    *((name, None) for name in KINDS),
]


@pytest.fixture
async def session(sqlite_url: str) -> AsyncIterator[AsyncSession]:
    """A unit of work beside a table with a column of every kind."""
    engine = open_engine(sqlite_url)
    async with AsyncSession(engine) as opened:
        connection = await opened.connection()
        await connection.run_sync(TABLE.metadata.create_all)
        yield opened
    await engine.dispose()


def _row(number: int, **values: Any) -> dict[str, Any]:
    return {"id": number, **dict.fromkeys(KINDS), **values}


def test_every_kind_of_column_that_we_have_is_tried() -> None:
    """A new kind needs its own values here."""
    used = {type(column.type) for table in tables.Row.metadata.tables.values() for column in table.columns}
    tried = {kind if isinstance(kind, type) else type(kind) for kind in KINDS.values()}
    assert used <= tried | {type(each) for each in (Integer().with_variant(Integer(), "sqlite"),)}


@pytest.mark.parametrize(("name", "value"), VALUES, ids=[f"{name} {value!r}"[:40] for name, value in VALUES])
async def test_it_is_kept_and_read_as_by_sqlalchemy(session: AsyncSession, name: str, value: Any) -> None:
    """Written by either and read by either, four times the same."""
    connection = await session.connection()
    await sql.run(session, PUT, **_row(1, **{name: value}))
    await connection.execute(PUT, _row(2, **{name: value}))
    found = []
    for number in (1, 2):
        ours = (await sql.run(session, GET, its=number)).first()
        theirs = (await connection.execute(GET, {"its": number})).one()
        found += [getattr(ours, name), getattr(theirs, name)]
    assert isinstance(await sql.run(session, GET, its=1), Rows), "it did not go to SQLite as it is: this proves nothing"
    assert found == [found[0]] * 4
    assert [type(each) for each in found] == [type(found[0])] * 4


async def test_a_moment_in_no_zone_is_refused(session: AsyncSession) -> None:
    """Nobody could say later which instant it was."""
    with pytest.raises(ValueError, match="no time zone"):
        await sql.run(session, PUT, **_row(1, moment=datetime(2026, 11, 26)))  # noqa: DTZ001 - that is the point


async def test_refusals_are_sqlalchemys_and_keep_the_values_to_themselves(session: AsyncSession) -> None:
    """Whoever asks for IntegrityError finds it on both roads; a secret does not come into the log with it."""
    await sql.run(session, PUT, **_row(1))
    with pytest.raises(IntegrityError) as refused:
        await sql.run(session, PUT, **_row(1, words="secret"))
    assert "secret" not in str(refused.value)
    with pytest.raises(IntegrityError):
        await sql.run_all(session, PUT, [_row(2), _row(1)])
    with pytest.raises(OperationalError):
        await sql.say(session, "SELECT 1 FROM nowhere")


async def test_words_that_differ_from_run_to_run_take_the_long_road(session: AsyncSession) -> None:
    """A list of any length is written out anew each time; so is what SQLAlchemy fills in by itself."""
    many = select(TABLE.c.id).where(TABLE.c.id.in_(bindparam("ids", expanding=True)))
    assert prepared.prepared(many, session.get_bind().dialect, frozenset({"ids"})) is None
    await sql.run(session, PUT, **_row(7))
    assert (await sql.run(session, many, ids=[6, 7, 8])).all() == [(7,)]
