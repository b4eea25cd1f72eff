"""The search keys of words that any article may hold, so that all others tell articles apart.

Imports ``tables`` and ``text``.
"""

from functools import cache

import msgspec

from riwaya import tables
from riwaya.text import key

FILE = "ar/common_words.jsonl"


@cache
def common_words() -> frozenset[str]:
    """Return the keys of ``data/ar/common_words.jsonl``."""
    files = (FILE, "ar/letters.toml")
    return frozenset(tables.compiled("common-words", files, str, _build).split("\n"))


def _build() -> str:
    lines = tables.raw(FILE).splitlines()
    return "\n".join(sorted({key(msgspec.json.decode(line, type=str)) for line in lines}))
