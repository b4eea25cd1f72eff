"""Reporting verbs: which word of a text may be an act of saying, and what it would make of its
content.

The verbs stand in ``data/ar/verbs.toml``, each with examples; ``inflect`` spells out their shapes.
A word of a text is looked up with what may be written together with it: conjunctions, prepositions,
the article, object and possessive pronouns.

Imports ``tables``, ``text`` and ``inflect``.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress
from typing import Any, NamedTuple

import msgspec

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.lexicon import inflect
from riwaya.lexicon.inflect import Feature, Gender, Lemma, Number, Part, Tense
from riwaya.text import key
from riwaya.types import Distance, Stance

FILE = "ar/verbs.toml"
_FILES = (FILE, inflect.FILE, "ar/letters.toml")
_TABLE = "verbs-3"  # raise it when shapes change without a change of their files
_MEMO_LIMIT = 100_000
_START = 3
_CUTS = range(5)
"""A proclitic has at most four letters (and + by + the)."""


class Verb(msgspec.Struct, frozen=True):
    """One reporting verb, with its participle and its verbal noun.

    ``takes`` says what its content may be: ``clause``, ``quote``, ``object``, or the key of a
    preposition with ``+clause`` or ``+object``; ``addressee`` where the person told may stand
    between speaker and content. A ``weak`` verb reports only with a clause or a quotation.
    A verb that ``needs`` something takes an object only where one of these keys stands in it (responsibility,
    with the verb to carry).
    """

    id: str
    lemma: str
    stance: Stance
    distance: Distance = "neutral"
    takes: tuple[str, ...] = ()
    weak: bool = False
    needs: tuple[str, ...] = ()


class Analysis(NamedTuple):
    """One reading of a written word as a shape of a reporting verb.

    ``entry`` is the index of the verb in the lexicon. ``skip`` counts the letters of the key before
    the word proper (and: 1; for the, written together: 2); ``suffix`` is the pronoun after it, or
    empty. ``person`` is 0 for nouns and participles. ``definite``: with the article.
    ``accusative``: can be an indefinite accusative.
    """

    entry: int
    part: Part
    tense: Tense
    person: int
    number: Number
    gender: Gender
    accusative: bool
    skip: int = 0
    suffix: str = ""
    definite: bool = False
    jussive: bool = False


class _Proclitic(msgspec.Struct, frozen=True, array_like=True):
    letters: str
    verbs: tuple[Tense, ...] = ()
    nouns: bool = False
    definite: bool = False


class _Table(msgspec.Struct, frozen=True, array_like=True):
    """The compiled lexicon, shaped to be read back in two milliseconds.

    ``keys`` are joined by spaces. Key i is to be read as ``codes[i]``, that is ``entry * len(features) + feature``;
    where it has several readings, all of them stand in ``several``. ``starts`` are the first letters of all keys.
    """

    verbs: tuple[Verb, ...]
    features: tuple[Feature, ...]
    keys: str
    codes: tuple[int, ...]
    several: dict[str, tuple[int, ...]]
    starts: str
    proclitics: tuple[_Proclitic, ...]
    never: dict[str, tuple[int, ...]]
    pronouns: tuple[str, ...]
    verb_only: tuple[str, ...]
    noun_only: tuple[str, ...]


class VerbLexicon:
    """All reporting verbs, and the look-up of words."""

    __slots__ = (
        "_forms",
        "_memo",
        "_never",
        "_proclitics",
        "_pronoun_sizes",
        "_pronouns",
        "_starts",
        "_table",
        "verbs",
    )

    def __init__(self, table: _Table) -> None:
        self.verbs = table.verbs
        self._table = table
        self._forms = dict(zip(table.keys.split(), table.codes, strict=True))
        self._never = table.never
        self._pronouns = frozenset(table.pronouns)
        self._pronoun_sizes = sorted({len(pronoun) for pronoun in table.pronouns})
        self._starts = frozenset(table.starts.split())
        self._proclitics = {proclitic.letters: proclitic for proclitic in table.proclitics}
        self._memo: dict[str, tuple[Analysis, ...]] = {}

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Return every reading of a token key, those that strip least first; none for most words."""
        known = self._memo.get(word)
        if known is None:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            known = self._memo[word] = self._readings(word)
        return known

    def analyse_all(self, keys: list[str]) -> dict[int, tuple[Analysis, ...]]:
        """Return the readings of those tokens of a text that have any, by their place."""
        found = list(map(self._memo.get, keys))
        if None in found:
            found = list(map(self.analyse, keys))
        return {place: found[place] or () for place in compress(range(len(keys)), found)}

    def _readings(self, word: str) -> tuple[Analysis, ...]:
        starts, proclitics = self._starts, self._proclitics
        cuts = _CUTS if word[:1] in proclitics or word[:2] in proclitics else _CUTS[:1]
        found: list[Analysis] = []
        for cut in cuts:
            if word[cut : cut + _START] in starts and word[:cut] in proclitics:
                found += self._stripped(word[cut:], proclitics[word[:cut]])
        if not found:
            return ()
        barred = {entry for cut in cuts for entry in self._never.get(word[cut:], ())}
        return tuple(reading for reading in found if reading.entry not in barred)

    def _stripped(self, word: str, proclitic: _Proclitic) -> Iterator[Analysis]:
        if word in self._forms:
            yield from self._named(word, "", proclitic)
        for size in self._pronoun_sizes:
            pronoun = word[-size:]
            if pronoun in self._pronouns and word[:-size] in self._forms:
                yield from self._named(word[:-size], pronoun, proclitic)

    def _named(self, word: str, suffix: str, proclitic: _Proclitic) -> Iterator[Analysis]:
        features = self._table.features
        for code in self._table.several.get(word) or (self._forms[word],):
            entry, number = divmod(code, len(features))
            if self._fits(features[number], suffix, proclitic):
                yield _analysis(entry, features[number], suffix, proclitic)

    def _fits(self, feature: Feature, suffix: str, proclitic: _Proclitic) -> bool:
        if feature.pronoun == ("never" if suffix else "must"):
            return False
        if feature.part == "verb":
            return feature.tense in proclitic.verbs and suffix not in self._table.noun_only
        if not proclitic.nouns or suffix in self._table.verb_only:
            return False
        return not (proclitic.definite and (suffix or _is_indefinite(feature)))


