"""Files on their way in: how they are told again, and how far they are read.

Imports ``ids`` and ``types``.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from riwaya import ids
from riwaya.types import Problem

_PART = 1_000_000
SMALL = 100_000
"""Bytes up to which a file is handed to a worker whole: longer ones may hold many articles, for all workers."""
PAGE = 10_000_000
"""Bytes up to which that holds for pages, which take longer to read than all else."""


class Mark(msgspec.Struct, frozen=True):
    """What tells that a file was taken in: a digest of its bytes, and of all else that decides what comes of it."""

    id: str
    size: int
    changed: int


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What is done when an answer has been written; ``taken`` is the mark of a source that is complete with it."""

    source: str
    sources: int = 0
    bytes: int = 0
    known: int = 0
    is_known: bool = False
    taken: str | None = None
    problems: tuple[Problem, ...] = ()


class Counted:
    """A file that counts what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._new = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        data = self._file.read(size)
        self._new += len(data)
        return data

    def since(self) -> int:
        """Return how many bytes were read since this was last asked."""
        found, self._new = self._new, 0
        return found


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input."""
    if source == "-":
        yield sys.stdin.buffer
        return
    with Path(source).open("rb") as file:
        yield file


def mark(file: BinaryIO, told: tuple[object, ...]) -> Mark | None:
    """Return the mark of a file, which is then at its beginning again; None for a pipe or a device."""
    if not file.seekable():
        return None
    before = os.fstat(file.fileno())
    hasher, size = hashlib.sha256(), 0
    while part := file.read(_PART):
        hasher.update(part)
        size += len(part)
    file.seek(0)
    return Mark(ids.of("source", hasher.hexdigest(), *told), size, before.st_mtime_ns)


def is_whole(file: BinaryIO, known: Mark) -> bool:
    """Tell whether a file, which stands at its beginning, is for one worker alone."""
    if known.size <= SMALL:
        return True
    head = file.read(1_000)
    file.seek(0)
    return known.size <= PAGE and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def is_unchanged(file: BinaryIO, known: Mark) -> bool:
    """Tell whether a file is what it was when it was marked: one that is still written to must be read again."""
    found = os.fstat(file.fileno())
    return (found.st_size, found.st_mtime_ns) == (known.size, known.changed)


def is_little(sources: Iterable[str], limit: int) -> bool:
    """Tell whether all sources are files that together have no more bytes than the limit."""
    size = 0
    for source in sources:
        path = Path(source)
        try:
            if not path.is_file():
                return False
            size += path.stat().st_size
        except (OSError, ValueError):
            return False
        if size > limit:
            return False
    return True
