"""Databases as older versions left them: any past schema, filled with the life of one shopper."""

import json
from datetime import datetime, timedelta
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    create_engine,
)
from sqlalchemy.types import TypeEngine

from storage.engine import address, alembic_config
from tests.kit.cases import NOW
from tests.storage.given import ME

Rows = dict[str, list[dict[str, Any]]]

DAY = timedelta(days=1)
CASE = "caseaaaaaaaa"
_WISHES = {
    "zone": "Asia/Shanghai",
    "remind_at": "09:00:00",
    "evening": "20:00:00",
    "quiet_from": "22:30:00",
    "quiet_to": "08:00:00",
}


def _reminder(name: str, state: str, why: str = "", at: datetime = NOW - DAY) -> dict[str, Any]:
    return {
        "id": f"reminder{name}",
        "owner": ME,
        "case_id": CASE,
        "kind": "apply",
        "occurrence": name,
        "rule": "r",
        "at": at,
        "opens": at,
        "due": NOW + DAY,
        "final": True,
        "snoozed": False,
        "state": state,
        "settled_at": None,
        "why": why,
    }


def _happening(seq: int, what: str) -> dict[str, Any]:
    day = {"when_at": NOW - 3 * DAY, "when_exact": False, "told": NOW - 2 * DAY, "source": "shopper"}
    return {"case_id": CASE, "seq": seq, "id": f"h{seq}", "what": what, "note": "", "taken_back": False, **day}


def _letter(number: int, state: str) -> dict[str, Any]:
    return {
        "id": number,
        "key": f"key{number}",
        "chat": ME,
        "method": "sendMessage",
        "payload": {"text": "你好"},
        "rank": 0,
        "due": NOW - DAY,
        "screen": CASE,
        "reminder": "",
        "state": state,
        "attempts": 0,
        "maybe_arrived": False,
        "why": "",
    }


def _update(number: int, state: str) -> dict[str, Any]:
    raw = "" if state == "done" else json.dumps({"update_id": number})
    row = {"id": number, "update_id": number, "queue": str(ME), "raw": raw, "received_at": NOW - DAY, "state": state}
    return row | {"attempts": 0, "error": ""}


#: What a shopper may have left behind, in the words of the first schema; later ones added columns to it.
LIFE: Rows = {
    "people": [{"id": ME, "chat": ME, "language": "zh", "wishes": _WISHES, "focus": CASE, "focus_at": NOW}],
    "cases": [
        {
            "id": CASE,
            "owner": ME,
            "version": 3,
            "flow": "return",
            "opened": NOW - 2 * DAY,
            "name": "真丝连衣裙 🧵",
            "reason": "not_as_described",
            "price_minor": 39_900,
            "price_currency": "CNY",
            "platform": "xiaohongshu",
            "order_no": "P1",
            "seller": "<3 Shop",
            "traits": ["fresh"],
            "archived": False,
        }
    ],
    "happenings": [_happening(1, "signed"), _happening(2, "applied")],
    "reminders": [
        _reminder("1", "planned"),
        _reminder("2", "planned", at=NOW + DAY),
        _reminder("3", "sent"),
        _reminder("4", "failed", "Forbidden: bot was blocked"),
        _reminder("5", "dropped", "the case moved on"),
        _reminder("6", "dropped", "merged with another of this case"),
    ],
    "proof_sets": [{"id": "s1", "owner": ME, "chat": ME, "case_id": CASE, "last_seen": NOW, "answered": True}],
    "proofs": [
        {
            "id": "p1",
            "owner": ME,
            "set_id": "s1",
            "case_id": CASE,
            "kind": "photo",
            "sender": "我",
            "sent": NOW,
            "received": NOW,
            "chat": ME,
            "message_id": 7,
            "file_id": "f",
            "unique_id": "u",
            "name": "",
            "claimed_type": "",
            "caption": "吊牌",
            "text": "",
            "forwarded_from": "",
            "compressed": True,
            "size": 9,
            "state": "kept",
            "sha256": "0" * 64,
            "type": "image/jpeg",
            "stored_as": "ab/cd/x",
            "failure": "",
        }
    ],
    "register": [
        {"chain": CASE, "seq": 1, "owner": ME, "case_id": CASE, "proof": "p1", "entry": "{}", "seal": "0" * 64}
    ],
    "wordings": [{"proof_id": "p1", "number": 1, "text": "", "caption": "标签", "until": NOW}],
    "orders": [
        {"id": "o1", "owner": ME, "chat": ME, "case_id": CASE, "language": "zh", "state": "waiting", "files": []}
    ],
    "looks": [{"proof_id": "p1", "owner": ME, "state": "waiting", "tries": 1, "why": "", "told": False}],
    "person_keys": [{"id": "0" * 32, "owner": ME, "secret": "AA==", "master": "0" * 16}],
    "inbox": [_update(1, "done"), _update(2, "waiting"), _update(3, "set_aside")],
    "outbox": [_letter(1, "sent"), _letter(2, "waiting")],
    "screens": [{"id": 1, "chat": ME, "message_id": 7, "screen": CASE}],
    "marks": [{"name": "last_good_poll", "value": (NOW - DAY).isoformat()}],
    "paces": [{"chat": ME, "clear": 1.0, "silent_until": 0.0}],
}


def revisions() -> list[str]:
    """All past schemas, oldest first; the present one is the last."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    engine.dispose()
    return [each.revision for each in reversed(list(scripts.walk_revisions()))]


def plain(url: str) -> Engine:
    """The database, synchronously and without our settings."""
    parsed = address(url)
    return create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)


def left_at(url: str, revision: str) -> Rows:
    """Bring an empty database to that schema and fill it; gives all rows as they stand there."""
    engine = plain(url)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
    with engine.begin() as connection:
        for table in _tables(connection):
            for row in LIFE.get(table.name, [{}]):
                connection.execute(table.insert(), _whole(table, row))
    engine.dispose()
    return rows_of(url)


def rows_of(url: str) -> Rows:
    """Every row of every table."""
    engine = plain(url)
    with engine.connect() as connection:
        found = {
            table.name: [
                dict(row) for row in connection.execute(table.select().order_by(*table.primary_key)).mappings()
            ]
            for table in _tables(connection)
        }
    engine.dispose()
    return found


def _tables(connection: Connection) -> list[Table]:
    schema = MetaData()
    schema.reflect(connection)
    return [table for table in schema.sorted_tables if table.name != "alembic_version"]


def _whole(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row with what this schema demands besides, and nothing that it does not know."""
    known = {name: value for name, value in row.items() if name in table.c}
    needed = [column for column in table.c if column.name not in known and _is_needed(column)]
    return known | {column.name: _something(column.type) for column in needed}


def _is_needed(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None


def _something(kind: TypeEngine[Any]) -> Any:
    """A value of that type."""
    for known, value in ((Boolean, False), (Integer, 1), (Float, 1.0), (DateTime, NOW), (JSON, {})):
        if isinstance(kind, known):
            return value
    return "something"
