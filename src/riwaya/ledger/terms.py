"""Terms: what a search compares. The same strings on every database, made here and nowhere else.

A term is the search key of one word. A text keeps its terms as they are written, so that a phrase finds exactly its
words; a word that is looked for stands for itself with every particle that Arabic writes together with it, so that
one form finds the other. Terms of fields carry a letter and ``_`` in front, which no word contains.

>>> words("K1: 1,200")
['k1', '1200']
>>> tagged("who", "K1")
['w_k1']

Pure. Imports ``lexicon``, ``tables`` and ``text``.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from riwaya import tables
from riwaya.lexicon.common_words import common_words
from riwaya.text import Tokens, tokenise

Field = Literal["who", "via", "says", "denies", "type", "place", "date", "source", "stance"]

EVERYTHING = "a_"
"""The term that every row has."""
NOTHING = "z_"
"""The term that no row has."""
_LETTER = {
    "who": "w_", "via": "v_", "says": "s_", "denies": "d_", "type": "t_", "family": "f_", "place": "p_",
    "source": "o_", "stance": "n_", "year": "y_", "month": "m_", "day": "j_",
}  # fmt: skip
_LONGEST = 80  # letters: what is longer is no word, and no database likes it
_LEAST = 3  # letters that must be left where a particle is taken off
_LAST_ASCII = "\x7f"
_NUMBER_MARKS = str.maketrans({",": None, "\u066c": None, "\u066b": "."})


class Located(NamedTuple):
    """One term of a text, and the code points that it was made from."""

    term: str
    start: int
    end: int


def located(tokens: Tokens, first: int = 0, past: int | None = None) -> Iterator[Located]:
    """Yield the terms of tokens in order; a decimal number is two."""
    keys, starts, ends = tokens.keys, tokens.starts, tokens.ends
    for at in range(first, len(keys) if past is None else past):
        word = keys[at]
        if word[0].isalnum():
            for term in _terms(word):
                yield Located(term, starts[at], ends[at])


def held(tokens: Tokens) -> tuple[list[str], list[int]]:
    """Return the terms of a text in order, and where the word of each begins."""
    words = [
        (word if word.isascii() else word.lower(), start)
        for word, start in zip(tokens.keys, tokens.starts, strict=True)
        if word[0].isalnum()
    ]
    found: list[str] = []
    starts: list[int] = []
    for word, start in words:
        if word[0] > _LAST_ASCII and len(word) <= _LONGEST and not word[0].isdigit():
            found.append(word)
            starts.append(start)
            continue
        for term in _terms(word):
            found.append(term)
            starts.append(start)
    return found, starts


def words(text: str | Tokens) -> list[str]:
    """Return the terms of a text in order."""
    return held(tokenise(text) if isinstance(text, str) else text)[0]


def mark(field: str | None) -> str:
    """Return what stands before the terms of a field; nothing before those of the text."""
    return _LETTER[field] if field else ""


def tagged(field: str, text: str) -> list[str]:
    """Return the terms of a field's words in order."""
    return [_LETTER[field] + word for word in _of_name(text)]


@lru_cache(maxsize=8192)
def _of_name(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def code(field: str, value: str) -> str:
    """Return the term of a field whose values are ids: types, stances, days."""
    return _LETTER[field] + "".join(letter for letter in value.lower() if letter.isalnum())


def days(day: str) -> tuple[str, str, str]:
    """Return the terms of a day ``YYYY-MM-DD``: its year, its month and itself."""
    return code("year", day[:4]), code("month", day[:7]), code("day", day)


@lru_cache(maxsize=8192)
def _terms(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return tuple(filter(None, word.translate(_NUMBER_MARKS).split(".")))
    return (word.lower()[:_LONGEST],)


class _Particles(NamedTuple):
    """What may stand before a word, longest first: with the article at its end, and without."""

    definite: tuple[str, ...]
    plain: tuple[str, ...]
    article_after_l: str


@cache
def _particles() -> _Particles:
    clitics: dict[str, Any] = tables.toml("ar/letters.toml")["clitics"]
    conjunctions = ["", *clitics["conjunctions"]]
    prepositions = ["", *clitics["prepositions"]]
    article, after_l = clitics["article"], clitics["article_after_l"]
    before = [p for p in prepositions if not after_l.startswith(p) or not p]
    definite = [
        conjunction + form
        for conjunction in conjunctions
        for form in (*(preposition + article for preposition in before), after_l)
    ]
    plain = [
        conjunction + preposition for conjunction in conjunctions for preposition in prepositions
    ]
    return _Particles(_longest(definite), _longest(plain), after_l)


def _longest(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found), key=lambda particle: (-len(particle), particle)))


@lru_cache(maxsize=4096)
def forms(term: str) -> tuple[str, ...]:
    """Return the terms that a word looked for stands for, itself first: with and without particles."""
    if not term[0].isalpha() or term[0].isascii():
        return (term,)
    found = dict.fromkeys((term,))
    for base in _bases(term):
        found.update(dict.fromkeys(_with_particles(base)))
    return tuple(found)


def _bases(term: str) -> list[str]:
    """Return a word without what it carries: the article and all before it; else particles, if it is not common."""
    particles = _particles()
    for particle in particles.definite:
        if term.startswith(particle) and len(term) - len(particle) >= _LEAST:
            return [term[len(particle) :]]
    if term in common_words():
        return [term]
    bare = (
        term[len(particle) :]
        for particle in particles.plain
        if particle and term.startswith(particle) and len(term) - len(particle) >= _LEAST
    )
    return [term, *bare]


def _with_particles(base: str) -> Iterator[str]:
    particles = _particles()
    yield base
    if len(base) < _LEAST:
        return
    for particle in (*particles.plain, *particles.definite):
        yield particle + base
        if particle.endswith(particles.article_after_l) and base[0] == particle[-1]:
            yield particle[:-1] + base  # three of the same letter are written as two
