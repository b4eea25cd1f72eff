"""WARC archives: the pages that were kept, each an article with its address.

A record that is damaged costs only itself: reading goes on at the next one, and at the end it is said how many of how
many were read. A file that was cut is never taken for a whole one, for a record must be as long as it says, end as
records end, and its gzip member must be whole.

When a page was captured is no date of publication: it stands in ``notes``.

Imports ``errors``, ``types``, ``limits``, ``dates``, ``content``, ``members``, ``page``, ``plain``, ``problem``,
``stream`` and ``unpack``.
"""

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from riwaya.errors import DamagedSource, NoArticle, ReadError, SourceTooLarge
from riwaya.reading import dates, limits, page, plain, unpack
from riwaya.reading.content import Content
from riwaya.reading.members import BEGINNING, CUT, Damaged, GzipSource, PlainSource, Source
from riwaya.reading.problem import problem
from riwaya.reading.stream import of_bytes
from riwaya.types import Document, Original, Problem

_END = b"\r\n\r\n"
_TYPES = frozenset({"response", "resource", "conversion"})
_HTML = ("text/html", "application/xhtml")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f]{1,4000}", re.I)
_ADVICE = "Get the archive again; the rest of it was read."


class Record(msgspec.Struct, frozen=True):
    """One record: its named fields, in lower case, and its block, of which no more is kept than the limit."""

    number: int
    fields: dict[str, str]
    block: bytes
    is_whole: bool = True


class Capture(msgspec.Struct, frozen=True):
    """What was kept of one address: the body as the server meant it, its type, its encoding, and when."""

    url: str | None
    captured: str | None
    kind: str
    charset: str | None
    body: bytes


