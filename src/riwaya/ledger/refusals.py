"""Refusals: what a database says when it refuses, as errors that say what the user can do.

Imports ``errors``.
"""

import sqlite3
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from riwaya import errors
from riwaya.errors import LedgerError


class _Refusal(NamedTuple):
    kind: type[LedgerError]
    message: str
    advice: str


_BUSY = _Refusal(
    errors.LedgerBusy,
    "Another program is writing to the ledger.",
    "Wait until it has ended, then give the same command again: what was taken in stays.",
)
_FULL = _Refusal(
    errors.LedgerFull,
    "There is no room left where the ledger is kept.",
    "Make room, then give the same command again: what was taken in stays.",
)
_READ_ONLY = _Refusal(
    errors.LedgerReadOnly,
    "The ledger may be read and not written.",
    "Ask for the right to write its file and folder, or name another one with --db.",
)
_UNREACHABLE = _Refusal(
    errors.LedgerUnreachable,
    "The ledger cannot be opened.",
    "Check its name, its folder, and your right to read it.",
)
_SERVER = _Refusal(
    errors.LedgerUnreachable,
    "The database server does not answer.",
    "See that it runs, then give the same command again: what was taken in stays.",
)
_NOT_A_LEDGER = _Refusal(
    errors.NotALedger,
    "This file is no ledger.",
    "Name another file with --db; nothing was changed.",
)
_DAMAGED = _Refusal(
    errors.LedgerDamaged,
    "The ledger's file is damaged.",
    "Keep a copy of it, then `riwaya restore` the last backup.",
)
_DISK = _Refusal(
    LedgerError,
    "The disk does not do what it should: {reason}.",
    "Look at the disk and its limits, then give the same command again: what was taken in stays.",
)
_OTHER = _Refusal(
    LedgerError,
    "The database refused: {reason}.",
    "Run `riwaya doctor`; report it if that is fine.",
)
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _UNREACHABLE,
    sqlite3.SQLITE_AUTH: _UNREACHABLE,
    sqlite3.SQLITE_NOTADB: _NOT_A_LEDGER,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_IOERR: _DISK,
}
_POSTGRESQL = {
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "3D000": _UNREACHABLE,
    "28000": _UNREACHABLE,
    "28P01": _UNREACHABLE,
    "57P01": _SERVER,
    "57P02": _SERVER,
    "57P03": _SERVER,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}


def told(error: DBAPIError | sqlite3.Error, url: str) -> LedgerError:
    """Return the error that stands for what a database said."""
    cause = error if isinstance(error, sqlite3.Error) else error.orig
    kind, message, advice = _refusal(error, cause)
    reason = str(cause).strip().partition("\n")[0].rstrip(".")
    return kind(message.format(reason=reason), url=url, advice=advice)


def _refusal(error: DBAPIError | sqlite3.Error, cause: BaseException | None) -> _Refusal:
    if isinstance(cause, sqlite3.Error):
        # the lowest byte is the kind of error, the others its details
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return _SQLITE.get(code, _OTHER)
    state = getattr(cause, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    is_cut = isinstance(error, DBAPIError) and error.connection_invalidated
    if is_cut or (state or "08").startswith("08"):
        return _SERVER
    return _OTHER
