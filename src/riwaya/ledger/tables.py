"""The tables of a ledger, in three groups.

*Kept*: what was taken in and what people decided. Rows are added and never changed, but for ``withdrawn_at``.
*Indexed*: what extractions hold, spread out for queries. A function of the kept extractions.
*Derived*: events and disputes over all documents. A function of the live claims and the judgements.

``riwaya rebuild`` makes the last two groups again. Rows are joined by narrow integer keys, which never leave the
database; what is shown outside is the ``id``, a digest of what the row says. ``recorded_at`` and ``withdrawn_at`` are
instants of the ledger's clock; a row is live while ``withdrawn_at`` is null. Offsets count code points of
``documents.text``. Columns named ``*_key`` after a name hold its search key (``text.key``),
cut at 200 characters.

Imports ``kinds``.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy import PrimaryKeyConstraint as PrimaryKey

from riwaya.ledger.kinds import KEY, Digest, Instant, Verbatim, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[Any]:
    return Column("key", KEY, primary_key=True, autoincrement=False)  # numbered by ``keys``


def _id(*, unique: bool = True) -> Column[Any]:
    return Column("id", Digest, nullable=False, unique=unique, index=not unique)


def _to(name: str, table: str, *, index: bool = False, nullable: bool = False) -> Column[Any]:
    return Column(name, KEY, ForeignKey(f"{table}.key"), nullable=nullable, index=index)


def _recorded() -> Column[Any]:
    return Column("recorded_at", Instant, nullable=False)


def _withdrawn() -> Column[Any]:
    return Column("withdrawn_at", Instant)  # null while live


# ---- kept: what was taken in --------------------------------------------------------------------------

runs = Table(
    "runs",
    metadata,
    _key(),
    Column("command", Text, nullable=False),  # what asked for it: add, watch, ...
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),  # its last commit
    Column("ended_at", Instant),  # null while it runs, and for ever where it was killed
    Column("documents", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    _key(),
    _id(),
    Column("url", Verbatim, nullable=False),
    Column("title", Verbatim),  # null where it states none
    Column("publisher", Verbatim),  # null where it is told by each article
    _recorded(),
    _withdrawn(),
)

originals = Table(  # the bytes as they came, once for each SHA-256
    "originals",
    metadata,
    _key(),
    _id(),  # SHA-256 of the unpacked bytes
    Column("size", BigInteger, nullable=False),  # unpacked bytes
    Column("packing", Text, nullable=False),  # how ``data`` is packed: zstd or none
    Column("data", LargeBinary, nullable=False),
    _recorded(),
)

fetches = Table(  # one act of reading a file or asking an address
    "fetches",
    metadata,
    _key(),
    _to("run", "runs", nullable=True, index=True),  # null where it came through Python
    _to("feed", "feeds", nullable=True, index=True),  # null where no feed named it
    _to(
        "original", "originals", nullable=True, index=True
    ),  # null where nothing new came (304, failure)
    Column("address", Verbatim, nullable=False),  # URL, or path with the number of the record
    Column("fetched_at", Instant, nullable=False),
    Column("status", SmallInteger),  # of HTTP; null for files
    Column("headers", Text),  # of HTTP, a JSON object; null for files
    Column("problem", Text),  # the name of the error; null where all went well
)

taken = Table(  # sources that were taken in whole: they need not be read again
    "taken",
    metadata,
    _key(),
    _id(),  # of the SHA-256 of the source, what the user stated of it, and the engine
    Column("source", Verbatim, nullable=False),
    _recorded(),
)

problems = Table(
    "problems",
    metadata,
    _key(),
    _id(),
    _to("run", "runs", nullable=True, index=True),  # null where it came through Python
    Column("source", Verbatim, nullable=False),
    Column("error", Text, nullable=False),
    Column("message", Verbatim, nullable=False),
    Column("advice", Text, nullable=False),
    _recorded(),
)

documents = Table(  # articles, each version of one a row of its own
    "documents",
    metadata,
    _key(),
    _id(),
    Column("identity", Digest, index=True),  # what all versions share; null where nothing tells
    _to(
        "previous", "documents", nullable=True, index=True
    ),  # the version before; null for the first
    Column("version", Integer, nullable=False),  # 1 for the first
    _to("fetch", "fetches", nullable=True, index=True),  # null where only text was given
    Column("publisher", Verbatim),  # null where unknown
    Column("publisher_key", Text, index=True),  # null likewise
    Column("url", Verbatim),  # null where unknown
    Column(
        "published", Text
    ),  # ISO 8601 day or instant as stated; null with the reason in ``undated``
    Column("day", Text, index=True),  # the day of ``published``; null likewise
    Column("undated", Text),  # null where ``published`` is known
    Column("language", Text, nullable=False),
    Column("source", Verbatim, nullable=False),  # where the bytes came from
    Column("notes", Words),  # what was noticed while reading; null where nothing
    Column("headline", Verbatim, nullable=False),  # the first line of ``text``
    _recorded(),
    _withdrawn(),
    Column("text", Verbatim, nullable=False),  # as published
    Column("search", Text, nullable=False),  # its search key: ``text.key``
)

extractions = Table(  # all that one engine found in one document, whole
    "extractions",
    metadata,
    _key(),
    _id(unique=False),  # of all it holds; what was withdrawn may come again
    _to("document", "documents", index=True),
    Column("engine", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("lexicon", Text, nullable=False),  # digest of the data files
    _recorded(),
    _withdrawn(),
    Column(
        "content", LargeBinary, nullable=False
    ),  # MessagePack of types.Extraction, packed as ``packing``
    Column("packing", Text, nullable=False),
)

judgements = Table(  # what people decided; a later row may undo an earlier, none is changed
    "judgements",
    metadata,
    _key(),
    _id(),
    Column("kind", Text, nullable=False),  # same, different, wrong, right-value, verdict, undo
    Column("subject", Digest, nullable=False, index=True),  # id of what is judged
    Column("other", Digest, index=True),  # the second of a pair, or what is undone; null otherwise
    Column("value", Verbatim),  # JSON: the right value or the verdict; null where the kind says all
    Column("author", Verbatim, nullable=False),
    Column("reason", Verbatim, nullable=False),
    _recorded(),
)

# ---- indexed: what extractions hold ---------------------------------------------------------------------

statements = Table(
    "statements",
    metadata,
    _key(),
    _id(unique=False),
    _to("document", "documents", index=True),
    _to("extraction", "extractions", index=True),
    Column("number", Integer, nullable=False),  # index in Extraction.attributions
    Column("stance", Text, nullable=False),
    Column("side", SmallInteger, nullable=False),  # 1 for, -1 against, 0 neither
    Column("negated", Boolean, nullable=False),
    Column("quoted", Boolean, nullable=False),
    Column("inferred", Boolean, nullable=False),
    Column("distance", Text, nullable=False),
    Column("within", Integer),  # number of the statement that holds it; null for none
    Column("cue_start", Integer, nullable=False),
    Column("cue_stop", Integer, nullable=False),
    Column("start", Integer),  # of all content, first to last; null where there is none
    Column("stop", Integer),
    Column("speaker", Verbatim),  # the origin's name; null where there is no chain
    Column("speaker_key", Text, index=True),
    Column("speaker_kind", Text),
    Column("speaker_entity", Text, index=True),  # null where no entity fits
    Column("rule", Text, nullable=False),
    Column("entry", Text, nullable=False),
    _recorded(),
    _withdrawn(),
    Column("search", Text, nullable=False),  # search key of the content
)

narrators = Table(  # the chain of each statement, outermost first
    "narrators",
    metadata,
    _to("statement", "statements"),
    Column("position", Integer, nullable=False),
    Column("is_origin", Boolean, nullable=False),
    Column("name", Verbatim, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("entity", Text, index=True),  # null where no entity fits
    Column("start", Integer),  # null where the speaker is carried over
    Column("stop", Integer),
    PrimaryKey("statement", "position"),
    sqlite_with_rowid=False,
)

mentions = Table(  # persons, organisations, states ...
    "mentions",
    metadata,
    _to("extraction", "extractions"),
    Column("number", Integer, nullable=False),  # index in Extraction.mentions
    _to("document", "documents", index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Verbatim, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("entity", Text, index=True),  # null where none or several fit
    PrimaryKey("extraction", "number"),
    sqlite_with_rowid=False,
)

place_mentions = Table(
    "place_mentions",
    metadata,
    _to("extraction", "extractions"),
    Column("number", Integer, nullable=False),  # index in Extraction.places
    _to("document", "documents", index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("name", Verbatim, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("place", Text, index=True),  # null where none or several fit
    PrimaryKey("extraction", "number"),
    sqlite_with_rowid=False,
)

time_mentions = Table(
    "time_mentions",
    metadata,
    _to("extraction", "extractions"),
    Column("number", Integer, nullable=False),  # index in Extraction.times
    _to("document", "documents", index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("value", Text, nullable=False),  # EDTF; times without a date are not here
    Column("day_from", Text, nullable=False),
    Column("day_to", Text, nullable=False),
    PrimaryKey("extraction", "number"),
    Index(None, "day_from", "day_to"),
    sqlite_with_rowid=False,
)

entities = Table(  # those of the entity table that were named so far
    "entities",
    metadata,
    _key(),
    Column("entity", Text, nullable=False, unique=True),  # id in the entity table
    Column("name", Verbatim, nullable=False),  # as first named
    Column("name_key", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
)

places = Table(  # those of the gazetteer that were named so far
    "places",
    metadata,
    _key(),
    Column("place", Text, nullable=False, unique=True),  # gazetteer id
    Column("name", Verbatim, nullable=False),  # as first named
    Column("name_key", Text, nullable=False, index=True),
    Column("kind", Text),  # village, base, ...; null where unknown
    Column("latitude", Float),  # degrees, WGS 84; null where unknown
    Column("longitude", Float),
    Column("parents", Words),  # from the smallest unit to the state; null where unknown
)

frames = Table(  # events as one document tells them
    "frames",
    metadata,
    _key(),
    _id(unique=False),
    _to("document", "documents", index=True),
    _to("extraction", "extractions", index=True),
    Column("number", Integer, nullable=False),  # index in Extraction.events
    Column("type", Text, nullable=False, index=True),
    Column("family", Text, nullable=False),
    Column("direction", Text),  # null where it has none
    Column("start", Integer, nullable=False),  # its first trigger
    Column("stop", Integer, nullable=False),
    Column("place", Text, index=True),  # gazetteer id of the most precise place; null where unknown
    Column("place_name", Verbatim),  # as said; null where no place is said
    Column("latitude", Float),
    Column("longitude", Float),
    Column("date", Text),  # EDTF; null where unknown
    Column("day_from", Text),  # null where unknown
    Column("day_to", Text),
    _recorded(),
    _withdrawn(),
    Index(None, "family", "day_from", "day_to"),
)

frame_roles = Table(
    "frame_roles",
    metadata,
    _to("frame", "frames"),
    Column("number", Integer, nullable=False),  # actors first, then targets
    Column("role", Text, nullable=False),  # actor or target
    Column("name", Verbatim, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("entity", Text, index=True),  # null where no entity fits
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    PrimaryKey("frame", "number"),
    sqlite_with_rowid=False,
)

frame_counts = Table(
    "frame_counts",
    metadata,
    _to("frame", "frames"),
    Column("number", Integer, nullable=False),  # index in Event.counts
    Column("what", Text, nullable=False),
    Column("low", Float),  # inclusive bounds; null where open
    Column("high", Float),
    Column("approx", Boolean, nullable=False),
    Column("vague", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    PrimaryKey("frame", "number"),
    sqlite_with_rowid=False,
)

claims = Table(  # who stands where on a frame
    "claims",
    metadata,
    _key(),
    _id(unique=False),
    _to("document", "documents", index=True),
    _to("extraction", "extractions", index=True),
    Column("number", Integer, nullable=False),  # index in Extraction.claims
    _to("frame", "frames", index=True),
    _to("statement", "statements", nullable=True, index=True),  # null for the article's own telling
    Column("stance", Text, nullable=False),
    Column("factuality", Words),  # the publisher's, then each narrator's; null where not judged
    Column("inferred", Boolean, nullable=False),
    Column("start", Integer, nullable=False),  # the words that decided
    Column("stop", Integer, nullable=False),
    _recorded(),
    _withdrawn(),
)

# ---- derived: events and disputes over all documents -------------------------------------------------------

events = Table(
    "events",
    metadata,
    _key(),
    _id(),
    Column("type", Text, nullable=False, index=True),
    Column("family", Text, nullable=False),
    Column("place", Text, index=True),  # gazetteer id; null where unknown
    Column("place_name", Verbatim),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("date", Text),  # EDTF; null where unknown
    Column("day_from", Text, index=True),
    Column("day_to", Text),
    Column("documents", Integer, nullable=False),  # how many tell of it
)

event_frames = Table(  # which frames speak of an event, and with what confidence they were joined
    "event_frames",
    metadata,
    _to("event", "events"),
    _to("frame", "frames", index=True),
    Column("score", Float),  # 0 to 1; null for the frame that founded it
    PrimaryKey("event", "frame"),
    sqlite_with_rowid=False,
)

disputes = Table(
    "disputes",
    metadata,
    _key(),
    _id(),
    _to("event", "events", index=True),
    Column("about", Text, nullable=False),
    Column("what", Text),  # kind of a disputed count; null otherwise
    Column("settled", Boolean, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    _key(),
    _id(),
    _to("event", "events", index=True),
    Column("kind", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("what", Text),  # kind of a count; null otherwise
)

positions = Table(  # the sides of a dispute, or the earlier (0) and later (1) word of an update
    "positions",
    metadata,
    _key(),
    _to("dispute", "disputes", nullable=True, index=True),  # exactly one of the two is set
    _to("update", "updates", nullable=True, index=True),
    Column("number", Integer, nullable=False),
    Column("value", Verbatim, nullable=False),
)

position_claims = Table(
    "position_claims",
    metadata,
    _to("position", "positions"),
    _to("claim", "claims", index=True),
    PrimaryKey("position", "claim"),
    sqlite_with_rowid=False,
)

KEPT = (runs, feeds, originals, fetches, taken, problems, documents, extractions, judgements)
INDEXED = (
    statements, narrators, mentions, place_mentions, time_mentions, entities, places, frames, frame_roles,
    frame_counts, claims,
)  # fmt: skip
DERIVED = (events, event_frames, disputes, updates, positions, position_claims)
"""The tables of each group, those that others refer to first."""
