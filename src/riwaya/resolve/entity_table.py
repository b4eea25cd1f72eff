"""Matching of entity names over tokens, against a compiled table.

Imports ``tables``, ``text`` and ``types``; ``entities`` compiles the table.
"""

from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

from riwaya import tables
from riwaya.text import key, tokenise
from riwaya.types import Kind

Role = Literal["name", "short", "metonym", "relative", "people", "organ"]
_ADJECTIVES: tuple[Role, ...] = ("people", "relative")
MARKS = frozenset("\"«»“”‹›„‟″＂'’‘.(-–")
_CLOSING = frozenset("\"»”›‟″＂'’)")


class Entity(msgspec.Struct, frozen=True, gc=False):
    """One row of the table.

    ``country`` is ISO 3166 alpha-3 and empty for what belongs to none; ``sector`` a PLOVER actor sector (GOV, MIL,
    REB, PTY, JUD, LEG, COP, SPY, MED, IGO, NGO, REL, BUS, ...). ``aliases`` match with and without the article,
    ``exact`` as written only, ``short`` as written but only where the entity is likely (as a source, or named in
    full before: they are common words too). ``loaded`` are names that take a side: matched, never shown as the name.
    ``relative`` are masculine relative adjectives of a state, ``capitals`` stand for its government;
    ``patterns`` name an organ of whichever state's adjective follows (``{f}``, ``{m}``).
    """

    id: str
    kind: Kind
    sector: str
    en: str
    source: str
    licence: str
    name: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    loaded_relative: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    ambiguous_name: bool = False


class Match(msgspec.Struct, frozen=True, gc=False):
    """Tokens up to ``past`` name one of ``ids``, in the given role; ``skipped`` letters in front are a particle."""

    past: int
    ids: tuple[str, ...]
    role: Role
    skipped: int = 0


class Grammar(msgspec.Struct, frozen=True):
    """The letters that the matcher needs: the article, fused particles, and endings of relative adjectives."""

    article: str
    article_after_l: str
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    feminine: str
    plurals: tuple[str, ...]


class Opening(msgspec.Struct, frozen=True, gc=False):
    """What a word may open: how many words such phrases have, longest first, and the second words of them.

    ``organs`` counts the words before the state's adjective; ``single`` says that the word is a name by itself.
    """

    names: tuple[int, ...]
    organs: tuple[int, ...]
    adjectives: tuple[int, ...]
    longest: int
    single: bool
    seconds: frozenset[str]


Reading = tuple[int, str, str, Opening]
"""Letters of fused particles, the word after them as written, loosened, and what that opens."""


class _Ahead(NamedTuple):
    """The next words, as written and loosened, with the position after each."""

    ends: list[int]
    words: list[str]
    loosened: list[str]


_REMEMBERED = 1 << 15
_Fit = tuple[int, tuple[str, ...], Role]  # how many words, whose, and in which role


class Table(msgspec.Struct, frozen=True):
    """A compiled entity table.

    ``phrases`` maps each role to its phrases, loosened of articles; ``exact`` and ``short`` hold those that match as
    written; ``organs`` maps the words before a state's adjective to (words after it, organ); ``openings`` a first word
    to what it may open. ``known`` are the readings of words asked for before.
    """

    entities: tables.Packed[Entity]
    phrases: dict[Role, dict[str, tuple[str, ...]]]
    exact: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    organs: dict[str, tuple[tuple[str, str], ...]]
    openings: tables.Packed[Opening]
    known: dict[str, tuple[Reading, ...]] = {}

    def lookup(self, phrase: str) -> tuple[str, ...]:
        """Return the ids of the entities that a whole phrase names; empty if none, several if ambiguous."""
        keys = tokenise(phrase).keys
        found = self.match(keys, 0, len(keys)) if keys else None
        if found is None or any(word[0].isalnum() for word in keys[found.past :]):
            return ()
        return found.ids

    def match(self, keys: list[str], at: int, past: int) -> Match | None:
        """Return the longest name of an entity that opens at token ``at`` and ends before ``past``."""
        return self.match_as(self.readings(keys[at]), keys, at, past)

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Return how a word may open names: whoever reads many texts keeps them for ``match_as``."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            opening = (form for form in forms(word) if form[2] in self.openings)
            found = tuple((*form, self.openings[form[2]]) for form in opening)
            self.known[word] = found
        return found

    def match_as(
        self, readings: tuple[Reading, ...], keys: list[str], at: int, past: int
    ) -> Match | None:
        """Return what ``match`` does, given the readings of the word at ``at``."""
        for skipped, exact, loose, opening in readings:
            count = self._reach(keys, at, past, opening)
            if count == 0:
                continue
            if count == 1:
                ahead = _Ahead([at + 1], [exact], [loose])
            else:
                ahead = _ahead(keys, at, min(past, at + 2 * count + 2), count)
                ahead.words[0], ahead.loosened[0] = exact, loose
            found = self._named(ahead, opening) or self._adjective(ahead, opening)
            if found is not None:
                count, ids, role = found
                return Match(_closed(keys, at, ahead.ends[count - 1]), ids, role, skipped)
        return None

    def kind(self, identifier: str) -> Kind:
        """Return the kind of an entity."""
        return self.entities[identifier.partition("@")[0]].kind

    def _reach(self, keys: list[str], at: int, past: int, opening: Opening) -> int:
        """Return how many words are worth reading, by a look at the second: most first words stand alone."""
        if at + 1 < past:
            word = keys[at + 1]
            second = loosen(word)
            if (
                word in MARKS
                or second in opening.seconds
                or (opening.organs and second in self.phrases["relative"])
            ):
                return opening.longest
        return int(opening.single)

    def entity(self, identifier: str) -> Entity:
        """Return the row of an id; an organ's id is ``organ@STATE``."""
        organ, _, state = identifier.partition("@")
        row = self.entities[organ]
        if not state:
            return row
        nation = self.entities[state]
        return msgspec.structs.replace(
            row, id=identifier, country=nation.country, en=f"{row.en} ({nation.en})", patterns=()
        )

    def _named(self, ahead: _Ahead, opening: Opening) -> _Fit | None:
        """Return the longest name, metonym or organ."""
        organ = self._organ(ahead, opening) if opening.organs else None
        names, metonyms = self.phrases["name"], self.phrases["metonym"]
        for count in opening.names:
            if organ is not None and organ[0] > count:
                return organ
            if count > len(ahead.ends):
                continue
            loose = " ".join(ahead.loosened[:count])
            exact = " ".join(ahead.words[:count])
            ids = self.exact.get(exact, ())
            for fitting in (names.get(loose, ()), metonyms.get(exact, ())):
                if fitting:
                    ids = tuple(dict.fromkeys(ids + fitting)) if ids else fitting
            if not ids and exact in self.short:
                return count, self.short[exact], "short"
            if ids:
                return count, ids, "metonym" if exact in metonyms else "name"
        return organ

    def _organ(self, ahead: _Ahead, opening: Opening) -> _Fit | None:
        """Return the organs named by words, a state's adjective, and words."""
        words = ahead.loosened
        relative = self.phrases["relative"]
        for n in opening.organs:
            tails = self.organs.get(" ".join(words[:n]), ())
            for m in (n + 2, n + 1) if tails else ():
                states = relative.get(" ".join(words[n:m]), ()) if m <= len(words) else ()
                found = _tailed(tails, words, m, states) if states else None
                if found is not None:
                    return found
        return None

    def _adjective(self, ahead: _Ahead, opening: Opening) -> _Fit | None:
        for count in opening.adjectives:
            loose = " ".join(ahead.loosened[:count])
            for role in _ADJECTIVES if count <= len(ahead.ends) else ():
                ids = self.phrases[role].get(loose)
                if ids:
                    return count, ids, role
        return None