def _analysis(entry: int, feature: Feature, suffix: str, proclitic: _Proclitic) -> Analysis:
    return Analysis(
        entry,
        feature.part,
        feature.tense,
        feature.person,
        feature.number,
        feature.gender,
        feature.accusative,
        len(proclitic.letters),
        suffix,
        proclitic.definite,
        feature.jussive,
    )


def _is_indefinite(feature: Feature) -> bool:
    """Tell whether the shape is the accusative in -an, which the article excludes."""
    return feature.accusative and feature.number == "singular" and feature.gender == "m"


@cache
def load() -> VerbLexicon:
    """Return the lexicon of reporting verbs."""
    return VerbLexicon(tables.compiled(_TABLE, _FILES, _Table, _build))


def analyse(word: str) -> tuple[Analysis, ...]:
    """Return every reading of a token key as a reporting verb, its participle or its verbal noun."""
    return load().analyse(word)


def _build() -> _Table:
    source = tables.toml(FILE)
    entries = source["verb"]
    spelled = [(index, form) for index, entry in enumerate(entries) for form in _forms(entry)]
    features = sorted({form.feature for _, form in spelled})
    number = {feature: place for place, feature in enumerate(features)}
    codes: dict[str, list[int]] = {}
    for index, form in spelled:
        codes.setdefault(form.key, []).append(index * len(features) + number[form.feature])
    clitics = tables.toml("ar/letters.toml")["clitics"]
    rules = tables.toml(inflect.FILE)["proclitics"]
    return _Table(
        verbs=tuple(_verb(entry) for entry in entries),
        features=tuple(features),
        keys=" ".join(codes),
        codes=tuple(group[0] for group in codes.values()),
        several={word: tuple(group) for word, group in codes.items() if len(group) > 1},
        starts=" ".join(_starts(codes, rules["pronouns"])),
        proclitics=tuple(_proclitics(clitics, rules["purpose"])),
        never=_barred(entries),
        pronouns=tuple(rules["pronouns"]),
        verb_only=tuple(rules["verb_only"]),
        noun_only=tuple(rules["noun_only"]),
    )


