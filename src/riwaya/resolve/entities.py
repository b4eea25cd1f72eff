"""The entity table: states, international bodies, media, armed and political actors, and how texts name them.

Rows live in ``data/entities/*.jsonl``, each with source and licence. A phrase is looked up by its longest match over
tokens, with and without the article and with fused particles; what fits several entities stays ambiguous.
A newsroom adds its own rows with ``merge``; nothing here is global state. Imports ``tables``, ``text`` and ``types``.

>>> load().lookup("NATO")
('nato',)
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.text import key, tokenise
from riwaya.types import Kind

FILES = tuple(
    f"entities/{name}.jsonl"
    for name in (
        "states", "bodies", "media", "region", "iraq", "syria", "yemen", "libya", "palestine_israel",
        "lebanon", "sudan", "organs",
    )
)  # fmt: skip
Role = Literal["name", "metonym", "relative", "people", "organ"]
_NAMES: tuple[Role, ...] = ("name", "metonym")
_ADJECTIVES: tuple[Role, ...] = ("people", "relative")
_MARKS = frozenset("\"«»“”‹›„‟″＂'’‘.(")
_CLOSING = frozenset("\"»”›‟″＂'’)")
_LONGEST = 9


class Entity(msgspec.Struct, frozen=True, gc=False):
    """One row of the table.

    ``country`` is ISO 3166 alpha-3 and empty for what belongs to none; ``sector`` a PLOVER actor sector (GOV, MIL,
    REB, PTY, JUD, LEG, COP, SPY, MED, IGO, NGO, REL, BUS, ...). ``aliases`` match with and without the article,
    ``exact`` as written only, ``loaded`` are names that take a side: they are matched and never shown as the name.
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


class _Grammar(msgspec.Struct, frozen=True):
    """The letters that the matcher needs: the article, fused particles, and endings of relative adjectives."""

    article: str
    article_after_l: str
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    feminine: str
    plurals: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """A compiled entity table.

    ``phrases`` maps each role to its phrases, loosened of articles; ``exact`` the phrases that match as written;
    ``organs`` the words before a state's adjective to (words after it, organ); ``longest`` a first word to the number
    of words of the longest phrase that it opens.
    """

    entities: dict[str, Entity]
    phrases: dict[Role, dict[str, tuple[str, ...]]]
    exact: dict[str, tuple[str, ...]]
    organs: dict[str, tuple[tuple[str, str], ...]]
    longest: dict[str, int]

    def lookup(self, phrase: str) -> tuple[str, ...]:
        """Return the ids of the entities that a whole phrase names; empty if none, several if ambiguous."""
        keys = tokenise(phrase).keys
        found = self.match(keys, 0, len(keys)) if keys else None
        return found.ids if found is not None and found.past >= len(keys) else ()

    def match(self, keys: list[str], at: int, past: int) -> Match | None:
        """Return the longest name of an entity that opens at token ``at`` and ends before ``past``."""
        for skipped, exact, loose in forms(keys[at]):
            count = self.longest.get(loose)
            if count is None:
                continue
            ends, words, loosened = _ahead(keys, at, min(past, at + 2 * count + 2), count)
            words[0], loosened[0] = exact, loose
            for n in range(len(ends), 0, -1):
                found = self._whole(" ".join(words[:n]), " ".join(loosened[:n]), loosened[:n])
                if found is not None:
                    return Match(_closed(keys, at, ends[n - 1]), found[0], found[1], skipped)
        return None

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

    def _whole(
        self, exact: str, loose: str, words: list[str]
    ) -> tuple[tuple[str, ...], Role] | None:
        named = self.exact.get(exact, ())
        for role in _NAMES:
            named += tuple(i for i in self.phrases[role].get(loose, ()) if i not in named)
        if named:
            return named, "metonym" if loose in self.phrases["metonym"] else "name"
        organ = self._organ(words)
        if organ:
            return organ, "organ"
        for role in _ADJECTIVES:
            adjective = self.phrases[role].get(loose)
            if adjective:
                return adjective, role
        return None

    def _organ(self, words: list[str]) -> tuple[str, ...]:
        """Return the organs named by words, a state's adjective, and words."""
        relative = self.phrases["relative"]
        for n in range(1, len(words)):
            organs = self.organs.get(" ".join(words[:n]))
            if organs is None:
                continue
            for m in range(min(len(words), n + 2), n, -1):
                states = relative.get(" ".join(words[n:m]))
                after = " ".join(words[m:])
                if states:
                    return tuple(
                        f"{organ}@{state}"
                        for tail, organ in organs
                        if tail == after
                        for state in states
                    )
        return ()


def _ahead(
    keys: list[str], at: int, past: int, count: int
) -> tuple[list[int], list[str], list[str]]:
    """Return the next words with the positions after them; marks inside a name are stepped over."""
    ends: list[int] = []
    words: list[str] = []
    loosened: list[str] = []
    for i in range(at, past):
        word = keys[i]
        if word in _MARKS:
            if word == "." and len(words[-1]) > 3:
                break
            continue
        if not word[0].isalnum() or len(ends) == count:
            break
        ends.append(i + 1)
        words.append(word)
        loosened.append(loosen(word))
    return ends, words, loosened


def _closed(keys: list[str], at: int, past: int) -> int:
    """Return the end of a match, with the mark that closes one opened inside it."""
    opened = any(word in _MARKS and word != "." for word in keys[at:past])
    return past + 1 if opened and past < len(keys) and keys[past] in _CLOSING else past


