"""Do two headlines contradict each other: ``agree``, ``disagree`` or ``other`` (they tell of different things).

``compare`` weighs all that was found by weights learnt from labelled pairs; ``by_rule`` decides by the lexicons alone.
Both give the findings that speak for the answer as reasons, strongest first. Pure and deterministic; the order of two
headlines may matter, as the second is taken to answer the first.

The weights stand in ``data/models/contradiction.json``; ``python -m tools.train_stance`` makes them.

Imports ``contradiction_features``, ``evidence``, ``headlines`` and ``tables``.
"""

import math
from functools import cache
from typing import Literal, get_args

import msgspec

from riwaya import tables
from riwaya.reconcile import evidence
from riwaya.reconcile.contradiction_features import features
from riwaya.reconcile.evidence import Comparison, Finding

Label = Literal["agree", "disagree", "other"]
LABELS: tuple[Label, ...] = get_args(Label)
FILE = "models/contradiction.json"
CONTRADICTING = (
    "opposites", "said opposite", "turned round", "numbers", "states", "roles", "despite", "of one kind"
)  # fmt: skip
"""The findings each of which sets two headlines against each other by itself, strongest first."""
_SUPPORTING = ("same words in other order", "said alike", "same number")
_UNRELATED, _NAMED = 0.2, 7
"""Below this share, and this weight of shared words that are no states, two headlines are of different things."""


class Verdict(msgspec.Struct, frozen=True):
    """The answer, how sure it is (0 to 1), and the findings that speak for it."""

    label: Label
    score: float
    reasons: tuple[Finding, ...] = ()


class Model(msgspec.Struct, frozen=True):
    """For each feature one weight a label; ``bias`` is what every pair gets."""

    labels: tuple[Label, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def shares(self, named: list[str]) -> tuple[float, ...]:
        """Return how probable each label is for these features."""
        rows = [row for row in map(self.weights.get, named) if row is not None]
        totals = [bias + sum(row[at] for row in rows) for at, bias in enumerate(self.bias)]
        most = max(totals)
        powers = [math.exp(total - most) for total in totals]
        return tuple(power / sum(powers) for power in powers)


@cache
def model() -> Model:
    """Return the shipped weights."""
    return msgspec.json.decode(tables.raw(FILE), type=Model)


def compare(first: str, second: str) -> Verdict:
    """Return whether two headlines agree, by the learnt weights; those that share no word are of different things."""
    compared = evidence.compare(first, second)
    if not compared.match.pairs:
        return Verdict("other", 1.0)
    shares = model().shares(features(compared))
    score, label = max(zip(shares, model().labels, strict=True), key=lambda one: one[0])
    return Verdict(label, score, _reasons(compared, label))


def by_rule(first: str, second: str) -> Verdict:
    """Return whether two headlines agree, by the lexicons alone.

    They are of different things where they share next to nothing, and disagree where one finding sets them against
    each other. The score grows with the findings, or with the share.
    """
    compared = evidence.compare(first, second)
    weighed = evidence.weigh(compared)
    share = max(weighed.first, weighed.second)
    if share < _UNRELATED and sum(weighed.named) < _NAMED:
        return Verdict("other", 1 - share)
    against = tuple(found for found in compared.findings if found.what in CONTRADICTING)
    if against:
        return Verdict("disagree", 1 - 0.5 ** len(against), _reasons(compared, "disagree"))
    return Verdict("agree", share, _reasons(compared, "agree"))


def _reasons(compared: Comparison, label: Label) -> tuple[Finding, ...]:
    kinds = {"agree": _SUPPORTING, "disagree": (*CONTRADICTING, "of one kind", "replaced")}
    wanted = CONTRADICTING if label == "disagree" and _has(compared) else kinds.get(label, ())
    found = [one for one in compared.findings if one.what in wanted]
    return tuple(sorted(found, key=lambda one: wanted.index(one.what)))


def _has(compared: Comparison) -> bool:
    return any(one.what in CONTRADICTING for one in compared.findings)
