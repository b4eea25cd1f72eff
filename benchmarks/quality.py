"""Quality: every task of the bench as a table of figures, by the scorers of the shared bench.

``measure`` returns task -> figure -> value. Shares are between 0 and 1; figures named in ``COUNTS`` are counts of
mistakes, where less is better.
"""

import io
import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

from benchmarks import adapters, claims, headlines, incidents, places, shared, time_number

Figures = dict[str, float]
Sentence = dict[str, Any]
Pairs = tuple[tuple[str, str], ...]

COUNTS = frozenset({"look-alikes taken", "negatives taken", "kirkuk invented"})
_ALEF = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"))
_YA = (("ى", "ي"),)
_HA = (("ة", "ه"),)
SPELLINGS = {
    "alef without hamza": _ALEF,
    "ya for alef maqsura": _YA,
    "ha for ta marbuta": _HA,
    "all three": _ALEF + _YA + _HA,
}


def measure() -> dict[str, Figures]:
    """Return the figures of every task."""
    sentences, articles = _sentences(), shared.articles()
    tables = {
        "attribution, all": attribution(sentences),
        "attribution, core": attribution(sentences, core=True),
        "articles": whole_articles(articles),
        "kirkuk": kirkuk(articles),
        "claims and disputes, given": claims.measure(articles),
    }
    for name, pairs in SPELLINGS.items():
        tables[f"spelling: {name}"] = _spoilt(sentences, articles, pairs)
    tables.update(headlines.measure())
    tables.update(incidents.measure())
    right, total = time_number.event_dates(shared.folder() / "bench")
    tables["dates"] = {"events": right / total}
    return {**tables, **times_and_numbers(), "places": iraqi_places()}


def _sentences() -> list[Sentence]:
    path = shared.folder() / "bench" / "attribution_ud_dev.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _f1(hit: float, found: float, gold: float) -> float:
    return 2 * hit / (found + gold) if found + gold else 0.0


def attribution(sentences: list[Sentence], *, core: bool = False) -> Figures:
    """Return who says what in single sentences of treebanks; ``core`` leaves bare noun phrases out."""
    n, _ = shared.scorer("score_attribution").score(sentences, adapters.attributions, core)
    return {
        "relation F1": _f1(n["whole"], n["pred"], n["gold"]),
        "relation precision": n["whole"] / n["pred"],
        "cue F1": _f1(n["cue"], n["pred"], n["gold"]),
        "cue precision": n["cue"] / n["pred"],
        "source": n["source"] / n["judged"],
        "content": n["content"] / n["cue"],
        "stance": n["stance"] / n["cue"],
        "look-alikes taken": n["fooled"],
        "negatives taken": n["negative"] - n["clean"],
    }


def whole_articles(articles: list[Sentence]) -> Figures:
    """Return statements, chains, claims and disputes over whole articles."""
    scorer, n = shared.scorer("score_claims"), defaultdict[str, float](float)
    for gold in articles:
        found = adapters.claims(gold["text"], gold.get("published"), gold.get("publisher"))
        scorer.score_document(gold, found, n)
    told = scorer.figures(n)
    return {
        "statement F1": told["statement"][2],
        "statement precision": told["statement"][0],
        **{name: told[name] for name in ("stance", "origin", "chain", "content")},
        "whole F1": told["whole"][2],
        "claim F1": told["claim"][2],
        "dispute F1": told["dispute"][2],
    }


def kirkuk(articles: list[Sentence]) -> Figures:
    """Return how many statements of the first case are right as a whole, of how many, and how many are invented."""
    scorer, n = shared.scorer("score_claims"), defaultdict[str, float](float)
    gold = next(article for article in articles if article["id"] == "kirkuk")
    found = adapters.claims(gold["text"], gold.get("published"), gold.get("publisher"))
    scorer.score_document(gold, found, n)
    return {"kirkuk right": n["s.whole"] / n["s.gold"], "kirkuk invented": n["s.pred"] - n["s.hit"]}


def _spoilt(sentences: list[Sentence], articles: list[Sentence], pairs: Pairs) -> Figures:
    """Return the main figures where every text is spelt otherwise; offsets stay what they are."""

    def spell(document: Sentence) -> Sentence:
        text = document["text"]
        for proper, hurried in pairs:
            text = text.replace(proper, hurried)
        return {**document, "text": text}

    one, other = (
        attribution([spell(sentence) for sentence in sentences]),
        whole_articles([spell(article) for article in articles]),
    )
    return {"relation F1": one["relation F1"], "whole F1": other["whole F1"]}


def times_and_numbers() -> dict[str, Figures]:
    """Return, for each kind of time and number, spans, values and whole cases."""
    scorer = shared.scorer("score_time_number")
    path = shared.folder() / "bench" / "time_number_dev.jsonl"
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows: dict[str, Any] = {}
    for case in cases:
        answer = time_number.time_number(case["text"], case["reference"])
        score = scorer.judge(case, answer)
        for name in (case["kind"], "all"):
            rows.setdefault(name, scorer.Score()).add(score)
    return {f"time and number: {name}": _of_score(row) for name, row in sorted(rows.items())}


def _of_score(row: Any) -> Figures:
    _, _, f1, value, near, whole = row.measures()
    return {"span F1": f1, "value": value, "near": near, "whole": whole}


def iraqi_places() -> Figures:
    """Return the share of names of Iraqi news that are placed right, and wrong, and of first places of gold events."""
    with redirect_stdout(
        io.StringIO()
    ):  # it prints each name that fails; ``python -m benchmarks.places`` shows them
        halves = places.iraq("IQ")
        named, right, total, _ = places.events(shared.folder() / "bench")
    found = {f"half {half}": count["found"] / sum(count.values()) for half, count in halves.items()}
    wrong = sum(count["wrong"] for count in halves.values())
    return {
        **found,
        "not placed wrong": 1 - wrong / sum(sum(count.values()) for count in halves.values()),
        "events by name": named / total,
        "events by name or parent": right / total,
    }


def table(tables: dict[str, Figures], *, floor: Callable[[str, str], float | None]) -> str:
    """Return the figures as text, each beside its floor."""
    rows = []
    for task, figures in tables.items():
        rows.append(task)
        for name, value in figures.items():
            held = floor(task, name)
            shown = f"{value:6.0f}" if name in COUNTS else f"{value:6.3f}"
            bound = (
                "" if held is None else f"   {'at most' if name in COUNTS else 'floor'} {held:g}"
            )
            rows.append(f"  {name:26}{shown}{bound}")
    return "\n".join(rows)
