"""People, their cases with journals, reminders and evidence."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PAPER = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    _people()
    _cases()
    _happenings()
    _reminders()
    _proof_sets()
    _proofs()
    _journal_only_grows()


def downgrade() -> None:
    raise NotImplementedError("The schema only goes forward; restore a backup instead.")


def _words(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=null) for name in names]


def _moments(*names: str, null: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=null) for name in names]


def _flags(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Text(), primary_key=True)


def _owner() -> sa.Column[Any]:
    return sa.Column("owner", sa.BigInteger(), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


def _case(*, null: bool = False, key: bool = False) -> sa.Column[Any]:
    hangs_on = sa.ForeignKey("cases.id", ondelete="CASCADE")
    return sa.Column("case_id", sa.Text(), hangs_on, nullable=null, primary_key=key)


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        *_words("language"),
        sa.Column("wishes", PAPER, nullable=False),
        *_words("focus", null=True),
        *_moments("focus_at", null=True),
        sa.Column("asking", PAPER),
        sa.Column("draft", PAPER),
        *_moments("unreachable_since", "joined", null=True),
    )
    op.create_index("ix_people_chat", "people", ["chat"])


def _cases() -> None:
    op.create_table(
        "cases",
        _id(),
        _owner(),
        sa.Column("version", sa.Integer(), nullable=False),
        *_words("flow"),
        *_moments("opened"),
        *_words("name"),
        *_words("reason", null=True),
        sa.Column("price_minor", sa.BigInteger()),
        *_words("price_currency", null=True),
        *_words("platform"),
        *_words("channel", null=True),
        *_words("order_no", "seller"),
        sa.Column("traits", PAPER, nullable=False),
        *_flags("archived"),
    )
    op.create_index("ix_cases_owner", "cases", ["owner"])


def _happenings() -> None:
    op.create_table(
        "happenings",
        _case(key=True),
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=False),
        *_words("id", "what"),
        *_moments("when_at", null=True),
        sa.Column("when_exact", sa.Boolean()),
        *_moments("told"),
        *_words("source"),
        sa.Column("money_minor", sa.BigInteger()),
        *_words("money_currency", "parcel_number", "carrier", "rule", null=True),
        *_words("note"),
        *_words("corrects", null=True),
        *_flags("taken_back"),
        sa.UniqueConstraint("case_id", "id"),
    )


def _reminders() -> None:
    op.create_table(
        "reminders",
        _id(),
        _owner(),
        _case(),
        *_words("kind", "occurrence", "rule"),
        *_moments("at"),
        *_moments("due", null=True),
        *_flags("final", "snoozed"),
        *_words("state"),
        *_moments("settled_at", null=True),
        *_words("why"),
        sa.UniqueConstraint("case_id", "kind", "occurrence"),
        sa.CheckConstraint("state IN ('planned', 'handed_over', 'sent', 'failed', 'dropped', 'snoozed')", name="state"),
    )
    op.create_index("ix_reminders_state_at", "reminders", ["state", "at"])
    op.create_index("ix_reminders_owner_at", "reminders", ["owner", "at"])


def _proof_sets() -> None:
    op.create_table(
        "proof_sets",
        _id(),
        _owner(),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        _case(null=True),
        *_moments("last_seen"),
        *_flags("answered"),
    )
    op.create_index("ix_proof_sets_owner", "proof_sets", ["owner"])
    op.create_index("ix_proof_sets_case_id", "proof_sets", ["case_id"])
    op.create_index("ix_proof_sets_answered_last_seen", "proof_sets", ["answered", "last_seen"])


def _proofs() -> None:
    hangs_on = sa.ForeignKey("proof_sets.id", ondelete="CASCADE")
    op.create_table(
        "proofs",
        _id(),
        _owner(),
        sa.Column("set_id", sa.Text(), hangs_on, nullable=False),
        _case(null=True),
        *_words("kind", "sender"),
        *_moments("sent", "received"),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        *_words("file_id"),
        *_words("unique_id", null=True),
        *_words("name", "claimed_type", "caption", "text", "forwarded_from"),
        *_moments("forwarded_at", null=True),
        *_flags("compressed"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        *_words("state", "sha256", "type", "stored_as", "failure"),
        *_moments("next_try_at", null=True),
        sa.UniqueConstraint("chat", "message_id"),
        sa.UniqueConstraint("set_id", "unique_id"),
        sa.UniqueConstraint("case_id", "unique_id"),
    )
    op.create_index("ix_proofs_owner", "proofs", ["owner"])
    op.create_index("ix_proofs_state_next_try_at", "proofs", ["state", "next_try_at"])


def _journal_only_grows() -> None:
    """A happening is never changed; it may only go together with its case."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER happenings_only_grow BEFORE UPDATE ON happenings "
            "BEGIN SELECT RAISE(ABORT, 'a happening is never changed'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a happening is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER happenings_only_grow BEFORE UPDATE ON happenings FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
