"""The callables that ``score_incidents.py`` names: which articles tell of one incident, and what they say together."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

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
