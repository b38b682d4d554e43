"""Rows of papers that are wished for, as storage/tables.py has the cases that they are about."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage import columns
from storage.columns import Paper
from storage.tables import Row


class OrderRow(Row, table=True):
    """domain.orders.Order. `files` are the finished ones in the vault, until they are sent."""

    __tablename__ = "orders"
    __table_args__ = (
        Index(None, "state", "asked"),
        columns.one_of("waiting", "working", "done", "failed"),
    )

    id: str = columns.words(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, index=True)
    chat: int = columns.big()
    case_id: str | None = columns.belongs_to("cases.id", index=True)
    language: str = columns.words()
    masked: bool
    asked: datetime
    attempts: int
    state: str = columns.words()
    next_try_at: datetime | None
    leased_until: float | None
    files: list[str] = Field(sa_type=Paper)
