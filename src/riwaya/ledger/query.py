"""Queries: what a person writes into a search, as a small tree.

``denies:X place:Y date:2018-01/2018-02 -type:protest "exact words" other words``: fields, phrases and words, all of
which must hold; ``-`` in front of one turns it round. A field's value is one word, or a phrase in quotation marks.

>>> [type(clause.test).__name__ for clause in parse('K1 -"two words" stance:deny').clauses]
['Word', 'Phrase', 'OneOf']

Pure. Imports ``terms``, ``periods``, ``lexicon``, ``tables``, ``text`` and ``errors``.
"""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec

from riwaya import tables
from riwaya.errors import QueryError
from riwaya.ledger import periods, terms
from riwaya.ledger.terms import Field
from riwaya.lexicon import events
from riwaya.text import key
from riwaya.types import Span

FIELDS: tuple[Field, ...] = get_args(Field)
LONGEST, MOST = 2_000, 40
"""Code points of a query, and clauses of it."""

_FILE = "ar/search.toml"
_NAMED: tuple[Field, ...] = ("who", "via", "says", "denies", "place", "source")


class Word(msgspec.Struct, frozen=True, tag=True):
    """One word, in any of its forms; of a field's names, or of the text where ``field`` is None."""

    term: str
    field: Field | None = None


class Phrase(msgspec.Struct, frozen=True, tag=True):
    """Words as they stand, one after the other."""

    terms: tuple[str, ...]
    field: Field | None = None


class OneOf(msgspec.Struct, frozen=True, tag=True):
    """A field with one of these terms: a stance, a type of event, or a family of types."""

    field: Field
    values: tuple[str, ...]


class Dated(msgspec.Struct, frozen=True, tag=True):
    """Published on or after ``first`` and on or before ``last``: ISO days, None where open."""

    first: str | None
    last: str | None


Test = Word | Phrase | OneOf | Dated


class Clause(msgspec.Struct, frozen=True):
    """A test that must hold, or must not, and where the query says so."""

    test: Test
    span: Span
    negated: bool = False


class Query(msgspec.Struct, frozen=True):
    """All of its clauses must hold; without any, everything is found."""

    text: str
    clauses: tuple[Clause, ...] = ()


class _Piece(NamedTuple):
    """One word of the query as written: the field's name, if any, and the value with its place."""

    start: int
    end: int
    negated: bool
    name: str | None
    value: str
    at: int
    quoted: bool


class _Names(msgspec.Struct, frozen=True):
    """What fields, stances and types are called, as search keys, and the marks of phrases."""

    fields: dict[str, Field]
    stances: dict[str, str]
    quotes: dict[str, str]


def parse(text: str, *, today: date | None = None) -> Query:
    """Return a query as a tree; ``today`` is the day that periods without an end reach to.

    Raises ``QueryError``, with the place, where it cannot be understood.
    """
    if len(text) > LONGEST:
        raise QueryError(
            f"A query has at most {LONGEST} letters.",
            start=LONGEST,
            end=len(text),
            advice="Search for fewer words.",
        )
    clauses: list[Clause] = []
    for piece in _pieces(text):
        clauses.extend(_clauses(piece, today))
        if len(clauses) > MOST:
            raise QueryError(
                f"A query has at most {MOST} words and fields.",
                start=piece.start,
                end=piece.end,
                advice="Search for fewer words.",
            )
    return Query(text, tuple(clauses))


def _pieces(text: str) -> Iterator[_Piece]:
    at, quotes = 0, _names().quotes
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start, negated = at, text[at] == "-"
        at += negated
        name = None
        colon = _colon(text, at)
        if colon is not None:
            name, at = text[at:colon], colon + 1
        value_at = at
        if at < len(text) and text[at] in quotes:
            value, at = _quoted(text, at, quotes[text[at]])
            yield _Piece(start, at, negated, name, value, value_at, quoted=True)
            continue
        while at < len(text) and not text[at].isspace() and text[at] not in quotes:
            at += 1
        yield _Piece(start, at, negated, name, text[value_at:at], value_at, quoted=False)


def _colon(text: str, at: int) -> int | None:
    """Return the place of the colon behind a field's name: letters alone, none of them a digit."""
    end = at
    while end < len(text) and (text[end].isalpha() or text[end] == "_"):
        end += 1
    return end if at < end < len(text) and text[end] == ":" else None


