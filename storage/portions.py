"""
A person's portion of the database: the rows of theirs, taken out and put back, in the database's own words.

Not by our tables: the copy that is taken apart, or put together, may be older than the program. A table is somebody's
if it says whose by `owner`, `chat` or `queue`, or hangs on one that does.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, MetaData, text

from storage.inbox import LATER

#: Rows as JSON has them, by table.
Portion: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]

KEYS = "person_keys"  # in no portion: they stand in the file of keys
_HANGS_ON = {
    "people": "id = :person",
    "happenings": "case_id IN (SELECT id FROM cases WHERE owner = :person)",
    "wordings": "proof_id IN (SELECT id FROM proofs WHERE owner = :person)",
    "looks": "proof_id IN (SELECT id FROM proofs WHERE owner = :person)",
}
_BY_COLUMN = {  # the first that a table has
    "owner": ("owner = :person", None),
    "chat": ("chat = :chat", "chat NOT IN (SELECT chat FROM people)"),
    "queue": (
        f"queue IN (:queue, CAST(:queue AS TEXT) || '{LATER}')",
        f"replace(queue, '{LATER}', '') NOT IN (SELECT CAST(chat AS TEXT) FROM people)",  # noqa: S608 - our own word
    ),
}


@dataclass(frozen=True, slots=True)
class Personal:
    """A table of persons' rows: how one finds somebody's, and how those of chats without a person."""

    name: str
    theirs: str
    nobodys: str | None = None


def personal(connection: Connection) -> list[Personal]:
    """All such tables in a database, each before those that hang on it."""
    schema = MetaData()
    schema.reflect(connection)
    return tables_of(schema)


def tables_of(schema: MetaData) -> list[Personal]:
    """All such tables of a schema, likewise."""
    found = []
    for table in schema.sorted_tables:
        column = next((name for name in _BY_COLUMN if name in table.c), "")
        if table.name in _HANGS_ON:
            found.append(Personal(table.name, _HANGS_ON[table.name]))
        elif column and table.name != KEYS:
            found.append(Personal(table.name, *_BY_COLUMN[column]))
    return found


def everybody(connection: Connection) -> dict[int, int]:
    """The chat of each person, by their id."""
    return {row.id: row.chat for row in connection.execute(text("SELECT id, chat FROM people ORDER BY id"))}


def of(connection: Connection, tables: Sequence[Personal], person: int, chat: int) -> Portion:
    """All rows of a person."""
    known = {"person": person, "chat": chat, "queue": str(chat)}
    return {table.name: _rows(connection, table.name, table.theirs, known) for table in tables}


def of_nobody(connection: Connection, tables: Sequence[Personal]) -> Portion:
    """Rows of chats in which no person is known: groups, and whoever was greeted by nobody yet."""
    return {table.name: _rows(connection, table.name, table.nobodys, {}) for table in tables if table.nobodys}


def put(connection: Connection, portion: Portion, order: Sequence[Personal]) -> None:
    """Put a portion back."""
    for table in order:
        rows = portion.get(table.name, ())
        if not rows:
            continue
        if connection.dialect.name == "postgresql":
            recordset = f'INSERT INTO "{table.name}" SELECT * FROM jsonb_populate_recordset(NULL::"{table.name}", '  # noqa: S608 - names from the schema
            connection.execute(text(f"{recordset} CAST(:rows AS jsonb))"), {"rows": json.dumps(rows)})
        else:
            names = list(rows[0])
            blanks = ", ".join(f":{name}" for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(text(f'INSERT INTO "{table.name}" ({columns}) VALUES ({blanks})'), list(rows))  # noqa: S608 - as above


def files_of(portion: Portion) -> Iterator[str]:
    """The names in the vault of the evidence in it."""
    yield from (row["stored_as"] for row in portion.get("proofs", ()) if row["stored_as"])


def _rows(connection: Connection, table: str, where: str | None, known: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    blanks = {name: value for name, value in known.items() if f":{name}" in str(where)}
    if connection.dialect.name == "postgresql":
        query = f'SELECT to_jsonb("{table}") FROM "{table}" WHERE {where}'  # noqa: S608 - as above
        return list(connection.execute(text(query), blanks).scalars())
    query = f'SELECT * FROM "{table}" WHERE {where}'  # noqa: S608 - as above
    return [dict(row) for row in connection.execute(text(query), blanks).mappings()]


#: What is done with a consistent look at the database, before the copy is stripped of all portions.
Look: TypeAlias = Callable[[Connection], None]
