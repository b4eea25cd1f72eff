"""Words of events: which word of a text may tell that something happened, and what kind of thing.

The events stand in ``data/ar/events.toml``, each with triggers, examples and counter-examples; ``inflect`` spells out
the shapes. A word is looked up without what may be written together with it, and taken only where the words around
it allow: a trigger may need company and may be barred by it.

Imports ``tables``, ``text``, ``company``, ``event_tables`` and ``inflect``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.lexicon import inflect
from riwaya.lexicon.company import Asked, Company
from riwaya.lexicon.event_tables import (
    EventType,
    Rule,
    Shape,
    Source,
    Table,
    compile_source,
)
from riwaya.text import key, tokenise
from riwaya.text.memo import ByWord

if TYPE_CHECKING:
    from pathlib import Path  # slow to load, and needed by whoever has words of his own

FILE = "ar/events.toml"
_FILES = (FILE, inflect.FILE, "ar/letters.toml", "ar/numbers.toml")
_TABLE = "events-11"  # raise it when shapes change without a change of their files
_NEAR, _AVOID, _THEN = 10, 5, 3
_NONE: dict[str, int] = {}


class Hit(NamedTuple):
    """A word that tells of an event: tokens ``first`` up to ``past``.

    ``type`` indexes the lexicon's ``types``, ``rule`` its triggers. ``part`` is ``past``, ``present``, ``participle``
    or ``noun``; ``skip`` counts letters written before the word proper; ``suffix`` is the pronoun after it.
    ``definite``: with article or pronoun; ``plural``: its shape is.
    """

    first: int
    past: int
    type: int
    part: str
    skip: int
    suffix: str
    definite: bool
    plural: bool = False
    rule: int = 0


class _Reading(NamedTuple):
    shape: Shape
    skip: int
    suffix: str
    article: bool


class EventLexicon:
    """All types of events, and the look-up of their words in a text.

    ``classes[word]`` are the classes of ``[context]`` that a token key is in, each with how many letters stand before
    its word.
    """

    __slots__ = ("_asked", "_companies", "_readings", "_table", "_variants", "classes", "types")

    def __init__(self, table: Table) -> None:
        self.types = table.types
        self._table = table
        self._readings = ByWord(self._read)
        self._variants = ByWord(lambda word: _without_clitics(word, table))
        self._asked = Asked(table.asked.split("\n"), self._variants.__getitem__)
        self._companies: dict[int, frozenset[str]] = {}
        self.classes = ByWord(self._classes_of)

    @property
    def article(self) -> str:
        """Return the article."""
        return self._table.articles[0]

    @property
    def inside(self) -> str:
        """Return the preposition of place that is written with its noun."""
        return self._table.inside

    @property
    def joined(self) -> tuple[str, ...]:
        """Return what begins a word that is no name of its own: a conjunction, to-the."""
        return self._table.joined

    @property
    def adjectives(self) -> tuple[str, ...]:
        """Return the endings of adjectives."""
        return self._table.adjectives

    def has(self, word: str, name: str) -> bool:
        """Tell whether a token key, with or without particles before it, is in a class of ``[context]``."""
        return name in self.classes[word]

    def _classes_of(self, word: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for bare in self._variants[word]:
            skip = max(0, word.find(bare))
            for name in self._table.members.get(bare, ()):
                found.setdefault(name, skip)
        return found or _NONE

    def is_future(self, word: str, skip: int) -> bool:
        """Tell whether the letters before a present tense end in the one that makes it future."""
        return word[:skip].endswith(self._table.future)

    def may_tell(self, word: str) -> bool:
        """Tell whether a token key is a word of events, whatever stands around it."""
        return bool(self._readings[word])

    def find(self, keys: Sequence[str]) -> list[Hit]:
        """Return the words of a text that tell of events, in order, one reading for each word."""
        readings = list(map(self._readings.__getitem__, keys))
        company, found = Company(keys, self._asked), list[Hit]()
        taken = 0
        for index in compress(range(len(keys)), readings):
            if index >= taken:
                hit = self._best(company, keys, index, readings[index])
                if hit is not None:
                    found.append(hit)
                    taken = hit.past
        return found

    def _read(self, word: str) -> tuple[_Reading, ...]:
        if not word.isalpha() or self.classes[word].get("homograph") == 0:
            return ()
        return tuple(dict.fromkeys(self._shapes(word)))

    def _shapes(self, word: str) -> Iterator[_Reading]:
        table = self._table
        for clitic in table.noun_clitics:
            if word.startswith(clitic) and word[len(clitic) : len(clitic) + 2] in table.starts:
                yield from self._stripped(word, clitic)

    def _stripped(self, word: str, clitic: str) -> Iterator[_Reading]:
        table, rest = self._table, word[len(clitic) :]
        article = len(clitic) > 1 and clitic.endswith(table.articles)
        for suffix in ("", *(() if article else table.pronouns)):
            if suffix and not rest.endswith(suffix):
                continue
            stem = rest[: len(rest) - len(suffix)]
            for shape in table.forms.get(stem) or ():
                fits = shape.part in ("noun", "participle") or clitic in table.verb_clitics
                if fits and not (shape.accusative and (article or suffix)):
                    yield _Reading(shape, len(clitic), suffix, article)

    def _best(
        self, company: Company, keys: Sequence[str], index: int, readings: tuple[_Reading, ...]
    ) -> Hit | None:
        best: tuple[int, Hit] | None = None
        for shape, skip, suffix, article in readings:
            rule = self._table.rules[shape.rule]
            if best is not None and rule.rank <= best[0]:
                continue
            definite = article or bool(suffix)
            if (rule.bare and definite) or (rule.definite and not definite):
                continue
            if shape.jussive and not (index and self.has(keys[index - 1], "jussive")):
                continue
            past = self._allowed(company, index, len(keys), rule)
            if past:
                hit = Hit(index, past, rule.type, shape.part, skip, suffix, definite)
                best = rule.rank, hit._replace(plural=shape.plural, rule=shape.rule)
        return None if best is None else best[1]

    def _company(self, number: int) -> frozenset[str]:
        found = self._companies.get(number)
        if found is None:
            words = self._table.companies[number].split("\n")
            found = self._companies[number] = frozenset(words)
        return found

    def _allowed(self, company: Company, index: int, size: int, rule: Rule) -> int:
        """Return the token past the trigger, or 0 where its company forbids it."""
        past, words = index + 1, self._company
        if rule.after and not (index and company.has(index - 1, words(rule.after))):
            return 0
        if rule.then:
            for at in range(index + 1, min(size, index + 1 + _THEN)):
                if company.has(at, words(rule.then)):
                    past = at + 1 if at == index + 1 else past
                    break
            else:
                return 0
        if rule.avoid and company.has_near(index, words(rule.avoid), _AVOID):
            return 0
        if rule.near and not company.has_near(index, words(rule.near), _NEAR):
            return 0
        return past


def _without_clitics(word: str, table: Table) -> tuple[str, ...]:
    """Return the word as it stands, and without particles and the accusative ending that leave three letters."""
    found = [
        word[len(clitic) :]
        for clitic in table.noun_clitics
        if word.startswith(clitic) and (not clitic or len(word) - len(clitic) > 2)
    ]
    if word.endswith(table.accusative):
        found += [each[:-1] for each in found if len(each) > 3]
    return tuple(dict.fromkeys(found))


@cache
def load() -> EventLexicon:
    """Return the lexicon of events that comes with the package."""
    return EventLexicon(tables.compiled(_TABLE, _FILES, Table, lambda: compile_source(source())))


def source() -> Source:
    """Return the package's own ``events.toml`` as it is written, with triggers and examples."""
    try:
        return msgspec.convert(tables.toml(FILE), Source)
    except msgspec.ValidationError as error:
        raise LexiconError(
            f"The lexicon of events is not well formed: {error}.",
            file=FILE,
            advice="Correct it, then run `riwaya lexicon --check`.",
        ) from error


