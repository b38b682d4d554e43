"""What the shopper told about the money of a case beyond its price, and the term of a membership."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("cases", sa.Column("amounts", PAPER, nullable=False, server_default="{}"))
    op.add_column("cases", sa.Column("term", PAPER, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
