"""What a person typed last, and where its value went: an edited message is offered there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("people", sa.Column("heard", PAPER, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
