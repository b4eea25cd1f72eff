"""What the workers are asked and what they answer, as MessagePack with a length before it.

Imports ``limits``.
"""

import struct
from typing import IO

import msgspec

_LENGTH = struct.Struct(">I")


class Page(msgspec.Struct, frozen=True, tag=True):
    """The article of a page; ``dates`` are ISO 8601, the best first."""

    title: str
    lines: tuple[str, ...]
    publisher: str | None
    url: str | None
    dates: tuple[str, ...]


class Refusal(msgspec.Struct, frozen=True, tag=True):
    """Why a page or a table gives no article: the name of an error and its message."""

    error: str
    message: str


class Rows(msgspec.Struct, frozen=True, tag=True):
    """Some rows of a table: the columns that are known, by their names."""

    rows: tuple[dict[str, str], ...]


class End(msgspec.Struct, frozen=True, tag=True):
    """All rows were given."""


def send(out: IO[bytes], data: bytes) -> None:
    """Write one message."""
    out.write(_LENGTH.pack(len(data)))
    out.write(data)
    out.flush()


def receive(into: IO[bytes]) -> bytes | None:
    """Return one message, None where the other side has gone."""
    size = into.read(_LENGTH.size)
    if len(size) < _LENGTH.size:
        return None
    data = into.read(*_LENGTH.unpack(size))
    return data if len(data) == _LENGTH.unpack(size)[0] else None
