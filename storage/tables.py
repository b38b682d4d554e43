"""
Rows, nothing but rows. What they mean stands in domain/; what may be done with them, in the repositories.

Everything of a person hangs on `people` by foreign keys that delete with it. What comes and goes hangs on a chat
instead and stands in storage/road_tables.py.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage import columns
from storage.columns import Paper

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """The root of all tables, with one way of naming constraints."""

    metadata = MetaData(naming_convention=_NAMES)


class PersonRow(Row, table=True):
    """domain.people.Person."""

    __tablename__ = "people"

    id: int = columns.big(primary_key=True, sa_column_kwargs={"autoincrement": False})
    chat: int = columns.big(index=True)
    language: str = columns.words()
    wishes: dict[str, Any] = Field(sa_type=Paper)
    identity: dict[str, Any] | None = Field(sa_type=Paper)
    focus: str | None = columns.words()
    focus_at: datetime | None
    asking: dict[str, Any] | None = Field(sa_type=Paper)
    draft: dict[str, Any] | None = Field(sa_type=Paper)
    heard: list[dict[str, Any]] | None = Field(sa_type=Paper)
    digest_at: datetime | None = Field(index=True)
    unreachable_since: datetime | None
    returned_at: datetime | None
    joined: datetime | None


class KeyRow(Row, table=True):
    """storage.master.Wrapped: what a person's files are encrypted under. It is deleted with the person."""

    __tablename__ = "person_keys"

    id: str = columns.words(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, unique=True)
    secret: str = columns.words()
    master: str = columns.words()


class ErasureRow(Row, table=True):
    """
    The id of a key that was destroyed with its person: it says of nobody who that was, so it stays.

    `spread`: the files of keys beside the backups know of it.
    """

    __tablename__ = "erasures"

    key: str = columns.words(primary_key=True)
    at: datetime
    spread: bool = Field(index=True)


class CaseRow(Row, table=True):
    """The header of a domain.case.Case."""

    __tablename__ = "cases"

    id: str = columns.words(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, index=True)
    version: int
    flow: str = columns.words()
    opened: datetime
    name: str = columns.words()
    reason: str | None = columns.words()
    price_minor: int | None = columns.big()
    price_currency: str | None = columns.words()
    platform: str = columns.words()
    channel: str | None = columns.words()
    order_no: str = columns.words()
    seller: str = columns.words()
    problem: str = columns.words()
    traits: list[str] = Field(sa_type=Paper)
    amounts: dict[str, Any] = Field(sa_type=Paper)
    term: dict[str, Any] | None = Field(sa_type=Paper)
    answers: list[str] = Field(sa_type=Paper)
    checked: list[str] = Field(sa_type=Paper)
    archived: bool


class HappeningRow(Row, table=True):
    """domain.journal.Happening: only ever added (a trigger refuses changes), `seq` counts from 1 in each case."""

    __tablename__ = "happenings"
    __table_args__ = (UniqueConstraint("case_id", "id"),)

    case_id: str = columns.belongs_to("cases.id", primary_key=True)
    seq: int = Field(primary_key=True)
    id: str = columns.words()
    what: str = columns.words()
    when_at: datetime | None
    when_exact: bool | None
    told: datetime
    source: str = columns.words()
    money_minor: int | None = columns.big()
    money_currency: str | None = columns.words()
    parcel_number: str | None = columns.words()
    carrier: str | None = columns.words()
    rule: str | None = columns.words()
    note: str = columns.words()
    corrects: str | None = columns.words()
    taken_back: bool


class ReminderRow(Row, table=True):
    """
    domain.reminders.Planned and what became of it.

    `snoozed` rows stand beside the plan and survive a new one. `opens` is from when on it may leave, `line` from then
    on a storage.line.Place. The rest as in domain.ledger.LedgerLine.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "occurrence"),
        columns.part("ix_reminders_coming", "state = 'planned' AND line IS NULL", "opens"),
        columns.part("ix_reminders_line", "state = 'planned' AND line IS NOT NULL", "line", "due", "at"),
        Index(None, "owner", "at"),
        columns.one_of("planned", "handed_over", "sent", "failed", "dropped", "snoozed"),
    )

    id: str = columns.words(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger)
    case_id: str = columns.belongs_to("cases.id")
    kind: str = columns.words()
    occurrence: str = columns.words()
    rule: str = columns.words()
    at: datetime
    opens: datetime
    due: datetime | None
    final: bool
    snoozed: bool
    line: int | None
    state: str = columns.words()
    settled_at: datetime | None
    why: str = columns.words()
    detail: str = columns.words()
    late: str = columns.words()
    merged_into: str | None = columns.words()
    again_at: datetime | None
    maybe_sent: bool = False


class ProofSetRow(Row, table=True):
    """domain.evidence.ProofSet."""

    __tablename__ = "proof_sets"
    __table_args__ = (Index(None, "answered", "last_seen"),)

    id: str = columns.words(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, index=True)
    chat: int = columns.big()
    case_id: str | None = columns.belongs_to("cases.id", index=True)
    last_seen: datetime
    answered: bool
    mended: list[dict[str, Any]] | None = Field(sa_type=Paper)


class ProofRow(Row, table=True):
    """
    domain.evidence.Proof. A file that Telegram gave no unique id has none here: NULL collides with nothing.

    Nor does one whose bytes could not be had: it may be sent again.
    """

    __tablename__ = "proofs"
    __table_args__ = (
        UniqueConstraint("chat", "message_id"),
        columns.part("uq_proofs_in_set", "state <> 'failed'", "set_id", "unique_id", unique=True),
        columns.part("uq_proofs_in_case", "state <> 'failed'", "case_id", "unique_id", unique=True),
        Index(None, "state", "next_try_at"),
    )

    id: str = columns.words(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, index=True)
    set_id: str = columns.belongs_to("proof_sets.id", index=True)
    case_id: str | None = columns.belongs_to("cases.id", index=True)
    kind: str = columns.words()
    sender: str = columns.words()
    sent: datetime
    received: datetime
    chat: int = columns.big()
    message_id: int = columns.big()
    file_id: str = columns.words()
    unique_id: str | None = columns.words()
    name: str = columns.words()
    claimed_type: str = columns.words()
    caption: str = columns.words()
    text: str = columns.words()
    forwarded_from: str = columns.words()
    forwarded_at: datetime | None
    compressed: bool
    size: int = columns.big()
    state: str = columns.words()
    sha256: str = columns.words()
    type: str = columns.words()
    stored_as: str = columns.words()
    failure: str = columns.words()
    next_try_at: datetime | None
    original_of: str = columns.words(default="")
    edits: int = 0
    taken: str = columns.words(default="")
