"""Places in a text: find the names, decide what they mean, say how exactly.

Imports ``types``, ``text`` and the other modules of this room.

>>> from riwaya.text import tokenise
>>> [mention.place for mention in find(tokenise("K1"))]
['riwaya:iq/k1']
"""

from functools import cache

from riwaya.resolve.places.choose import Context, is_site
from riwaya.resolve.places.precision import precision
from riwaya.resolve.places.scan import Hit, Scan
from riwaya.resolve.places.table import Gazetteer, Place, shipped
from riwaya.resolve.places.words import Reader
from riwaya.text import Tokens
from riwaya.types import PlaceMention, Span


@cache
def default_reader() -> Reader:
    """Return the reader of the shipped gazetteer, which remembers every word it has seen."""
    return Reader(shipped())


def reader(gazetteer: Gazetteer | None = None) -> Reader:
    """Return what reads the tokens of many texts by one gazetteer; the shipped one by default."""
    return default_reader() if gazetteer is None else Reader(gazetteer)


def find(
    tokens: Tokens, *, by: Reader | None = None, state: str | None = None
) -> list[PlaceMention]:
    """Return the places that a text names, in order.

    ``by`` is a reader made once with :func:`reader` (for a user's own gazetteer); ``state`` the ISO 3166 code of the
    publisher's state. A name that several places fit equally well has ``place`` None and ``candidates``; one that
    follows a feature word and is in no gazetteer has neither.
    """
    scan = Scan(tokens, default_reader() if by is None else by)
    hits = scan.hits()
    if not hits:
        return []
    context = Context(scan, hits, state)
    context.settle()
    return [_mention(scan, context, number) for number in range(len(context.hits))]


def _mention(scan: Scan, context: Context, number: int) -> PlaceMention:
    hit = context.hits[number]
    place, candidates = context.choose(number)
    kind = said_kind(hit, place)
    span, name = _span(scan, hit, place)
    if place is None:
        return PlaceMention(
            span=span,
            name=name,
            place=None,
            bearing=hit.bearing or None,
            candidates=tuple(each.id for each in candidates),
            distance=hit.distance,
            kind=kind,
        )
    geo, where = precision(
        kind or "", bearing=bool(hit.bearing), near=hit.near, countryside=hit.countryside
    )
    return PlaceMention(
        span=span,
        name=name,
        place=place.id,
        latitude=place.latitude,
        longitude=place.longitude,
        parents=place.parents,
        geo_precision=geo,
        where_prec=where,
        bearing=hit.bearing or None,
        distance=hit.distance,
        kind=kind,
    )


def said_kind(hit: Hit, place: Place | None) -> str | None:
    """Return the kind that the feature word says, else the first that the place is known by."""
    kinds = hit.feature.kinds if hit.feature is not None and not hit.feature.vague else ()
    if place is None:
        return kinds[0] if kinds else None
    if hit.countryside:
        return "province" if "province" in place.kinds else place.kinds[0]
    for kind in kinds:
        if kind in place.kinds:
            return kind
    if kinds and ("district" in kinds or is_site(hit)):
        return kinds[0]
    return place.kinds[0]


def _span(scan: Scan, hit: Hit, place: Place | None) -> tuple[Span, str]:
    """Return the span of the mention and the name in it, joined particles left out."""
    tokens = scan.tokens
    start = _after_particles(scan, hit, hit.start)
    end = tokens.ends[hit.tail - 1]
    whole = Span(start, end)
    at_town = place is not None and "city" in place.kinds and is_site(hit)
    if hit.countryside or hit.whole or at_town:
        return whole, whole.of(tokens.text)
    if place is not None and hit.cut and _is_fused(scan, hit.first, hit.cut):
        return whole, place.name
    first = _after_particles(scan, hit, hit.first)
    return whole, tokens.text[first : tokens.ends[hit.past - 1]]


def _after_particles(scan: Scan, hit: Hit, index: int) -> int:
    """Return where a token begins without its joined particles; one fused with the article stays whole."""
    mark = scan.marks[index]
    cut = hit.cut if index == hit.first else (mark.cut if mark is not None else 0)
    if cut and _is_fused(scan, index, cut):
        cut -= 1
    return scan.tokens.inner_start(index, cut) if cut else scan.tokens.starts[index]


def _is_fused(scan: Scan, index: int, cut: int) -> bool:
    """Tell whether the last particle cut off is a preposition written as one with the article."""
    word, words = scan.tokens.keys[index], scan.words
    if word[cut - 1] in words.conjunctions:
        return False
    return (
        word.startswith(words.article, cut)
        or word[cut - 1] == words.article[1] == word[cut : cut + 1]
    )
