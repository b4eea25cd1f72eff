"""Fields: what a record calls its title, its text, its date, its address and its publisher.

Many tools name the same five fields in many ways; ``FIELDS`` lists the names that are understood, in the order in which
they are tried. The Arabic ones stand in ``ar/columns.toml`` and are looked at where a record has such a name.

Imports ``errors``, ``types``, ``tables``, ``text``, ``article`` and ``content``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from riwaya.errors import NoArticle
from riwaya.reading.article import Article
from riwaya.reading.article import document as _document
from riwaya.reading.content import Content
from riwaya.types import Document

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
ADVICE = "Each record is an object with title, text, date, url and publisher."
_FILLER = r"[_\-\s]"
_FILE = "ar/columns.toml"


def document(record: object, content: Content, *, source: str, notes: tuple[str, ...]) -> Document:
    """Return the document of one record.

    Raises ``NoArticle`` where the record is no object or has neither title nor text.
    """
    if not isinstance(record, Mapping):
        raise NoArticle("The record is not a JSON object.", source=source, advice=ADVICE)
    named = {plain(str(key)): value for key, value in record.items()}
    found = {field: _first(named, names) for field, names in FIELDS.items()}
    if None in found.values() and not all(map(str.isascii, named)):
        for field, names in arabic().items():
            found[field] = found[field] or _first(named, names)
    if not found["title"] and not found["text"]:
        raise NoArticle("The record has neither title nor text.", source=source, advice=ADVICE)
    article = Article(
        found["title"] or "",
        found["text"] or "",
        publisher=found["publisher"],
        url=found["url"] or content.url,
        published=found["date"],
        notes=notes,
    )
    return _document(article, content.given, source=source)


def plain(name: str) -> str:
    """Return the name of a field as the tables have it."""
    name = re.sub(_FILLER, "", name.strip("\ufeff\u200e\u200f")).lower()
    if name.isascii():
        return name
    from riwaya.text import key

    return key(name)


def known(names: Iterable[str]) -> dict[str, str]:
    """Return the field that each plain name stands for; names that stand for none are left out."""
    table = {name: field for field, listed in FIELDS.items() for name in listed}
    names = list(names)
    if not all(map(str.isascii, names)):
        table |= {name: field for field, listed in arabic().items() for name in listed}
    return {name: table[name] for name in names if name in table}


@cache
def arabic() -> dict[str, tuple[str, ...]]:
    """Return the Arabic names of each field, folded."""
    from riwaya import tables

    return tables.compiled("columns", (_FILE,), dict[str, tuple[str, ...]], _folded)


def _folded() -> dict[str, tuple[str, ...]]:
    from riwaya import tables

    return {field: tuple(map(plain, names)) for field, names in tables.toml(_FILE).items()}


def _first(named: Mapping[str, object], names: tuple[str, ...]) -> str | None:
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
