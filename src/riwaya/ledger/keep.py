"""Keeping: a backup is a ledger in one SQLite file, of whichever database, taken while others read and write.

It is written beside its name and renamed at the end: there is a whole backup or none. Restoring checks the backup
first, and takes back into an SQLite ledger in one transaction, so that a ledger is never half restored.

Imports ``tables``, ``backends``, ``schema`` and ``rebuild``; ``errors``.
"""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from riwaya.errors import LedgerError
from riwaya.ledger import backends, schema, tables
from riwaya.ledger.backends import Backend
from riwaya.ledger.rebuild import rebuild

_TOGETHER = 500


def backup(backend: Backend, file: str | os.PathLike[str], now: datetime) -> None:
    """Write a backup to a file that is not there yet.

    Raises ``LedgerError`` where it is, or where it cannot be written.
    """
    path = Path(file).expanduser().absolute()
    if path.exists():
        raise LedgerError(
            f"There is a file {path} already.", url=backend.name, advice="Name a new one."
        )
    if not path.parent.is_dir():
        raise LedgerError(
            f"There is no folder {path.parent}.", url=backend.name, advice="Make it first."
        )
    part = path.with_name(f".{path.name}.part")
    _remove(part)
    try:
        if backend.is_sqlite:
            with backend.telling(), backend.engine.connect() as connection:
                # without a transaction around it, which it does not allow
                connection.connection.cursor().execute("VACUUM INTO ?", (str(part),))
        else:
            _copy_to_file(backend, part, now)
        _sync(part)
        part.replace(path)
    except OSError as error:
        raise LedgerError(
            f"The backup cannot be written: {error.strerror}.",
            url=backend.name,
            advice="Name a file in a folder that you may write, with room enough.",
        ) from error
    finally:
        _remove(part)


def restore(
    backend: Backend, file: str | os.PathLike[str], now: datetime, *, replace: bool = False
) -> None:
    """Make a ledger what a backup of it was; ``replace`` throws away the documents that it holds.

    Raises ``LedgerError`` where the file is no backup, is damaged, or would replace documents without being told so.
    """
    path = Path(file).expanduser().absolute()
    source = backends.at(path)
    source.prepare(create=False)
    try:
        _check(source)
        if not replace and _has_documents(backend):
            raise LedgerError(
                "The ledger holds documents, which the backup would replace.",
                url=backend.name,
                advice="Back it up first, then say --replace.",
            )
        if backend.is_sqlite:
            _copy_file(source, backend)
        else:
            _copy_into(source, backend, now)
    finally:
        source.close()


def _check(source: Backend) -> None:
    current = schema.is_current(source)  # raises where it is no ledger, or a newer one
    with source.reading() as connection:
        faults = list(source.faults(connection))
    if faults:
        raise LedgerError(
            f"The backup is damaged: {faults[0]}.", url=source.name, advice="Use another backup."
        )
    if not current:
        schema.migrate(source)


def _has_documents(backend: Backend) -> bool:
    if backend.is_sqlite and not backend.path.exists():
        return False
    with backend.reading() as connection:
        if schema.version(connection) is None:
            return False
        return bool(connection.scalar(select(func.count()).select_from(tables.documents)))


def _copy_file(source: Backend, target: Backend) -> None:
    """Copy page by page, in one transaction of the target."""
    target.prepare(create=True)
    with target.telling(), source.engine.connect() as origin, target.engine.connect() as goal:
        held = origin.connection.dbapi_connection
        mine = goal.connection.dbapi_connection
        assert isinstance(held, sqlite3.Connection) and isinstance(mine, sqlite3.Connection)
        held.backup(mine)


def _copy_to_file(backend: Backend, part: Path, now: datetime) -> None:
    target = backends.at(part)
    target.prepare(create=True)
    schema.migrate(target)
    try:
        with backend.reading() as origin, target.writing() as goal:
            _copy_rows(origin, goal)
        rebuild(target, now)
        with target.engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA journal_mode = DELETE")  # one file, no other beside it
    finally:
        target.close()


def _copy_into(source: Backend, target: Backend, now: datetime) -> None:
    if not schema.is_current(target):
        schema.migrate(target)
    with source.reading() as origin, target.writing() as goal:
        for table in reversed(tables.metadata.sorted_tables):
            goal.execute(table.delete())
        _copy_rows(origin, goal)
    rebuild(target, now)


def _copy_rows(origin: Connection, goal: Connection) -> None:
    """Copy what is kept; the rest is made again from it."""
    for table in tables.KEPT:
        asked = select(table).order_by(*table.primary_key).execution_options(yield_per=_TOGETHER)
        for part in origin.execute(asked).mappings().partitions():
            goal.execute(insert(table), [dict(row) for row in part])


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove(part: Path) -> None:
    for name in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
        name.unlink(missing_ok=True)
