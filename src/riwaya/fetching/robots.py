"""``robots.txt``: what a host asks of programs, by RFC 9309.

A host without one allows all; one that does not answer is left alone for the time being. What it says holds for a day.

Imports ``errors``, ``reading`` and ``clock``; protego on use.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import ReadError
from riwaya.reading import web

if TYPE_CHECKING:
    from protego import Protego

NAME = "riwaya"
"""What we answer to in ``robots.txt``."""
_HOLDS, _AGAIN = timedelta(days=1), timedelta(minutes=30)
_MOST = 500_000
"""Bytes of a robots.txt that are looked at, as the standard asks."""
_HOPS = 5
_LONGEST_DELAY = 30.0


class Rules(msgspec.Struct, frozen=True):
    """What one host asks; ``rules`` is None where it could not be asked."""

    rules: "Protego | None"
    until: datetime

    def allows(self, url: str) -> bool:
        """Tell whether an address of the host may be asked."""
        return self.rules is not None and bool(self.rules.can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Return the seconds between two questions that the host asks for, at most half a minute."""
        found = self.rules.crawl_delay(NAME) if self.rules is not None else None
        return min(max(float(found or 0), 0.0), _LONGEST_DELAY)


Ask = Callable[[str], web.Exchange]


def read(origin: str, ask: Ask, now: datetime) -> Rules:
    """Return what a host asks: ``https://host[:port]``. ``ask`` asks one address once."""
    url = f"{origin}/robots.txt"
    try:
        for _ in range(_HOPS + 1):
            answer = ask(url)
            if answer.target is None:
                return _rules(answer, now)
            url = web.joined(answer.target, url)
    except ReadError:
        pass
    return Rules(None, now + _AGAIN)


def _rules(answer: web.Exchange, now: datetime) -> Rules:
    from protego import Protego

    if answer.status == 429 or answer.status >= 500:
        return Rules(None, now + _AGAIN)
    text = ""
    if answer.status == 200:
        text = answer.body[:_MOST].decode("utf-8", "replace")
    return Rules(Protego.parse(text), now + _HOLDS)
