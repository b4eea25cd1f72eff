"""Packed sources: gzip is opened while it is read, and a bomb is dropped.

A member of 300 KB can hold 300 MB; so the ratio of bytes out to bytes in is watched while unpacking, and never more
than a piece is held.

Imports ``errors``, ``limits`` and ``stream``.
"""

import zlib
from collections.abc import Iterator

from riwaya.errors import DamagedSource, SourceTooLarge
from riwaya.reading import limits
from riwaya.reading.stream import Stream

_MAGIC = b"\x1f\x8b\x08"
_GZIP = 31  # zlib's number for a gzip header and the largest window


def is_packed(head: bytes) -> bool:
    """Tell whether the bytes are gzip."""
    return head.startswith(_MAGIC)


def unpack(stream: Stream) -> Stream:
    """Return the stream of what a gzip stream holds; one layer is opened.

    Reading from it raises ``SourceTooLarge`` above the ratio of ``limits`` and ``DamagedSource`` where it is cut.
    """
    pieces = _pieces(stream)
    rest = b""

    def read(size: int) -> bytes:
        nonlocal rest
        part = rest or next(pieces, b"")
        part, rest = part[:size], part[size:]
        return part

    return Stream(read, source=stream.source)


def _pieces(stream: Stream) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_GZIP)
    packed = unpacked = 0
    pending = b""
    while True:
        if not pending:
            pending = stream.read(limits.HEAD)
            packed += len(pending)
        if inflater.eof:
            # a file may hold several members, and zeros after the last
            pending = pending.lstrip(b"\x00")
            if not pending:
                return
            inflater = zlib.decompressobj(_GZIP)
        part = _inflated(inflater, pending, stream.source)
        if not part and not pending and not inflater.eof:
            raise _damaged(stream.source, "it ends too early")
        pending = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        unpacked += len(part)
        if unpacked > limits.RATIO_FREE and unpacked > limits.MAX_RATIO * (packed - len(pending)):
            raise SourceTooLarge(
                f"It unpacks to more than {limits.MAX_RATIO} times its size.",
                source=stream.source,
                advice="Unpack it yourself if you trust it, and give the unpacked file.",
            )
        if part:
            yield part


def _inflated(inflater: "zlib._Decompress", pending: bytes, source: str) -> bytes:
    try:
        return inflater.decompress(pending, limits.HEAD)
    except zlib.error as error:
        raise _damaged(source, str(error)) from error


def _damaged(source: str, reason: str) -> DamagedSource:
    return DamagedSource(
        f"The gzip data is damaged: {reason}.",
        source=source,
        advice="Copy or download the file again.",
    )
