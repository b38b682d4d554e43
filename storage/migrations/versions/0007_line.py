"""Reminders that are due stand in a line by harm, which an index keeps: no claim sorts what 100,000 wait for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_reminders_coming": (["at"], sa.text("state = 'planned' AND line IS NULL")),
    "ix_reminders_line": (["line", "due", "at"], sa.text("state = 'planned' AND line IS NOT NULL")),
}


def upgrade() -> None:
    op.add_column("reminders", sa.Column("line", sa.Integer()))
    op.drop_index("ix_reminders_state_at", "reminders")
    for name, (names, where) in INDEXES.items():
        op.create_index(name, "reminders", names, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
