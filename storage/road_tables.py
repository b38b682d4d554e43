"""
Rows of what comes in and goes out, as storage/tables.py has those of people and cases.

Letters, screens and raw updates hang on a chat, which can be known before its person is: `Erasure.forget` takes
them along.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage import columns
from storage.columns import Paper
from storage.tables import Row


class InboxRow(Row, table=True):
    """A raw update. `id` is the order of arrival; `update_id` only says whether it was seen before."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "state", "queue", "id"),
        columns.one_of("waiting", "done", "set_aside"),
    )

    id: int | None = columns.number()
    update_id: int = columns.big(unique=True)
    queue: str = columns.words()
    raw: str = columns.words()
    received_at: datetime
    state: str = columns.words()
    attempts: int
    next_try_at: datetime | None
    error: str = columns.words()
    maybe_answered: bool = False


class OutboxRow(Row, table=True):
    """
    domain.post.Letter and its way. `leased_until` counts seconds on the database's own clock.

    A letter in doubt is one that waits and `maybe_arrived`: one state to look through, in the order of one index.
    `doubts` counts how often that was unknown.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "state", "rank", "due", "id"),
        Index(None, "chat", "state", "id"),
        columns.one_of("waiting", "leased", "sent", "failed", "dropped"),
    )

    id: int | None = columns.number()
    key: str = columns.words(unique=True)
    chat: int = columns.big()
    method: str = columns.words()
    payload: dict[str, Any] = Field(sa_type=Paper)
    rank: int
    due: datetime
    screen: str = columns.words()
    reminder: str = columns.words()
    state: str = columns.words()
    attempts: int
    token: str | None = columns.words(unique=True)
    leased_until: float | None
    maybe_arrived: bool
    doubts: int = 0
    next_try_at: datetime | None
    first_tried_at: datetime | None
    sent_at: datetime | None
    message_id: int | None = columns.big()
    why: str = columns.words()


class ScreenRow(Row, table=True):
    """Which message shows what; of several messages that show one screen the highest `id` is the newest."""

    __tablename__ = "screens"
    __table_args__ = (UniqueConstraint("chat", "message_id"), Index(None, "chat", "screen", "id"))

    id: int | None = columns.number()
    chat: int = columns.big()
    message_id: int = columns.big()
    screen: str = columns.words()


class OutageRow(Row, table=True):
    """domain.outages.Outage; `told` once nobody is left who should hear of it."""

    __tablename__ = "outages"

    began: datetime = Field(primary_key=True)
    ended: datetime
    kind: str = columns.words()
    told_up_to: int | None = columns.big()
    told: bool


class QuotaRow(Row, table=True):
    """
    What a chat, named as in the inbox, has spent of a domain.quotas.Thing: `whole_at` all of it is there again.

    `album` is the album that was let in last.
    """

    __tablename__ = "quotas"

    queue: str = columns.words(primary_key=True)
    thing: str = columns.words(primary_key=True)
    whole_at: datetime
    album: str = columns.words()


class MarkRow(Row, table=True):
    """A named value of the bot itself: the poll's offset, the last good poll, …"""

    __tablename__ = "marks"

    name: str = columns.words(primary_key=True)
    value: str = columns.words()


class PaceRow(Row, table=True):
    """
    What all workers have said in a chat, and in row 0 to whomever: `clear` it is as if nothing had been said.

    Seconds since 1970 on the database's clock. `silent_until` stands in row 0.
    """

    __tablename__ = "paces"

    chat: int = columns.big(primary_key=True)
    clear: float
    silent_until: float = 0.0
