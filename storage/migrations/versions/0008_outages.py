"""Times of which something is missing, and when a person came back."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outages",
        sa.Column("began", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("told_up_to", sa.BigInteger()),
        sa.Column("told", sa.Boolean(), nullable=False),
    )
    op.add_column("people", sa.Column("returned_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
