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


class Words(msgspec.Struct, frozen=True):
    """Each field is one class of ``data/ar/words.toml``; ``phrases`` are tuples of keys, by their first key."""

    classes: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[str, ...]]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the class ``table.field``."""
        return self.classes[name]


def _build() -> Words:
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
    return Words(classes, phrases)


@cache
def words() -> Words:
    """Return the closed classes."""
    return tables.compiled("words", (FILE, "ar/letters.toml"), Words, _build)
