"""Fragments of HTML, as feeds carry them: their words, a line for each block.

No tree is built, so depth does not matter. The words stay as they stand; white space is one space, as in a browser.

Imports ``limits``; lxml on use.
"""

import re

import lxml.etree

from riwaya.reading import limits

_BLOCKS = frozenset(
    {
        "p", "div", "br", "hr", "li", "ul", "ol", "dd", "dt", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "section", "article", "header", "footer", "pre", "figure",
    }
)  # fmt: skip
_HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "object"})
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class _Words:
    """A parser target that keeps the words."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._hidden = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def end(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def data(self, text: str) -> None:
        if not self._hidden:
            self.parts.append(_SPACE.sub(" ", text))

    def close(self) -> None:
        """Nothing was built."""


def words(text: str) -> str:
    """Return the words of a fragment, a line for each block; a text without markup keeps its lines."""
    if "<" not in text and "&" not in text:
        return "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    sink = _Words()
    parser = lxml.etree.HTMLParser(target=sink, huge_tree=True, encoding="utf-8")
    data = text.replace("\x00", "\ufffd").encode("utf-8", "replace")
    # without an element of its own, what stands before the first tag may be lost
    parser.feed(b"<div>")
    for at in range(0, len(data), limits.HEAD):
        parser.feed(data[at : at + limits.HEAD])
    parser.close()
    lines = "".join(sink.parts).split("\n")
    return "\n".join(line for part in lines if (line := _SPACE.sub(" ", part).strip(" ")))


def one_line(text: str) -> str:
    """Return the words of a fragment in one line, as for a headline."""
    return " ".join(words(text).split("\n"))
