"""The words around names of places, and what each token of a text may be.

Every distinct token is looked at once in the life of a gazetteer: :class:`Reader` remembers what it may mean.

Imports ``tables``, ``text`` and ``table``.
"""

from functools import cache
from typing import Any

import msgspec

from riwaya import tables
from riwaya.resolve.places.table import Entry, Gazetteer, Place
from riwaya.text import key


class Feature(msgspec.Struct, frozen=True):
    """What a feature word says: the kinds it may name, and whether an unknown word after it is a place.

    ``unknown`` is ``always``, ``placed`` (after a preposition of place) or empty; ``vague`` marks words like "area".
    """

    kinds: tuple[str, ...]
    unknown: str = ""
    vague: bool = False


class Words(msgspec.Struct, frozen=True):
    """``data/places/words.toml`` by search key."""

    features: dict[str, Feature]
    countryside: frozenset[str]
    bearings: dict[str, str]
    far: frozenset[str]
    prepositions: frozenset[str]
    inside: frozenset[str]
    clitic: str
    near: frozenset[str]
    units: dict[str, float]
    qualifiers: frozenset[str]
    heads: frozenset[str]
    stop: frozenset[str]
    endings: tuple[str, ...]
    state_nouns: frozenset[str]
    capital_nouns: frozenset[str]
    adjectives: dict[str, str]
    anaphors: dict[str, tuple[str, ...]]
    article: str
    conjunctions: tuple[str, ...]
    clitics: tuple[str, ...]


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(key(word) for word in words)


def _build() -> Words:
    held = tables.toml("places/words.toml")
    clitics = tables.toml("ar/letters.toml")["clitics"]
    before = held["before"]
    anaphors: dict[str, tuple[str, ...]] = {}
    for group in held["anaphor"]:
        for word in group["words"]:
            anaphors[key(word)] = anaphors.get(key(word), ()) + tuple(group["kinds"])
    return Words(
        features=_features(held["feature"]),
        countryside=_keys(held["countryside"]["words"] + held["countryside"]["with_article"]),
        bearings={key(word): point for point in "NSEW" for word in held["bearings"][point]},
        far=_keys(held["bearings"]["far"]),
        prepositions=_keys(before["prepositions"]),
        inside=_keys(before["inside"]),
        clitic=before["clitic"],
        near=_keys(before["near"]),
        units={key(word): value for word, value in held["distance"]["units"].items()},
        qualifiers=_keys(held["qualifiers"]["words"]),
        heads=_keys(held["heads"]["words"]),
        stop=_keys(held["stop"]["words"]),
        endings=tuple(key(word) for word in held["stop"]["endings"]),
        state_nouns=_keys(held["state_nouns"]["words"]),
        capital_nouns=_keys(held["state_nouns"]["capital"]),
        adjectives=_adjectives(held["state_adjectives"], key(held["state_nouns"]["feminine"])),
        anaphors=anaphors,
        article=clitics["article"],
        conjunctions=tuple(clitics["conjunctions"]),
        clitics=tuple(clitics["conjunctions"] + clitics["prepositions"]),
    )


def _features(groups: list[dict[str, Any]]) -> dict[str, Feature]:
    found: dict[str, Feature] = {}
    for group in groups:
        kinds, vague = tuple(group["kinds"]), group.get("vague", False)
        for word in group["words"]:
            found[key(word)] = Feature(kinds, group.get("unknown", ""), vague)
        for word in group.get("plurals", []):
            found[key(word)] = Feature(kinds, "", vague)
    return found


