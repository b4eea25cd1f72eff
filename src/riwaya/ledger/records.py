"""Records: rows as Python sees them.

Imports ``types``, ``tables`` and ``values``.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, select

from riwaya.ledger import tables, values
from riwaya.types import ClaimStance, Document, Extraction, Kind, Span, Stance

_BATCH = 500
_HAPPENED = ("type", "family", "place", "place_name", "day_from", "day_to")
_EXTRACTION = msgspec.msgpack.Decoder(Extraction)


class Kept(msgspec.Struct, frozen=True):
    """A document and what one engine found in it, as they were added."""

    document: Document
    extraction: Extraction


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One act of saying, with enough of its article to be shown alone.

    ``speaker`` is the origin's name, None where there is none; ``quote`` are the words from the first to the last of
    what is said, None where it has no content. ``number`` is its index in the extraction.
    """

    id: str
    document: str
    number: int
    stance: Stance
    side: int
    negated: bool
    speaker: str | None
    speaker_kind: Kind | None
    speaker_entity: str | None
    cue: Span
    content: Span | None
    quote: str | None
    publisher: str | None
    published: str | None
    url: str | None
    rule: str
    recorded_at: datetime


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands where on an event of a document.

    ``statement`` is None for the article's own telling; ``day_from`` and ``day_to`` are the first and last day of the
    event, ``place`` its gazetteer id, where they are known. ``frame`` is the id of the event in its document.
    """

    id: str
    document: str
    frame: str
    statement: str | None
    stance: ClaimStance
    type: str
    family: str
    place: str | None
    place_name: str | None
    day_from: str | None
    day_to: str | None
    speaker: str | None
    evidence: Span
    recorded_at: datetime


class Entity(msgspec.Struct, frozen=True):
    """An entity that was named: its id in the table of entities, its name as first written, its kind."""

    id: str
    name: str
    kind: Kind


class Place(msgspec.Struct, frozen=True):
    """A place that was named: its id in the gazetteer, its name as first written, degrees in WGS 84 where known."""

    id: str
    name: str
    kind: str | None
    latitude: float | None
    longitude: float | None
    parents: tuple[str, ...]


class Failure(msgspec.Struct, frozen=True):
    """A source that could not be read, and when that was first noted."""

    source: str
    error: str
    message: str
    advice: str
    recorded_at: datetime


class Course(msgspec.Struct, frozen=True):
    """A command that added something; ``ended_at`` is None while it runs, and where it was killed."""

    command: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    documents: int
    problems: int


def document(row: Row[Any]) -> Document:
    """Return the document of a row of ``documents``."""
    return Document(
        id=row.id,
        text=row.text,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        undated=row.undated,
        language=row.language,
        source=row.source,
        notes=row.notes,
    )


def extraction(content: bytes, packing: str) -> Extraction:
    """Return what an engine found.

    Raises ``ValueError`` where the content is damaged.
    """
    return _EXTRACTION.decode(values.unsqueezed(content, packing))


def documents(connection: Connection) -> Iterator[Document]:
    """Yield every document in order."""
    for row in _all(connection, tables.documents):
        yield document(row)


def readings(connection: Connection) -> Iterator[Kept]:
    """Yield every live extraction with its document, in order."""
    kept, found = tables.documents, tables.extractions
    asked = (
        select(kept, found.c.content, found.c.packing)
        .join(found, found.c.document == kept.c.key)
        .where(found.c.withdrawn_at.is_(None))
        .order_by(found.c.key)
        .execution_options(yield_per=_BATCH)
    )
    for row in connection.execute(asked):
        yield Kept(document(row), extraction(row.content, row.packing))


def entities(connection: Connection) -> Iterator[Entity]:
    """Yield every entity in order."""
    for row in _all(connection, tables.entities):
        yield Entity(row.entity, row.name, row.kind)


def places(connection: Connection) -> Iterator[Place]:
    """Yield every place in order."""
    for row in _all(connection, tables.places):
        degrees = (row.latitude, row.longitude)
        yield Place(row.place, row.name, row.kind, *degrees, row.parents)


def problems(connection: Connection) -> Iterator[Failure]:
    """Yield every problem in order."""
    for row in _all(connection, tables.problems):
        yield Failure(row.source, row.error, row.message, row.advice, row.recorded_at)


def runs(connection: Connection) -> Iterator[Course]:
    """Yield every run in order."""
    for row in _all(connection, tables.runs):
        when = (row.started_at, row.seen_at, row.ended_at)
        yield Course(row.command, *when, row.documents, row.problems)


def _all(connection: Connection, table: Table) -> Iterator[Any]:
    asked = select(table).order_by(table.c.key).execution_options(yield_per=_BATCH)
    yield from connection.execute(asked)


def statements(connection: Connection) -> Iterator[Statement]:
    """Yield every live statement in order."""
    told, kept = tables.statements, tables.documents
    asked = (
        select(
            told, kept.c.id.label("of"), kept.c.publisher, kept.c.published, kept.c.url, kept.c.text
        )
        .join(kept, kept.c.key == told.c.document)
        .where(told.c.withdrawn_at.is_(None))
        .order_by(told.c.key)
        .execution_options(yield_per=_BATCH)
    )
    for row in connection.execute(asked):
        content = None if row.start is None else Span(row.start, row.stop)
        yield Statement(
            id=row.id,
            document=row.of,
            number=row.number,
            stance=row.stance,
            side=row.side,
            negated=row.negated,
            speaker=row.speaker,
            speaker_kind=row.speaker_kind,
            speaker_entity=row.speaker_entity,
            cue=Span(row.cue_start, row.cue_stop),
            content=content,
            quote=content.of(row.text) if content else None,
            publisher=row.publisher,
            published=row.published,
            url=row.url,
            rule=row.rule,
            recorded_at=row.recorded_at,
        )


def claims(connection: Connection) -> Iterator[Claim]:
    """Yield every live claim in order."""
    made, told, frame, kept = tables.claims, tables.statements, tables.frames, tables.documents
    asked = (
        select(
            *(made.c[name] for name in ("id", "stance", "start", "stop", "recorded_at")),
            *(frame.c[name] for name in _HAPPENED),
            frame.c.id.label("frame"),
            kept.c.id.label("of"),
            told.c.id.label("statement"),
            told.c.speaker,
        )
        .join(frame, frame.c.key == made.c.frame)
        .join(kept, kept.c.key == made.c.document)
        .outerjoin(told, told.c.key == made.c.statement)
        .where(made.c.withdrawn_at.is_(None))
        .order_by(made.c.key)
        .execution_options(yield_per=_BATCH)
    )
    for row in connection.execute(asked):
        yield Claim(
            id=row.id,
            document=row.of,
            frame=row.frame,
            statement=row.statement,
            stance=row.stance,
            type=row.type,
            family=row.family,
            place=row.place,
            place_name=row.place_name,
            day_from=row.day_from,
            day_to=row.day_to,
            speaker=row.speaker,
            evidence=Span(row.start, row.stop),
            recorded_at=row.recorded_at,
        )
