"""Two headlines side by side: which words of one answer which of the other, and what is left over.

Imports ``lexicon`` and ``text``.
"""

from functools import lru_cache

import msgspec

from riwaya.lexicon import opposites, verbs
from riwaya.lexicon.opposites import Opposites
from riwaya.text import tokenise

_CLOSE = 5  # letters of a word that may be misspelt by one
_ROOT = 2
_LONGEST = 60  # words: what is longer is no headline, and only its beginning is compared
STATE, NUMBER = "@", "#"
"""What the stem of a state and of a number begins with; its id or its digits follow."""


class Headline(msgspec.Struct, frozen=True, gc=False):
    """A headline as it is compared: its content words by key, with stem, root letters and poles of each.

    ``heads`` holds, for each word, the place of the content word that its pole is said of. ``turned`` tells of a
    negation, ``denied`` of a verb of denial.
    """

    keys: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    roots: tuple[str, ...]
    poles: tuple[frozenset[int], ...]
    kinds: tuple[tuple[tuple[int, int], ...], ...]
    states: tuple[str, ...]
    numbers: frozenset[str]
    stances: frozenset[str]
    turned: bool
    denied: bool
    despite: bool
    because: bool
    asks: bool


class Match(msgspec.Struct, frozen=True, gc=False):
    """``pairs`` of places (first headline, second) that say the same; the places left over on either side."""

    pairs: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


@lru_cache(maxsize=4096)
def read(text: str) -> Headline:
    """Return a headline read for comparison."""
    lexicon = opposites.load()
    keys = tuple(key for key in tokenise(text).keys if key[0].isalnum() or key in _asking(lexicon))
    plain = [key for key in keys if key[0].isalnum()]
    known = frozenset(keys)
    places = _states(lexicon, plain)
    kept = [at for at in range(len(plain)) if at in places or _has_content(lexicon, plain, at)]
    kept = [at for at in kept if places.get(at) != ""][:_LONGEST]
    words = tuple(plain[at] for at in kept)
    stems = tuple(_named(lexicon, plain[at], places.get(at)) for at in kept)
    stances = _stances(plain)
    return Headline(
        keys=tuple(plain),
        words=words,
        stems=stems,
        roots=tuple(lexicon.root(stem) for stem in stems),
        poles=tuple(frozenset(lexicon.poles(plain[at]) if at not in places else ()) for at in kept),
        kinds=tuple(lexicon.members(plain[at]) if at not in places else () for at in kept),
        states=tuple(state for state in places.values() if state),
        numbers=frozenset(stem[1:] for stem in stems if stem[0] == NUMBER),
        stances=stances,
        turned=any(_negates(lexicon, plain, at) for at in range(len(plain))),
        denied="deny" in stances,
        despite=not known.isdisjoint(lexicon.classes["despite"]),
        because=not known.isdisjoint(lexicon.classes["because"]),
        asks=not known.isdisjoint(_asking(lexicon)),
    )


def _states(lexicon: Opposites, keys: list[str]) -> dict[int, str]:
    """Return the id of a state at the first word of its name, and nothing at the others."""
    found: dict[int, str] = {}
    for first, past, state in lexicon.states(keys):
        found |= dict.fromkeys(range(first, past), "")
        found[first] = state
    return found


def _named(lexicon: Opposites, word: str, state: str | None) -> str:
    if state:
        return STATE + state
    number = lexicon.number(word)
    return lexicon.stem(word) if number is None else NUMBER + number


def _has_content(lexicon: Opposites, keys: list[str], at: int) -> bool:
    key, classes = keys[at], lexicon.classes
    by = " ".join(keys[max(0, at - 1) : at + 1])
    return (
        key not in classes["empty"] and key not in classes["negation"] and by not in classes["by"]
    )


def _negates(lexicon: Opposites, keys: list[str], at: int) -> bool:
    """Tell whether a word negates; before a number it says "below"."""
    return keys[at] in lexicon.classes["negation"] and not "".join(keys[at + 1 : at + 2]).isdigit()


def _asking(lexicon: Opposites) -> frozenset[str]:
    return lexicon.classes["question"]


def _stances(keys: list[str]) -> frozenset[str]:
    lexicon = verbs.load()
    readings = (lexicon.analyse(key) for key in keys)
    return frozenset(str(lexicon.verbs[found[0].entry].stance) for found in readings if found)


def match(first: Headline, second: Headline) -> Match:
    """Return which words of two headlines say the same: one stem, one root, one misspelt, or one pole of one axis."""
    left, right = list(range(len(first.words))), list(range(len(second.words)))
    pairs: list[tuple[int, int]] = []
    for same in (_stem, _bared, _root, _spelling, _member, _pole):
        for one in list(left):
            other = next((each for each in right if same(first, one, second, each)), None)
            if other is not None:
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)
    return Match(tuple(sorted(pairs)), tuple(left), tuple(right))


def _stem(first: Headline, one: int, second: Headline, other: int) -> bool:
    return first.stems[one] == second.stems[other]


def _bared(first: Headline, one: int, second: Headline, other: int) -> bool:
    """Tell whether two stems are one where a particle is taken off either."""
    a, b = first.stems[one], second.stems[other]
    variants = opposites.load().variants
    return STATE not in (a[0], b[0]) and (a in variants(b) or b in variants(a))


def _member(first: Headline, one: int, second: Headline, other: int) -> bool:
    """Tell whether two words name one member of a kind."""
    return not set(first.kinds[one]).isdisjoint(second.kinds[other])


def _root(first: Headline, one: int, second: Headline, other: int) -> bool:
    root = first.roots[one]
    return (
        len(root) > _ROOT and root == second.roots[other] and not opposed(first, one, second, other)
    )


def _spelling(first: Headline, one: int, second: Headline, other: int) -> bool:
    a, b = first.stems[one], second.stems[other]
    if (
        min(len(a), len(b)) < _CLOSE
        or abs(len(a) - len(b)) > 1
        or a[0] != b[0]
        or a[0] in (STATE, NUMBER)
    ):
        return False
    start = next(
        (at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    swapped = a[start + 1 : start + 2] == b[start : start + 1] and a[start + 2 :] == b[start + 2 :]
    return swapped or a[start + (len(a) >= len(b)) :] == b[start + (len(b) >= len(a)) :]


def _pole(first: Headline, one: int, second: Headline, other: int) -> bool:
    return not first.poles[one].isdisjoint(second.poles[other])


def opposed(first: Headline, one: int, second: Headline, other: int) -> bool:
    """Tell whether two words stand at the two ends of an axis, and not together at one of another."""
    poles, others = first.poles[one], second.poles[other]
    return poles.isdisjoint(others) and any(pole ^ 1 in others for pole in poles)
