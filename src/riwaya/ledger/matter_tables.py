"""The tables that events over all documents are made with: all of them can be made again from what is kept.

Keys are the first 63 bits of digests, so that the rows of a ledger do not depend on the order of arrival.

Imports ``tables`` and ``kinds``.
"""

from sqlalchemy import Column, Float, Integer, LargeBinary, Table, Text
from sqlalchemy import PrimaryKeyConstraint as PrimaryKey

from riwaya.ledger.kinds import KEY
from riwaya.ledger.tables import metadata

tellings = Table(  # the extractions whose accounts are compared: one of each document
    "tellings",
    metadata,
    Column("extraction", KEY, primary_key=True, autoincrement=False),
    Column("document", KEY, nullable=False, index=True),
    Column("head", KEY, nullable=False),  # of its family of copies; itself where it has none
    Column("content", LargeBinary, nullable=False),  # MessagePack of its accounts, packed
    Column("packing", Text, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("key", KEY, primary_key=True, autoincrement=False),  # of its id
    Column("id", Text, nullable=False),  # of the document, # and the number of its first event
    Column("extraction", KEY, nullable=False, index=True),
    Column("event", KEY, index=True),  # null until it is grouped
)

account_words = Table(  # what accounts must share to be compared
    "account_words",
    metadata,
    Column("word", KEY, nullable=False),  # of a place, a person or a rare word
    Column("account", KEY, nullable=False, index=True),
    PrimaryKey("word", "account"),
    sqlite_with_rowid=False,
)

likenesses = Table(  # pairs that are alike at all, each in both orders
    "likenesses",
    metadata,
    Column("first", KEY, nullable=False),
    Column("second", KEY, nullable=False),
    Column("value", Float, nullable=False),  # 0 to 1
    PrimaryKey("first", "second"),
    sqlite_with_rowid=False,
)

matters = Table(  # all that is known of each event
    "matters",
    metadata,
    Column("event", KEY, primary_key=True, autoincrement=False),
    Column("voices", Integer, nullable=False),
    Column("dissent", Integer, nullable=False, index=True),  # voices of the smaller sides
    Column("first_day", Text),  # of publication; null where no article has a day
    Column("last_day", Text),
    Column("content", LargeBinary, nullable=False),  # MessagePack of across.matters.Matter, packed
    Column("packing", Text, nullable=False),
)

judged = Table(  # the judgements that the events were last made with
    "judged",
    metadata,
    Column("judgement", KEY, primary_key=True, autoincrement=False),
)

MATTERS = (tellings, accounts, account_words, likenesses, matters, judged)
