"""Articles: what every format hands over, and the document that is made of it.

A document's text is the headline, a blank line, and the body. Within them nothing is changed but what cannot be
written at all: a lone surrogate becomes U+FFFD, one for one. What a reader of the result should know is in ``notes``.

Imports ``types``, ``errors``, ``limits``, ``dates`` and ``decoding``.
"""

import re
from collections.abc import Iterator

import msgspec

from riwaya.errors import DamagedSource, NoArticle, SourceTooLarge
from riwaya.reading import dates, decoding, limits
from riwaya.types import Document

try:  # what hashlib hands on, without OpenSSL, which takes three milliseconds to load
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_SURROGATE = "[\ud800-\udfff]"
_CONTROL = "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]"
_DIRECTION = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_ARABIC = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_LETTER = re.compile(r"[^\W\d_]+")
_LEAST_ARABIC = 0.3
"""Share of Arabic letters among all letters below which a text is not an Arabic article."""
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text."""


class Overrides(msgspec.Struct, frozen=True):
    """What the user states of a source; it goes before what the source says of itself."""

    published: str | None = None
    publisher: str | None = None
    url: str | None = None


class Article(msgspec.Struct, frozen=True):
    """One article as a format found it.

    ``published`` is the date as stated; where it is None or cannot be read, ``undated`` is the reason.
    """

    headline: str
    body: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    undated: str = "not-given"
    notes: tuple[str, ...] = ()


def document(article: Article, given: Overrides, *, source: str = "") -> Document:
    """Return the document of an article.

    Raises ``NoArticle`` where it is empty or not Arabic, ``DamagedSource`` where it is no text, and
    ``SourceTooLarge`` where it is longer than any article.
    """
    text = joined(article.headline, article.body)
    _check(text, source)
    if len(text) > limits.MAX_CHARACTERS:
        raise SourceTooLarge(
            f"It has {len(text):,} characters; no article has more than {limits.MAX_CHARACTERS:,}.",
            source=source,
            advice="Give one article in a file, or many as JSON Lines.",
        )
    published, undated = _date(article, given)
    return of_text(
        text,
        given=Overrides(published, given.publisher or article.publisher, given.url or article.url),
        undated=undated,
        source=source,
        notes=article.notes,
    )


def joined(headline: str, body: str) -> str:
    """Return headline and body as one text; a body that begins with its headline is not given it twice."""
    headline, body = headline.strip(), body.strip()
    if not headline or body.partition("\n")[0].strip() == headline:
        return body
    return f"{headline}\n\n{body}" if body else headline


def of_text(
    text: str,
    *,
    given: Overrides,
    undated: str | None = "not-given",
    source: str = "",
    notes: tuple[str, ...] = (),
) -> Document:
    """Return the document of a text, kept as it is but for lone surrogates; never fails.

    ``given.published`` must be ISO 8601 already.
    """
    whole = writable(text)
    publisher, url = _stated(given.publisher), _stated(given.url)
    published = given.published
    return Document(
        id=digest(whole, publisher, url, published),
        text=whole,
        publisher=publisher,
        url=url,
        published=published,
        undated=None if published else undated,
        source=writable(source),
        notes=(*notes, *_noticed(text)),
    )


def digest(text: str, publisher: str | None, url: str | None, published: str | None) -> str:
    """Return the id of a document: a digest of the JSON array of what it holds, 32 hex digits."""
    content = msgspec.json.encode([text, publisher, url, published])
    return blake2b(content, digest_size=16).hexdigest()


def is_arabic(text: str) -> bool:
    """Tell whether enough of the letters are Arabic."""
    letters = len(text) - len(_LETTER.sub("", text))
    arabic = len(text) - len(_ARABIC.sub("", text))
    return arabic > 0 and arabic >= _LEAST_ARABIC * letters


def _check(text: str, source: str) -> None:
    if not text or text.isspace():
        raise NoArticle(
            "It is empty.", source=source, advice="Check that the right file was given."
        )
    arabic = is_arabic(text)
    if not arabic and decoding.is_mojibake(text):
        raise DamagedSource(
            "Its Arabic letters were saved as Latin ones.",
            source=source,
            advice="Get the original, or undo it: iconv -f utf-8 -t windows-1252 FILE.",
        )
    if not _is_clear(text) and len(re.findall(_CONTROL, text)) > _MOST_CONTROLS * len(text):
        raise DamagedSource(
            "It is binary data, not text.",
            source=source,
            advice="Give the article as text, HTML or JSON.",
        )
    if not arabic:
        raise NoArticle(
            "It is not in Arabic.", source=source, advice="Riwaya reads Arabic news only."
        )


def _date(article: Article, given: Overrides) -> tuple[str | None, str | None]:
    if given.published:
        return given.published, None
    if article.published is None:
        return None, article.undated
    found = dates.normalise(article.published)
    return found, None if found else "not-a-date"


def writable(text: str) -> str:
    """Return the text with each lone surrogate, which no encoding can write, replaced by U+FFFD."""
    return text if _is_clear(text) else re.sub(_SURROGATE, "\ufffd", text)


def _stated(value: str | None) -> str | None:
    return writable(value.strip()) if value and value.strip() else None


def _is_clear(text: str) -> bool:
    """Tell quickly that a text holds no control, no direction mark and no surrogate, as most do."""
    return text.replace("\n", " ").isprintable()


def _noticed(text: str) -> Iterator[str]:
    if _is_clear(text):
        return
    patterns = (
        ("{} lone surrogates became U+FFFD", _SURROGATE),
        ("{} invisible direction controls", _DIRECTION),
        ("{} control characters", _CONTROL),
    )
    for words, pattern in patterns:
        if count := len(re.findall(pattern, text)):
            yield words.format(count)
