"""How alike two accounts are, feature by feature, and what each feature counts for.

The score is a logistic regression over explainable features: every reason can be shown with what it added. The weights
are trained (``make train``) on incidents that several outlets reported; they live in ``data/models/likeness.json``.

Imports ``accounts``, ``lexicon`` and ``tables``.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import msgspec

from riwaya import tables
from riwaya.lexicon import commonness
from riwaya.reconcile.across.accounts import Account, Figure

FILE = "models/likeness.json"
RARE = 60
"""A word is rare that stands in at most so many articles of the sample of ``lexicon.commonness``."""
_RARE_WORDS, _SHARED_WORDS, _SCALE = 5, 6, 25.0
_NEXT_DAY, _FAR = 1, 3

_PLAIN = (
    "words of the article", "words beside the event", "place beside both", "place in both articles",
    "share of places", "place of each in the other", "killed told by both", "killed alike", "killed differ",
    "wounded told by both", "wounded alike", "wounded differ", "day told by both", "day alike", "days apart",
    "actor shared", "type shared", "person shared", "rare words crossing", "rare words shared",
    "weekday told by both", "weekday alike", "weekday differs", "date told by both", "date alike", "date differs",
)  # fmt: skip
_SATURATED = _PLAIN[:6]
_ENOUGH = 0.3
"""The first little that two accounts share says more than what comes on top of it: it is a feature by itself."""
_TOGETHER = (
    ("share of places", "weekday alike"), ("share of places", "date alike"),
    ("place in both articles", "weekday differs"), ("place in both articles", "date differs"),
    ("place beside both", "killed alike"), ("weekday alike", "date alike"),
)  # fmt: skip
NAMES = (
    *_PLAIN,
    *(f"some {name}" for name in _SATURATED),
    *(f"{first}, {second}" for first, second in _TOGETHER),
)
"""The features, in the order of ``features``."""


class Model(msgspec.Struct, frozen=True):
    """The weights of the features and what is added to their sum; ``threshold`` is where two accounts become one."""

    weights: dict[str, float]
    bias: float
    threshold: float


class Reason(msgspec.Struct, frozen=True):
    """A feature that spoke for or against, with what it added to the log-odds and the words that it rests on."""

    feature: str
    added: float
    evidence: tuple[str, ...] = ()


@cache
def model() -> Model:
    """Return the weights of the package."""
    return msgspec.json.decode(tables.raw(FILE), type=Model)


def features(one: Account, other: Account) -> tuple[float, ...]:
    """Return the features of a pair, in the order of ``NAMES``; the same for either order of the two."""
    plain = _plain(one, other)
    told = dict(zip(_PLAIN, plain, strict=True))
    return (
        *plain,
        *(min(told[name], _ENOUGH) for name in _SATURATED),
        *(told[first] * told[second] for first, second in _TOGETHER),
    )


def _plain(one: Account, other: Account) -> tuple[float, ...]:
    return (
        *_words(one, other),
        *_places(one, other),
        *_figures(one.killed, other.killed),
        *_figures(one.wounded, other.wounded),
        *_days(one.days.days, other.days.days),
        float(not one.actors.isdisjoint(other.actors)),
        float(not one.types.isdisjoint(other.types)),
        float(not one.people.isdisjoint(other.people)),
        *_rare(one, other),
        *_agreement(one.days.weekdays, other.days.weekdays),
        *_agreement(one.days.month_days, other.days.month_days),
    )


def score(one: Account, other: Account, known: Model | None = None) -> float:
    """Return the probability that two accounts tell of one event."""
    weights = known or model()
    told = zip(NAMES, features(one, other), strict=True)
    return _probability(weights.bias + sum(weights.weights[name] * value for name, value in told))


def explain(one: Account, other: Account) -> tuple[Reason, ...]:
    """Return why, from the strongest reason; what is equal adds nothing and is left out."""
    weights = model().weights
    reasons = [
        Reason(name, weights[name] * value, _evidence(name, one, other))
        for name, value in zip(NAMES, features(one, other), strict=True)
        if weights[name] * value
    ]
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.added), reason.feature)))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


def _words(one: Account, other: Account) -> tuple[float, float]:
    return _cosine(one.body, other.body), _cosine(one.near, other.near)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def _places(one: Account, other: Account) -> tuple[float, float, float, float]:
    beside = _narrowest(one.places, other.places)
    every = one.places | other.places
    shared = sum(
        min(one.places[name], other.places[name]) for name in one.places if name in other.places
    )
    crossing = min(_narrowest(one.places, other.around), _narrowest(other.places, one.around))
    return (
        beside,
        _narrowest(one.around, other.around),
        shared / sum(every.values()) if every else 0.0,
        crossing,
    )


def _narrowest(one: dict[str, float], other: dict[str, float]) -> float:
    return max((min(one[name], other[name]) for name in one if name in other), default=0.0)


def _figures(one: tuple[Figure, ...], other: tuple[Figure, ...]) -> tuple[float, float, float]:
    if not one or not other:
        return 0.0, 0.0, 0.0
    apart = not any(_meet(figure, each) for figure in one for each in other)
    return 1.0, float(not set(one).isdisjoint(other)), float(apart)


def _meet(one: Figure, other: Figure) -> bool:
    return (one[0] or 0) <= _high(other) and (other[0] or 0) <= _high(one)


def _high(figure: Figure) -> float:
    return math.inf if figure[1] is None else figure[1]


def _days(one: frozenset[str], other: frozenset[str]) -> tuple[float, float, float]:
    if not one or not other:
        return 0.0, 0.0, 0.0
    ordinals = [date.fromisoformat(day).toordinal() for day in one]
    apart = min(
        abs(date.fromisoformat(day).toordinal() - each) for day in other for each in ordinals
    )
    return 1.0, float(apart <= _NEXT_DAY), float(apart > _FAR)


def _agreement(one: Iterable[object], other: Iterable[object]) -> tuple[float, float, float]:
    first, second = set(one), set(other)
    if not first or not second:
        return 0.0, 0.0, 0.0
    alike = not first.isdisjoint(second)
    return 1.0, float(alike), float(not alike)


def _rare(one: Account, other: Account) -> tuple[float, float]:
    crossing = min(
        _heaviest(_shared(one.near, other.body), _RARE_WORDS),
        _heaviest(_shared(other.near, one.body), _RARE_WORDS),
    )
    return crossing / _SCALE, _heaviest(_shared(one.near, other.near), _SHARED_WORDS) / _SCALE


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    """Return the rare words of both."""
    known = commonness.load()
    return [word for word in one.keys() & other.keys() if known.articles(word) <= RARE]


def _heaviest(words: Iterable[str], count: int) -> float:
    known = commonness.load()
    return sum(sorted(map(known.weight, words), reverse=True)[:count])


def _evidence(name: str, one: Account, other: Account) -> tuple[str, ...]:
    """Return the names or words that a feature rests on, where it rests on some."""
    if "place" in name:
        return tuple(sorted(one.around.keys() & other.around.keys()))
    if name.startswith("rare"):
        return tuple(sorted({*_shared(one.near, other.body), *_shared(other.near, one.body)}))
    if name == "actor shared":
        return tuple(sorted(one.actors & other.actors))
    if name == "person shared":
        return tuple(sorted(one.people & other.people))
    return ()
