"""From what was read to rows: everything that can be computed before the database is asked.

Pure and without a database library, so that the processes that find make the rows too, and the one process that writes
has little to do. Rows refer to one another by their index within the document; ``write`` puts keys in their place.

Imports ``types``, ``ids``, ``text``, ``days`` and ``values``.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from riwaya import ids
from riwaya.ledger import days, values
from riwaya.text import key as text_key
from riwaya.types import (
    SIDE,
    Attribution,
    Claim,
    Document,
    Event,
    Extraction,
    PlaceMention,
    Span,
)

Value = str | int | float | bool | bytes | None
Row = tuple[Any, ...]
"""Values as the driver takes them; MessagePack cannot be told of a union of ``str`` and ``bytes``, hence no Value."""

DOCUMENT = (
    "id", "identity", "publisher", "publisher_key", "url", "published", "day", "undated", "language", "source",
    "notes", "headline", "text", "search",
)  # fmt: skip
EXTRACTION = ("id", "engine", "version", "lexicon", "content", "packing")
ORIGINAL = ("id", "size", "packing", "data")
STATEMENT = (
    "id", "number", "stance", "side", "negated", "quoted", "inferred", "distance", "within", "cue_start", "cue_stop",
    "start", "stop", "speaker", "speaker_key", "speaker_kind", "speaker_entity", "rule", "entry", "search",
)  # fmt: skip
NARRATOR = (
    "statement", "position", "is_origin", "name", "name_key", "kind", "relation", "entity", "start", "stop",
)  # fmt: skip
MENTION = ("number", "start", "stop", "kind", "name", "name_key", "entity")
PLACE_MENTION = ("number", "start", "stop", "name", "name_key", "place")
TIME_MENTION = ("number", "start", "stop", "value", "day_from", "day_to")
ENTITY = ("entity", "name", "name_key", "kind")
PLACE = ("place", "name", "name_key", "kind", "latitude", "longitude", "parents")
FRAME = (
    "id", "number", "type", "family", "direction", "start", "stop", "place", "place_name", "latitude", "longitude",
    "date", "day_from", "day_to",
)  # fmt: skip
FRAME_ROLE = ("frame", "number", "role", "name", "name_key", "entity", "start", "stop")
FRAME_COUNT = ("frame", "number", "what", "low", "high", "approx", "vague", "start", "stop")
CLAIM = ("id", "number", "frame", "statement", "stance", "factuality", "inferred", "start", "stop")
"""The columns of each kind of row, keys and instants left out."""

_LONGEST_KEY = 200
_TRACKING = re.compile(r"utm_|fbclid|gclid|igshid|mc_[ce]id|ref$|amp$", re.I)


class Rows(msgspec.Struct, frozen=True, array_like=True):
    """What an extraction holds, for the tables of the indexed group."""

    statements: list[Row]
    narrators: list[Row]
    mentions: list[Row]
    place_mentions: list[Row]
    time_mentions: list[Row]
    entities: list[Row]
    places: list[Row]
    frames: list[Row]
    frame_roles: list[Row]
    frame_counts: list[Row]
    claims: list[Row]


def searched(document: Document) -> tuple[str | None, str]:
    """Return the search keys of a document's publisher and text."""
    publisher = key(document.publisher) if document.publisher else None
    return publisher, searchable(document.text)


def identity(document: Document) -> str | None:
    """Return what all versions of an article share, None where nothing tells.

    That is its address, but for what only tells how a reader came there; without one, publisher, day and headline.
    """
    if document.url and (page := _page(document.url)):
        return ids.of("page", *page)
    if document.publisher and document.published:
        headline = _headline(document.text)
        return ids.of("article", key(document.publisher), document.published[:10], key(headline))
    return None


def original_row(data: bytes) -> Row:
    """Return the row of an original."""
    digest = hashlib.sha256(data).digest()
    return digest, len(data), values.PACKING, values.squeezed(data)


def extraction_row(extraction: Extraction) -> Row:
    """Return the row that keeps an extraction whole."""
    content = msgspec.msgpack.encode(extraction)
    return (
        values.packed(ids.of("extraction", hashlib.sha256(content).hexdigest())),
        extraction.engine,
        extraction.version,
        extraction.lexicon,
        values.squeezed(content),
        values.PACKING,
    )


