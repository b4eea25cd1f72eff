"""Families in the ledger: each new document is compared with its candidates alone, and its family put in order.

Imports ``search_tables``, ``tables``, ``records``, ``values`` and ``writing``; ``reconcile``, ``text`` and ``types``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from sqlalchemy import Connection, delete, or_, select

from riwaya.ledger import records, tables, values
from riwaya.ledger.search_tables import bands, credits, families, passages, ties
from riwaya.ledger.writing import Writing
from riwaya.reconcile import syndication
from riwaya.reconcile.credits import Credit
from riwaya.reconcile.fingerprints import Fingerprint
from riwaya.reconcile.syndication import Family, Tie, fingerprint

_MOST = 500
_TIE = ("first", "second", "kind", "share")
_CREDIT = ("document", "start", "stop", "name", "entity", "place")
_PASSAGE = ("digest", "document", "start", "stop")


class New(Protocol):
    """A document that is new to the ledger, with its key, its fingerprint, and the agencies that it credits."""

    @property
    def key(self) -> int:
        """Return its key."""

    @property
    def fingerprint(self) -> Fingerprint:
        """Return what tells copies of it."""

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Return the agencies that it credits."""


def add(writing: Writing, new: Sequence[New]) -> None:
    """Put the bands, credits, passages, ties and families of new documents."""
    if not new:
        return
    prints = {one.key: one.fingerprint for one in new}
    for one in new:
        _put_parts(writing, one.key, prints[one.key], one.credits)
    writing.flush()
    found = list(_ties(writing.connection, prints))
    for row in found:
        writing.put(ties, _TIE, row)
    writing.flush()
    _put_families(writing, {end for row in found if row[2] != "excerpt" for end in row[:2]})


def _put_parts(writing: Writing, key: int, one: Fingerprint, credited: Iterable[Credit]) -> None:
    for band in sorted(set(one.bands)):
        writing.put(bands, ("band", "document"), (band, key))
    for quoted in one.quotations:
        row = (quoted.digest, key, quoted.span.start, quoted.span.end)
        writing.put(passages, _PASSAGE, row)
    for credit in credited:
        name = values.escaped(credit.name)
        where = (key, credit.span.start, credit.span.end)
        writing.put(credits, _CREDIT, (*where, name, credit.entity, credit.where))


_Row = tuple[int, int, str, float]


def _ties(ask: Connection, new: dict[int, Fingerprint]) -> Iterator[_Row]:
    """Yield the ties of new documents to each other and to those before, each once."""
    pairs = _pairs(ask, new)
    others = {other for pair in pairs for other in pair} - new.keys()
    known = {**new, **_fingerprints(ask, sorted(others))}
    keys = {one.document: key for key, one in known.items()}
    for first, second in pairs:
        tie = syndication.compare(known[first], known[second])
        if tie is not None:
            yield _row(tie, keys)


def _row(tie: Tie, keys: dict[str, int]) -> _Row:
    return keys[tie.first], keys[tie.second], tie.kind, tie.share


def _pairs(ask: Connection, new: dict[int, Fingerprint]) -> list[tuple[int, int]]:
    """Return the pairs of a new document and any other that share a band."""
    mine: dict[int, list[int]] = {}
    for key, one in new.items():
        for band in one.bands:
            mine.setdefault(band, []).append(key)
    found: set[tuple[int, int]] = set()
    for part in _parts(list(mine)):
        asked = select(bands.c.band, bands.c.document).where(bands.c.band.in_(part))
        for band, other in ask.execute(asked):
            found.update((min(key, other), max(key, other)) for key in mine[band] if key != other)
    return sorted(found)


def _fingerprints(ask: Connection, keys: list[int]) -> dict[int, Fingerprint]:
    kept = tables.documents
    found = {}
    for part in _parts(keys):
        for row in ask.execute(select(kept).where(kept.c.key.in_(part))):
            found[row.key] = fingerprint(records.document(row))
    return found


def _parts(whole: list[int]) -> Iterator[list[int]]:
    return (whole[at : at + _MOST] for at in range(0, len(whole), _MOST))


def _put_families(writing: Writing, touched: set[int]) -> None:
    """Put the families of these documents in order again: all that is tied to them, through however many."""
    ask = writing.connection
    members, found = _connected(ask, touched)
    arrivals = _arrivals(ask, sorted(members))
    for part in _parts(sorted(members)):
        ask.execute(delete(families).where(families.c.document.in_(part)))
    for group in syndication.groups(sorted(members), sorted(found)):
        ordered = sorted(group, key=arrivals.__getitem__)
        for document in ordered:
            writing.put(families, ("document", "head"), (document, ordered[0]))
    writing.flush()


def _connected(ask: Connection, touched: set[int]) -> tuple[set[int], set[tuple[int, int]]]:
    """Return all documents that are tied to these, and the ties."""
    members, edge, found = set(touched), sorted(touched), set[tuple[int, int]]()
    while edge:
        reached: set[int] = set()
        for part in _parts(edge):
            asked = select(ties.c.first, ties.c.second).where(
                ties.c.kind != "excerpt", or_(ties.c.first.in_(part), ties.c.second.in_(part))
            )
            for first, second in ask.execute(asked):
                found.add((first, second))
                reached.update((first, second))
        edge = sorted(reached - members)
        members |= reached
    return members, found


def _arrivals(ask: Connection, keys: list[int]) -> dict[int, tuple[str, str, str]]:
    kept = tables.documents.c
    found = {}
    for part in _parts(keys):
        asked = select(kept.key, kept.id, kept.published).where(kept.key.in_(part))
        for key, document, published in ask.execute(asked):
            found[key] = syndication.arrival(document, published)
    return found


# ---- asking ------------------------------------------------------------------------------------------------


def all_families(ask: Connection) -> Iterator[Family]:
    """Yield every family, its earliest document first; the families in order of the ledger."""
    kept = tables.documents.c
    asked = (
        select(families.c.head, kept.key, kept.id, kept.published)
        .join(tables.documents, kept.key == families.c.document)
        .order_by(families.c.head, kept.key)
    )
    for _, rows in groupby(ask.execute(asked), key=attrgetter("head")):
        ordered = sorted(syndication.arrival(row.id, row.published) for row in rows)
        yield Family(tuple(arrival[-1] for arrival in ordered))


def family_of(ask: Connection, document: str) -> Family:
    """Return the family of a document, of itself alone where it has no copies."""
    kept = tables.documents.c
    mine = (
        select(families.c.head)
        .join(tables.documents, kept.key == families.c.document)
        .where(kept.id == document)
        .scalar_subquery()
    )
    asked = (
        select(kept.id, kept.published)
        .join(families, families.c.document == kept.key)
        .where(families.c.head == mine)
    )
    ordered = sorted(syndication.arrival(*row) for row in ask.execute(asked))
    return Family(tuple(arrival[-1] for arrival in ordered) or (document,))


def all_ties(ask: Connection) -> Iterator[Tie]:
    """Yield every tie, in order."""
    one, other = tables.documents.alias(), tables.documents.alias()
    asked = (
        select(one.c.id, other.c.id, ties.c.kind, ties.c.share)
        .join(one, one.c.key == ties.c.first)
        .join(other, other.c.key == ties.c.second)
        .order_by(ties.c.first, ties.c.second)
    )
    for row in ask.execute(asked):
        yield Tie(*row)
