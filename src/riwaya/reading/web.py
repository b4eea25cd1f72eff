"""The web: the bytes behind an address, fetched with limits of time and size.

Redirects are followed by hand, one hop at a time, each through the guard of ``addresses``. Proxies of the environment
are not used, for the guard could not see behind them.

Imports ``errors``, ``limits`` and ``addresses``; the network libraries are loaded on use.
"""

import re
import threading
from collections.abc import Iterable
from http import HTTPStatus
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


def fetch(source: str) -> Fetched:
    """Return what the address answers.

    Raises ``Unreachable`` where it is refused, fails or takes too long, ``SourceTooLarge`` above the limit of size.
    """
    from riwaya.reading import addresses

    pool, guard = addresses.pool()
    alarm = threading.Timer(limits.FETCH_SECONDS, guard.cut)
    alarm.daemon = True
    alarm.start()
    try:
        found = _follow(pool, source)
        if guard.is_cut:  # a body without a stated length looks whole wherever it was cut
            raise TimeoutError
        return found
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


def _get(pool: "ConnectionPool", url: "URL", source: str) -> _Answer:
    import httpcore2

    target = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    headers = {"Host": url.netloc, **_HEADERS}
    seconds = limits.CONNECT_SECONDS
    patience = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
    with pool.stream("GET", target, headers=headers, extensions={"timeout": patience}) as response:
        found = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        is_final = response.status not in _REDIRECTS
        body = _body(response.iter_stream(), source) if is_final else b""
        return _Answer(response.status, found, body)


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
        phrase = (
            HTTPStatus(answer.status).phrase if answer.status in _STATUSES else "unknown status"
        )
        raise Unreachable(
            f"The address answers {answer.status} ({phrase}).", source=source, advice=_CHECK
        )
    stated = _CHARSET.search(answer.headers.get("content-type", ""))
    encoding = stated.group(1) if stated else None
    return Fetched(answer.body, str(url), encoding, answer.status, tuple(answer.headers.items()))


def _reason(error: Exception, is_cut: bool) -> str:
    if is_cut or "Timeout" in type(error).__name__:
        return "The address did not answer in time."
    return f"The address cannot be reached: {str(error) or type(error).__name__}."
