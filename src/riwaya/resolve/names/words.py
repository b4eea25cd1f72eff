"""What a word can be in a name, as one dictionary from search key to a set of flags.

The words live in ``data/ar/titles.toml``, ``given_names.toml`` and ``common_words.jsonl``. Imports ``tables`` and
``text``.

>>> bool(flags("K1") & OFFICE)
False
"""

from functools import cache, lru_cache

import msgspec

from riwaya import tables
from riwaya.text import key

OFFICE, RANK, ORGANIZATION, STATE, ANONYMOUS, GROUP, DOCUMENT, MEDIUM = (1 << n for n in range(8))
NOT_MEDIUM, PARTICLE, COMPOUND, CUT, PREPOSITION, ANAPHORA = (1 << n for n in range(8, 14))
GIVEN, WEAK, COMMON, PLACE, FORMER, DETERMINER, OWNED, GENERIC, HIGH = (
    1 << n for n in range(14, 23)
)

HEAD = OFFICE | RANK | ORGANIZATION | STATE | ANONYMOUS | GROUP | DOCUMENT | MEDIUM
"""The head nouns that tell what kind of source a phrase is."""

_STATES = "entities/states.jsonl"
_FILES = (
    _STATES,
    "ar/titles.toml",
    "ar/given_names.toml",
    "ar/common_words.jsonl",
    "ar/letters.toml",
)
_SECTIONS = {
    "office": OFFICE, "rank": RANK, "organization": ORGANIZATION, "state": STATE, "anonymous": ANONYMOUS,
    "group": GROUP, "document": DOCUMENT, "medium": MEDIUM, "not_medium": NOT_MEDIUM, "particle": PARTICLE,
    "compound": COMPOUND, "cut": CUT, "preposition": PREPOSITION, "anaphora": ANAPHORA, "former": FORMER,
    "determiner": DETERMINER, "generic": GENERIC, "high": HIGH, "inner": COMMON,
}  # fmt: skip


class Words(msgspec.Struct, frozen=True):
    """The words of each set of flags, and the places of several words by their first word."""

    by_flags: dict[int, str]
    places: dict[str, list[list[str]]]
    article: str
    definite: tuple[str, ...]
    conjunctions: frozenset[str]
    fused: frozenset[str]
    endings: dict[str, tuple[str, ...]]
    pronouns: tuple[str, ...]
    open_ta: str
    heads: tuple[str, str]
    servant: str
    synonyms: dict[str, frozenset[str]]


def _build() -> Words:
    flags: dict[str, int] = {}
    titles = tables.toml("ar/titles.toml")

    def add(word: str, flag: int) -> None:
        flags[word] = flags.get(word, 0) | flag

    for section, flag in _SECTIONS.items():
        for word in titles[section]["words"]:
            add(key(word), flag)
    given = tables.toml("ar/given_names.toml")
    weak = {key(name) for name in given.pop("weak")["names"].split()}
    for table in given.values():
        for name in map(key, table["names"].split()):
            if name not in weak:
                add(name, GIVEN)
    for name in weak:
        add(name, WEAK)
    for line in tables.raw("ar/common_words.jsonl").splitlines():
        add(key(msgspec.json.decode(line, type=str)), COMMON)
    for adjective in _adjectives(titles["relative"]["feminine"]):
        add(key(adjective), COMMON)
    places: dict[str, list[list[str]]] = {}
    for name in titles["place"]["words"]:
        parts = key(name).split()
        if len(parts) == 1:
            add(parts[0], PLACE)
        else:
            places.setdefault(parts[0], []).append(parts)
    clitics = tables.toml("ar/letters.toml")["clitics"]
    conjunctions, prepositions = clitics["conjunctions"], clitics["prepositions"]
    return Words(
        tables.by_flags(flags),
        places,
        clitics["article"],
        (clitics["article"], clitics["article_after_l"]),
        frozenset(conjunctions),
        frozenset(conjunctions + prepositions),
        {
            kind: tuple(map(key, titles["ending"][kind]))
            for kind in ("group", "organization", "person")
        },
        tuple(clitics["pronouns"][:6]),
        titles["servant"]["open_ta"],
        _lines(_heads(flags, clitics["pronouns"][:6], *titles["ending"]["group"])),
        key(titles["servant"]["word"]),
        _synonyms(titles["synonyms"]["sets"]),
    )


