"""Looking up: what an id names, and what the ledger holds in numbers.

Imports ``tables``, ``records`` and ``values``; ``types``.
"""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, func, select

from riwaya.ledger import records, tables
from riwaya.types import Document, Extraction

SHORTEST = 4
"""Hex digits of an id that are enough to ask with."""
_LONGEST = 32
_ASKED: dict[str, Table] = {
    "document": tables.documents,
    "statement": tables.statements,
    "claim": tables.claims,
    "frame": tables.frames,
    "event": tables.events,
    "dispute": tables.disputes,
    "update": tables.updates,
    "judgement": tables.judgements,
}


class Found(msgspec.Struct, frozen=True):
    """What an id, or the beginning of one, names."""

    kind: str
    id: str


class Version(msgspec.Struct, frozen=True):
    """One version of an article: its id, its number, when it was recorded."""

    id: str
    version: int
    recorded_at: datetime


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A document with all its versions, where its bytes came from, and the live extractions of each engine."""

    document: Document
    version: int
    versions: tuple[Version, ...]
    recorded_at: datetime
    fetched_at: datetime | None
    address: str | None
    sha256: str | None
    extractions: tuple[Extraction, ...]


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """What one publisher has in the ledger; the days are those of the first and last dated document."""

    name: str | None
    documents: int
    statements: int
    first_day: str | None
    last_day: str | None
    last_recorded_at: datetime


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows each table holds, how many live statements take each stance, the first and last day."""

    rows: dict[str, int]
    stances: dict[str, int]
    first_day: str | None
    last_day: str | None


def find(connection: Connection, beginning: str) -> list[Found]:
    """Return all things whose id begins so, by kind; at most ten of each."""
    digits = beginning.strip().lower()
    if not SHORTEST <= len(digits) <= _LONGEST or set(digits) - set("0123456789abcdef"):
        return []
    low, high = digits.ljust(_LONGEST, "0"), digits.ljust(_LONGEST, "f")
    found = []
    for kind, table in _ASKED.items():
        asked = select(table.c.id).where(table.c.id.between(low, high)).distinct().limit(10)
        found += [Found(kind, digest) for digest in sorted(connection.scalars(asked))]
    return found


def article(connection: Connection, digest: str) -> Article | None:
    """Return the document with this id, None where there is none."""
    kept, came, bytes_ = tables.documents, tables.fetches, tables.originals
    asked = (
        select(kept, came.c.fetched_at, came.c.address, bytes_.c.id.label("sha256"))
        .outerjoin(came, came.c.key == kept.c.fetch)
        .outerjoin(bytes_, bytes_.c.key == came.c.original)
        .where(kept.c.id == digest)
    )
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    return Article(
        document=records.document(row),
        version=row.version,
        versions=_versions(connection, row),
        recorded_at=row.recorded_at,
        fetched_at=row.fetched_at,
        address=row.address,
        sha256=row.sha256,
        extractions=_extractions(connection, row.key),
    )


def document_of(connection: Connection, kind: str, digest: str) -> str | None:
    """Return the id of the document that a statement, claim or frame stands in."""
    table, kept = _ASKED[kind], tables.documents
    if "document" not in table.c:
        return None
    asked = (
        select(kept.c.id)
        .join(table, table.c.document == kept.c.key)
        .where(table.c.id == digest)
        .order_by(table.c.key.desc())
        .limit(1)
    )
    found: str | None = connection.scalar(asked)
    return found


def original(connection: Connection, sha256: str) -> tuple[bytes, str] | None:
    """Return the packed bytes of an original and how they are packed."""
    held = tables.originals.c
    row = connection.execute(select(held.data, held.packing).where(held.id == sha256)).one_or_none()
    return None if row is None else (row.data, row.packing)


def statement_number(connection: Connection, found: Found) -> int | None:
    """Return the index in its extraction of a statement, or of the statement that makes a claim."""
    told, made = tables.statements, tables.claims
    asked = select(told.c.number)
    if found.kind == "statement":
        asked = asked.where(told.c.id == found.id)
    elif found.kind == "claim":
        asked = asked.join(made, made.c.statement == told.c.key).where(made.c.id == found.id)
    else:
        return None
    number: int | None = connection.scalar(asked.order_by(told.c.key.desc()).limit(1))
    return number


def publishers(connection: Connection) -> list[Publisher]:
    """Return what each publisher has, the one with most documents first."""
    kept, told = tables.documents, tables.statements
    said = (
        select(told.c.document, func.count().label("statements"))
        .where(told.c.withdrawn_at.is_(None))
        .group_by(told.c.document)
        .subquery()
    )
    count = func.count().label("documents")
    asked = (
        select(
            func.min(kept.c.publisher).label("name"),
            count,
            func.coalesce(func.sum(said.c.statements), 0).label("statements"),
            func.min(kept.c.day).label("first_day"),
            func.max(kept.c.day).label("last_day"),
            func.max(kept.c.recorded_at).label("last_recorded_at"),
        )
        .outerjoin(said, said.c.document == kept.c.key)
        .where(kept.c.withdrawn_at.is_(None))
        .group_by(kept.c.publisher_key)
        .order_by(count.desc(), kept.c.publisher_key)
    )
    return [
        Publisher(
            name=row.name,
            documents=row.documents,
            statements=int(row.statements),
            first_day=row.first_day,
            last_day=row.last_day,
            last_recorded_at=row.last_recorded_at,
        )
        for row in connection.execute(asked)
    ]


def stats(connection: Connection) -> Stats:
    """Return what the ledger holds in numbers."""
    first, last = _days(connection)
    return Stats(
        rows=_counts(connection), stances=_stances(connection), first_day=first, last_day=last
    )


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in (*tables.KEPT, *tables.INDEXED, *tables.DERIVED)
    }


def _stances(connection: Connection) -> dict[str, int]:
    told = tables.statements.c
    count = func.count().label("count")
    asked = (
        select(told.stance, count)
        .where(told.withdrawn_at.is_(None))
        .group_by(told.stance)
        .order_by(count.desc(), told.stance)
    )
    return {row.stance: row[1] for row in connection.execute(asked)}


def _days(connection: Connection) -> tuple[str | None, str | None]:
    kept = tables.documents.c
    first, last = connection.execute(select(func.min(kept.day), func.max(kept.day))).one()
    return first, last


def _versions(connection: Connection, row: Row[Any]) -> tuple[Version, ...]:
    kept = tables.documents.c
    if row.identity is None:
        return (Version(row.id, row.version, row.recorded_at),)
    asked = (
        select(kept.id, kept.version, kept.recorded_at)
        .where(kept.identity == row.identity)
        .order_by(kept.version)
    )
    return tuple(Version(*found) for found in connection.execute(asked))


def _extractions(connection: Connection, document: int) -> tuple[Extraction, ...]:
    found = tables.extractions.c
    asked = (
        select(found.content, found.packing)
        .where(found.document == document, found.withdrawn_at.is_(None))
        .order_by(found.key)
    )
    return tuple(records.extraction(*row) for row in connection.execute(asked))
