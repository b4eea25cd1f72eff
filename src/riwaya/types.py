"""The words of the domain: one frozen type for each stage.

All offsets are Unicode code points of ``Document.text``, half-open, so that ``text[span.start:span.end]`` is exactly
what was said. This room imports nothing of Riwaya's.

>>> Span(0, 4).of("said so")
'said'
"""

from datetime import datetime
from typing import Literal

import msgspec

Stance = Literal[
    "assert", "confirm", "deny", "doubt", "accuse", "warn", "demand", "commit", "expect", "withhold",
    "hearsay", "retract",
]  # fmt: skip
Kind = Literal["person", "organization", "state", "group", "anonymous", "document", "medium"]
Relation = Literal["says", "quotes", "told", "published", "cited-by"]
Distance = Literal["neutral", "endorsing", "distancing"]

SIDE: dict[str, int] = {
    "assert": 1, "confirm": 1, "deny": -1, "doubt": 0, "accuse": 1, "warn": 0, "demand": 0,
    "commit": 0, "expect": 0, "withhold": 0, "hearsay": 0, "retract": 0,
}  # fmt: skip
"""The side that a stance takes on whether its content holds: for, against, or neither."""


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Code points ``[start, end)`` of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]


class Link(msgspec.Struct, frozen=True):
    """One narrator in a chain.

    ``span`` is the noun phrase as written here, or None where the speaker is carried over from an earlier sentence;
    ``name`` is then the fullest form of the name found in the document.
    ``antecedent`` is where a carried-over speaker was last written; ``entity`` the id in the entity table, if known.
    ``relation`` says how this link relates to the next, inner one.
    """

    span: Span | None
    name: str
    kind: Kind
    relation: Relation = "says"
    antecedent: Span | None = None
    entity: str | None = None


class Attribution(msgspec.Struct, frozen=True):
    """One act of saying.

    ``chain`` runs from the outermost source to the innermost (the origin); the publisher itself is left out.
    ``content`` holds the spans of what is said, without the complementiser. ``inferred`` marks content that is
    elided here and taken from a neighbour; ``negated`` marks a denied act of saying (he did not announce).
    ``within`` is the index of the statement in whose content this one stands, if any.
    ``rule`` and ``entry`` name the rule and the lexicon entry that decided.
    """

    cue: Span
    stance: Stance
    chain: tuple[Link, ...]
    content: tuple[Span, ...]
    quoted: bool = False
    negated: bool = False
    inferred: bool = False
    distance: Distance = "neutral"
    within: int | None = None
    rule: str = ""
    entry: str = ""

    @property
    def origin(self) -> Link | None:
        """Return the innermost link: the one whose words these are."""
        return self.chain[-1] if self.chain else None