def _ahead(keys: list[str], at: int, past: int, count: int) -> _Ahead:
    """Return the next words; marks inside a name are stepped over."""
    ends: list[int] = []
    words: list[str] = []
    loosened: list[str] = []
    for i in range(at, past):
        word = keys[i]
        if word in MARKS:
            if word == "." and len(words[-1]) > 3:
                break
            continue
        if not word[0].isalnum() or len(ends) == count:
            break
        ends.append(i + 1)
        words.append(word)
        loosened.append(loosen(word))
    return _Ahead(ends, words, loosened)


def _tailed(
    tails: tuple[tuple[str, str], ...], words: list[str], at: int, states: tuple[str, ...]
) -> _Fit | None:
    """Return the organ of a state whose pattern goes on with the words from ``at``, the longest first."""
    for tail, organ in sorted(tails, key=lambda pair: -len(pair[0])):
        wanted = tail.split()
        if words[at : at + len(wanted)] == wanted:
            return at + len(wanted), tuple(f"{organ}@{state}" for state in states), "organ"
    return None


def _closed(keys: list[str], at: int, past: int) -> int:
    """Return the end of a match, with the mark that closes one opened inside it."""
    opened = any(word in MARKS and word != "." for word in keys[at:past])
    return past + 1 if opened and past < len(keys) and keys[past] in _CLOSING else past


@cache
def grammar() -> Grammar:
    files = ("ar/letters.toml", "ar/titles.toml")
    return tables.compiled("entity-grammar", files, Grammar, _build_grammar)


def _build_grammar() -> Grammar:
    clitics = tables.toml("ar/letters.toml")["clitics"]
    adjective = tables.toml("ar/titles.toml")["relative"]
    return Grammar(
        clitics["article"],
        clitics["article_after_l"],
        tuple(clitics["conjunctions"]),
        tuple(clitics["prepositions"]),
        key(adjective["feminine"]),
        tuple(map(key, adjective["plurals"])),
    )


@lru_cache(1 << 15)
def loosen(word: str) -> str:
    """Return a word without its article."""
    letters = grammar()
    if word.startswith((letters.article, letters.article_after_l)) and len(word) > 4:
        return word[2:]
    return word.lower() if word.isascii() else word


@lru_cache(1 << 15)
def forms(word: str) -> tuple[tuple[int, str, str], ...]:
    """Return what a word can be: letters of fused particles, the word after them as written, and loosened."""
    letters = grammar()
    readings = [(0, word)]
    rest, skipped = word, 0
    if word[0] in letters.conjunctions and len(word) > 3:
        rest, skipped = word[1:], 1
        readings.append((1, rest))
    if rest.startswith(letters.article_after_l) and len(rest) > 4:
        readings.append((skipped, letters.article + rest[2:]))
    elif rest[0] in letters.prepositions and len(rest) > 3:
        readings.append((skipped + 1, rest[1:]))
    return tuple((skip, form, loosen(form)) for skip, form in readings)
