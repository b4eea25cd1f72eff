"""What events over all documents are made with: accounts, their words, how alike they are, what is known."""

import sqlalchemy as sa
from alembic import op

from riwaya.ledger.kinds import KEY

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make all tables."""
    _compared()
    op.create_table(
        "matters",
        sa.Column("event", KEY, autoincrement=False, nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("dissent", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Text()),
        sa.Column("last_day", sa.Text()),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_matters"),
    )
    op.create_index("ix_matters_dissent", "matters", ["dissent"])
    op.create_table(
        "judged",
        sa.Column("judgement", KEY, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("judgement", name="pk_judged"),
    )


def _compared() -> None:
    op.create_table(
        "tellings",
        sa.Column("extraction", KEY, autoincrement=False, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("head", KEY, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("extraction", name="pk_tellings"),
    )
    op.create_index("ix_tellings_document", "tellings", ["document"])
    op.create_table(
        "accounts",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("event", KEY),
        sa.PrimaryKeyConstraint("key", name="pk_accounts"),
    )
    op.create_index("ix_accounts_extraction", "accounts", ["extraction"])
    op.create_index("ix_accounts_event", "accounts", ["event"])
    op.create_table(
        "account_words",
        sa.Column("word", KEY, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.PrimaryKeyConstraint("word", "account", name="pk_account_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_words_account", "account_words", ["account"])
    op.create_table(
        "likenesses",
        sa.Column("first", KEY, nullable=False),
        sa.Column("second", KEY, nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_likenesses"),
        sqlite_with_rowid=False,
    )
