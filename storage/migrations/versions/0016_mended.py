"""What a shopper puts right of what was read in their evidence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("proof_sets", sa.Column("mended", PAPER))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
