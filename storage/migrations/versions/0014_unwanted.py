"""Files of evidence that their owners deleted, until they are gone from the vault."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("unwanted", sa.Column("stored_as", sa.Text(), primary_key=True))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
