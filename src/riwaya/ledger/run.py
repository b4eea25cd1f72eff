"""A run: one command that adds, in as many transactions as it takes, with a row that says how far it came.

A run that finds nothing new leaves no row.

Imports ``tables``, ``batch``, ``write`` and ``backends``.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Table, select, update

from riwaya import ids
from riwaya.ledger import tables, values
from riwaya.ledger.backends import Backend
from riwaya.ledger.batch import Batch
from riwaya.ledger.follow import follow
from riwaya.ledger.write import Added, write
from riwaya.ledger.writing import Writing
from riwaya.types import Problem

_PROBLEM = ("key", "id", "run", "source", "error", "message", "advice", "recorded_at")
_TAKEN = ("key", "id", "source", "recorded_at")
_RUN = ("key", "command", "started_at", "seen_at", "documents", "problems")


class Run:
    """One command on its way; it ends with ``end``, or where it is killed."""

    def __init__(
        self, backend: Backend, clock: Callable[[], datetime], command: str | None
    ) -> None:
        self._backend = backend
        self._clock = clock
        self._command = command
        self._began = clock()
        self._key: int | None = None

    def write(self, batch: Batch) -> Added:
        """Write a batch in one transaction and return what was new; all of it is kept, or nothing."""
        with self._backend.writing() as connection:
            writing = Writing(self._backend, connection, self._clock(), self._start)
            added = write(writing, batch.prepared)
            added += _problems(writing, batch.problems)
            if _taken(writing, batch.taken) or added != Added():
                _count(writing, added)
            follow(writing)
            key = writing.run if writing.has_run else self._key
        self._key = key
        return added

    def end(self) -> None:
        """Say that the run has come to its end."""
        if self._key is None:
            return
        with self._backend.writing() as connection:
            connection.execute(
                update(tables.runs)
                .where(tables.runs.c.key == self._key)
                .values(ended_at=self._clock())
            )

    def _start(self, writing: Writing) -> int | None:
        if self._key is not None or self._command is None:
            return self._key
        key = writing.keys.take(tables.runs)
        began = values.microseconds(self._began)
        writing.put(tables.runs, _RUN, (key, self._command, began, writing.now, 0, 0))
        return key


def _count(writing: Writing, added: Added) -> None:
    """Note in the row of the run what was new."""
    if writing.run is None:
        return
    writing.flush()
    held = tables.runs.c
    writing.connection.execute(
        update(tables.runs)
        .where(held.key == writing.run)
        .values(
            seen_at=values.instant(writing.now),
            documents=held.documents + added.documents,
            problems=held.problems + added.problems,
        )
    )


def _problems(writing: Writing, failed: list[Problem]) -> Added:
    """Put the problems that are not known yet."""
    named = {ids.of("problem", one.source, one.error, one.message): one for one in failed}
    held = tables.problems
    known = _known(writing, named, held)
    new = {digest: one for digest, one in named.items() if digest not in known}
    first = writing.keys.take(held, len(new)) if new else 0
    for number, (digest, one) in enumerate(new.items(), first):
        told = (values.escaped(one.source), one.error, values.escaped(one.message), one.advice)
        row = (number, values.packed(digest), writing.run, *told, writing.now)
        writing.put(held, _PROBLEM, row)
    writing.flush()
    return Added(problems=len(new))


def _taken(writing: Writing, complete: list[tuple[str, str]]) -> bool:
    """Put the sources that are complete now; tell whether any of them is new."""
    named = dict(complete)
    known = _known(writing, named, tables.taken)
    for digest, source in named.items():
        if digest not in known:
            key = writing.keys.take(tables.taken)
            row = (key, values.packed(digest), values.escaped(source), writing.now)
            writing.put(tables.taken, _TAKEN, row)
    writing.flush()
    return len(known) < len(named)


def _known(writing: Writing, named: Mapping[str, object], held: Table) -> set[str]:
    if not named:
        return set()
    return set(writing.connection.scalars(select(held.c.id).where(held.c.id.in_(list(named)))))
