"""When: which of the times around a telling is that of the event, by a small model.

The candidates are the times of its sentence, the date of the event told before it, the date of the first event, and
the day of publication.

Imports ``draft``, ``model``, ``resolve`` and ``types``.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.engines.events.draft import Draft
from riwaya.engines.events.model import Model, bucket
from riwaya.engines.events.view import View
from riwaya.types import Span

_CANDIDATES = 4
"""So many dates of a sentence on either side of a telling are weighed for it."""


class Candidate(NamedTuple):
    """A date that a telling may have; ``carried`` says from where, empty for its own sentence."""

    date: str
    span: Span | None
    carried: str = ""
    kind: str = ""


def fill(view: View, drafts: Sequence[Draft], model: Model) -> None:
    """Give each telling its date."""
    for number, draft in enumerate(drafts):
        best, top = None, 0.0
        for one in candidates(view, drafts, number):
            score = model.score(features(view, drafts, number, one))
            if score > top:
                best, top = one, score
        if best is not None:
            draft.date, draft.date_span, draft.date_score = best.date, best.span, top


def candidates(view: View, drafts: Sequence[Draft], number: int) -> Iterator[Candidate]:
    """Yield the dates that may be those of a telling."""
    draft = drafts[number]
    own = view.dates_near(draft.sentence, draft.hit.first, _CANDIDATES)
    for one in own:
        if view.is_roundup or not view.dates_saying(draft.trigger, one.span):
            yield Candidate(one.date, one.span, "", one.precision)
    before = drafts[number - 1].date if number else None
    if before:
        yield Candidate(before, None, "event")
    first = drafts[0].date
    if number > 1 and first and first != before:
        yield Candidate(first, None, "story")
    if not draft.sentence and not own:
        for following in view.dates[1:3]:
            for one in following[:1]:
                yield Candidate(one.date, None, "lead")
    if draft.sentence and view.dates[draft.sentence - 1]:
        last = view.dates[draft.sentence - 1][-1]
        yield Candidate(last.date, None, "sentence")


def features(view: View, drafts: Sequence[Draft], number: int, one: Candidate) -> list[str]:
    """Return what speaks for or against a date."""
    draft = drafts[number]
    hit, published = draft.hit, (view.document.published or "")[:10]
    value = "publication" if one.date == published else "span" if "/" in one.date else "other"
    told = f"{hit.part}{' definite' if hit.definite else ''}"
    if one.carried:
        source = drafts[0] if one.carried == "story" else drafts[number - 1]
        far = bucket(draft.sentence - source.sentence, 0, 1, 2, 4)
        own = bucket(len(view.dates[draft.sentence]), 0, 1)
        same = source.kind.family == draft.kind.family
        return [
            f"from {one.carried}",
            f"from {one.carried} far {far}",
            f"from {one.carried} own times {own}",
            f"from {one.carried} {told}",
            f"from {one.carried} {value}",
            f"from {one.carried} same family {same}",
            f"from {one.carried} {draft.kind.family}",
            f"from {one.carried} {draft.trigger.modality}",
        ]
    assert one.span is not None
    first, past = view.tokens_of(one.span)
    behind = first >= hit.first
    side = "behind" if behind else "before"
    gap = first - hit.past if behind else hit.first - past
    low, high = (hit.past, first) if behind else (past, hit.first)
    saying = view.dates_saying(draft.trigger, one.span)
    return [
        f"{side} {bucket(gap, 0, 2, 5, 9, 14, 20, 30)}",
        f"{side} events between {bucket(view.hits_between(low, high), 0, 1, 2)}",
        f"{side} clauses between {bucket(view.clauses_between(low, high), 0, 1, 2)}",
        f"saying {saying}",
        f"saying {saying} roundup {view.is_roundup}",
        f"saying {saying} {value}",
        f"precision {one.kind}",
        f"precision {one.kind} {side} {bucket(gap, 0, 2, 5, 9)}",
        f"value {value}",
        f"value {value} {told}",
        f"{side} {told}",
        f"alone {len(view.dates[draft.sentence]) == 1}",
        f"alone {len(view.dates[draft.sentence]) == 1} saying {saying}",
        f"word {view.word_at(first - 1)}",
        f"quoted alike {view.content_of(one.span.start) == draft.trigger.within}",
        f"{draft.trigger.modality} {value}",
    ]
