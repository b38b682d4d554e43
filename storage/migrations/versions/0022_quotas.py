"""What each chat has spent of what it may ask of us."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quotas",
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("whole_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("album", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("queue", "thing", name="pk_quotas"),
    )


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
