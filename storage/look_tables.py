"""Rows of pictures that are to be looked at, as storage/tables.py has the evidence itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field

from storage import columns
from storage.columns import Paper
from storage.tables import Row


class LookRow(Row, table=True):
    """
    A look at a proof's picture: `seen` is domain.seeing.Seen, `why` a domain.seeing.Blind where nothing was seen.

    `told`: whether a scene has been given it.
    """

    __tablename__ = "looks"
    __table_args__ = (
        columns.part("ix_looks_waiting", "state = 'waiting'", "next_try_at"),
        columns.part("ix_looks_untold", "state <> 'waiting' AND NOT told", "proof_id"),
        columns.one_of("waiting", "seen", "unseen"),
    )

    proof_id: str = columns.belongs_to("proofs.id", primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, index=True)
    state: str = columns.words()
    tries: int
    next_try_at: datetime | None
    why: str = columns.words()
    seen: dict[str, Any] | None = Field(sa_type=Paper)
    told: bool
