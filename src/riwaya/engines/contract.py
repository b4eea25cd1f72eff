"""The contract of an engine, for those who write one: ``check(engine)`` says in words what is broken.

>>> from riwaya.engines import load
>>> check(load("rules"))
[]

Needs no test framework. The texts are of no language, or of the shipped samples, so that any engine can be asked.

Imports ``types`` and the protocol.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from riwaya import tables
from riwaya.engines import Engine
from riwaya.types import Document, Extraction, Span

_SAMPLES = "samples"
_ODD = (
    "",
    " \n\t\n ",
    "no word of it",
    "\u202e\u200f\u00ad",
    "a\x00b \ufeffc",
    '"\u00ab\u201c:',
    "\ud800 half of a pair",
    "word " * 2_000,
)


@cache
def samples() -> tuple[Document, ...]:
    """Return the documents that an engine is asked about: nothing, oddities, and the shipped plain articles."""
    folder: Path = tables.path(_SAMPLES)
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    return tuple(
        Document(id=f"contract-{number}", text=text) for number, text in enumerate([*_ODD, *texts])
    )


def check(engine: Engine) -> list[str]:
    """Return what is broken of the contract, one sentence each; an empty list for a sound engine.

    One extraction for each document, in order, under the engine's own name; every span within the text, not empty and
    without white space at its ends; the same answer twice, and alone, if the engine says it is deterministic. Whatever
    the engine raises is reported too.
    """
    if not isinstance(engine, Engine):
        return ["It lacks one of: name, version, deterministic, read(documents)."]
    try:
        return list(_faults(engine))
    except Exception as error:  # noqa: BLE001 - whatever an engine from outside does is a finding, not our end
        return [f"It raised {type(error).__name__}: {error}."]


def _faults(engine: Engine) -> Iterator[str]:
    documents = samples()
    found = list(engine.read(documents))
    if list(engine.read([])):
        yield "It yields an extraction where there is no document."
    if [one.document for one in found] != [document.id for document in documents]:
        yield "It does not yield one extraction for each document, in order, with the document's id."
        return
    if {(one.engine, one.version) for one in found} != {(engine.name, engine.version)}:
        yield "An extraction does not carry the engine's own name and version."
    for document, extraction in zip(documents, found, strict=True):
        yield from _span_faults(document, extraction)
        yield from _statement_faults(document, extraction)
        yield from _reference_faults(document, extraction)
    if engine.deterministic:
        if list(engine.read(documents)) != found:
            yield "It says it is deterministic, and answers differently the second time."
        if list(engine.read(reversed(documents))) != found[::-1]:
            yield "It says it is deterministic, and the order of documents changes its answer."


def _span_faults(document: Document, extraction: Extraction) -> Iterator[str]:
    text = document.text
    for what, span in spans(extraction):
        if not 0 <= span.start < span.end <= len(text):
            yield f"{document.id}: the {what} {span.start}..{span.end} is empty or not within the text."
        elif text[span.start].isspace() or text[span.end - 1].isspace():
            yield f"{document.id}: the {what} {span.start}..{span.end} begins or ends with white space."


def _statement_faults(document: Document, extraction: Extraction) -> Iterator[str]:
    count = len(extraction.attributions)
    for number, found in enumerate(extraction.attributions):
        if found.within is not None and not (0 <= found.within < count and found.within != number):
            yield f"{document.id}: statement {number} stands within {found.within}, which is no other statement."
        if not found.rule:
            yield f"{document.id}: statement {number} does not say which rule decided."


def _reference_faults(document: Document, extraction: Extraction) -> Iterator[str]:
    """Yield each index that points to no statement, event or claim."""
    count = {name: len(getattr(extraction, name)) for name in ("attributions", "events", "claims")}
    for what, name, index in references(extraction):
        if not 0 <= index < count[name]:
            yield f"{document.id}: a {what} points to {index} of {count[name]} {name}."


def references(extraction: Extraction) -> Iterator[tuple[str, str, int]]:
    """Yield every index that events, claims, disputes and updates hold: whose it is, into which list, which."""
    for event in extraction.events:
        for mention in event.mentions:
            if mention.within is not None:
                yield "mention", "attributions", mention.within
    for claim in extraction.claims:
        yield "claim", "events", claim.event
        if claim.statement is not None:
            yield "claim", "attributions", claim.statement
    for dispute in extraction.disputes:
        yield "dispute", "events", dispute.event
        yield from (("dispute", "claims", at) for side in dispute.positions for at in side.claims)
    for update in extraction.updates:
        yield "update", "events", update.event
        both = (*update.earlier.claims, *update.later.claims)
        yield from (("update", "claims", at) for at in both)


def spans(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    """Yield every span of an extraction, with what it is."""
    for found in extraction.attributions:
        yield "cue", found.cue
        yield from (("content", span) for span in found.content)
        for link in found.chain:
            yield from (("link", span) for span in (link.span, link.antecedent) if span is not None)
    yield from (("furniture", span) for span in extraction.furniture)
    for group in ("abstentions", "times", "quantities", "mentions", "places"):
        yield from ((group, one.span) for one in getattr(extraction, group))
    for event in extraction.events:
        for group in ("mentions", "actors", "targets", "places", "counts"):
            yield from ((f"event's {group}", one.span) for one in getattr(event, group))
        if event.date_span is not None:
            yield "event's date", event.date_span
    yield from (("claim", claim.evidence) for claim in extraction.claims)
