"""Values as both databases hold them, and back.

Pure; imports nothing of Riwaya's, and no database library: the processes that only find make rows too.
"""

import re
import sys
from datetime import UTC, datetime, timedelta

import msgspec

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKING = "zstd"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LEVEL = 3
_ESCAPE = "\uf8ff"
_ESCAPED = re.compile(f"[\0{_ESCAPE}]")
_SEQUENCE = re.compile(f"{_ESCAPE}([01])")


def packed(digest: str) -> bytes:
    """Return the bytes of a digest; of a string that is none, bytes that no digest has."""
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return b""


def microseconds(moment: datetime) -> int:
    """Return an aware instant as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def instant(micros: int) -> datetime:
    """Return the instant, in UTC."""
    return _EPOCH + micros * _MICROSECOND


def listed(words: tuple[str, ...]) -> str | None:
    """Return words as a JSON array, None where there are none."""
    return msgspec.json.encode(words).decode() if words else None  # JSON writes U+0000 in ASCII


def escaped(text: str) -> str:
    """Return text without U+0000, which PostgreSQL cannot hold; ``restored`` undoes it.

    U+F8FF, a private character, begins an escape, and so is escaped itself.

    >>> restored(escaped("a\\0b\\uf8ff0")) == "a\\0b\\uf8ff0"
    True
    """
    if "\0" not in text and _ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda found: f"{_ESCAPE}{0 if found[0] == chr(0) else 1}", text)


def restored(text: str) -> str:
    """Return the text that was given to ``escaped``."""
    if _ESCAPE not in text:
        return text
    return _SEQUENCE.sub(lambda found: "\0" if found[1] == "0" else _ESCAPE, text)


def squeezed(data: bytes) -> bytes:
    """Return bytes packed as ``PACKING``."""
    return zstd.compress(data, _LEVEL)


def unsqueezed(data: bytes, packing: str) -> bytes:
    """Return the bytes that were packed.

    Raises ``ValueError`` where they are damaged or packed in a way that is not known.
    """
    if packing != PACKING:
        raise ValueError(f"packed as {packing}")
    try:
        return zstd.decompress(bytes(data))
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error
