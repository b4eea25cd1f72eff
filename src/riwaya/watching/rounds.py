"""Rounds: ask the feeds whose time has come, take the pages that are new, note how each fared.

A poll is noted when its pages have been tried, not before: so a round that is ended in the middle is made again, and
what was taken already is known. Pages wait by host, so that many hosts do not wait for the pauses of one.

Imports ``errors``, ``fetching``, ``pipeline``, ``ledger``, ``links``, ``pages`` and ``schedule``.
"""

import hashlib
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from riwaya import pipeline
from riwaya.errors import Disallowed, ReadError
from riwaya.fetching import Clock, Fetcher, caching
from riwaya.fetching.polite import Refused
from riwaya.ledger import Ledger
from riwaya.ledger.batch import Batch
from riwaya.ledger.feeds import Feed, Feeds, Fetched
from riwaya.ledger.prepare import prepare
from riwaya.types import Document, Original, Problem
from riwaya.watching import pages, schedule
from riwaya.watching.links import Listed, listed
from riwaya.watching.pages import Page, Taken

TRIES = 3
"""How often a page that fails is asked, in as many rounds."""
WAITING = "riwaya-waiting"
"""Beside the headers of a poll: how many pages it left for the next one."""
_FOR_GOOD = frozenset({"NoArticle", "Disallowed", "SourceTooLarge", "UnknownFormat"})
"""Problems of a page that another try does not mend."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to watch: the time between two polls, the most new pages of one feed in a round, and the engine."""

    every: timedelta = timedelta(minutes=15)
    limit: int = 200
    engine: str = "rules"


class Round(msgspec.Struct, kw_only=True):
    """What one round did: feeds asked, of them unchanged and failed; new articles; pages that failed, or wait."""

    feeds: int = 0
    unchanged: int = 0
    feeds_failed: int = 0
    new: int = 0
    failed: int = 0
    waiting: int = 0


class _Polled(msgspec.Struct):
    """A feed whose pages are being taken."""

    feed: Feed
    fetched: Fetched
    left: int
    waiting: int
    is_unfinished: bool


