"""Indexing: what search and families need is kept in step with the documents.

A follower (see ``follow``): after each batch its documents are indexed, and what was withdrawn is taken out. Every row
is a function of the documents and extractions that are there, so that rebuilding gives the same rows.

Imports ``sayings``, ``syndicate``, ``search_tables``, ``tables``, ``records``, ``values`` and ``writing``.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from riwaya.ledger import records, sayings, search_tables, syndicate, tables, values
from riwaya.ledger.sayings import Told, Value
from riwaya.ledger.writing import Writing
from riwaya.reconcile.credits import Credit, credits_of
from riwaya.reconcile.fingerprints import Fingerprint, fingerprint
from riwaya.text import tokenise
from riwaya.types import Extraction

PLACES = 1 << 16
"""Sayings of one extraction: its key and the place among them make the key of each."""

_TOGETHER = 200
_SAYING = (
    "key", "document", "extraction", "number", "kind", "stance", "start", "stop", "day", "facets", "terms",
)  # fmt: skip
_ARTICLE = ("key", "day", "facets", "terms")
_VALUE = ("key", "facet", "value", "label")


class Kept(NamedTuple):
    """A document of the ledger: its key and day, and what each live extraction says, with its key, in order.

    ``whole`` is the row of the document where nothing was found in it.
    """

    key: int
    day: str | None
    fingerprint: Fingerprint
    credits: tuple[Credit, ...]
    told: list[tuple[int, Told]]
    whole: Told | None = None


def follow(writing: Writing) -> None:
    """Index the documents that a batch has added or read anew."""
    ask = writing.connection
    found = tables.extractions.c
    touched = set(writing.documents)
    for part in _parts([*writing.extractions, *writing.withdrawn]):
        touched.update(ask.scalars(select(found.document).where(found.key.in_(part))))
    new = set(writing.documents)
    for part in _parts(sorted(touched)):
        _take_out(ask, part)
        kept = list(_all(writing, part))
        _index(writing, kept)
        syndicate.add(writing, [one for one in kept if one.key in new])


def rebuild(writing: Writing) -> None:
    """Make everything again."""
    ask = writing.connection
    for table in (*search_tables.SEARCH, *search_tables.SYNDICATION):
        ask.execute(delete(table))
    last = 0
    kept = tables.documents.c
    while True:
        asked = select(kept.key).where(kept.key > last).order_by(kept.key).limit(_TOGETHER)
        part = list(ask.scalars(asked))
        if not part:
            return
        found = list(_kept(ask, part))
        _index(writing, found)
        syndicate.add(writing, found)
        last = part[-1]


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[at : at + _TOGETHER] for at in range(0, len(keys), _TOGETHER))


def _take_out(ask: Connection, documents: Sequence[int]) -> None:
    said, whole = search_tables.sayings, search_tables.articles
    ask.execute(delete(said).where(said.c.document.in_(documents)))
    ask.execute(delete(whole).where(whole.c.key.in_(documents)))


def _all(writing: Writing, documents: Sequence[int]) -> Iterator[Kept]:
    """Yield documents in order: new ones as they were prepared, the others as they are kept."""
    rest = [key for key in documents if key not in writing.brought]
    kept = {one.key: one for one in _kept(writing.connection, rest)}
    for key in documents:
        brought = writing.brought.get(key)
        if brought is None:
            yield kept[key]
        else:
            extraction, day, found = brought
            yield Kept(key, day, found.fingerprint, found.credits, [(extraction, found.told)])


def _kept(ask: Connection, documents: Sequence[int]) -> Iterator[Kept]:
    kept, read = tables.documents, tables.extractions
    live: dict[int, list[tuple[int, Extraction]]] = {}
    asked = (
        select(read.c.key, read.c.document, read.c.content, read.c.packing)
        .where(read.c.document.in_(documents), read.c.withdrawn_at.is_(None))
        .order_by(read.c.key)
    )
    for row in ask.execute(asked):
        extraction = records.extraction(row.content, row.packing)
        live.setdefault(row.document, []).append((row.key, extraction))
    for page in ask.execute(select(kept).where(kept.c.key.in_(documents)).order_by(kept.c.key)):
        document = records.document(page)
        tokens = tokenise(document.text)
        named = credits_of(tokens)
        told = [
            (key, sayings.of(document, found, tokens, named))
            for key, found in live.get(page.key, [])
        ]
        whole = None if told else sayings.of(document, None, tokens, named)
        print_ = fingerprint(document, tokens, named)
        yield Kept(page.key, page.day, print_, named, told, whole)


def _index(writing: Writing, kept: list[Kept]) -> None:
    """Put the sayings and articles of some documents, and the values that they are counted by."""
    named: dict[str, Value] = {}
    for one in kept:
        last = one.whole
        for number, last in one.told:
            _put_sayings(writing, (one.key, number, one.day), last)
            named.update((sayings.value_key(value), value) for value in last.article.values)
        assert last is not None
        named.update((sayings.value_key(value), value) for value in last.article.values)
        facets = " ".join(map(sayings.value_key, last.article.values))
        row = (one.key, one.day, facets, " ".join(last.article.terms))
        writing.put(search_tables.articles, _ARTICLE, row)
    _put_values(writing, named)
    writing.flush()


def _put_sayings(writing: Writing, where: tuple[int, int, str | None], told: Told) -> None:
    document, extraction, day = where
    for place, saying in enumerate(told.sayings[:PLACES]):
        span, row = saying.span, saying.row
        facets = " ".join(map(sayings.value_key, row.values))
        mine = (extraction * PLACES + place, document, extraction)
        said = (saying.number, saying.kind, saying.stance, span.start, span.end)
        writing.put(
            search_tables.sayings, _SAYING, (*mine, *said, day, facets, " ".join(row.terms))
        )


def _put_values(writing: Writing, named: dict[str, Value]) -> None:
    """Put the values that were never seen before."""
    held = search_tables.facet_values
    keys = list(named)
    for at in range(0, len(keys), _TOGETHER):
        part = keys[at : at + _TOGETHER]
        known = set(writing.connection.scalars(select(held.c.key).where(held.c.key.in_(part))))
        for key in part:
            if key not in known:
                one = named[key]
                shown = (one.facet, values.escaped(one.value), values.escaped(one.label))
                writing.put(held, _VALUE, (key, *shown))
