"""Looking up events over all documents: lists of them, one of them, why its tellings met, and what people judged.

Imports ``accounting``, ``derive``, ``fulltext``, ``judging``, ``matter_tables``, ``query``, ``search_tables``,
``tables``, ``records`` and ``backends``; ``errors``, ``reconcile`` and ``types``.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, or_, select

from riwaya.errors import RiwayaError
from riwaya.ledger import derive, fulltext, judging, records, tables
from riwaya.ledger.accounting import Kept, account_key
from riwaya.ledger.backends import Backend
from riwaya.ledger.judging import Judgement
from riwaya.ledger.matter_tables import matters
from riwaya.ledger.query import Query
from riwaya.ledger.search_tables import sayings
from riwaya.reconcile.across import likeness
from riwaya.reconcile.across.likeness import Reason
from riwaya.reconcile.across.matters import Matter
from riwaya.types import Document

_SHOWN = (
    "key",
    "id",
    "type",
    "family",
    "place",
    "place_name",
    "latitude",
    "longitude",
    "date",
    "documents",
)


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """An event with all that is known of it; degrees in WGS 84, ``date`` EDTF, days those of publication."""

    id: str
    type: str
    family: str
    place: str | None
    place_name: str | None
    latitude: float | None
    longitude: float | None
    date: str | None
    documents: int
    voices: int
    dissent: int
    first_day: str | None
    last_day: str | None
    known: Matter
    judgements: tuple[Judgement, ...] = ()


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """Two tellings of one event: how alike they are, 0 to 1, and why."""

    one: str
    other: str
    likeness: float
    reasons: tuple[Reason, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are wanted: those that a query finds, only disputed ones, at most how many."""

    query: Query | None = None
    disputed: bool = False
    limit: int = 20


def listed(backend: Backend, asked: Asked) -> list[Seen]:
    """Return events: the disputed by how many voices stand on smaller sides, all others by how many tell of them."""
    held = tables.events.c
    chosen: Select[Any] = _select()
    if asked.disputed:
        told = select(tables.disputes.c.event)
        chosen = chosen.where(held.key.in_(told)).order_by(
            matters.c.dissent.desc(), matters.c.voices.desc(), held.documents.desc(), held.key
        )
    else:
        chosen = chosen.order_by(
            held.documents.desc(), matters.c.voices.desc(), matters.c.last_day.desc(), held.key
        )
    narrow = asked.query if asked.query is not None and asked.query.clauses else None
    with backend.reading() as connection:
        if narrow is not None:
            found = _found(connection, narrow, is_sqlite=backend.is_sqlite)
            chosen = chosen.where(held.key.in_(found))
        return _seen(connection, connection.execute(chosen.limit(asked.limit)).all())


def one(backend: Backend, beginning: str) -> Seen:
    """Return the event whose id, or one of whose disputes' ids, begins so.

    Raises ``RiwayaError`` where there is none, or more than one.
    """
    digits = beginning.strip().lower()
    held, disputed = tables.events, tables.disputes
    if len(digits) < 4 or set(digits) - set("0123456789abcdef"):
        raise RiwayaError(f"No event has an id that begins with {beginning}.")
    low, high = digits.ljust(32, "0"), digits.ljust(32, "f")
    of = select(disputed.c.event).where(disputed.c.id.between(low, high))
    asked = _select().where(or_(held.c.id.between(low, high), held.c.key.in_(of)))
    with backend.reading() as connection:
        found = _seen(connection, connection.execute(asked.limit(2)).all())
    if len(found) != 1:
        number = "Several events have" if found else "No event has"
        raise RiwayaError(f"{number} an id that begins with {beginning}.")
    return found[0]


