"""A reminder may leave some minutes before the hour that it is promised for, so that not all of nine o'clock do."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WHERE = sa.text("state = 'planned' AND line IS NULL")


def upgrade() -> None:
    op.add_column("reminders", sa.Column("opens", sa.DateTime(timezone=True)))
    reminders = sa.table("reminders", *(sa.column(name, sa.DateTime(timezone=True)) for name in ("at", "opens")))
    op.execute(reminders.update().values(opens=reminders.c.at))
    with op.batch_alter_table("reminders") as batch:
        batch.alter_column("opens", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.drop_index("ix_reminders_coming", "reminders")
    op.create_index("ix_reminders_coming", "reminders", ["opens"], sqlite_where=WHERE, postgresql_where=WHERE)


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
