"""The reader that ``score_time_number.py`` of the shared bench calls: every layer of times and numbers.

``event_dates`` measures the dates of the gold events, given their words.
"""

import json
from pathlib import Path

from riwaya.resolve import numbers, times
from riwaya.resolve.times.dating import date_at
from riwaya.text import tokenise
from riwaya.types import Quantity, Span, TimeExpression

Value = float | str | dict[str, float | str | bool]
Item = dict[str, int | str | Value]


def time_number(text: str, reference: str) -> list[Item]:
    """Return the mentions in ``text``; ``reference`` is the instant of publication, ISO 8601."""
    tokens = tokenise(text)
    quantities = numbers.find(tokens)
    expressions = times.find(tokens, reference, quantities)
    told = [_time_item(found) for found in expressions if found.value is not None]
    return [_quantity_item(found) for found in quantities] + told


def _time_item(found: TimeExpression) -> Item:
    value = found.value or ""
    return {"start": found.span.start, "end": found.span.end, "kind": found.kind, "value": value}


def _quantity_item(found: Quantity) -> Item:
    value = _bounds(found) if found.kind == "quantity" else found.low
    return {
        "start": found.span.start,
        "end": found.span.end,
        "kind": found.kind,
        "value": value or 0,
    }


def _bounds(found: Quantity) -> Value:
    value: dict[str, float | str | bool] = {}
    if found.low is not None and found.low == found.high:
        value["value"] = found.low
    else:
        value |= {"min": found.low} if found.low is not None else {}
        value |= {"max": found.high} if found.high is not None else {}
    if found.unit:
        value["unit"] = found.unit
    if found.approx:
        value["approx"] = True
    return value


def event_dates(folder: Path) -> tuple[int, int]:
    """Return how many dates of the gold events of ``folder/articles`` are right, given their words, and of how many."""
    right = total = 0
    for path in sorted((folder / "articles").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        tokens, published = tokenise(document["text"]), document.get("published")
        found = times.find(tokens, published, numbers.find(tokens))
        for event in document["events"]:
            if event.get("date") and event.get("date_span"):
                told = date_at(found, Span(*event["date_span"]), published)
                right, total = right + (told == event["date"]), total + 1
    return right, total
