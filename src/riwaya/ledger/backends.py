"""Backends: what SQLite and PostgreSQL do differently, and nothing else.

Both give the rest of the room the same: transactions to read in, one transaction at a time to write in, rows in bulk,
and errors that say what to do.

Imports ``errors``, ``tables`` of the package for the user's folder, and ``refusals``.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from riwaya import tables
from riwaya.errors import LedgerError, LedgerUnreachable
from riwaya.ledger import refusals

BUSY_SECONDS = 30.0
"""How long a writer waits for another one; ``RIWAYA_DB_WAIT`` names another time."""
_LOCK = 0x52495741  # RIWA: what the writers of a PostgreSQL database agree to wait for
_SCHEMES = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_NAME = "ledger.db"


class Backend:
    """A database of one kind or the other; connections are opened on use."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _postgresql(url)

    @property
    def name(self) -> str:
        """Return where it is, without its password."""
        return str(self.path) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path:
        """Return the file of an SQLite database."""
        return Path(self.url.database or "")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the ledger throughout."""
        with self.telling(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that may write; what it did is kept whole at the end, or not at all.

        Raises ``LedgerBusy`` where another writer does not end in time.
        """
        with self.telling(), self.engine.connect() as plain:
            connection = plain.execution_options(riwaya_writes=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turn what the database says into an error that says what to do."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise refusals.told(error, self.name) from error

    def insert(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Insert rows as the driver takes them: no value passes through a type again."""
        if rows:
            connection.exec_driver_sql(self._statement(table, columns), rows)

    def _statement(self, table: Table, columns: Sequence[str]) -> str:
        mark = "?" if self.is_sqlite else "%s"
        quote = self.engine.dialect.identifier_preparer.quote
        names = ", ".join(quote(name) for name in columns)
        marks = ", ".join([mark] * len(columns))
        return f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"

    def faults(self, connection: Connection) -> Iterator[str]:
        """Yield what the database itself finds wrong with its file; a server looks after its own."""
        if not self.is_sqlite:
            return
        for row in connection.exec_driver_sql("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"a row of {row[0]} refers to a row of {row[2]} that is missing"

    def prepare(self, *, create: bool) -> None:
        """See that an SQLite file can be opened: make its folder, and have its readers never wait for the writer.

        Raises ``LedgerUnreachable`` where it is not there and ``create`` is false, or its folder cannot be made.
        """
        if not self.is_sqlite:
            return
        if not self.path.exists():
            if not create:
                raise LedgerUnreachable(
                    "There is no ledger yet.",
                    url=self.name,
                    advice="Make one with `riwaya add`, or name another one with --db.",
                )
            self._make_folder()
        with self.telling(), self.engine.connect() as connection:
            # without a transaction around it: the kind of journal cannot be changed within one
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerUnreachable(
                f"The folder of the ledger cannot be made: {error.strerror}.",
                url=self.name,
                advice="Name another file with --db.",
            ) from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def at(where: str | os.PathLike[str] | None = None) -> Backend:
    """Return the backend of a path or URL; without one, of ``RIWAYA_DB`` or the user's own ledger.

    Raises ``LedgerError`` where it names neither a file nor a database that Riwaya knows.
    """
    stated = str(where or os.environ.get("RIWAYA_DB") or Path(tables.data_folder(), _NAME))
    if "://" not in stated:
        return Backend(URL.create("sqlite", database=str(Path(stated).expanduser().absolute())))
    try:
        return Backend(_known(make_url(stated)))
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(
            "The address of the ledger is not one that Riwaya knows.",
            advice="Give a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE.",
        ) from error


def _known(url: URL) -> URL:
    scheme = _SCHEMES.get(url.drivername, url.drivername)
    if scheme == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    if scheme == "postgresql+psycopg":
        return url.set(drivername=scheme)
    raise ArgumentError(scheme)


def _patience() -> float:
    try:
        return float(os.environ.get("RIWAYA_DB_WAIT") or BUSY_SECONDS)
    except ValueError:
        return BUSY_SECONDS


def _sqlite(url: URL) -> Engine:
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": _patience()})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        # FULL: what is committed survives the loss of power too, at one sync for each commit
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA cache_size = -65536")  # KiB
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("riwaya_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    wait = int(_patience() * 1000)
    settings = f"-c lock_timeout={wait} -c client_encoding=UTF8"
    try:
        return sqlalchemy.create_engine(
            url,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,  # a server that was started again is asked anew
            connect_args={"options": settings, "connect_timeout": 10},
        )
    except ModuleNotFoundError as error:
        raise LedgerUnreachable(
            "PostgreSQL needs a driver that is not installed.",
            url=url.render_as_string(hide_password=True),
            advice='Install it: pip install "riwaya[postgres]".',
        ) from error
