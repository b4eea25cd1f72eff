"""The polite fetcher: one question at a time to each host, with pauses, and none that the host does not want.

A host that fails is left alone for longer each time; one that says how long (``Retry-After``) for as long as it says.
Every hop of a redirect is a question of its own: to its own host, by its own robots.txt, through the guard that keeps
Riwaya on the public internet.

Imports ``errors``, ``reading``, ``archive``, ``clock`` and ``robots``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import msgspec

from riwaya.errors import Disallowed, ReadError, Unreachable
from riwaya.fetching import robots
from riwaya.fetching.archive import Archive
from riwaya.fetching.clock import Clock, SystemClock
from riwaya.reading import limits, web

_BUSY = frozenset({429, 503})
_PERMANENT = frozenset({301, 308})
_LONGEST = timedelta(days=1)


class Manners(msgspec.Struct, frozen=True):
    """How polite to be: seconds between two questions to a host, the first pause after a failure, and patience.

    A pause doubles with each failure that follows; a question that would have to wait longer than ``patience`` is put
    off instead.
    """

    delay: float = 2.0
    pause: float = 30.0
    patience: float = 60.0


class Answer(msgspec.Struct, frozen=True):
    """What an address answered at last; ``moved`` is its new address, where it says it has moved for good."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    charset: str | None = None
    moved: str | None = None

    def header(self, name: str) -> str:
        """Return the first header of a name in lower case, empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")


class Refused(Unreachable):
    """An address answered with a status that is no success; what it answered is kept."""

    def __init__(self, answer: web.Exchange, url: str) -> None:
        told = web.refusal(answer.status, url)
        super().__init__(told.message, source=url, advice=told.advice)
        self.status = answer.status
        self.headers = answer.headers


class _Host(msgspec.Struct):
    """What is known of a host: from when it may be asked, and how often it failed in a row."""

    ready: datetime
    failures: int = 0
    rules: robots.Rules | None = None


class Fetcher:
    """Asks addresses; keeps what it learns of hosts for as long as it lives."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        clock: Clock | None = None,
        archive: Archive | None = None,
    ) -> None:
        self._manners = manners or Manners()
        self._clock = clock or SystemClock()
        self._archive = archive
        self._hosts: dict[str, _Host] = {}

    def ready(self, url: str) -> datetime:
        """Return the instant from which the host of an address may be asked."""
        return self._host(url).ready

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer of an address, redirects followed; a 304 is an answer too.

        Raises ``Disallowed`` where robots.txt forbids it, ``Unreachable`` where it or its robots.txt fails, must wait
        too long or answers another status, ``SourceTooLarge`` above the limit of size.
        """
        here, moved, is_moving = url, None, True
        for _ in range(limits.MAX_REDIRECTS + 1):
            answer = self._allowed(here, headers if here == url else None)
            if answer.target is None:
                return self._accepted(answer, url, moved)
            here = web.joined(answer.target, here)
            is_moving = is_moving and answer.status in _PERMANENT
            moved = here if is_moving else moved
        raise Unreachable(
            f"The address sends on more than {limits.MAX_REDIRECTS} times.",
            source=url,
            advice="Check the address.",
        )

    def _accepted(self, answer: web.Exchange, url: str, moved: str | None) -> Answer:
        if answer.status not in (200, 304):
            raise Refused(answer, url)
        return Answer(
            answer.url, answer.status, answer.headers, answer.body, self._clock.now(), answer.charset, moved
        )  # fmt: skip

    def _allowed(self, url: str, headers: Mapping[str, str] | None) -> web.Exchange:
        """Ask an address once, if its host lets us."""
        host = self._host(url)
        if host.rules is None or host.rules.until <= self._clock.now():
            host.rules = robots.read(_origin(url), self._asked, self._clock.now())
        if host.rules.rules is None:
            raise Unreachable(
                "The robots.txt of its host cannot be read now.",
                source=url,
                advice="It is tried again later.",
            )
        if not host.rules.allows(url):
            raise Disallowed(
                "The robots.txt of its host asks that it be left alone.",
                source=url,
                advice="Ask the publisher, or give the page as a file.",
            )
        return self._asked(url, headers)

    def _asked(self, url: str, headers: Mapping[str, str] | None = None) -> web.Exchange:
        """Ask an address once, when its host is ready."""
        host = self._host(url)
        self._wait(host, url)
        try:
            answer = web.exchange(url, headers)
        except ReadError:
            self._failed(host)
            raise
        now = self._clock.now()
        if self._archive is not None:
            self._archive.keep(answer, now)
        if answer.status in _BUSY or answer.status >= 500:
            self._failed(host, retry_after(answer.header("retry-after"), now))
        else:
            host.failures = 0
            host.ready = now + timedelta(seconds=self._delay(host))
        return answer

    def _wait(self, host: _Host, url: str) -> None:
        seconds = (host.ready - self._clock.now()).total_seconds()
        if seconds > self._manners.patience:
            raise Unreachable(
                f"Its host is left alone until {host.ready:%Y-%m-%dT%H:%M:%SZ}.",
                source=url,
                advice="It failed, or asked for time; it is tried again then.",
            )
        if seconds > 0:
            self._clock.sleep(seconds)

    def _failed(self, host: _Host, wait: timedelta | None = None) -> None:
        pause = timedelta(seconds=self._manners.pause * 2 ** min(host.failures, 12))
        host.failures += 1
        host.ready = self._clock.now() + max(min(pause, _LONGEST), wait or timedelta())

    def _delay(self, host: _Host) -> float:
        return max(self._manners.delay, host.rules.delay if host.rules else 0.0)

    def _host(self, url: str) -> _Host:
        origin = _origin(url)
        if origin not in self._hosts:
            self._hosts[origin] = _Host(self._clock.now())
        return self._hosts[origin]


def _origin(url: str) -> str:
    try:
        found = urlsplit(url)
    except ValueError:
        return ""
    return f"{found.scheme.lower()}://{found.netloc.rpartition('@')[2].lower()}"


def retry_after(stated: str, now: datetime) -> timedelta | None:
    """Return how long a host asks to be left alone, at most a day; None where it does not say."""
    stated = stated.strip()
    if stated.isdecimal() and stated.isascii():
        return min(timedelta(seconds=int(stated[:9])), _LONGEST)
    try:
        until = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(timedelta(), min(until - now, _LONGEST))
