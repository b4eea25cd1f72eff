"""Searching: the rows that a query finds, in order, with the words that were found, and what they can be narrowed by.

The database finds rows and gives the newest first. They are ranked here, so that the order is the same on every
database: by how often a row holds the words, the form that was written counting more than its relatives, in proportion
to its length (the term-frequency part of BM25: every row found holds all the words, so that their rarity decides
nothing). Rows of the same rank stand by day and then by age in the ledger, the newest first.

Imports ``fulltext``, ``query``, ``terms``, ``sayings``, ``search_tables``, ``tables`` and ``backends``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, Select, select

from riwaya.ledger import fulltext, sayings, terms
from riwaya.ledger.backends import Backend
from riwaya.ledger.fulltext import Kind
from riwaya.ledger.query import Phrase, Query, Word
from riwaya.ledger.search_tables import articles, facet_values
from riwaya.ledger.search_tables import sayings as said
from riwaya.ledger.tables import claims, documents, statements
from riwaya.text import tokenise
from riwaya.types import Span

RANKED = {"sayings": 1_000, "articles": 300}
"""How many of the newest rows are ranked; those behind them follow as they are."""
COUNTED = 10_000
"""How many of the newest rows are counted, in all and by facets."""
MOST_VALUES = 20
"""Values of one facet."""
_FAST, _WHOLE = 1.2, 0.75  # BM25's k1 and b
_AVERAGE = {"sayings": 30, "articles": 330}  # terms of a row
_SNIPPET = 240  # code points of an article around the words that were found


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One row that was found.

    ``span`` are the words shown, ``quote``, in ``documents.text``; ``matches`` the words in it that were asked for, in
    code points of the whole text. ``id`` is that of the statement, claim or document; ``speaker`` is None for what the
    article says itself.
    """

    id: str
    kind: Literal["statement", "claim", "article"]
    document: str
    headline: str
    quote: str
    span: Span
    matches: tuple[Span, ...]
    stance: str | None
    speaker: str | None
    speaker_entity: str | None
    publisher: str | None
    published: str | None
    url: str | None


class FacetValue(msgspec.Struct, frozen=True):
    """How many of the rows found have one value; ``label`` shows it, the id where it has no name."""

    value: str
    label: str
    count: int


class Results(msgspec.Struct, frozen=True):
    """What a search gives.

    ``total`` counts all rows found, or is ``COUNTED`` where there are more and ``is_exact`` is false: the facets are
    then those of the newest ``COUNTED``.
    """

    hits: tuple[Hit, ...]
    total: int
    is_exact: bool
    facets: dict[str, tuple[FacetValue, ...]]


class Page(msgspec.Struct, frozen=True):
    """Which of the hits to give, of sayings or of articles, and whether to count them by facets."""

    limit: int = 20
    offset: int = 0
    facets: bool = False
    kind: Kind = "sayings"


class _Ranked(NamedTuple):
    """What hits are ordered by; ``day`` is empty where it is not known."""

    score: float
    day: str
    key: int


class _Unit(NamedTuple):
    """One word or phrase of the query as rows hold it: the first of its forms is the one that was written."""

    forms: tuple[str, ...]
    follows: tuple[str, ...]


def search(backend: Backend, query: Query, page: Page) -> Results:
    """Return what a query finds."""
    asked = fulltext.matching(page.kind, query, is_sqlite=backend.is_sqlite)
    with backend.reading() as ask:
        counted = list(ask.scalars(asked.limit(COUNTED + 1)))
        keys = counted[:COUNTED]
        wanted = _ordered(ask, keys, query, page)
        shown = _hits(ask, wanted, query, page.kind)
        facets = _facets(ask, keys, page.kind) if page.facets else {}
    return Results(tuple(shown), len(keys), len(counted) <= COUNTED, facets)


