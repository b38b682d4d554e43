"""Rows that say what became of evidence, as storage/tables.py has the evidence itself."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage import columns
from storage.tables import Row


class RegisterRow(Row, table=True):
    """
    domain.register.Link: only ever added. `seq` counts from 1 in each chain.

    A trigger refuses every change, and every removal but the one together with its case or its owner.
    """

    __tablename__ = "register"
    __table_args__ = (Index(None, "chain", "proof"),)

    chain: str = columns.words(primary_key=True)
    seq: int = Field(primary_key=True)
    owner: int = columns.belongs_to("people.id", BigInteger, index=True)
    case_id: str | None = columns.belongs_to("cases.id", index=True)
    proof: str = columns.words()
    entry: str = columns.words()
    seal: str = columns.words()


class WordingRow(Row, table=True):
    """domain.evidence.Wording: words of a proof that its sender has changed since, `number` counts from 1."""

    __tablename__ = "wordings"

    proof_id: str = columns.belongs_to("proofs.id", primary_key=True)
    number: int = Field(primary_key=True)
    text: str = columns.words()
    caption: str = columns.words()
    until: datetime


class UnwantedRow(Row, table=True):
    """A file in the vault that no row speaks of any more because its owner deleted it: to be removed at once."""

    __tablename__ = "unwanted"

    stored_as: str = columns.words(primary_key=True)
