"""Learn what the finder of events asks small models: ``python -m tools.train_events``, from ``../shared``.

Is this word an event here; is this telling of a known event; which place and which date are its own? Prints the scores
of cross-validation over articles (no article helps to read itself), then writes ``data/models/events.json``, learnt
from all. Needs scikit-learn (development only). Same input, same bytes.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from benchmarks import shared
from riwaya import tables
from riwaya.engines.events import (
    corefer,
    counting,
    dates,
    finder,
    model,
    placing,
    roles,
    sameness,
    sift,
)
from riwaya.engines.events.draft import Draft
from riwaya.engines.events.model import Model, Models
from riwaya.engines.events.sameness import Guess, Told
from riwaya.engines.events.view import View
from riwaya.engines.rules import RulesEngine
from riwaya.lexicon import events as lexicon
from riwaya.resolve.annotate import annotate
from riwaya.text import tokenise
from riwaya.types import Document, Extraction

FOLDS = 10
SEEN = 3
"""A feature counts that stands in so many examples."""
STRENGTH = {"event": 0.15, "same": 0.15, "place": 0.05, "date": 0.15}
LEAN = {"event": 0.0, "same": 0.0, "place": 0.0, "date": 2.5}
"""What is added to the log-odds, so that the F1 of events is best, and a likely place or date is told."""
_DIGITS = 2

Row = tuple[list[str], bool]
Gold = dict[str, Any]


class Article(NamedTuple):
    """An article of the gold with what is read in it before its events."""

    gold: Gold
    document: Document
    extraction: Extraction


def articles() -> list[Article]:
    """Return the articles of the claims gold."""
    engine, found = RulesEngine(), []
    for path in sorted((shared.folder() / "bench" / "articles").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        document = Document(id=path.stem, text=gold["text"], published=gold.get("published"))
        found.append(Article(gold, document, annotate(document, engine.extract(document))))
    return found


def view_of(one: Article) -> tuple[View, list[Draft]]:
    """Return an article laid out, with every word that may tell of an event."""
    known, tokens = lexicon.load(), tokenise(one.document.text)
    hits = known.find(tokens.keys)
    view = View(one.document, one.extraction, tokens, hits=hits, lexicon=known)
    return view, finder.tellings(view, hits)


def golds(one: Article, draft: Draft, *, any_family: bool = False) -> list[int]:
    """Return the gold events that a telling is a mention of."""
    span = draft.trigger.span
    return [
        number
        for number, event in enumerate(one.gold["events"])
        if (any_family or event["type"] == draft.kind.family)
        and any(start < span.end and span.start < end for start, end in event["mentions"])
    ]


def train(rows: Iterable[Row], name: str) -> Model:
    """Return a model learnt from examples."""
    kept = list(rows)
    counted = Counter(feature for features, _ in kept for feature in set(features))
    names = sorted(feature for feature, count in counted.items() if count >= SEEN)
    columns = {feature: number for number, feature in enumerate(names)}
    matrix = _matrix([features for features, _ in kept], columns)
    learner = LogisticRegression(C=STRENGTH[name], solver="liblinear", max_iter=500)
    learner.fit(matrix, [answer for _, answer in kept])
    return Model(
        round(float(learner.intercept_[0]) + LEAN[name], _DIGITS), _weights(names, learner.coef_[0])
    )


def rank(groups: Iterable[Sequence[Row]], name: str) -> Model:
    """Return a model that puts right answers above wrong ones, learnt from the differences of their features."""
    pairs: list[tuple[Counter[str], bool]] = []
    for group in groups:
        right = [features for features, answer in group if answer]
        wrong = [features for features, answer in group if not answer]
        for better in right:
            for worse in wrong:
                pairs.append((_difference(better, worse), True))
                pairs.append((_difference(worse, better), False))
    counted = Counter(feature for features, _ in pairs for feature in features)
    names = sorted(feature for feature, count in counted.items() if count >= 2 * SEEN)
    columns = {feature: number for number, feature in enumerate(names)}
    learner = LogisticRegression(
        C=STRENGTH[name], solver="liblinear", max_iter=500, fit_intercept=False
    )
    learner.fit(
        _weighed([features for features, _ in pairs], columns), [answer for _, answer in pairs]
    )
    return Model(LEAN[name], _weights(names, learner.coef_[0]))


def _difference(better: Sequence[str], worse: Sequence[str]) -> Counter[str]:
    found = Counter(set(better))
    found.subtract(set(worse))
    return Counter({feature: count for feature, count in found.items() if count})


def _weights(names: Sequence[str], found: Iterable[float]) -> dict[str, float]:
    return {
        feature: round(float(weight), _DIGITS)
        for feature, weight in zip(names, found, strict=True)
        if abs(weight) >= 10**-_DIGITS
    }


def _weighed(rows: Sequence[Counter[str]], columns: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,unused-ignore]

    values, cells, starts = list[float](), list[int](), [0]
    for row in rows:
        found = sorted((columns[name], count) for name, count in row.items() if name in columns)
        cells += [cell for cell, _ in found]
        values += [float(count) for _, count in found]
        starts.append(len(cells))
    return csr_matrix((values, cells, starts), shape=(len(rows), len(columns)))


def _matrix(rows: Sequence[Sequence[str]], columns: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,unused-ignore]

    values, cells, starts = [], [], [0]
    for row in rows:
        found = sorted({columns[feature] for feature in row if feature in columns})
        cells += found
        values += [1.0] * len(found)
        starts.append(len(cells))
    return csr_matrix((values, cells, starts), shape=(len(rows), len(columns)))


def learn(known: Sequence[Article]) -> Models:
    """Return the four models, each learnt on what the ones before it leave."""
    models = {"event": train(_event_rows(known), "event")}
    silent = Model(-99.0, {})
    models |= {"place": silent, "date": silent, "same": silent}
    for _ in range(
        2
    ):  # places and dates are carried from one event to the next: the second round sees the first
        staged = [(one, *_staged(one, _models(models))) for one in known]
        models["place"] = rank(_place_groups(staged), "place")
        models["date"] = train(_date_rows(staged), "date")
    staged = [(one, *_staged(one, _models(models))) for one in known]
    models["same"] = train(_same_rows(staged), "same")
    return _models(models)


def _models(found: dict[str, Model]) -> Models:
    return Models(**found)


Staged = tuple[Article, View, list[Draft]]


def _staged(one: Article, models: Models) -> tuple[View, list[Draft]]:
    view, drafts = view_of(one)
    drafts = sift.kept(view, drafts, models.event)
    counting.count(view, drafts)
    placing.fill(view, drafts, models.place)
    dates.fill(view, drafts, models.date)
    roles.fill(view, drafts)
    return view, drafts


def _event_rows(known: Sequence[Article]) -> Iterator[Row]:
    for one in known:
        view, drafts = view_of(one)
        for number, draft in enumerate(drafts):
            yield sift.features(view, drafts, number), bool(golds(one, draft))


def _place_groups(staged: Iterable[Staged]) -> Iterator[list[Row]]:
    for one, view, drafts in staged:
        for number, draft in enumerate(drafts):
            told = [one.gold["events"][each] for each in golds(one, draft, any_family=True)]
            right = [event["places"][0]["name"] for event in told if event.get("places")]
            if right:
                yield [
                    (
                        placing.features(view, drafts, number, place),
                        any(_scorer().same_name(name, place.site.mention.name) for name in right),
                    )
                    for place in placing.candidates(view, drafts, number)
                ]


def _date_rows(staged: Iterable[Staged]) -> Iterator[Row]:
    for one, view, drafts in staged:
        for number, draft in enumerate(drafts):
            right = [
                one.gold["events"][each].get("date") for each in golds(one, draft, any_family=True)
            ]
            if right:
                for date in dates.candidates(view, drafts, number):
                    yield dates.features(view, drafts, number, date), date.date in right


def _same_rows(staged: Iterable[Staged]) -> Iterator[Row]:
    for one, view, drafts in staged:
        families: dict[str, list[tuple[int, Told]]] = {}
        for draft in drafts:
            right = golds(one, draft)
            if not right or draft.kind.family == "casualties":
                continue
            recent = families.setdefault(draft.kind.family, [])
            told_so_far = [told for _, told in recent[-12:]]
            ruled = sameness.by_rule(view, draft, told_so_far)
            for number, told in recent[-12:]:
                known = Guess(told is told_so_far[-1], told is ruled, ruled is None)
                yield sameness.features(view, told, draft, known), number in right
            into = next((each for each in reversed(recent) if each[0] in right), None)
            if into is None:
                into = (right[0], Told(draft.kind.family))
            else:
                recent.remove(into)
            recent.append(into)
            into[1].drafts.append(draft)


def read(one: Article, models: Models) -> list[dict[str, Any]]:
    """Return the events of an article in the form of the bench."""
    view, drafts = _staged(one, models)
    return [
        {
            "id": f"e{number}",
            "type": event.family,
            "mentions": [[each.span.start, each.span.end] for each in event.mentions],
            "places": [{"name": each.name} for each in event.places],
            "date": event.date,
            "counts": [
                {"what": each.what, "low": each.low, "high": each.high} for each in event.counts
            ],
        }
        for number, event in enumerate(corefer.join(view, drafts, models.same), 1)
    ]


def cross_validated(known: Sequence[Article]) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Yield each article with its events as read by models that have not seen it."""
    for fold in range(FOLDS):
        models = learn([one for number, one in enumerate(known) if number % FOLDS != fold])
        for one in known[fold::FOLDS]:
            yield one, read(one, models)


def scores(read_articles: Iterable[tuple[Article, list[dict[str, Any]]]]) -> str:
    """Return the scores of articles read."""
    counted: Counter[str] = Counter()
    for one, found in read_articles:
        _scorer().score_document(one.gold, {"events": found}, counted)
    precision, recall, f1 = _scorer().prf(counted, "e")
    date = counted["e.date"] / counted["e.dated"]
    place = counted["e.place"] / counted["e.placed"]
    counts = _scorer().prf(counted, "n")[2]
    return (
        f"event P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; "
        f"date {date:.3f}; place {place:.3f}; counts F1 {counts:.3f}"
    )


def _scorer() -> Any:
    return shared.scorer("score_claims")


def main() -> None:
    """Print the scores and write the weights."""
    known = articles()
    print(scores(cross_validated(known)))
    models = learn(known)
    written = msgspec.json.format(msgspec.json.encode(models, order="sorted"), indent=1)
    path = tables.path(model.FILE)
    path.write_bytes(written + b"\n")
    print(f"{path.name}: {len(written)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
