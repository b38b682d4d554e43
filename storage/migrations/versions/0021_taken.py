"""When a picture says it was taken, in its own words."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("proofs", sa.Column("taken", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
