"""A file that could not be had stands in the way of no second sending."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

HAD = sa.text("state <> 'failed'")


def upgrade() -> None:
    with op.batch_alter_table("proofs") as batch:
        batch.drop_constraint("uq_proofs_set_id_unique_id", type_="unique")
        batch.drop_constraint("uq_proofs_case_id_unique_id", type_="unique")
    for name, column in (("uq_proofs_in_set", "set_id"), ("uq_proofs_in_case", "case_id")):
        columns = [column, "unique_id"]
        op.create_index(name, "proofs", columns, unique=True, sqlite_where=HAD, postgresql_where=HAD)
        op.create_index(f"ix_proofs_{column}", "proofs", [column])  # the constraints were their indexes, too


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