def _adjectives(states: dict[str, list[str]], feminine: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, forms in states.items():
        for form in forms:
            found[key(form)] = f"iso:{code}"
            found[key(form) + feminine] = f"iso:{code}"
    return found


@cache
def words() -> Words:
    """Return the words around names of places."""
    return tables.compiled("place-words", ("places/words.toml", "ar/letters.toml"), Words, _build)


class Reading(msgspec.Struct, frozen=True):
    """One way to read a token as the first word of names, after ``cut`` letters of joined particles.

    ``alone`` is the name that ends here, ``loose`` where it is known only with the article and said without, or the
    other way round; ``longer`` are the names that go on, by their second word, longest first.
    """

    cut: int
    alone: Entry | None
    loose: bool
    longer: dict[str, tuple[Entry, ...]]


class Token(msgspec.Struct, frozen=True):
    """What one token may be; ``cut`` is how many letters of joined particles come before the word itself.

    The first four fields only save time: whether the token may begin a mention, whether it is a whole name, whether
    only a doubtful one, and the second words of longer names. ``leads``: a word that may stand before any place.
    """

    begins: bool = False
    alone: bool = False
    doubtful: bool = False
    seconds: frozenset[str] = frozenset()

    leads: bool = False
    feature: Feature | None = None
    bearing: str = ""
    countryside: bool = False
    near: bool = False
    preposition: bool = False
    inside: bool = False
    joined: str = ""
    cut: int = 0
    state: str = ""
    state_noun: bool = False
    capital_noun: bool = False
    far: bool = False
    anaphor: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


class Reader(dict[str, "Token | None"]):
    """Tokens by key; None for a word that has nothing to do with places."""

    LIMIT = 200_000

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self.gazetteer = gazetteer
        self.words = words()
        self.undoubted: dict[tuple[int, ...], Place | None] = {}

    def __missing__(self, word: str) -> Token | None:
        if len(self) >= self.LIMIT:  # a text of nothing but new words must not fill the memory
            self.clear()
        found = self[word] = self._read(word)
        return found

    def _read(self, word: str) -> Token | None:
        readings = tuple(self._readings(word.lower()))
        for cut, particle in self._cuts(word):
            token = self._role(word[cut:], cut, particle)
            if token != Token(joined=particle, cut=cut):
                return _with(token, readings)
        return _with(Token(), readings) if readings else None

    def _cuts(self, word: str) -> list[tuple[int, str]]:
        found = [(0, "")]
        if len(word) > 3 and word[0] in self.words.clitics:
            found.append((1, word[0]))
            if (
                word[0] in self.words.conjunctions
                and len(word) > 4
                and word[1] in self.words.clitics
            ):
                found.append((2, word[1]))
        return found

    def _role(self, rest: str, cut: int, particle: str) -> Token:
        known = self.words
        return Token(
            feature=known.features.get(rest),
            bearing=known.bearings.get(rest, ""),
            countryside=rest in known.countryside,
            leads=rest in known.near or rest in known.prepositions or rest in known.countryside,
            near=rest in known.near,
            preposition=rest in known.prepositions,
            inside=rest in known.inside,
            joined=particle,
            cut=cut,
            state=known.adjectives.get(rest, ""),
            state_noun=rest in known.state_nouns,
            capital_noun=rest in known.capital_nouns,
            far=rest in known.far,
            anaphor=known.anaphors.get(rest, ()),
        )

    def _readings(self, word: str) -> list[Reading]:
        found = []
        for cut, article, first in self._firsts(word):
            entries = self.gazetteer.entries(first)
            if entries:
                found.append(_reading(cut, article, entries))
        return found

    def _firsts(self, word: str) -> list[tuple[int, bool, str]]:
        """Return (letters cut off, article said, first word of a name) for each way to read a token."""
        known = self.words
        article = known.article
        found = [_split(word, 0, article)]
        if word in self.gazetteer.not_joined:
            return found
        for cut, particle in self._cuts(word):
            if not cut:
                continue
            rest = word[cut:]
            found.append(_split(rest, cut, article))
            if particle == article[1] and rest.startswith(article[1]):
                # the article after that particle loses its first letter
                found.append((cut, True, rest[1:]))
        return [each for each in found if len(each[2]) > 1 or not each[0]]


def _with(token: Token, readings: tuple[Reading, ...]) -> Token:
    alone = [reading for reading in readings if reading.alone is not None]
    unknown = token.feature is not None and bool(token.feature.unknown)
    return msgspec.structs.replace(
        token,
        begins=bool(readings or unknown or token.state),
        alone=bool(alone or unknown or token.state),
        doubtful=not (unknown or token.state)
        and all(
            reading.loose or (reading.alone is not None and reading.alone.level)
            for reading in alone
        ),
        seconds=frozenset(word for reading in readings for word in reading.longer),
        readings=readings,
    )


def _reading(cut: int, article: bool, entries: tuple[Entry, ...]) -> Reading:
    longer: dict[str, list[Entry]] = {}
    alone: dict[bool, Entry] = {}
    for entry in entries:
        if entry.rest:
            longer.setdefault(entry.rest[0], []).append(entry)
        else:
            alone[entry.article] = (
                joined(alone[entry.article], entry) if entry.article in alone else entry
            )
    exact = alone.get(article)
    return Reading(
        cut=cut,
        alone=exact or alone.get(not article),
        loose=exact is None,
        longer={word: tuple(held) for word, held in longer.items()},
    )


def joined(first: Entry, second: Entry) -> Entry:
    """Return one entry for the same name in two gazetteers."""
    rows = tuple(dict.fromkeys(first.rows + second.rows))
    return Entry(first.rest, first.article, min(first.level, second.level), rows)


def _split(word: str, cut: int, article: str) -> tuple[int, bool, str]:
    if word.startswith(article) and len(word) > len(article) + 1:
        return cut, True, word[len(article) :]
    return cut, False, word
