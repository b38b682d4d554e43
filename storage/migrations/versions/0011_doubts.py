"""How often it was unknown whether a letter arrived."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE outbox SET doubts = 1 WHERE maybe_arrived")


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
