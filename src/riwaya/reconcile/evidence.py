"""What speaks for and against two headlines telling the same: named findings, each with the words that show it.

Imports ``headlines``, ``lexicon``.
"""

from itertools import pairwise

import msgspec

from riwaya.lexicon import commonness
from riwaya.reconcile.headlines import STATE, Headline, Match, match, opposed, read

_NEAR = 3
"""How many words may stand between a pole and the word that it is said of."""


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing that two headlines show together; ``first`` and ``second`` are the words, as keys."""

    what: str
    first: str = ""
    second: str = ""


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """Two headlines, what answers what in them, and the findings."""

    first: Headline
    second: Headline
    match: Match
    findings: tuple[Finding, ...]

    @property
    def share(self) -> float:
        """Return the share of the shorter headline that the other one has too."""
        least = min(len(self.first.words), len(self.second.words))
        return len(self.match.pairs) / least if least else 0.0

    def count(self, what: str) -> int:
        """Return how many findings have this name."""
        return sum(found.what == what for found in self.findings)


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """How much two headlines share where a word weighs the more the rarer it is in news.

    ``first`` and ``second`` are shares of either headline; ``named`` the weights of shared words that are no states.
    """

    first: float
    second: float
    named: tuple[float, ...]


def weigh(compared: Comparison) -> Weighed:
    """Return how much two headlines share, by weight."""
    one = [_weight(word) for word in compared.first.words]
    other = [_weight(word) for word in compared.second.words]
    pairs, stems = compared.match.pairs, compared.first.stems
    return Weighed(
        first=sum(one[at] for at, _ in pairs) / (sum(one) or 1),
        second=sum(other[at] for _, at in pairs) / (sum(other) or 1),
        named=tuple(one[at] for at, _ in pairs if stems[at][0] != STATE),
    )


def _weight(word: str) -> float:
    known = commonness.load()
    return known.weight(known.stem(word))


def compare(first: str, second: str) -> Comparison:
    """Return two headlines compared."""
    one, other = read(first), read(second)
    matched = match(one, other)
    findings = (
        *_said_of(one, other, matched),
        *_opposites(one, other, matched),
        *_turned(one, other),
        *_numbers(one, other),
        *_replaced(one, other, matched),
        *_others(one, other, matched),
        *_roles(one, other, matched),
        *_reasons(one, other),
    )
    return Comparison(one, other, matched, findings)


def _opposites(one: Headline, other: Headline, matched: Match) -> list[Finding]:
    """Return words left over on either side that are opposites; each serves once."""
    found, free = [], list(matched.right)
    for here in matched.left:
        there = next((each for each in free if opposed(one, here, other, each)), None)
        if there is not None:
            free.remove(there)
            found.append(Finding("opposites", one.words[here], other.words[there]))
    return found


def _said_of(one: Headline, other: Headline, matched: Match) -> list[Finding]:
    """Return words that both headlines have, and of which they say opposite things, or the same."""
    plain = [(a, b) for a, b in matched.pairs if not one.poles[a] and not other.poles[b]]
    here = _heads(one, [a for a, _ in plain])
    there = _heads(other, [b for _, b in plain])
    found = []
    for a, b in plain:
        says, said = here.get(a, frozenset()), there.get(b, frozenset())
        same = not says.isdisjoint(said)
        if not same and any(pole ^ 1 in said for pole in says):
            found.append(Finding("said opposite", one.words[a], other.words[b]))
        elif same:
            found.append(Finding("said alike", one.words[a], other.words[b]))
    return found


def _heads(headline: Headline, places: list[int]) -> dict[int, frozenset[int]]:
    """Return the poles that are said of words at these places: each goes to the nearest that has none yet."""
    said = [at for at, poles in enumerate(headline.poles) if poles]
    near = sorted(
        (abs(place - at), at, place > at, place)
        for at in said
        for place in places
        if abs(place - at) <= _NEAR
    )
    found: dict[int, frozenset[int]] = {}
    given: set[int] = set()
    for _, at, _, place in near:
        if at not in given and place not in found:
            given.add(at)
            found[place] = headline.poles[at]
    return found


def _turned(one: Headline, other: Headline) -> list[Finding]:
    found = []
    if one.turned != other.turned:
        found.append(Finding("negated"))
    if one.denied != other.denied:
        found.append(Finding("denied"))
    if (one.turned or one.denied) != (other.turned or other.denied):
        found.append(Finding("turned round"))
    return found


def _numbers(one: Headline, other: Headline) -> list[Finding]:
    left, right = one.numbers - other.numbers, other.numbers - one.numbers
    if left and right:
        return [Finding("numbers", min(left), min(right))]
    return [Finding("same number", number) for number in sorted(one.numbers & other.numbers)]


def _replaced(one: Headline, other: Headline, matched: Match) -> list[Finding]:
    """Return a state for another one, and a single word for another one in an otherwise equal headline."""
    left, right = set(one.states) - set(other.states), set(other.states) - set(one.states)
    found = [Finding("states", min(left), min(right))] if left and right else []
    if len(matched.left) == len(matched.right) == 1 and len(matched.pairs) > 1:
        found.append(Finding("replaced", one.words[matched.left[0]], other.words[matched.right[0]]))
    return found


def _others(one: Headline, other: Headline, matched: Match) -> list[Finding]:
    """Return two things of one kind, left over on either side."""
    found = []
    for here in matched.left:
        for there in matched.right:
            shared = {kind for kind, _ in one.kinds[here]} & {
                kind for kind, _ in other.kinds[there]
            }
            if shared:
                found.append(Finding("of one kind", one.words[here], other.words[there]))
    return found[:1]


def _roles(one: Headline, other: Headline, matched: Match) -> list[Finding]:
    """Return two states that have changed places, or all words in another order where no state has.

    Where each headline begins with the state that the other one ends with, and both put one word between the two, it
    tells who does it to whom: their roles are swapped.
    """
    pairs = [(a, b) for a, b in matched.pairs if one.stems[a][0] == other.stems[b][0] == STATE]
    found = [
        Finding("roles" if _between(matched, first, second) else "states in other order", *names)
        for first, second in pairwise(pairs)
        if first[1] > second[1] and one.stems[first[0]] != one.stems[second[0]]
        for names in [(one.words[first[0]], one.words[second[0]])]
    ]
    if not found and not matched.left and not matched.right and _crossed(matched):
        found.append(Finding("same words in other order"))
    return found[:1]


def _between(matched: Match, first: tuple[int, int], second: tuple[int, int]) -> bool:
    opened = first[0] == second[1] == 0
    return opened and any(a < second[0] and b < first[1] for a, b in matched.pairs if a and b)


def _crossed(matched: Match) -> bool:
    places = [other for _, other in matched.pairs]
    return places != sorted(places)


def _reasons(one: Headline, other: Headline) -> list[Finding]:
    """Return "despite" on one side where the other names a cause."""
    if one.despite == other.despite:
        return []
    found = [Finding("despite")]
    if (other if one.despite else one).because:
        found.append(Finding("despite or because"))
    return found
