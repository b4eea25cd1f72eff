"""The bytes of an archive of records: packed member by member or not packed, and how to go on after damage.

A WARC file is a row of records, each a gzip member of its own. Where a member is damaged, cut or a bomb, the next one
begins wherever its first bytes stand and open; so what follows the damage is not lost. In a file that is not packed the
next record begins wherever a line begins like one.

Imports ``limits``, ``stream`` and ``unpack``.
"""

import zlib
from typing import Protocol

from riwaya.reading import limits
from riwaya.reading.stream import Stream
from riwaya.reading.unpack import GZIP

BEGINNING = b"WARC/"
CUT = "it is cut off"
_GZIP_BITS = 31
_PROBE = 512


class Damaged(Exception):
    """The bytes at hand are damaged; says how."""


class Source(Protocol):
    """The unpacked bytes of an archive.

    ``read`` gives bytes of the member at hand, none at its end, and raises ``Damaged``. ``advance`` goes from the end
    of a member to the next, ``recover`` from damage to the next sound one; both say whether there is one.
    """

    def read(self, size: int) -> bytes: ...
    def unread(self, data: bytes) -> None: ...
    def advance(self) -> bool: ...
    def recover(self, passed: bytes) -> bool: ...


class PlainSource:
    """Records that are not packed: the whole file is one member."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._ahead = b""

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        if self._ahead:
            part, self._ahead = self._ahead[:size], self._ahead[size:]
            return part
        return self._stream.read(size)

    def unread(self, data: bytes) -> None:
        """Put bytes back."""
        self._ahead = data + self._ahead

    def advance(self) -> bool:
        """There is one member."""
        return False

    def recover(self, passed: bytes) -> bool:
        """Go to where the next record seems to begin; ``passed`` are the bytes of the damaged one."""
        self.unread(passed[1:])
        mark = b"\n" + BEGINNING
        kept = b""
        while part := self.read(limits.HEAD):
            kept += part
            at = kept.find(mark)
            if at >= 0:
                self.unread(kept[at + 1 :])
                return True
            kept = kept[-len(mark) :]
        return False


class GzipSource:
    """Records in gzip members."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._raw = b""
        self._start()

    def _start(self) -> None:
        self._inflater = zlib.decompressobj(_GZIP_BITS)
        self._ahead = b""
        self._passed = bytearray()  # the packed bytes of this member
        self._unpacked = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes of the member at hand, none at its end."""
        if self._ahead:
            part, self._ahead = self._ahead[:size], self._ahead[size:]
            return part
        while not self._inflater.eof:
            part = self._inflated(self._inflater.unconsumed_tail or self._more(), size)
            if part:
                return part
        return b""

    def _inflated(self, data: bytes, size: int) -> bytes:
        try:
            part = self._inflater.decompress(data, size)
        except zlib.error as error:
            raise Damaged("the gzip data is damaged") from error
        if self._inflater.eof:
            self._raw = self._inflater.unused_data + self._raw
        elif not part and not data:
            raise Damaged(CUT)
        self._unpacked += len(part)
        if self._unpacked > max(limits.RATIO_FREE, limits.MAX_RATIO * len(self._passed)):
            raise Damaged(f"it unpacks to more than {limits.MAX_RATIO} times its size")
        return part

    def _more(self) -> bytes:
        data, self._raw = self._raw or self._stream.read(limits.HEAD), b""
        self._passed += data
        return data

    def unread(self, data: bytes) -> None:
        """Put bytes back."""
        self._ahead = data + self._ahead

    def advance(self) -> bool:
        """Go to the next member; zeros between members are no matter."""
        while not (left := self._raw.lstrip(b"\x00")):
            self._raw = self._stream.read(limits.HEAD)
            if not self._raw:
                return False
        self._raw = left
        self._start()
        return True

    def recover(self, passed: bytes) -> bool:  # noqa: ARG002 - a member is given up as a whole
        """Go to the next place where a gzip member begins that holds a record."""
        data, at = bytes(self._passed) + self._raw, 1
        if self._inflater.eof:
            data, at = self._raw, 0
        while True:
            at = data.find(GZIP, at)
            if at < 0 or len(data) - at < _PROBE:
                part = self._stream.read(limits.HEAD)
                data, at = data[at if at >= 0 else -2 :] + part, 0
                if not part and not data.startswith(GZIP):
                    return False
                if part:
                    continue
            if _holds_a_record(data[at : at + _PROBE]):
                self._raw = data[at:]
                self._start()
                return True
            at += 1


def _holds_a_record(data: bytes) -> bool:
    try:
        head = zlib.decompressobj(_GZIP_BITS).decompress(data, len(BEGINNING))
    except zlib.error:
        return False
    return head == BEGINNING
