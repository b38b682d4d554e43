"""How fast all workers together have spoken lately."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paces",
        sa.Column("chat", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("clear", sa.Float(), nullable=False),
        sa.Column("silent_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_paces"),
    )


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
