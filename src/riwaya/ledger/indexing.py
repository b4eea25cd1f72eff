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
from riwaya.text import Tokens, tokenise
from riwaya.types import Document, Extraction

PLACES = 1 << 16
"""Sayings of one extraction: its key and the place among them make the key of each."""

_TOGETHER = 200
_SAYING = (
    "key", "document", "extraction", "number", "kind", "stance", "start", "stop", "day", "facets", "terms",
)  # fmt: skip
_ARTICLE = ("key", "day", "facets", "terms")
_VALUE = ("key", "facet", "value", "label")


class Kept(NamedTuple):
    """A document of the ledger with its key, tokens and credits, and its live extractions with their keys, in order."""

    key: int
    document: Document
    tokens: Tokens
    credits: tuple[Credit, ...]
    extractions: list[tuple[int, Extraction]]


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
        kept = list(_kept(ask, part))
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
        found = live.get(page.key, [])
        yield Kept(page.key, document, tokens, credits_of(tokens), found)


def _index(writing: Writing, kept: list[Kept]) -> None:
    """Put the sayings and articles of some documents, and the values that they are counted by."""
    named: dict[str, Value] = {}
    for one in kept:
        day = one.document.published[:10] if one.document.published else None
        told = None
        for number, extraction in one.extractions:
            told = sayings.of(one.document, extraction, one.tokens, one.credits)
            _put_sayings(writing, (one.key, number, day), told)
            named.update((sayings.value_key(value), value) for value in told.article.values)
        if told is None:
            told = sayings.of(one.document, None, one.tokens, one.credits)
            named.update((sayings.value_key(value), value) for value in told.article.values)
        facets = " ".join(map(sayings.value_key, told.article.values))
        row = (one.key, day, facets, " ".join(told.article.terms))
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
