"""Addresses: fetched within limits, and never a way into the reader's own network."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from riwaya import reading
from riwaya.reading import addresses, limits, web
from riwaya.reading.addresses import is_public
from riwaya.types import Document, Problem
from tests.reading_samples import TEXT, page

Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Serve on this machine and return the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def sends(data: bytes, status: int = 200, **headers: str) -> Answer:
    """Return an answer of these bytes; ``_`` in a header stands for ``-``."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def one(address: str) -> Document | Problem:
    """Read an address that gives one thing."""
    (found,) = reading.read(address)
    return found


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow addresses of this machine."""
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE", "1")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (sends(page()), TEXT),
        (sends(page(), Content_Type="image/png"), TEXT),
        (sends(TEXT.encode("windows-1256"), Content_Type="text/plain; charset=windows-1256"), TEXT),
        (
            sends("خبر عاجل".encode("windows-1256"), Content_Type='text/plain; charset="cp1256"'),
            "خبر عاجل",
        ),
        (sends(gzip.compress(page()), Content_Encoding="gzip"), TEXT),
    ],
    ids=["page", "wrong type", "charset", "charset decides", "gzip"],
)
def test_an_address_is_read_by_its_content(answer: Answer, text: str) -> None:
    """What the server says of the type is no matter; its charset helps."""
    with server(answer) as address:
        found = one(f"{address}/a")
    assert isinstance(found, Document), found
    assert (found.text, found.url, found.source) == (text, f"{address}/a", f"{address}/a")


@pytest.mark.usefixtures("at_home")
def test_redirects_are_followed_to_the_page() -> None:
    """The document bears the address that answered."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        left = int(handler.path.strip("/"))
        sends(b"", 302, Location=f"/{left - 1}")(handler) if left else sends(page())(handler)

    with server(answer) as address:
        found = one(f"{address}/{limits.MAX_REDIRECTS}")
        assert isinstance(found, Document)
        assert found.url == f"{address}/0"
        too_many = one(f"{address}/{limits.MAX_REDIRECTS + 1}")
    assert isinstance(too_many, Problem)
    assert (too_many.error, "sends on" in too_many.message) == ("Unreachable", True)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (sends(b"", 404), "Unreachable", "404 (Not Found)"),
        (sends(b"", 599), "Unreachable", "599"),
        (sends(b"", 302, Location="file:///etc/hostname"), "Unreachable", "only http"),
        (sends(b"", 302, Location="http://[::1"), "Unreachable", "not a valid address"),
        (sends(b""), "NoArticle", "empty"),
        (sends(b"%PDF-1.7 ..."), "UnknownFormat", "PDF"),
        (sends(b"x" * 16_000_000), "SourceTooLarge", "15 MB"),
        (sends(gzip.compress(b"\0" * 30_000_000)), "SourceTooLarge", "times its size"),
        (lambda handler: handler.wfile.write(b"HELLO\r\n\r\n"), "Unreachable", "cannot be reached"),
    ],
)
def test_an_answer_without_an_article_is_named(answer: Answer, error: str, said: str) -> None:
    """Each way to fail has its name and its reason."""
    with server(answer) as address:
        found = one(address)
    assert isinstance(found, Problem)
    assert (found.error, said in found.message, bool(found.advice)) == (error, True, True), found


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_hung_up_on(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on the whole, not on each byte."""
    monkeypatch.setattr(limits, "FETCH_SECONDS", 0.5)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        start = b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if where == "body" else b"X: ")
        with suppress(OSError):  # we are hung up on
            for byte in start + b"a" * 200:
                handler.wfile.write(bytes([byte]))
                time.sleep(0.05 if byte == ord("a") else 0)

    began = time.monotonic()
    with server(answer) as address:
        found = one(address)
        took = time.monotonic() - began
    assert isinstance(found, Problem)
    assert "in time" in found.message
    assert took < 3


_CLOSED = """
    127.0.0.1 127.255.255.254 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255
    169.254.0.1 169.254.169.254 100.64.0.1 100.127.255.255 0.0.0.0 0.1.2.3 192.0.0.8 192.0.0.170 192.0.2.1
    192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:100.64.0.1
    64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1:: 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
    2002:a00:1:: 3fff::1 5f00::1 fc00::1 fd12:3456:789a::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 banana
"""
_OPEN = (
    "8.8.8.8 1.1.1.1 193.0.6.139 100.63.255.255 100.128.0.1 2606:4700:4700::1111 2a00:1450:4001::1"
)


@pytest.mark.parametrize("address", _CLOSED.split())
def test_addresses_that_are_not_public_are_closed(address: str) -> None:
    """Every block that is not for everybody, in either version and however it is wrapped."""
    assert not is_public(address)


@pytest.mark.parametrize("address", _OPEN.split())
def test_public_addresses_are_open(address: str) -> None:
    """The guard lets the internet through, right up to the edge of a closed block."""
    assert is_public(address)


DISGUISED = [
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://localhost.:{port}/", "http://LOCALHOST:{port}/",
    "http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://0x7f.1:{port}/", "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/", "http://127.0.1:{port}/", "http://0:{port}/", "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/", "http://[::]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/",
    "http://127。0。0。1:{port}/", "http://１２７.0.0.1:{port}/", "http://%31%32%37.0.0.1:{port}/",
    "http://public.example@127.0.0.1:{port}/", "http://public.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@public.example/", "http://127.0.0.1:{port}#@public.example/",
    "http://127.0.0.1:{port}?@public.example/", "HTTP://127.0.0.1:{port}", "http:\\\\127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/", "http://127.0.0.1\r\nX: y:{port}/", "http:127.0.0.1:{port}", "http:/127.0.0.1:{port}",
    "https://127.0.0.1:{port}/", "http://127.0.0.1.:{port}/", "http://[0:0:0:0:0:0:0:1]:{port}/",
]  # fmt: skip


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """Listen on this machine and keep every connection that comes."""
    seen: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]

        def accept() -> None:
            while True:
                try:
                    connection, peer = listening.accept()
                except OSError:
                    return
                seen.append(peer)
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield port, seen


@pytest.mark.parametrize("address", DISGUISED)
def test_no_disguise_connects_to_this_machine(
    address: str, listener: tuple[int, list[object]]
) -> None:
    """A listener sees no connection, however the address is written."""
    port, seen = listener
    found = one(address.format(port=port))
    assert isinstance(found, Problem)
    assert found.error == "Unreachable"
    time.sleep(0.01)
    assert seen == []


def test_the_listener_sees_a_connection_that_is_allowed(
    listener: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above could fail."""
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE", "1")
    one(f"http://127.0.0.1:{listener[0]}/")
    time.sleep(0.05)
    assert listener[1]


def test_a_redirect_inwards_is_refused_at_any_hop(
    listener: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard stands at each connection, not at the first address."""
    port, seen = listener
    homes: list[str] = []

    def allowed(host: str, _port: int) -> list[str]:
        if host == "127.0.0.2":
            return [host]
        homes.append(host)
        raise addresses.Forbidden(host)

    monkeypatch.setattr(addresses, "allowed", allowed)
    with socket.create_server(("127.0.0.2", 0)) as door:
        inwards = f"http://127.0.0.1:{port}/"
        threading.Thread(target=_redirect_once, args=(door, inwards), daemon=True).start()
        found = one(f"http://127.0.0.2:{door.getsockname()[1]}/")
    assert isinstance(found, Problem)
    assert "public internet" in found.message
    assert (homes, seen) == (["127.0.0.1"], [])


def _redirect_once(door: socket.socket, target: str) -> None:
    connection, _ = door.accept()
    connection.recv(4096)
    connection.sendall(
        f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    )
    connection.close()


def test_a_name_that_changes_between_look_ups_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The address that was checked is the one that is connected to."""
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert addresses.allowed("rebind.example", 80) == ["8.8.8.8"]
    with pytest.raises(addresses.Forbidden):
        addresses.allowed("rebind.example", 80)
    assert asked == ["rebind.example"] * 2


def test_one_private_address_among_public_ones_closes_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that also leads inwards is not taken at its better word."""
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _host, port, **_: [(2, 1, 6, "", (ip, port)) for ip in ("8.8.8.8", "10.0.0.1")],
    )
    with pytest.raises(addresses.Forbidden):
        addresses.allowed("both.example", 80)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "file:/etc/hostname", "ftp://a.example/x", "gopher://a.example/", "data:text/html,x",
     "dict://a.example/", "jar:http://a.example!/", "javascript:alert(1)", "http://", "https:///x", "http://a..b/"],
)  # fmt: skip
def test_other_schemes_are_refused(address: str) -> None:
    """Only http and https with a host are read."""
    found = one(address)
    assert isinstance(found, Problem)
    assert (found.error, bool(found.advice)) == ("Unreachable", True)


def test_a_name_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name server's answer is passed on."""

    def getaddrinfo(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    found = one("https://nowhere.example/")
    assert isinstance(found, Problem)
    assert "not known" in found.message


def test_a_name_server_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver knows no limit, so we keep one."""
    monkeypatch.setattr(limits, "CONNECT_SECONDS", 0.05)

    def getaddrinfo(*_: object, **__: object) -> list[object]:
        time.sleep(1)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    began = time.monotonic()
    with pytest.raises(OSError, match="name server"):
        addresses.allowed("slow.example", 80)
    assert time.monotonic() - began < 0.8


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("canonical", ["https://other.example/a", "https://[::1/a", "/a"])
def test_the_canonical_address_counts_only_on_its_own_host(canonical: str) -> None:
    """A page cannot pass for another outlet's, and one that is no address is none."""
    foreign = f'<link rel="canonical" href="{canonical}">'
    with server(sends(page(head=foreign))) as address:
        found = one(f"{address}/b")
    assert isinstance(found, Document)
    assert found.url == f"{address}/b"


@pytest.mark.usefixtures("at_home")
def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard could not see behind a proxy."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with server(sends(page())) as address:
        assert web.fetch(address).data == page()
