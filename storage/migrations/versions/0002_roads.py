"""What comes in, what goes out, which message shows what, and the bot's own marks."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _inbox()
    _outbox()
    _screens()
    op.create_table("marks", sa.Column("name", sa.Text(), primary_key=True), *_words("value"))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _moments(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=null) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _id() -> sa.Column[Any]:
    return sa.Column("id", ROW_NUMBER, primary_key=True)


def _inbox() -> None:
    op.create_table(
        "inbox",
        _id(),
        sa.Column("update_id", sa.BigInteger(), nullable=False, unique=True),
        *_words("queue", "raw"),
        *_moments("received_at"),
        *_words("state"),
        *_numbers("attempts"),
        *_moments("next_try_at", null=True),
        *_words("error"),
        sa.CheckConstraint("state IN ('waiting', 'done', 'set_aside')", name="state"),
    )
    op.create_index("ix_inbox_state_id", "inbox", ["state", "id"])
    op.create_index("ix_inbox_state_queue_id", "inbox", ["state", "queue", "id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        _id(),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        *_words("method"),
        sa.Column("payload", PAPER, nullable=False),
        *_numbers("rank"),
        *_moments("due"),
        *_words("screen", "reminder", "state"),
        *_numbers("attempts"),
        sa.Column("token", sa.Text(), unique=True),
        sa.Column("leased_until", sa.Float()),
        sa.Column("maybe_arrived", sa.Boolean(), nullable=False),
        *_moments("next_try_at", "first_tried_at", "sent_at", null=True),
        sa.Column("message_id", sa.BigInteger()),
        *_words("why"),
        sa.CheckConstraint("state IN ('waiting', 'leased', 'sent', 'failed', 'dropped')", name="state"),
    )
    op.create_index("ix_outbox_state_rank_due_id", "outbox", ["state", "rank", "due", "id"])
    op.create_index("ix_outbox_chat_state_id", "outbox", ["chat", "state", "id"])


def _screens() -> None:
    op.create_table(
        "screens",
        _id(),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        *_words("screen"),
        sa.UniqueConstraint("chat", "message_id"),
    )
    op.create_index("ix_screens_chat_screen_id", "screens", ["chat", "screen", "id"])
