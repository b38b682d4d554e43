"""What became of evidence: a sealed register that only grows, words that were changed, originals of photos."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

#: An entry goes only with its case or its owner: by the time those are gone, it may.
STANDS = (
    "EXISTS (SELECT 1 FROM people WHERE id = OLD.owner) "
    "AND (OLD.case_id IS NULL OR EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id))"
)
REFUSED = "the register only grows"


def upgrade() -> None:
    op.create_table(
        "register",
        sa.Column("chain", sa.Text(), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("owner", sa.BigInteger(), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("case_id", sa.Text(), sa.ForeignKey("cases.id", ondelete="CASCADE")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("proof", "entry", "seal")),
    )
    for columns in (["owner"], ["case_id"], ["chain", "proof"]):
        op.create_index(f"ix_register_{'_'.join(columns)}", "register", columns)
    op.create_table(
        "wordings",
        sa.Column("proof_id", sa.Text(), sa.ForeignKey("proofs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("text", "caption")),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("proofs", sa.Column("original_of", sa.Text(), nullable=False, server_default=""))
    op.add_column("proofs", sa.Column("edits", sa.Integer(), nullable=False, server_default="0"))
    _only_grows()


def _only_grows() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, when in (("update", ""), ("delete", f"WHEN {STANDS}")):
            op.execute(
                f"CREATE TRIGGER register_no_{name} BEFORE {name} ON register {when} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION guard_register() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'UPDATE' OR ({STANDS}) THEN RAISE EXCEPTION '{REFUSED}'; END IF; RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER register_only_grows BEFORE UPDATE OR DELETE ON register "
        "FOR EACH ROW EXECUTE FUNCTION guard_register()"
    )


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")
