"""Meaning: what a name, place, time or number was taken to mean, in one short line.

>>> bounds(36, 44)
'36–44'

Imports ``types``, ``labels`` and ``plain``.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from riwaya.export.labels import Labels
from riwaya.export.plain import visible
from riwaya.types import Document, Extraction, Mention, PlaceMention, Quantity, Span, TimeExpression

Sort = Literal["time", "quantity", "name", "place"]


class Meaning(msgspec.Struct, frozen=True):
    """The words that mean something, of what sort they are, and what they were taken to mean.

    What has the same ``key`` is the same thing, whatever it is called here.
    """

    span: Span
    sort: Sort
    text: str
    key: str


class Group(msgspec.Struct, frozen=True):
    """One thing with all the words that mean it, each once, in order, and how often it is meant."""

    words: tuple[str, ...]
    text: str
    count: int


def meanings(extraction: Extraction, labels: Labels) -> Iterator[Meaning]:
    """Yield the meaning of every mention: times, numbers, names, places, each in its order."""
    for time in extraction.times:
        yield Meaning(time.span, "time", *_once(_line(_time(time, labels))))
    for quantity in extraction.quantities:
        yield Meaning(quantity.span, "quantity", *_once(_line(_quantity(quantity, labels))))
    for mention in extraction.mentions:
        yield Meaning(
            mention.span, "name", _line(_name(mention, labels)), mention.entity or mention.name
        )
    for place in extraction.places:
        key = f"{place.place or place.name} {place.bearing} {place.distance}"
        yield Meaning(place.span, "place", _line(_place(place, labels)), key)


def grouped(document: Document, extraction: Extraction, labels: Labels) -> dict[Sort, list[Group]]:
    """Return what is meant, each thing once, by sort and in order of appearance."""
    found: dict[tuple[Sort, str], list[Meaning]] = {}
    for meaning in meanings(extraction, labels):
        found.setdefault((meaning.sort, meaning.key), []).append(meaning)
    groups: dict[Sort, list[Group]] = {}
    for (sort, _), same in found.items():
        words = dict.fromkeys(visible(each.span.of(document.text)) for each in same)
        groups.setdefault(sort, []).append(Group(tuple(words), same[0].text, len(same)))
    return groups


def title(sort: Sort, labels: Labels) -> str:
    """Return what a sort of mention is called."""
    words = labels.words
    return {
        "time": words.times,
        "quantity": words.quantities,
        "name": words.names,
        "place": words.places,
    }[sort]


def bounds(low: float | None, high: float | None) -> str:
    """Return two bounds as one figure or a range; a missing bound is left open."""
    if low == high:
        return "" if low is None else _figure(low)
    return f"{'' if low is None else _figure(low)}–{'' if high is None else _figure(high)}"


def _figure(number: float) -> str:
    # Python refuses to write out whole numbers of more than 4,300 digits
    if isinstance(number, int) and number.bit_length() > 400:
        return f"≈10^{round(number.bit_length() * 0.30103)}"
    if isinstance(number, int) or number.is_integer():
        return f"{number:,.0f}" if isinstance(number, float) else f"{number:,}"
    return f"{number:,}"


def _once(text: str) -> tuple[str, str]:
    """Return a meaning that is its own key."""
    return text, text


def _line(parts: Iterator[str]) -> str:
    return " · ".join(visible(part) for part in parts if part)


def _time(time: TimeExpression, labels: Labels) -> Iterator[str]:
    if time.value:
        yield time.value
        yield labels.precision.get(time.precision, time.precision)
    else:
        yield time.relative or labels.words.unknown
        yield labels.words.relative if time.relative else ""
    yield from time.flags


def _quantity(quantity: Quantity, labels: Labels) -> Iterator[str]:
    unit = f" {quantity.unit}" if quantity.unit else ""
    yield bounded(quantity.low, quantity.high, labels, approx=quantity.approx, unit=unit)
    yield labels.words.vague if quantity.vague else ""


def bounded(
    low: float | None, high: float | None, labels: Labels, *, approx: bool, unit: str = ""
) -> str:
    """Return two bounds in words: at least, at most, about."""
    words = labels.words
    if low is None:
        return words.unknown if high is None else words.at_most.format(n=_figure(high) + unit)
    if high is None:
        return words.at_least.format(n=_figure(low) + unit)
    figure = bounds(low, high) + unit
    return words.about.format(name=figure) if approx else figure


def _name(mention: Mention, labels: Labels) -> Iterator[str]:
    yield labels.kind[mention.kind]
    yield mention.name
    yield mention.entity or _ambiguous(mention.candidates, labels)


def _place(place: PlaceMention, labels: Labels) -> Iterator[str]:
    words = labels.words
    yield place.name
    yield place.kind or ""
    yield labels.comma.join(place.parents)
    if place.latitude is not None and place.longitude is not None:
        yield f"{place.latitude:.4f}, {place.longitude:.4f}"
    yield words.direction_of.format(name=place.bearing) if place.bearing else ""
    yield words.kilometres.format(n=_figure(place.distance)) if place.distance is not None else ""
    yield place.place or _ambiguous(place.candidates, labels)


def _ambiguous(candidates: tuple[str, ...], labels: Labels) -> str:
    return f"{labels.words.ambiguous}: {', '.join(candidates)}" if candidates else ""
