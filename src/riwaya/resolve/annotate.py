"""What each mention of a document means, for the findings of any engine alike.

Pure: the same document and extraction give the same answer. Imports the rooms beside it, ``text`` and ``types``.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar

import msgspec

from riwaya.resolve import dateline, entities, names, numbers, places, times
from riwaya.resolve.names import Finder
from riwaya.resolve.places.words import Reader
from riwaya.text import tokenise
from riwaya.types import (
    Attribution,
    Document,
    Extraction,
    Link,
    Mention,
    PlaceMention,
    Quantity,
    Span,
    TimeExpression,
)

Spanned = TypeVar("Spanned", Mention, PlaceMention, Quantity, TimeExpression)


class Own(NamedTuple):
    """What a user adds to the shipped data; None where there is nothing."""

    places: Reader | None = None
    names: Finder | None = None


def dated(document: Document) -> Document:
    """Return the document with the day that its own dateline states, where nothing else gave one.

    A document that stays undated keeps its reason, or gets the dateline's.
    """
    if document.published is not None:
        return document
    day, reason = dateline.published(document.text)
    if day is None:
        return msgspec.structs.replace(document, undated=document.undated or reason)
    return msgspec.structs.replace(document, published=day, undated=None)


def annotate(document: Document, extraction: Extraction, own: Own | None = None) -> Extraction:
    """Return the extraction with times, quantities, names and places, and its sources linked to known entities.

    What stands in page furniture is left out, and so is a number within a time. Times are seen from the day of
    publication; without one they stay relative. ``own`` holds a user's gazetteer and entities beside the shipped ones.
    """
    own = own or Own()
    tokens = tokenise(document.text)
    quantities = numbers.find(tokens)
    counts = _outside(extraction.furniture, quantities)
    moments = _outside(extraction.furniture, times.find(tokens, document.published, quantities))
    mentions = _outside(extraction.furniture, names.find(tokens, own.names))
    # months and days are names of towns too, and Greenwich is told with a clock: within a time none is a place
    within = tuple(one.span for one in moments)
    located = _outside(extraction.furniture, places.find(tokens, by=own.places))
    return msgspec.structs.replace(
        extraction,
        attributions=tuple(_linked(statement, mentions) for statement in extraction.attributions),
        times=moments,
        quantities=_outside(within, counts),
        mentions=mentions,
        places=_outside(within, located),
    )


def _outside(furniture: tuple[Span, ...], found: Iterable[Spanned]) -> tuple[Spanned, ...]:
    if not furniture:
        return tuple(found)
    starts = [span.start for span in furniture]

    def stands_apart(span: Span) -> bool:
        place = bisect_right(starts, span.start) - 1
        return place < 0 or furniture[place].end <= span.start

    return tuple(one for one in found if stands_apart(one.span))


def _linked(statement: Attribution, mentions: tuple[Mention, ...]) -> Attribution:
    chain = tuple(_known(link, mentions) for link in statement.chain)
    return (
        msgspec.structs.replace(statement, chain=chain) if chain != statement.chain else statement
    )


def _known(link: Link, mentions: tuple[Mention, ...]) -> Link:
    """Give a link the entity of the mention that is its name: of the same kind, inside the phrase that names it."""
    where = link.span or link.antecedent
    if where is None:
        return link
    for mention in mentions[_first_within(mentions, where) :]:
        if mention.span.start >= where.end:
            break
        if mention.entity is not None and mention.kind == link.kind and _is_name(mention, link):
            return msgspec.structs.replace(link, entity=mention.entity)
    return _by_name(link)


def _by_name(link: Link) -> Link:
    """Give a link the one entity that its whole name stands for (a capital for its state), if it is of its kind."""
    ids = _ids(link.name) if link.kind != "person" else ()
    return msgspec.structs.replace(link, entity=ids[0]) if len(ids) == 1 else link


@lru_cache(1 << 12)
def _ids(name: str) -> tuple[str, ...]:
    return entities.load().lookup(name)


def _first_within(mentions: tuple[Mention, ...], where: Span) -> int:
    return bisect_right(mentions, where.start - 1, key=lambda mention: mention.span.start)


def _is_name(mention: Mention, link: Link) -> bool:
    return mention.name == link.name or mention.name in link.name
