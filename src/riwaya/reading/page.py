"""Pages: the article of an HTML page, found by a process of its own.

Pages are the most hostile of sources: 200,000 elements inside one another, 60,000 links, a tag with 100,000
attributes. So the page is measured before it is parsed, and all of it happens in a worker with limits of memory and
time; where the worker dies, that page is refused with the reason and the next one gets a new worker. A worker stays for
the pages that follow, for starting one takes half a second.

Imports ``errors``, ``types``, ``dates``, ``article``, ``content`` and ``answer``; the process is started on use.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from riwaya import errors
from riwaya.errors import ReadError
from riwaya.reading import dates
from riwaya.reading.article import Article, document
from riwaya.reading.content import Content
from riwaya.types import Document

if TYPE_CHECKING:
    from riwaya.reading.answer import Page

_TAG = (
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|main|article|section|header|p|h1|h2|table"
    r"|span|font|center|ul|a)\b"
)
_LEADING = r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*"
_ADVICE = {
    "SourceTooLarge": "Save the article's text as a .txt file and give that.",
    "NoArticle": "Give the address of one article, or save its text as a .txt file.",
    "DamagedSource": "Save the article's text as a .txt file and give that.",
}


def sniff(head: str) -> bool:
    """Tell whether ``head`` begins an HTML page."""
    rest = re.sub(rf"\A{_LEADING}", "", head, count=1, flags=re.S)
    return re.match(_TAG, rest, re.I) is not None


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


def _ask(text: str, source: str) -> "Page":
    from riwaya.reading.answer import Page
    from riwaya.reading.page_process import worker

    answer = worker().ask(text.replace("\x00", "\ufffd").encode("utf-8", "replace"))
    if isinstance(answer, Page):
        return answer
    kind: type[ReadError] = getattr(errors, answer.error)
    raise kind(answer.message, source=source, advice=_ADVICE[answer.error])


def _published(page: "Page") -> tuple[str | None, str]:
    """Return the date of a page and the reason why it has none; a bare 1 January is no date."""
    found = next((day for day in page.dates if not dates.is_first_of_january(day)), None)
    return found, "first-of-january" if page.dates else "no-date"


def _url(page: "Page", answered: str | None) -> str | None:
    """Return the page's own address, unless it names another host than the one that answered."""
    if answered and (page.url is None or _host(page.url) != _host(answered)):
        return answered
    return page.url


def _host(url: str) -> str | None:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