def _heads(
    flags: dict[str, int], pronouns: list[str], nominative: str, oblique: str
) -> dict[str, str]:
    """Return the forms of head nouns that are compared as another: oblique plurals, and those with a pronoun."""
    heads = {
        word: word[: -len(oblique)] + nominative
        for word, known in flags.items()
        if known & HEAD and word.endswith(oblique) and word[: -len(oblique)] + nominative in flags
    }
    for word, known in flags.items():
        if known & (OFFICE | ANONYMOUS):
            heads.update(
                (word + pronoun, word) for pronoun in pronouns if word + pronoun not in flags
            )
    return heads


def _lines(heads: dict[str, str]) -> tuple[str, str]:
    return "\n".join(heads), "\n".join(heads.values())


def _synonyms(sets: list[list[str]]) -> dict[str, frozenset[str]]:
    folded = [frozenset(map(key, words)) for words in sets]
    return {word: words for words in folded for word in words}


class _State(msgspec.Struct):
    relative: list[str] = []


def _adjectives(feminine: str) -> list[str]:
    """Return the relative adjectives of states: they follow a title and open no name."""
    found = []
    for line in tables.raw(_STATES).splitlines():
        row = msgspec.json.decode(line, type=_State)
        found += [word for adjective in row.relative for word in (adjective, adjective + feminine)]
    return found


@cache
def words() -> Words:
    """Return the compiled table of name words."""
    return tables.compiled("names", _FILES, Words, _build)


@cache
def heads() -> dict[str, str]:
    """Return the nouns that are compared as another."""
    written, compared = words().heads
    return dict(zip(written.split("\n"), compared.split("\n"), strict=True))


@cache
def _table() -> tuple[dict[str, int], str, frozenset[str]]:
    known = words()
    return tables.flagged(known.by_flags), known.article, known.fused


def is_known(word: str) -> bool:
    """Tell whether a word as written is one of the table."""
    return word in _table()[0]


def _owned(word: str, known: dict[str, int]) -> int:
    """Return what a head noun with a pronoun is; a final ta is written out before it."""
    for pronoun in words().pronouns:
        if word.endswith(pronoun) and len(word) > len(pronoun) + 2:
            stem = word[: -len(pronoun)]
            found = known.get(stem, 0) & HEAD
            if not found and stem.endswith(words().open_ta):
                found = known.get(stem[:-1] + words().endings["organization"][0], 0) & HEAD
            if found:
                return found | OWNED
    return 0


@lru_cache(1 << 15)
def flags(word: str) -> int:
    """Return what a word as written can be, its article and one fused particle undone; 0 if nothing is known."""
    known, article, fused = _table()
    found = known.get(word)
    if found is not None:
        return found
    found = 0
    if word.startswith(article):
        return known.get(word[2:], 0) & ~(GIVEN | WEAK)
    if word[:1] in fused and len(word) > 3:
        rest = word[1:]
        found = known.get(rest, 0)
        if found:
            return found & ~(GIVEN | WEAK | PARTICLE | COMPOUND)
        # with the preposition of one letter the article loses its alef
        if rest.startswith(article) or rest[0] == article[1]:
            found = known.get(rest[2:] if rest.startswith(article) else rest[1:], 0)
            if found:
                return found & ~(GIVEN | WEAK | PARTICLE)
    if word[-1:] == article[0]:  # the accusative of an indefinite noun
        found = known.get(word[:-1], 0) & (HEAD | COMMON)
    return found or _owned(word, known)
