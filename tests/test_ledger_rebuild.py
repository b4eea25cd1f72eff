"""What follows from kept documents can be made again, and whatever is not as it was stored is found."""

from itertools import permutations

import msgspec
import pytest
from sqlalchemy import delete, func, insert, select, update

from riwaya.ledger import Ledger, rebuild, tables
from riwaya.ledger.verify import spans
from riwaya.pipeline import Reading
from riwaya.types import Abstention, Span
from tests.ledger_samples import edited, reading


def indexed(ledger: Ledger) -> str:
    """Return the digest of the indexed tables."""
    with ledger.backend.reading() as connection:
        return rebuild.digest(connection, tables.INDEXED)


def fill(ledger: Ledger) -> None:
    """Add articles, a version, and a later reading of one of them."""
    ledger.add([reading(n) for n in range(4)])
    ledger.add([edited(reading(1), " وأضاف."), reading(2, version="2")])


def test_rebuilding_twice_gives_the_same_tables(ledger: Ledger) -> None:
    """Key for key, and the same as adding gave."""
    fill(ledger)
    grown = indexed(ledger)
    assert ledger.rebuild() == 6
    first = ledger.digest()
    assert indexed(ledger) == grown
    assert ledger.rebuild() == 6
    assert ledger.digest() == first
    assert list(ledger.verify()) == []


def test_both_databases_hold_the_same_rows(ledger: Ledger) -> None:
    """The digest is one and the same, wherever the rows are kept."""
    fill(ledger)
    ledger.rebuild()
    assert ledger.digest() == DIGEST.setdefault("first", ledger.digest())


DIGEST: dict[str, str] = {}


def test_what_was_thrown_away_comes_back(ledger: Ledger) -> None:
    """A ledger whose indexed tables were emptied is whole again after a rebuild."""
    fill(ledger)
    grown = indexed(ledger)
    with ledger.backend.writing() as connection:
        for table in reversed((*tables.INDEXED, *tables.DERIVED)):
            connection.execute(delete(table))
    assert {fault.table for fault in ledger.verify()} == {"extractions"}
    ledger.rebuild()
    assert indexed(ledger) == grown


def test_search_keys_are_made_again(ledger: Ledger) -> None:
    """Where letters come to be folded in another way, a rebuild brings the documents up to it."""
    fill(ledger)
    with ledger.backend.writing() as connection:
        connection.execute(update(tables.documents).values(search="", publisher_key="x"))
    assert {fault.table for fault in ledger.verify()} == {"documents"}
    ledger.rebuild()
    assert list(ledger.verify()) == []


def test_the_order_of_arrival_changes_no_id(ledger: Ledger) -> None:
    """Statements and claims have the same ids, whichever article came first."""
    orders = list(permutations(range(3)))
    ledger.add([reading(n) for n in orders[0]])
    ids = {one.id for one in ledger.statements()} | {one.id for one in ledger.claims()}
    assert len(ids) == 15
    for order in orders[1:]:
        ledger.add([reading(n) for n in order])
        assert ids == {o.id for o in ledger.statements()} | {o.id for o in ledger.claims()}


def test_disputes_and_updates_are_derived(ledger: Ledger) -> None:
    """Events, disputes and updates of live extractions stand in their tables, with the claims of each side."""
    fill(ledger)
    ledger.rebuild()
    rows = ledger.stats().rows
    # five articles tell of one event: in each the ministry denies what its channel and an officer affirm
    assert (rows["events"], rows["event_frames"], rows["disputes"]) == (1, 5, 1)
    assert (rows["positions"], rows["position_claims"]) == (2, 15)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("originals", "data", b"nonsense"),
        ("originals", "size", 1),
        ("documents", "text", "another"),
        ("documents", "publisher", "another"),
        ("documents", "search", "another"),
        ("documents", "previous", 2),
        ("extractions", "content", b"nonsense"),
        ("extractions", "engine", "another"),
        ("extractions", "packing", "rar"),
        ("statements", "stance", "confirm"),
        ("statements", "start", 0),
        ("frames", "day_from", "2020-01-01"),
        ("claims", "stance", "affirm"),
    ],
)
def test_what_was_changed_is_found(ledger: Ledger, table: str, column: str, value: object) -> None:
    """Any value that is not as it was stored is a fault of its row, and of no other document."""
    ledger.add([reading(n) for n in range(3)])
    changed = tables.metadata.tables[table]
    with ledger.backend.writing() as connection:
        connection.execute(update(changed).where(changed.c.key == 1).values({column: value}))
    faults = list(ledger.verify())
    assert faults
    kept, found = tables.documents.c, tables.extractions.c
    with ledger.backend.reading() as connection:
        first = {
            *connection.scalars(select(kept.id).where(kept.key == 1)),
            *connection.scalars(select(found.id).where(found.key == 1)),
            *connection.scalars(select(tables.originals.c.id).where(tables.originals.c.key == 1)),
        }
    assert {fault.id for fault in faults} <= first
    assert all(fault.message for fault in faults)


def test_a_span_outside_of_the_text_is_found(ledger: Ledger) -> None:
    """However it came there, a span that does not lie in its text is a fault."""
    one = reading(1)
    assert all(span.of(one.document.text) for span in spans(one.extraction))
    assert sum(1 for _ in spans(one.extraction)) > 20
    outside = Abstention(Span(5, 9999), "look-alike")
    wrong = msgspec.structs.replace(one.extraction, abstentions=(outside,))
    ledger.add([Reading(one.document, wrong)])
    (fault,) = ledger.verify()
    assert "does not lie in the text" in fault.message


def test_progress_is_told(ledger: Ledger) -> None:
    """Whoever watches is told how much is done, of how much, up to the end."""
    fill(ledger)
    seen: list[tuple[int, int]] = []
    list(ledger.verify(lambda done, total: seen.append((done, total))))
    assert seen[-1][0] == seen[-1][1] == len(seen)
    ledger.rebuild(lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6, 6)


def test_the_digest_sees_every_row(ledger: Ledger) -> None:
    """One row more or less is another digest."""
    fill(ledger)
    before = ledger.digest()
    with ledger.backend.writing() as connection:
        row = {"key": 99, "entity": "own:x", "name": "x", "name_key": "x", "kind": "person"}
        connection.execute(insert(tables.entities).values(row))
        assert connection.scalar(select(func.count()).select_from(tables.entities)) == 2
    assert ledger.digest() != before