def _quoted(text: str, at: int, closing: str) -> tuple[str, int]:
    end = text.find(closing, at + 1)
    if end < 0:
        raise QueryError(
            "This quotation mark is never closed.",
            start=at,
            end=len(text),
            advice="Close it, or leave it out.",
        )
    return text[at + 1 : end], end + 1


def _clauses(piece: _Piece, today: date | None) -> Iterator[Clause]:
    field = None if piece.name is None else _field(piece)
    span = Span(piece.start, piece.end)
    for test in _free(piece) if field is None else _tests(field, piece, today):
        yield Clause(test, span, piece.negated)


def _field(piece: _Piece) -> Field:
    name = key(piece.name or "")
    found = _names().fields.get(name)
    if found is not None:
        return found
    near = get_close_matches(name, FIELDS, n=1)
    raise _wrong(
        piece,
        f"There is no field {piece.name!r}.",
        f"Do you mean {near[0]}:?"
        if near
        else f"The fields are {', '.join(FIELDS)}. To search for the colon's words, leave it out.",
        whole=True,
    )


def _free(piece: _Piece) -> Iterator[Test]:
    """Yield the tests of words without a field; what holds no word is passed over, unless it is a phrase."""
    found = tuple(terms.words(piece.value))
    if piece.quoted:
        _need_words(found, piece)
        yield Phrase(found)
    elif len(found) > 1:
        yield Phrase(found)  # written together, K1 or 10:30, and so meant together
    elif found:
        yield Word(found[0])


def _tests(field: Field, piece: _Piece, today: date | None) -> Iterator[Test]:
    if not piece.value.strip():
        raise _wrong(piece, f"{field}: has no value.", "Write it without a space.", whole=True)
    if field == "date":
        yield Dated(*_period(piece, today))
    elif field == "stance":
        yield OneOf("stance", (_stance(piece),))
    elif field == "type":
        yield OneOf("type", _types(piece))
    else:
        found = tuple(terms.words(piece.value))
        _need_words(found, piece)
        yield Phrase(found, field) if len(found) > 1 else Word(found[0], field)


def _need_words(found: tuple[str, ...], piece: _Piece) -> None:
    if not found:
        raise _wrong(piece, "There is no word in this.", "Write a word, or leave it out.")


def _period(piece: _Piece, today: date | None) -> periods.Period:
    try:
        return periods.read(piece.value.strip(), today)
    except ValueError as error:
        raise _wrong(
            piece,
            f"{piece.value!r} is no period: {error}.",
            "Write 2018-01-10, 2018-01, 2018-01/2018-02, 2018-01-10/ or P1W/ (the last week).",
        ) from error


def _stance(piece: _Piece) -> str:
    found = _names().stances.get(key(piece.value.strip()))
    if found is None:
        known = ", ".join(sorted(set(_names().stances.values())))
        raise _wrong(piece, f"There is no stance {piece.value!r}.", f"The stances are {known}.")
    return terms.code("stance", found)


def _types(piece: _Piece) -> tuple[str, ...]:
    wanted = key(piece.value.strip())
    found = _type_names().get(wanted)
    if found is None:
        near = get_close_matches(wanted, _type_names(), n=3)
        advice = f"Near it are {', '.join(near)}." if near else "docs/data-events.md lists them."
        raise _wrong(piece, f"There is no type of event {piece.value!r}.", advice)
    return found


def _wrong(piece: _Piece, message: str, advice: str, *, whole: bool = False) -> QueryError:
    start = piece.start if whole else piece.at
    return QueryError(message, start=start, end=max(piece.end, start + 1), advice=advice)


@cache
def _names() -> _Names:
    return tables.compiled("search", (_FILE, "ar/letters.toml"), _Names, _build)


def _build() -> _Names:
    source: dict[str, Any] = tables.toml(_FILE)
    fields = {
        key(name): field for field in FIELDS for name in (field, *source["fields"].get(field, ()))
    }
    stances = {
        key(name): stance
        for stance, names in source["stances"].items()
        for name in (stance, *names)
    }
    quotes = {'"': '"', **{pair[0]: pair[1] for pair in source["marks"]["quotes"]}}
    return _Names(fields, stances, quotes)


@cache
def _type_names() -> dict[str, tuple[str, ...]]:
    """Return the terms that a name of a type or family stands for, by its search key."""
    found: dict[str, list[str]] = {}
    for entry in events.load().types:
        mine = terms.code("type", entry.id)
        for name in (entry.id, entry.label_ar, entry.label_en):
            found.setdefault(key(name), []).append(mine)
        found.setdefault(key(entry.family), []).append(terms.code("family", entry.family))
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
