"""The reader that ``score_time_number.py`` of the shared bench calls: every layer of times and numbers."""

from riwaya.resolve import numbers, times
from riwaya.text import tokenise
from riwaya.types import Quantity, TimeExpression

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
