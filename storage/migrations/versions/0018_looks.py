"""Pictures that are to be looked at, and what was seen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "looks",
        sa.Column("proof_id", sa.Text(), sa.ForeignKey("proofs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("owner", sa.BigInteger(), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True)),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("seen", sa.JSON().with_variant(JSONB(), "postgresql")),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'seen', 'unseen')", name="state"),
    )
    op.create_index("ix_looks_owner", "looks", ["owner"])
    waiting, untold = sa.text("state = 'waiting'"), sa.text("state <> 'waiting' AND NOT told")
    op.create_index("ix_looks_waiting", "looks", ["next_try_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_looks_untold", "looks", ["proof_id"], sqlite_where=untold, postgresql_where=untold)


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
