"""The callables that ``score_incidents.py`` names: which articles tell of one incident, and what they say together."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import shared
from riwaya.pipeline import read_text
from riwaya.reconcile.across import grouping
from riwaya.reconcile.across.accounts import Account, opening
from riwaya.reconcile.across.summary import Toll, summarise

Article = Mapping[str, Any]


def account(article: Article) -> Account:
    """Return what an article opens with, under the article's own id."""
    reading = read_text(
        f"{article['title']}\n\n{article['text']}",
        published=article["date"],
        publisher=article["publisher"],
    )
    made = opening(reading.document, reading.extraction)
    return msgspec.structs.replace(made, id=article["id"], document=article["id"])


def cluster(articles: Iterable[Article]) -> list[list[str]]:
    """Return lists of ids of the articles whose main event is the same one."""
    return [list(group) for group in grouping.group(map(account, articles))]


def summary(articles: Iterable[Article]) -> dict[str, Any]:
    """Return place, day and toll of the main event of one incident's articles."""
    found = summarise(map(account, articles))
    return {
        "place": found.place,
        "date": found.date,
        "killed": _bounds(found.killed),
        "wounded": _bounds(found.wounded),
    }


def _bounds(toll: Toll | None) -> dict[str, Any] | None:
    return None if toll is None else {"low": toll.lowest, "high": toll.highest}


def measure() -> dict[str, dict[str, float]]:
    """Return which articles are rightly put together, and how often what they say together is what experts coded."""
    shared.scorer("score_claims")  # the other one imports it by its name
    scorer, folder = shared.scorer("score_incidents"), shared.folder() / "corpora"
    groups = _rows(folder / "incidents_dev.jsonl")
    pool = {row["id"]: scorer.as_published(row) for group in groups for row in group["articles"]}
    gold: dict[str, set[str]] = {}
    for group in groups:
        ids = {row["id"] for row in group["articles"]}
        for name in ids:
            gold[name] = gold.get(name, set()) | ids
    for row in _rows(folder / "incident_articles_dev.jsonl"):
        pool.setdefault(row["id"], scorer.as_published(row))
    mixed = sorted(pool)
    random.Random(1).shuffle(mixed)
    found = {name: {name} for name in gold}
    for joined_ids in cluster([pool[name] for name in mixed]):
        found.update((name, set(joined_ids)) for name in joined_ids if name in gold)
    precision, recall, f1 = scorer.b_cubed(gold, found)
    joined = {"B3 precision": precision, "B3 recall": recall, "B3 F1": f1}
    return {"incidents, given": joined | _coded(groups, pool, scorer)}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _coded(
    groups: list[dict[str, Any]], pool: Mapping[str, Article], scorer: Any
) -> dict[str, float]:
    hits: dict[str, list[bool]] = defaultdict(list)
    for group in groups:
        told, event = summary(pool[row["id"]] for row in group["articles"]), group["event"]
        if event.get("location_ar"):
            hits["place"].append(scorer.same_name(event["location_ar"], told["place"]))
        days = scorer.day_range(told["date"])
        hits["date"].append(days is not None and days[0] <= event["date"] <= days[1])
        for what, kind in (("killed", "deaths"), ("wounded", "injuries")):
            bounds = (f"civilian_{kind}_min", f"civilian_{kind}_max")
            figures = scorer.figure_range(event, *bounds)
            if figures is not None and figures[1] > 0:
                exact, meets = scorer.compare(figures, told[what])
                hits[f"{what} exact"].append(exact)
                hits[f"{what} overlap"].append(meets)
    return {name: sum(found) / len(found) for name, found in hits.items()}
