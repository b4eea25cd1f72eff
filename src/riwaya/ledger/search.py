"""Searching: the rows that a query finds, in order, with the words that were found, and what they can be narrowed by.

The database finds rows and gives the newest first. They are ranked here, so that the order is the same on every
database: by how often a row holds the words, the form that was written counting more than its relatives, in proportion
to its length (the term-frequency part of BM25: every row found holds all the words, so that their rarity decides
nothing). Rows of the same rank stand by day and then by age in the ledger, the newest first.

Imports ``fulltext``, ``query``, ``terms``, ``sayings``, ``search_tables``, ``tables`` and ``backends``.
"""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from riwaya.ledger import fulltext, sayings, terms
from riwaya.ledger.backends import Backend
from riwaya.ledger.fulltext import Kind
from riwaya.ledger.query import Phrase, Query, Word
from riwaya.ledger.search_tables import articles, facet_values
from riwaya.ledger.search_tables import sayings as said
from riwaya.ledger.tables import claims, documents, statements
from riwaya.text import tokenise
from riwaya.types import Span

RANKED = {"sayings": 500, "articles": 200}
"""How many of the newest rows are ranked; those behind them follow as they are."""
COUNTED = 5_000
"""How many rows are counted at most, in all and, the newest of them, by facets."""
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

    ``total`` counts all rows found, or is ``COUNTED`` where there are more and ``is_exact`` is false; the facets are
    then those of the newest ``COUNTED`` rows.
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


def search(backend: Backend, query: Query, page: Page) -> Results:
    """Return what a query finds."""
    with backend.reading() as connection:
        asked = fulltext.matching(connection, page.kind, query, is_sqlite=backend.is_sqlite)
        most = max(COUNTED, page.offset + page.limit)
        keys = connection.scalars(asked.limit(most + 1)).all()
        ask = _Ask(connection, keys[:most], page, backend.is_sqlite)
        shown = _hits(connection, _ordered(ask, query), query, page.kind)
        facets = _facets(ask) if page.facets else {}
    return Results(tuple(shown), min(len(keys), COUNTED), len(keys) <= COUNTED, facets)


class _Ask(NamedTuple):
    """A connection, the keys of what was found, the newest first, and which part of it is wanted."""

    connection: Connection
    keys: Sequence[int]
    page: Page
    is_sqlite: bool

    def newest(self, most: int, *names: str) -> Sequence[Row[Any]]:
        """Return these columns of the newest rows."""
        held = _TABLE[self.page.kind].c
        chosen: Select[Any] = select(*(held[name] for name in names))
        return self.connection.execute(chosen.where(self._among(most))).all()

    def joined(self, most: int, name: str) -> str:
        """Return a column of the newest rows as one string: thousands of rows would cost more to fetch than to find."""
        held = _TABLE[self.page.kind].c
        chosen = select(func.aggregate_strings(held[name], " "))
        return self.connection.scalar(chosen.where(self._among(most))) or ""

    def _among(self, most: int) -> ColumnElement[bool]:
        key = _TABLE[self.page.kind].c.key
        return fulltext.among(key, self.keys[:most], is_sqlite=self.is_sqlite)


def _ordered(ask: _Ask, query: Query) -> list[int]:
    """Return the keys of one page: the newest rows ranked, then the others as they come."""
    page, most = ask.page, RANKED[ask.page.kind]
    keys = list(ask.keys[:most])
    if page.offset < most and keys:
        rank = _Rank(query, _AVERAGE[page.kind])
        columns = ("key", "day", *(("terms",) if rank.wanted else ()))
        found = [
            _Ranked(rank.score(row.terms) if rank.wanted else 0.0, row.day or "", row.key)
            for row in ask.newest(most, *columns)
        ]
        keys = [one.key for one in sorted(found, reverse=True)]
    return [*keys, *ask.keys[most:]][page.offset : page.offset + page.limit]


_TABLE = {"sayings": said, "articles": articles}


class _Rank:
    """How well rows hold the words that are asked for: fields decide what is found, and not its order."""

    def __init__(self, query: Query, average: int) -> None:
        self._average = average
        self.wanted: dict[str, list[tuple[int, float]]] = {}
        self._units = 0
        for clause in query.clauses:
            test = clause.test
            if clause.negated or not isinstance(test, Word | Phrase) or test.field is not None:
                continue
            forms = terms.forms(test.term) if isinstance(test, Word) else test.terms[:1]
            for at, form in enumerate(forms):
                self.wanted.setdefault(form, []).append((self._units, 0.5 if at else 1.5))
            self._units += 1

    def score(self, held: str) -> float:
        """Return the score of a row's terms; a word in the form that was written counts three times another form."""
        words = held.split(" ")
        length = words.index(terms.EVERYTHING)
        often = [0.0] * self._units
        wanted = self.wanted
        for word in words[:length]:
            if word in wanted:
                for unit, weight in wanted[word]:
                    often[unit] += weight
        scale = _FAST * (1 - _WHOLE + _WHOLE * length / self._average)
        return round(sum(count * (_FAST + 1) / (count + scale) for count in often), 6)


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


def _facets(ask: _Ask) -> dict[str, tuple[FacetValue, ...]]:
    """Return the most frequent values of each facet."""
    held = ask.joined(COUNTED, "facets")
    best: dict[str, list[tuple[int, str]]] = {facet: [] for facet in sayings.FACETS}
    for value, count in Counter(held.split()).items():
        best[sayings.facet_of(value)].append((-count, value))
    wanted = {facet: nsmallest(MOST_VALUES, found) for facet, found in best.items()}
    keyed = [value for found in wanted.values() for _, value in found]
    named = _named(ask.connection, keyed)
    return {
        facet: tuple(
            sorted((FacetValue(*named[value], -count) for count, value in found), key=_by_count)
        )
        for facet, found in wanted.items()
    }


def _by_count(one: FacetValue) -> tuple[int, str, str]:
    return -one.count, one.label, one.value


def _named(ask: Connection, keys: list[str]) -> dict[str, tuple[str, str]]:
    """Return the value and the label of each of a few hundred keys."""
    held = facet_values.c
    asked = select(held.key, held.value, held.label).where(held.key.in_(keys))
    return {key: (value, label) for key, value, label in ask.execute(asked)}
