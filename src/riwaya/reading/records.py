"""Records: one JSON object, an array of them, or JSON Lines, one article each.

Lines are read one at a time, so a file of any size will do, and a broken line costs only itself.

Imports ``errors``, ``types``, ``limits``, ``fields`` and ``content``.
"""

import codecs
import re
from collections.abc import Iterator

import msgspec

from riwaya.errors import DamagedSource, NoArticle, ReadError, SourceTooLarge
from riwaya.reading import fields, limits
from riwaya.reading.content import Content
from riwaya.reading.decoding import decode, tell
from riwaya.reading.problem import problem
from riwaya.reading.stream import Stream
from riwaya.types import Document, Problem

_OPENING = r"\s*(?:\{\s*[\"}]|\[\s*(?:\{\s*[\"}]|\]))"
_NEXT = r'\s*\{\s*"'


def sniff(head: str) -> bool:
    """Tell whether ``head`` begins a JSON object or an array of them."""
    return re.match(_OPENING, head) is not None


def read(content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each record, in order."""
    if _is_lines(content.stream):
        return _lines(content)
    return _whole(content)


def _is_lines(stream: Stream) -> bool:
    """Tell JSON Lines from one object over several lines: by its first two lines."""
    data = stream.head()
    is_all = len(data) < limits.HEAD
    if not is_all and b"\n" not in data:
        data = stream.head(limits.MAX_BYTES)
    text = data.decode(tell(data) or "latin-1", "replace").lstrip("\ufeff \t\r\n")
    first, _, rest = text.partition("\n")
    if not first.startswith("{") or (is_all and not rest.strip()):
        return False
    return _is_json(first) or re.match(_NEXT, rest) is not None


def _is_json(line: str) -> bool:
    try:
        msgspec.json.decode(line.encode("utf-8", "replace"), type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _whole(content: Content) -> Iterator[Document | Problem]:
    decoded = content.decoded()
    found = parsed(decoded.text.encode("utf-8", "surrogatepass"), content.source)
    if not isinstance(found, list):
        yield from _of(found, content, source=content.source, notes=decoded.notes)
        return
    if not found:
        raise NoArticle("The list is empty.", source=content.source, advice=fields.ADVICE)
    for number, record in enumerate(found, 1):
        source = f"{content.source}:{number}"
        try:
            yield fields.document(record, content, source=source, notes=decoded.notes)
        except ReadError as error:
            yield problem(error, source)


def _lines(content: Content) -> Iterator[Document | Problem]:
    lines, notes = content.lines()
    for number, line in enumerate(lines, 1):
        if line is not None and not line.strip():
            continue
        source = f"{content.source}:{number}"
        content.keep(line or b"")
        try:
            yield from _of(_record(line, source), content, source=source, notes=notes)
        except ReadError as error:
            yield problem(error, source)


def _of(
    record: object, content: Content, *, source: str, notes: tuple[str, ...]
) -> Iterator[Document | Problem]:
    """Yield the document of a record, or those of a JSON Feed."""
    if isinstance(record, dict) and "items" in record:
        from riwaya.reading import feed

        if feed.is_json_feed(record):
            yield from feed.documents(feed.of_json(record), content)
            return
    yield fields.document(record, content, source=source, notes=notes)


def _record(line: bytes | None, source: str) -> object:
    if line is None:
        raise SourceTooLarge(
            f"The line is longer than {limits.MAX_BYTES // 1_000_000} MB.",
            source=source,
            advice="Give one article in a line.",
        )
    try:
        return parsed(line.removeprefix(codecs.BOM_UTF8), source)
    except DamagedSource:
        if tell(line) == "utf-8":
            raise
        # some lines of a file may be in another encoding than its beginning
        return parsed(decode(line, source=source).text.encode("utf-8", "surrogatepass"), source)


def parsed(data: bytes, source: str) -> object:
    """Return a JSON value, more leniently than the standard where scraped data needs it.

    Raises ``DamagedSource`` where it is none, ``SourceTooLarge`` where it is nested too deeply.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # stricter than the world: lone surrogates, NaN and raw tabs are common in scraped data
        return _lenient(data, source)
    except RecursionError as error:
        raise _too_deep(source) from error


def _lenient(data: bytes, source: str) -> object:
    import json  # only for what is not quite JSON

    try:
        return json.loads(data.decode("utf-8", "surrogatepass"), strict=False)
    except (ValueError, UnicodeDecodeError) as error:
        raise DamagedSource(
            f"It is not valid JSON: {error}.",
            source=source,
            advice="Correct or leave out that record.",
        ) from error
    except RecursionError as error:
        raise _too_deep(source) from error


def _too_deep(source: str) -> ReadError:
    return SourceTooLarge("Its JSON is nested too deeply.", source=source, advice=fields.ADVICE)
