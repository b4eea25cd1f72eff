"""Packed sources: gzip and zstd are opened while they are read, and a bomb is dropped.

A member of 300 KB can hold 300 MB; so the ratio of bytes out to bytes in is watched while unpacking, and never more
than a piece is held. What a page in an archive or on the network was packed with goes the same way.

Imports ``errors``, ``extras``, ``limits`` and ``stream``; the libraries for zstd and Brotli are loaded on use.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from riwaya.errors import DamagedSource, SourceTooLarge, UnknownFormat
from riwaya.reading import extras, limits
from riwaya.reading.stream import Stream, of_bytes

GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_GZIP_BITS = 31  # zlib's number for a gzip header and the largest window
_RAW_BITS = -15
_ZSTD_WINDOW = 25
"""Binary logarithm of the bytes that a zstd frame may ask to hold: 32 MB; the standard asks for 8 MB."""


class _Inflater(Protocol):
    """What opens one member: as much of ``data`` as gives ``size`` bytes."""

    eof: bool
    unused_data: bytes

    def feed(self, data: bytes, size: int) -> bytes: ...
    def is_waiting(self) -> bool: ...


class _Zlib:
    """gzip or deflate."""

    def __init__(self, bits: int = _GZIP_BITS) -> None:
        self._inflater = zlib.decompressobj(bits)
        self.eof = False
        self.unused_data = b""

    def feed(self, data: bytes, size: int) -> bytes:
        part = self._inflater.decompress(self._inflater.unconsumed_tail + data, size)
        self.eof, self.unused_data = self._inflater.eof, self._inflater.unused_data
        return part

    def is_waiting(self) -> bool:
        return bool(self._inflater.unconsumed_tail)


class _Zstd:
    """One frame of zstd."""

    def __init__(self) -> None:
        library = extras.load(extras.ZSTD, extra="archives")
        options = {library.DecompressionParameter.window_log_max: _ZSTD_WINDOW}
        self._inflater = library.ZstdDecompressor(options=options)
        self.eof = False
        self.unused_data = b""

    def feed(self, data: bytes, size: int) -> bytes:
        part: bytes = self._inflater.decompress(data, size)
        self.eof, self.unused_data = self._inflater.eof, self._inflater.unused_data
        return part

    def is_waiting(self) -> bool:
        return not self.eof and not self._inflater.needs_input


class _Brotli:
    """A Brotli stream, which has no members."""

    def __init__(self) -> None:
        self._inflater = extras.load(extras.BROTLI, extra="archives").Decompressor()
        self.eof = False
        self.unused_data = b""

    def feed(self, data: bytes, size: int) -> bytes:
        part: bytes = self._inflater.process(data, output_buffer_limit=size)
        self.eof = self._inflater.is_finished()
        return part

    def is_waiting(self) -> bool:
        return not self.eof and not self._inflater.can_accept_more_data()


_Open = Callable[[], _Inflater]
_NAMES: dict[str, _Open] = {
    "gzip": _Zlib,
    "x-gzip": _Zlib,
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "raw deflate": lambda: _Zlib(_RAW_BITS),
    "zstd": _Zstd,
    "br": _Brotli,
}
"""The names of ``Content-Encoding``, and deflate without its header, which some servers send."""


def is_packed(head: bytes) -> bool:
    """Tell whether the bytes are gzip or zstd."""
    return head.startswith((GZIP, _ZSTD))


def peek(head: bytes, size: int = 512) -> bytes:
    """Return the first bytes of what packed bytes hold, none where they cannot be opened."""
    try:
        return (_Zlib() if head.startswith(GZIP) else _Zstd()).feed(head, size)
    except UnknownFormat:
        return b""
    except extras.errors():
        return b""


def unpack(stream: Stream) -> Stream:
    """Return the stream of what a gzip or zstd stream holds; one layer is opened.

    Reading from it raises ``SourceTooLarge`` above the ratio of ``limits``, ``DamagedSource`` where it is cut and
    ``UnknownFormat`` where the library for zstd is not installed.
    """
    name = "gzip" if stream.head().startswith(GZIP) else "zstd"
    return Stream(_reader(_pieces(stream, name)), source=stream.source)


def decoded(data: bytes, coding: str, *, source: str = "") -> bytes:
    """Return what a body holds that was sent in a coding of HTTP, at most ``limits.MAX_BODY`` bytes of it.

    Raises the errors of ``unpack``, ``UnknownFormat`` for a coding that nobody knows too.
    """
    if coding not in _NAMES:
        raise UnknownFormat(
            f"It is packed with {coding!r}, which Riwaya cannot open.",
            source=source,
            advice="Save the page itself and give that.",
        )
    if coding == "deflate" and not _has_zlib_header(data):
        coding = "raw deflate"
    opened = Stream(_reader(_pieces(of_bytes(data, source=source), coding)), source=source)
    return opened.everything(limits.MAX_BODY)


def _has_zlib_header(data: bytes) -> bool:
    return len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0


def _reader(pieces: Iterator[bytes]) -> Callable[[int], bytes]:
    rest = b""

    def read(size: int) -> bytes:
        nonlocal rest
        part = rest or next(pieces, b"")
        part, rest = part[:size], part[size:]
        return part

    return read


def _pieces(stream: Stream, name: str) -> Iterator[bytes]:
    opened = _NAMES[name]
    inflater = opened()
    packed = unpacked = 0
    pending = b""
    while True:
        if not pending and not inflater.is_waiting():
            pending = stream.read(limits.HEAD)
            packed += len(pending)
        if inflater.eof:
            # a file may hold several members, and zeros after the last
            pending = pending.lstrip(b"\x00")
            if not pending:
                return
            inflater = opened()
        part = _fed(inflater, pending, name, stream.source)
        if not part and not pending and not inflater.eof:
            raise _damaged(stream.source, name, "it ends too early")
        pending = inflater.unused_data if inflater.eof else b""
        unpacked += len(part)
        if unpacked > limits.RATIO_FREE and unpacked > limits.MAX_RATIO * packed:
            raise bomb(stream.source)
        if part:
            yield part


def bomb(source: str) -> SourceTooLarge:
    """Return the error for what unpacks to far more than it is."""
    return SourceTooLarge(
        f"It unpacks to more than {limits.MAX_RATIO} times its size.",
        source=source,
        advice="Unpack it yourself if you trust it, and give the unpacked file.",
    )


def _fed(inflater: _Inflater, pending: bytes, name: str, source: str) -> bytes:
    try:
        return inflater.feed(pending, limits.HEAD)
    except extras.errors() as error:
        raise _damaged(source, name, str(error)) from error


def _damaged(source: str, name: str, reason: str) -> DamagedSource:
    return DamagedSource(
        f"The {name} data is damaged: {reason}.",
        source=source,
        advice="Copy or download the file again.",
    )
