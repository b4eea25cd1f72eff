"""Encodings: which one the bytes are in, and the text they hold.

A byte-order mark decides first; then UTF-16 without one; then UTF-8, which other encodings hardly ever resemble by
chance; then what the page or the server states; then how often the Arabic article would stand in the text, which tells
windows-1256 from ISO-8859-6. What was found is told in ``notes``.

>>> decode(b"\\xc7\\xe1\\xce\\xc8\\xd1").encoding
'windows-1256'

Imports ``errors``.
"""

import codecs
import re

import msgspec

from riwaya.errors import DamagedSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STATED = {
    "windows-1256": "windows-1256",
    "cp1256": "windows-1256",
    "x-cp1256": "windows-1256",
    "iso-8859-6": "iso-8859-6",
    "iso8859-6": "iso-8859-6",
    "iso-8859-6-i": "iso-8859-6",
    "arabic": "iso-8859-6",
    "asmo-708": "iso-8859-6",
    "ecma-114": "iso-8859-6",
}
"""Encodings that are believed where a page or server states them; others show themselves, or are no text."""
_META = rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w-]{1,40})"""
_ARTICLE = {"windows-1256": b"\xc7\xe1", "iso-8859-6": b"\xc7\xe4"}
"""Alef and lam, the article, in each encoding of one byte a letter."""
_HIGH = bytes(range(0x80, 0x100))
_WIDE_BYTES = (0x00, 0x06, 0x20, 0xFB, 0xFE)
"""High bytes of UTF-16 text that is Arabic: Latin, Arabic, punctuation, presentation forms."""
_MOJIBAKE = "[\u00d8\u00d9][\u0080-\u00bf\u0152-\u2122]"


class Decoded(msgspec.Struct, frozen=True):
    """The text, the encoding it was in, and what had to be done to read it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, stated: str | None = None, source: str = "") -> Decoded:
    """Return the text of ``data``; ``stated`` is the encoding that its server names.

    Line ends become ``\\n``; nothing else is changed. Raises ``DamagedSource`` where no encoding fits.
    """
    encoding = tell(data, stated=stated)
    if encoding is None:
        raise DamagedSource(
            "Its encoding cannot be told.",
            source=source,
            advice="Save it as UTF-8 and try again.",
        )
    text, notes = _read(_unmarked(data, encoding), encoding)
    if encoding != "utf-8":
        notes = (f"decoded as {encoding}", *notes)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, notes)


def tell(data: bytes, *, stated: str | None = None) -> str | None:
    """Return the name of the encoding of ``data``, None where no encoding fits."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if wide := _wide(data):
        return wide
    if _is_utf8(data):
        return "utf-8"
    believed = _STATED.get((stated or _meta(data) or "").strip().lower())
    return believed or _one_byte(data)


def is_mojibake(text: str) -> bool:
    """Tell whether the text is UTF-8 that was once saved as if it were Latin letters."""
    return len(re.findall(_MOJIBAKE, text[:20_000])) * 6 > len(text[:20_000].split(None)) * 5


def _meta(data: bytes) -> str | None:
    found = re.search(_META, data[:4096], re.I)
    return found.group(1).decode("ascii", "replace") if found else None


def _unmarked(data: bytes, encoding: str) -> bytes:
    for mark, name in _MARKS:
        if name == encoding and data.startswith(mark):
            return data[len(mark) :]
    return data


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: nine high bytes in ten are those of Arabic text, and the low ones are not."""
    sample = data[: 4096 & ~1]
    if len(sample) < 4:
        return None
    odd, even = (
        sum(map(part.count, _WIDE_BYTES)) / len(part) for part in (sample[1::2], sample[::2])
    )
    if odd > 0.9 and even < 0.5:
        return "utf-16-le"
    if even > 0.9 and odd < 0.5:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    """Tell whether it is UTF-8, allowing for a last letter that is cut and for a few broken ones."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start == 0:
            return False
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        letters = len(data) - len(text)  # an Arabic letter is two bytes, a broken one stays one
        return broken * 50 <= letters or (error.start >= len(data) - 3 and letters > 0)
    return True


def _one_byte(data: bytes) -> str | None:
    high = len(data) - len(data.translate(None, _HIGH))
    counts = {name: data.count(article) for name, article in _ARTICLE.items()}
    best = max(counts, key=lambda name: counts[name])
    # The article begins every third word; a text of other letters, or of no letters, has it by chance only.
    if counts[best] * 100 < high:
        return None
    is_sound = data.decode(best, "replace").count("\ufffd") * 50 <= high
    return best if is_sound else None


def _read(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return text, (f"{broken} broken letters became U+FFFD",)
