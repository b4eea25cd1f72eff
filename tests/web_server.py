"""A web of our own for the tests: a server on this machine, and a clock that moves only when somebody waits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec


class Reply(msgspec.Struct):
    """What the server answers to one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    etag: str | None = None


Page = Reply | Callable[[dict[str, str]], Reply]


class Site:
    """A site: pages by path, and the questions that came, with their headers in lower case."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def paths(self) -> list[str]:
        """Return the paths that were asked, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        """Return the answer to a path."""
        found = self.pages.get(path, Reply(status=404))
        found = found(headers) if callable(found) else found
        if found.etag and headers.get("if-none-match") == found.etag:
            return Reply(status=304, headers={**found.headers, "ETag": found.etag})
        return found


@contextmanager
def site() -> Iterator[Site]:
    """Serve a site on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            here.asked.append((self.path, headers))
            found = here.reply(self.path, headers)
            self.send_response(found.status)
            stated = {"ETag": found.etag} if found.etag else {}
            for name, value in {**found.headers, **stated}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        here = Site(f"http://127.0.0.1:{running.server_address[1]}")
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield here
        running.shutdown()


class FakeClock:
    """A clock that stands still until somebody waits; ``slept`` are the waits."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 1, 10, 12, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.slept.append(seconds)
        self.pass_by(seconds=seconds)

    def pass_by(self, **times: float) -> None:
        """Let time pass."""
        self.instant += timedelta(**times)
