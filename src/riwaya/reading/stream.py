"""Streams: the bytes of a source, looked at before they are read, and never more of them than asked for.

>>> stream = Stream(io.BytesIO(b"one\\ntwo").read, source="-")
>>> stream.head(3)
b'one'
>>> list(stream.lines(10))
[b'one', b'two']

Imports ``errors`` and ``limits``.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from riwaya.errors import SourceTooLarge
from riwaya.reading import limits


class Stream:
    """Bytes that come from ``read(size)``, which returns ``b""`` at the end."""

    __slots__ = ("_ahead", "_file", "_read", "source")

    def __init__(
        self, read: Callable[[int], bytes], *, source: str, file: BinaryIO | None = None
    ) -> None:
        self._read = read
        self._file = file
        self._ahead = b""
        self.source = source

    def head(self, size: int = limits.HEAD) -> bytes:
        """Return the first ``size`` bytes, which stay to be read."""
        parts, held = [self._ahead], len(self._ahead)
        while held < size and (part := self._read(size - held)):
            parts.append(part)
            held += len(part)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most ``size``; empty at the end."""
        if self._ahead:
            part, self._ahead = self._ahead[:size], self._ahead[size:]
            return part
        return self._read(size)

    def everything(self, limit: int = limits.MAX_BYTES) -> bytes:
        """Return all bytes.

        Raises ``SourceTooLarge`` where there are more than ``limit``; no more than that is read.
        """
        data = self.head(limit + 1)
        if len(data) > limit:
            raise SourceTooLarge(
                f"It holds more than {limit // 1_000_000} MB.",
                source=self.source,
                advice="Give one article in a file, or many as JSON Lines.",
            )
        self._ahead = b""
        return data

    @contextmanager
    def on_disk(self) -> Iterator[BinaryIO]:
        """Give the bytes as a file of the disk at its beginning, for formats that are not read in order.

        What is no such file itself is copied to one that has no name. Raises ``SourceTooLarge`` above the limit.
        """
        if self._file is not None and self._file.seekable():
            self._file.seek(0)
            yield self._file
            return
        import tempfile

        with tempfile.TemporaryFile() as file:
            while part := self.read(limits.HEAD):
                file.write(part)
                if file.tell() > limits.MAX_COPY:
                    raise SourceTooLarge(
                        f"It holds more than {limits.MAX_COPY // 1_000_000} MB.",
                        source=self.source,
                        advice="Save it, and give the file.",
                    )
            file.seek(0)
            yield file

    def lines(self, limit: int = limits.MAX_BYTES) -> Iterator[bytes | None]:
        """Yield each line without its end; None stands for a line longer than ``limit`` bytes."""
        parts: list[bytes] = []
        held = 0
        while chunk := self.read(limits.HEAD):
            *whole, rest = chunk.split(b"\n")
            for piece in whole:
                yield _joined(parts, piece, held + len(piece) > limit)
                parts, held = [], 0
            held += len(rest)
            if held <= limit:
                parts.append(rest)
            else:
                parts.clear()
        if held:
            yield _joined(parts, b"", held > limit)


def _joined(parts: list[bytes], last: bytes, is_long: bool) -> bytes | None:
    return None if is_long else b"".join((*parts, last)).removesuffix(b"\r")


def of_bytes(data: bytes, *, source: str) -> Stream:
    """Return a stream over bytes at hand."""
    return Stream(io.BytesIO(data).read, source=source)
