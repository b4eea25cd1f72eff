"""Reading: bytes become documents.

A source is the path of a file, an address, or ``-`` for standard input. What it is, is told by its content, never by
its name: JSON, JSON Lines, an HTML page, or plain text, in any encoding of ``decoding``, packed with gzip or not. What
cannot be read becomes a ``Problem`` that travels with the documents; nothing here raises for a bad source.

Each format is a module with ``read(content)`` and, but for plain text, ``sniff(head)``. The room knows nothing of what
Arabic words mean. It imports ``types`` and ``errors``.
"""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator

from riwaya.errors import ReadError, Unreachable
from riwaya.reading import foreign, plain, unpack
from riwaya.reading.article import Overrides
from riwaya.reading.content import Content, Keeper
from riwaya.reading.problem import problem
from riwaya.reading.stream import Stream, of_bytes
from riwaya.types import Document, Original, Problem

__all__ = ["Keeper", "Overrides", "from_bytes", "read", "sources"]

_ADDRESS = r"[a-z][a-z0-9+.-]+:"
_RECORDS = ("{", "[")
_WARC, _ZIP, _PARQUET = b"WARC/", b"PK\x03\x04", b"PAR1"
_DELIMITERS = (",", ";", "\t", "|", "sep=")
_Reader = Callable[[Content], Iterator[Document | Problem]]
_REASONS = {
    errno.ENOENT: ("There is no such file.", "Check the spelling; give addresses with https://."),
    errno.EISDIR: ("It is a folder.", "Give the files in it: FOLDER/*.txt."),
    errno.EACCES: ("It may not be read.", "Ask for the right to read it."),
    errno.ENAMETOOLONG: (
        "The name is too long for a file.",
        "To read a text itself, give it to -.",
    ),
}


def read(
    source: str, *, given: Overrides | None = None, keeper: Keeper | None = None
) -> Iterator[Document | Problem]:
    """Yield the documents of one source, in order, and a problem for each that cannot be read.

    ``given`` states day, publisher and address in place of what the source says of itself. ``keeper`` holds, while a
    document is at hand, the bytes that it came from.
    """
    given = given or Overrides()
    try:
        if source == "-":
            stream = Stream(sys.stdin.buffer.read, source="-")
            yield from _documents(Content(stream, given=given, keeper=keeper))
        elif is_address(source):
            yield from _fetched(source, given, keeper)
        else:
            yield from _file(source, given, keeper)
    except ReadError as error:
        yield problem(error, source)


def from_bytes(
    data: bytes,
    *,
    source: str = "",
    given: Overrides | None = None,
    stated: str | None = None,
    url: str | None = None,
    keeper: Keeper | None = None,
) -> Iterator[Document | Problem]:
    """Yield the documents of bytes at hand; ``stated`` is the encoding that their server names, ``url`` its address."""
    stream = of_bytes(data, source=source)
    given = given or Overrides()
    try:
        yield from _documents(Content(stream, given=given, stated=stated, url=url, keeper=keeper))
    except ReadError as error:
        yield problem(error, source)


def from_file(
    read: Callable[[int], bytes],
    *,
    source: str,
    given: Overrides | None = None,
    keeper: Keeper | None = None,
) -> Iterator[Document | Problem]:
    """Yield the documents of an open file; ``read(size)`` returns the next bytes, ``b""`` at the end."""
    content = Content(Stream(read, source=source), given=given or Overrides(), keeper=keeper)
    try:
        yield from _documents(content)
    except ReadError as error:
        yield problem(error, source)
    except OSError as error:
        yield problem(_unreadable(error, source), source)


def unreadable(error: OSError | ValueError, source: str) -> Problem:
    """Return the problem of a file that cannot be opened."""
    return problem(_unreadable(error, source), source)


def sources(paths: "Iterable[str | os.PathLike[str]]") -> Iterator[str]:
    """Yield the sources that files, folders, patterns and addresses stand for: each once, always in the same order."""
    from riwaya.reading.listing import listed

    return listed(paths)


def is_address(source: str) -> bool:
    """Tell whether a source is to be fetched: it looks like an address, and there is no file of that name."""
    return ":" in source and re.match(_ADDRESS, source, re.I) is not None and not _exists(source)


def _file(source: str, given: Overrides, keeper: Keeper | None) -> Iterator[Document | Problem]:
    try:
        # pathlib takes as long to load as a small article to read
        file = open(source, "rb")  # noqa: SIM115, PTH123 - closed below
    except (OSError, ValueError) as error:
        raise _unreadable(error, source) from error
    with file:
        try:
            stream = Stream(file.read, source=source, file=file)
            yield from _documents(Content(stream, given=given, keeper=keeper))
        except OSError as error:
            raise _unreadable(error, source) from error


def _unreadable(error: OSError | ValueError, source: str) -> Unreachable:
    number = error.errno if isinstance(error, OSError) else None
    message, advice = _REASONS.get(
        number or 0, (f"It cannot be read: {error}.", "Check the name and the disk.")
    )
    return Unreachable(message, source=source, advice=advice)


def _exists(source: str) -> bool:
    try:
        return os.path.exists(source)  # noqa: PTH110 - see _file
    except ValueError:
        return False


def _fetched(source: str, given: Overrides, keeper: Keeper | None) -> Iterator[Document | Problem]:
    from riwaya.reading import web

    answer = web.fetch(source)
    if keeper is not None:
        keeper.original = Original(b"", None, answer.status, answer.headers)
    stream = of_bytes(answer.data, source=source)
    content = Content(stream, given=given, stated=answer.stated, url=answer.url, keeper=keeper)
    yield from _documents(content)


def _documents(content: Content) -> Iterator[Document | Problem]:
    packed = unpack.is_packed(content.stream.head())
    reader = _of_bytes(content.stream.head(), packed)
    if reader is None and packed:
        content.stream = unpack.unpack(content.stream)
        reader = _of_bytes(content.stream.head(), False)
    return (reader or _of_text)(content)


def _of_bytes(head: bytes, packed: bool) -> _Reader | None:
    """Return the reader of a format that is no text; None where it may be one."""
    if packed and head.startswith(unpack.GZIP):
        head = unpack.peek(
            head
        )  # an archive is opened record by record, so that damage costs only one
        if not head.startswith(_WARC):
            return None
    if head.startswith(_WARC):
        from riwaya.reading import warc

        return warc.read
    if head.startswith(_ZIP):
        from riwaya.reading import wacz

        return wacz.read
    if head.startswith(_PARQUET):
        from riwaya.reading import parquet

        return parquet.read
    return None


def _of_text(content: Content) -> Iterator[Document | Problem]:
    foreign.refuse(content.stream.head(), source=content.source)
    head = content.head()
    first = head.lstrip()[:1]
    if first in _RECORDS:
        from riwaya.reading import records

        if records.sniff(head):
            return records.read(content)
    if first == "<":
        from riwaya.reading import feed, page

        if feed.sniff(head):
            return feed.read(content)
        if page.sniff(head):
            return page.read(content)
    foreign.refuse_markup(head, source=content.source)
    if _may_be_table(head):
        from riwaya.reading import table

        if table.sniff(head):
            return table.read(content)
    return plain.read(content)


def _may_be_table(head: str) -> bool:
    """Tell quickly whether the first line can name columns: most texts need no reader of tables."""
    line = head.lstrip("\ufeff\r\n").partition("\n")[0]
    return any(mark in line for mark in _DELIMITERS)
