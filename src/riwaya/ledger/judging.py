"""Judgements: what people decided, kept for good and heard whenever events are made.

A judgement names events by what they were told with, the first words of a telling, so that it holds whatever later
readings make of the events. One that is undone stays in the table, and so does the undoing.

Imports ``accounting``, ``matter_tables``, ``tables``, ``values`` and ``writing``; ``errors`` and ``ids``.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya import ids
from riwaya.errors import RiwayaError
from riwaya.ledger import tables, values
from riwaya.ledger.accounting import Kept
from riwaya.ledger.matter_tables import accounts
from riwaya.ledger.writing import Writing

Kind = Literal["same", "different", "wrong", "value", "verdict", "undo"]
_COLUMNS = ("key", "id", "kind", "subject", "other", "value", "author", "reason", "recorded_at")


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided: ``subject`` and ``other`` are ids, ``value`` is what was stated.

    ``undone`` tells whether a later judgement has taken it back.
    """

    id: str
    kind: Kind
    subject: str
    other: str | None
    value: str | None
    author: str
    reason: str
    recorded_at: datetime
    undone: bool = False


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be noted; see :class:`Judgement`."""

    kind: Kind
    subject: str
    other: str | None = None
    value: str | None = None
    author: str
    reason: str


class Judged(msgspec.Struct, frozen=True):
    """The pairs of accounts that are the same or different, by key, and the ids of claims and frames that are wrong."""

    same: frozenset[tuple[int, int]]
    different: frozenset[tuple[int, int]]
    wrong: frozenset[str]

    def is_apart(self, one: int, other: int) -> bool:
        """Tell whether a person has judged two accounts to be different."""
        return (one, other) in self.different or (other, one) in self.different

    def subjects(self, ask: Connection, judgements: Iterable[int]) -> set[int]:
        """Return the accounts that some judgements, or those which they undo, speak of."""
        wanted = set(judgements)
        named = {
            name
            for row in _rows(ask)
            if row.key in wanted
            for of in (_undone(ask, row) or row,)
            for name in (of.subject, of.other)
            if name
        }
        return {key for found in _accounts(ask, named).values() for key in found}


def add(writing: Writing, one: Decided) -> str:
    """Note a judgement and return its id.

    Raises ``RiwayaError`` where the ledger holds nothing of what is judged.
    """
    for name in (one.subject, one.other):
        if name and one.kind != "undo" and not is_known(writing.connection, name):
            raise RiwayaError(f"Nothing in the ledger has the id {name}.")
    key = writing.keys.take(tables.judgements)
    told = (one.kind, one.subject, one.other, one.value, one.author, one.reason)
    digest = ids.of("judgement", key, *told)
    row = (
        key,
        values.packed(digest),
        one.kind,
        values.packed(one.subject),
        values.packed(one.other) if one.other else None,
        values.escaped(one.value) if one.value is not None else None,
        values.escaped(one.author),
        values.escaped(one.reason),
        writing.now,
    )
    writing.put(tables.judgements, _COLUMNS, row)
    writing.flush()
    return digest


def every(ask: Connection) -> Iterator[Judgement]:
    """Yield all judgements, the first first."""
    rows = _rows(ask)
    taken_back = {row.subject for row in rows if row.kind == "undo"}
    for row in rows:
        yield Judgement(
            id=row.id,
            kind=row.kind,
            subject=row.subject,
            other=row.other,
            value=row.value,
            author=row.author,
            reason=row.reason,
            recorded_at=row.recorded_at,
            undone=row.id in taken_back,
        )


def keys(ask: Connection) -> set[int]:
    """Return the keys of all judgements."""
    return set(ask.scalars(select(tables.judgements.c.key)))


def decided(ask: Connection) -> Judged:
    """Return what holds now: of two judgements on one pair the later."""
    latest: dict[frozenset[str], str] = {}
    wrong = set[str]()
    for one in every(ask):
        if one.undone:
            continue
        if one.kind in ("same", "different") and one.other:
            latest[frozenset((one.subject, one.other))] = one.kind
        elif one.kind == "wrong":
            wrong.add(one.subject)
    held = _accounts(ask, {name for pair in latest for name in pair})
    found: dict[str, set[tuple[int, int]]] = {"same": set(), "different": set()}
    for pair, kind in latest.items():
        first, *others = sorted(pair)
        for account in held.get(first, ()):
            found[kind].update((account, key) for other in others for key in held.get(other, ()))
    return Judged(frozenset(found["same"]), frozenset(found["different"]), frozenset(wrong))


def is_known(ask: Connection, name: str) -> bool:
    """Tell whether a claim, statement, frame, event or dispute has this id."""
    named = (tables.claims, tables.statements, tables.frames, tables.events, tables.disputes)
    return any(
        ask.scalar(select(table.c.key).where(table.c.id == name).limit(1)) is not None
        for table in named
    )


def founder(ask: Connection, event: str) -> str | None:
    """Return the id of the frame that founded an event: what a judgement on the event is kept by."""
    held, frame = tables.event_frames, tables.frames
    asked = (
        select(frame.c.id)
        .join(held, held.c.frame == frame.c.key)
        .join(tables.events, tables.events.c.key == held.c.event)
        .where(tables.events.c.id == event, held.c.score.is_(None))
        .order_by(frame.c.number)
        .limit(1)
    )
    found: str | None = ask.scalar(asked)
    return found


def _rows(ask: Connection) -> list[Row[Any]]:
    return list(ask.execute(select(tables.judgements).order_by(tables.judgements.c.key)))


def _undone(ask: Connection, row: Row[Any]) -> Row[Any] | None:
    if row.kind != "undo":
        return None
    held = tables.judgements
    return ask.execute(select(held).where(held.c.id == row.subject)).one_or_none()


def _accounts(ask: Connection, names: Iterable[str]) -> dict[str, list[int]]:
    """Return, by the id of a frame or claim, the keys of the accounts that hold it."""
    found: dict[str, list[int]] = {}
    wanted = sorted(names)
    for at in range(0, len(wanted), 200):
        for name, extraction, number in _frames(ask, wanted[at : at + 200]):
            found.setdefault(name, []).extend(_holding(ask, extraction, number))
    return found


def _frames(ask: Connection, names: list[str]) -> Iterator[tuple[str, int, int]]:
    frame, claim = tables.frames, tables.claims
    told = select(frame.c.id, frame.c.extraction, frame.c.number).where(frame.c.id.in_(names))
    made = (
        select(claim.c.id, frame.c.extraction, frame.c.number)
        .join(frame, frame.c.key == claim.c.frame)
        .where(claim.c.id.in_(names))
    )
    for asked in (told, made):
        for row in ask.execute(asked):
            yield row[0], row[1], row[2]


def _holding(ask: Connection, extraction: int, number: int) -> Iterator[int]:
    """Yield the account of an extraction that holds an event by its number, if it is one that is compared."""
    asked = select(accounts.c.key, accounts.c.id).where(accounts.c.extraction == extraction)
    rows = list(ask.execute(asked))
    if not rows:
        return
    kept = Kept(ask, {})
    kept.fetch(key for key, _ in rows)
    for key, _ in rows:
        if number in kept[key].events:
            yield key
