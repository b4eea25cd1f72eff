"""The web: the bytes behind an address, fetched with limits of time and size.

Redirects are followed by hand, one hop at a time, each through the guard of ``addresses``. Proxies of the environment
are not used, for the guard could not see behind them.

Imports ``errors``, ``limits`` and ``addresses``; the network libraries are loaded on use.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import SourceTooLarge, Unreachable
from riwaya.reading import limits

if TYPE_CHECKING:
    from httpcore2 import ConnectionPool
    from httpx2 import URL

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
_STATUSES = frozenset(status.value for status in HTTPStatus)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "riwaya (news reader; one page at a time)",
    "Accept": "text/html,application/json,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "ar",
    "Accept-Encoding": "gzip",
}
_CHECK = "Check the address, or save the page and give the file."


class Fetched(msgspec.Struct, frozen=True):
    """What an address answered: the bytes as sent, the address that answered, and the encoding it states."""

    data: bytes
    url: str
    stated: str | None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    """One hop: its status, where it sends us, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes
    listed: tuple[tuple[str, str], ...]


class Exchange(msgspec.Struct, frozen=True):
    """One question and its answer: the headers in their order, names in lower case, and the body as sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the first header of a name in lower case, empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def target(self) -> str | None:
        """Return where the answer sends us on to, None where it does not."""
        location = self.header("location")
        return location if self.status in _REDIRECTS and location else None

    @property
    def charset(self) -> str | None:
        """Return the encoding that the server states."""
        stated = _CHARSET.search(self.header("content-type"))
        return stated.group(1) if stated else None


def fetch(source: str) -> Fetched:
    """Return what the address answers.

    Raises ``Unreachable`` where it is refused, fails or takes too long, ``SourceTooLarge`` above the limit of size.
    """
    with _connected(source) as pool:
        return _follow(pool, source)


def exchange(address: str, headers: Mapping[str, str] | None = None) -> Exchange:
    """Ask one address once and return what it answers, whatever its status; no redirect is followed.

    Raises what ``fetch`` raises, but for what the status says.
    """
    url = _url(address, address)
    with _connected(address) as pool:
        answer = _get(pool, url, address, headers or {})
        return Exchange(str(url), answer.status, answer.listed, answer.body)


def joined(target: str, base: str) -> str:
    """Return the whole address that a link on a page means.

    Raises ``Unreachable`` where it is not one of the web.
    """
    return str(_url(target, target, base=_url(base, base)))


def refusal(status: int, source: str) -> Unreachable:
    """Return the error for a status that is no success."""
    phrase = HTTPStatus(status).phrase if status in _STATUSES else "unknown status"
    return Unreachable(f"The address answers {status} ({phrase}).", source=source, advice=_CHECK)


@contextmanager
def _connected(source: str) -> "Iterator[ConnectionPool]":
    """Give connections that end when their time is over."""
    from riwaya.reading import addresses

    pool, guard = addresses.pool()
    alarm = threading.Timer(limits.FETCH_SECONDS, guard.cut)
    alarm.daemon = True
    alarm.start()
    try:
        yield pool
        if guard.is_cut:  # a body without a stated length looks whole wherever it was cut
            raise TimeoutError
    except addresses.Forbidden as error:
        raise Unreachable(
            f"The address {error} is not on the public internet.",
            source=source,
            advice="Riwaya reads public pages only; RIWAYA_ALLOW_PRIVATE=1 lifts that.",
        ) from error
    except addresses.NETWORK_ERRORS as error:
        raise Unreachable(_reason(error, guard.is_cut), source=source, advice=_CHECK) from error
    finally:
        alarm.cancel()
        guard.release()
        pool.close()


def _follow(pool: "ConnectionPool", source: str) -> Fetched:
    url = _url(source, source)
    for _ in range(limits.MAX_REDIRECTS + 1):
        answer = _get(pool, url, source)
        target = answer.headers.get("location")
        if answer.status not in _REDIRECTS or target is None:
            return _accepted(answer, url, source)
        url = _url(target, source, base=url)
    raise Unreachable(
        f"The address sends on more than {limits.MAX_REDIRECTS} times.",
        source=source,
        advice=_CHECK,
    )


def _url(address: str, source: str, base: "URL | None" = None) -> "URL":
    """Return an address that may be asked.

    Raises ``Unreachable`` where it is not HTTP or not well formed.
    """
    import httpx2

    try:
        url = base.join(address) if base else httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError) as error:
        raise Unreachable(
            f"It is not a valid address: {error}.", source=source, advice=_CHECK
        ) from error
    if url.scheme not in ("http", "https") or not url.host:
        raise Unreachable(
            f"The address begins with {url.scheme or 'nothing'}: only http and https are read.",
            source=source,
            advice="Give the path of a file as it is, without file:.",
        )
    return url


def _get(
    pool: "ConnectionPool", url: "URL", source: str, more: Mapping[str, str] = MappingProxyType({})
) -> _Answer:
    import httpcore2

    target = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    headers: dict[bytes | str, bytes | str] = {"Host": url.netloc, **_HEADERS}
    headers.update(more.items())
    seconds = limits.CONNECT_SECONDS
    patience = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
    with pool.stream("GET", target, headers=headers, extensions={"timeout": patience}) as response:
        listed = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, value in response.headers
        )
        is_final = response.status not in _REDIRECTS
        body = _body(response.iter_stream(), source) if is_final else b""
        return _Answer(response.status, dict(listed), body, listed)


def _body(parts: Iterable[bytes], source: str) -> bytes:
    kept: list[bytes] = []
    size = 0
    for part in parts:
        size += len(part)
        if size > limits.MAX_BODY:
            raise SourceTooLarge(
                f"The address sends more than {limits.MAX_BODY // 1_000_000} MB.",
                source=source,
                advice="Give the address of one article.",
            )
        kept.append(part)
    return b"".join(kept)


def _accepted(answer: _Answer, url: "URL", source: str) -> Fetched:
    if answer.status != HTTPStatus.OK:
        raise refusal(answer.status, source)
    stated = _CHARSET.search(answer.headers.get("content-type", ""))
    encoding = stated.group(1) if stated else None
    return Fetched(answer.body, str(url), encoding, answer.status, tuple(answer.headers.items()))


def _reason(error: Exception, is_cut: bool) -> str:
    if is_cut or "Timeout" in type(error).__name__:
        return "The address did not answer in time."
    return f"The address cannot be reached: {str(error) or type(error).__name__}."