def spread(document: Document, extraction: Extraction) -> Rows:
    """Return the rows of the indexed group for an extraction: a pure function of both."""
    told = [_statement_id(document, extraction, each) for each in extraction.attributions]
    happened = [_frame_id(document, extraction, each) for each in extraction.events]
    return Rows(
        statements=[
            _statement(document.text, number, told[number], each)
            for number, each in enumerate(extraction.attributions)
        ],
        narrators=[
            row
            for number, each in enumerate(extraction.attributions)
            for row in _narrators(number, each)
        ],
        mentions=[
            (number, *_at(one.span), one.kind, _text(one.name), key(one.name), one.entity)
            for number, one in enumerate(extraction.mentions)
        ],
        place_mentions=[
            (number, *_at(one.span), _text(one.name), key(one.name), one.place)
            for number, one in enumerate(extraction.places)
        ],
        time_mentions=list(_times(extraction)),
        entities=list(_entities(extraction)),
        places=list(_places(extraction.places)),
        frames=[
            _frame(number, happened[number], each) for number, each in enumerate(extraction.events)
        ],
        frame_roles=[row for n, each in enumerate(extraction.events) for row in _roles(n, each)],
        frame_counts=[
            (n, i, c.what, _float(c.low), _float(c.high), c.approx, c.vague, *_at(c.span))
            for n, each in enumerate(extraction.events)
            for i, c in enumerate(each.counts)
        ],
        claims=[
            _claim(number, _claim_id(told, happened, each), each)
            for number, each in enumerate(extraction.claims)
        ],
    )


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Return the search key of a name, cut: no index of PostgreSQL holds more than 2,700 bytes."""
    return searchable(name)[:_LONGEST_KEY]


def _text(text: str) -> str:
    return values.escaped(text)


def _maybe(text: str | None) -> str | None:
    return None if text is None else values.escaped(text)


def _headline(text: str) -> str:
    return text.partition("\n")[0].strip()


def document_row(document: Document) -> Row:
    """Return the row of a document."""
    shared = identity(document)
    publisher_key, search = searched(document)
    return (
        values.packed(document.id),
        values.packed(shared) if shared else None,
        _maybe(document.publisher),
        publisher_key,
        _maybe(document.url),
        document.published,
        document.published[:10] if document.published else None,
        document.undated,
        document.language,
        _text(document.source),
        values.listed(document.notes),
        _text(_headline(document.text)),
        _text(document.text),
        search,
    )


def searchable(text: str) -> str:
    """Return the search key of a text; where U+0000 stood, which no database compares, is a space."""
    return text_key(text).replace("\0", " ")


@lru_cache(maxsize=4096)
def _page(url: str) -> tuple[str, ...] | None:
    """Return host, path and query of an address that names one page; None for a front page."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    asked = [pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])]
    path = parts.path.rstrip("/")
    return (host, path, urlencode(asked)) if host and (path or asked) else None


def _at(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _maybe_at(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _float(bound: float | None) -> float | None:
    """Return a bound as a column holds it: infinite where no float is as large."""
    try:
        return None if bound is None else float(bound)
    except OverflowError:
        return float("inf") if bound and bound > 0 else float("-inf")


def _statement_id(document: Document, extraction: Extraction, one: Attribution) -> str:
    return ids.of(
        "statement",
        document.id,
        extraction.engine,
        _at(one.cue),
        [_at(span) for span in one.content],
        [_at(link.span) if link.span else link.name for link in one.chain],
        one.stance,
        one.negated,
    )


def _statement(text: str, number: int, digest: str, one: Attribution) -> Row:
    origin = one.origin
    return (
        values.packed(digest),
        number,
        one.stance,
        0 if one.negated else SIDE[one.stance],
        one.negated,
        one.quoted,
        one.inferred,
        one.distance,
        one.within,
        *_at(one.cue),
        min((span.start for span in one.content), default=None),
        max((span.end for span in one.content), default=None),
        _text(origin.name) if origin else None,
        key(origin.name) if origin else None,
        origin.kind if origin else None,
        origin.entity if origin else None,
        one.rule,
        one.entry,
        searchable(" ".join(span.of(text) for span in one.content)),
    )


def _narrators(number: int, one: Attribution) -> Iterator[Row]:
    last = len(one.chain) - 1
    for position, link in enumerate(one.chain):
        named = (_text(link.name), key(link.name), link.kind, link.relation, link.entity)
        yield number, position, position == last, *named, *_maybe_at(link.span)


def _times(extraction: Extraction) -> Iterator[Row]:
    for number, one in enumerate(extraction.times):
        between = days.of(one.value) if one.value and one.kind != "duration" else None
        if between is not None:
            yield number, *_at(one.span), one.value, *between


def _entities(extraction: Extraction) -> Iterator[Row]:
    seen = set()
    for one in extraction.mentions:
        if one.entity is not None and one.entity not in seen:
            seen.add(one.entity)
            yield one.entity, _text(one.name), key(one.name), one.kind


def _places(mentions: tuple[PlaceMention, ...]) -> Iterator[Row]:
    seen = set()
    for one in mentions:
        if one.place is not None and one.place not in seen:
            seen.add(one.place)
            position = (one.latitude, one.longitude)
            named = (one.place, _text(one.name), key(one.name), one.kind)
            yield *named, *position, values.listed(one.parents)


def _frame_id(document: Document, extraction: Extraction, one: Event) -> str:
    spans = [_at(trigger.span) for trigger in one.mentions]
    return ids.of("frame", document.id, extraction.engine, one.type, spans)


def _frame(number: int, digest: str, one: Event) -> Row:
    place = one.places[0] if one.places else None
    between = (days.of(one.date) if one.date else None) or (None, None)
    return (
        values.packed(digest),
        number,
        one.type,
        one.family,
        one.direction,
        *_at(one.mentions[0].span),
        place.place if place else None,
        _text(place.name) if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        one.date,
        *between,
    )


def _roles(number: int, one: Event) -> Iterator[Row]:
    cast = [("actor", role) for role in one.actors] + [("target", role) for role in one.targets]
    for position, (part, role) in enumerate(cast):
        named = (_text(role.name), key(role.name), role.entity)
        yield number, position, part, *named, *_at(role.span)


def _claim_id(told: list[str], happened: list[str], one: Claim) -> str:
    statement = None if one.statement is None else told[one.statement]
    return ids.of("claim", happened[one.event], statement, one.stance, _at(one.evidence))


def _claim(number: int, digest: str, one: Claim) -> Row:
    judged = values.listed(one.factuality)
    about = (one.event, one.statement, one.stance, judged, one.inferred)
    return values.packed(digest), number, *about, *_at(one.evidence)
