"""The tables that search and families need: all of them can be made again from what is kept.

``sayings`` and ``articles`` hold what a search compares: ``terms`` are the terms of a row with spaces between, those
of its text first; ``facets`` are keys of ``facet_values``. Their full-text indexes are made by migrations and kept up
by the databases themselves: in SQLite tables ``sayings_words`` and ``articles_words`` with triggers, in PostgreSQL a
generated column ``vector``.

No row refers to another by a foreign key, so that any group of tables can be emptied without the others.

Imports ``tables`` and ``kinds``.
"""

from sqlalchemy import Column, Float, Integer, Table, Text
from sqlalchemy import PrimaryKeyConstraint as PrimaryKey

from riwaya.ledger.kinds import KEY, Verbatim
from riwaya.ledger.tables import metadata

sayings = Table(  # one statement, or one claim of an article's own telling
    "sayings",
    metadata,
    Column("key", KEY, primary_key=True, autoincrement=False),  # of extraction and place in it
    Column("document", KEY, nullable=False, index=True),
    Column("extraction", KEY, nullable=False, index=True),
    Column("number", Integer, nullable=False),  # of the statement or claim in its extraction
    Column("kind", Text, nullable=False),  # statement or claim
    Column("stance", Text, nullable=False),
    Column("start", Integer, nullable=False),  # from the first to the last of its words
    Column("stop", Integer, nullable=False),
    Column("day", Text),  # of publication; null where unknown
    Column("facets", Text, nullable=False),
    Column("terms", Text, nullable=False),
)

articles = Table(  # one document that was read
    "articles",
    metadata,
    Column("key", KEY, primary_key=True, autoincrement=False),  # of the document
    Column("day", Text),  # null where unknown
    Column("facets", Text, nullable=False),
    Column("terms", Text, nullable=False),
)

facet_values = Table(  # speakers, carriers, stances, types, places, sources and months so far
    "facet_values",
    metadata,
    Column("key", Text, primary_key=True),  # the facet's letter and a digest of the value
    Column("facet", Text, nullable=False),
    Column("value", Text, nullable=False),  # the id, or the search key of a name without one
    Column("label", Verbatim, nullable=False),  # the name as first seen; the id where it has none
    sqlite_with_rowid=False,
)

bands = Table(  # what candidates for copies are looked up by
    "bands",
    metadata,
    Column("band", KEY, nullable=False),
    Column("document", KEY, nullable=False, index=True),
    PrimaryKey("band", "document"),
    sqlite_with_rowid=False,
)

ties = Table(  # two documents that hold the same text
    "ties",
    metadata,
    Column("first", KEY, nullable=False),  # the one with the smaller id, or the excerpt
    Column("second", KEY, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("share", Float, nullable=False),  # of the longer one's shingles
    PrimaryKey("first", "second"),
    sqlite_with_rowid=False,
)

families = Table(  # the versions of one text; a document without a family is not here
    "families",
    metadata,
    Column("document", KEY, nullable=False),
    Column("head", KEY, nullable=False, index=True),  # the earliest
    PrimaryKey("document"),
    sqlite_with_rowid=False,
)

passages = Table(  # long quotations, of one document or several
    "passages",
    metadata,
    Column("digest", KEY, nullable=False),
    Column("document", KEY, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    PrimaryKey("digest", "document", "start"),
    sqlite_with_rowid=False,
)

credits = Table(  # agencies that a document credits
    "credits",
    metadata,
    Column("document", KEY, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("name", Verbatim, nullable=False),
    Column("entity", Text, index=True),  # null where no entity fits, and for agencies in general
    Column("place", Text, nullable=False),  # dateline, byline or end
    PrimaryKey("document", "start"),
    sqlite_with_rowid=False,
)

SEARCH = (sayings, articles, facet_values)
SYNDICATION = (bands, ties, families, passages, credits)
"""The tables of each group."""
