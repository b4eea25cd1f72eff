"""The table of the words of events, made from ``events.toml``: types, folded rules, and every shape of every word.

Imports ``tables``, ``text`` and ``inflect``.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from riwaya import tables
from riwaya.lexicon import inflect
from riwaya.lexicon.inflect import Feature, Lemma
from riwaya.tables import Packed
from riwaya.text import key

Family = Literal[
    "deploy", "clash", "attack", "casualties", "detain", "control", "protest", "displace", "consult",
    "agree", "aid", "sanction", "legal", "disaster", "speech",
]  # fmt: skip
Direction = Literal["in", "out", "move"]


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text, with the word that must be found in it (``trigger``) or must not (``word``)."""

    text: str
    trigger: str = ""
    word: str = ""


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one event with the company that they need; the head of ``events.toml`` tells each field."""

    past: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    bare: bool = False
    definite: bool = False


class EventKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One type of event, with its names in PLOVER, CAMEO and ACLED (empty where a scheme has none).

    ``ucdp`` tells whether deaths of it may count as organised violence: ``yes``, ``one-sided`` or ``no``.
    """

    id: str
    family: Family
    plover_event: str
    plover_mode: str
    cameo_root: str
    acled_sub_event: str
    ucdp: str
    label_ar: str
    label_en: str
    direction: Direction | None = None


class EventType(EventKind, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of event as its file describes it: with its words, and texts that hold one and that do not."""

    trigger: tuple[Trigger, ...]
    example: tuple[Sample, ...]
    counter: tuple[Sample, ...]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An ``events.toml``: the package's own, or a user's overlay."""

    event: tuple[EventType, ...] = ()
    context: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    adjectives: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """One trigger, folded: the index of its type, and of the words whose company it needs in ``Table.companies``."""

    type: int
    then: int
    after: int
    near: int
    avoid: int
    bare: bool
    definite: bool
    rank: int


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What a written form may be: a word of ``rule``; ``part`` is past, present, participle or noun."""

    rule: int
    part: str
    plural: bool = False
    accusative: bool = False
    jussive: bool = False


class Table(msgspec.Struct, frozen=True, array_like=True):
    """The whole lexicon, folded: ``forms`` has what each written form may be.

    Many rules ask for the same company, so each set of words is kept once, in lines, to be read when it is asked for;
    the first is empty. ``asked`` holds all their words.
    """

    types: tuple[EventKind, ...]
    companies: tuple[str, ...]
    asked: str
    rules: tuple[Rule, ...]
    forms: Packed[tuple[Shape, ...]]
    starts: frozenset[str]
    verb_clitics: tuple[str, ...]
    noun_clitics: tuple[str, ...]
    pronouns: tuple[str, ...]
    articles: tuple[str, ...]
    accusative: str
    future: str
    inside: str
    joined: tuple[str, ...]
    adjectives: tuple[str, ...]
    members: dict[str, tuple[str, ...]]


def compile_source(source: Source) -> Table:
    """Return the table of a source: every trigger folded, every word spelled out in all its shapes."""
    classes = {f"@{name}": words for name, words in source.context.items()}
    rules, forms = list[Rule](), dict[str, list[Shape]]()
    companies: dict[frozenset[str], int] = {frozenset(): 0}
    for number, entry in enumerate(source.event):
        for trigger in entry.trigger:
            for word, shape in _forms(trigger, len(rules)):
                forms.setdefault(word, []).append(shape)
            rules.append(_rule(number, trigger, classes, companies))
    clitics = tables.toml("ar/letters.toml")["clitics"]
    verbs, nouns = _clitics(clitics)
    return Table(
        types=tuple(map(_kind, source.event)),
        companies=tuple(map(_lines, companies)),
        asked=_lines(frozenset[str]().union(*companies)),
        rules=tuple(rules),
        forms=Packed.of({word: tuple(dict.fromkeys(found)) for word, found in forms.items()}),
        starts=frozenset(word[:2] for word in forms),
        verb_clitics=verbs,
        noun_clitics=tuple(dict.fromkeys((*nouns, *verbs))),
        pronouns=_pronouns(),
        articles=(clitics["article"], clitics["article_after_l"]),
        accusative=tables.toml("ar/numbers.toml")["dual"]["accusative"],
        future=clitics["future"],
        inside=clitics["prepositions"][0],
        joined=(*clitics["conjunctions"], clitics["article_after_l"]),
        adjectives=tuple(map(key, source.adjectives)),
        members=_members(source.context),
    )


def _members(context: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return for each word the classes that it is in."""
    found: dict[str, list[str]] = {}
    for name, words in context.items():
        for word in dict.fromkeys(map(key, words)):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _lines(words: Iterable[str]) -> str:
    return "\n".join(sorted(words))


def _kind(entry: EventType) -> EventKind:
    return EventKind(**{name: getattr(entry, name) for name in EventKind.__struct_fields__})


def _rule(
    number: int,
    trigger: Trigger,
    classes: dict[str, tuple[str, ...]],
    companies: dict[frozenset[str], int],
) -> Rule:
    then, after, near, avoid = (
        companies.setdefault(frozenset(_folded(words, classes)), len(companies))
        for words in (trigger.then, trigger.after, trigger.near, trigger.avoid)
    )
    narrow = any(not word.startswith("@") for word in trigger.near)
    rank = 1 + 4 * bool(then or after) + (2 if narrow else 1) * bool(near)
    return Rule(number, then, after, near, avoid, trigger.bare, trigger.definite, rank)


def _folded(words: Iterable[str], classes: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for word in words:
        if word.startswith("@"):
            yield from map(key, classes[word])
        else:
            yield key(word)


def _forms(trigger: Trigger, rule: int) -> Iterator[tuple[str, Shape]]:
    lemma = Lemma(trigger.past, trigger.present, trigger.participle, trigger.noun, trigger.plural)
    for form in inflect.forms(lemma):
        if form.feature.person != 1:
            # a newspaper does not tell events of itself, and the shapes are those of other words
            yield form.key, _shape(form.feature, rule)
    dual = tables.toml("ar/numbers.toml")["dual"]
    mark = dual["feminine_mark"]
    for noun in trigger.noun:
        feminine = noun.endswith(mark)
        for ending in dual["feminine" if feminine else "masculine"]:
            yield key(noun.removesuffix(mark) + ending), Shape(rule, "noun")


def _shape(feature: Feature, rule: int) -> Shape:
    part = feature.tense or feature.part
    plural = feature.number == "plural"
    return Shape(rule, part, plural, feature.accusative and part == "noun", feature.jussive)


def _pronouns() -> tuple[str, ...]:
    """Return the pronouns of the third person: the others would make events of adjectives."""
    known = tables.toml(inflect.FILE)["proclitics"]
    barred = {*known["noun_only"], *known["verb_only"]}
    return tuple(each for each in known["pronouns"] if each not in barred)


def _clitics(clitics: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may be written before a verb, and before a noun."""
    article = str(clitics["article"])
    after = str(clitics["article_after_l"])
    verbs, nouns = list[str](), list[str]()
    for first in ("", *clitics["conjunctions"]):
        verbs += [first, first + str(clitics["future"]), first + clitics["prepositions"][1]]
        nouns += [first, first + article, first + after]
        for preposition in clitics["prepositions"]:
            nouns += [first + preposition, first + preposition + article]
    return tuple(dict.fromkeys(verbs)), tuple(dict.fromkeys(nouns))
