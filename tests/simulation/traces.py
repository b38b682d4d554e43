"""Where a word stands in the program's tables: all of them, by the schema that is there, whatever they are called."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

FAREWELL = "farewell:"  # before the key of the last word to somebody who wants to be forgotten


def tables(reader: sqlite3.Connection) -> list[str]:
    """The tables of a database."""
    found = reader.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    return [name for (name,) in found]


def of(reader: sqlite3.Connection, places: Sequence[str], word: str) -> Iterator[str]:
    """Every row in which it stands, with the column; but for what may stay of somebody who wants to be forgotten."""
    for table in places:
        found = reader.execute(f'select * from "{table}"')  # noqa: S608 - a name from the schema
        names = [column[0] for column in found.description]
        for cells in found:
            row = dict(zip(names, cells, strict=True))
            where = [name for name, cell in row.items() if word in str(cell)]
            if where and not _may_stay(table, row, word):
                yield f"{', '.join(where)} of {table}: {row}"


def _may_stay(table: str, row: Mapping[str, Any], word: str) -> bool:
    """What was said after the wish and waits; the last word; that something lay loose once (domain/register.py)."""
    waits = table == "inbox" and row["state"] == "waiting"
    last = table == "outbox" and str(row["key"]).startswith(FAREWELL)
    return waits or last or (table == "register" and row["case_id"] is None and not word.isdigit())
