"""Rebuilding: the indexed and the derived tables, made again from what is kept.

Whatever was in them is thrown away first. The same kept rows give the same tables, key for key, and those are the
tables that adding one document after the other gives: ``digest`` tells.

Imports ``tables``, ``rows``, ``records``, ``matters``, ``follow`` and ``write``.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, delete, func, select, update

from riwaya.ledger import matters, records, rows, tables, values
from riwaya.ledger.backends import Backend
from riwaya.ledger.follow import rebuild as rebuild_followers
from riwaya.ledger.spread import Place, Register, spread
from riwaya.ledger.writing import Writing
from riwaya.types import Document

_TOGETHER = 200
_EXTRACTION = [tables.extractions.c[name] for name in (
    "key", "document", "recorded_at", "withdrawn_at", "content", "packing",
)]  # fmt: skip
_DOCUMENT = [tables.documents.c[name] for name in (
    "id", "text", "publisher", "publisher_key", "url", "published", "undated", "language", "source", "notes", "search",
)]  # fmt: skip


def rebuild(
    backend: Backend, now: datetime, watch: Callable[[int, int], None] | None = None
) -> int:
    """Make the indexed and derived tables again, in one transaction; return of how many extractions.

    ``watch`` is told how many are done, of how many.
    """
    with backend.writing() as connection:
        matters.clear(connection)
        for table in reversed(tables.INDEXED):
            connection.execute(delete(table))
        writing = Writing(backend, connection, now)
        asked = select(func.count()).select_from(tables.extractions)
        total = connection.scalar(asked) or 0
        register = Register(writing, entities={}, places={})
        done = 0
        for part in _parts(connection):
            for row in part:
                _again(writing, register, row)
            writing.flush()
            done += len(part)
            if watch is not None:
                watch(done, total)
        rebuild_followers(writing)
        matters.catch_up(writing)
    return done


def digest(
    connection: Connection, which: Iterable[Table] = (*tables.INDEXED, *tables.DERIVED)
) -> str:
    """Return a digest of all rows of these tables, in the order of their keys."""
    hasher = hashlib.sha256()
    encode = msgspec.msgpack.Encoder().encode
    for table in which:
        hasher.update(table.name.encode())
        asked = select(table).order_by(*table.primary_key).execution_options(yield_per=1000)
        for row in connection.execute(asked):
            hasher.update(encode(tuple(row)))
    return hasher.hexdigest()


def _parts(connection: Connection) -> Iterator[list[Row[Any]]]:
    """Yield all extractions with their documents, some at a time, in the order of their keys."""
    found, kept = tables.extractions, tables.documents
    last = 0
    while True:
        asked = (
            select(*_EXTRACTION, *_DOCUMENT)
            .join(kept, kept.c.key == found.c.document)
            .where(found.c.key > last)
            .order_by(found.c.key)
            .limit(_TOGETHER)
        )
        part = list(connection.execute(asked))
        if not part:
            return
        yield part
        last = part[-1].key


def _again(writing: Writing, register: Register, row: Row[Any]) -> None:
    document, extraction = records.document(row), records.extraction(row.content, row.packing)
    _search_again(writing, row, document)
    found = rows.spread(document, extraction)
    register.take(found)
    gone = values.microseconds(row.withdrawn_at) if row.withdrawn_at else None
    since = values.microseconds(row.recorded_at)
    spread(writing, Place(row.document, row.key, since, gone), found)


def _search_again(writing: Writing, row: Row[Any], document: Document) -> None:
    """Make the search keys of a document again, where letters are folded in another way than before."""
    kept = tables.documents
    found = rows.searched(document)
    if (row.publisher_key, row.search) != found:
        key, search = found
        writing.connection.execute(
            update(kept).where(kept.c.key == row.document).values(publisher_key=key, search=search)
        )
