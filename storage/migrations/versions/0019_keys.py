"""A key for each person, wrapped by the master key."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("master", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name="fk_person_keys_owner", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_person_keys"),
        sa.UniqueConstraint("owner", name="uq_person_keys_owner"),
    )


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
