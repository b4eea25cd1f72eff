"""JSON Lines: one article a line, each span with its words beside it.

>>> schema()[:1]
b'{'

Offsets count Unicode code points of ``document.text``. ``decode`` reads a line back: nothing is
lost on the way. A record has the fields of its type under the same names; what differs is said in
the tables below, once for both directions: spans bring their words, indices become ids, and a few
fields are added for those who read.

Imports ``records`` and ``types``.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, get_args

import msgspec

from riwaya.export import records
from riwaya.export.records import VERSION, EngineOut, ReadingOut, SpanOut
from riwaya.types import (
    SIDE,
    Abstention,
    Attribution,
    Claim,
    Count,
    Dispute,
    Document,
    Event,
    Extraction,
    Link,
    Mention,
    PlaceMention,
    Position,
    Quantity,
    Role,
    Span,
    TimeExpression,
    Trigger,
    Update,
)

T = TypeVar("T")
RECORDS: dict[type[msgspec.Struct], type[msgspec.Struct]] = {
    Abstention: records.AbstentionOut,
    Attribution: records.StatementOut,
    Claim: records.ClaimOut,
    Count: records.CountOut,
    Dispute: records.DisputeOut,
    Document: records.DocumentOut,
    Event: records.EventOut,
    Link: records.LinkOut,
    Mention: records.MentionOut,
    PlaceMention: records.PlaceOut,
    Position: records.PositionOut,
    Quantity: records.QuantityOut,
    Role: records.RoleOut,
    Span: SpanOut,
    TimeExpression: records.TimeOut,
    Trigger: records.TriggerOut,
    Update: records.UpdateOut,
}
"""The record of each type of the domain."""
_DOMAIN = {record: domain for domain, record in RECORDS.items()}
_REFERS = {"within": "s", "statement": "s", "event": "e", "claims": "c"}
"""The fields that hold an index in the domain and an id in a record."""
_FOUND = {
    name: name for name in ReadingOut.__struct_fields__ if name in Extraction.__struct_fields__
}
_FOUND["statements"] = "attributions"
"""Where each list of a reading comes from."""
del _FOUND["document"], _FOUND["engine"], _FOUND["version"]

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
    document: Document = _back(reading.document)
    extraction = Extraction(
        document=document.id,
        engine=reading.engine.name,
        version=reading.engine.version,
        lexicon=reading.engine.lexicon,
        **{source: _back(getattr(reading, name)) for name, source in _FOUND.items()},
    )
    return document, extraction


def schema() -> bytes:
    """Return the JSON Schema (2020-12) of a line, indented."""
    made = {"$schema": _DIALECT, **msgspec.json.schema(ReadingOut)}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def _reading(document: Document, extraction: Extraction) -> ReadingOut:
    out = _Out(document.text, extraction)
    return ReadingOut(
        version=VERSION,
        document=out.of(document),
        engine=EngineOut(extraction.engine, extraction.version, extraction.lexicon),
        **{name: out.list(getattr(extraction, source)) for name, source in _FOUND.items()},
    )


class _Out:
    """Turns values of one article into their records."""

    def __init__(self, text: str, extraction: Extraction) -> None:
        self.text = text
        self.extraction = extraction

    def list(self, values: Iterable[msgspec.Struct]) -> tuple[Any, ...]:
        """Return a list of the reading; its members are numbered where others refer to them."""
        return tuple([self.of(value, number) for number, value in enumerate(values, 1)])

    def of(self, value: Any, number: int = 0) -> Any:
        """Return the record of a value, or the value itself where it needs none."""
        kind = type(value)
        if kind is Span:
            return self.span(value)
        if kind is tuple:
            return tuple([self.of(each) for each in value])
        if kind not in RECORDS:
            return value
        plan = _plan(kind)
        fields = list(plan.values(value))
        for at in plan.spans:
            fields[at] = self.span(fields[at])
        for at in plan.deep:
            fields[at] = self.of(fields[at])
        for at, letter in plan.refers:
            fields[at] = _ids(letter, fields[at])
        for at, added in plan.added:
            fields[at] = added(value, number, self.extraction)
        return plan.record(*fields)

    def span(self, span: Span | None) -> SpanOut | None:
        """Return a span with its words."""
        return SpanOut(span.start, span.end, self.text[span.start : span.end]) if span else None


class _Plan(NamedTuple):
    """How values of one type become records: all fields at once, then, by their place, those that differ."""

    record: type[msgspec.Struct]
    values: Callable[[object], tuple[Any, ...]]
    spans: list[int]
    deep: list[int]
    refers: list[tuple[int, str]]
    added: list[tuple[int, "Added"]]


@cache
def _plan(kind: type[msgspec.Struct]) -> _Plan:
    record = RECORDS[kind]
    shapes = {field.name: field.type for field in msgspec.structs.fields(kind)}
    more = _ADDED.get(record, {})
    names = record.__struct_fields__
    found = _Plan(
        record,
        attrgetter(*(name if name in shapes else "__class__" for name in names)),
        [],
        [],
        [],
        [],
    )
    for at, name in enumerate(names):
        shape = shapes.get(name)
        if name in more:
            found.added.append((at, more[name]))
        elif name in _REFERS:
            found.refers.append((at, _REFERS[name]))
        elif shape in (Span, Span | None):
            found.spans.append(at)
        elif _holds_struct(shape):
            found.deep.append(at)
    return found


def _holds_struct(shape: Any) -> bool:
    return shape in RECORDS or any(map(_holds_struct, get_args(shape)))


def _ids(letter: str, value: int | tuple[int, ...] | None) -> str | tuple[str, ...] | None:
    if isinstance(value, tuple):
        return tuple([f"{letter}{index + 1}" for index in value])
    return None if value is None else f"{letter}{value + 1}"


def _back(value: Any) -> Any:
    """Return what a value of a record was in the domain."""
    if isinstance(value, tuple):
        return tuple([_back(each) for each in value])
    domain = _DOMAIN.get(type(value))
    if domain is None:
        return value
    return domain(**{name: _from(name, getattr(value, name)) for name in domain.__struct_fields__})


def _from(name: str, value: Any) -> Any:
    if name not in _REFERS or value is None:
        return _back(value)
    if isinstance(value, tuple):
        return tuple([int(each[1:]) - 1 for each in value])
    return int(value[1:]) - 1


Added = Callable[[Any, int, Extraction], object]


def _numbered(letter: str) -> Added:
    return lambda _, number, __: f"{letter}{number}"


def _side(statement: Attribution, _number: int, _all: Extraction) -> int:
    return 0 if statement.negated else SIDE[statement.stance]


def _origin(statement: Attribution, _number: int, _all: Extraction) -> str | None:
    return statement.origin.name if statement.origin else None


def _claimant(claim: Claim, number: int, extraction: Extraction) -> str | None:
    at, statements = claim.statement, extraction.attributions
    if at is None or not 0 <= at < len(statements):
        return None
    return _origin(statements[at], number, extraction)


def _headline(document: Document, _number: int, _all: Extraction) -> str:
    return document.text.partition("\n")[0]


def _bound(name: str) -> Added:
    """Return a bound that can be written: Python writes no whole number of more than 4,300 digits."""

    def written(of: Quantity | Count, _number: int, _all: Extraction) -> float | None:
        number: float | None = getattr(of, name)
        if isinstance(number, int) and number.bit_length() > _LONGEST_NUMBER:
            return None
        return number

    return written


_BOUNDS = {"low": _bound("low"), "high": _bound("high")}
_ADDED: dict[type[msgspec.Struct], dict[str, Added]] = {
    records.ClaimOut: {"id": _numbered("c"), "origin": _claimant},
    records.CountOut: _BOUNDS,
    records.DisputeOut: {"id": _numbered("d")},
    records.DocumentOut: {"headline": _headline},
    records.EventOut: {"id": _numbered("e")},
    records.QuantityOut: _BOUNDS,
    records.StatementOut: {"id": _numbered("s"), "side": _side, "origin": _origin},
    records.UpdateOut: {"id": _numbered("u")},
}
"""Fields of a record that its type lacks, or that it says otherwise."""


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
