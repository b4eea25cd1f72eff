"""Sayings: what a search finds, with the terms that it is found by.

A saying is one statement with its speaker, cue and content, or one claim that the article makes in its own voice with
the sentence around it; an article is a row too, with all its words. Besides the words, terms tell who says it, through
whom, on which side, of what type of event, where, when and in which newspaper.

Pure: a document and an extraction give the same rows each time. Imports ``terms``; ``resolve``, ``reconcile``, ``text``
and ``types``.
"""

from base64 import urlsafe_b64encode
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

import msgspec

from riwaya.ledger import terms
from riwaya.ledger.rows import key
from riwaya.reconcile.credits import Credit
from riwaya.resolve import entities, places
from riwaya.text import Tokens, sentences
from riwaya.types import SIDE, Attribution, Claim, Document, Event, Extraction, Link, Span

_MOST_WORDS = 150  # of a saying: a longer one is a page
_MOST_TERMS = 30_000  # of an article: a vector of PostgreSQL holds no more than a megabyte
_LETTERS = {
    "who": "w", "via": "v", "stance": "n", "type": "t", "place": "p", "source": "o", "month": "m",
}  # fmt: skip
_FACETS = {letter: facet for facet, letter in _LETTERS.items()}
FACETS = tuple(_LETTERS)
"""What sayings can be counted by."""


class Value(msgspec.Struct, frozen=True, array_like=True):
    """One value of a facet: the id, or the search key of a name without one, and how it is shown."""

    facet: str
    value: str
    label: str


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What a search compares, and what it counts by."""

    terms: tuple[str, ...]
    values: tuple[Value, ...]


class Saying(msgspec.Struct, frozen=True, array_like=True):
    """One statement or claim: ``number`` is its index in the extraction, the span reaches over all its words."""

    number: int
    kind: str
    stance: str
    span: Span
    row: Row


class Told(msgspec.Struct, frozen=True, array_like=True):
    """All sayings of a document, and the document itself."""

    sayings: tuple[Saying, ...]
    article: Row


@lru_cache(maxsize=65536)
def value_key(one: Value) -> str:
    """Return the key of a value: its facet's letter, and 48 bits of a digest in eight letters."""
    digest = blake2b(f"{one.facet} {one.value}".encode(), digest_size=6).digest()
    return _LETTERS[one.facet] + urlsafe_b64encode(digest).decode()


def facet_of(value_key: str) -> str:
    """Return the facet of a value's key."""
    return _FACETS[value_key[0]]


Group = tuple[str, ...]
"""Terms that belong together: those of one name, in order."""


def of(
    document: Document, extraction: Extraction | None, tokens: Tokens, credited: tuple[Credit, ...]
) -> Told:
    """Return what a search finds of a document, given with the tokens of its text and the agencies that it credits.

    Without an extraction there are only its words.
    """
    if extraction is None:
        extraction = Extraction(document=document.id, engine="", version="", lexicon="")
    page = _Page(extraction, tokens)
    page.share(document, credited)
    said = tuple(page.sayings())
    return Told(said, page.article())


