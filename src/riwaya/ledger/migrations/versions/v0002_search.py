"""What search and families need: rows of terms with their full-text indexes, bands, ties, families, passages."""

import sqlalchemy as sa
from alembic import op

from riwaya.ledger.kinds import KEY, Verbatim

revision = "0002"
down_revision = "0001"

_VECTOR = """
CREATE OR REPLACE FUNCTION riwaya_vector(terms text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(quote_literal(term) || ':' || least(place, 16383), ' '), '')::tsvector
  FROM unnest(string_to_array(terms, ' ')) WITH ORDINALITY AS counted (term, place)
  WHERE term <> ''
$$
"""


def upgrade() -> None:
    """Make all tables, and the index that each database keeps up by itself."""
    _rows_of_terms()
    _syndication()
    for name in ("sayings", "articles"):
        if op.get_bind().dialect.name == "sqlite":
            _sqlite(name)
        else:
            _postgresql(name)


def _rows_of_terms() -> None:
    op.create_table(
        "sayings",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text()),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sayings"),
    )
    op.create_index("ix_sayings_document", "sayings", ["document"])
    op.create_index("ix_sayings_extraction", "sayings", ["extraction"])
    op.create_table(
        "articles",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("day", sa.Text()),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_articles"),
    )
    op.create_table(
        "facet_values",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", Verbatim(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facet_values"),
        sqlite_with_rowid=False,
    )


def _syndication() -> None:
    op.create_table(
        "bands",
        sa.Column("band", KEY, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.PrimaryKeyConstraint("band", "document", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_document", "bands", ["document"])
    op.create_table(
        "ties",
        sa.Column("first", KEY, nullable=False),
        sa.Column("second", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_ties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ties_second", "ties", ["second"])
    op.create_table(
        "families",
        sa.Column("document", KEY, nullable=False),
        sa.Column("head", KEY, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_families"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_families_head", "families", ["head"])
    op.create_table(
        "passages",
        sa.Column("digest", KEY, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "document", "start", name="pk_passages"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_passages_document", "passages", ["document"])
    op.create_table(
        "credits",
        sa.Column("document", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("entity", sa.Text()),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document", "start", name="pk_credits"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_credits_entity", "credits", ["entity"])


def _sqlite(name: str) -> None:
    """Keep an FTS5 table beside the rows; our terms are its tokens, so ``_`` is a letter and no mark is one."""
    op.execute(
        f"CREATE VIRTUAL TABLE {name}_words USING fts5("
        f"terms, content='{name}', content_rowid='key', "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    put = f"INSERT INTO {name}_words (rowid, terms) VALUES (new.key, new.terms);"
    take = (
        f"INSERT INTO {name}_words ({name}_words, rowid, terms) "
        "VALUES ('delete', old.key, old.terms);"
    )
    op.execute(f"CREATE TRIGGER {name}_put AFTER INSERT ON {name} BEGIN {put} END")
    op.execute(f"CREATE TRIGGER {name}_take AFTER DELETE ON {name} BEGIN {take} END")
    op.execute(f"CREATE TRIGGER {name}_change AFTER UPDATE ON {name} BEGIN {take} {put} END")


def _postgresql(name: str) -> None:
    """Keep a vector of our own terms: no parser of the server cuts them again."""
    op.execute(_VECTOR)
    op.execute(
        f"ALTER TABLE {name} ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (riwaya_vector(terms)) STORED"
    )
    op.execute(f"CREATE INDEX ix_{name}_vector ON {name} USING gin (vector)")
