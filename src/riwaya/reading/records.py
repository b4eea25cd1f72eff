"""Records: one JSON object, an array of them, or JSON Lines, one article each.

Many tools name the same five fields in many ways; ``FIELDS`` lists the names that are understood, in the order in which
they are tried. Lines are read one at a time, so a file of any size will do, and a broken line costs only itself.

Imports ``errors``, ``types``, ``limits``, ``article`` and ``content``.
"""

import codecs
import re
from collections.abc import Iterator

import msgspec

from riwaya.errors import DamagedSource, NoArticle, ReadError, SourceTooLarge
from riwaya.reading import limits
from riwaya.reading.article import Article, document
from riwaya.reading.content import Content
from riwaya.reading.decoding import decode, tell
from riwaya.reading.problem import problem
from riwaya.reading.stream import Stream
from riwaya.types import Document, Problem

FIELDS = {
    "title": ("title", "headline", "heading"),
    "text": (
        "text", "body", "content", "article", "articlebody", "maintext", "fulltext", "rawtext", "story",
    ),
    "date": (
        "date", "published", "publishedat", "publisheddate", "datepublished", "datepublish", "publishdate",
        "publicationdate", "pubdate", "publishedon", "publishedtime", "timestamp", "created", "createdat",
    ),
    "url": ("url", "link", "uri", "href", "canonicalurl", "permalink"),
    "publisher": (
        "publisher", "outlet", "sitename", "newspaper", "source", "sourcename", "site", "sourcedomain",
    ),
}  # fmt: skip
"""Names of each field: lower case, without ``_``, ``-`` and spaces."""
_OPENING = r"\s*(?:\{\s*[\"}]|\[\s*(?:\{\s*[\"}]|\]))"
_NEXT = r'\s*\{\s*"'
_FILLER = r"[_\-\s]"
_ADVICE = "Each record is an object with title, text, date, url and publisher."


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
    parsed = _parsed(decoded.text.encode("utf-8", "surrogatepass"), content.source)
    if not isinstance(parsed, list):
        yield _document(parsed, content, source=content.source, notes=decoded.notes)
        return
    if not parsed:
        raise NoArticle("The list is empty.", source=content.source, advice=_ADVICE)
    for number, record in enumerate(parsed, 1):
        source = f"{content.source}:{number}"
        try:
            yield _document(record, content, source=source, notes=decoded.notes)
        except ReadError as error:
            yield problem(error, source)


def _lines(content: Content) -> Iterator[Document | Problem]:
    encoding = tell(content.stream.head(), stated=content.stated) or "utf-8"
    stream = content.stream if encoding == "utf-8" else _as_utf8(content.stream, encoding)
    notes = () if encoding == "utf-8" else (f"decoded as {encoding}",)
    for number, line in enumerate(stream.lines(), 1):
        if line is not None and not line.strip():
            continue
        source = f"{content.source}:{number}"
        try:
            yield _document(_record(line, source), content, source=source, notes=notes)
        except ReadError as error:
            yield problem(error, source)


def _record(line: bytes | None, source: str) -> object:
    if line is None:
        raise SourceTooLarge(
            f"The line is longer than {limits.MAX_BYTES // 1_000_000} MB.",
            source=source,
            advice="Give one article in a line.",
        )
    try:
        return _parsed(line.removeprefix(codecs.BOM_UTF8), source)
    except DamagedSource:
        if tell(line) == "utf-8":
            raise
        # some lines of a file may be in another encoding than its beginning
        return _parsed(decode(line, source=source).text.encode("utf-8", "surrogatepass"), source)


def _as_utf8(stream: Stream, encoding: str) -> Stream:
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(size: int) -> bytes:
        # a chunk may hold no whole letter: that is not the end yet
        while chunk := stream.read(max(size // 4, 16)):
            if text := decoder.decode(chunk).lstrip("\ufeff"):
                return text.encode("utf-8", "replace")
        return decoder.decode(b"", final=True).encode("utf-8", "replace")

    return Stream(read, source=stream.source)


def _parsed(data: bytes, source: str) -> object:
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
    return SourceTooLarge("Its JSON is nested too deeply.", source=source, advice=_ADVICE)


def _document(record: object, content: Content, *, source: str, notes: tuple[str, ...]) -> Document:
    if not isinstance(record, dict):
        raise NoArticle("The record is not a JSON object.", source=source, advice=_ADVICE)
    named = {re.sub(_FILLER, "", str(key)).lower(): value for key, value in record.items()}
    found = {field: _first(named, names) for field, names in FIELDS.items()}
    if not found["title"] and not found["text"]:
        raise NoArticle("The record has neither title nor text.", source=source, advice=_ADVICE)
    article = Article(
        found["title"] or "",
        found["text"] or "",
        publisher=found["publisher"],
        url=found["url"] or content.url,
        published=found["date"],
        notes=notes,
    )
    return document(article, content.given, source=source)


def _first(named: dict[str, object], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(named.get(name)))), None)


def _text(value: object) -> str | None:
    """Return a value's words: a string, the paragraphs of a list, or the name of an object (schema.org)."""
    if isinstance(value, list):
        return "\n".join(filter(None, map(_words, value))) or None
    return _words(value)


def _words(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("text")
    if not isinstance(value, str) or not value.strip():
        return None
    return value.replace("\r\n", "\n").replace("\r", "\n")
