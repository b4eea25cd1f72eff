"""The records of the JSON form: what ``export.json`` writes, field by field.

They repeat the domain's types on purpose: this is what programs outside read, so it changes only
when its version does, and every span brings its words, so that nobody has to count characters to
read it.

Imports ``types``.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from riwaya.types import (
    About,
    ClaimStance,
    CountOf,
    Distance,
    Factuality,
    Kind,
    Modality,
    Polarity,
    Relation,
    Stance,
)

VERSION: Literal[1] = 1

Offset = Annotated[
    int, Meta(ge=0, description="Unicode code points from the start of document.text.")
]


class SpanOut(msgspec.Struct, frozen=True):
    """Words of the text as published: code points start to end, end left out."""

    start: Offset
    end: Offset
    quote: Annotated[str, Meta(description="document.text[start:end], nothing changed.")]


class LinkOut(msgspec.Struct, frozen=True):
    """One narrator of a chain."""

    name: Annotated[str, Meta(description="The fullest form of the name in this document.")]
    kind: Kind
    relation: Annotated[
        Relation, Meta(description="How this narrator relates to the next, inner one.")
    ]
    span: Annotated[
        SpanOut | None,
        Meta(description="The name as written here; null where the speaker is carried over."),
    ]
    antecedent: Annotated[
        SpanOut | None, Meta(description="Where a carried-over speaker was last written.")
    ]
    entity: Annotated[str | None, Meta(description="The id in the entity table, where one fits.")]


class StatementOut(msgspec.Struct, frozen=True):
    """One act of saying."""

    id: Annotated[str, Meta(description="s1, s2, ... in the order of the text.")]
    stance: Stance
    side: Annotated[
        int,
        Meta(ge=-1, le=1, description="For (1) or against (-1) the content, or neither (0)."),
    ]
    cue: SpanOut
    chain: Annotated[
        tuple[LinkOut, ...],
        Meta(description="Narrators, outermost first, the origin last; the publisher is left out."),
    ]
    origin: Annotated[str | None, Meta(description="The name of the last narrator.")]
    content: Annotated[tuple[SpanOut, ...], Meta(description="What is said, in one or more spans.")]
    quoted: Annotated[bool, Meta(description="Mostly between quotation marks.")]
    negated: Annotated[bool, Meta(description="The text says that this was not said.")]
    inferred: Annotated[
        bool, Meta(description="The content is left out here; it is a neighbour's.")
    ]
    distance: Distance
    within: Annotated[
        str | None, Meta(description="The id of the statement in whose content this one stands.")
    ]
    rule: Annotated[str, Meta(description="The rule that decided.")]
    entry: Annotated[str, Meta(description="The lexicon entry that decided.")]


class AbstentionOut(msgspec.Struct, frozen=True):
    """Something that was seen and passed over."""

    span: SpanOut
    reason: str
    rule: str


class TimeOut(msgspec.Struct, frozen=True):
    """A time as said and as understood."""

    span: SpanOut
    kind: Literal["date", "date_range", "time", "duration"]
    value: Annotated[str | None, Meta(description="EDTF, or an ISO 8601 duration.")]
    precision: str
    relative: Annotated[
        str | None, Meta(description="The form that waits for the day of publication.")
    ]
    flags: tuple[str, ...]


class QuantityOut(msgspec.Struct, frozen=True):
    """A number or a count; both bounds belong to it, null is open or too long to be written."""

    span: SpanOut
    kind: Literal["number", "ordinal", "quantity"]
    low: float | int | None
    high: float | int | None
    approx: bool
    vague: bool
    unit: Annotated[str | None, Meta(description="ISO 4217 for money, a UCUM-like symbol, or %.")]
    noun: Annotated[SpanOut | None, Meta(description="What is counted.")]


class MentionOut(msgspec.Struct, frozen=True):
    """A name; entity where exactly one fits, candidates where several do."""

    span: SpanOut
    kind: Kind
    name: str
    entity: str | None
    candidates: tuple[str, ...]


class PlaceOut(msgspec.Struct, frozen=True):
    """A place name; degrees are WGS 84."""

    span: SpanOut
    name: str
    place: Annotated[str | None, Meta(description="The gazetteer id, where exactly one fits.")]
    latitude: float | None
    longitude: float | None
    parents: Annotated[tuple[str, ...], Meta(description="From the smallest unit to the state.")]
    geo_precision: Annotated[int | None, Meta(description="ACLED: 1 exact to 3 region.")]
    where_prec: Annotated[int | None, Meta(description="UCDP: 1 exact to 7.")]
    bearing: Annotated[
        str | None, Meta(description="A direction said relative to the place: NW; N+E for two.")
    ]
    candidates: tuple[str, ...]
    distance: Annotated[float | None, Meta(description="Kilometres said with the bearing.")]
    kind: Annotated[str | None, Meta(description="village, base, ...: what it is said to be.")]


class TriggerOut(msgspec.Struct, frozen=True):
    """A mention of an event: the words that tell of it."""

    span: SpanOut
    type: Annotated[str, Meta(description="What these words by themselves tell of.")]
    polarity: Polarity
    modality: Modality
    within: Annotated[
        str | None, Meta(description="The id of the statement in which these words stand.")
    ]


class RoleOut(msgspec.Struct, frozen=True):
    """One who does or undergoes an event."""

    span: SpanOut
    name: Annotated[str, Meta(description="The fullest form of the name in this document.")]
    entity: Annotated[str | None, Meta(description="The id in the entity table, where one fits.")]


class CountOut(msgspec.Struct, frozen=True):
    """How many, as said; both bounds belong to it, null is open."""

    span: SpanOut
    what: CountOf
    low: float | int | None
    high: float | int | None
    approx: bool
    vague: bool


class EventOut(msgspec.Struct, frozen=True):
    """Something that the article tells to have happened, or not to, with all its mentions."""

    id: Annotated[str, Meta(description="e1, e2, ...")]
    type: Annotated[str, Meta(description="An id of ar/events.toml.")]
    family: Annotated[str, Meta(description="The coarse type that claims are compared by.")]
    mentions: tuple[TriggerOut, ...]
    direction: Annotated[
        Literal["in", "out", "move"] | None, Meta(description="Of a movement: where to.")
    ]
    actors: Annotated[tuple[RoleOut, ...], Meta(description="Who does it; both sides of a clash.")]
    targets: Annotated[tuple[RoleOut, ...], Meta(description="Who undergoes it.")]
    places: Annotated[tuple[PlaceOut, ...], Meta(description="From the most precise.")]
    date: Annotated[str | None, Meta(description="EDTF.")]
    date_span: Annotated[
        SpanOut | None, Meta(description="null where the day is that of the event around it.")
    ]
    counts: tuple[CountOut, ...]


class ClaimOut(msgspec.Struct, frozen=True):
    """Who stands where on an event."""

    id: Annotated[str, Meta(description="c1, c2, ...")]
    event: Annotated[str, Meta(description="The id of the event.")]
    stance: ClaimStance
    evidence: Annotated[SpanOut, Meta(description="The words that decided.")]
    statement: Annotated[
        str | None, Meta(description="The id of the statement; null for the article's own telling.")
    ]
    origin: Annotated[
        str | None, Meta(description="The name of the one who claims it; null for the article.")
    ]
    factuality: Annotated[
        tuple[Factuality, ...],
        Meta(description="FactBank's value for the publisher, then for each link of the chain."),
    ]
    inferred: Annotated[bool, Meta(description="The event is said elsewhere, and left out here.")]


class PositionOut(msgspec.Struct, frozen=True):
    """One answer to a question, and the claims that give it."""

    value: Annotated[str, Meta(description="Words or a figure.")]
    claims: Annotated[tuple[str, ...], Meta(description="Ids of claims.")]


class DisputeOut(msgspec.Struct, frozen=True):
    """Positions on one question about an event that cannot all hold."""

    id: Annotated[str, Meta(description="d1, d2, ...")]
    event: Annotated[str, Meta(description="The id of the event.")]
    about: About
    positions: tuple[PositionOut, ...]
    what: Annotated[CountOf | None, Meta(description="What is counted, where figures differ.")]
    settled: Annotated[bool, Meta(description="One side has given its position up.")]


class UpdateOut(msgspec.Struct, frozen=True):
    """A later word on an event that does not contradict the earlier one."""

    id: Annotated[str, Meta(description="u1, u2, ...")]
    event: Annotated[str, Meta(description="The id of the event.")]
    kind: Literal["growth", "refinement", "retraction"]
    about: About
    earlier: PositionOut
    later: PositionOut
    what: Annotated[CountOf | None, Meta(description="What is counted, where a figure grows.")]


class DocumentOut(msgspec.Struct, frozen=True):
    """The article."""

    id: str
    text: Annotated[str, Meta(description="Headline, blank line, body, as published.")]
    headline: str
    publisher: str | None
    url: str | None
    published: Annotated[str | None, Meta(description="ISO 8601 day or instant.")]
    undated: Annotated[str | None, Meta(description="Why there is no day of publication.")]
    language: str
    source: Annotated[str, Meta(description="Where the bytes came from: a path, a URL, or -.")]
    notes: Annotated[tuple[str, ...], Meta(description="What was noticed while reading.")]


class EngineOut(msgspec.Struct, frozen=True):
    """Who found all this, and with which words."""

    name: str
    version: str
    lexicon: Annotated[str, Meta(description="Digest of the data files.")]


class ReadingOut(msgspec.Struct, frozen=True):
    """One article and what was found in it: one line of Riwaya's JSON Lines."""

    version: Annotated[Literal[1], Meta(description="The version of this form.")]
    document: DocumentOut
    engine: EngineOut
    statements: tuple[StatementOut, ...]
    furniture: Annotated[
        tuple[SpanOut, ...], Meta(description="What belongs to the page, not to the article.")
    ]
    abstentions: tuple[AbstentionOut, ...]
    times: tuple[TimeOut, ...]
    quantities: tuple[QuantityOut, ...]
    mentions: tuple[MentionOut, ...]
    places: tuple[PlaceOut, ...]
    events: tuple[EventOut, ...]
    claims: tuple[ClaimOut, ...]
    disputes: tuple[DisputeOut, ...]
    updates: tuple[UpdateOut, ...]
