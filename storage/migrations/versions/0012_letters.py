"""What a letter needs beside the case: what is wrong, in the shopper's words; who writes, where a desk must know."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("cases", sa.Column("problem", sa.Text(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("identity", PAPER, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
