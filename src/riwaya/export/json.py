"""JSON Lines: one article a line, each span with its words beside it.

>>> schema()[:1]
b'{'

Offsets count Unicode code points of ``document.text``. ``decode`` reads a line back: nothing is
lost on the way.

Imports ``records`` and ``types``.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from riwaya.export.records import (
    VERSION,
    AbstentionOut,
    DocumentOut,
    EngineOut,
    LinkOut,
    MentionOut,
    PlaceOut,
    QuantityOut,
    ReadingOut,
    SpanOut,
    StatementOut,
    TimeOut,
)
from riwaya.types import (
    SIDE,
    Abstention,
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

T = TypeVar("T")
_HALF = re.compile("[\ud800-\udfff]")
_ENCODER = msgspec.json.Encoder()
_LONGEST_NUMBER = 14_000  # bits, some 4,200 digits
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def encode(document: Document, extraction: Extraction) -> bytes:
    """Return one line of JSON, its line break included.

    Half characters (lone surrogates), which UTF-8 cannot hold, become U+FFFD; offsets stay.
    """
    try:
        return _ENCODER.encode(_reading(document, extraction)) + b"\n"
    except UnicodeEncodeError:
        return _ENCODER.encode(_reading(_whole(document), _whole(extraction))) + b"\n"


def decode(line: bytes) -> tuple[Document, Extraction]:
    """Return what ``encode`` was given.

    Raises msgspec.ValidationError where the line does not follow the schema.
    """
    reading = msgspec.json.decode(line, type=ReadingOut)
    document = _one(reading.document, Document)
    extraction = Extraction(
        document=document.id,
        engine=reading.engine.name,
        version=reading.engine.version,
        lexicon=reading.engine.lexicon,
        attributions=tuple(_attribution(statement) for statement in reading.statements),
        furniture=_many(reading.furniture, Span),
        abstentions=_many(reading.abstentions, Abstention),
        times=_many(reading.times, TimeExpression),
        quantities=_many(reading.quantities, Quantity),
        mentions=_many(reading.mentions, Mention),
        places=_many(reading.places, PlaceMention),
    )
    return document, extraction


def schema() -> bytes:
    """Return the JSON Schema (2020-12) of a line, indented."""
    made = {"$schema": _DIALECT, **msgspec.json.schema(ReadingOut)}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def _reading(document: Document, extraction: Extraction) -> ReadingOut:
    text = document.text
    return ReadingOut(
        version=VERSION,
        document=_document(document),
        engine=EngineOut(extraction.engine, extraction.version, extraction.lexicon),
        statements=tuple(
            _statement(text, number, statement)
            for number, statement in enumerate(extraction.attributions, 1)
        ),
        furniture=_spans(text, extraction.furniture),
        abstentions=tuple(
            AbstentionOut(_span(text, each.span), each.reason, each.rule)
            for each in extraction.abstentions
        ),
        times=tuple(_time(text, time) for time in extraction.times),
        quantities=tuple(_quantity(text, quantity) for quantity in extraction.quantities),
        mentions=tuple(_mention(text, mention) for mention in extraction.mentions),
        places=tuple(_place(text, place) for place in extraction.places),
    )


def _span(text: str, span: Span) -> SpanOut:
    return SpanOut(span.start, span.end, text[span.start : span.end])


def _spans(text: str, spans: Iterable[Span]) -> tuple[SpanOut, ...]:
    return tuple(_span(text, span) for span in spans)


def _document(document: Document) -> DocumentOut:
    return DocumentOut(
        id=document.id,
        text=document.text,
        headline=document.text.partition("\n")[0],
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        undated=document.undated,
        language=document.language,
        source=document.source,
        notes=document.notes,
    )


def _link(text: str, link: Link) -> LinkOut:
    return LinkOut(
        name=link.name,
        kind=link.kind,
        relation=link.relation,
        span=_span(text, link.span) if link.span else None,
        antecedent=_span(text, link.antecedent) if link.antecedent else None,
        entity=link.entity,
    )


def _statement(text: str, number: int, statement: Attribution) -> StatementOut:
    return StatementOut(
        id=f"s{number}",
        stance=statement.stance,
        side=0 if statement.negated else SIDE[statement.stance],
        cue=_span(text, statement.cue),
        chain=tuple(_link(text, link) for link in statement.chain),
        origin=statement.origin.name if statement.origin else None,
        content=_spans(text, statement.content),
        quoted=statement.quoted,
        negated=statement.negated,
        inferred=statement.inferred,
        distance=statement.distance,
        within=None if statement.within is None else f"s{statement.within + 1}",
        rule=statement.rule,
        entry=statement.entry,
    )


def _time(text: str, time: TimeExpression) -> TimeOut:
    return TimeOut(
        span=_span(text, time.span),
        kind=time.kind,
        value=time.value,
        precision=time.precision,
        relative=time.relative,
        flags=time.flags,
    )


def _bound(number: float | None) -> float | None:
    """Return a bound that can be written: Python writes no whole number of more than 4,300 digits."""
    if isinstance(number, int) and number.bit_length() > _LONGEST_NUMBER:
        return None
    return number


def _quantity(text: str, quantity: Quantity) -> QuantityOut:
    return QuantityOut(
        span=_span(text, quantity.span),
        kind=quantity.kind,
        low=_bound(quantity.low),
        high=_bound(quantity.high),
        approx=quantity.approx,
        vague=quantity.vague,
        unit=quantity.unit,
        noun=_span(text, quantity.noun) if quantity.noun else None,
    )


def _mention(text: str, mention: Mention) -> MentionOut:
    return MentionOut(
        span=_span(text, mention.span),
        kind=mention.kind,
        name=mention.name,
        entity=mention.entity,
        candidates=mention.candidates,
    )


def _place(text: str, place: PlaceMention) -> PlaceOut:
    return PlaceOut(
        span=_span(text, place.span),
        name=place.name,
        place=place.place,
        latitude=place.latitude,
        longitude=place.longitude,
        parents=place.parents,
        geo_precision=place.geo_precision,
        where_prec=place.where_prec,
        bearing=place.bearing,
        candidates=place.candidates,
        distance=place.distance,
        kind=place.kind,
    )


def _attribution(statement: StatementOut) -> Attribution:
    return Attribution(
        cue=_one(statement.cue, Span),
        stance=statement.stance,
        chain=_many(statement.chain, Link),
        content=_many(statement.content, Span),
        quoted=statement.quoted,
        negated=statement.negated,
        inferred=statement.inferred,
        distance=statement.distance,
        within=None if statement.within is None else int(statement.within[1:]) - 1,
        rule=statement.rule,
        entry=statement.entry,
    )


def _one(record: msgspec.Struct, shape: type[T]) -> T:
    return msgspec.convert(record, shape, from_attributes=True)


def _many(records: Iterable[msgspec.Struct], shape: type[T]) -> tuple[T, ...]:
    return tuple(_one(record, shape) for record in records)


def _whole(value: T) -> T:
    """Replace half characters in every string of a struct."""
    return msgspec.convert(_repaired(msgspec.to_builtins(value)), type(value))


def _repaired(value: object) -> object:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _repaired(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_repaired(inner) for inner in value]
    return value
