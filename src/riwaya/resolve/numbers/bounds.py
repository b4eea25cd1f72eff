"""What is said about a number's exactness: about, more than, at least, up to, between.

Imports ``words``, ``tables`` and ``text``.
"""

from functools import cache
from itertools import product
from typing import Literal

import msgspec

from riwaya import tables
from riwaya.resolve.numbers import words
from riwaya.text import Tokens, key

Means = Literal["", "about", "more", "least", "less", "most", "between", "from"]
Number = int | float
_ANY = "*"
_REACH = 4
"""How many tokens of the counted noun phrase may stand before "at least" and the like."""
_FIRM = frozenset({"more", "least"})


class Phrase(msgspec.Struct, frozen=True, array_like=True):
    """A bounding phrase without its first word. ``weak``: it needs something counted after the number."""

    means: Means
    rest: list[str]
    weak: bool = False


class Table(msgspec.Struct, frozen=True):
    """Phrases by the key of their first word, longest first; and the words between two numbers."""

    before: dict[str, list[Phrase]]
    after: dict[str, list[Phrase]]
    to: frozenset[str]
    between_numbers: frozenset[str]
    change: frozenset[str]
    not_before: frozenset[str]


class Bound(msgspec.Struct, frozen=True, gc=False):
    """A bounding phrase found: what it means, where it starts in the text, and the token past it.

    ``firm``: it bounds even a single noun (more than a person), which "over", "towards" and the like do not.
    """

    means: Means
    start: int
    past: int
    weak: bool = False
    joined: bool = False
    firm: bool = False


def _index(entries: list[tuple[Means, str, bool]]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for means, phrase, weak in entries:
        first, *rest = (word if word == _ANY else key(word) for word in phrase.split())
        found.setdefault(first, []).append(Phrase(means, rest, weak))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: (-len(phrase.rest), phrase.rest))
    return found


def _build() -> Table:
    table = tables.toml(words.FILE)
    ranges = table["range"]
    before = [
        (bound["means"], phrase, phrase in bound.get("weak", ()))
        for bound in table["bound"]
        for phrase in bound["before"]
    ]
    before += [(means, phrase, False) for means in ("between", "from") for phrase in ranges[means]]
    after = [
        (bound["means"], phrase, False) for bound in table["bound"] for phrase in bound["after"]
    ]
    return Table(
        before=_index(before),
        after=_index(after),
        to=frozenset(map(key, ranges["to"])),
        between_numbers=frozenset(map(key, ranges["between_numbers"])),
        change=frozenset(map(key, ranges["change"])),
        not_before=frozenset(map(key, ranges["not_before"])),
    )


@cache
def table() -> Table:
    """Return the bounding phrases."""
    return tables.compiled("bounds", (words.FILE, "ar/letters.toml"), Table, _build)


@cache
def openers() -> dict[str, tuple[int, bool, dict[str, list[Phrase]]]]:
    """Return, by token key: letters of particle to skip, whether "and" is among them, and the phrases that open so.

    The phrases are kept by their second word, "" where they have none.
    """
    found: dict[str, tuple[int, bool, dict[str, list[Phrase]]]] = {}
    refused = table().not_before
    indefinite = [prefix for prefix in words.prefixes() if not prefix[4]]
    by_second = {first: _by_second(phrases) for first, phrases in table().before.items()}
    for (written, skipped, joined, _, _), (first, phrases) in product(
        indefinite, by_second.items()
    ):
        if written + first not in refused:
            found.setdefault(written + first, (skipped, joined, phrases))
    return found


def _by_second(phrases: list[Phrase]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.rest[0] if phrase.rest else "", []).append(phrase)
    return found


