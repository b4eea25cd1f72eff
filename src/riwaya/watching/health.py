"""Health: how each feed is, from all that was noted of it.

Imports ``ledger``, ``schedule`` and ``rounds``.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from riwaya.ledger import Ledger
from riwaya.ledger.feeds import Feed, Feeds, Fetched, Pages
from riwaya.watching import schedule
from riwaya.watching.rounds import WAITING

State = Literal["new", "fine", "waiting", "failing", "gone", "silent"]
_SILENT = timedelta(days=7)
"""After so long without a new page a feed that answers is called silent."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How a feed is: the pages that it led to (expected), those taken, those that failed, when the last new one came.

    ``waiting`` of the expected are left for the next round; ``failures`` polls in a row have failed, the last with
    ``problem``; ``due`` is when it is asked again at the earliest.
    """

    url: str
    title: str | None
    state: State
    expected: int
    received: int
    failed: int
    waiting: int
    last_new: datetime | None
    last_asked: datetime | None
    failures: int
    problem: str | None
    due: datetime | None


def health(ledger: Ledger, now: datetime, every: timedelta) -> list[Health]:
    """Return how each feed is that is watched, in the order in which they were added."""
    feeds = Feeds(ledger.backend)
    return [
        _of(feed, feeds.polls(feed), feeds.pages(feed), now=now, every=every)
        for feed in feeds.all()
    ]


def _of(
    feed: Feed, polls: list[Fetched], pages: Pages, *, now: datetime, every: timedelta
) -> Health:
    last = polls[0] if polls else None
    failures = schedule.failures(polls)
    whole = next((poll for poll in polls if poll.status == 200), None)
    waiting = int(dict(whole.headers).get(WAITING, 0)) if whole else 0
    return Health(
        url=feed.url,
        title=feed.title,
        state=_state(last, failures, waiting=waiting, last_new=pages.last_new, now=now),
        expected=pages.received + pages.failed + waiting,
        received=pages.received,
        failed=pages.failed,
        waiting=waiting,
        last_new=pages.last_new,
        last_asked=last.at if last else None,
        failures=failures,
        problem=last.problem if last and failures else None,
        due=schedule.due(polls, every) if last else None,
    )


def _state(
    last: Fetched | None, failures: int, *, waiting: int, last_new: datetime | None, now: datetime
) -> State:
    if last is None:
        return "new"
    if failures:
        return "gone" if last.status == 410 else "failing"
    if waiting:
        return "waiting"
    return "silent" if last_new is None or now - last_new > _SILENT else "fine"
