"""The first version: what is kept, what is indexed from it, and what is derived."""

import sqlalchemy as sa
from alembic import op

from riwaya.ledger.kinds import KEY, Digest, Instant, Verbatim, Words

revision = "0001"
down_revision = None


def upgrade() -> None:  # noqa: PLR0915 - a schema is long, and never changes once it is released
    """Make all tables."""
    op.create_table(
        "entities",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_entities"),
        sa.UniqueConstraint("entity", name="uq_entities_entity"),
    )
    op.create_index("ix_entities_name_key", "entities", ["name_key"], unique=False)
    op.create_table(
        "events",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("place_name", Verbatim()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("date", sa.Text()),
        sa.Column("day_from", sa.Text()),
        sa.Column("day_to", sa.Text()),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_day_from", "events", ["day_from"], unique=False)
    op.create_index("ix_events_place", "events", ["place"], unique=False)
    op.create_index("ix_events_type", "events", ["type"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("url", Verbatim(), nullable=False),
        sa.Column("title", Verbatim()),
        sa.Column("publisher", Verbatim()),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.PrimaryKeyConstraint("key", name="pk_feeds"),
        sa.UniqueConstraint("id", name="uq_feeds_id"),
    )
    op.create_table(
        "judgements",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", Digest(), nullable=False),
        sa.Column("other", Digest()),
        sa.Column("value", Verbatim()),
        sa.Column("author", Verbatim(), nullable=False),
        sa.Column("reason", Verbatim(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    op.create_index("ix_judgements_other", "judgements", ["other"], unique=False)
    op.create_index("ix_judgements_subject", "judgements", ["subject"], unique=False)
    op.create_table(
        "originals",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_originals"),
        sa.UniqueConstraint("id", name="uq_originals_id"),
    )
    op.create_table(
        "places",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("parents", Words()),
        sa.PrimaryKeyConstraint("key", name="pk_places"),
        sa.UniqueConstraint("place", name="uq_places_place"),
    )
    op.create_index("ix_places_name_key", "places", ["name_key"], unique=False)
    op.create_table(
        "runs",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant()),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_runs"),
    )
    op.create_table(
        "taken",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("source", Verbatim(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_taken"),
        sa.UniqueConstraint("id", name="uq_taken_id"),
    )
    op.create_table(
        "disputes",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("event", KEY, nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("what", sa.Text()),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_disputes_event"),
        sa.PrimaryKeyConstraint("key", name="pk_disputes"),
        sa.UniqueConstraint("id", name="uq_disputes_id"),
    )
    op.create_index("ix_disputes_event", "disputes", ["event"], unique=False)
    op.create_table(
        "fetches",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("run", KEY),
        sa.Column("feed", KEY),
        sa.Column("original", KEY),
        sa.Column("address", Verbatim(), nullable=False),
        sa.Column("fetched_at", Instant(), nullable=False),
        sa.Column("status", sa.SmallInteger()),
        sa.Column("headers", sa.Text()),
        sa.Column("problem", sa.Text()),
        sa.ForeignKeyConstraint(["feed"], ["feeds.key"], name="fk_fetches_feed"),
        sa.ForeignKeyConstraint(["original"], ["originals.key"], name="fk_fetches_original"),
        sa.ForeignKeyConstraint(["run"], ["runs.key"], name="fk_fetches_run"),
        sa.PrimaryKeyConstraint("key", name="pk_fetches"),
    )
    op.create_index("ix_fetches_feed", "fetches", ["feed"], unique=False)
    op.create_index("ix_fetches_original", "fetches", ["original"], unique=False)
    op.create_index("ix_fetches_run", "fetches", ["run"], unique=False)
    op.create_table(
        "problems",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("run", KEY),
        sa.Column("source", Verbatim(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("message", Verbatim(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.key"], name="fk_problems_run"),
        sa.PrimaryKeyConstraint("key", name="pk_problems"),
        sa.UniqueConstraint("id", name="uq_problems_id"),
    )
    op.create_index("ix_problems_run", "problems", ["run"], unique=False)
    op.create_table(
        "updates",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("event", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("what", sa.Text()),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_updates_event"),
        sa.PrimaryKeyConstraint("key", name="pk_updates"),
        sa.UniqueConstraint("id", name="uq_updates_id"),
    )
    op.create_index("ix_updates_event", "updates", ["event"], unique=False)
    op.create_table(
        "documents",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("identity", Digest()),
        sa.Column("previous", KEY),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fetch", KEY),
        sa.Column("publisher", Verbatim()),
        sa.Column("publisher_key", sa.Text()),
        sa.Column("url", Verbatim()),
        sa.Column("published", sa.Text()),
        sa.Column("day", sa.Text()),
        sa.Column("undated", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("source", Verbatim(), nullable=False),
        sa.Column("notes", Words()),
        sa.Column("headline", Verbatim(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.Column("text", Verbatim(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fetch"], ["fetches.key"], name="fk_documents_fetch"),
        sa.ForeignKeyConstraint(["previous"], ["documents.key"], name="fk_documents_previous"),
        sa.PrimaryKeyConstraint("key", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    op.create_index("ix_documents_day", "documents", ["day"], unique=False)
    op.create_index("ix_documents_fetch", "documents", ["fetch"], unique=False)
    op.create_index("ix_documents_identity", "documents", ["identity"], unique=False)
    op.create_index("ix_documents_previous", "documents", ["previous"], unique=False)
    op.create_index("ix_documents_publisher_key", "documents", ["publisher_key"], unique=False)
    op.create_table(
        "positions",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("dispute", KEY),
        sa.Column("update", KEY),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", Verbatim(), nullable=False),
        sa.ForeignKeyConstraint(["dispute"], ["disputes.key"], name="fk_positions_dispute"),
        sa.ForeignKeyConstraint(["update"], ["updates.key"], name="fk_positions_update"),
        sa.PrimaryKeyConstraint("key", name="pk_positions"),
    )
    op.create_index("ix_positions_dispute", "positions", ["dispute"], unique=False)
    op.create_index("ix_positions_update", "positions", ["update"], unique=False)
    op.create_table(
        "extractions",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_extractions_document"),
        sa.PrimaryKeyConstraint("key", name="pk_extractions"),
    )
    op.create_index("ix_extractions_id", "extractions", ["id"], unique=False)
    op.create_index("ix_extractions_document", "extractions", ["document"], unique=False)
    op.create_table(
        "frames",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text()),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("place_name", Verbatim()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("date", sa.Text()),
        sa.Column("day_from", sa.Text()),
        sa.Column("day_to", sa.Text()),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_frames_document"),
        sa.ForeignKeyConstraint(["extraction"], ["extractions.key"], name="fk_frames_extraction"),
        sa.PrimaryKeyConstraint("key", name="pk_frames"),
    )
    op.create_index("ix_frames_document", "frames", ["document"], unique=False)
    op.create_index("ix_frames_extraction", "frames", ["extraction"], unique=False)
    op.create_index(
        "ix_frames_family_day_from_day_to", "frames", ["family", "day_from", "day_to"], unique=False
    )
    op.create_index("ix_frames_id", "frames", ["id"], unique=False)
    op.create_index("ix_frames_place", "frames", ["place"], unique=False)
    op.create_index("ix_frames_type", "frames", ["type"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text()),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_mentions_document"),
        sa.ForeignKeyConstraint(["extraction"], ["extractions.key"], name="fk_mentions_extraction"),
        sa.PrimaryKeyConstraint("extraction", "number", name="pk_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_document", "mentions", ["document"], unique=False)
    op.create_index("ix_mentions_entity", "mentions", ["entity"], unique=False)
    op.create_index("ix_mentions_name_key", "mentions", ["name_key"], unique=False)
    op.create_table(
        "place_mentions",
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_place_mentions_document"),
        sa.ForeignKeyConstraint(
            ["extraction"], ["extractions.key"], name="fk_place_mentions_extraction"
        ),
        sa.PrimaryKeyConstraint("extraction", "number", name="pk_place_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_place_mentions_document", "place_mentions", ["document"], unique=False)
    op.create_index("ix_place_mentions_name_key", "place_mentions", ["name_key"], unique=False)
    op.create_index("ix_place_mentions_place", "place_mentions", ["place"], unique=False)
    op.create_table(
        "statements",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("side", sa.SmallInteger(), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.Column("distance", sa.Text(), nullable=False),
        sa.Column("within", sa.Integer()),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_stop", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer()),
        sa.Column("stop", sa.Integer()),
        sa.Column("speaker", Verbatim()),
        sa.Column("speaker_key", sa.Text()),
        sa.Column("speaker_kind", sa.Text()),
        sa.Column("speaker_entity", sa.Text()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.Column("search", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_statements_document"),
        sa.ForeignKeyConstraint(
            ["extraction"], ["extractions.key"], name="fk_statements_extraction"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_statements"),
    )
    op.create_index("ix_statements_document", "statements", ["document"], unique=False)
    op.create_index("ix_statements_extraction", "statements", ["extraction"], unique=False)
    op.create_index("ix_statements_id", "statements", ["id"], unique=False)
    op.create_index("ix_statements_speaker_entity", "statements", ["speaker_entity"], unique=False)
    op.create_index("ix_statements_speaker_key", "statements", ["speaker_key"], unique=False)
    op.create_table(
        "time_mentions",
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("day_from", sa.Text(), nullable=False),
        sa.Column("day_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_time_mentions_document"),
        sa.ForeignKeyConstraint(
            ["extraction"], ["extractions.key"], name="fk_time_mentions_extraction"
        ),
        sa.PrimaryKeyConstraint("extraction", "number", name="pk_time_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_time_mentions_day_from_day_to", "time_mentions", ["day_from", "day_to"], unique=False
    )
    op.create_index("ix_time_mentions_document", "time_mentions", ["document"], unique=False)
    op.create_table(
        "claims",
        sa.Column("key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", Digest(), nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("extraction", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frame", KEY, nullable=False),
        sa.Column("statement", KEY),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("factuality", Words()),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant()),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_claims_document"),
        sa.ForeignKeyConstraint(["extraction"], ["extractions.key"], name="fk_claims_extraction"),
        sa.ForeignKeyConstraint(["frame"], ["frames.key"], name="fk_claims_frame"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], name="fk_claims_statement"),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
    )
    op.create_index("ix_claims_document", "claims", ["document"], unique=False)
    op.create_index("ix_claims_extraction", "claims", ["extraction"], unique=False)
    op.create_index("ix_claims_frame", "claims", ["frame"], unique=False)
    op.create_index("ix_claims_id", "claims", ["id"], unique=False)
    op.create_index("ix_claims_statement", "claims", ["statement"], unique=False)
    op.create_table(
        "event_frames",
        sa.Column("event", KEY, nullable=False),
        sa.Column("frame", KEY, nullable=False),
        sa.Column("score", sa.Float()),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name="fk_event_frames_event"),
        sa.ForeignKeyConstraint(["frame"], ["frames.key"], name="fk_event_frames_frame"),
        sa.PrimaryKeyConstraint("event", "frame", name="pk_event_frames"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_frames_frame", "event_frames", ["frame"], unique=False)
    op.create_table(
        "frame_counts",
        sa.Column("frame", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("vague", sa.Boolean(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["frame"], ["frames.key"], name="fk_frame_counts_frame"),
        sa.PrimaryKeyConstraint("frame", "number", name="pk_frame_counts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frame_roles",
        sa.Column("frame", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text()),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["frame"], ["frames.key"], name="fk_frame_roles_frame"),
        sa.PrimaryKeyConstraint("frame", "number", name="pk_frame_roles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_frame_roles_entity", "frame_roles", ["entity"], unique=False)
    op.create_index("ix_frame_roles_name_key", "frame_roles", ["name_key"], unique=False)
    op.create_table(
        "narrators",
        sa.Column("statement", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_origin", sa.Boolean(), nullable=False),
        sa.Column("name", Verbatim(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text()),
        sa.Column("start", sa.Integer()),
        sa.Column("stop", sa.Integer()),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], name="fk_narrators_statement"),
        sa.PrimaryKeyConstraint("statement", "position", name="pk_narrators"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_narrators_entity", "narrators", ["entity"], unique=False)
    op.create_index("ix_narrators_name_key", "narrators", ["name_key"], unique=False)
    op.create_table(
        "position_claims",
        sa.Column("position", KEY, nullable=False),
        sa.Column("claim", KEY, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name="fk_position_claims_claim"),
        sa.ForeignKeyConstraint(
            ["position"], ["positions.key"], name="fk_position_claims_position"
        ),
        sa.PrimaryKeyConstraint("position", "claim", name="pk_position_claims"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_position_claims_claim", "position_claims", ["claim"], unique=False)
