"""Kinds of column: what Python sees and what both databases hold.

Imports ``values``.
"""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Integer, LargeBinary, Text, TypeDecorator
from sqlalchemy.engine import Dialect

from riwaya.ledger import values

KEY = BigInteger().with_variant(Integer, "sqlite")
"""The narrow key of a row, which never leaves the database; SQLite numbers its rows by INTEGER only."""


class Digest(TypeDecorator[str]):
    """A digest: hex digits in Python, half as many bytes in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Return what is stored; what is no hex stands for an id that no row has."""
        del dialect
        return None if value is None else values.packed(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Return the hex digits."""
        del dialect
        return None if value is None else bytes(value).hex()


class Instant(TypeDecorator[datetime]):
    """An instant: an aware ``datetime`` in UTC in Python, microseconds since 1970 in the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the microseconds."""
        del dialect
        return None if value is None else values.microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC."""
        del dialect
        return None if value is None else values.instant(value)


class Verbatim(TypeDecorator[str]):
    """Text of any characters, kept as it is; PostgreSQL alone could not hold U+0000."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what both databases can hold."""
        del dialect
        return None if value is None else values.escaped(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Return the text as it was."""
        del dialect
        return None if value is None else values.restored(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few strings in order: a tuple in Python, a JSON array in the database; empty is null."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Return the JSON array."""
        del dialect
        return values.listed(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """Return the strings."""
        del dialect
        return msgspec.json.decode(value, type=tuple[str, ...]) if value else ()
