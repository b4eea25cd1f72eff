"""Writing: prepared documents become rows, many in one transaction.

What is there already is left alone: adding twice is adding once. A document whose address is known with another text
becomes the next version of it; an extraction that says something else than the live one of its engine takes its place,
and the old one stays, withdrawn.

Imports ``tables``, ``prepare``, ``rows``, ``values``, ``spread`` and ``writing``.
"""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, Table, select, update

from riwaya.ledger import rows, tables, values
from riwaya.ledger.prepare import Prepared
from riwaya.ledger.rows import Row, Value
from riwaya.ledger.spread import Place, Register, spread
from riwaya.ledger.writing import Brought, Writing

_FETCH = ("key", "run", "original", "fetched_at", "address", "status", "headers")
_DAY = rows.DOCUMENT.index("day")
_MOST = 500
"""Values in one question: both databases take more, no older SQLite does."""


class Added(msgspec.Struct, frozen=True):
    """What one call has added: rows of documents (of them, new versions), extractions, problems."""

    documents: int = 0
    versions: int = 0
    extractions: int = 0
    problems: int = 0

    def __add__(self, other: "Added") -> "Added":
        """Return the sums."""
        return Added(
            self.documents + other.documents,
            self.versions + other.versions,
            self.extractions + other.extractions,
            self.problems + other.problems,
        )


def write(writing: Writing, batch: Sequence[Prepared]) -> Added:
    """Add documents with what was found in them; return what was new."""
    added = _Batch(writing, batch)
    for one in batch:
        added.take(one)
    writing.flush()
    return added.added


class _Batch:
    """What a batch needs to know of the ledger, asked for once, and kept up as its documents are taken."""

    def __init__(self, writing: Writing, batch: Sequence[Prepared]) -> None:
        self._writing = writing
        self.added = Added()
        ask = writing.connection
        self._documents = _keys(ask, tables.documents, "id", (one.id for one in batch))
        self._originals = _keys(
            ask, tables.originals, "id", (one.original[0] for one in batch if one.original)
        )
        self._versions = _versions(ask, batch)
        self._live = _live(ask, self._documents.values())
        self._register = Register(
            writing,
            entities=_keys(ask, tables.entities, "entity", _named(batch, "entities")),
            places=_keys(ask, tables.places, "place", _named(batch, "places")),
        )

    def take(self, one: Prepared) -> None:
        """Put the rows of one document."""
        document = self._documents.get(one.id)
        is_new = document is None
        if document is None:
            document = self._documents[one.id] = self._document(one)
        if one.extraction is None or one.rows is None:
            return
        engine, digest = str(one.extraction[1]), one.extraction[0]
        live = self._live.get((document, engine))
        if live is not None and live[1] == digest:
            return
        if live is not None:
            self._withdraw(live[0])
        key = self._extraction(document, one.extraction)
        self._live[document, engine] = key, digest
        # of a document that is read in several ways, all are asked for again
        self._writing.brought.pop(document, None)
        if is_new and one.search is not None:
            self._writing.brought[document] = Brought(key, one.document[_DAY], one.search)
        self._register.take(one.rows)
        spread(self._writing, Place(document, key, self._writing.now), one.rows)
        self.added += Added(extractions=1)

    def _document(self, one: Prepared) -> int:
        writing = self._writing
        key = writing.keys.take(tables.documents)
        shared = one.document[1]
        previous, version = self._versions.get(shared, (None, 0))
        fetch = self._fetch(one)
        columns = ("key", "recorded_at", "previous", "version", "fetch", *rows.DOCUMENT)
        row = (key, writing.now, previous, version + 1, fetch, *one.document)
        writing.put(tables.documents, columns, row)
        writing.documents.append(key)
        if shared is not None:
            self._versions[shared] = key, version + 1
        self.added += Added(documents=1, versions=int(previous is not None))
        return key

    def _fetch(self, one: Prepared) -> int | None:
        if one.fetch is None or one.original is None:
            return None
        writing, fetch = self._writing, one.fetch
        original = self._originals.get(one.original[0])
        if original is None:
            original = writing.keys.take(tables.originals)
            self._originals[one.original[0]] = original
            columns = ("key", "recorded_at", *rows.ORIGINAL)
            writing.put(tables.originals, columns, (original, writing.now, *one.original))
        key = writing.keys.take(tables.fetches)
        came = (fetch.fetched_at or writing.now, fetch.address, fetch.status, fetch.headers)
        writing.put(tables.fetches, _FETCH, (key, writing.run, original, *came))
        return key

    def _withdraw(self, extraction: int) -> None:
        """Mark an extraction as no longer held, with all its rows; those of this batch are inserted first."""
        self._writing.flush()
        self._writing.withdrawn.append(extraction)
        when = values.instant(self._writing.now)
        self._writing.connection.execute(
            update(tables.extractions)
            .where(tables.extractions.c.key == extraction)
            .values(withdrawn_at=when)
        )
        for table in (tables.statements, tables.frames, tables.claims):
            self._writing.connection.execute(
                update(table).where(table.c.extraction == extraction).values(withdrawn_at=when)
            )

    def _extraction(self, document: int, row: Row) -> int:
        key = self._writing.keys.take(tables.extractions)
        self._writing.extractions.append(key)
        columns = ("key", "document", "recorded_at", *rows.EXTRACTION)
        self._writing.put(tables.extractions, columns, (key, document, self._writing.now, *row))
        return key


def _keys(
    connection: Connection, table: Table, column: str, wanted: Iterable[Value]
) -> dict[Value, int]:
    """Return the keys of the rows that hold one of these values as they are stored."""
    found: dict[Value, int] = {}
    stored = table.c[column]
    for part in _parts(wanted):
        shown = [value.hex() if isinstance(value, bytes) else value for value in part]
        for key, value in connection.execute(select(table.c.key, stored).where(stored.in_(shown))):
            found[bytes.fromhex(value) if isinstance(part[0], bytes) else value] = key
    return found


def _versions(
    connection: Connection, batch: Sequence[Prepared]
) -> dict[Value, tuple[int | None, int]]:
    """Return the key and number of the newest version of each article that is known already."""
    documents = tables.documents.c
    found: dict[Value, tuple[int | None, int]] = {}
    for part in _parts(one.document[1] for one in batch if one.document[1] is not None):
        shared = [value.hex() for value in part if isinstance(value, bytes)]
        asked = (
            select(documents.identity, documents.key, documents.version)
            .where(documents.identity.in_(shared))
            .order_by(documents.version)
        )
        for identity, key, version in connection.execute(asked):
            found[bytes.fromhex(identity)] = key, version
    return found


def _live(
    connection: Connection, documents: Iterable[int]
) -> dict[tuple[int, str], tuple[int, Value]]:
    """Return the key and id of the live extraction of each document and engine."""
    kept = tables.extractions.c
    found: dict[tuple[int, str], tuple[int, Value]] = {}
    for part in _parts(documents):
        asked = select(kept.document, kept.engine, kept.key, kept.id).where(
            kept.document.in_(part), kept.withdrawn_at.is_(None)
        )
        for document, engine, key, digest in connection.execute(asked):
            found[document, engine] = key, bytes.fromhex(digest)
    return found


def _named(batch: Sequence[Prepared], which: str) -> Iterable[Value]:
    return (row[0] for one in batch if one.rows for row in getattr(one.rows, which))


def _parts(wanted: Iterable[Value]) -> Iterable[list[Value]]:
    """Cut what is wanted into questions, in an order that does not depend on how sets are kept."""
    whole = list(dict.fromkeys(wanted))
    return (whole[at : at + _MOST] for at in range(0, len(whole), _MOST))
