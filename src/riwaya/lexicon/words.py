"""Closed classes of words, folded, as sets for look-up at token positions.

>>> "K1" in words()["negation.words"]
False

Imports ``tables`` and ``text``.
"""

from functools import cache

import msgspec

from riwaya import tables
from riwaya.text import key

FILE = "ar/words.toml"


class Words(dict[str, frozenset[str]]):
    """The classes ``table.field`` of ``data/ar/words.toml``; ``phrases`` are tuples of keys, by their first key."""

    def __init__(self, kept: "_Kept") -> None:
        super().__init__(kept.classes)
        self.phrases = kept.phrases


class _Kept(msgspec.Struct, frozen=True):
    classes: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[str, ...]]]


def _build() -> _Kept:
    classes: dict[str, frozenset[str]] = {}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for table, fields in tables.toml(FILE).items():
        for field, entries in fields.items():
            if not isinstance(entries, list):
                continue
            folded = sorted({key(entry) for entry in entries})
            classes[f"{table}.{field}"] = frozenset(folded)
            if table == "adverbial" and field == "phrases":
                for phrase in folded:
                    parts = tuple(phrase.split())
                    phrases.setdefault(parts[0], []).append(parts)
    return _Kept(classes, phrases)


@cache
def words() -> Words:
    """Return the closed classes."""
    return Words(tables.compiled("words", (FILE, "ar/letters.toml"), _Kept, _build))
