"""The entity table: states, international bodies, media, armed and political actors, and how texts name them.

Rows live in ``data/entities/*.jsonl``, each with source and licence. A phrase is looked up by its longest match over
tokens, with and without the article and with fused particles; what fits several entities stays ambiguous.
A newsroom adds its own rows with ``merge``; nothing here is global state. Imports ``entity_table``, ``tables``,
``text`` and ``errors``.

>>> load().lookup("NATO")
('nato',)
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.resolve.entity_table import (
    Entity,
    Match,
    Opening,
    Role,
    Table,
    forms,
    grammar,
    loosen,
)
from riwaya.text import key, tokenise

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FILES",
    "Entity",
    "Match",
    "Table",
    "build",
    "forms",
    "load",
    "loosen",
    "merge",
]

FILES = tuple(
    f"entities/{name}.jsonl"
    for name in (
        "states", "bodies", "media", "region", "iraq", "syria", "yemen", "libya", "palestine_israel",
        "lebanon", "sudan", "organs",
    )
)  # fmt: skip


def read_rows(content: bytes, file: str) -> list[Entity]:
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
    short: dict[str, list[str]] = {}
    organs: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        for written in _as_written(row):
            _note(exact, " ".join(_words(written)), row.id)
        for written in row.short:
            _note(short, " ".join(_words(written)), row.id)
        for capital in row.capitals:
            _note(phrases["metonym"], " ".join(_words(capital)), row.id)
        for role, written in _named(row):
            _note(phrases[role], " ".join(map(loosen, _words(written))), row.id)
        for pattern in filter(_is_pattern, row.patterns + row.loaded):
            before, _, after = pattern.partition("{")
            tail = after.partition("}")[2]
            organs.setdefault(" ".join(map(loosen, _words(before))), []).append(
                (" ".join(map(loosen, _words(tail))), row.id)
            )
    return Table(
        tables.Packed.of({row.id: row for row in rows}),
        {
            role: {phrase: tuple(ids) for phrase, ids in named.items()}
            for role, named in phrases.items()
        },
        {phrase: tuple(ids) for phrase, ids in exact.items()},
        {phrase: tuple(ids) for phrase, ids in short.items()},
        {words: tuple(tails) for words, tails in organs.items()},
        tables.Packed.of(
            _openings(
                [*map(_loosened, [*exact, *short, *phrases["metonym"]]), *phrases["name"]],
                organs,
                [*phrases["relative"], *phrases["people"]],
            )
        ),
    )


def _as_written(row: Entity) -> tuple[str, ...]:
    """Return the names that match with their article and letter case only."""
    named = row.exact + row.acronyms
    if row.kind != "state" or row.patterns:
        return named
    single = tuple(name for name in (row.name, *row.aliases, *row.loaded) if len(name.split()) == 1)
    return named + (() if row.ambiguous_name else single)


def _is_pattern(written: str) -> bool:
    return "{" in written


def _note(index: dict[str, list[str]], phrase: str, identifier: str) -> None:
    ids = index.setdefault(phrase, [])
    if phrase and identifier not in ids:
        ids.append(identifier)


def _words(written: str) -> list[str]:
    return [word for word in tokenise(written).keys if word[0].isalnum()]


def _loosened(phrase: str) -> str:
    return " ".join(map(loosen, phrase.split()))


def _openings(
    named: Iterable[str], organs: Iterable[str], adjectives: Iterable[str]
) -> dict[str, Opening]:
    counts: dict[str, tuple[set[int], set[int], set[int]]] = {}
    seconds: dict[str, set[str]] = {}
    for kind, phrases in enumerate((named, organs, adjectives)):
        for phrase in phrases:
            words = phrase.split()
            counts.setdefault(words[0], (set(), set(), set()))[kind].add(len(words))
            seconds.setdefault(words[0], set()).update(words[1:2])
    return {first: _opening(lengths, seconds[first]) for first, lengths in counts.items()}


def _opening(lengths: tuple[set[int], set[int], set[int]], seconds: set[str]) -> Opening:
    names, organs, adjectives = (tuple(sorted(counts, reverse=True)) for counts in lengths)
    longest = max(1, *names, *adjectives, *(count + 4 for count in organs))
    return Opening(
        names, organs, adjectives, longest, 1 in names or 1 in adjectives, frozenset(seconds)
    )


def _named(row: Entity) -> list[tuple[Role, str]]:
    """Return every phrase that names a row, with its role."""
    found: list[tuple[Role, str]] = []
    if row.name and row.name not in row.exact and not row.ambiguous_name:
        found.append(("name", row.name))
    found += [("name", alias) for alias in row.aliases + row.loaded if not _is_pattern(alias)]
    if row.kind == "state":  # hind is India only with its article; two words are clear without
        found = [(role, written) for role, written in found if len(written.split()) > 1]
    endings = grammar()
    for adjective in row.relative + row.loaded_relative:
        words = key(adjective).split()
        found.append(("relative", adjective))
        found.append(("relative", " ".join(word + endings.feminine for word in words)))
        found += [
            ("people", " ".join(word + ending for word in words)) for ending in endings.plurals
        ]
    found += [("people", plural) for plural in row.plurals]
    return found


def _compile() -> Table:
    return build([row for file in FILES for row in read_rows(tables.raw(file), file)])


@cache
def load() -> Table:
    """Return the table that ships with Riwaya."""
    return tables.compiled(
        "entities", (*FILES, "ar/letters.toml", "ar/titles.toml"), Table, _compile
    )


def merge(table: Table, path: "Path") -> Table:
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
    rows = dict(table.entities.items())
    rows.update((row.id, row) for row in read_rows(content, str(path)))
    return build(list(rows.values()))
