"""Feeds: which are watched, each time that they and their pages were asked, and how they are.

Nothing of this is changed but ``withdrawn_at``: what is known of a feed follows from the rows of ``fetches``. A row
whose address is the feed's own is a poll, every other one a page that it led to.

Imports ``ids``, ``tables``, ``values``, ``keys`` and ``backends``.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection, and_, func, select, update

from riwaya import ids
from riwaya.ledger import tables, values
from riwaya.ledger.backends import Backend
from riwaya.ledger.keys import Keys

_FETCH = ("key", "run", "feed", "original", "address", "fetched_at", "status", "headers", "problem")
_FEED = ("key", "id", "url", "title", "publisher", "recorded_at")
_MOST = 500
"""Values in one question."""

Headers = tuple[tuple[str, str], ...]


class Feed(msgspec.Struct, frozen=True):
    """A feed that is watched; ``publisher`` is what the user stated."""

    key: int
    url: str
    title: str | None
    publisher: str | None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """One act of asking an address; ``problem`` is the name of an error, ``sha256`` the mark of the bytes that came."""

    address: str
    at: datetime
    status: int | None = None
    headers: Headers = ()
    problem: str | None = None
    sha256: str | None = None


class Pages(msgspec.Struct, frozen=True):
    """The pages of a feed that were taken, and those that only failed; when the last new one came."""

    received: int = 0
    failed: int = 0
    last_new: datetime | None = None


class Feeds:
    """The feeds of a ledger."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def add(self, url: str, now: datetime, *, title: str | None, publisher: str | None) -> bool:
        """Watch a feed, again where it was no longer watched; tell whether that is new."""
        held, digest = tables.feeds, ids.of("feed", url)
        with self._backend.writing() as connection:
            known = connection.execute(select(held).where(held.c.id == digest)).one_or_none()
            if known is not None:
                again = update(held).where(held.c.id == digest).values(withdrawn_at=None)
                connection.execute(again)
                return known.withdrawn_at is not None
            key = Keys(connection).take(held)
            told = (values.escaped(url), _escaped(title), _escaped(publisher))
            row = (key, values.packed(digest), *told, values.microseconds(now))
            self._backend.insert(connection, held, _FEED, [row])
            return True

    def remove(self, url: str, now: datetime) -> bool:
        """Watch a feed no longer; tell whether it was watched. What came of it stays."""
        held = tables.feeds
        named = and_(held.c.id == ids.of("feed", url), held.c.withdrawn_at.is_(None))
        with self._backend.writing() as connection:
            return (
                connection.execute(update(held).where(named).values(withdrawn_at=now)).rowcount > 0
            )

    def all(self) -> list[Feed]:
        """Return the feeds that are watched, in the order in which they were added."""
        held = tables.feeds
        asked = select(held).where(held.c.withdrawn_at.is_(None)).order_by(held.c.key)
        with self._backend.reading() as connection:
            return [
                Feed(row.key, row.url, row.title, row.publisher)
                for row in connection.execute(asked)
            ]

    def note(self, feed: Feed, fetched: Fetched) -> None:
        """Note that an address was asked for a feed."""
        with self._backend.writing() as connection:
            key = Keys(connection).take(tables.fetches)
            original = _original(connection, fetched.sha256)
            headers = msgspec.json.encode(fetched.headers).decode() if fetched.headers else None
            address, at = values.escaped(fetched.address), values.microseconds(fetched.at)
            row = (
                key,
                None,
                feed.key,
                original,
                address,
                at,
                fetched.status,
                headers,
                fetched.problem,
            )
            self._backend.insert(connection, tables.fetches, _FETCH, [row])

    def polls(self, feed: Feed, most: int = 12) -> list[Fetched]:
        """Return the last times that a feed was asked, the newest first."""
        held = tables.fetches
        asked = (
            select(held)
            .where(held.c.feed == feed.key, held.c.address == feed.url)
            .order_by(held.c.key.desc())
            .limit(most)
        )
        with self._backend.reading() as connection:
            return [
                Fetched(
                    address=row.address,
                    at=row.fetched_at,
                    status=row.status,
                    headers=msgspec.json.decode(row.headers, type=Headers) if row.headers else (),
                    problem=row.problem,
                )
                for row in connection.execute(asked)
            ]

    def tried(self, feed: Feed, addresses: Iterable[str]) -> dict[str, list[str | None]]:
        """Return how each of the pages fared whenever it was asked: the name of a problem, or None."""
        held, wanted = tables.fetches, list(addresses)
        found: dict[str, list[str | None]] = {}
        with self._backend.reading() as connection:
            for at in range(0, len(wanted), _MOST):
                asked = (
                    select(held.c.address, held.c.problem)
                    .where(held.c.feed == feed.key, held.c.address.in_(wanted[at : at + _MOST]))
                    .order_by(held.c.key)
                )
                for row in connection.execute(asked):
                    found.setdefault(row.address, []).append(row.problem)
        return found

    def pages(self, feed: Feed) -> Pages:
        """Return how the pages of a feed fared."""
        held = tables.fetches
        each = (
            select(
                held.c.address,
                func.count().filter(held.c.problem.is_(None)).label("good"),
                func.min(held.c.fetched_at).filter(held.c.problem.is_(None)).label("came"),
            )
            .where(held.c.feed == feed.key, held.c.address != feed.url)
            .group_by(held.c.address)
            .subquery()
        )
        asked = select(
            func.count().filter(each.c.good > 0),
            func.count().filter(each.c.good == 0),
            func.max(each.c.came),
        ).select_from(each)
        with self._backend.reading() as connection:
            received, failed, last = connection.execute(asked).one()
        return Pages(received, failed, last)


def _original(connection: Connection, sha256: str | None) -> int | None:
    if sha256 is None:
        return None
    held = tables.originals.c
    found: int | None = connection.scalar(select(held.key).where(held.id == sha256))
    return found


def _escaped(text: str | None) -> str | None:
    return None if text is None else values.escaped(text)
