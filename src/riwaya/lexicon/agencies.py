"""Names under which articles credit news agencies, by their first word.

The words live in ``data/ar/agencies.toml``. Imports ``tables`` and ``text``.

>>> any(name.entity == "reuters" for name in load().starting("Reuters"))
True
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from riwaya import tables
from riwaya.text import tokenise

FILE = "ar/agencies.toml"
_DOT = "."


class Name(msgspec.Struct, frozen=True, array_like=True):
    """One way to name an agency: its search keys, and how it is shown.

    ``entity`` is the id in the entity table, None for agencies in general. A ``guarded`` name counts only in marks of
    its own.
    """

    keys: tuple[str, ...]
    shown: str
    entity: str | None
    guarded: bool


class Agencies(msgspec.Struct, frozen=True, array_like=True):
    """All names by their first key, longest first, and the words that stand around credits."""

    names: dict[str, tuple[Name, ...]]
    media: frozenset[str]
    dates: frozenset[str]
    introductions: tuple[tuple[str, ...], ...]

    def starting(self, key: str) -> tuple[Name, ...]:
        """Return the names that begin with a key, longest first."""
        return self.names.get(key, ())


@cache
def load() -> Agencies:
    """Return the compiled names."""
    return tables.compiled("agencies", (FILE, "ar/letters.toml"), Agencies, _build)


def _build() -> Agencies:
    source = tables.toml(FILE)
    names: dict[str, list[Name]] = {}
    for entry in source["agency"]:
        for name in _names(entry):
            names.setdefault(name.keys[0], []).append(name)
    places = source["places"]
    return Agencies(
        {first: tuple(sorted(found, key=_longest_first)) for first, found in names.items()},
        frozenset(word for entry in places["media"] for word in keys(entry)),
        frozenset(word for entry in places["date"] for word in keys(entry)),
        tuple(sorted((keys(entry) for entry in places["introductions"]), key=len, reverse=True)),
    )


def _names(entry: dict[str, Any]) -> Iterator[Name]:
    shown, entity = entry["names"][0], entry.get("entity")
    for field in ("names", "guarded"):
        for name in entry.get(field, ()):
            yield Name(keys(name), shown, entity, field == "guarded")


def _longest_first(name: Name) -> tuple[int, tuple[str, ...]]:
    return -len(name.keys), name.keys


def keys(name: str) -> tuple[str, ...]:
    """Return the search keys of a name without the dots of an abbreviation."""
    return tuple(word for word in tokenise(name).keys if word != _DOT)
