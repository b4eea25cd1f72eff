"""The elements of feeds and lists in XML, as entries.

One reader serves RSS, RDF, Atom, OPML and sitemaps, for their elements do not clash: an entry is what ``item``,
``entry``, ``url``, ``sitemap`` or ``outline`` encloses. Names of namespaces that are known count by their own names;
others (``media:title``) are left out.

Imports ``feed``, ``fragment``, ``limits`` and ``xml``.
"""

import re
from functools import lru_cache

from riwaya.reading import limits, xml
from riwaya.reading.feed import Entry, Feed, Kind
from riwaya.reading.fragment import one_line, words

_PLAIN = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_UNDECLARED = {
    "encoded": "content:encoded",
    "date": "dc:date",
    "publication_date": "news:publication_date",
}
"""What a name means whose prefix was never declared: the parser leaves the prefix out."""
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_HEADS = frozenset({"channel", "feed", "head"})
_FIELDS = frozenset(
    {
        "title", "link", "guid", "id", "description", "summary", "content", "content:encoded",
        "pubdate", "published", "updated", "issued", "modified", "created", "dc:date", "dcterms:created",
        "loc", "lastmod", "ttl", "news:title", "news:publication_date", "news:name",
    }
)  # fmt: skip
_BLOCKS = re.compile(r"xhtml:(?:p|div|br|li|tr|h[1-6]|blockquote)$")


def read(text: str, kind: Kind, *, source: str = "") -> Feed:
    """Return the feed or list that the text is; raises what ``xml.parse`` raises."""
    found = _Elements()
    damage = xml.parse(text, found, source=source)
    entries = tuple(_entry(entry) for entry in found.entries)
    head = found.head
    ttl = _first(head, "ttl")
    return Feed(
        kind,
        one_line(_first(head, "title")),
        _first(head, "link") or None,
        entries,
        minutes=int(ttl) if ttl.isdecimal() and len(ttl) < 7 else None,
        damage=damage,
    )


class _Elements:
    """Takes elements and keeps what entries say, field by field."""

    def __init__(self) -> None:
        self.head: dict[str, list[str]] = {}
        self.entries: list[dict[str, list[str]]] = []
        self._open: list[str] = []
        self._entry: dict[str, list[str]] | None = None
        self._entry_depth = 0
        self._field = ""
        self._field_depth = 0
        self._parts: list[str] = []
        self._size = 0
        self._is_html = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _name(tag)
        self._open.append(name)
        if self._field:
            if _BLOCKS.match(name):
                self._parts.append("\n")
        elif name in _ENTRIES and self._entry is None:
            self._entry, self._entry_depth = {}, len(self._open)
            self._keep(
                "rdf:about", attributes.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
            )
        elif name == "outline":
            self._outline(attributes)
        elif name in _FIELDS and self._is_wanted():
            self._field, self._field_depth = name, len(self._open)
            self._parts, self._size = [], 0
            self._is_html = attributes.get("type", "html") not in ("text", "text/plain", "xhtml")
            if name == "link" and attributes.get("href"):
                self._link(attributes)

    def end(self, tag: str) -> None:
        depth = len(self._open)
        if self._field and depth <= self._field_depth:
            text = "".join(self._parts)
            self._keep(self._field, text if self._is_html else _escaped(text))
            self._field = ""
        elif self._field and _BLOCKS.match(_name(tag)):
            self._parts.append("\n")
        if self._entry is not None and depth <= self._entry_depth:
            self.entries.append(self._entry)
            self._entry = None
        if self._open:
            self._open.pop()

    def data(self, text: str) -> None:
        # what is longer than any article is refused as such later
        if self._field and self._size <= limits.MAX_CHARACTERS:
            self._size += len(text)
            self._parts.append(text)

    def _is_wanted(self) -> bool:
        """Tell whether the element stands right in an entry, or in the head of the feed."""
        if self._entry is None:
            return len(self._open) > 1 and self._open[-2] in _HEADS
        return len(self._open) == self._entry_depth + 1 or self._open[-1].startswith("news:")

    def _keep(self, field: str, value: str | None) -> None:
        target = self.head if self._entry is None else self._entry
        if value and value.strip():
            target.setdefault(field, []).append(value.strip())

    def _link(self, attributes: dict[str, str]) -> None:
        """Keep the page that an Atom link names; links to comments, pictures and the feed itself are others."""
        if attributes.get("rel", "alternate") == "alternate":
            self._keep("link", attributes["href"])

    def _outline(self, attributes: dict[str, str]) -> None:
        address = attributes.get("xmlUrl") or attributes.get("xmlurl")
        if address:
            title = attributes.get("title") or attributes.get("text") or ""
            self.entries.append({"title": [_escaped(title)], "link": [address]})


@lru_cache(maxsize=1_024)
def _name(tag: str) -> str:
    """Return the name of an element with the prefix that is usual for its namespace, ``?:`` for others."""
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    local = local.lower()
    if not namespace:
        return _UNDECLARED.get(local, local)
    return f"{_PLAIN.get(namespace, '?:')}{local}"


def _entry(found: dict[str, list[str]]) -> Entry:
    text = _first(found, "content:encoded", "content") or _longest(found, "description", "summary")
    identity = _first(found, "guid", "id", "rdf:about") or None
    link = _first(found, "link", "loc", "rdf:about") or None
    if link is None and identity and identity.startswith(("http://", "https://")):
        link = identity
    return Entry(
        title=one_line(_first(found, "title", "news:title")),
        text=words(text),
        link=link,
        id=identity,
        published=_first(
            found, "pubdate", "published", "issued", "created", "dc:date", "dcterms:created",
            "news:publication_date", "updated", "modified", "lastmod",
        ) or None,
        publisher=one_line(_first(found, "news:name")) or None,
    )  # fmt: skip


def _first(found: dict[str, list[str]], *names: str) -> str:
    return next((found[name][0] for name in names if name in found), "")


def _longest(found: dict[str, list[str]], *names: str) -> str:
    return max((text for name in names for text in found.get(name, ())), key=len, default="")


def _escaped(text: str) -> str:
    """Return plain text as HTML, which all other fields are."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
