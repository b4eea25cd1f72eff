"""Measure claims and disputes alone: ``python -m benchmarks.claims [--errors]``.

The statements and events of the gold are given, so that nothing is lost to words that were not found; polarity and
modality of each mention are those that its words are given by ``engines.events.modality``. The scorer is that of whole
articles.
"""

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from benchmarks import shared
from riwaya import reconcile
from riwaya.engines.events import modality
from riwaya.lexicon import events as lexicon
from riwaya.lexicon.events import Hit
from riwaya.text import Tokens, tokenise
from riwaya.text.sentences import sentences
from riwaya.types import Attribution, Count, Document, Event, Extraction, Link, Span, Trigger

Gold = dict[str, Any]
Pair = tuple[int, int]


def given(gold: Gold) -> tuple[Document, Extraction]:
    """Return a document with the statements and events of its gold."""
    document = Document(
        id=gold["id"], text=gold["text"], published=gold["published"], publisher=gold["publisher"]
    )
    statements = tuple(_statement(one, gold["statements"]) for one in gold["statements"])
    tokens = tokenise(gold["text"])
    known = lexicon.load()
    hits = {hit.first: hit for hit in known.find(tokens.keys)}
    said = [tuple(span) for one in gold["statements"] for span in one["content"]]
    events = tuple(_event(tokens, hits, one, said) for one in gold["events"])
    return document, Extraction(
        document=gold["id"],
        engine="gold",
        version="",
        lexicon="",
        attributions=statements,
        events=events,
    )


def _statement(one: Gold, told: list[Gold]) -> Attribution:
    chain = tuple(Link(_span(link["span"]), link["name"], link["kind"]) for link in one["chain"])
    content = tuple(Span(*span) for span in one["content"])
    around = [
        (end - start, number)
        for number, other in enumerate(told)
        for start, end in other["content"]
        if other is not one and start <= one["cue"][0] < end
    ]
    within = min(around)[1] if around else None
    cue = Span(*one["cue"])
    return Attribution(cue, one["stance"], chain, content, one["quoted"], within=within)


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _event(tokens: Tokens, hits: dict[int, Hit], one: Gold, said: list[Pair]) -> Event:
    mentions = [
        _trigger(tokens, hits, one["type"], span=tuple(span), said=said) for span in one["mentions"]
    ]
    counts = [
        Count(Span(*each["span"]), each["what"], each["low"], each["high"])
        for each in one["counts"]
    ]
    return Event(
        type=one["type"],
        family=one["type"],
        mentions=tuple(mentions),
        direction=one.get("direction"),
        date=one["date"],
        counts=tuple(counts),
    )


def _trigger(
    tokens: Tokens, hits: dict[int, Hit], family: str, *, span: Pair, said: list[Pair]
) -> Trigger:
    """Return a mention with what its words tell; a word that the lexicon does not know is read as a noun."""
    start, end = span
    around = [each for each in said if each[0] <= start < each[1]]
    content = min(around, key=lambda each: each[1] - each[0]) if around else None
    known = lexicon.load()
    first = max(at for at, begin in enumerate(tokens.starts) if begin <= start)
    past = max(first + 1, sum(begin < end for begin in tokens.starts))
    kind = next(at for at, each in enumerate(known.types) if each.family == family)
    unknown = Hit(first, past, kind, "noun", start - tokens.starts[first], "", False)
    hit = hits.get(first, unknown)
    bounds = next(
        ((low, high) for low, high in sentences(tokens) if low <= first < high), (first, past)
    )
    low, high = bounds
    if content is not None:
        low = max(low, bisect_left(tokens.starts, content[0]))
        high = min(high, bisect_left(tokens.starts, content[1]))
    told = modality.told(tokens, hit, sentence=(low, high), lexicon=known)
    return Trigger(Span(start, end), family, told.polarity, told.modality)


def found(document: Document, extraction: Extraction, gold: Gold) -> Gold:
    """Return the claims and disputes that follow, in the form of the scorer."""
    read = reconcile.within(document, extraction)
    names = [one["id"] for one in gold["statements"]]
    events = [one["id"] for one in gold["events"]]
    return {
        "statements": gold["statements"],
        "events": gold["events"],
        "claims": [
            {
                "statement": "narrator" if one.statement is None else names[one.statement],
                "event": events[one.event],
                "stance": one.stance,
            }
            for one in read.claims
        ],
        "disputes": [{"event": events[one.event], "about": one.about} for one in read.disputes],
    }


def measure(articles: list[Gold]) -> dict[str, float]:
    """Return F1 of claims and of disputes where statements and events are given."""
    scorer, n = shared.scorer("score_claims"), defaultdict[str, float](float)
    for gold in articles:
        scorer.score_document(gold, found(*given(gold), gold), n)
    told = scorer.figures(n)
    return {"claim F1, given": told["claim"][2], "dispute F1, given": told["dispute"][2]}


def errors(gold: Gold) -> Iterator[str]:
    """Yield a line for each claim or dispute that is wrong or missing."""
    answer = found(*given(gold), gold)
    for name, keys in (
        ("claims", ("statement", "event", "stance")),
        ("disputes", ("event", "about")),
    ):
        right = {tuple(one[key] for key in keys) for one in gold[name]}
        told = {tuple(one[key] for key in keys) for one in answer[name]}
        for sign, rows in (("-", right - told), ("+", told - right)):
            yield from (f"{sign} {name} {' '.join(row)}" for row in sorted(rows))


def main(arguments: list[str]) -> None:
    """Print the figures, and with ``--errors`` what is wrong in each article."""
    golds = shared.articles()
    if "--errors" in arguments:
        for gold in golds:
            print(*(f"{gold['id']} {line}" for line in errors(gold)), sep="\n")
    for name, value in measure(golds).items():
        print(f"{name}: {value:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
