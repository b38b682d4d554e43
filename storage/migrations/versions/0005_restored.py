"""After a restore, what may have gone out before is known, so that it says that it is a repeat."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column in (("reminders", "maybe_sent"), ("inbox", "maybe_answered")):
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
