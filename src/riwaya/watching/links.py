"""Links: the pages that a feed or sitemap leads to, each once.

Imports ``errors``, ``reading`` and ``fetching``.
"""

from collections.abc import Iterator
from urllib.parse import urldefrag

import msgspec

from riwaya.errors import ReadError
from riwaya.fetching import Answer, Fetcher
from riwaya.reading import Overrides, feed, unpack, web
from riwaya.reading.content import Content
from riwaya.reading.feed import Entry, Feed
from riwaya.reading.stream import of_bytes

MOST_SITEMAPS = 50
"""Sitemaps of one index that are asked, the newest first."""
_GZIP = ("gzip", "x-gzip")


class Listed(msgspec.Struct, frozen=True):
    """A feed with the pages that it leads to; ``failed`` are lists of its index that could not be read."""

    feed: Feed
    pages: dict[str, Entry]
    failed: tuple[ReadError, ...] = ()


def listed(answer: Answer, fetcher: Fetcher) -> Listed:
    """Return what a feed, a sitemap or an index of sitemaps leads to.

    Raises ``ReadError`` where it is none of them.
    """
    found = parsed(answer)
    if found.kind != "sitemaps":
        return Listed(found, dict(_pages(found, answer.url)))
    pages: dict[str, Entry] = {}
    failed: list[ReadError] = []
    newest = sorted(found.entries, key=lambda entry: entry.published or "", reverse=True)
    for entry in newest[:MOST_SITEMAPS]:
        try:
            part = fetcher.get(web.joined(entry.link or "", answer.url))
            for url, one in _pages(parsed(part), part.url):
                pages.setdefault(url, one)
        except ReadError as error:
            failed.append(error)
    return Listed(found, pages, tuple(failed))


def parsed(answer: Answer) -> Feed:
    """Return the feed that was answered."""
    stream = of_bytes(opened(answer), source=answer.url)
    return feed.parse(Content(stream, given=Overrides(), stated=answer.charset))


def opened(answer: Answer) -> bytes:
    """Return the body as the server meant it; a file that is itself packed (``sitemap.xml.gz``) is opened too."""
    body = answer.body
    if answer.header("content-encoding").strip().lower() in _GZIP and body.startswith(unpack.GZIP):
        body = unpack.decoded(body, "gzip", source=answer.url)
    if body.startswith(unpack.GZIP):
        body = unpack.decoded(body, "gzip", source=answer.url)
    return body


def _pages(found: Feed, base: str) -> Iterator[tuple[str, Entry]]:
    """Yield the address of each page, without what points into it; what is no address of the web is left out."""
    for entry in found.entries:
        if entry.link is None:
            continue
        try:
            yield urldefrag(web.joined(entry.link, base)).url, entry
        except (ReadError, ValueError):
            continue