def overlay(path: "Path") -> Source:
    """Read a user's ``events.toml``; it has the form of the package's own."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Source)
    except (OSError, msgspec.DecodeError) as error:
        raise LexiconError(
            f"The file {path} cannot be used: {error}.",
            file=str(path),
            advice="Compare it with the examples in docs/data-events.md.",
        ) from error


def merged(own: Source) -> EventLexicon:
    """Return the package's lexicon with a user's own laid over it.

    A type of a known id replaces the package's whole type, one of a new id is added; the words of a context class are
    added to the package's.
    """
    return EventLexicon(compile_source(_laid_over(own)))


def _laid_over(own: Source) -> Source:
    shipped = source()
    types = {entry.id: entry for entry in (*shipped.event, *own.event)}
    context = dict(shipped.context)
    for name, words in own.context.items():
        context[name] = (*context.get(name, ()), *words)
    return Source(tuple(types.values()), context, shipped.adjectives)


def check(own: Source | None = None) -> list[str]:
    """Return what is wrong in the lexicon: double ids, examples not found, counter-examples found.

    With ``own`` it is the package's lexicon with a user's laid over it.
    """
    known, entries = (load(), source()) if own is None else (merged(own), _laid_over(own))
    problems, seen = list[str](), set[str]()
    for number, entry in enumerate(entries.event):
        if entry.id in seen:
            problems.append(f"{entry.id}: a second event of this id")
        seen.add(entry.id)
        problems += [f"{entry.id}: {fault}" for fault in _faults(known, entry, number)]
    return problems


def _faults(known: EventLexicon, entry: EventType, number: int) -> Iterator[str]:
    if not entry.example or not entry.counter:
        yield "has no example or no counter-example"
    for sample in entry.example:
        if number not in _found(known, sample.text, sample.trigger):
            yield f"the trigger {sample.trigger} is not found in: {sample.text}"
    for sample in entry.counter:
        if sample.word not in sample.text:
            yield f"the word {sample.word} is not in its counter-example"
        elif number in _found(known, sample.text, sample.word):
            yield f"the word {sample.word} is taken in: {sample.text}"


def _found(known: EventLexicon, text: str, word: str) -> set[int]:
    keys = tokenise(text).keys
    return {hit.type for hit in known.find(keys) if keys[hit.first] == key(word)}