class Abstention(msgspec.Struct, frozen=True):
    """Something seen and not taken, with the reason (``no-content``, ``look-alike``, ...)."""

    span: Span
    reason: str
    rule: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article: its text as published is the headline, a blank line, and the body.

    ``published`` is an ISO 8601 day or instant, or None with the reason in ``undated``.
    ``source`` is where the bytes came from: a path, a URL, or ``-``.
    ``notes`` say what was noticed while reading: the encoding, letters that had to be replaced, hidden controls.
    """

    id: str
    text: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    undated: str | None = None
    language: str = "ar"
    source: str = ""
    notes: tuple[str, ...] = ()


class Original(msgspec.Struct, frozen=True):
    """The bytes that a document was read from, unpacked, and what came with them.

    ``status`` and ``headers`` are HTTP's, None and empty for files; ``fetched_at`` is when they were read or fetched,
    None where that is now.
    """

    data: bytes
    fetched_at: datetime | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Problem(msgspec.Struct, frozen=True):
    """A source that could not be read, travelling with those that could."""

    source: str
    error: str
    message: str
    advice: str = ""


class Quantity(msgspec.Struct, frozen=True):
    """A number or count as said: ``low``..``high`` are inclusive bounds, None where open.

    ``kind`` is ``number`` (bare numeral), ``ordinal`` or ``quantity`` (hedge, unit or percent included).
    ``unit`` is an ISO 4217 code for money, a UCUM-like symbol for measures, ``%``, or None.
    ``noun`` is the span of what is counted, where it was found.
    """

    span: Span
    kind: Literal["number", "ordinal", "quantity"]
    low: float | int | None
    high: float | int | None
    approx: bool = False
    vague: bool = False
    unit: str | None = None
    noun: Span | None = None


class TimeExpression(msgspec.Struct, frozen=True):
    """A time as said, and what it means.

    ``value`` is EDTF (``2018-01-10``, ``2018-01``, ``A/B``), an ISO 8601 duration, or, while the day of publication
    is unknown, None with the ``relative`` form (``weekday=4``, ``offset=-2``) to be resolved later.
    ``precision`` is year, month, week, day, part-of-day, minute, ...; ``flags`` names contradictions kept.
    """

    span: Span
    kind: Literal["date", "date_range", "time", "duration"]
    value: str | None
    precision: str
    relative: str | None = None
    flags: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True):
    """A span that names a person, organisation, state or other entity.

    ``name`` is the fullest form in the document; ``entity`` the id in the entity table where exactly one fits,
    ``candidates`` the ids where several do.
    """

    span: Span
    kind: Kind
    name: str
    entity: str | None = None
    candidates: tuple[str, ...] = ()


class PlaceMention(msgspec.Struct, frozen=True):
    """A span that names a place; ``place`` is the gazetteer id where exactly one fits.

    ``latitude``/``longitude`` are WGS 84 degrees; ``parents`` runs from the smallest containing unit to the state;
    ``geo_precision`` is ACLED's (1 exact .. 3 region), ``where_prec`` UCDP's (1 exact .. 7).
    ``bearing`` keeps a direction said relative to the place (``NW``; ``N+E`` for two), ``distance`` kilometres said
    with it; ``kind`` is what the place is said or known to be (``village``, ``base``, ...).
    """

    span: Span
    name: str
    place: str | None
    latitude: float | None = None
    longitude: float | None = None
    parents: tuple[str, ...] = ()
    geo_precision: int | None = None
    where_prec: int | None = None
    bearing: str | None = None
    candidates: tuple[str, ...] = ()
    distance: float | None = None
    kind: str | None = None


Polarity = Literal["affirmed", "denied"]
Modality = Literal["actual", "future", "possible"]
CountOf = Literal[
    "killed", "wounded", "missing", "detained", "displaced", "personnel", "vehicles", "protesters", "money",
    "other",
]  # fmt: skip


class Trigger(msgspec.Struct, frozen=True):
    """A word or phrase that tells of an event; ``within`` is the index of the statement it stands in, if any.

    ``polarity`` and ``modality`` are those of the words beside it (no troops arrived, will arrive); the stance of
    the statement is not counted in.
    """

    span: Span
    type: str
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    within: int | None = None


class Role(msgspec.Struct, frozen=True):
    """One who does or undergoes an event: where that is written, and the fullest name in the document."""

    span: Span
    name: str
    entity: str | None = None


class Count(msgspec.Struct, frozen=True):
    """How many, as said with an event: inclusive bounds, None where open, as in :class:`Quantity`."""

    span: Span
    what: CountOf
    low: float | int | None
    high: float | int | None
    approx: bool = False
    vague: bool = False


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a document tells to have happened, with all its mentions.

    ``type`` is an id of ``data/ar/events.toml``, ``family`` the coarse type that claims are compared by. ``actors`` do
    it, ``targets`` undergo it; both sides of a clash are actors. ``places`` run from the most precise; ``date`` is
    EDTF, said at ``date_span``, which is None where the date is taken from the event around it.
    """

    type: str
    family: str
    mentions: tuple[Trigger, ...]
    direction: Literal["in", "out", "move"] | None = None
    actors: tuple[Role, ...] = ()
    targets: tuple[Role, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    date: str | None = None
    date_span: Span | None = None
    counts: tuple[Count, ...] = ()


ClaimStance = Literal["affirm", "deny", "future", "possible"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
About = Literal["occurrence", "actor", "count", "place", "date", "cause"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands where on an event.

    ``statement`` is the index of the statement whose origin claims it, None for the article's own telling; ``event``
    the index of the event; ``evidence`` the trigger that decided. ``factuality`` holds FactBank's value (Sauri and
    Pustejovsky 2009) for the publisher and then for each link of the chain, outermost first. ``inferred`` marks a
    claim whose event is said elsewhere: a denial whose content is elided.
    """

    event: int
    stance: ClaimStance
    evidence: Span
    statement: int | None = None
    factuality: tuple[Factuality, ...] = ()
    inferred: bool = False


class Position(msgspec.Struct, frozen=True):
    """One answer to a disputed question: ``value`` as words or figure, and the indices of the claims that give it."""

    value: str
    claims: tuple[int, ...]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Positions on one question about an event that cannot all hold; ``what`` is the kind of a disputed count."""

    event: int
    about: About
    positions: tuple[Position, ...]
    what: CountOf | None = None
    settled: bool = False


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """A later word on an event that does not contradict the earlier: a toll that grows, a more precise place or day."""

    event: int
    kind: Literal["growth", "refinement", "retraction"]
    about: About
    earlier: Position
    later: Position
    what: CountOf | None = None


class Extraction(msgspec.Struct, frozen=True, kw_only=True):
    """What one engine found in one document, and what it passed over."""

    document: str
    engine: str
    version: str
    lexicon: str
    attributions: tuple[Attribution, ...] = ()
    furniture: tuple[Span, ...] = ()
    abstentions: tuple[Abstention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    updates: tuple[Update, ...] = ()
