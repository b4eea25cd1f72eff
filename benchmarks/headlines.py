"""Contradiction between headlines, on ``ans/dev.csv`` of the shared bench: ``python -m benchmarks.headlines``."""

import csv
from collections.abc import Callable

from benchmarks import adapters, shared

Pairs = list[tuple[str, str, str]]
LABELS = ("agree", "disagree", "other")


def pairs() -> Pairs:
    """Return the labelled pairs: two headlines and what they are to each other."""
    path = shared.folder() / "bench" / "ans" / "dev.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["s1"], row["s2"], row["stance"]) for row in csv.DictReader(file)]


def measure() -> dict[str, dict[str, float]]:
    """Return, learnt and by rule, precision and recall of *disagree*, the F1 of every label and their mean."""
    known = pairs()
    return {
        "headlines, learnt": score(known, adapters.stance_pair),
        "headlines, by rule": score(known, adapters.stance_pair_by_rule),
    }


def score(known: Pairs, answer: Callable[[str, str], str]) -> dict[str, float]:
    """Return the figures of one way to answer."""
    answers = [(gold, answer(first, second)) for first, second, gold in known]
    figures: dict[str, float] = {}
    for label in LABELS:
        hit = sum(gold == told == label for gold, told in answers)
        wanted = sum(gold == label for gold, _ in answers)
        told = sum(told == label for _, told in answers)
        figures[f"{label} F1"] = 2 * hit / (wanted + told) if wanted + told else 0.0
        if label == "disagree":
            figures["disagree precision"] = hit / told if told else 0.0
            figures["disagree recall"] = hit / wanted if wanted else 0.0
    figures["macro F1"] = sum(figures[f"{label} F1"] for label in LABELS) / len(LABELS)
    return figures


if __name__ == "__main__":
    for task, figures in measure().items():
        print(task, *(f"{name} {value:.3f}" for name, value in figures.items()), sep="\n  ")
