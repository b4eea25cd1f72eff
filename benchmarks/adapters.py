"""The callables that the scorers of the benches name.

``attributions(text)`` for single sentences, ``claims(text, published, publisher)`` for whole articles,
``stance_pair(s1, s2)`` for two headlines, ``cluster(articles)`` and ``summarise(articles)`` for many articles.
"""

from collections.abc import Iterable
from typing import Any

from benchmarks import incidents
from benchmarks.incidents import Article
from riwaya.engines.rules import RulesEngine
from riwaya.pipeline import read_text
from riwaya.reconcile import contradiction
from riwaya.text import sentences, tokenise
from riwaya.types import Attribution, Dispute, Document, Event, Extraction, Span

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
    """Return what is read of an article in the form of ``score_claims.py``.

    A negated act of saying is no statement there, and has no claims.
    """
    known = read_text(text, published=published, publisher=publisher).extraction
    names = {
        number: f"s{number}" for number, one in enumerate(known.attributions) if not one.negated
    }
    return {
        "statements": [
            {"id": name, **_statement(known.attributions[number])} for number, name in names.items()
        ],
        "events": [{"id": f"e{number}", **_event(one)} for number, one in enumerate(known.events)],
        "claims": [
            {
                "statement": "narrator" if one.statement is None else names[one.statement],
                "event": f"e{one.event}",
                "stance": one.stance,
            }
            for one in known.claims
        ],
        "disputes": [_dispute(known, one) for one in known.disputes],
    }


def _statement(statement: Attribution) -> dict[str, Any]:
    return {
        "cue": [statement.cue.start, statement.cue.end],
        "stance": statement.stance,
        "chain": [{"name": link.name, "kind": link.kind} for link in statement.chain],
        "content": [[span.start, span.end] for span in statement.content],
        "quoted": statement.quoted,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.family,
        "mentions": [[one.span.start, one.span.end] for one in event.mentions],
        "actors": [{"name": role.name} for role in event.actors],
        "targets": [{"name": role.name} for role in event.targets],
        "places": [{"name": place.name} for place in event.places],
        "date": event.date,
        "counts": [{"what": one.what, "low": one.low, "high": one.high} for one in event.counts],
    }


def _statements(known: Extraction, claims: tuple[int, ...]) -> list[int | None]:
    return [known.claims[claim].statement for claim in claims]


def _dispute(known: Extraction, dispute: Dispute) -> dict[str, Any]:
    sides = [
        ["narrator" if at is None else f"s{at}" for at in _statements(known, position.claims)]
        for position in dispute.positions
    ]
    return {"event": f"e{dispute.event}", "about": dispute.about, "sides": sides}


def stance_pair(s1: str, s2: str) -> str:
    """Return ``agree``, ``disagree`` or ``other`` for two headlines, by the learnt weights."""
    return contradiction.compare(s1, s2).label


def stance_pair_by_rule(s1: str, s2: str) -> str:
    """Return the same by the lexicons alone."""
    return contradiction.by_rule(s1, s2).label


def cluster(articles: Iterable[Article]) -> list[list[str]]:
    """Return lists of ids of the articles whose main event is the same one."""
    return incidents.cluster(articles)


def summarise(articles: Iterable[Article]) -> dict[str, Any]:
    """Return place, day and toll of the main event of one incident's articles."""
    return incidents.summary(articles)
