"""When a person's next digest is due."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("digest_at", sa.DateTime(timezone=True)))
    op.create_index("ix_people_digest_at", "people", ["digest_at"])


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