def read(content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each page, in order.

    Raises ``DamagedSource`` after the last where a record could not be read, ``NoArticle`` where there was no page.
    """
    whole = pages = 0
    damage: list[str] = []
    for record in records(content):
        if isinstance(record, str):
            damage.append(record)
            continue
        whole += 1
        source = f"{content.source}:{record.number}"
        try:
            capture = captured(record, source)
            if capture is not None:
                pages += 1
                yield _document(capture, content, source)
        except ReadError as error:
            pages += 1
            yield problem(error, source)
    if damage:
        raise _partial(damage, whole, content.source)
    if not pages:
        message = f"The archive has {whole:,} records, none of them a page."
        raise NoArticle(message, source=content.source, advice="Give an archive that holds pages.")


def _partial(damage: list[str], whole: int, source: str) -> DamagedSource:
    return DamagedSource(
        f"The archive is damaged: {whole:,} of {whole + len(damage):,} records were read; {damage[0]}.",
        source=source,
        advice=_ADVICE if whole else "Get the archive again.",
    )


def _document(capture: Capture, content: Content, source: str) -> Document:
    held = Content(
        of_bytes(capture.body, source=source),
        given=content.given,
        stated=capture.charset,
        url=capture.url,
        keeper=content.keeper,
    )
    if content.keeper is not None:
        when = datetime.fromisoformat(capture.captured) if capture.captured else None
        is_instant = when is not None and when.tzinfo is not None
        content.keeper.original = Original(b"", when if is_instant else None)
    (found,) = page.read(held) if capture.kind in _HTML else plain.read(held)
    if capture.captured is None:
        return found
    return msgspec.structs.replace(found, notes=(*found.notes, f"captured {capture.captured}"))


def records(content: Content) -> Iterator[Record | str]:
    """Yield the records of an archive; where one is damaged, how."""
    stream = content.stream
    is_packed = stream.head().startswith(unpack.GZIP)
    source: Source = GzipSource(stream) if is_packed else PlainSource(stream)
    number = 0
    while True:
        found = _Reader(source, number + 1)
        try:
            if not found.begins():
                return
            number += 1
            yield found.record()
        except Damaged as error:
            number += not found.has_begun
            yield f"record {number}: {error}"
            if not source.recover(bytes(found.passed)):
                return


class _Reader:
    """Reads one record, and keeps what was passed for going on after damage."""

    def __init__(self, source: Source, number: int) -> None:
        self._source = source
        self._number = number
        self.passed = bytearray()
        self.has_begun = False

    def begins(self) -> bool:
        """Go to the next record; tell whether there is one."""
        while True:
            part = self._source.read(limits.HEAD)
            if not part:
                if not self._source.advance():
                    return False
            elif rest := part.lstrip(b"\r\n"):
                self._source.unread(rest)
                self.has_begun = True
                return True

    def record(self) -> Record:
        """Return the record; raises ``Damaged`` where it is not whole."""
        fields = _fields(self._head())
        length = fields.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            raise Damaged("it does not say how long it is")
        size = int(length)
        block = self._exactly(min(size, limits.MAX_BODY))
        self._skip(size - len(block))
        self._ends()
        return Record(self._number, fields, block, size == len(block))

    def _head(self) -> bytes:
        held = b""
        while (at := held.find(_END)) < 0:
            if not BEGINNING.startswith(held[: len(BEGINNING)]) or len(held) > limits.HEAD:
                self.passed += held
                raise Damaged("no record begins where one must")
            part = self._source.read(limits.HEAD)
            if not part:
                self.passed += held
                raise Damaged(CUT)
            held += part
        self._source.unread(held[at + len(_END) :])
        self.passed += held[: at + len(_END)]
        if not held.startswith(BEGINNING):
            raise Damaged("no record begins where one must")
        return held[:at]

    def _exactly(self, size: int) -> bytes:
        parts: list[bytes] = []
        left = size
        while left and (part := self._source.read(min(left, limits.HEAD))):
            parts.append(part)
            self.passed += part
            left -= len(part)
        if left:
            raise Damaged(CUT)
        return b"".join(parts)

    def _skip(self, size: int) -> None:
        while size:
            part = self._source.read(min(size, limits.HEAD))
            if not part:
                raise Damaged(CUT)
            size -= len(part)

    def _ends(self) -> None:
        """Check the end of the record; where its length was wrong, something else stands there."""
        end = b""
        while len(end) < len(_END) and (part := self._source.read(len(_END) - len(end))):
            end += part
        self.passed += end
        if end != _END:
            raise Damaged(CUT if _END.startswith(end) else "it is not as long as it says")
        # the checksum of its member is looked at where the member ends
        after = self._source.read(1)
        if after:
            self._source.unread(after)


def _fields(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.split(b"\r\n")[1:]:
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def captured(record: Record, source: str = "") -> Capture | None:
    """Return what a record keeps of a page, None where it is none.

    Raises ``SourceTooLarge`` for a page above the limit and what unpacking it raises.
    """
    kind = record.fields.get("warc-type", "")
    if kind not in _TYPES:
        return None
    stated = record.fields.get("content-type", "")
    body, headers = record.block, {"content-type": stated}
    if stated.lower().startswith("application/http"):
        answer = _answer(record.block)
        if answer is None:
            return None
        headers, body = answer
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not media.startswith(_HTML) and (kind, media) != ("conversion", "text/plain"):
        return None
    if not record.is_whole:
        message = f"The page has more than {limits.MAX_BODY // 1_000_000} MB."
        raise SourceTooLarge(message, source=source, advice="Give its text as a file.")
    charset = _CHARSET.search(headers.get("content-type", ""))
    url = record.fields.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    return Capture(
        url if _ADDRESS.fullmatch(url) else None,
        dates.normalise(record.fields.get("warc-date", "")),
        next((name for name in _HTML if media.startswith(name)), media),
        charset.group(1) if charset else None,
        _opened(body, headers, source),
    )


def _answer(block: bytes) -> tuple[dict[str, str], bytes] | None:
    """Return the headers and the body of an answer of HTTP; None where it is no page that was found."""
    head, end, body = block.partition(_END)
    if not end:
        head, _, body = block.partition(b"\n\n")
    status = _STATUS.match(head)
    if status is None or status.group(1) != b"200":
        return None
    lines = head.replace(b"\r\n", b"\n").split(b"\n")
    return _fields(b"\r\n".join(lines)), body


def _opened(body: bytes, headers: dict[str, str], source: str) -> bytes:
    """Return a body as the server meant it; some archives keep it opened, with the headers as they were."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    codings = [name.strip().lower() for name in headers.get("content-encoding", "").split(",")]
    for coding in reversed(codings):
        if coding and coding != "identity" and body.lstrip()[:1] != b"<":
            body = unpack.decoded(body, coding, source=source)
    return body


_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n")


def _joined(body: bytes) -> bytes:
    """Return a body sent in chunks as one; as it is where it is not in chunks, or not to the end."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size + 2
    return body
