"""What need not be asked again: HTTP caching by RFC 9111, as hishel decides it, over the headers of the last answer.

Only headers are kept here, for the bodies stand in the ledger already. A lifetime counts where the server states one;
guesses from ``Last-Modified`` do not, for a feed changes more often than they suppose. However long the lifetime, after
a day it is asked whether anything has changed.

Imports nothing of Riwaya's; hishel on use.
"""

import time
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import formatdate, parsedate_to_datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import hishel

LONGEST = timedelta(days=1)
_LIFETIMES = ("max-age", "s-maxage")
_VALIDATORS = ("etag", "last-modified", "if-none-match", "if-modified-since")
Headers = tuple[tuple[str, str], ...]


class Stored(msgspec.Struct, frozen=True):
    """The last whole answer of an address: its headers, brought up to date by each 304, and when it came."""

    url: str
    headers: Headers
    at: datetime


def ask(stored: Stored | None, now: datetime) -> dict[str, str] | None:
    """Return the headers to ask again with, none for asking anew; None where the stored answer is still fresh."""
    if stored is None:
        return {}
    import hishel

    elapsed = max((now - stored.at).total_seconds(), 0.0)
    headers = (
        {} if _is_timed(stored) and now - stored.at < LONGEST else {"cache-control": "no-cache"}
    )
    request = hishel.Request("GET", stored.url, hishel.Headers(headers))
    entry = _entry(stored, elapsed)
    if entry is None:
        return {}
    state = hishel.IdleClient(options={"shared": False}).next(request, [entry])
    if isinstance(state, hishel.FromCache):
        return None
    if isinstance(state, hishel.NeedRevalidation):
        sent = {name.lower(): value for name, value in state.request.headers.items()}
        return {name: sent[name] for name in _VALIDATORS if name in sent}
    return {}


def updated(stored: Stored, fresh: Headers) -> Headers:
    """Return the headers of a stored answer, brought up to date by those of the 304 that confirms it."""
    import hishel

    request = hishel.Request("GET", stored.url, hishel.Headers({"cache-control": "no-cache"}))
    entry = _entry(stored, 0.0)
    if entry is None:
        return stored.headers
    state = hishel.IdleClient(options={"shared": False}).next(request, [entry])
    if not isinstance(state, hishel.NeedRevalidation):
        return stored.headers
    changed = state.next(hishel.Response(304, hishel.Headers(_folded(fresh))))
    if not isinstance(changed, hishel.NeedToBeUpdated):
        return stored.headers
    found = changed.updating_entries[0].response.headers
    return tuple((name.lower(), value) for name, value in found.items())


def _entry(stored: Stored, elapsed: float) -> "hishel.Entry | None":
    """Return the stored answer as hishel knows it; None where it may not be stored.

    Its ``Date`` is counted from the present instant of this machine, to which hishel looks; what a cache on the way has
    told of its age is added.
    """
    import hishel

    headers = _folded(stored.headers)
    request = hishel.Request("GET", stored.url)
    kept = hishel.CacheMiss(request=request, options={"shared": False}).next(
        hishel.Response(200, hishel.Headers(headers))
    )
    if not isinstance(kept, hishel.StoreAndUse):
        return None
    if "expires" in headers and "date" in headers:
        headers["expires"] = _moved(headers["expires"], headers["date"], elapsed)
    age = headers.pop("age", "0")
    known = int(age) if age.isdecimal() and len(age) < 10 else 0
    headers["date"] = formatdate(time.time() - elapsed - known, usegmt=True)
    return hishel.Entry(uuid.UUID(int=0), request, hishel.Response(200, hishel.Headers(headers)))


def _moved(expires: str, date: str, elapsed: float) -> str:
    """Return when an answer expires, as far from its new ``Date`` as from its own."""
    try:
        lifetime = (parsedate_to_datetime(expires) - parsedate_to_datetime(date)).total_seconds()
        return formatdate(
            time.time() - elapsed + min(lifetime, LONGEST.total_seconds()), usegmt=True
        )
    except (ValueError, TypeError, OverflowError):
        return "0"  # what cannot be read is expired


def _is_timed(stored: Stored) -> bool:
    headers = _folded(stored.headers)
    stated = headers.get("cache-control", "").lower()
    return "expires" in headers or any(name in stated for name in _LIFETIMES)


def _folded(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers by name; those that come several times in one line."""
    found: dict[str, str] = {}
    for name, value in headers:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found