def why(backend: Backend, event: Seen) -> list[Met]:
    """Return how alike each two tellings of an event are, the most alike first, and why."""
    with backend.reading() as connection:
        kept = Kept(connection, {})
        keys = {name: account_key(name) for name in event.known.accounts}
        kept.fetch(keys.values())
    found = [
        Met(
            one=first,
            other=second,
            likeness=likeness.score(kept[keys[first]], kept[keys[second]]),
            reasons=likeness.explain(kept[keys[first]], kept[keys[second]]),
        )
        for first, second in combinations(event.known.accounts, 2)
    ]
    return sorted(found, key=lambda met: (-met.likeness, met.one, met.other))


def documents(backend: Backend, names: Iterable[str]) -> dict[str, Document]:
    """Return documents by their ids."""
    held, wanted, found = tables.documents, sorted(set(names)), dict[str, Document]()
    with backend.reading() as connection:
        for at in range(0, len(wanted), 500):
            asked = select(held).where(held.c.id.in_(wanted[at : at + 500]))
            for row in connection.execute(asked):
                found[row.id] = records.document(row)
    return found


def _select() -> Select[Any]:
    told = (matters.c[name] for name in ("voices", "dissent", "first_day", "last_day"))
    shown = (tables.events.c[name] for name in _SHOWN)
    return select(*shown, *told).join(matters, matters.c.event == tables.events.c.key)


def _seen(ask: Connection, rows: Sequence[Row[Any]]) -> list[Seen]:
    known = derive.known(ask, [row.key for row in rows])
    judged = _judged(ask, [row.key for row in rows])
    return [
        Seen(
            **{name: getattr(row, name) for name in Seen.__struct_fields__ if name in row._fields},
            known=known[row.key],
            judgements=tuple(judged.get(row.key, ())),
        )
        for row in rows
    ]


def _judged(ask: Connection, events: list[int]) -> dict[int, list[Judgement]]:
    """Return the judgements on events, by the frames that these are made of, and on their disputes."""
    every = [each for each in judging.every(ask) if not each.undone and each.kind != "undo"]
    if not every:
        return {}
    frame, held, disputed = tables.frames, tables.event_frames, tables.disputes
    names = sorted({name for each in every for name in (each.subject, each.other) if name})
    of: dict[str, set[int]] = {}
    framed = (
        select(frame.c.id, held.c.event)
        .join(held, held.c.frame == frame.c.key)
        .where(frame.c.id.in_(names), held.c.event.in_(events))
    )
    asked = select(disputed.c.id, disputed.c.event)
    sided = asked.where(disputed.c.id.in_(names), disputed.c.event.in_(events))
    for chosen in (framed, sided):
        for name, event in ask.execute(chosen):
            of.setdefault(name, set()).add(event)
    found: dict[int, list[Judgement]] = {}
    for each in every:
        for event in sorted(of.get(each.subject, set()) | of.get(each.other or "", set())):
            found.setdefault(event, []).append(each)
    return found


def _found(ask: Connection, query: Query, *, is_sqlite: bool) -> Select[Any]:
    """Return the question for the keys of the events of whose claims a search finds the words."""
    matching = fulltext.matching(ask, "sayings", query, is_sqlite=is_sqlite).order_by(None)
    claim, told, held = tables.claims, tables.statements, tables.event_frames
    return (
        select(held.c.event)
        .join(claim, claim.c.frame == held.c.frame)
        .outerjoin(told, told.c.key == claim.c.statement)
        .join(
            sayings,
            (sayings.c.extraction == claim.c.extraction)
            & (
                ((sayings.c.kind == "claim") & (sayings.c.number == claim.c.number))
                | ((sayings.c.kind == "statement") & (sayings.c.number == told.c.number))
            ),
        )
        .where(sayings.c.key.in_(matching))
    )


def opening_frame(ask: Connection, document: str) -> str | None:
    """Return the id of the first event that a document tells; None where it tells none."""
    frame, kept = tables.frames.c, tables.documents.c
    asked = (
        select(frame.id)
        .join(tables.documents, kept.key == frame.document)
        .where(kept.id == document, frame.withdrawn_at.is_(None))
        .order_by(frame.key)
        .limit(1)
    )
    found: str | None = ask.scalar(asked)
    return found
