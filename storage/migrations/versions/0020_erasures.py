"""Keys that were destroyed with their persons, and wishes for everything that is kept, which are about no case."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spread", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_erasures"),
    )
    op.create_index("ix_erasures_spread", "erasures", ["spread"])
    with op.batch_alter_table("orders") as batch:
        batch.alter_column("case_id", existing_type=sa.Text(), nullable=True)


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