def _ordered(ask: Connection, keys: list[int], query: Query, page: Page) -> list[int]:
    """Return the keys of one page: the newest rows ranked, then the others as they come."""
    units = _units(query)
    most = RANKED[page.kind]
    newest, rest = keys[:most], keys[most:]
    if page.offset < most:
        rows = _TABLE[page.kind]
        columns = (rows.c.key, rows.c.day, *((rows.c.terms,) if units else ()))
        found = []
        for part in _parts(newest):
            for row in ask.execute(select(*columns).where(rows.c.key.in_(part))):
                score = _score(row.terms, units, _AVERAGE[page.kind]) if units else 0.0
                found.append(_Ranked(score, row.day or "", row.key))
        newest = [one.key for one in sorted(found, reverse=True)]
    return (newest + rest)[page.offset : page.offset + page.limit]


_TABLE = {"sayings": said, "articles": articles}
_MOST = 500


def _parts(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (keys[at : at + _MOST] for at in range(0, len(keys), _MOST))


def _units(query: Query) -> list[_Unit]:
    """Return the words of the text that are asked for: fields decide what is found, and not its order."""
    found = []
    for clause in query.clauses:
        test = clause.test
        if clause.negated or not isinstance(test, Word | Phrase) or test.field is not None:
            continue
        if isinstance(test, Word):
            found.append(_Unit(terms.forms(test.term), ()))
        else:
            found.append(_Unit((test.terms[0],), test.terms[1:]))
    return found


def _score(held: str, units: list[_Unit], average: int) -> float:
    words = held.split(" ")
    length = next((at for at, word in enumerate(words) if word[1:2] == "_"), len(words))
    counts = Counter(words[:length])
    scale = _FAST * (1 - _WHOLE + _WHOLE * length / average)
    score = 0.0
    for unit in units:
        often = counts[unit.forms[0]] + sum(counts[form] for form in unit.forms) / 2
        score += often * (_FAST + 1) / (often + scale)
    return round(score, 6)


# ---- what is shown ------------------------------------------------------------------------------------------


def _hits(ask: Connection, keys: list[int], query: Query, kind: Kind) -> list[Hit]:
    if not keys:
        return []
    rows = _articles(ask, keys) if kind == "articles" else _sayings(ask, keys)
    asked = _Asked(query)
    show = asked.article if kind == "articles" else asked.saying
    return [show(rows[key]) for key in keys]


_SHOWN = ("id", "headline", "text", "publisher", "published", "url")


def _articles(ask: Connection, keys: list[int]) -> dict[int, Row[Any]]:
    shown = select(documents.c.key, *(documents.c[name] for name in _SHOWN))
    return {row.key: row for row in ask.execute(shown.where(documents.c.key.in_(keys)))}


def _sayings(ask: Connection, keys: list[int]) -> dict[int, Row[Any]]:
    shown: Select[Any] = (
        select(
            *(said.c[name] for name in ("key", "kind", "stance", "start", "stop")),
            *(documents.c[name] for name in _SHOWN),
            statements.c.id.label("statement"),
            statements.c.speaker,
            statements.c.speaker_entity,
            claims.c.id.label("claim"),
        )
        .join(documents, documents.c.key == said.c.document)
        .outerjoin(
            statements,
            (statements.c.extraction == said.c.extraction)
            & (statements.c.number == said.c.number)
            & (said.c.kind == "statement"),
        )
        .outerjoin(
            claims,
            (claims.c.extraction == said.c.extraction)
            & (claims.c.number == said.c.number)
            & (said.c.kind == "claim"),
        )
        .where(said.c.key.in_(keys))
    )
    return {row.key: row for row in ask.execute(shown).all()}


class _Asked:
    """The words that were asked for, as they may stand in a text."""

    def __init__(self, query: Query) -> None:
        self._single: set[str] = set()
        self._phrases: list[tuple[str, ...]] = []
        for clause in query.clauses:
            test = clause.test
            if clause.negated:
                continue
            if isinstance(test, Word):
                self._single.update(terms.forms(test.term))
            elif isinstance(test, Phrase):
                self._phrases.append(test.terms)

    def article(self, row: Row[Any]) -> Hit:
        """Return what is shown of a document."""
        found = self.matches(row.text, Span(0, len(row.text)))
        span = _snippet(row.text, found)
        inside = tuple(one for one in found if span.start <= one.start and one.end <= span.end)
        return _hit(row, span, inside)

    def saying(self, row: Row[Any]) -> Hit:
        """Return what is shown of a statement or claim."""
        span = Span(row.start, row.stop)
        return msgspec.structs.replace(
            _hit(row, span, tuple(self.matches(row.text, span))),
            kind=row.kind,
            id=(row.statement or row.claim) or "",
            stance=row.stance,
            speaker=row.speaker,
            speaker_entity=row.speaker_entity,
        )

    def matches(self, text: str, span: Span) -> list[Span]:
        """Return the words of a part of a text that were asked for, in order, those of a phrase as one."""
        held = list(terms.located(tokenise(span.of(text))))
        words = [one.term for one in held]
        found = {(at, at + 1) for at, word in enumerate(words) if word in self._single}
        for phrase in self._phrases:
            long = len(phrase)
            for at in range(len(words) - long + 1):
                if words[at] == phrase[0] and tuple(words[at : at + long]) == phrase:
                    found.add((at, at + long))
        spans = {
            Span(span.start + held[first].start, span.start + held[past - 1].end)
            for first, past in found
        }
        return sorted(spans)


def _hit(row: Row[Any], span: Span, matches: tuple[Span, ...]) -> Hit:
    return Hit(
        id=row.id,
        kind="article",
        document=row.id,
        headline=row.headline,
        quote=span.of(row.text),
        span=span,
        matches=matches,
        stance=None,
        speaker=None,
        speaker_entity=None,
        publisher=row.publisher,
        published=row.published,
        url=row.url,
    )


def _snippet(text: str, found: list[Span]) -> Span:
    """Return the part of an article that is shown: around the first words found, from word to word."""
    first = max(0, found[0].start - _SNIPPET // 3) if found else 0
    if first:
        first = text.find(" ", first, found[0].start) + 1 or found[0].start
    last = first + _SNIPPET
    if last < len(text):
        last = max(text.rfind(" ", first, last), found[0].end if found else first + 1)
    return Span(first, min(last, len(text)))


# ---- what can be narrowed by -----------------------------------------------------------------------------------


def _facets(ask: Connection, keys: list[int], kind: Kind) -> dict[str, tuple[FacetValue, ...]]:
    """Return the most frequent values of each facet."""
    rows = _TABLE[kind]
    counts: Counter[str] = Counter()
    for part in _parts(keys):
        for held in ask.scalars(select(rows.c.facets).where(rows.c.key.in_(part))):
            counts.update(held.split(" "))
    best: dict[str, list[tuple[int, str]]] = {facet: [] for facet in sayings.FACETS}
    for value, count in counts.items():
        if value:
            best[sayings.facet_of(value)].append((-count, value))
    wanted = {facet: sorted(found)[:MOST_VALUES] for facet, found in best.items()}
    named = _named(ask, [value for found in wanted.values() for _, value in found])
    return {
        facet: tuple(
            sorted((FacetValue(*named[value], -count) for count, value in found), key=_by_count)
        )
        for facet, found in wanted.items()
    }


def _by_count(one: FacetValue) -> tuple[int, str, str]:
    return -one.count, one.label, one.value


def _named(ask: Connection, keys: list[str]) -> dict[str, tuple[str, str]]:
    held = facet_values.c
    return {
        key: (value, label)
        for part in _parts(keys)
        for key, value, label in ask.execute(
            select(held.key, held.value, held.label).where(held.key.in_(part))
        )
    }
