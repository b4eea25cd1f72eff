"""Deriving: events, disputes and updates, from the live extractions.

For now each document's events stand by themselves, with the disputes and updates that its own extraction found.

Imports ``tables``, ``records``, ``values`` and ``writing``; ``ids`` and ``types``.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from riwaya import ids
from riwaya.ledger import records, tables, values
from riwaya.ledger.writing import Writing
from riwaya.types import Extraction, Position

_EVENT = (
    "key", "id", "type", "family", "place", "place_name", "latitude", "longitude", "date", "day_from", "day_to",
    "documents",
)  # fmt: skip
_COPIED = _EVENT[2:-1]
_TOGETHER = 200


def derive(writing: Writing) -> None:
    """Put events, disputes and updates; the tables must be empty."""
    for row in _live(writing.connection):
        found = records.extraction(row.content, row.packing)
        events = _events(writing, row.key)
        claims = _claims(writing.connection, row.key)
        _disputes(writing, found, events, claims)
        _updates(writing, found, events, claims)
    writing.flush()


Key = tuple[int, str]
"""Of a row, with its id."""


def _live(connection: Connection) -> Iterator[Row[Any, Any, Any]]:
    found = tables.extractions.c
    last = 0
    while True:
        asked = (
            select(found.key, found.content, found.packing)
            .where(found.key > last, found.withdrawn_at.is_(None))
            .order_by(found.key)
            .limit(_TOGETHER)
        )
        part = list(connection.execute(asked))
        if not part:
            return
        yield from part
        last = part[-1].key


def _events(writing: Writing, extraction: int) -> list[Key]:
    """Put an event for each frame of an extraction."""
    frame = tables.frames.c
    asked = (
        select(frame.key, frame.id, *(frame[name] for name in _COPIED))
        .where(frame.extraction == extraction)
        .order_by(frame.key)
    )
    made: list[Key] = []
    for row in writing.connection.execute(asked):
        digest = ids.of("event", row.id)
        key = writing.keys.take(tables.events)
        copied = tuple(values.escaped(v) if isinstance(v, str) else v for v in row[2:])
        writing.put(tables.events, _EVENT, (key, values.packed(digest), *copied, 1))
        writing.put(tables.event_frames, ("event", "frame"), (key, row.key))
        made.append((key, digest))
    return made


def _claims(connection: Connection, extraction: int) -> list[int]:
    claim = tables.claims.c
    asked = select(claim.key).where(claim.extraction == extraction).order_by(claim.key)
    return list(connection.scalars(asked))


def _disputes(writing: Writing, found: Extraction, events: list[Key], claims: list[int]) -> None:
    columns = ("key", "id", "event", "about", "what", "settled")
    for one in found.disputes:
        event, event_id = events[one.event]
        key = writing.keys.take(tables.disputes)
        sides = sorted(position.value for position in one.positions)
        digest = ids.of("dispute", event_id, one.about, one.what, sides)
        row = (key, values.packed(digest), event, one.about, one.what, one.settled)
        writing.put(tables.disputes, columns, row)
        for number, position in enumerate(one.positions):
            _position(writing, ("dispute", key, number), position, claims)


def _updates(writing: Writing, found: Extraction, events: list[Key], claims: list[int]) -> None:
    columns = ("key", "id", "event", "kind", "about", "what")
    for index, one in enumerate(found.updates):
        event, event_id = events[one.event]
        key = writing.keys.take(tables.updates)
        digest = ids.of("update", event_id, index, one.kind, one.about, one.what)
        row = (key, values.packed(digest), event, one.kind, one.about, one.what)
        writing.put(tables.updates, columns, row)
        for number, position in enumerate((one.earlier, one.later)):
            _position(writing, ("update", key, number), position, claims)


def _position(
    writing: Writing, of: tuple[str, int, int], position: Position, claims: list[int]
) -> None:
    """Put one position; ``of`` is the kind and key of what it belongs to, and its number there."""
    kind, owner, number = of
    key = writing.keys.take(tables.positions)
    row = (key, owner, number, values.escaped(position.value))
    writing.put(tables.positions, ("key", kind, "number", "value"), row)
    for claim in dict.fromkeys(position.claims):
        writing.put(tables.position_claims, ("position", "claim"), (key, claims[claim]))
