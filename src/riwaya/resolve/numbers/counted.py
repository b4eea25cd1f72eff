"""The nouns that are counted: found beside a number, or telling one or two by their own form.

Imports ``words``, ``units``, ``tables`` and ``text``.
"""

from functools import cache

import msgspec

from riwaya import tables
from riwaya.resolve.numbers import words
from riwaya.resolve.numbers.units import duals
from riwaya.text import Tokens, key
from riwaya.types import Span

FILES = ("ar/countables.toml", "ar/numbers.toml", "ar/letters.toml")
_CLOSING = frozenset('»)”"')
MANY = 3
"""What ``forms`` says of a plural: more than two."""


class Table(msgspec.Struct, frozen=True):
    """``forms`` gives 1, 2 or ``MANY`` by the key of a counted noun."""

    forms: dict[str, int]
    construct: frozenset[str]
    dual_endings: frozenset[str]
    of: frozenset[str]
    not_counted: frozenset[str]
    one_of: frozenset[str]
    clitics: str
    before_noun: str
    article: str
    article_after_l: str
    accusative: str


def _forms() -> tuple[dict[str, int], set[str]]:
    nouns = tables.toml("ar/countables.toml")
    dual = tables.toml("ar/numbers.toml")["dual"]
    mark, found, construct = dual["feminine_mark"], dict[str, int](), set[str]()
    groups = [nouns[group] for group in nouns if group != "doubtful"]
    for plurals in (plurals for group in groups for plurals in group.values()):
        for plural in plurals:
            found[key(plural)] = MANY
            if plural.endswith(dual["sound_plural"]):
                found[key(plural.removesuffix(dual["sound_plural"]) + dual["sound_oblique"])] = MANY
    for noun in (noun for group in groups for noun in group):
        found.setdefault(key(noun), 1)
        if not noun.endswith(mark):
            found.setdefault(key(noun + dual["accusative"]), 1)
        else:
            construct.update(key(noun[:-1] + ending) for ending in dual["feminine_construct"])
    doubtful = set(map(key, nouns["doubtful"]["not_two"]))
    for noun in (noun for group in groups for noun in group):
        for form in duals(noun):
            if form not in doubtful:
                found.setdefault(form, 2)
    return found, construct - found.keys()


def _build() -> Table:
    forms, construct = _forms()
    numbers, clitics = tables.toml("ar/numbers.toml"), tables.toml("ar/letters.toml")["clitics"]
    noun, dual = numbers["noun"], numbers["dual"]
    return Table(
        forms=forms,
        construct=frozenset(construct),
        dual_endings=frozenset(
            key(ending) for ending in [*dual["masculine"], *dual["feminine_construct"]]
        ),
        of=frozenset(map(key, noun["of"])),
        not_counted=frozenset(map(key, [*noun["not_counted"], *numbers["look_alike"]["month"]])),
        one_of=frozenset(map(key, noun["one_of"])),
        clitics="".join([*clitics["conjunctions"], *clitics["prepositions"]]),
        before_noun="".join([*clitics["conjunctions"], *clitics["prepositions"][:2]]),
        article=clitics["article"],
        article_after_l=clitics["article_after_l"],
        accusative=dual["accusative"],
    )


@cache
def table() -> Table:
    """Return the counted nouns."""
    return tables.compiled("countables", FILES, Table, _build)


def number_of(tokens: Tokens, at: int) -> int | None:
    """Return 1, 2 or ``MANY`` for the indefinite counted noun at token ``at``; None for other words."""
    found = _stripped(tokens.keys[at])
    return found[1] if found and not found[2] else None


def noun_span(tokens: Tokens, at: int) -> Span:
    """Return the span of the noun at token ``at`` without conjunction or preposition."""
    found = _stripped(tokens.keys[at])
    return Span(tokens.inner_start(at, found[0] if found else 0), tokens.ends[at])


def two(tokens: Tokens, at: int) -> Span | None:
    """Return the span of the dual noun at token ``at``, indefinite and of a counted noun; None for other words."""
    word = tokens.keys[at]
    if word[-2:] not in table().dual_endings or len(word) < 5:
        return None
    found = _stripped(word)
    if found is None or found[2]:
        return None
    skipped, number, _ = found
    is_two = number == 2 or (number == 0 and at + 1 < len(tokens) and is_noun(tokens.keys[at + 1]))
    return Span(tokens.inner_start(at, skipped), tokens.ends[at]) if is_two else None


def _stripped(word: str) -> tuple[int, int, bool] | None:
    """Return letters of particle, the number (0 for a construct dual) and definiteness of a counted noun."""
    known = table()
    for skipped in range(min(4, len(word))):
        if skipped and word[skipped - 1] not in known.before_noun:
            return None
        rest = word[skipped:]
        number = known.forms.get(rest, 0)
        if number or rest in known.construct:
            return skipped, number, word[:skipped].endswith(known.article_after_l)
        if rest.startswith(known.article):
            number = known.forms.get(rest[len(known.article) :], 0)
            return (skipped, number, True) if number else None
    return None


def after(tokens: Tokens, at: int, *, definite: bool = False) -> Span | None:
    """Return the span of the noun counted by a number that ends before token ``at``.

    A definite noun is counted behind "of" (3 of the fighters), or where ``definite`` allows it (a third of ...).
    """
    known, keys = table(), tokens.keys
    if at < len(keys) and keys[at] in _CLOSING:
        at += 1
    if at < len(keys) and keys[at] in known.of:
        at, definite = at + 1, True
    if at >= len(keys) or not is_noun(keys[at]):
        return None
    if not definite and keys[at].startswith(known.article) and keys[at] not in known.forms:
        return None
    return Span(tokens.starts[at], tokens.ends[at])


def before(tokens: Tokens, at: int) -> Span | None:
    """Return the span of the noun before a number that follows it, as an adjective does."""
    if at < 1:
        return None
    word = tokens.keys[at - 1]
    found = _stripped(word)
    if found is None and not (word.startswith(table().article) and len(word) > 4):
        return None
    return Span(tokens.inner_start(at - 1, found[0] if found else 0), tokens.ends[at - 1])


def is_noun(word: str) -> bool:
    """Tell whether a word right behind a number can be what is counted."""
    known = table()
    if not word.isalpha() or word.isascii() or word in known.not_counted:
        return False
    if word in known.forms:
        return True
    hit = words.hits().get(word)
    if hit is not None and hit.word.kind not in ("scale", "late_fraction"):
        return False
    if word[0] in known.clitics:
        # a word that begins with a letter of particle: a noun in the accusative, else rather "and ...", "in ..."
        return (
            len(word) > 3
            and word[0] not in known.clitics[:2]
            and word.endswith(known.accusative)
            and word[1:3] != known.article
        )
    return len(word) > 2
