"""Feeds: RSS, Atom, RDF and JSON Feed, whose items are articles or lead to them; OPML and sitemaps, which only lead on.

What a source says is taken as it is: the date as stated, the link unresolved. A feed that is cut or damaged gives the
items that can be read, and says so.

Imports ``errors``, ``types``, ``limits``, ``article``, ``content``, ``problem`` and, on use, ``feed_elements`` and
``fragment``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from riwaya.errors import DamagedSource, NoArticle, ReadError, UnknownFormat
from riwaya.reading.article import Article, document
from riwaya.reading.content import Content
from riwaya.reading.problem import problem
from riwaya.types import Document, Problem

Kind = Literal["rss", "atom", "json", "opml", "sitemap", "sitemaps"]
JSON_FEED = "https://jsonfeed.org/version/"
_ROOT = re.compile(
    r"<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?(rss|feed|RDF|opml|urlset|sitemapindex)[\s/>\[]", re.I
)
_LEADING = re.compile(r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*", re.S)
_KINDS: dict[str, Kind] = {
    "rss": "rss", "rdf": "rss", "feed": "atom", "opml": "opml", "urlset": "sitemap", "sitemapindex": "sitemaps",
}  # fmt: skip
_ADVICE = "Give the addresses in it, or watch it: riwaya watch add."


class Entry(msgspec.Struct, frozen=True):
    """One item of a feed, or one line of a list: its words are plain text, its date is as stated."""

    title: str = ""
    text: str = ""
    link: str | None = None
    id: str | None = None
    published: str | None = None
    publisher: str | None = None


class Feed(msgspec.Struct, frozen=True):
    """A feed or a list of addresses; ``damage`` says what is wrong with it, ``minutes`` how long it may be kept."""

    kind: Kind
    title: str = ""
    link: str | None = None
    entries: tuple[Entry, ...] = ()
    minutes: int | None = None
    damage: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def has_articles(self) -> bool:
        """Tell whether its entries are articles; those of lists are feeds, or addresses alone."""
        return self.kind in ("rss", "atom", "json")


def sniff(head: str) -> bool:
    """Tell whether ``head`` begins a feed or a list of addresses in XML."""
    return _root(head) is not None


def parse(content: Content) -> Feed:
    """Return the feed or list of addresses that the content holds, in XML or JSON.

    Raises ``UnknownFormat`` where it is neither, and what reading XML raises.
    """
    head = content.head()
    decoded = content.decoded()
    if head.lstrip()[:1] == "{":
        return msgspec.structs.replace(
            _of_json_text(decoded.text, content.source), notes=decoded.notes
        )
    kind = _root(head)
    if kind is None:
        raise UnknownFormat(
            "It is no feed.", source=content.source, advice="Give the address of a feed."
        )
    from riwaya.reading import feed_elements

    found = feed_elements.read(decoded.text, kind, source=content.source)
    return msgspec.structs.replace(found, notes=decoded.notes)


def read(content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each item, in order, and a problem where the feed is damaged.

    Raises ``NoArticle`` for a list of addresses and for a feed without items.
    """
    yield from documents(parse(content), content)


def documents(feed: Feed, content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each item of a feed."""
    source = content.source
    if not feed.has_articles:
        what = "feeds" if feed.kind == "opml" else "pages"
        message = f"It is a list of {len(feed.entries):,} {what}, not an article."
        raise NoArticle(message, source=source, advice=_ADVICE)
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield document(article(entry, feed), content.given, source=f"{source}:{number}")
        except ReadError as error:
            yield problem(error, f"{source}:{number}")
    if feed.damage:
        raise DamagedSource(
            f"The feed is damaged ({feed.damage}): {len(feed.entries)} items were read.",
            source=source,
            advice="Get it again; what follows the damage may be missing.",
        )
    if not feed.entries:
        raise NoArticle("The feed has no items.", source=source, advice="Try again later.")


def article(entry: Entry, feed: Feed) -> Article:
    """Return the article that an item carries: often no more than the beginning of the page."""
    return Article(
        entry.title,
        entry.text,
        publisher=entry.publisher or feed.title or None,
        url=entry.link,
        published=entry.published,
        notes=(*feed.notes, "from a feed: the page may say more"),
    )


def of_json(value: Mapping[str, object]) -> Feed:
    """Return the feed of a JSON Feed document; items that are no objects are damage."""
    from riwaya.reading.fragment import one_line, words

    listed = value.get("items")
    items = listed if isinstance(listed, list) else []
    entries = [
        Entry(
            title=one_line(_string(item, "title")),
            text=_string(item, "content_text") or words(_string(item, "content_html")) or _string(item, "summary"),
            link=_string(item, "url") or _string(item, "external_url") or None,
            id=_string(item, "id") or None,
            published=_string(item, "date_published") or _string(item, "date_modified") or None,
        )
        for item in items
        if isinstance(item, dict)
    ]  # fmt: skip
    damage = None if len(entries) == len(items) else "an item is no object"
    link = _string(value, "home_page_url") or None
    return Feed("json", _string(value, "title"), link, tuple(entries), damage=damage)


def is_json_feed(value: object) -> bool:
    """Tell whether a JSON value is a JSON Feed."""
    return isinstance(value, dict) and _string(value, "version").startswith(JSON_FEED)


def _of_json_text(text: str, source: str) -> Feed:
    from riwaya.reading.records import parsed

    value = parsed(text.encode("utf-8", "surrogatepass"), source)
    if not isinstance(value, dict) or not is_json_feed(value):
        raise UnknownFormat(
            "It is no JSON Feed.", source=source, advice="Give the address of a feed."
        )
    return of_json(value)


def _string(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _root(head: str) -> Kind | None:
    leading = _LEADING.match(head)
    found = _ROOT.match(head, leading.end() if leading else 0)
    return _KINDS[found.group(1).lower()] if found else None
