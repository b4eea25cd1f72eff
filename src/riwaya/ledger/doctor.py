"""The doctor: is this ledger well, and if not, what helps?

Imports ``backends``, ``schema`` and ``tables``; ``errors``.
"""

import platform
import shutil
import sqlite3
from collections.abc import Iterator

import msgspec
import sqlalchemy
from sqlalchemy import select

from riwaya.errors import RiwayaError
from riwaya.ledger import schema, tables
from riwaya.ledger.backends import Backend

_LITTLE_ROOM = 500_000_000


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at: its name, whether it is well, what was seen, what helps."""

    name: str
    is_well: bool
    seen: str
    advice: str = ""


def examine(backend: Backend) -> Iterator[Check]:
    """Yield what is found, the simplest first; nothing is changed: what is written is taken back."""
    versions = f"Python {platform.python_version()}, SQLAlchemy {sqlalchemy.__version__}"
    yield Check("program", True, versions)
    yield from _place(backend)
    checks = (_opens, _schema, _writes, _whole, _runs)
    for check in checks:
        try:
            yield from check(backend)
        except RiwayaError as error:
            yield Check(check.__name__.strip("_"), False, error.message, error.advice)
            return


def _place(backend: Backend) -> Iterator[Check]:
    if not backend.is_sqlite:
        yield Check("place", True, backend.name)
        return
    path = backend.path
    size = path.stat().st_size if path.exists() else 0
    yield Check("place", path.exists(), f"{backend.name}, {size:,} bytes", "Make it: riwaya add.")
    folder = next(folder for folder in path.parents if folder.exists())
    free = shutil.disk_usage(folder).free
    yield Check("room", free >= _LITTLE_ROOM, f"{free:,} bytes free", "Make room on that disk.")


def _opens(backend: Backend) -> Iterator[Check]:
    backend.prepare(create=False)
    with backend.reading() as connection:
        if backend.is_sqlite:
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            seen = f"SQLite {sqlite3.sqlite_version}, journal {journal}"
            advice = "Keep it on a disk of this machine: on others readers wait for the writer."
            yield Check("opens", journal == "wal", seen, advice)
        else:
            version = connection.exec_driver_sql("SHOW server_version").scalar()
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
            advice = "Make the database anew: CREATE DATABASE ... ENCODING 'UTF8'."
            seen = f"PostgreSQL {version}, encoding {encoding}"
            yield Check("opens", encoding == "UTF8", seen, advice)


def _schema(backend: Backend) -> Iterator[Check]:
    with backend.reading() as connection:
        found = schema.version(connection)
    is_newest = found == schema.newest()
    seen = f"version {found}; this Riwaya writes {schema.newest()}"
    yield Check("schema", is_newest, seen, "Any command that opens it brings it up.")
    schema.is_current(backend)  # raises where it is too new


def _writes(backend: Backend) -> Iterator[Check]:
    with backend.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE riwaya_doctor (key INTEGER)")
        connection.rollback()
    yield Check("writes", True, "a table was written and taken back")


def _whole(backend: Backend) -> Iterator[Check]:
    with backend.reading() as connection:
        faults = list(backend.faults(connection))
    seen = faults[0] if faults else "no fault in the file"
    yield Check("whole", not faults, seen, "Keep a copy of it, then riwaya restore a backup.")


def _runs(backend: Backend) -> Iterator[Check]:
    run = tables.runs.c
    asked = select(run.started_at).where(run.ended_at.is_(None)).order_by(run.key.desc())
    with backend.reading() as connection:
        open_ = list(connection.scalars(asked))
    seen = f"{len(open_)} not ended" + (f", the last of {open_[0]:%Y-%m-%d %H:%M}" if open_ else "")
    yield Check("runs", True, seen, "Give the same command again: it goes on where it was.")
