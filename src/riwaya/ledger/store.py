"""The ledger itself: open it, add what was read, go through what it holds.

Imports the modules beside it and ``types``.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from sqlalchemy import Connection, select

from riwaya.ledger import (
    backends,
    look,
    rebuild,
    records,
    schema,
    search,
    syndicate,
    tables,
    values,
)
from riwaya.ledger.backends import Backend
from riwaya.ledger.batch import Batch
from riwaya.ledger.fulltext import Kind
from riwaya.ledger.listing import Listing
from riwaya.ledger.look import Article, Found, Publisher, Stats
from riwaya.ledger.prepare import prepare
from riwaya.ledger.query import parse
from riwaya.ledger.run import Run
from riwaya.ledger.search import Page, Results
from riwaya.ledger.write import Added
from riwaya.reconcile.syndication import Family, Tie
from riwaya.types import Document, Extraction, Original, Problem

if TYPE_CHECKING:
    from riwaya.ledger.verify import Fault

BATCH = 100
"""Documents of one transaction."""

Row = TypeVar("Row")
Clock = Callable[[], datetime]
Watcher = Callable[[int, int], None]
"""Is told how much is done, of how much."""


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


def restore(
    file: str | os.PathLike[str],
    where: str | os.PathLike[str] | None = None,
    *,
    replace: bool = False,
    clock: Clock = now,
) -> None:
    """Make the ledger of a file or URL what a backup of it was.

    ``replace`` throws away the documents that it holds. Raises ``LedgerError``.
    """
    from riwaya.ledger import keep

    backend = backends.at(where)
    try:
        keep.restore(backend, file, clock(), replace=replace)
    finally:
        backend.close()


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
        run = self.run(None)
        while items := list(islice(coming, BATCH)):
            batch = Batch()
            for one in items:
                if isinstance(one, Problem):
                    batch.problems.append(one)
                else:
                    told = prepare(one.document, one.extraction, one.original)
                    batch.prepared.append(told)
            added += run.write(batch)
        return added

    def run(self, command: str | None) -> Run:
        """Return a run, to which batches can be written; one without a command leaves no row of itself."""
        return Run(self.backend, self.clock, command)

    def is_taken(self, digest: str) -> bool:
        """Tell whether the source with this mark was taken in whole."""
        with self.backend.reading() as connection:
            asked = select(tables.taken.c.key).where(tables.taken.c.id == digest)
            return connection.scalar(asked) is not None

    def known(self, documents: Iterable[str], engine: tuple[str, str, str]) -> set[str]:
        """Return those of the ids for which the ledger holds what this engine finds: name, version, lexicon."""
        kept, found = tables.documents.c, tables.extractions.c
        asked = (
            select(kept.id)
            .join(tables.extractions, found.document == kept.key)
            .where(kept.id.in_(list(documents)), found.withdrawn_at.is_(None))
            .where(found.engine == engine[0], found.version == engine[1])
            .where(found.lexicon == engine[2])
        )
        with self.backend.reading() as connection:
            return set(connection.scalars(asked))

    # ---- going through ------------------------------------------------------------------------

    def documents(self) -> Listing[Document]:
        """List every document, in the order in which they were added."""
        return self._listing(records.documents)

    def readings(self) -> Listing[records.Kept]:
        """List every live extraction with its document, whole, in the order in which they were added."""
        return self._listing(records.readings)

    def statements(self) -> Listing[records.Statement]:
        """List every live statement, in the order in which they were added."""
        return self._listing(records.statements)

    def claims(self) -> Listing[records.Claim]:
        """List every live claim, in the order in which they were added."""
        return self._listing(records.claims)

    def entities(self) -> Listing[records.Entity]:
        """List every entity that was named, in the order of its first mention."""
        return self._listing(records.entities)

    def places(self) -> Listing[records.Place]:
        """List every place of the gazetteer that was named, in the order of its first mention."""
        return self._listing(records.places)

    def problems(self) -> Listing[records.Failure]:
        """List every source that could not be read, in the order in which they failed."""
        return self._listing(records.problems)

    def runs(self) -> Listing[records.Course]:
        """List every command that added something, the first first."""
        return self._listing(records.runs)

    def _listing(self, ask: Callable[[Connection], Iterator[Row]]) -> Listing[Row]:
        def asked() -> Iterator[Row]:
            with self.backend.reading() as connection:
                yield from ask(connection)

        return Listing(asked)

    # ---- looking up ---------------------------------------------------------------------------

    def find(self, beginning: str) -> list[Found]:
        """Return all things whose id begins with these digits, of which four are needed."""
        with self.backend.reading() as connection:
            return look.find(connection, beginning)

    def article(self, found: Found | str) -> Article | None:
        """Return a document by its id, or the one in which something was found; None where there is none."""
        with self.backend.reading() as connection:
            if isinstance(found, str):
                return look.article(connection, found)
            digest: str | None = found.id
            if found.kind != "document":
                digest = look.document_of(connection, found.kind, found.id)
            return look.article(connection, digest) if digest else None

    def statement_number(self, found: Found) -> int | None:
        """Return the index of a statement in its extraction; that of the statement which makes a claim."""
        with self.backend.reading() as connection:
            return look.statement_number(connection, found)

    def original(self, sha256: str) -> bytes | None:
        """Return the bytes that a document came from, None where they are not kept."""
        with self.backend.reading() as connection:
            held = look.original(connection, sha256)
        return values.unsqueezed(*held) if held else None

    def publishers(self) -> list[Publisher]:
        """Return what each publisher has, the one with most documents first."""
        with self.backend.reading() as connection:
            return look.publishers(connection)

    def stats(self) -> Stats:
        """Return what the ledger holds in numbers."""
        with self.backend.reading() as connection:
            return look.stats(connection)

    # ---- keeping ------------------------------------------------------------------------------

    def rebuild(self, watch: Watcher | None = None) -> int:
        """Make the indexed and derived tables again; return of how many extractions."""
        return rebuild.rebuild(self.backend, self.clock(), watch)

    def catch_up(self) -> int:
        """Bring events and disputes up to what the ledger holds; return how many were made or made again."""
        from riwaya.ledger import matters
        from riwaya.ledger.writing import Writing

        with self.backend.reading() as connection:
            if not matters.is_behind(connection):
                return 0
        with self.backend.writing() as connection:
            return matters.catch_up(Writing(self.backend, connection, self.clock()))

    def digest(self) -> str:
        """Return a digest of the indexed and derived tables."""
        with self.backend.reading() as connection:
            return rebuild.digest(connection)

    def verify(self, watch: Watcher | None = None) -> "Iterator[Fault]":
        """Yield whatever is not as it was stored."""
        from riwaya.ledger import verify

        return verify.verify(self.backend, watch)

    def backup(self, file: str | os.PathLike[str]) -> None:
        """Write the whole ledger to a new file, which is a ledger itself. Raises ``LedgerError``."""
        from riwaya.ledger import keep

        keep.backup(self.backend, file, self.clock())

    # ---- finding ------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        facets: bool = False,
        kind: Kind = "sayings",
        today: date | None = None,
    ) -> Results:
        """Return the statements and claims that a query finds, or with ``kind="articles"`` the documents.

        ``docs/search.md`` tells the grammar; periods that reach back count from ``today``. Raises ``QueryError``, which
        says where the query is wrong.
        """
        page = Page(limit, offset, facets, kind)
        return search.search(self.backend, parse(query, today=today), page)

    def families(self) -> Iterator[Family]:
        """Yield the families of copies: the ids of their documents, the earliest first."""
        with self.backend.reading() as connection:
            yield from syndicate.all_families(connection)

    def family(self, document: str) -> Family:
        """Return the family of a document; one that has no copies is alone in it."""
        with self.backend.reading() as connection:
            return syndicate.family_of(connection, document)

    def ties(self) -> Iterator[Tie]:
        """Yield what ties two documents: copies, and excerpts, which make no family."""
        with self.backend.reading() as connection:
            yield from syndicate.all_ties(connection)
