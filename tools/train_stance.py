"""Learn the weights of ``riwaya.reconcile.contradiction`` from labelled pairs of headlines.

``python -m tools.train_stance`` (``make train``) reads ``ans/train.csv`` of the shared bench and writes
``src/riwaya/data/models/contradiction.json``; ``--check`` prints how well weights learnt from four fifths do on the
fifth, where no first headline stands in both. Softmax regression with L2, by stochastic gradient descent in a fixed
order and the mean of its last passes: plain Python, so that the same file comes out everywhere.
"""

import argparse
import csv
import math
import random
import zlib
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks import shared
from riwaya import tables
from riwaya.reconcile import evidence
from riwaya.reconcile.contradiction import FILE, LABELS, Label, Model
from riwaya.reconcile.contradiction_features import features

PASSES = 30
MEAN_OF = 15
PRIOR = 0.15
"""The variance of a weight before anything is known: the smaller, the closer to nothing."""
STEP = 0.02
LEAST = 4
"""In how many pairs a feature must stand to have weights."""
FOLDS = 5


class Pair(NamedTuple):
    """The features of two headlines, their label, and a digest of the first headline."""

    features: list[str]
    label: Label
    group: int


def pairs(name: str) -> list[Pair]:
    """Return the pairs of a file of the bench."""
    path = shared.folder() / "bench" / "ans" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                features(evidence.compare(row["s1"], row["s2"])),
                row["stance"],  # type: ignore[arg-type]
                zlib.crc32(row["s1"].encode()),
            )
            for row in csv.DictReader(file)
        ]


def learn(known: list[Pair]) -> Model:
    """Return the weights that these pairs give."""
    names = _kept(known)
    index = {name: at for at, name in enumerate(names)}
    rows = [[index[name] for name in one.features if name in index] for one in known]
    wanted = [LABELS.index(one.label) for one in known]
    weights = _descend(rows, wanted, len(names))
    shown = {
        name: tuple(round(value, 3) for value in row)
        for name, row in zip(names, weights, strict=False)
        if any(round(value, 3) for value in row)
    }
    return Model(LABELS, tuple(round(value, 3) for value in weights[-1]), shown)


def _kept(known: list[Pair]) -> list[str]:
    counts: dict[str, int] = {}
    for one in known:
        for name in one.features:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= LEAST)


def _descend(rows: list[list[int]], wanted: list[int], size: int) -> list[list[float]]:
    """Return the weights of each feature, and last the bias, which nothing draws to zero."""
    labels = range(len(LABELS))
    weights = [[0.0] * len(labels) for _ in range(size + 1)]
    sums = [[0.0] * len(labels) for _ in range(size + 1)]
    order, lot = list(range(len(rows))), random.Random(0)
    decay = 1 / (PRIOR * len(rows))
    for turn in range(PASSES):
        lot.shuffle(order)
        step = STEP / (1 + turn / 4)
        for at in order:
            active = [weights[feature] for feature in rows[at]]
            bias = weights[size]
            errors = _softmax([bias[k] + sum(row[k] for row in active) for k in labels])
            errors[wanted[at]] -= 1
            for row in (*active, bias):
                for k in labels:
                    row[k] -= step * errors[k]
        shrink = (1 - step * decay) ** len(rows)
        for row in weights[:size]:
            for k in labels:
                row[k] *= shrink
        if turn >= PASSES - MEAN_OF:
            for total, row in zip(sums, weights, strict=True):
                for k in labels:
                    total[k] += row[k] / MEAN_OF
    return sums


def _softmax(totals: list[float]) -> list[float]:
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def figures(model: Model, known: list[Pair]) -> dict[str, float]:
    """Return the F1 of every label and their mean."""
    return _f1([(one.label, _guess(model, one)) for one in known])


def _guess(model: Model, one: Pair) -> Label:
    shares = model.shares(one.features)
    return model.labels[shares.index(max(shares))]


def _f1(answers: list[tuple[Label, Label]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for label in LABELS:
        hit = sum(gold == told == label for gold, told in answers)
        said = sum(gold == label for gold, _ in answers) + sum(told == label for _, told in answers)
        found[label] = 2 * hit / said if said else 0.0
    return {**found, "macro": sum(found.values()) / len(LABELS)}


def crossed(known: list[Pair]) -> dict[str, float]:
    """Return the figures over all pairs, each answered by weights that its first headline had no part in."""
    answers = []
    for fold in range(FOLDS):
        model = learn([one for one in known if one.group % FOLDS != fold])
        held = [one for one in known if one.group % FOLDS == fold]
        answers += [(one.label, _guess(model, one)) for one in held]
    return _f1(answers)


def main(arguments: list[str] | None = None) -> None:
    """Write the weights, or check how they are learnt."""
    parser = argparse.ArgumentParser(prog="python -m tools.train_stance", description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validate, and write nothing")
    known = pairs("train")
    if parser.parse_args(arguments).check:
        print({name: round(value, 3) for name, value in crossed(known).items()})
        return
    path: Path = tables.path(FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(learn(known)), indent=1).decode()
    path.write_text(text + "\n", "utf-8")
    print(f"{path}: {len(known)} pairs")


if __name__ == "__main__":
    main()
