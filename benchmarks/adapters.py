"""The callables that the scorers of the benches name.

``attributions(text)`` for single sentences, ``claims(text, published, publisher)`` for whole articles.
"""

from typing import Any

from riwaya.engines import events as event_finder
from riwaya.engines.rules import RulesEngine
from riwaya.resolve.annotate import annotate
from riwaya.text import sentences, tokenise
from riwaya.types import Attribution, Document, Span

_ENGINE = RulesEngine()


def _read(text: str, publisher: str | None = None) -> tuple[Attribution, ...]:
    return _ENGINE.extract(Document(id="bench", text=text, publisher=publisher)).attributions


def _pair(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def attributions(text: str) -> list[dict[str, Any]]:
    """Return relations in the form of ``score_attribution.py``: one source (the origin) and one content span each."""
    found = []
    for statement in _read(text):
        if not statement.content:
            continue
        origin = statement.origin
        source = _written(text, statement) if origin is not None else None
        found.append(
            {
                "cue": _pair(statement.cue),
                "source": _pair(source) if source is not None else None,
                "content": {"start": statement.content[0].start, "end": statement.content[-1].end},
                "stance": statement.stance,
            }
        )
    return found


def _written(text: str, statement: Attribution) -> Span | None:
    """Return where the origin is written in the statement's own sentence; the bench asks for no other."""
    origin = statement.origin
    if origin is None or origin.span is not None or origin.antecedent is None:
        return origin.span if origin is not None else None
    tokens = tokenise(text)
    for first, past in sentences(tokens):
        start, end = tokens.starts[first], tokens.ends[past - 1]
        if start <= statement.cue.start < end:
            return origin.antecedent if start <= origin.antecedent.start < end else None
    return None


def claims(
    text: str,
    published: str | None,
    publisher: str | None,
) -> dict[str, Any]:
    """Return statements in the form of ``score_claims.py``; a negated act of saying is no statement there."""
    statements = [
        {
            "id": f"s{number}",
            "cue": [statement.cue.start, statement.cue.end],
            "stance": statement.stance,
            "chain": [{"name": link.name, "kind": link.kind} for link in statement.chain],
            "content": [[span.start, span.end] for span in statement.content],
            "quoted": statement.quoted,
        }
        for number, statement in enumerate(_read(text, publisher), 1)
        if not statement.negated
    ]
    return {
        "statements": statements,
        "events": events(text, published),
        "claims": [],
        "disputes": [],
    }


def events(text: str, published: str | None) -> list[dict[str, Any]]:
    """Return events in the form of ``score_claims.py``."""
    document = Document(id="bench", text=text, published=published)
    found = event_finder.find(document, annotate(document, _ENGINE.extract(document)))
    return [
        {
            "id": f"e{number}",
            "type": event.family,
            "mentions": [[one.span.start, one.span.end] for one in event.mentions],
            "actors": [{"name": role.name} for role in event.actors],
            "targets": [{"name": role.name} for role in event.targets],
            "places": [{"name": place.name} for place in event.places],
            "date": event.date,
            "counts": [
                {"what": one.what, "low": one.low, "high": one.high} for one in event.counts
            ],
        }
        for number, event in enumerate(found, 1)
    ]