@cache
def _grammar() -> _Grammar:
    files = ("ar/letters.toml", "ar/titles.toml")
    return tables.compiled("entity-grammar", files, _Grammar, _build_grammar)


def _build_grammar() -> _Grammar:
    clitics = tables.toml("ar/letters.toml")["clitics"]
    adjective = tables.toml("ar/titles.toml")["relative"]
    return _Grammar(
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
    grammar = _grammar()
    if word.startswith((grammar.article, grammar.article_after_l)) and len(word) > 4:
        return word[2:]
    return word.lower() if word.isascii() else word


@lru_cache(1 << 15)
def forms(word: str) -> tuple[tuple[int, str, str], ...]:
    """Return what a word can be: letters of fused particles, the word after them as written, and loosened."""
    grammar = _grammar()
    readings = [(0, word)]
    rest, skipped = word, 0
    if word[0] in grammar.conjunctions and len(word) > 3:
        rest, skipped = word[1:], 1
        readings.append((1, rest))
    if rest.startswith(grammar.article_after_l) and len(rest) > 4:
        readings.append((skipped, grammar.article + rest[2:]))
    elif rest[0] in grammar.prepositions and len(rest) > 3:
        readings.append((skipped + 1, rest[1:]))
    return tuple((skip, form.lower(), loosen(form)) for skip, form in readings)


def _rows(content: bytes, file: str) -> list[Entity]:
    rows = []
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(msgspec.json.decode(line, type=Entity))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise LexiconError(
                f"Line {number} of {file} is no entity: {error}.",
                file=file,
                entry=str(number),
                advice="Each line is one JSON object with at least id, kind, sector, en, source and licence.",
            ) from error
    return rows


def build(rows: list[Entity]) -> Table:
    """Compile rows into a table; rows of the same name make that name ambiguous."""
    phrases: dict[Role, dict[str, list[str]]] = {
        "name": {},
        "metonym": {},
        "relative": {},
        "people": {},
    }
    exact: dict[str, list[str]] = {}
    organs: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        for written in row.exact:
            _note(exact, " ".join(_words(written)), row.id)
        for role, written in _named(row):
            _note(phrases[role], " ".join(map(loosen, _words(written))), row.id)
        for pattern in filter(_is_pattern, row.patterns + row.loaded):
            before, _, after = pattern.partition("{")
            tail = after.partition("}")[2]
            organs.setdefault(" ".join(map(loosen, _words(before))), []).append(
                (" ".join(map(loosen, _words(tail))), row.id)
            )
    return Table(
        {row.id: row for row in rows},
        {
            role: {phrase: tuple(ids) for phrase, ids in named.items()}
            for role, named in phrases.items()
        },
        {phrase: tuple(ids) for phrase, ids in exact.items()},
        {words: tuple(tails) for words, tails in organs.items()},
        _longest(exact, [phrase for named in phrases.values() for phrase in named], organs),
    )


def _is_pattern(written: str) -> bool:
    return "{" in written


def _note(index: dict[str, list[str]], phrase: str, identifier: str) -> None:
    ids = index.setdefault(phrase, [])
    if phrase and identifier not in ids:
        ids.append(identifier)


def _words(written: str) -> list[str]:
    return [word.lower() for word in tokenise(written).keys if word not in _MARKS]


def _longest(exact: Iterable[str], phrases: Iterable[str], organs: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}

    def note(first: str, count: int) -> None:
        longest[first] = max(longest.get(first, 0), min(count, _LONGEST))

    for phrase in exact:
        words = phrase.split()
        note(loosen(words[0]), len(words))
    for extra, group in ((0, phrases), (3, organs)):
        for phrase in group:
            words = phrase.split()
            note(words[0], len(words) + extra)
    return longest


def _named(row: Entity) -> list[tuple[Role, str]]:
    """Return every phrase that names a row, with its role."""
    found: list[tuple[Role, str]] = []
    if row.name and row.name not in row.exact and not row.ambiguous_name:
        found.append(("name", row.name))
    aliases = row.aliases + row.acronyms + row.loaded
    found += [("name", written) for written in aliases if not _is_pattern(written)]
    found += [("metonym", capital) for capital in row.capitals]
    grammar = _grammar()
    for adjective in row.relative + row.loaded_relative:
        words = key(adjective).split()
        found.append(("relative", adjective))
        found.append(("relative", " ".join(word + grammar.feminine for word in words)))
        found += [
            ("people", " ".join(word + ending for word in words)) for ending in grammar.plurals
        ]
    found += [("people", plural) for plural in row.plurals]
    return found


def _compile() -> Table:
    return build([row for file in FILES for row in _rows(tables.raw(file), file)])


@cache
def load() -> Table:
    """Return the table that ships with Riwaya."""
    return tables.compiled(
        "entities", (*FILES, "ar/letters.toml", "ar/titles.toml"), Table, _compile
    )


def merge(table: Table, path: Path) -> Table:
    """Return a new table with the rows of a user's JSON Lines file added; a row with a known id replaces it.

    Raises ``LexiconError`` if the file cannot be read or a line is no entity.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LexiconError(
            f"The entity file {path} cannot be read: {error}.",
            file=str(path),
            advice="Check the path.",
        ) from error
    rows = dict(table.entities)
    rows.update((row.id, row) for row in _rows(content, str(path)))
    return build(list(rows.values()))
