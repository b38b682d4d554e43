"""The ledger tells by types why a reminder was late, was merged, was put off or failed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: What 0001 kept as English sentences.
REASONS = {
    "the case moved on": "moved_on",
    "the case is gone": "gone",
    "merged with another of this case": "merged",
    "taken back": "taken_back",
}


def upgrade() -> None:
    for name in ("detail", "late"):
        op.add_column("reminders", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("reminders", sa.Column("merged_into", sa.Text()))
    op.add_column("reminders", sa.Column("again_at", sa.DateTime(timezone=True)))
    reminders = sa.table("reminders", *(sa.column(name, sa.Text()) for name in ("state", "why", "detail")))
    failed = reminders.c.state == "failed"
    op.execute(reminders.update().where(failed).values(detail=reminders.c.why, why="refused"))
    for sentence, reason in REASONS.items():
        op.execute(reminders.update().where(reminders.c.why == sentence).values(why=reason))


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
