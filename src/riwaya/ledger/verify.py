"""Verifying: every digest, every span and every row against what it was made from.

Nothing is changed. What is found wrong in kept tables cannot be made again: that is what backups are for. What is wrong
in the others, ``riwaya rebuild`` puts right.

Imports ``tables``, ``rows``, ``records``, ``values`` and ``backends``; ``ids`` and ``types``.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, func, select

from riwaya import ids
from riwaya.ledger import records, rows, tables, values
from riwaya.ledger.backends import Backend
from riwaya.types import Document, Extraction, Span

_TOGETHER = 200
Watcher = Callable[[int, int], None]


class Fault(msgspec.Struct, frozen=True):
    """Something that is not as it was stored: in which table, of what id, and what is wrong."""

    table: str
    id: str
    message: str


def verify(backend: Backend, watch: Watcher | None = None) -> Iterator[Fault]:
    """Yield all faults; ``watch`` is told how many rows are done, of how many."""
    with backend.reading() as connection:
        yield from (Fault("", "", message) for message in backend.faults(connection))
        total = sum(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (tables.originals, tables.documents, tables.extractions)
        )
        for done, faults in enumerate(_each(connection), 1):
            yield from faults
            if watch is not None:
                watch(done, total)


def spans(value: object) -> Iterator[Span]:
    """Yield every span within a struct, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))
    elif isinstance(value, tuple):
        for inner in value:
            yield from spans(inner)


def _each(connection: Connection) -> Iterator[list[Fault]]:
    for row in _rows(connection, tables.originals):
        yield [Fault("originals", row.id, message) for message in _original(row)]
    for row in _rows(connection, tables.documents):
        yield [Fault("documents", row.id, message) for message in _document(connection, row)]
    for row in _rows(connection, tables.extractions):
        yield [Fault("extractions", row.id, message) for message in _extraction(connection, row)]


def _rows(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    last = 0
    while True:
        asked = select(table).where(table.c.key > last).order_by(table.c.key).limit(_TOGETHER)
        part = list(connection.execute(asked))
        if not part:
            return
        yield from part
        last = part[-1].key


def _original(row: Row[Any]) -> Iterator[str]:
    try:
        data = values.unsqueezed(row.data, row.packing)
    except ValueError as error:
        yield f"the bytes cannot be unpacked: {error}"
        return
    if hashlib.sha256(data).hexdigest() != row.id:
        yield "the bytes have another SHA-256"
    if len(data) != row.size:
        yield f"there are {len(data)} bytes in place of {row.size}"


def _document(connection: Connection, row: Row[Any]) -> Iterator[str]:
    document = records.document(row)
    # a day that the article's own dateline states is no part of its id
    days = (document.published, None)
    if row.id not in {ids.of(document.text, document.publisher, document.url, d) for d in days}:
        yield "text, publisher, address or day are not those that the id was made of"
    if (row.publisher_key, row.search) != rows.searched(document):
        yield "the search keys are not those of the text: riwaya rebuild"
    if row.previous is not None:
        kept = tables.documents.c
        before = connection.execute(
            select(kept.identity, kept.version).where(kept.key == row.previous)
        ).one_or_none()
        if before is None or tuple(before) != (row.identity, row.version - 1):
            yield "the version before it is that of another article"


def _extraction(connection: Connection, row: Row[Any]) -> Iterator[str]:
    kept = tables.documents
    of = connection.execute(select(kept).where(kept.c.key == row.document)).one_or_none()
    try:
        found = records.extraction(row.content, row.packing)
    except (ValueError, msgspec.DecodeError) as error:
        yield f"the content cannot be read: {error}"
        return
    if of is None:
        yield "its document is missing"
        return
    if rows.extraction_row(found)[0].hex() != row.id:
        yield "the content is not what the id was made of"
    said = (found.document, found.engine, found.version, found.lexicon)
    if said != (of.id, row.engine, row.version, row.lexicon):
        yield "document, engine, version or lexicon are not those of the content"
    document = records.document(of)
    yield from _spans(document, found)
    yield from _spread(connection, row, document, found)


def _spans(document: Document, found: Extraction) -> Iterator[str]:
    size = len(document.text)
    for span in spans(found):
        if not 0 <= span.start <= span.end <= size:
            yield f"the span {span.start}-{span.end} does not lie in the text of {size} characters"


def _spread(
    connection: Connection, row: Row[Any], document: Document, found: Extraction
) -> Iterator[str]:
    """Compare the rows of the indexed group with what the extraction gives."""
    wanted = rows.spread(document, found)
    own = (
        (tables.statements, rows.STATEMENT, wanted.statements),
        (tables.frames, rows.FRAME, wanted.frames),
        (tables.claims, rows.CLAIM, wanted.claims),
        (tables.mentions, rows.MENTION, wanted.mentions),
        (tables.place_mentions, rows.PLACE_MENTION, wanted.place_mentions),
        (tables.time_mentions, rows.TIME_MENTION, wanted.time_mentions),
    )
    first = {}
    for table, columns, told in own:
        asked = select(table).where(table.c.extraction == row.key).order_by(table.c.number)
        held = list(connection.execute(asked))
        first[table.name] = held[0].key if held and "key" in table.c else 0
        shown = [_shown(one, columns, first) for one in held]
        if shown != [_raw(one) for one in told]:
            yield f"the rows of {table.name} are not what it gives: riwaya rebuild"


_INNER = {"frame": "frames", "statement": "statements"}


def _shown(row: Row[Any], columns: tuple[str, ...], first: dict[str, int]) -> tuple[object, ...]:
    """Return a row as ``rows`` gives it, keys counted from the first of the extraction."""
    shown = []
    for name in columns:
        value = getattr(row, name)
        inner = _INNER.get(name)
        if inner in first and value is not None:
            value -= first[inner]
        shown.append(values.listed(value) if isinstance(value, tuple) else value)
    return tuple(shown)


def _raw(row: rows.Row) -> tuple[object, ...]:
    return tuple(_restored(value) for value in row)


def _restored(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return values.restored(value) if isinstance(value, str) else value
