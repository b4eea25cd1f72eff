"""Pages: from the answer of an address to a document, with what the feed knows better.

The page goes first. Where it states no day, the feed's counts; where it holds no article, or may not be asked, what the
feed itself published is taken.

Imports ``errors``, ``reading``, ``types``, ``fetching`` and ``links``.
"""

import msgspec

from riwaya import reading
from riwaya.errors import ReadError
from riwaya.fetching import Answer
from riwaya.ledger.feeds import Feed as Watched
from riwaya.reading import Keeper, Overrides, article, dates, feed
from riwaya.reading.feed import Entry, Feed
from riwaya.types import Document, Original, Problem
from riwaya.watching.links import opened

BY_FEED = "day as the feed states it"


class Page(msgspec.Struct, frozen=True):
    """A page that a feed leads to."""

    url: str
    entry: Entry
    feed: Feed
    watched: Watched


class Taken(msgspec.Struct, frozen=True):
    """A document with the bytes that it came from, or the problem that stands for it."""

    document: Document | None = None
    original: Original | None = None
    problem: Problem | None = None


def of_answer(page: Page, answer: Answer) -> Taken:
    """Return the document of a page that was fetched."""
    given = Overrides(publisher=page.watched.publisher)
    keeper = Keeper()
    try:
        body = opened(answer)
    except ReadError as error:
        return Taken(problem=problem(error, page.url))
    found = reading.from_bytes(
        body, source=page.url, given=given, stated=answer.charset, url=answer.url, keeper=keeper
    )
    item = next(found, None)
    if not isinstance(item, Document):
        return _without(page, item)
    original = Original(body, answer.fetched_at, answer.status, answer.headers)
    return Taken(_completed(item, page), original)


def of_feed(page: Page) -> Document | None:
    """Return what the feed itself says of a page, None where it says nothing."""
    given = Overrides(publisher=page.watched.publisher, url=page.url)
    try:
        return article.document(feed.article(page.entry, page.feed), given, source=page.url)
    except ReadError:
        return None


def _without(page: Page, failed: Problem | None) -> Taken:
    """Return what the feed says of a page without an article; other faults of a page may pass."""
    if failed is not None and failed.error == "NoArticle":
        return Taken(of_feed(page), None, failed)
    return Taken(problem=failed)


def _completed(document: Document, page: Page) -> Document:
    """Return the document with the day and the publisher that the feed knows, where the page states none."""
    published, publisher = document.published, document.publisher
    notes = document.notes
    if published is None and page.entry.published:
        published = dates.normalise(page.entry.published)
        notes = (*notes, BY_FEED) if published else notes
    publisher = publisher or page.feed.title or None
    if (published, publisher) == (document.published, document.publisher):
        return document
    given = Overrides(published, publisher, document.url)
    made = article.of_text(
        document.text, given=given, undated=document.undated, source=document.source
    )
    return msgspec.structs.replace(made, notes=notes)


def problem(error: ReadError, url: str) -> Problem:
    """Return the problem of an address; an error of a kind of its own goes by the name of its parent."""
    kinds = [kind for kind in type(error).__mro__ if kind in ReadError.__subclasses__()]
    name = kinds[0].__name__ if kinds else type(error).__name__
    return Problem(url, name, error.message, error.advice)
