"""Learn when two accounts tell of one event: ``python -m tools.train_likeness``, from incidents of ``../shared``.

Prints the B-cubed score of cross-validation over incidents (no incident helps to find its own articles), then writes
``data/models/likeness.json``, learnt from all. Needs scikit-learn (development only). Same input, same bytes.
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from benchmarks import shared
from riwaya import tables
from riwaya.pipeline import read_text
from riwaya.reconcile.across import grouping, likeness
from riwaya.reconcile.across.accounts import Account, opening

FOLDS = 5
THRESHOLDS = (0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25)
_DIGITS = 3
_ABOUT = 0.01


class Told(NamedTuple):
    """The main account of an article with the incidents that it is a source of; ``scored`` if the bench asks for it."""

    account: Account
    incidents: frozenset[str]
    scored: bool


def told() -> list[Told]:
    """Return the articles of the incidents and of those among them."""
    folder = shared.folder() / "corpora"
    found: dict[str, Told] = {}
    for line in (folder / "incidents_dev.jsonl").read_text("utf-8").splitlines():
        group = json.loads(line)
        code = frozenset([group["event"]["airwars_code"]])
        for row in group["articles"]:
            found[row["id"]] = Told(_account(row), code, scored=True)
    for line in (folder / "incident_articles_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        codes = frozenset(str(event["airwars_code"]) for event in row["events"])
        found.setdefault(row["id"], Told(_account(row), codes, scored=False))
    return [found[name] for name in sorted(found)]


def _account(row: Mapping[str, Any]) -> Account:
    day = None if row.get("date_basis") == "incident_date" else row["date"]
    reading = read_text(
        f"{row['title']}\n\n{row['text']}", published=day, publisher=row["publisher"]
    )
    made = opening(reading.document, reading.extraction)
    return msgspec.structs.replace(made, id=row["id"], document=row["id"])


def folds(articles: list[Told]) -> list[int]:
    """Return the fold of each article: those that share an incident, however far, are in one."""
    leader: dict[str, str] = {}

    def head(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for one in articles:
        first, *others = sorted(one.incidents)
        for other in others:
            leader[head(other)] = head(first)
    heads = [head(min(one.incidents)) for one in articles]
    order = sorted(set(heads))
    random.Random(3).shuffle(order)
    return [order.index(name) % FOLDS for name in heads]


class Pairs(NamedTuple):
    """Pairs of articles as rows of features, with whether they share an incident, and their two folds."""

    ids: list[tuple[str, str]]
    rows: list[tuple[float, ...]]
    same: list[bool]
    folds: list[tuple[int, int]]


def pairs(articles: list[Told]) -> Pairs:
    """Return the candidates of blocking."""
    known = {one.account.id: one for one in articles}
    fold = dict(zip(known, folds(articles), strict=True))
    ids = grouping.candidates(one.account for one in articles)
    both = [(known[first], known[second]) for first, second in ids]
    return Pairs(
        ids,
        [likeness.features(one.account, other.account) for one, other in both],
        [not one.incidents.isdisjoint(other.incidents) for one, other in both],
        [(fold[first], fold[second]) for first, second in ids],
    )


def learn(rows: list[tuple[float, ...]], same: list[bool]) -> Any:
    """Return a logistic regression."""
    return LogisticRegression(C=1.0, max_iter=5_000).fit(rows, same)


def crossed(found: Pairs) -> dict[tuple[str, str], float]:
    """Return the likeness of each pair by models that have seen neither of its articles' folds."""
    sums: dict[int, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        seen = [n for n, of in enumerate(found.folds) if fold not in of]
        held = [n for n, of in enumerate(found.folds) if fold in of]
        made = learn([found.rows[n] for n in seen], [found.same[n] for n in seen])
        for n, value in zip(
            held, made.predict_proba([found.rows[n] for n in held])[:, 1], strict=True
        ):
            sums[n].append(float(value))
    return {found.ids[n]: sum(values) / len(values) for n, values in sums.items()}


def b_cubed(articles: list[Told], groups: list[tuple[str, ...]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 (Bagga and Baldwin 1998) of the scored articles."""
    of = {name: set(one) for one in groups for name in one}
    scored = [one for one in articles if one.scored]
    gold = {
        one.account.id: {other.account.id for other in scored if one.incidents & other.incidents}
        for one in scored
    }
    precision = sum(len(gold[name] & of[name]) / len(of[name]) for name in gold) / len(gold)
    recall = sum(len(gold[name] & of[name]) / len(gold[name]) for name in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> int:
    """Report and write."""
    articles = told()
    found = pairs(articles)
    print(
        f"{len(articles)} articles, {len(found.ids)} pairs, {sum(found.same)} of one incident",
        flush=True,
    )
    likenesses = {pair: value for pair, value in crossed(found).items() if value >= grouping.FLOOR}
    ids = [one.account.id for one in articles]
    results = {at: b_cubed(articles, grouping.join(ids, likenesses, at)) for at in THRESHOLDS}
    for at, figures in results.items():
        print(f"threshold {at:<5} B3 P {figures[0]:.3f}  R {figures[1]:.3f}  F1 {figures[2]:.3f}")
    # of thresholds that are about as good, the one that neither joins nor parts too much
    top = max(figures[2] for figures in results.values())
    good = [at for at, figures in results.items() if figures[2] > top - _ABOUT]
    best = max(good, key=lambda at: min(results[at][:2]))
    made = learn(found.rows, found.same)
    weights = {
        name: round(float(value), _DIGITS)
        for name, value in zip(likeness.NAMES, made.coef_[0], strict=True)
    }
    model = likeness.Model(weights, round(float(made.intercept_[0]), _DIGITS), best)
    out: Path = tables.path(likeness.FILE)
    out.write_bytes(msgspec.json.format(msgspec.json.encode(model)) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
