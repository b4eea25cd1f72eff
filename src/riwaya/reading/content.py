"""Content: one source on its way from bytes to documents, as the formats receive it.

Imports ``types``, ``article``, ``decoding`` and ``stream``.
"""

import codecs
from collections.abc import Iterator

from riwaya.reading.article import Overrides
from riwaya.reading.decoding import Decoded, decode, tell
from riwaya.reading.stream import Stream
from riwaya.types import Original


class Keeper:
    """Holds the bytes of the document that came last, for who wants to keep them; a reader overwrites it."""

    __slots__ = ("original",)

    def __init__(self) -> None:
        self.original: Original | None = None


class Content:
    """The unpacked bytes of a source, with what is known of them.

    ``stated`` is the encoding that the server names, ``url`` the address that answered. ``keeper`` is there where
    somebody wants the bytes of each document: its file, its page, its line, its record.
    """

    __slots__ = ("given", "keeper", "stated", "stream", "url")

    def __init__(
        self,
        stream: Stream,
        *,
        given: Overrides,
        stated: str | None = None,
        url: str | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        self.stream = stream
        self.given = given
        self.stated = stated
        self.url = url
        self.keeper = keeper

    @property
    def source(self) -> str:
        """Return the name of the source."""
        return self.stream.source

    def head(self) -> str:
        """Return the beginning as text, to tell the format by; nothing is consumed.

        The marks of a format are ASCII, so an encoding that cannot be told yet does not matter here.
        """
        data = self.stream.head()
        return data.decode(tell(data, stated=self.stated) or "latin-1", "replace").lstrip(
            "\ufeff \t\r\n"
        )

    def decoded(self) -> Decoded:
        """Return the whole text, with its encoding."""
        data = self.stream.everything()
        self.keep(data)
        return decode(data, stated=self.stated, source=self.source)

    def keep(self, data: bytes) -> None:
        """Let the keeper hold the bytes of the document that comes next; what came with the answer stays."""
        if self.keeper is not None:
            came = self.keeper.original or Original(b"")
            self.keeper.original = Original(data, came.fetched_at, came.status, came.headers)

    def lines(self) -> tuple[Iterator[bytes | None], tuple[str, ...]]:
        """Return the lines as UTF-8, one at a time, and what to note; None stands for a line above the limit."""
        encoding = tell(self.stream.head(), stated=self.stated) or "utf-8"
        if encoding == "utf-8":
            return self.stream.lines(), ()
        return _as_utf8(self.stream, encoding).lines(), (f"decoded as {encoding}",)


def _as_utf8(stream: Stream, encoding: str) -> Stream:
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(size: int) -> bytes:
        # a chunk may hold no whole letter: that is not the end yet
        while chunk := stream.read(max(size // 4, 16)):
            if text := decoder.decode(chunk).lstrip("\ufeff"):
                return text.encode("utf-8", "replace")
        return decoder.decode(b"", final=True).encode("utf-8", "replace")

    return Stream(read, source=stream.source)