def _starts(words: Iterable[str], pronouns: list[str]) -> list[str]:
    """Return the first letters of all shapes: one look-up of them dismisses most words of a text."""
    joined = (word + pronoun for word in words for pronoun in ("", *pronouns))
    return sorted({word[:_START] for word in joined})


def _barred(entries: list[dict[str, Any]]) -> dict[str, tuple[int, ...]]:
    """Return, for each word that looks like a verb and is another word, the verbs it is not."""
    found: dict[str, tuple[int, ...]] = {}
    for index, entry in enumerate(entries):
        for word in entry.get("never", ()):
            found[key(word)] = (*found.get(key(word), ()), index)
    return found


def _verb(entry: dict[str, Any]) -> Verb:
    verb = msgspec.convert(entry, Verb)
    return msgspec.structs.replace(
        verb,
        takes=tuple(key(content) for content in verb.takes),
        needs=tuple(sorted({key(word) for word in verb.needs})),
    )


def _forms(entry: dict[str, Any]) -> list[inflect.Form]:
    try:
        return inflect.forms(msgspec.convert(entry, Lemma))
    except msgspec.ValidationError as error:
        raise LexiconError(
            f"The verb {entry.get('id')} is not well formed: {error}.",
            file=FILE,
            entry=str(entry.get("id", "")),
            advice="Correct it, then run `riwaya lexicon --check`.",
        ) from error


def _proclitics(clitics: dict[str, Any], purpose: str) -> Iterator[_Proclitic]:
    article = clitics["article"]
    for first in ("", *clitics["conjunctions"]):
        yield _Proclitic(first, verbs=("past", "present"), nouns=True)
        yield _Proclitic(first + clitics["future"], verbs=("present",))
        yield _Proclitic(first + article, nouns=True, definite=True)
        yield _Proclitic(first + clitics["article_after_l"], nouns=True, definite=True)
        for preposition in clitics["prepositions"]:
            verbs: tuple[Tense, ...] = ("present",) if preposition == purpose else ()
            yield _Proclitic(first + preposition, verbs=verbs, nouns=True)
            yield _Proclitic(first + preposition + article, nouns=True, definite=True)


def check() -> list[str]:
    """Return what is wrong in the lexicon: double ids, unknown words of a scheme, examples that are
    not found.
    """
    problems: list[str] = []
    seen: set[str] = set()
    for index, entry in enumerate(tables.toml(FILE)["verb"]):
        name = entry["id"]
        if name in seen:
            problems.append(f"{name}: a second verb of this id")
        seen.add(name)
        problems += [f"{name}: {problem}" for problem in _faults(entry, index)]
    return problems


def _faults(entry: dict[str, Any], index: int) -> Iterator[str]:
    if not entry.get("example"):
        yield "has no example"
    for example in entry.get("example", ()):
        if not any(found.entry == index for found in analyse(key(example["cue"]))):
            yield f"the cue {example['cue']} is not a shape of {entry['lemma']}"
        for field in ("cue", "source", "content"):
            if example.get(field, "") not in example["text"]:
                yield f"the {field} {example[field]} is not in its example"
    for counter in entry.get("counter", ()):
        if counter["word"] not in counter["text"]:
            yield f"the word {counter['word']} is not in its counter-example"