class Watcher:
    """Watches the feeds of a ledger."""

    def __init__(
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        clock: Clock,
        *,
        settings: Settings | None = None,
        tell: Callable[[Problem], None] | None = None,
    ) -> None:
        self.feeds = Feeds(ledger.backend)
        self._run = ledger.run("watch")
        self._fetcher = fetcher
        self._clock = clock
        self._settings = settings or Settings()
        self._tell = tell
        self._hosts: dict[str, deque[tuple[_Polled, Page]]] = {}
        self._done = Round()

    def next_due(self) -> datetime | None:
        """Return when the next feed is to be asked, None where none is watched."""
        every = self._settings.every
        return min(
            (schedule.due(self.feeds.polls(feed), every) for feed in self.feeds.all()), default=None
        )

    def round(self, *, now: bool = False) -> Round:
        """Make one round and return what it did; ``now`` asks each feed, whether its time has come or not."""
        self._done = Round()
        for feed in self.feeds.all():
            polls = self.feeds.polls(feed)
            if now or schedule.due(polls, self._settings.every) <= self._clock.now():
                self._poll(feed, schedule.stored(polls), now=now)
        while page := self._next():
            self._page(*page)
        self._run.end()
        return self._done

    # ---- feeds --------------------------------------------------------------------------------

    def _poll(self, feed: Feed, stored: caching.Stored | None, *, now: bool) -> None:
        conditions = caching.ask(stored, self._clock.now())
        if conditions is None:
            if not now:
                return  # fresh: its server said so
            conditions = {}
        self._done.feeds += 1
        asked_at = self._clock.now()
        try:
            answer = self._fetcher.get(feed.url, conditions)
            if answer.status == 304 and stored is not None:
                headers = caching.updated(stored, answer.headers)
                self._done.unchanged += 1
                self._note(feed, feed.url, answer.fetched_at, status=304, headers=headers)
                return
            found = listed(answer, self._fetcher)
        except ReadError as error:
            self._done.feeds_failed += 1
            self._failed(feed, feed.url, asked_at, error)
            return
        headers = _timed(answer.headers, found.feed.minutes)
        self._write(problems=_faults(feed.url, found))
        fetched = Fetched(
            address=feed.url, at=answer.fetched_at, status=answer.status, headers=headers
        )
        self._queue(feed, found, fetched)

    def _queue(self, feed: Feed, found: Listed, fetched: Fetched) -> None:
        """Have the new pages of a feed wait for their hosts, as many as one round may take."""
        tried = self.feeds.tried(feed, found.pages)
        new = [
            Page(url, entry, found.feed, feed)
            for url, entry in found.pages.items()
            if _is_open(tried.get(url, ()))
        ]
        taken = new[: self._settings.limit]
        waiting = len(new) - len(taken)
        polled = _Polled(feed, fetched, len(taken), waiting, waiting > 0)
        self._done.waiting += polled.waiting
        for page in taken:
            host = urlsplit(page.url).netloc
            self._hosts.setdefault(host, deque()).append((polled, page))
        if not taken:
            self._polled(polled)

    def _polled(self, polled: _Polled) -> None:
        """Note a poll whose pages have all been tried; one that leaves some will be asked anew."""
        fetched = polled.fetched
        if polled.is_unfinished:
            left = (WAITING, str(polled.waiting))
            fetched = msgspec.structs.replace(
                fetched, problem=schedule.UNFINISHED, headers=(*fetched.headers, left)
            )
        self.feeds.note(polled.feed, fetched)

    # ---- pages --------------------------------------------------------------------------------

    def _next(self) -> tuple[_Polled, Page] | None:
        """Return the page whose host is ready first."""
        if not self._hosts:
            return None
        host = min(
            self._hosts, key=lambda name: (self._fetcher.ready(self._hosts[name][0][1].url), name)
        )
        waiting = self._hosts[host]
        page = waiting.popleft()
        if not waiting:
            del self._hosts[host]
        return page

    def _page(self, polled: _Polled, page: Page) -> None:
        """Take a page and note how it fared; one that may fare better is left for the next round too."""
        problem = self._fetch(page)
        if problem is not None:
            self._done.failed += 1
            polled.is_unfinished |= problem not in _FOR_GOOD
        polled.left -= 1
        if not polled.left:
            self._polled(polled)

    def _fetch(self, page: Page) -> str | None:
        """Ask a page, write what it says, and return the name of the problem, None where there was none."""
        asked_at = self._clock.now()
        try:
            answer = self._fetcher.get(page.url)
        except Disallowed as error:
            # what the feed itself has published may be taken
            taken = Taken(pages.of_feed(page), None, pages.problem(error, page.url))
            return self._take(page, taken, Fetched(address=page.url, at=asked_at))
        except ReadError as error:
            return self._failed(page.watched, page.url, asked_at, error)
        fetched = Fetched(
            address=page.url, at=answer.fetched_at, status=answer.status, headers=answer.headers
        )
        return self._take(page, pages.of_answer(page, answer), fetched)

    def _take(self, page: Page, taken: Taken, fetched: Fetched) -> str | None:
        failed = [taken.problem] if taken.problem is not None else []
        if taken.document is None:
            self._write(problems=failed)
            name = failed[0].error if failed else "NoArticle"
            self.feeds.note(page.watched, msgspec.structs.replace(fetched, problem=name))
            return name
        self._done.new += self._write(taken.document, taken.original, problems=failed)
        if taken.original is not None:
            mark = hashlib.sha256(taken.original.data).hexdigest()
            fetched = msgspec.structs.replace(fetched, sha256=mark)
        self.feeds.note(page.watched, fetched)
        return None

    # ---- the ledger ---------------------------------------------------------------------------

    def _write(
        self,
        document: Document | None = None,
        original: Original | None = None,
        *,
        problems: list[Problem],
    ) -> int:
        """Write what came in one transaction; return how many documents are new."""
        batch = Batch()
        batch.problems.extend(problems)
        if document is not None:
            read = pipeline.read_document(document, engine=self._settings.engine)
            if isinstance(read, Problem):
                batch.problems.append(read)
                batch.prepared.append(prepare(document, None, original))
            else:
                batch.prepared.append(prepare(read.document, read.extraction, original))
        for problem in batch.problems:
            if self._tell is not None:
                self._tell(problem)
        return self._run.write(batch).documents if batch else 0

    def _failed(self, feed: Feed, url: str, at: datetime, error: ReadError) -> str:
        problem = pages.problem(error, url)
        self._write(problems=[problem])
        status, headers = (
            (error.status, error.headers) if isinstance(error, Refused) else (None, ())
        )
        self._note(feed, url, at, status=status, headers=headers, problem=problem.error)
        return problem.error

    def _note(
        self,
        feed: Feed,
        url: str,
        at: datetime,
        *,
        status: int | None,
        headers: caching.Headers,
        problem: str | None = None,
    ) -> None:
        fetched = Fetched(address=url, at=at, status=status, headers=headers, problem=problem)
        self.feeds.note(feed, fetched)


def _faults(url: str, found: Listed) -> list[Problem]:
    """Return what is wrong with a feed that could be read all the same."""
    failed = [pages.problem(error, error.source or url) for error in found.failed]
    if found.feed.damage:
        message = f"The feed is damaged ({found.feed.damage}): {len(found.pages)} links were read."
        failed.append(Problem(url, "DamagedSource", message, "What follows may be missing."))
    return failed


def _is_open(tried: "list[str | None] | tuple[()]") -> bool:
    """Tell whether a page is still to be asked, from how it fared before."""
    if None in tried or len(tried) >= TRIES:
        return False
    return not _FOR_GOOD & set(filter(None, tried))


def _timed(headers: caching.Headers, minutes: int | None) -> caching.Headers:
    """Return the headers of a poll; where the server states no lifetime, that which the feed states of itself."""
    names = {name for name, _ in headers}
    if minutes and not names & {"cache-control", "expires"}:
        return (*headers, ("cache-control", f"max-age={min(minutes, 1_440) * 60}"))
    return headers
