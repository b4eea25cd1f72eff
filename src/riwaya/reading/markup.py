"""Markup: the article of one page, found in its elements. Runs inside the page worker only.

The page is measured by a pass that builds nothing, then parsed, then trafilatura finds the body. Its text output is not
used, for it composes letters and drops joiners and direction controls: the words are taken from its tree as they stand
on the page. Title, publisher, date and address come from JSON-LD and OpenGraph, the title also from ``h1``.

Imports ``limits``, ``dates`` and ``answer``.
"""

import contextlib
import json
import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
import trafilatura

from riwaya.reading import dates, limits
from riwaya.reading.answer import Page, Refusal

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Webpage)$", re.I)
_SEPARATOR = re.compile(r"\s+[|\-–—:»•]\s+")
_BLOCKS = {"p", "head", "quote", "item", "cell", "code", "list", "table", "row", "body"}
_LEAST_WORDS = 20
"""Words of running text below which a page holds no article."""


class _TooMuch(Exception):
    """The page is above a limit."""


class _Measure:
    """A parser target that counts and keeps nothing."""

    def __init__(self) -> None:
        self.depth = 0
        self.count = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > limits.MAX_DEPTH:
            raise _TooMuch(f"Its elements are nested more than {limits.MAX_DEPTH} deep.")
        if self.count > limits.MAX_ELEMENTS:
            raise _TooMuch(f"It has more than {limits.MAX_ELEMENTS:,} elements.")
        if len(attributes) > limits.MAX_ATTRIBUTES:
            raise _TooMuch(f"An element has more than {limits.MAX_ATTRIBUTES:,} attributes.")

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Nothing was built."""


def extract(html: bytes) -> Page | Refusal:
    """Return the article of a page in UTF-8, or why there is none."""
    try:
        _measure(html)
        tree = _parse(html)
    except _TooMuch as error:
        return Refusal("SourceTooLarge", str(error))
    if tree is None:
        return Refusal("NoArticle", "The page is empty.")
    facts = list(_linked_data(tree))
    title = _title(tree, facts)
    lines = _lines(tree)
    if not _is_article(lines):
        return Refusal("NoArticle", "The page holds no article.")
    if title and lines and _plain(lines[0]) == _plain(title):
        del lines[0]
    return Page(
        title=title,
        lines=tuple(lines),
        publisher=_meta(tree, "og:site_name") or _publisher(facts),
        url=_address(tree),
        dates=tuple(_dates(tree, facts)),
    )


def _measure(html: bytes) -> None:
    parser = lxml.etree.HTMLParser(target=_Measure(), huge_tree=True, encoding="utf-8")
    for at in range(0, len(html), limits.HEAD):
        parser.feed(html[at : at + limits.HEAD])
    with contextlib.suppress(lxml.etree.XMLSyntaxError):  # nothing but white space
        parser.close()


def _parse(html: bytes) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True)
    try:
        return lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None


def _lines(tree: lxml.html.HtmlElement) -> list[str]:
    """Return the lines of the body, without those that are one link to another page."""
    links = {_plain(element.text_content()) for element in tree.iter("a")}
    # tables stay, for older sites set their whole page in one
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict):
        return []
    lines = _words("".join(_text(found.body)))
    return [line for line in lines if _plain(line) not in links]


def _text(element: lxml.etree._Element) -> Iterator[str]:
    """Yield the text below an element, with a line break around each block."""
    edge = "\n" if element.tag in _BLOCKS or element.tag == "lb" else ""
    yield edge
    yield _one_line(element.text)
    for child in element:
        yield from _text(child)
        yield _one_line(child.tail)
    yield edge


def _one_line(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text or "")


def _words(text: str) -> list[str]:
    return [line for part in text.split("\n") if (line := part.strip())]


def _is_article(lines: list[str]) -> bool:
    """Tell running text from labels: enough words in lines that are longer than a label."""
    return sum(count for line in lines if (count := len(line.split())) > 5) >= _LEAST_WORDS


def _plain(text: str) -> str:
    return " ".join(text.split())


def _title(tree: lxml.html.HtmlElement, facts: list[dict[str, object]]) -> str:
    """Return the headline as the page shows it, where a stated title and an ``h1`` agree; else as it states it."""
    stated = _string(facts, "headline") or _meta(tree, "og:title") or ""
    shown = [text for element in tree.iter("h1") if (text := _plain(element.text_content()))]
    if not stated:
        return shown[0] if shown else _without_site(_plain(tree.findtext(".//title") or ""))
    stated = _plain(stated)
    start = stated.rstrip(" .…")
    for text in shown:
        if len(text) > 8 and (text in stated or text.startswith(start)):
            return text
    site = _meta(tree, "og:site_name")
    if site and _SEPARATOR.split(stated)[-1] == _plain(site):
        return _without_site(stated)
    return stated


def _without_site(title: str) -> str:
    parts = list(_SEPARATOR.finditer(title))
    return title[: parts[-1].start()] if parts else title


def _meta(tree: lxml.html.HtmlElement, name: str) -> str | None:
    for element in tree.iter("meta"):
        stated = element.get("property") or element.get("name") or ""
        if stated.lower() == name and (content := (element.get("content") or "").strip()):
            return content
    return None


def _address(tree: lxml.html.HtmlElement) -> str | None:
    canonical = next(
        (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"),
        None,
    )
    for address in (canonical, _meta(tree, "og:url")):
        if address and re.match(r"https?://", address.strip(), re.I):
            return address.strip()
    return None


def _dates(tree: lxml.html.HtmlElement, facts: list[dict[str, object]]) -> Iterator[str]:
    """Yield the dates of publication that the page states, the best first."""
    stated = (
        _string(facts, "datePublished"),
        _meta(tree, "article:published_time"),
        _meta(tree, "og:article:published_time"),
        _meta(tree, "og:published_time"),
    )
    for value in filter(None, stated):
        if found := dates.normalise(value):
            yield found


def _linked_data(tree: lxml.html.HtmlElement) -> Iterator[dict[str, object]]:
    """Yield the JSON-LD objects that describe an article."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower().startswith("application/ld+json"):
            with contextlib.suppress(ValueError, RecursionError):
                yield from _articles(json.loads(element.text or "", strict=False))


def _articles(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        graph = value.get("@graph")
        listed = [value, *graph] if isinstance(graph, list) else [value]
    else:
        listed = value if isinstance(value, list) else []
    for item in listed:
        if isinstance(item, dict) and _ARTICLE_TYPE.search(_type(item)):
            yield item


def _type(item: dict[str, object]) -> str:
    stated = item.get("@type")
    if isinstance(stated, list):
        stated = next((name for name in stated if isinstance(name, str)), "")
    return stated if isinstance(stated, str) else ""


def _string(facts: list[dict[str, object]], field: str) -> str | None:
    return next(
        (value for fact in facts if isinstance(value := fact.get(field), str) and value), None
    )


def _publisher(facts: list[dict[str, object]]) -> str | None:
    named = [fact["publisher"] for fact in facts if isinstance(fact.get("publisher"), dict)]
    return _string([one for one in named if isinstance(one, dict)], "name")
