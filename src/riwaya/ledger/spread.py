"""Spreading out: the rows of one extraction get their keys and go into the tables of the indexed group.

Imports ``tables``, ``rows`` and ``writing``.
"""

from typing import NamedTuple

from sqlalchemy import Table

from riwaya.ledger import rows, tables
from riwaya.ledger.rows import Row, Value
from riwaya.ledger.writing import Writing

_OWNED = ("key", "document", "extraction", "recorded_at", "withdrawn_at")
_Part = tuple[Table, tuple[str, ...], list[Row], int]
_Named = tuple[Table, tuple[str, ...], list[Row]]


class Place(NamedTuple):
    """Where rows belong: the keys of their document and extraction, and when these came and went."""

    document: int
    extraction: int
    recorded_at: int
    withdrawn_at: int | None = None


class Register:
    """The entities and places that were named before: each is put when it is first named."""

    def __init__(
        self, writing: Writing, *, entities: dict[Value, int], places: dict[Value, int]
    ) -> None:
        self._writing = writing
        self._entities = entities
        self._places = places

    def take(self, found: rows.Rows) -> None:
        """Put those that were never named before."""
        self._put(tables.entities, rows.ENTITY, found.entities, self._entities)
        self._put(tables.places, rows.PLACE, found.places, self._places)

    def _put(
        self, table: Table, columns: tuple[str, ...], named: list[Row], known: dict[Value, int]
    ) -> None:
        for row in named:
            if row[0] not in known:
                known[row[0]] = key = self._writing.keys.take(table)
                self._writing.put(table, ("key", *columns), (key, *row))


def spread(writing: Writing, place: Place, found: rows.Rows) -> None:
    """Put the rows of the indexed group for one extraction."""
    put, keys = writing.put, writing.keys
    statement = keys.take(tables.statements, len(found.statements))
    for number, row in enumerate(found.statements):
        mine = (statement + number, *place)
        put(tables.statements, (*_OWNED, *rows.STATEMENT), (*mine, *row))
    frame = keys.take(tables.frames, len(found.frames))
    for number, row in enumerate(found.frames):
        mine = (frame + number, *place)
        put(tables.frames, (*_OWNED, *rows.FRAME), (*mine, *row))
    claim = keys.take(tables.claims, len(found.claims))
    for number, row in enumerate(found.claims):
        mine = (claim + number, *place)
        told = (*row[:2], _after(frame, row[2]), _after(statement, row[3]), *row[4:])
        put(tables.claims, (*_OWNED, *rows.CLAIM), (*mine, *told))
    parts: tuple[_Part, ...] = (
        (tables.narrators, rows.NARRATOR, found.narrators, statement),
        (tables.frame_roles, rows.FRAME_ROLE, found.frame_roles, frame),
        (tables.frame_counts, rows.FRAME_COUNT, found.frame_counts, frame),
    )
    for part, names, held, first in parts:
        for row in held:
            put(part, names, (_after(first, row[0]), *row[1:]))
    named: tuple[_Named, ...] = (
        (tables.mentions, rows.MENTION, found.mentions),
        (tables.place_mentions, rows.PLACE_MENTION, found.place_mentions),
        (tables.time_mentions, rows.TIME_MENTION, found.time_mentions),
    )
    for table, columns, rest in named:
        for row in rest:
            put(table, ("document", "extraction", *columns), (*place[:2], *row))


def _after(first: int, number: Value) -> int | None:
    return None if number is None else first + int(number)
