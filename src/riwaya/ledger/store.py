"""The ledger itself: open it, add what was read, go through what it holds.

Imports the modules beside it, ``types`` and ``ids``.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Protocol, Self

from sqlalchemy import select

from riwaya import ids
from riwaya.ledger import backends, records, rows, schema, tables, values
from riwaya.ledger.backends import Backend
from riwaya.ledger.rows import Prepared
from riwaya.ledger.write import Added, Writing, write
from riwaya.types import Document, Extraction, Original, Problem

BATCH = 100
"""Documents of one transaction."""

Clock = Callable[[], datetime]


class Told(Protocol):
    """A document and what was found in it; ``riwaya.Reading`` is one."""

    @property
    def document(self) -> Document:
        """Return the document."""

    @property
    def extraction(self) -> Extraction:
        """Return what was found in it."""

    @property
    def original(self) -> Original | None:
        """Return the bytes that it was read from, where they are known."""


def now() -> datetime:
    """Return the present instant: the clock of every ledger that is given no other."""
    return datetime.now(UTC)


def open_ledger(
    where: str | os.PathLike[str] | None = None, *, clock: Clock = now, create: bool = True
) -> "Ledger":
    """Return the ledger of a file or URL, made or brought to the newest version where that is needed.

    Without ``where`` it is that of ``RIWAYA_DB``, or the user's own. ``create=False`` makes none that is not there.
    Raises ``LedgerError``, one kind for each cause, which says what to do.
    """
    backend = backends.at(where)
    backend.prepare(create=create)
    if not schema.is_current(backend):
        schema.migrate(backend)
    return Ledger(backend, clock)


class Ledger:
    """A store of documents and of who says what in them; close it at the end, or use it in ``with``.

    Any number of programs may read it while one writes.
    """

    def __init__(self, backend: Backend, clock: Clock = now) -> None:
        self.backend = backend
        self.clock = clock

    def __enter__(self) -> Self:
        """Return the ledger."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.backend.close()

    # ---- taking in ----------------------------------------------------------------------------

    def add(self, readings: Iterable[Told | Problem]) -> Added:
        """Add what was read, as it comes, and return what was new; adding again adds nothing.

        Every hundred documents are kept for good: where something fails later, they stay.
        """
        added = Added()
        coming = iter(readings)
        while batch := list(islice(coming, BATCH)):
            told = [
                rows.prepare(one.document, one.extraction, one.original)
                for one in batch
                if not isinstance(one, Problem)
            ]
            failed = [one for one in batch if isinstance(one, Problem)]
            added += self.write(told, failed)
        return added

    def write(
        self, prepared: list[Prepared], failed: Iterable[Problem] = (), *, run: int | None = None
    ) -> Added:
        """Add rows made by ``rows.prepare``, and problems, in one transaction."""
        with self.backend.writing() as connection:
            writing = Writing(self.backend, connection, self.clock())
            added = write(writing, prepared, run=run)
            return added + _problems(writing, failed, run)

    # ---- going through ------------------------------------------------------------------------

    def documents(self) -> Iterator[Document]:
        """Yield every document, in the order in which they were added."""
        kept = tables.documents
        with self.backend.reading() as connection:
            asked = select(kept).order_by(kept.c.key).execution_options(yield_per=BATCH)
            for row in connection.execute(asked):
                yield records.document(row)

    def readings(self) -> Iterator[records.Kept]:
        """Yield every live extraction with its document, whole, in the order in which they were added."""
        kept, found = tables.documents, tables.extractions
        asked = (
            select(kept, found.c.content, found.c.packing)
            .join(found, found.c.document == kept.c.key)
            .where(found.c.withdrawn_at.is_(None))
            .order_by(found.c.key)
            .execution_options(yield_per=BATCH)
        )
        with self.backend.reading() as connection:
            for row in connection.execute(asked):
                yield records.Kept(
                    records.document(row), records.extraction(row.content, row.packing)
                )

    def statements(self) -> Iterator[records.Statement]:
        """Yield every live statement, in the order in which they were added."""
        with self.backend.reading() as connection:
            yield from records.statements(connection)

    def claims(self) -> Iterator[records.Claim]:
        """Yield every live claim, in the order in which they were added."""
        with self.backend.reading() as connection:
            yield from records.claims(connection)


def _problems(writing: Writing, failed: Iterable[Problem], run: int | None) -> Added:
    """Put the problems that are not known yet."""
    held = tables.problems
    named = {
        values.packed(ids.of("problem", one.source, one.error, one.message)): one for one in failed
    }
    if not named:
        return Added()
    asked = select(held.c.id).where(held.c.id.in_([digest.hex() for digest in named]))
    known = {bytes.fromhex(digest) for digest in writing.connection.scalars(asked)}
    columns = ("key", "id", "run", "source", "error", "message", "advice", "recorded_at")
    new = {digest: one for digest, one in named.items() if digest not in known}
    first = writing.keys.take(held, len(new))
    for number, (digest, one) in enumerate(new.items(), first):
        told = (values.escaped(one.source), one.error, values.escaped(one.message), one.advice)
        writing.put(held, columns, (number, digest, run, *told, writing.now))
    writing.flush()
    return Added(problems=len(new))
