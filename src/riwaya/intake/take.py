"""Taking in, step by step: look at each source, have the crew read what is new, write what comes back in order.

Imports ``pipeline``, ``reading``, ``ledger``, ``crew``, ``messages`` and ``report``.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import msgspec

from riwaya import pipeline, reading
from riwaya.errors import LedgerError
from riwaya.intake import files
from riwaya.intake.crew import Crew, processors
from riwaya.intake.journal import Journal
from riwaya.intake.messages import Address, Answer, Bytes, Documents
from riwaya.intake.report import Progress, Report
from riwaya.ledger import Ledger
from riwaya.reading import Keeper, Overrides
from riwaya.types import Document, Original, Problem

TOGETHER = 16
"""Documents of a long source that are read by one worker at once."""
_FEW = 200_000
"""Bytes for which it does not pay to start workers."""

Watcher = Callable[[Progress, tuple[Problem, ...]], None]
Came = tuple[Document | Problem, Original | None]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be taken in and how.

    ``given`` states day, publisher and address in place of what the sources say. ``workers`` is the number of
    processes that read, None for as many as there are processors; 0 reads in this one. ``again`` reads what is known.
    """

    sources: tuple[str, ...]
    given: Overrides = Overrides()
    engine: str = "rules"
    workers: int | None = None
    again: bool = False
    command: str = "add"


def take(ledger: Ledger, order: Order, *, watch: Watcher | None = None) -> Report:
    """Take the sources into the ledger and return what was done; ``watch`` is told after each commit.

    Whatever ends it, all that was told is kept, and the same order goes on where it was. Raises ``EngineMissing`` for
    an unknown engine, ``LedgerError`` where the ledger fails; no source makes it fail.
    """
    began = time.monotonic()
    engine = pipeline.signature(order.engine)
    with Crew[files.Done](_workers(order)) as crew:
        journal = Journal(ledger, order.command, watch or _ignore)
        taking = _Taking(ledger, order, engine)
        try:
            for step in taking.steps():
                step(crew)
                while crew.is_full:
                    _note(crew, journal)
            while not crew.is_idle:
                _note(crew, journal)
        except LedgerError:
            raise  # nothing more can be written
        except BaseException:
            journal.end()  # what came back already is kept
            raise
        journal.end()
    return Report(total=journal.total, seconds=time.monotonic() - began)


Step = Callable[["Crew[files.Done]"], None]


class _Taking:
    """One order on its way."""

    def __init__(self, ledger: Ledger, order: Order, engine: tuple[str, str, str]) -> None:
        self._ledger = ledger
        self._order = order
        self._engine = engine

    def steps(self) -> Iterator[Step]:
        """Yield what is to be done, as the sources come."""
        for source in reading.sources(self._order.sources):
            if source == "-" or not reading.is_address(source):
                yield from self._file(source)
            else:
                yield self._address(source)

    def _address(self, source: str) -> Step:
        order = self._order
        task = Address(engine=order.engine, source=source, given=order.given)
        return lambda crew: crew.ask(task, files.Done(source=source, sources=1))

    def _file(self, source: str) -> Iterator[Step]:
        try:
            with files.opened(source) as file:
                yield from self._opened(source, file)
        except (OSError, ValueError) as error:
            failed = reading.unreadable(error, source)
            yield lambda crew: crew.mark(files.Done(source=source, sources=1, problems=(failed,)))

    def _opened(self, source: str, file: BinaryIO) -> Iterator[Step]:
        mark = None if source == "-" else files.mark(file, self._told())
        if mark is not None and not self._order.again and self._ledger.is_taken(mark.id):
            done = files.Done(source=source, sources=1, bytes=mark.size, is_known=True)
            yield lambda crew: crew.mark(done)
        elif mark is not None and files.is_whole(file, mark):
            yield self._whole(source, file.read(), mark)
        else:
            yield from self._long(source, file, mark)

    def _told(self) -> tuple[object, ...]:
        """Return what, beside its bytes, decides what comes of a source."""
        given = self._order.given
        return *self._engine, given.published, given.publisher, given.url

    def _whole(self, source: str, data: bytes, mark: files.Mark) -> Step:
        order = self._order
        task = Bytes(engine=order.engine, source=source, data=data, given=order.given)
        done = files.Done(source=source, sources=1, bytes=mark.size, taken=mark.id)
        return lambda crew: crew.ask(task, done)

    def _long(self, source: str, file: BinaryIO, mark: files.Mark | None) -> Iterator[Step]:
        """Read a source of many documents here, and have the crew find what those say that are not known yet."""
        counted = files.Counted(file)
        coming = self._documents(counted, source)
        while batch := list(islice(coming, TOGETHER)):
            yield self._batch(batch, source, counted.since())
        is_same = mark is not None and files.is_unchanged(file, mark)
        taken = mark.id if mark is not None and is_same else None
        done = files.Done(source=source, sources=1, bytes=counted.since(), taken=taken)
        yield lambda crew: crew.mark(done)

    def _documents(self, file: files.Counted, source: str) -> Iterator[Came]:
        keeper = Keeper()
        given = self._order.given
        for item in reading.from_file(file.read, source=source, given=given, keeper=keeper):
            yield item, keeper.original

    def _batch(self, batch: list[Came], source: str, size: int) -> Step:
        problems = tuple(item for item, _ in batch if isinstance(item, Problem))
        documents = [(item, kept) for item, kept in batch if isinstance(item, Document)]
        new = documents if self._order.again else self._new(documents)
        known = len(documents) - len(new)
        done = files.Done(source=source, bytes=size, known=known, problems=problems)
        if not new:
            return lambda crew: crew.mark(done)
        task = Documents(engine=self._order.engine, documents=new)
        return lambda crew: crew.ask(task, done)

    def _new(
        self, documents: list[tuple[Document, Original | None]]
    ) -> list[tuple[Document, Original | None]]:
        known = self._ledger.known([document.id for document, _ in documents], self._engine)
        return [pair for pair in documents if pair[0].id not in known]


def _note(crew: "Crew[files.Done]", journal: Journal) -> None:
    answer, done = crew.next()
    journal.note(answer or Answer([], []), done)


def _workers(order: Order) -> int:
    if order.workers is not None:
        return order.workers
    return 0 if files.is_little(order.sources, _FEW) else processors()


def _ignore(_progress: Progress, _problems: Iterable[Problem]) -> None:
    return None
