"""Events over all documents: kept in step with the extractions, one connected part of their accounts after the other.

``catch_up`` takes up whatever has changed since the last time: new and withdrawn extractions, families of copies,
judgements. Only the parts of the graph of likenesses that this touches are grouped again; the tables are then those
that making everything anew gives.

Imports ``accounting``, ``derive``, ``judging``, ``likening``, ``matter_tables``, ``tables`` and ``writing``.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, delete, select

from riwaya.ledger import accounting, derive, judging, likening, tables
from riwaya.ledger.accounting import Kept, parts
from riwaya.ledger.judging import Judged
from riwaya.ledger.matter_tables import MATTERS, accounts, judged, likenesses, matters
from riwaya.ledger.writing import Writing
from riwaya.reconcile.across import grouping, likeness

_SURE = 1e6  # outweighs any average


def rebuild(writing: Writing) -> None:
    """Throw all events away and make them again."""
    clear(writing.connection)
    catch_up(writing)


def clear(ask: Connection) -> None:
    """Empty the tables of events over all documents."""
    for table in (*MATTERS, *reversed(tables.DERIVED)):
        ask.execute(delete(table))


def is_behind(ask: Connection) -> bool:
    """Tell whether anything has changed since the events were made."""
    return accounting.is_behind(ask) or judging.keys(ask) != set(
        ask.scalars(select(judged.c.judgement))
    )


def catch_up(writing: Writing) -> int:
    """Bring the events up to what the ledger holds; return how many were made or made again."""
    ask = writing.connection
    taken = accounting.take(writing)
    kept = Kept(ask, taken.new)
    touched = taken.touched | likening.compare(writing, kept, taken.new)
    touched |= likening.release(writing, kept, taken.words)
    decided = judging.decided(ask)
    touched |= _judged(writing, decided)
    groups, old = _regroup(ask, touched, decided)
    _take_out(ask, old | taken.events)
    kept.fetch({key for group in groups for key in group})
    derive.derive(writing, groups, kept, decided.wrong)
    writing.flush()
    return len(groups)


def _judged(writing: Writing, decided: Judged) -> set[int]:
    """Return the accounts that judgements since the last time speak of, and note that they were heard."""
    ask = writing.connection
    before, now = set(ask.scalars(select(judged.c.judgement))), judging.keys(ask)
    for key in sorted(now - before):
        writing.put(judged, ("judgement",), (key,))
    writing.flush()
    return decided.subjects(ask, now - before)


def _regroup(
    ask: Connection, touched: set[int], decided: Judged
) -> tuple[list[tuple[int, ...]], set[int]]:
    """Return the groups of all parts that hold a touched account, and the events that they were before."""
    beside = _likenesses(ask, touched, decided)
    names = _names(ask, beside)
    keys = {name: key for key, name in names.items()}
    pairs = {
        (names[first], names[second]): value
        for first, found in beside.items()
        if first in names
        for second, value in found.items()
        if second in names and names[first] < names[second]
    }
    apart = [
        (min(names[one], names[other]), max(names[one], names[other]))
        for one, other in decided.different
        if one in names and other in names
    ]
    joined = grouping.join(keys, pairs, likeness.model().threshold, apart)
    groups = [tuple(keys[name] for name in group) for group in joined]
    return groups, _events(ask, beside)


def _likenesses(ask: Connection, touched: set[int], decided: Judged) -> dict[int, dict[int, float]]:
    """Return the likenesses of all accounts that are connected with these."""
    found: dict[int, dict[int, float]] = {key: {} for key in touched}
    edge = set(touched)
    while edge:
        for part in parts(edge):
            asked = select(likenesses).where(likenesses.c.first.in_(part))
            for first, second, value in ask.execute(asked):
                if not decided.is_apart(first, second):
                    found[first][second] = value
        for one, other in decided.same:
            for first, second in ((one, other), (other, one)):
                if first in edge:
                    found[first][second] = _SURE
        reached = {other for one in edge for other in found[one]}
        edge = reached - found.keys()
        found.update((key, {}) for key in edge)
    return found


def _names(ask: Connection, keys: Iterable[int]) -> dict[int, str]:
    """Return the ids of accounts that are still there."""
    found: dict[int, str] = {}
    for part in parts(keys):
        asked = (
            select(accounts.c.key, accounts.c.id)
            .join(tables.extractions, tables.extractions.c.key == accounts.c.extraction)
            .where(accounts.c.key.in_(part))
        )
        found.update((key, name) for key, name in ask.execute(asked))
    return found


def _events(ask: Connection, keys: Iterable[int]) -> set[int]:
    found = set[int]()
    for part in parts(keys):
        asked = select(accounts.c.event).where(accounts.c.key.in_(part))
        found.update(ask.scalars(asked.where(accounts.c.event.is_not(None))))
    return found


def _take_out(ask: Connection, events: set[int]) -> None:
    """Take out events with all that hangs on them."""
    for part in parts(events):
        for owner, table in (("dispute", tables.disputes), ("update", tables.updates)):
            mine = select(table.c.key).where(table.c.event.in_(part))
            sides = select(tables.positions.c.key).where(tables.positions.c[owner].in_(mine))
            held = tables.position_claims
            ask.execute(delete(held).where(held.c.position.in_(sides)))
            ask.execute(delete(tables.positions).where(tables.positions.c[owner].in_(mine)))
            ask.execute(delete(table).where(table.c.event.in_(part)))
        held = tables.event_frames
        ask.execute(delete(held).where(held.c.event.in_(part)))
        ask.execute(delete(matters).where(matters.c.event.in_(part)))
        ask.execute(delete(tables.events).where(tables.events.c.key.in_(part)))


def digests(ask: Connection) -> Iterator[tuple[object, ...]]:
    """Yield what the events are, in an order that does not depend on that of arrival."""
    told = tables.events
    asked = (
        select(
            told.c.id, told.c.type, told.c.place, told.c.date, matters.c.content, matters.c.packing
        )
        .join(matters, matters.c.event == told.c.key)
        .order_by(told.c.key)
    )
    for row in ask.execute(asked):
        yield tuple(row)