def before(tokens: Tokens, at: int) -> Bound | None:
    """Read the longest bounding phrase that begins at token ``at``."""
    opener = openers().get(tokens.keys[at])
    if opener is None:
        return None
    skipped, joined, phrases = opener
    second = tokens.keys[at + 1] if at + 1 < len(tokens) else ""
    for word in (second, _ANY, ""):
        for phrase in phrases.get(word, ()):
            if _continues(tokens, at + 1, phrase.rest):
                past = at + 1 + len(phrase.rest)
                firm = phrase.means in _FIRM and past > at + 1
                start = tokens.inner_start(at, skipped)
                return Bound(phrase.means, start, past, phrase.weak, joined, firm)
    return None


def opened(word: str, second: str) -> Phrase | None:
    """Return the longest phrase that a word may open before another, its further words unread; None for no phrase.

    >>> opened("K1", "K1") is None
    True
    """
    opener = openers().get(word)
    if opener is None:
        return None
    for following in (second, _ANY, ""):
        for phrase in opener[2].get(following, ()):
            return phrase
    return None


def after(tokens: Tokens, at: int) -> Bound | None:
    """Read the bounding phrase behind a number that begins at token ``at``."""
    if at >= len(tokens):
        return None
    for phrase in table().after.get(tokens.keys[at], ()):
        past = at + 1 + len(phrase.rest)
        if _continues(tokens, at + 1, phrase.rest) and not _opens_longer(tokens, at, past):
            return Bound(phrase.means, tokens.starts[at], past)
    return None


def behind(tokens: Tokens, at: int, *, reach: bool) -> Bound | None:
    """Read the bounding phrase at token ``at`` or, with ``reach``, behind the counted noun phrase that begins there."""
    found = after(tokens, at)
    if found or not reach:
        return found
    opens = table().after
    for past, word in enumerate(tokens.keys[at : at + _REACH + 1], at):
        if past > at and word in opens:
            found = after(tokens, past)
        if found or not word.isalpha():
            return found
    return None


def _opens_longer(tokens: Tokens, at: int, past: int) -> bool:
    """Tell whether the words rather open the next bound: "and less" against "and less than 300"."""
    if tokens.keys[at] == words.conjunction():
        at += 1
    bound = before(tokens, at)
    return bound is not None and bound.past > past


def _continues(tokens: Tokens, at: int, rest: list[str]) -> bool:
    keys = tokens.keys
    if at + len(rest) > len(keys):
        return False
    return all(
        keys[at + offset] == word or (word == _ANY and _is_subject(keys[at + offset]))
        for offset, word in enumerate(rest)
    )


def _is_subject(word: str) -> bool:
    """Tell whether a word can stand between a verb and its preposition: "(their number) exceeds"."""
    return word.isalpha() and word not in words.hits()


def apply(
    means: Means, low: Number | None, high: Number | None, *, whole: bool
) -> tuple[Number | None, Number | None]:
    """Return the bounds that a phrase makes of ``low``..``high``; ``whole`` where things are counted, not measured.

    >>> apply("about", 40, 40, whole=True), apply("more", 40, 40, whole=True)
    ((36, 44), (41, None))
    """
    if means == "about" and low is not None and low == high:
        return _tenth_around(low, whole=whole)
    if means == "more":
        return _step(low, 1, whole=whole), None
    if means == "least":
        return low, None
    if means == "less":
        return None, _step(high, -1, whole=whole)
    if means == "most":
        return None, high
    return low, high


def _step(value: Number | None, step: int, *, whole: bool) -> Number | None:
    return value + step if whole and isinstance(value, int) else value


def _tenth_around(value: Number, *, whole: bool) -> tuple[Number, Number]:
    """Return a tenth less and a tenth more; halves of whole things are rounded outwards."""
    if isinstance(value, int) and value >= 0:
        if whole:
            return -((5 - 9 * value) // 10), (11 * value + 5) // 10
        if value % 10 == 0:
            return value // 10 * 9, value // 10 * 11
    around = sorted(float(f"{value * part / 10:.12g}") for part in (9, 11))
    return around[0], around[1]
