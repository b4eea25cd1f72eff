"""One transaction that writes.

Imports ``tables``, ``prepare``, ``rows``, ``keys``, ``values`` and ``backends``.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, Table

from riwaya.ledger import tables, values
from riwaya.ledger.backends import Backend
from riwaya.ledger.keys import Keys
from riwaya.ledger.prepare import Searched
from riwaya.ledger.rows import Row


class Brought(NamedTuple):
    """What a new document brought for search: the key of its only extraction, its day, and what was prepared."""

    extraction: int
    day: str | None
    search: Searched


class Writing:
    """One transaction that writes: collects rows, and inserts them table by table at the end.

    ``documents`` and ``extractions`` are the keys of those that it added, ``withdrawn`` of the extractions that it
    withdrew; ``brought`` holds what new documents bring for search, by their keys; ``run`` is the key of
    the run that it belongs to, None for none.
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
        self.brought: dict[int, Brought] = {}
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
