"""Extractions written by hand for the tests of claims: statements and events by their words."""

from riwaya import reconcile
from riwaya.types import (
    Attribution,
    Claim,
    Count,
    CountOf,
    Document,
    Event,
    Extraction,
    Link,
    Modality,
    PlaceMention,
    Polarity,
    Span,
    Stance,
    TimeExpression,
    Trigger,
)


def at(text: str, words: str, after: int = 0) -> Span:
    """Return where words stand in a text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def said(
    text: str,
    stance: Stance,
    speaker: str,
    content: str,
    *,
    within: int | None = None,
    entry: str = "",
) -> Attribution:
    """Return a statement; the cue is taken to stand where the content begins."""
    span = at(text, content)
    cue = Span(max(0, span.start - 1), span.start)
    chain = tuple(Link(None, name, "person") for name in speaker.split(" > ") if name)
    return Attribution(cue, stance, chain, (span,), within=within, entry=entry)


def event(
    text: str,
    family: str,
    *words: str,
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    counts: tuple[tuple[CountOf, str, int, int], ...] = (),
    places: tuple[PlaceMention, ...] = (),
) -> Event:
    """Return an event with a trigger for each of the words, all told alike."""
    return Event(
        type=family,
        family=family,
        mentions=tuple(Trigger(at(text, word), family, polarity, modality) for word in words),
        counts=tuple(Count(at(text, span), what, low, high) for what, span, low, high in counts),
        places=places,
    )


def place(text: str, name: str, place_id: str, *parents: str) -> PlaceMention:
    """Return a town with what it lies in, smallest first."""
    return PlaceMention(at(text, name), name, place_id, parents=parents, where_prec=2)


def day(text: str, words: str, value: str) -> TimeExpression:
    """Return a day as said."""
    return TimeExpression(at(text, words), "date", value, "day")


def within(
    text: str,
    statements: list[Attribution],
    events: list[Event],
    times: tuple[TimeExpression, ...] = (),
) -> Extraction:
    """Return what reconcile makes of statements and events."""
    extraction = Extraction(
        document="test",
        engine="test",
        version="",
        lexicon="",
        attributions=tuple(statements),
        events=tuple(events),
        times=times,
    )
    return reconcile.within(Document(id="test", text=text), extraction)


def stances(found: Extraction) -> dict[tuple[int | None, int], str]:
    """Return the stance of each statement on each event."""
    return {(one.statement, one.event): one.stance for one in found.claims}


def only(found: Extraction) -> Claim:
    """Return the one claim."""
    (claim,) = found.claims
    return claim
