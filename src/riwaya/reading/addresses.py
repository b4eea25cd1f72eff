"""Addresses: the guard that keeps Riwaya on the public internet.

A page can send its reader anywhere: to the machine itself, to the router, to a cloud's metadata service. So the guard
stands in the connect step: a host is looked up once, every address of it must be public, and the connection goes to
that very address; a name that changes its mind between two look-ups gains nothing. No single flag of ``ipaddress`` is
enough: 100.64.0.1 is not private, 2002:7f00:1:: and 224.0.0.1 are global.

``RIWAYA_ALLOW_PRIVATE=1`` lifts the guard, for tests and for archives inside a house.

Imports ``limits``. This is the only module that reaches into the network library.
"""

import os
import socket
import ssl
import threading
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore2

from riwaya.reading import limits

_PUBLIC_6 = ip_network("2000::/3")
_CLOSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/3",
        # Teredo, ORCHID and documentation; 6to4; documentation; segment routing
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip


NETWORK_ERRORS = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
    httpcore2.UnsupportedProtocol,
    OSError,  # TLS, and sockets that were cut
)


class Forbidden(Exception):
    """The address is not a public one."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one that anybody on the internet may reach."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found not in _PUBLIC_6:
            return False
    return found.is_global and not _is_closed(found)


def _is_closed(address: IPv4Address | IPv6Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return True
    return any(address in block for block in _CLOSED if block.version == address.version)


def allowed(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

    Raises ``Forbidden`` where any of them is not public, ``OSError`` where it has none.
    """
    found = _looked_up(host, port)
    if os.environ.get("RIWAYA_ALLOW_PRIVATE") == "1":
        return found
    if any(not is_public(address) for address in found):
        raise Forbidden(host)
    return found


def _looked_up(host: str, port: int) -> list[str]:
    """Look a host up, in a thread of its own: the system's resolver knows no time limit."""
    found: list[str] = []
    failed: list[Exception] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError, ValueError) as error:
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(limits.CONNECT_SECONDS)
    if not found:
        raise OSError(str(failed[0]) if failed else "the name server does not answer")
    return found


class GuardedBackend(httpcore2.SyncBackend):
    """Connects to public addresses only, and can be told to hang up."""

    def __init__(self) -> None:
        self._open: list[socket.socket] = []
        self.is_cut = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of ``host`` that answers."""
        try:
            addresses = allowed(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        for address in addresses[:3]:
            try:
                stream = super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
                continue
            self._keep(stream)
            return stream
        raise failed

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the library's signature
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Refuse: no article is there."""
        raise Forbidden(path)

    def cut(self) -> None:
        """Hang up: whatever waits for these connections fails now."""
        self.is_cut = True
        for kept in self._open:
            with suppress(OSError):
                kept.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Forget the connections."""
        for kept in self._open:
            kept.close()
        self._open.clear()

    def _keep(self, stream: httpcore2.NetworkStream) -> None:
        # a copy of the handle: TLS takes the socket itself over
        self._open.append(stream.get_extra_info("socket").dup())


def pool() -> tuple[httpcore2.ConnectionPool, GuardedBackend]:
    """Return a pool of guarded connections, and the guard that can cut them."""
    import httpx2

    backend = GuardedBackend()
    context: ssl.SSLContext = httpx2.create_ssl_context(trust_env=False)
    return httpcore2.ConnectionPool(ssl_context=context, network_backend=backend), backend