class _Page:
    """One document on its way into rows."""

    def __init__(self, extraction: Extraction, tokens: Tokens) -> None:
        self._extraction = extraction
        self._tokens = tokens
        self._terms, self._starts = terms.held(tokens)
        self._groups: dict[Group, None] = {(terms.EVERYTHING,): None}
        self._values: dict[Value, None] = {}
        self._shared_groups: tuple[Group, ...] = ()
        self._shared_values: tuple[Value, ...] = ()

    def share(self, document: Document, credited: tuple[Credit, ...]) -> None:
        """Note what all sayings of a document share: newspaper, day, credited agencies."""
        day = (document.published or "")[:10]
        if len(day) == 10:
            self._groups[terms.days(day)] = None
            self._values[Value("month", day[:7], day[:7])] = None
        if document.publisher:
            self._groups[tuple(terms.tagged("source", document.publisher))] = None
            self._values[Value("source", key(document.publisher), document.publisher)] = None
        for credit in credited:
            self._groups.update(dict.fromkeys(_name_groups("via", credit.name, credit.entity)))
            self._values[_named("via", credit.name, credit.entity)] = None
        self._shared_groups, self._shared_values = tuple(self._groups), tuple(self._values)

    def article(self) -> Row:
        """Return the row of the document: all its words, and all that its sayings were found by."""
        return Row((*self._terms[:_MOST_TERMS], *_flat(self._groups)), tuple(self._values))

    def words(self, span: Span, most: int) -> list[str]:
        """Return the terms of a part of the text."""
        first = bisect_left(self._starts, span.start)
        return self._terms[first : min(bisect_left(self._starts, span.end), first + most)]

    def sayings(self) -> Iterator[Saying]:
        """Yield statements, then claims of the article's own."""
        about: dict[int, list[Claim]] = {}
        for claim in self._extraction.claims:
            if claim.statement is not None:
                about.setdefault(claim.statement, []).append(claim)
        for number, statement in enumerate(self._extraction.attributions):
            yield self._statement(number, statement, about.get(number, []))
        bounds = _sentences(self._tokens)
        for number, claim in enumerate(self._extraction.claims):
            if claim.statement is None:
                yield self._claim(number, claim, _around(claim.evidence, bounds))

    def _statement(self, number: int, one: Attribution, about: list[Claim]) -> Saying:
        span = _reach(one)
        side = 0 if one.negated else SIDE[one.stance]
        groups, values = _stance(one.stance)
        if one.origin is not None:
            groups.extend(_speaker_groups(one.origin, side, self._tokens.text))
            values.append(_named("who", one.origin.name, one.origin.entity))
        for link in one.chain[:-1]:
            groups.extend(_name_groups("via", link.name, link.entity))
            values.append(_named("via", link.name, link.entity))
        events = [self._extraction.events[claim.event] for claim in about]
        self._add_events(span, events, groups, values)
        return Saying(number, "statement", one.stance, span, self._row(span, groups, values))

    def _claim(self, number: int, one: Claim, span: Span) -> Saying:
        groups, values = _stance(one.stance)
        self._add_events(span, [self._extraction.events[one.event]], groups, values)
        return Saying(number, "claim", one.stance, span, self._row(span, groups, values))

    def _add_events(
        self, span: Span, events: list[Event], groups: list[Group], values: list[Value]
    ) -> None:
        """Add of what events a saying speaks, and of what places."""
        named = [one for one in self._extraction.places if span.start <= one.span.start < span.end]
        for event in events:
            groups.append((terms.code("type", event.type),))
            groups.append((terms.code("family", event.family),))
            values.append(Value("type", event.type, event.type))
            named.extend(event.places)
        for place in named:
            groups.extend(_place_groups(place.name, place.place, place.parents))
            values.append(_placed(place.name, place.place))

    def _row(self, span: Span, groups: list[Group], values: list[Value]) -> Row:
        """Return the row of a saying, and note its terms and values for the document's own."""
        self._groups.update(dict.fromkeys(groups))
        self._values.update(dict.fromkeys(values))
        marks = dict.fromkeys((*self._shared_groups, *groups))
        shown = dict.fromkeys((*self._shared_values, *values))
        return Row((*self.words(span, _MOST_WORDS), *_flat(marks)), tuple(shown))


def _flat(groups: Iterable[Group]) -> Iterator[str]:
    return (term for group in groups for term in group)


def _stance(stance: str) -> tuple[list[Group], list[Value]]:
    return [(terms.code("stance", stance),)], [Value("stance", stance, stance)]


def _reach(one: Attribution) -> Span:
    """Return the part of the text from the first to the last word of a statement."""
    spans = [one.cue, *one.content, *(link.span for link in one.chain if link.span)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _sentences(tokens: Tokens) -> list[Span]:
    return [Span(tokens.starts[first], tokens.ends[past - 1]) for first, past in sentences(tokens)]


def _around(evidence: Span, bounds: list[Span]) -> Span:
    """Return the sentence that holds the words of a claim."""
    at = bisect_left(bounds, evidence.start + 1, key=lambda span: span.start) - 1
    if at < 0 or bounds[at].end <= evidence.start:
        return evidence
    return Span(bounds[at].start, max(bounds[at].end, evidence.end))


def _speaker_groups(link: Link, side: int, text: str) -> Iterator[Group]:
    """Yield the terms of who speaks, by any name and by the words that are used here."""
    side_field = "" if not side else "says" if side > 0 else "denies"
    for field in filter(None, ("who", side_field)):
        yield from _name_groups(field, link.name, link.entity)
        if link.span is not None:
            yield tuple(terms.tagged(field, link.span.of(text)))


@lru_cache(maxsize=8192)
def _name_groups(field: str, name: str, entity: str | None) -> tuple[Group, ...]:
    """Return the terms of a name, and of the other names of its entity."""
    row = entities.load().entities.get(entity) if entity else None
    names = (name, entity, *((row.name, row.en, *row.aliases) if row else ()))
    return _groups(field, names)


@lru_cache(maxsize=8192)
def _place_groups(name: str, place: str | None, parents: tuple[str, ...]) -> tuple[Group, ...]:
    """Return the terms of a place and of all that it lies in."""
    table = places.shipped()
    known = (table.get(one) for one in (place, *parents) if one)
    return _groups("place", (name, *(row.name for row in known if row)))


def _groups(field: str, names: Iterable[str | None]) -> tuple[Group, ...]:
    return tuple(dict.fromkeys(tuple(terms.tagged(field, one)) for one in names if one))


@lru_cache(maxsize=8192)
def _named(facet: str, name: str, entity: str | None) -> Value:
    if entity is None:
        return Value(facet, key(name), name)
    row = entities.load().entities.get(entity)
    return Value(facet, entity, row.name or name if row else name)


@lru_cache(maxsize=8192)
def _placed(name: str, place: str | None) -> Value:
    row = places.shipped().get(place) if place else None
    return Value("place", place or key(name), row.name if row else name)
