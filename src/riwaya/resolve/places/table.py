"""The gazetteer: names to places, read lazily.

A table maps the first word of every name to the rest of the name and the rows it may mean, packed as bytes, so that
loading it costs little more than reading it; only what a text asks for is unpacked. A user's own table stands beside
the shipped one.

Imports ``tables`` and ``text``.
"""

import math
from functools import cache
from typing import Protocol

import msgspec

from riwaya import tables

OWN = ("iraq", "israel", "lebanon", "libya", "neighbours", "palestine", "sudan", "syria", "yemen")
_OWN_FILES = tuple(f"places/own/{name}.toml" for name in OWN)
FILES = ("places/provenance.toml", "places/weak.toml", "places/words.toml", *_OWN_FILES)
"""The files that a compiled table depends on; ``provenance.toml`` holds the digests of the bulk ones."""
SHAPE = 2
"""Raise it when the same files compile to another table."""


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One place of the gazetteer.

    ``kinds`` says what it may be called (a town that is also the seat of a district of its name is both);
    ``latitude``/``longitude`` are WGS 84 degrees, None where nobody said; ``parents`` are the ids of what contains it,
    the smallest first, the state last; ``population`` is 0 where unknown; ``source`` names a section of
    ``data/places/provenance.toml`` or ``riwaya`` or ``user``, and ``licence`` is an SPDX identifier.
    """

    id: str
    name: str
    kinds: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    parents: tuple[str, ...]
    population: int
    source: str
    licence: str

    @property
    def units(self) -> tuple[str, ...]:
        """Return what the place lies in, the state last; a state lies in itself."""
        return (self.id,) if "country" in self.kinds else self.parents

    @property
    def state(self) -> str | None:
        """Return the id of the state that the place lies in or is."""
        if "country" in self.kinds:
            return self.id
        return self.parents[-1] if self.parents else None


class Located(Protocol):
    """Anything with coordinates in WGS 84 degrees, or None."""

    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


def kilometres(a: Located, b: Located) -> float:
    """Return the distance of two places, infinite where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    south = 111.2 * (a.latitude - b.latitude)
    east = 111.2 * (a.longitude - b.longitude) * math.cos(math.radians(a.latitude))
    return math.hypot(south, east)


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One name under its first word: the words that follow, whether it is said with the article, and its rows.

    ``level`` 0: a place wherever it stands; 1: after a preposition of place; 2: only beside a feature word.
    """

    rest: tuple[str, ...]
    article: bool
    level: int
    rows: tuple[int, ...]


class Table(msgspec.Struct, frozen=True):
    """Compiled names and rows; ``first`` maps a name's first word (without the article) to packed entries.

    ``not_joined`` are the words that look like a particle written together with a name and are words of their own;
    ``states`` and ``capitals`` map the id of a state to the row of it and of its capital.
    """

    first: tables.Packed[tuple[Entry, ...]]
    rows: list[bytes]
    not_joined: frozenset[str] = frozenset()
    states: dict[str, int] = {}
    capitals: dict[str, int] = {}


_PLACE = msgspec.msgpack.Decoder(Place)


class Gazetteer:
    """Looks names and rows up in one or more tables; a row's number runs on from table to table."""

    def __init__(self, *parts: Table) -> None:
        self.parts = parts
        self.not_joined: frozenset[str] = frozenset().union(*(part.not_joined for part in parts))
        # the shipped part comes first, so its row numbers are what they are
        self.states = parts[0].states if parts else {}
        self.capitals = parts[0].capitals if parts else {}
        self._places: dict[int, Place] = {}
        self._ids: dict[str, int] = {}
        self._shared: dict[tuple[int, ...], tuple[str, ...]] = {}

    def entries(self, first: str) -> tuple[Entry, ...]:
        """Return the names that begin with this word (its article taken off), longest first."""
        found: list[Entry] = []
        offset = 0
        for part in self.parts:
            entries = part.first.get(first)
            if entries is not None:
                found += entries if not offset else [_moved(entry, offset) for entry in entries]
            offset += len(part.rows)
        if len(self.parts) > 1:
            found.sort(key=lambda entry: -len(entry.rest))
        return tuple(found)

    def place(self, row: int) -> Place:
        """Return the place of a row number."""
        found = self._places.get(row)
        if found is None:
            at = row
            for part in self.parts:
                if at < len(part.rows):
                    found = _PLACE.decode(part.rows[at])
                    break
                at -= len(part.rows)
            assert found is not None
            self._places[row] = found
        return found

    def shared(self, rows: tuple[int, ...]) -> tuple[str, ...]:
        """Return the units that every one of these places lies in."""
        found = self._shared.get(rows)
        if found is None:
            first, *others = (self.place(row).units for row in rows)
            found = tuple(unit for unit in first if all(unit in each for each in others))
            self._shared[rows] = found
        return found

    def row(self, place_id: str) -> int | None:
        """Return the row number of an id, or None; the first call reads every row."""
        if not self._ids:
            self._ids = {self.place(row).id: row for row in range(len(self))}
        return self._ids.get(place_id)

    def get(self, place_id: str) -> Place | None:
        """Return the place of an id, or None."""
        row = self.row(place_id)
        return None if row is None else self.place(row)

    def __len__(self) -> int:
        """Return how many places there are."""
        return sum(len(part.rows) for part in self.parts)


def _moved(entry: Entry, offset: int) -> Entry:
    return Entry(entry.rest, entry.article, entry.level, tuple(row + offset for row in entry.rows))


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that comes with the package."""
    return Gazetteer(tables.compiled(f"places{SHAPE}", FILES, Table, _build))


def _build() -> Table:
    from riwaya.resolve.places.compile import shipped_table  # once in the life of a cache

    return shipped_table()
