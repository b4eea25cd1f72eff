"""From likenesses to events: accounts that are alike on average are one event.

Average-link clustering (Sokal and Michener 1958) within each connected part of the graph of pairs that are alike at
all: an account that is like one of a group and unlike the others stays out, so no chain of half-likenesses joins what
happened in two towns. The parts are independent, so one more article changes only the part that it falls into; ties
are broken by ids, so the order of arrival changes nothing.

What a person has judged comes first: the same are together before anything is compared, the different never meet.

Imports ``accounts`` and ``likeness``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from riwaya.lexicon import commonness
from riwaya.reconcile.across import likeness
from riwaya.reconcile.across.accounts import Account

Pair = tuple[str, str]
FLOOR = 0.02
"""Pairs less alike than this are not kept."""
_RARE_KEYS = 12  # words of an account that may bring it beside another
SHARED = 2
"""How many narrow places, persons and rare words two accounts must share to be compared."""
WINDOW = 15
"""Days between two articles that are compared, unless both date what they tell on one day."""
CROWD = 400  # a key that more accounts share brings nobody together: it is a region, not a place


def group(
    accounts: Iterable[Account], *, same: Iterable[Pair] = (), different: Iterable[Pair] = ()
) -> list[tuple[str, ...]]:
    """Return the ids of accounts, one tuple an event, sorted.

    ``same`` and ``different`` are pairs of ids that a person has judged. Raises ``ValueError`` where two accounts have
    one id.
    """
    known = {one.id: one for one in accounts}
    apart = {_ordered(*pair) for pair in different}
    likenesses = {
        pair: value
        for pair in candidates(known.values())
        if pair not in apart and (value := likeness.score(known[pair[0]], known[pair[1]])) >= FLOOR
    }
    for pair in same:
        likenesses[_ordered(*pair)] = _CERTAIN
    return join(known, likenesses, likeness.model().threshold, apart)


def candidates(accounts: Iterable[Account]) -> list[Pair]:
    """Return the pairs that are worth comparing: that share two of narrow places, persons and rare words."""
    met: dict[str, list[Account]] = defaultdict(list)
    for one in sorted(accounts, key=lambda one: one.id):
        for word in keys(one):
            met[word].append(one)
    shared = Counter[Pair]()
    for beside in met.values():
        if len(beside) <= CROWD:
            shared.update(combinations([one.id for one in beside], 2))
    known = {one.id: one for beside in met.values() for one in beside}
    enough = (pair for pair, often in shared.items() if often >= SHARED)
    return sorted(pair for pair in enough if may_meet(known[pair[0]], known[pair[1]]))


def may_meet(one: Account, other: Account) -> bool:
    """Tell whether two accounts may be of one event: of two articles, and of families that tell of one matter.

    The dead of a strike may be told without it, so that all that arms and disasters do is one matter; a meeting about
    the strike is another.
    """
    if one.document == other.document or _is_far(one, other):
        return False
    matters = {_matter(family) for family in one.families}
    return not matters.isdisjoint(map(_matter, other.families)) or not (one.events and other.events)


def _is_far(one: Account, other: Account) -> bool:
    if not one.published or not other.published or one.told_days & other.told_days:
        return False
    first, second = date.fromisoformat(one.published[:10]), date.fromisoformat(other.published[:10])
    return abs((first - second).days) > WINDOW


def _matter(family: str) -> str:
    return "violence" if family in _VIOLENCE else family


_VIOLENCE = frozenset({"attack", "casualties", "clash", "control", "disaster"})


def keys(one: Account) -> set[str]:
    """Return what another account must share to be compared with this one."""
    known = commonness.load()
    rare = [word for word in one.near if known.articles(word) <= likeness.RARE]
    rarest = sorted(rare, key=lambda word: (known.articles(word), word))[:_RARE_KEYS]
    # what is told further down is met by what stands beside it, not by all that its article names
    told = one.around if one.main else one.places
    narrow = [name for name, narrowness in told.items() if narrowness > _BROAD]
    return {*rarest, *narrow, *(one.people if one.main else ())}


_BROAD = 0.4
_CERTAIN = 1e6  # outweighs any average


def join(
    ids: Iterable[str],
    likenesses: Mapping[Pair, float],
    threshold: float,
    apart: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Return groups of ids whose likeness on average is at least the threshold; pairs that are missing are 0."""
    beside: dict[str, dict[str, float]] = {one: {} for one in sorted(ids)}
    for (first, second), value in sorted(likenesses.items()):
        beside[first][second] = beside[second][first] = value
    barred = set(apart)
    found = list[tuple[str, ...]]()
    for part in _parts(beside):
        found += _linked(part, beside, threshold, barred)
    return sorted(found)


def _ordered(first: str, second: str) -> Pair:
    return (first, second) if first < second else (second, first)


def _parts(beside: Mapping[str, Mapping[str, float]]) -> Iterable[list[str]]:
    """Yield the connected parts."""
    seen = set[str]()
    for start in beside:
        if start in seen:
            continue
        part, waiting = [], [start]
        seen.add(start)
        while waiting:
            one = waiting.pop()
            part.append(one)
            fresh = [other for other in beside[one] if other not in seen]
            seen.update(fresh)
            waiting += fresh
        yield sorted(part)


def _linked(
    part: list[str], beside: Mapping[str, Mapping[str, float]], threshold: float, barred: set[Pair]
) -> Iterable[tuple[str, ...]]:
    """Join the two groups that are most alike until none are alike enough."""
    groups: dict[str, tuple[str, ...]] = {one: (one,) for one in part}
    sums = {one: dict(beside[one]) for one in part}
    while True:
        best = _closest(groups, sums, barred)
        if best is None or best[0] > -threshold:
            return groups.values()
        _, first, second = best
        groups[first] = tuple(sorted(groups[first] + groups.pop(second)))
        for other, value in sums.pop(second).items():
            del sums[other][second]
            if other != first:
                sums[first][other] = sums[other][first] = sums[first].get(other, 0.0) + value


def _closest(
    groups: Mapping[str, tuple[str, ...]],
    sums: Mapping[str, Mapping[str, float]],
    barred: set[Pair],
) -> tuple[float, str, str] | None:
    pairs = (
        (-value / (len(groups[one]) * len(groups[other])), one, other)
        for one, found in sums.items()
        for other, value in found.items()
        if one < other and not _is_barred(groups[one], groups[other], barred)
    )
    return min(pairs, default=None)


def _is_barred(first: tuple[str, ...], second: tuple[str, ...], barred: set[Pair]) -> bool:
    return bool(barred) and any(_ordered(one, other) in barred for one in first for other in second)
