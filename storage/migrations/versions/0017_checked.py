"""What of its checklists a case has."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("cases", sa.Column("checked", PAPER, nullable=False, server_default="[]"))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
