"""The numeral words, under every particle that may be written together with them.

``hits`` is one dictionary from token key to what the word means and how much of the token is particle, so that a
token is judged by a single look-up. Imports ``tables`` and ``text``.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import msgspec

from riwaya import tables
from riwaya.text import key

FILE = "ar/numbers.toml"


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A numeral word.

    ``kind`` is unit, before_teen, ten, tens, hundred (which a unit may multiply), hundreds, scale, dozen, zero,
    fraction, two_parts, parts, late_fraction (only behind another numeral), ordinal, vague, minus or point.
    ``form`` is one, two or many. ``part`` is the denominator where the word may also be a single part, ``pair``
    where it may also be two parts; ``high`` is the upper bound of a vague word (0 = open).
    """

    kind: str
    value: int
    form: str = "one"
    part: int = 0
    pair: int = 0
    high: int = 0


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A word as written in a token: ``skipped`` letters of particle in front, and what they are."""

    word: Word
    skipped: int = 0
    joined: bool = False
    preposed: bool = False
    definite: bool = False


class Letters(msgspec.Struct, frozen=True):
    """Letters and endings that decide between readings."""

    article: str
    accusative: str
    feminine_plural: str
    fraction_vowel: str
    decimal: str


class LookAlike(msgspec.Struct, frozen=True):
    """Words that forbid a reading, by key. ``exact`` gives the last letter a token must be written with."""

    never: frozenset[str]
    weekday: frozenset[str]
    ordinal_after: frozenset[str]
    ordinal_before: frozenset[str]
    fraction_before: frozenset[str]
    beyond: frozenset[str]
    cardinal_before: frozenset[str]
    exact: dict[str, str]
    spelled: frozenset[str]
    month: frozenset[str]


def _forms(
    forms: list[str], kind: str, value: int, form: str = "one"
) -> Iterator[tuple[str, Word]]:
    for written in forms:
        yield key(written), Word(kind, value, form)


def _numerals(table: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    for kind in (
        "zero",
        "unit",
        "before_teen",
        "ten",
        "tens",
        "fraction",
        "two_parts",
        "parts",
        "ordinal",
    ):
        for value, forms in table[kind].items():
            yield from _forms(forms, kind, int(value))
    for name in ("minus", "point"):
        yield from _forms(table["sign"][name], name, 0)
    yield from _forms(table["doubtful_fraction"]["8"], "late_fraction", 8)
    for written, (low, high) in table["vague"].items():
        yield key(written), Word("vague", low, "many", high=high)


def _multiples(table: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    hundred = table["hundred"]
    yield from _forms(hundred["one"], "hundred", 100)
    yield from _forms(hundred["many"], "hundred", 100, "many")
    yield from _forms(hundred["two"], "hundreds", 200, "two")
    for digit, stems in hundred["fused"].items():
        fused = [stem + one for stem, one in product(stems, hundred["one"])]
        yield from _forms(fused, "hundreds", 100 * int(digit), "many")
    for scale in [*table["scale"], {**table["dozen"], "value": 12}]:
        kind = "scale" if scale["value"] > 12 else "dozen"
        for form in ("one", "two", "many"):
            yield from _forms(scale[form], kind, scale["value"], form)


def _build() -> dict[str, Word]:
    table = tables.toml(FILE)
    words: dict[str, Word] = {}
    for written, word in [*_numerals(table), *_multiples(table)]:
        words.setdefault(written, word)
    for field, source in (("part", "doubtful_fraction"), ("pair", "doubtful_two_parts")):
        for value, forms in table[source].items():
            for written in map(key, forms):
                words[written] = msgspec.structs.replace(words[written], **{field: int(value)})
    return words


@cache
def bare() -> dict[str, Word]:
    """Return the words without particles."""
    return tables.compiled("numerals", (FILE, "ar/letters.toml"), dict[str, Word], _build)


def particles() -> Iterator[tuple[str, Hit]]:
    """Yield every string of particles with the hit it makes of a word; the plain word first."""
    clitics = tables.toml("ar/letters.toml")["clitics"]
    article, after_l = clitics["article"], clitics["article_after_l"]
    nothing = Word("", 0)
    for definite, conjunction, preposition in product(
        ("", article), ("", *clitics["conjunctions"]), ("", *clitics["prepositions"])
    ):
        written, skipped = conjunction + preposition + definite, len(conjunction + preposition)
        if definite and preposition and preposition == after_l[0]:
            written, skipped = conjunction + after_l, len(conjunction)
        joined = conjunction == clitics["conjunctions"][0] and not preposition
        yield written, Hit(nothing, skipped, joined, bool(preposition), bool(definite))


def _prefixes() -> list[tuple[str, int, bool, bool, bool]]:
    return [
        (written, hit.skipped, hit.joined, hit.preposed, hit.definite)
        for written, hit in particles()
    ]


@cache
def prefixes() -> list[tuple[str, int, bool, bool, bool]]:
    """Return each string of particles: written, letters to skip, joined by and, with a preposition, definite."""
    return tables.compiled(
        "particles", ("ar/letters.toml",), list[tuple[str, int, bool, bool, bool]], _prefixes
    )


@cache
def hits() -> tables.Packed[Hit]:
    """Return what each token key means as a numeral word."""
    return tables.compiled("number-words", (FILE, "ar/letters.toml"), tables.Packed[Hit], _hits)


def of_kinds(table: str, kinds: frozenset[str]) -> str:
    """Return the keys of the numeral words of some kinds, as lines; ``table`` names what is kept of them."""

    def build() -> str:
        return "\n".join(key for key, hit in hits().items() if hit.word.kind in kinds)

    return tables.compiled(table, (FILE, "ar/letters.toml"), str, build)


def _hits() -> tables.Packed[Hit]:
    found: dict[str, Hit] = {}
    never = look_alikes().never
    for written, skipped, joined, preposed, definite in prefixes():
        for plain, word in bare().items():
            whole = written + plain
            if whole not in found and whole not in never:
                found[whole] = Hit(word, skipped, joined, preposed, definite)
    return tables.Packed.of(found)


def _build_look_alikes() -> LookAlike:
    table = tables.toml(FILE)["look_alike"]
    exact = {key(word): word[-1] for word in table.pop("exact")}
    spelled = frozenset(table.pop("spelled"))
    found = {name: frozenset(map(key, words)) for name, words in table.items()}
    plain = [prefix for prefix, *_, definite in prefixes() if not definite]
    found["ordinal_after"] = frozenset(
        prefix + word for prefix in plain for word in found["ordinal_after"]
    )
    return LookAlike(**found, exact=exact, spelled=spelled)


@cache
def look_alikes() -> LookAlike:
    """Return the words that forbid a reading."""
    return tables.compiled(
        "number-look-alikes", (FILE, "ar/letters.toml"), LookAlike, _build_look_alikes
    )


def _build_letters() -> Letters:
    table = tables.toml(FILE)
    return Letters(
        article=tables.toml("ar/letters.toml")["clitics"]["article"],
        accusative=table["dual"]["accusative"],
        feminine_plural=table["dual"]["feminine_plural"],
        fraction_vowel=table["sign"]["fraction_vowel"],
        decimal=table["sign"]["decimal_letter"],
    )


@cache
def letters() -> Letters:
    """Return the letters and endings that decide between readings."""
    return tables.compiled("number-letters", (FILE, "ar/letters.toml"), Letters, _build_letters)


@cache
def written() -> frozenset[str]:
    """Return every string of particles that may stand before a number."""
    return frozenset(prefix[0] for prefix in prefixes())


@cache
def conjunction() -> str:
    """Return the letter that joins two numerals, where it stands alone as a token."""
    return next(prefix for prefix, _, joined, _, definite in prefixes() if joined and not definite)
