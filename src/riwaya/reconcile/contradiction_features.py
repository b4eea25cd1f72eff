"""The features that the trained classifier of headline pairs weighs: how much is shared, and what was found.

No word is a feature, only shares, counts, findings, stances and the poles of words left over, so that the weights hold
for any subject.

Imports ``evidence``, ``headlines`` and ``lexicon``.
"""

from collections.abc import Iterable

from riwaya.lexicon import opposites
from riwaya.reconcile import evidence
from riwaya.reconcile.evidence import Comparison
from riwaya.reconcile.headlines import STATE, Headline, Match

_TENTHS = tuple(step / 20 for step in range(1, 20, 2))
_TWENTIETHS = tuple(step / 20 for step in range(1, 20))
_COUNTS = (0, 1, 2, 3, 5, 7)
_SUMS = (0, 3, 6, 9, 12, 16, 20, 25)
_WEIGHTS = (0, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5)
_LITTLE, _MOST = 0.35, 0.7
_AGAINST = frozenset(
    ("opposites", "said opposite", "turned round", "numbers", "states", "roles", "of one kind", "despite")
)  # fmt: skip


def features(compared: Comparison) -> list[str]:
    """Return the names of the features that hold for a comparison, in a fixed order, without repetition."""
    names = [
        *_shares(compared),
        *_counts(compared),
        *_weights(compared),
        *_of_findings(compared),
        *_of_side("first", compared.first, compared.match.left),
        *_of_side("second", compared.second, compared.match.right),
    ]
    return list(dict.fromkeys(names))


def _steps(name: str, value: float, steps: Iterable[float]) -> list[str]:
    return [f"{name} > {step:g}" for step in steps if value > step]


def _shares(compared: Comparison) -> list[str]:
    pairs = len(compared.match.pairs)
    sizes = len(compared.first.words), len(compared.second.words)
    return [
        *_steps("share", compared.share, _TENTHS),
        *_steps("share of first", pairs / max(1, sizes[0]), _TENTHS),
        *_steps("share of second", pairs / max(1, sizes[1]), _TENTHS),
        *_steps("firm share", len(_firm(compared)) / max(1, min(sizes)), _TENTHS),
        *_steps("crossing", _crossing(compared.match), _TENTHS),
    ]


def _counts(compared: Comparison) -> list[str]:
    states = set(compared.first.states), set(compared.second.states)
    counts = {
        "first": len(compared.first.words),
        "second": len(compared.second.words),
        "left": len(compared.match.left),
        "right": len(compared.match.right),
        "firm": len(_firm(compared)),
        "shared states": len(states[0] & states[1]),
        "other states": len(states[0] ^ states[1]),
    }
    return [name for each, count in counts.items() for name in _steps(each, count, _COUNTS)]


def _firm(compared: Comparison) -> list[int]:
    """Return the words of the first headline that the second has too and that are no state and no pole."""
    one = compared.first
    return [at for at, _ in compared.match.pairs if not one.poles[at] and one.stems[at][0] != STATE]


def _weights(compared: Comparison) -> list[str]:
    """Return how much of what is rare in news both headlines have."""
    weighed = evidence.weigh(compared)
    return [
        *_steps("weight", max(weighed.first, weighed.second), _TWENTIETHS),
        *_steps("weight of first", weighed.first, _TWENTIETHS),
        *_steps("weight of second", weighed.second, _TWENTIETHS),
        *_steps("shared weight", sum(weighed.named), _SUMS),
        *_steps("rarest shared", max(weighed.named, default=0), _WEIGHTS),
    ]


def _crossing(matched: Match) -> float:
    """Return the share of pairs of shared words that stand in the other order."""
    places = [other for _, other in matched.pairs]
    total = len(places) * (len(places) - 1) / 2
    crossed = sum(a > b for at, a in enumerate(places) for b in places[at + 1 :])
    return crossed / total if total else 0.0


def _band(share: float) -> str:
    return "little" if share < _LITTLE else "half" if share < _MOST else "most"


def _of_findings(compared: Comparison) -> list[str]:
    known = sorted({found.what for found in compared.findings})
    band = _band(compared.share)
    names = [*known, *(f"{what}, {band} shared" for what in known)]
    names += [f"{one} and {two}" for at, one in enumerate(known) for two in known[at + 1 :]]
    if _AGAINST.isdisjoint(known):
        names.append(f"nothing against, {band} shared")
    return names + [f"{what} twice" for what in known if compared.count(what) > 1]


def _of_side(side: str, headline: Headline, rest: tuple[int, ...]) -> list[str]:
    axes = opposites.load().axes
    names = [f"{side} {stance}" for stance in sorted(headline.stances)]
    names += [f"{side} asks"] if headline.asks else []
    names += [f"{side} negated"] if headline.turned else []
    poles = sorted({pole for place in rest for pole in headline.poles[place]})
    return names + [f"{side} only: {axes[pole // 2].id} {pole % 2 + 1}" for pole in poles]
