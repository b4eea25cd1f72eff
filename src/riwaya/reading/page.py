"""Pages: the article of an HTML page, found by a process of its own.

Pages are the most hostile of sources: 200,000 elements inside one another, 60,000 links, a tag with 100,000
attributes. So the page is measured before it is parsed, and all of it happens in a worker with limits of memory and
time; where the worker dies, that page is refused with the reason and the next one gets a new worker. A worker stays for
the pages that follow, for starting one takes half a second.

Imports ``errors``, ``types``, ``limits``, ``dates``, ``article``, ``content`` and ``answer``.
"""

import atexit
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

import msgspec

from riwaya import errors
from riwaya.errors import ReadError
from riwaya.reading import dates, limits
from riwaya.reading.answer import Page, Refusal, receive, send
from riwaya.reading.article import Article, document
from riwaya.reading.content import Content
from riwaya.types import Document

_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|main|article|section|header|p|h1|h2|table"
    r"|span|font|center|ul|a)\b",
    re.I,
)
_LEADING = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*", re.S)
_ADVICE = {
    "SourceTooLarge": "Save the article's text as a .txt file and give that.",
    "NoArticle": "Give the address of one article, or save its text as a .txt file.",
    "DamagedSource": "Save the article's text as a .txt file and give that.",
}


def sniff(head: str) -> bool:
    """Tell whether ``head`` begins an HTML page."""
    start = _LEADING.match(head)
    return _TAG.match(head, start.end() if start else 0) is not None


def read(content: Content) -> Iterator[Document]:
    """Yield the one document of a page.

    Raises ``SourceTooLarge`` above the limits of size, depth, time or memory, ``NoArticle`` where there is none.
    """
    decoded = content.decoded()
    page = _ask(decoded.text, content.source)
    published, undated = _published(page)
    article = Article(
        page.title,
        "\n".join(page.lines),
        publisher=page.publisher,
        url=_url(page, content.url),
        published=published,
        undated=undated,
        notes=decoded.notes,
    )
    yield document(article, content.given, source=content.source)


def _ask(text: str, source: str) -> Page:
    answer = _worker().ask(text.replace("\x00", "\ufffd").encode("utf-8", "replace"))
    if isinstance(answer, Page):
        return answer
    kind: type[ReadError] = getattr(errors, answer.error)
    raise kind(answer.message, source=source, advice=_ADVICE[answer.error])


def _published(page: Page) -> tuple[str | None, str]:
    """Return the date of a page and the reason why it has none; a bare 1 January is no date."""
    found = next((day for day in page.dates if not dates.is_first_of_january(day)), None)
    return found, "first-of-january" if page.dates else "no-date"


def _url(page: Page, answered: str | None) -> str | None:
    """Return the page's own address, unless it names another host than the one that answered."""
    if answered and (page.url is None or _host(page.url) != _host(answered)):
        return answered
    return page.url


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


class _Worker:
    """The process that reads pages, started when the first page comes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, html: bytes) -> Page | Refusal:
        """Return the article of a page; the process is ended where it takes too long."""
        with self._lock:
            process = self._running()
            alarm = threading.Timer(limits.PAGE_SECONDS, process.kill)
            alarm.start()
            try:
                data = _exchange(process, html)
            finally:
                alarm.cancel()
            if data is None:
                self.stop()
                return Refusal("SourceTooLarge", "Reading the page takes too much time or memory.")
            return msgspec.msgpack.decode(data, type=Page | Refusal)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        # a process that was forked from ours must not talk to our worker
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._process = _start()
            self._owner = os.getpid()
        return self._process


@cache
def _worker() -> _Worker:
    worker = _Worker()
    atexit.register(worker.stop)
    return worker


def _start() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            # -P: nothing in the user's folder may stand in for a library
            [sys.executable, "-P", "-m", "riwaya.reading.page_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us to handle
        )
    except OSError as error:
        raise ReadError(
            f"The process that reads pages does not start: {error}.",
            advice="Close other programs, or save the article's text as a .txt file.",
        ) from error


def _exchange(process: subprocess.Popen[bytes], html: bytes) -> bytes | None:
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, html)
        return receive(process.stdout)
    except OSError:
        return None
