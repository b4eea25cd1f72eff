"""Inflection: from a dictionary form to every unvocalised shape of a verb, its participle and its
verbal noun.

Sound, hollow, doubled and defective roots and hamzas in any place are told from the spelling of the
third person masculine: a doubled root by its written doubling sign, a hollow one by the long vowel
before its last letter, a defective one by its last letter. The letters themselves stand in
``data/ar/inflection.toml``; this code only joins them.

Object and possessive pronouns and proclitics are not spelled out here; ``verbs.analyse`` strips
them.

Imports ``tables`` and ``text``.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from riwaya import tables
from riwaya.text import key

Part = Literal["verb", "participle", "noun"]
Tense = Literal["past", "present", ""]
Number = Literal["singular", "dual", "plural"]
Gender = Literal["m", "f", ""]
Pronoun = Literal["may", "never", "must"]

FILE = "ar/inflection.toml"


class Feature(msgspec.Struct, frozen=True, order=True, gc=False):
    """What the shape of a word tells.

    ``person`` is 1, 3, or 0 for nouns and participles. ``pronoun`` tells whether an object or
    possessive pronoun may follow this shape. ``accusative``: the shape can be an indefinite
    accusative, as circumstantial participles are.
    """

    part: Part
    tense: Tense = ""
    person: int = 0
    number: Number = "singular"
    gender: Gender = ""
    pronoun: Pronoun = "may"
    accusative: bool = False
    jussive: bool = False


class Form(msgspec.Struct, frozen=True, gc=False):
    """One shape of a word: its search key and what the shape tells."""

    key: str
    feature: Feature


class Lemma(msgspec.Struct, frozen=True):
    """The dictionary forms that the shapes are made from, in normal spelling, doubled roots with
    their sign.

    ``past`` and ``present`` are third person masculine singular; ``participle`` is the active
    participle, masculine indefinite; ``noun`` the verbal noun; ``plural`` its plurals, where they
    are used of speaking.
    """

    past: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


class _Letters(msgspec.Struct, frozen=True):
    alef: str
    doubling: str
    weak: dict[str, str]
    open: dict[str, str]
    hollow: tuple[str, ...]
    hamzas: tuple[str, ...]
    hamza_before_w: tuple[str, ...]
    hamza_before_c: tuple[str, ...]
    hamza_before_pronoun: tuple[str, ...]
    feminine: str
    feminine_joined: str
    defective_participle: str
    present: str


class _Row(msgspec.Struct, frozen=True):
    ending: str
    stem: str
    prefix: str = ""
    person: int = 0
    number: Number = "singular"
    gender: Gender = ""
    pronoun: Pronoun = "may"
    accusative: bool = False


class _Paradigm(msgspec.Struct, frozen=True):
    letters: _Letters
    past: tuple[_Row, ...]
    present: tuple[_Row, ...]
    participle: tuple[_Row, ...]
    noun: tuple[_Row, ...]


Stems = dict[str, tuple[str, ...]]


@cache
def _paradigm() -> _Paradigm:
    return msgspec.convert(tables.toml(FILE), _Paradigm)


def forms(lemma: Lemma) -> list[Form]:
    """Return every shape of a lemma, without repetition, in the order of the paradigm."""
    return list(dict.fromkeys(_all(lemma)))


def _all(lemma: Lemma) -> Iterator[Form]:
    table = _paradigm()
    for past in lemma.past:
        yield from _conjugated(_past_stems(past), table.past, "past")
    for present in lemma.present:
        hollow = any(_is_hollow(past) for past in lemma.past)
        yield from _conjugated(_present_stems(present, hollow=hollow), table.present, "present")
    defective = any(past[-1] in table.letters.weak for past in lemma.past)
    for participle in lemma.participle:
        yield from _declined(_participle_stems(participle, defective=defective), table.participle)
    for noun in lemma.noun:
        yield from _named(noun, "singular")
    for noun in lemma.plural:
        yield from _named(noun, "plural")


def _conjugated(stems: Stems, rows: tuple[_Row, ...], tense: Tense) -> Iterator[Form]:
    for row in rows:
        for stem, pronoun in _shapes(stems, row):
            merge = row.stem == "c"
            yield Form(_joined(row, stem, merge=merge), _feature(row, "verb", tense, pronoun))


def _shapes(stems: Stems, row: _Row) -> Iterator[tuple[str, Pronoun]]:
    """Yield each stem for this row; one that changes before a pronoun comes in both its shapes."""
    if row.stem != "alone" or stems["open"] == stems["alone"]:
        yield from ((stem, row.pronoun) for stem in stems[row.stem])
        return
    yield from ((stem, "never") for stem in stems["alone"])
    yield from ((stem, "must") for stem in stems["open"])


def _feature(row: _Row, part: Part, tense: Tense, pronoun: Pronoun) -> Feature:
    jussive = tense == "present" and row.stem == "short"
    return Feature(
        part, tense, row.person, row.number, row.gender, pronoun, row.accusative, jussive
    )


def _joined(row: _Row, stem: str, *, merge: bool) -> str:
    """Join the pieces; two alefs that meet are written as one, and with ``merge`` any two equal
    letters.
    """
    alef = _paradigm().letters.alef
    before, folded, after = key(row.prefix), key(stem), key(row.ending)
    if before == alef and folded.startswith(alef):
        before = ""
    if after and folded[-1] == after[0] and (merge or after[0] == alef):
        after = after[1:]
    return before + folded + after


def _is_hollow(past: str) -> bool:
    letters = _paradigm().letters
    return (
        len(past) > 2
        and past[-2] == letters.alef
        and past[-1] not in letters.weak
        and past[-1] != letters.doubling
    )


def _past_stems(past: str) -> Stems:
    return _stems(past, hollow=_is_hollow(past), drops_before_t=True)


def _present_stems(present: str, *, hollow: bool) -> Stems:
    stem = present.removeprefix(_paradigm().letters.present)
    return _stems(stem, hollow=hollow, drops_before_t=False)


def _stems(word: str, *, hollow: bool, drops_before_t: bool) -> Stems:
    letters = _paradigm().letters
    last = word[-1]
    if last == letters.doubling:
        plain = word[:-1]
        return _same(plain, c=(plain + plain[-1],))
    if hollow and word[-2] in letters.hollow:
        short = word[:-2] + last
        before_c = tuple(word[:-2] + seat for seat in letters.hamza_before_c)
        return _same(
            word,
            c=before_c if last in letters.hamzas else (short,),
            short=(short,),
            w=_before_w(word),
        )
    if last in letters.weak:
        cut, turned = word[:-1], word[:-1] + letters.weak[last]
        return {
            "alone": (word,),
            "t": (cut if drops_before_t and letters.weak[last] != last else turned,),
            "a": (turned,),
            "w": (cut,),
            "c": (turned,),
            "short": (cut,),
            "open": (_opened(word),),
        }
    return _same(word, w=_before_w(word))


def _same(word: str, **other: tuple[str, ...]) -> Stems:
    kinds = ("alone", "t", "a", "w", "c", "open")
    return dict.fromkeys(kinds, (word,)) | {"short": ()} | other


def _before_w(word: str) -> tuple[str, ...]:
    letters = _paradigm().letters
    if word[-1] not in letters.hamzas:
        return (word,)
    return (word, *(word[:-1] + seat for seat in letters.hamza_before_w))


def _participle_stems(word: str, *, defective: bool) -> Stems:
    weak = _paradigm().letters.defective_participle
    return {"alone": (word,), "full": (word + weak if defective else word,)}


def _declined(stems: Stems, rows: tuple[_Row, ...]) -> Iterator[Form]:
    for row in rows:
        for stem in stems[row.stem]:
            yield Form(key(stem + row.ending), _feature(row, "participle", "", row.pronoun))


def _named(noun: str, number: Number) -> Iterator[Form]:
    letters = _paradigm().letters
    feminine = noun.endswith(letters.feminine)
    gender: Gender = "f" if feminine or number == "plural" else "m"
    stems: Stems = {
        "alone": (noun,),
        "open": _before_pronoun(noun),
        "masculine": () if feminine or number == "plural" else (noun,),
    }
    for row in _paradigm().noun:
        for stem, pronoun in _shapes(stems, row):
            feature = Feature("noun", "", 0, number, gender, pronoun, row.accusative)
            yield Form(key(stem + row.ending), feature)


def _before_pronoun(noun: str) -> tuple[str, ...]:
    letters = _paradigm().letters
    last = noun[-1]
    if last == letters.feminine:
        return (noun[:-1] + letters.feminine_joined,)
    if last in letters.hamzas:
        return (noun, *(noun[:-1] + seat for seat in letters.hamza_before_pronoun))
    return (_opened(noun),)


def _opened(word: str) -> str:
    letters = _paradigm().letters
    cut, last = word[:-1], letters.open.get(word[-1], word[-1])
    return cut if key(cut).endswith(last) and last != word[-1] else cut + last
