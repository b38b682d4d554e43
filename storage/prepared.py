"""
Statements that are few and run often, made ready once for SQLite: their words, how a blank is filled, a column read.

SQLAlchemy keeps the words too, but builds a context, a result and a greenlet around each run: 26 µs for a row by its
key, of which SQLite needs 4.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.inline import Connection, Parameters

Convert = Callable[[Any], Any]


class _Blank(NamedTuple):
    """What a question mark stands for: a value by name, or one that is always the same; `fill` makes it storable."""

    name: str | None
    same: Any
    fill: Convert | None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a statement gave, all of it read; each row has its columns by name."""

    rows: Sequence[Any]

    def all(self) -> Sequence[Any]:
        """All rows."""
        return self.rows

    def first(self) -> Any:
        """The first row, or None."""
        return self.rows[0] if self.rows else None

    def scalar(self) -> Any:
        """The first column of the first row, or None."""
        return self.rows[0][0] if self.rows else None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


class Prepared:
    """One statement, to be run on any connection; SQLite's refusals come as SQLAlchemy's errors."""

    def __init__(self, words: str, blanks: Sequence[_Blank], columns: Mapping[str, Convert | None]) -> None:
        self._words = words
        self._blanks = blanks
        self._row: Any = namedtuple("Row", columns, rename=True)  # type: ignore[misc] # noqa: PYI024 - its columns are the statement's
        self._readers = [(at, read) for at, read in enumerate(columns.values()) if read is not None]

    async def run(self, link: Connection, values: Mapping[str, Any]) -> Rows:
        """Fill the blanks with these values."""
        given = self._filled(values)
        try:
            return Rows([self._read(row) for row in await link.ask(self._words, given)])
        except sqlite3.Error as error:
            raise as_ours(self._words, given, error) from error

    async def run_all(self, link: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Fill the blanks with each of these in turn."""
        given = [self._filled(values) for values in rows]
        try:
            await link.tell(self._words, given)
        except sqlite3.Error as error:
            raise as_ours(self._words, (), error) from error

    def _filled(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            same if name is None else values[name] if fill is None else fill(values[name])
            for name, same, fill in self._blanks
        ]

    def _read(self, row: Sequence[Any]) -> Any:
        read_out = list(row)
        for at, read in self._readers:
            read_out[at] = read(read_out[at])
        return self._row._make(read_out)


@lru_cache(maxsize=512)  # the statements are built once for the program's life
def prepared(statement: Executable, dialect: Dialect, names: frozenset[str]) -> Prepared | None:
    """Make a statement ready whose blanks have these names; None where its words differ from one run to the next."""
    compiled = statement.compile(dialect=dialect, column_keys=sorted(names))  # type: ignore[attr-defined] # all of ours are clauses
    varies = compiled.post_compile_params or compiled.literal_execute_params
    if varies or compiled.insert_prefetch or compiled.update_prefetch:
        return None
    blanks = [_blank(compiled.binds[name], dialect) for name in compiled.positiontup or ()]
    columns = {column.key: _reader(column.type, dialect) for column in statement.exported_columns}  # type: ignore[attr-defined] # as above
    return Prepared(compiled.string, blanks, columns)


def _blank(bind: Any, dialect: Dialect) -> _Blank:
    fill = _as_text if isinstance(bind.type, UTCDateTime) else bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.required:
        return _Blank(bind.key, None, fill)
    return _Blank(None, bind.effective_value if fill is None else fill(bind.effective_value), None)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, UTCDateTime):
        return _as_moment
    read: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return read


def _as_text(moment: datetime | None) -> str | None:
    """As SQLAlchemy writes it, at a fifth of its cost: a plan has fifteen moments."""
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"{moment} is in no time zone")
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _as_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def as_ours(words: str, given: Parameters, error: sqlite3.Error) -> BaseException:
    """SQLite's refusal as SQLAlchemy says it, without the values: whoever is told need not know both."""
    return DBAPIError.instance(words, given, error, sqlite3.Error, hide_parameters=True)
