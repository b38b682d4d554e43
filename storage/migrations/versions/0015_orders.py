"""Dossiers that are wished for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("owner", sa.BigInteger(), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Text(), sa.ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True)),
        sa.Column("leased_until", sa.Float()),
        sa.Column("files", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'working', 'done', 'failed')", name="state"),
    )
    op.create_index("ix_orders_state_asked", "orders", ["state", "asked"])
    op.create_index("ix_orders_owner", "orders", ["owner"])
    op.create_index("ix_orders_case_id", "orders", ["case_id"])


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
