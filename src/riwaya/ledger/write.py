"""Writing: prepared documents become rows, many in one transaction.

What is there already is left alone: adding twice is adding once. A document whose address is known with another text
becomes the next version of it; an extraction that says something else than the live one of its engine takes its place,
and the old one stays, withdrawn.

Imports ``tables``, ``rows``, ``keys``, ``values`` and ``backends``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cached_property

import msgspec
from sqlalchemy import Connection, Table, select, update

from riwaya.ledger import rows, tables, values
from riwaya.ledger.backends import Backend
from riwaya.ledger.keys import Keys
from riwaya.ledger.rows import Prepared, Row, Value

_FETCH = ("key", "run", "original", "fetched_at", "address", "status", "headers")
_Part = tuple[Table, tuple[str, ...], list[Row], int]
_Named = tuple[Table, tuple[str, ...], list[Row]]
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


class Writing:
    """One transaction that writes: collects rows, and inserts them table by table at the end.

    ``documents`` and ``extractions`` are the keys of those that it added, ``withdrawn`` of the extractions that it
    withdrew; ``run`` is the key of the run that it belongs to, None for none.
    """

    def __init__(
        self,
        backend: Backend,
        connection: Connection,
        now: datetime,
        start: "Callable[[Writing], int | None] | None" = None,
    ) -> None:
        self.connection = connection
        self.keys = Keys(connection)
        self.now = values.microseconds(now)
        self.documents: list[int] = []
        self.extractions: list[int] = []
        self.withdrawn: list[int] = []
        self._backend = backend
        self._start = start
        self._pending: dict[tuple[str, tuple[str, ...]], list[Row]] = defaultdict(list)

    @cached_property
    def run(self) -> int | None:
        """Return the key of the run; its row is put when it is first asked for."""
        return self._start(self) if self._start else None

    @property
    def has_run(self) -> bool:
        """Tell whether the row of the run is there or put."""
        return "run" in self.__dict__

    def put(self, table: Table, columns: tuple[str, ...], row: Row) -> None:
        """Have a row inserted when ``flush`` is called."""
        self._pending[table.name, columns].append(row)

    def flush(self) -> None:
        """Insert all that was put, the tables that others refer to first."""
        order = {table.name: number for number, table in enumerate(tables.metadata.sorted_tables)}
        for name, columns in sorted(self._pending, key=lambda entry: order[entry[0]]):
            table = tables.metadata.tables[name]
            self._backend.insert(self.connection, table, columns, self._pending[name, columns])
        self._pending.clear()


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
        self._entities = _keys(ask, tables.entities, "entity", _named(batch, "entities"))
        self._places = _keys(ask, tables.places, "place", _named(batch, "places"))

    def take(self, one: Prepared) -> None:
        """Put the rows of one document."""
        document = self._documents.get(one.id)
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
        self._spread(document, key, one.rows)
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

    def _spread(self, document: int, extraction: int, found: rows.Rows) -> None:
        self._register(found)
        spread(self._writing, (document, extraction), found)

    def _register(self, found: rows.Rows) -> None:
        """Put the entities and places that were never named before."""
        registers = (
            (tables.entities, rows.ENTITY, found.entities, self._entities),
            (tables.places, rows.PLACE, found.places, self._places),
        )
        for table, columns, named, known in registers:
            for row in named:
                if row[0] not in known:
                    known[row[0]] = key = self._writing.keys.take(table)
                    self._writing.put(table, ("key", *columns), (key, *row))


def spread(
    writing: Writing,
    where: tuple[int, int],
    found: rows.Rows,
    *,
    withdrawn: int | None = None,
    recorded: int | None = None,
) -> None:
    """Put the rows of the indexed group for one extraction; ``where`` are the keys of its document and itself."""
    document, extraction = where
    put, keys = writing.put, writing.keys
    since = writing.now if recorded is None else recorded
    owned = ("key", "document", "extraction", "recorded_at", "withdrawn_at")
    statement = keys.take(tables.statements, len(found.statements))
    for number, row in enumerate(found.statements):
        mine = (statement + number, document, extraction, since, withdrawn)
        put(tables.statements, (*owned, *rows.STATEMENT), (*mine, *row))
    frame = keys.take(tables.frames, len(found.frames))
    for number, row in enumerate(found.frames):
        mine = (frame + number, document, extraction, since, withdrawn)
        put(tables.frames, (*owned, *rows.FRAME), (*mine, *row))
    claim = keys.take(tables.claims, len(found.claims))
    for number, row in enumerate(found.claims):
        mine = (claim + number, document, extraction, since, withdrawn)
        told = (*row[:2], _after(frame, row[2]), _after(statement, row[3]), *row[4:])
        put(tables.claims, (*owned, *rows.CLAIM), (*mine, *told))
    parts: tuple[_Part, ...] = (
        (tables.narrators, rows.NARRATOR, found.narrators, statement),
        (tables.frame_roles, rows.FRAME_ROLE, found.frame_roles, frame),
        (tables.frame_counts, rows.FRAME_COUNT, found.frame_counts, frame),
    )
    for part, names, held, first in parts:
        for row in held:
            put(part, names, (_after(first, row[0]), *row[1:]))
    named: tuple[_Named, ...] = (
        (tables.mentions, rows.MENTION, found.mentions),
        (tables.place_mentions, rows.PLACE_MENTION, found.place_mentions),
        (tables.time_mentions, rows.TIME_MENTION, found.time_mentions),
    )
    for table, columns, rest in named:
        for row in rest:
            put(table, ("document", "extraction", *columns), (document, extraction, *row))


def _after(first: int, number: Value) -> int | None:
    return None if number is None else first + int(number)


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
