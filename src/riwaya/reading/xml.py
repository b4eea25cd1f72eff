"""XML of strangers: made harmless and repaired as text, then parsed without a tree.

Nothing outside the text is ever asked for: the document type is cut out before the parser sees it, so no entity can be
declared, fetched or multiplied. What scraped feeds get wrong is put right first: HTML's named letters, lone ampersands,
characters that XML forbids. What is still wrong is told in ``faults``.

Imports ``errors`` and ``limits``; lxml on use.
"""

import html.entities
import re
from typing import Protocol

import lxml.etree

from riwaya.errors import DamagedSource, SourceTooLarge
from riwaya.reading import limits

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(
    r"&(?:#([0-9]{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DOCTYPE_MARK = re.compile(r"""["'\[\]>]|<!--""")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_ADVICE = "Get it again, or give the pages it leads to."


class Sink(Protocol):
    """What takes the elements, with names as ``prefix:name`` or ``{namespace}name``."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class _TooMuch(Exception):
    """The source is above a limit."""


class _Guard:
    """A parser target that counts, and hands on."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._depth = 0
        self._count = 0
        self.data = sink.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > limits.MAX_DEPTH:
            raise _TooMuch(f"Its elements are nested more than {limits.MAX_DEPTH} deep.")
        if self._count > limits.MAX_ELEMENTS:
            raise _TooMuch(f"It has more than {limits.MAX_ELEMENTS:,} elements.")
        if len(attributes) > limits.MAX_ATTRIBUTES:
            raise _TooMuch(f"An element has more than {limits.MAX_ATTRIBUTES:,} attributes.")
        self._sink.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._sink.end(tag)

    def close(self) -> None:
        """Nothing was built."""


def parse(text: str, sink: Sink, *, source: str = "") -> str | None:
    """Hand the elements of ``text`` to ``sink``; return what is wrong with it, None where it is sound.

    Raises ``SourceTooLarge`` above the limits of depth and size, ``DamagedSource`` where nothing can be read.
    """
    data = _harmless(text, source).encode("utf-8", "replace")
    parser = lxml.etree.XMLParser(
        target=_Guard(sink), recover=True, resolve_entities="internal", no_network=True,
        load_dtd=False, huge_tree=True, encoding="utf-8",
    )  # fmt: skip
    try:
        for at in range(0, len(data), limits.HEAD):
            parser.feed(data[at : at + limits.HEAD])
        parser.close()
    except _TooMuch as error:
        raise SourceTooLarge(str(error), source=source, advice=_ADVICE) from error
    except lxml.etree.XMLSyntaxError as error:
        return str(error)
    faults = [
        entry for entry in parser.feed_error_log if entry.level == lxml.etree.ErrorLevels.FATAL
    ]
    if not faults:
        return None
    message, _, _ = faults[0].message.partition("\n")
    return f"line {faults[0].line}: {message}"


def _harmless(text: str, source: str) -> str:
    """Return the text without declaration and document type, with the mistakes of feeds put right."""
    text = _FORBIDDEN.sub("\ufffd", text.lstrip("\ufeff \t\r\n"))
    text = _DECLARATION.sub("", text, count=1)
    parts: list[str] = []
    at = 0
    text = _without_doctype(text, source)
    if text.count("&") > limits.MAX_REFERENCES:
        message = f"It has more than {limits.MAX_REFERENCES:,} references to letters."
        raise SourceTooLarge(message, source=source, advice=_ADVICE)
    while (opening := text.find(_CDATA, at)) >= 0:
        closing = text.find(_CDATA_END, opening)
        if closing < 0:
            break
        parts += (_REFERENCE.sub(_reference, text[at:opening]), text[opening : closing + 3])
        at = closing + 3
    parts.append(_REFERENCE.sub(_reference, text[at:]))
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    """Return a reference that XML knows for one of HTML, and a lone ampersand as one."""
    decimal, hexadecimal, name = found.groups()
    if name in _XML_NAMES:
        return found.group()
    if name:
        letters = html.entities.html5.get(f"{name};")
        if letters is None:
            return f"&amp;{found.group()[1:]}"
        return letters if letters not in "<&" else found.group()
    if decimal or hexadecimal:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        is_fit = number <= 0x10FFFF and not _FORBIDDEN.match(chr(number))
        return found.group() if is_fit else "\ufffd"
    return f"&amp;{found.group()[1:]}"


def _without_doctype(text: str, source: str) -> str:
    """Return the text without its document type, which stands before the first element."""
    root = re.search(r"<[^!?\s]", text)
    opening = text.find("<!DOCTYPE", 0, root.start() if root else len(text))
    if opening < 0:
        return text
    at, depth = opening + 9, 0
    while mark := _DOCTYPE_MARK.search(text, at):
        at = mark.end()
        match mark.group():
            case "[":
                depth += 1
            case "]":
                depth -= 1
            case ">":
                if depth <= 0:
                    return text[:opening] + text[at:]
            case quote:
                closing = text.find("-->" if quote == "<!--" else quote, at)
                if closing < 0:
                    break
                at = closing + 1
    raise DamagedSource("Its document type does not end.", source=source, advice=_ADVICE)
