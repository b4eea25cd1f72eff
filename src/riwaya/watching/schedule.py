"""When a feed is to be asked again, from how it fared before. Pure.

Imports ``fetching`` and ``ledger``.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from riwaya.fetching.caching import Stored
from riwaya.fetching.polite import retry_after
from riwaya.ledger.feeds import Fetched

UNFINISHED = "Unfinished"
"""The problem of a poll that left pages for the next one: it is asked as if it had not been."""
_LONGEST = timedelta(days=1)
_GONE = timedelta(days=7)
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def due(polls: Sequence[Fetched], every: timedelta) -> datetime:
    """Return when a feed is to be asked, given its polls, the newest first.

    Twice as late after each failure in a row, up to a day; a feed that is gone (410) once a week; never before the time
    that its host asked for.
    """
    if not polls:
        return _FIRST
    last = polls[0]
    if last.status == 410:
        return last.at + _GONE
    wait = max(every, min(every * (1 << min(failures(polls), 10)), _LONGEST))
    asked = retry_after(dict(last.headers).get("retry-after", ""), last.at) or timedelta()
    return last.at + max(wait, asked)


def failures(polls: Sequence[Fetched]) -> int:
    """Return how often in a row a feed has failed."""
    count = 0
    for poll in polls:
        if poll.problem in (None, UNFINISHED):
            break
        count += 1
    return count


def stored(polls: Sequence[Fetched]) -> Stored | None:
    """Return the last answer that came whole and left nothing to be done, None where it must be asked anew."""
    for poll in polls:
        if poll.problem == UNFINISHED:
            return None
        if poll.problem is None and poll.status in (200, 304):
            return Stored(poll.address, poll.headers, poll.at)
    return None
