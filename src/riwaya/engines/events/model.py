"""What small models think: sums of weights of features that can be read and shown.

The weights are trained by ``make train`` and live in ``data/models/events.json``; they are read when first asked for.

Imports ``tables``.
"""

from collections.abc import Iterable
from functools import cache

import msgspec

from riwaya import tables

FILE = "models/events.json"


class Model(msgspec.Struct, frozen=True):
    """Weights by feature; a sum above zero says yes. A feature that is not listed weighs nothing."""

    bias: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Return the log-odds that the features speak for."""
        weights = self.weights
        return self.bias + sum([weights[name] for name in features if name in weights])


class Models(msgspec.Struct, frozen=True):
    """One model for each question: is it an event, the same event, its place, its date?"""

    event: Model
    same: Model
    place: Model
    date: Model


@cache
def load() -> Models:
    """Return the models of the package."""
    return msgspec.json.decode(tables.raw(FILE), type=Models)


def bucket(value: int, *limits: int) -> str:
    """Return the first limit that a value does not exceed, or that it exceeds the last."""
    for limit in limits:
        if value <= limit:
            return str(limit)
    return f">{limits[-1]}"
