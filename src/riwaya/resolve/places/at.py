"""The place of a given span: what an event says of where it was, resuming words included.

Imports ``find`` and what it imports.
"""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from riwaya.resolve.places.find import default_reader
from riwaya.resolve.places.precision import precision
from riwaya.resolve.places.table import Gazetteer, Place
from riwaya.resolve.places.words import Reader
from riwaya.text import Tokens
from riwaya.types import PlaceMention, Span


def at(
    tokens: Tokens, start: int, end: int, *, found: Sequence[PlaceMention], by: Reader | None = None
) -> PlaceMention | None:
    """Return the place that code points ``[start, end)`` of the text name, or None.

    ``found`` is what :func:`find` found in the same text. A span with a name of its own gives that mention; one that
    resumes an earlier place (the town, the province) gives the last mention of such a place, at this span; any other
    gives a mention of what stands after its feature words, in no gazetteer.
    """
    inside = [mention for mention in found if mention.span.start < end and start < mention.span.end]
    if inside:
        return inside[0]
    reader = default_reader() if by is None else by
    indices = range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end))
    resumed = _resumed(tokens, indices, [each for each in found if each.span.end <= start], reader)
    if resumed is not None:
        return msgspec.structs.replace(resumed, span=Span(start, end), bearing=None, distance=None)
    return _unknown(tokens, indices, reader)


def _resumed(
    tokens: Tokens, indices: range, earlier: list[PlaceMention], reader: Reader
) -> PlaceMention | None:
    """Return the last place before the span of a kind that a resuming word in it asks for."""
    for index in indices:
        mark = reader[tokens.keys[index]]
        if mark is None or not mark.anaphor:
            continue
        for mention in reversed(earlier):
            if mention.kind in mark.anaphor:
                return mention
        for mention in reversed(earlier):
            around = _around(mention, mark.anaphor, reader.gazetteer)
            if around is not None:
                return around
    return None


def _around(
    mention: PlaceMention, kinds: tuple[str, ...], gazetteer: Gazetteer
) -> PlaceMention | None:
    """Return the province, state or capital of a mention, whichever the kinds ask for."""
    if mention.place is None:
        return None
    chain = (mention.place, *mention.parents)
    if "capital" in kinds:
        row = gazetteer.capitals.get(chain[-1])
        return None if row is None else _mention(gazetteer.place(row), "city")
    for wide in ("province", "country"):
        if wide in kinds:
            places = (gazetteer.get(each) for each in chain)
            found = next(
                (place for place in places if place is not None and wide in place.kinds), None
            )
            return None if found is None else _mention(found, wide)
    return None


def _mention(place: Place, kind: str) -> PlaceMention:
    geo, where = precision(kind, bearing=False, near=False, countryside=False)
    return PlaceMention(
        span=Span(0, 0),
        name=place.name,
        place=place.id,
        latitude=place.latitude,
        longitude=place.longitude,
        parents=place.parents,
        geo_precision=geo,
        where_prec=where,
        kind=kind,
    )


def _unknown(tokens: Tokens, indices: range, reader: Reader) -> PlaceMention | None:
    kind = None
    for index in indices:
        mark = reader[tokens.keys[index]]
        if mark is not None and mark.feature is not None and not mark.feature.vague:
            kind = mark.feature.kinds[0]
        leads = mark is not None and (mark.feature or mark.near or mark.bearing)
        if not leads and tokens.keys[index].isalnum():
            last = max(i for i in indices if tokens.keys[i].isalnum())
            name = tokens.text[tokens.starts[index] : tokens.ends[last]]
            span = Span(tokens.starts[indices[0]], tokens.ends[indices[-1]])
            return PlaceMention(span=span, name=name, place=None, kind=kind)
    return None
