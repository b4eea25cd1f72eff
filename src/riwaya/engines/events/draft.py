"""One telling of an event, while it is worked on.

Imports ``lexicon`` and ``types``.
"""

import math
from typing import NamedTuple

import msgspec

from riwaya.lexicon.event_tables import EventKind
from riwaya.lexicon.events import Hit
from riwaya.types import Count, PlaceMention, Role, Span, Trigger


class Site(NamedTuple):
    """A place of a sentence, tokens ``first`` up to ``past``; ``number`` counts the sites of the sentence."""

    mention: PlaceMention
    first: int
    past: int
    number: int
    width: str


class Dated(NamedTuple):
    """A time of a sentence that tells a date (EDTF), beginning at token ``first``."""

    date: str
    span: Span
    precision: str
    first: int
    past: int


class Draft(msgspec.Struct):
    """A hit in its sentence, with what was found to belong to it; ``weight`` is how surely it is an event."""

    hit: Hit
    kind: EventKind
    sentence: int
    trigger: Trigger
    weight: float = 0.0
    site: Site | None = None
    is_carried: bool = False
    """Whether the place is not of its own sentence."""
    site_score: float = -math.inf
    date_score: float = 0.0
    actors: list[Role] = msgspec.field(default_factory=list)
    targets: list[Role] = msgspec.field(default_factory=list)
    places: list[PlaceMention] = msgspec.field(default_factory=list)
    counts: list[Count] = msgspec.field(default_factory=list)
    date: str | None = None
    date_span: Span | None = None
