"""Counts of an event: how many were killed, wounded, detained or moved, by the words beside the trigger.

Imports ``draft``, ``resolve`` and ``types``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from riwaya.engines.events.draft import Draft, View
from riwaya.resolve import numbers
from riwaya.types import Count, CountOf, Quantity, Span

_BEHIND, _BEFORE = 5, 3
_WHAT: dict[str, CountOf] = {
    "killed": "killed", "wounded": "wounded", "missing": "missing", "killing": "killed",
    "arrest": "detained", "abduction": "detained", "release": "detained", "displacement": "displaced",
    "deploy-forces": "personnel", "demonstration": "protesters", "sit-in": "protesters",
    "targeted-killing": "killed",
}  # fmt: skip
_OWN_FORM = frozenset({"killed", "wounded", "missing", "killing", "arrest", "abduction"})


def count(view: View, drafts: Sequence[Draft]) -> None:
    """Give each telling the counts that stand with it."""
    quantities = [
        one
        for one in view.extraction.quantities
        if one.kind != "ordinal" and one.unit is None and one.noun is not None
    ]
    starts = [one.span.start for one in quantities]
    for place, draft in enumerate(drafts):
        following = drafts[place + 1].hit.first if place + 1 < len(drafts) else len(view.tokens)
        _beside(view, draft, quantities, starts, following)


def _beside(
    view: View, draft: Draft, quantities: list[Quantity], starts: list[int], following: int
) -> None:
    tokens, hit = view.tokens, draft.hit
    first, past = view.bounds[draft.sentence]
    what = _WHAT.get(draft.kind.id)
    stop = min(past, following, hit.past + _BEHIND)
    behind = _within(tokens.ends[hit.past - 1], _offset(view, stop), quantities, starts)
    back = tokens.starts[max(first, hit.first - _BEFORE)]
    before = _within(back, tokens.ends[hit.past - 1], quantities, starts)[::-1]
    counted = [one for one in before if one.noun and one.noun.end >= draft.trigger.span.start]
    # a verb is plural only behind its subject: five soldiers were killed
    after_subject = hit.part != "noun" and hit.plural and what is not None
    found = (before if after_subject else counted) or behind
    for one in found[:1]:
        sort = _sort(view, one, what)
        if sort is not None:
            draft.counts.append(Count(_whole(one), sort, one.low, one.high, one.approx, one.vague))
    if what is not None and not found and draft.kind.id in _OWN_FORM:
        _own_form(view, draft, stop, what)


def _offset(view: View, index: int) -> int:
    return view.tokens.starts[index] if index < len(view.tokens) else len(view.tokens.text)


def _within(low: int, high: int, quantities: list[Quantity], starts: list[int]) -> list[Quantity]:
    found = quantities[bisect_left(starts, low) : bisect_right(starts, high - 1)]
    # of a hedged number and the bare one inside it, the hedged one is what is said
    return [one for one in found if not any(_covers(other, one) for other in found)]


def _covers(other: Quantity, one: Quantity) -> bool:
    return (
        other is not one
        and other.span.start <= one.span.start
        and one.span.end <= other.span.end
        and other.span != one.span
    )


def _whole(one: Quantity) -> Span:
    noun = one.noun or one.span
    return Span(min(one.span.start, noun.start), max(one.span.end, noun.end))


def _sort(view: View, one: Quantity, what: CountOf | None) -> CountOf | None:
    noun = one.noun or one.span
    at = bisect_left(view.tokens.starts, noun.start)
    if at < len(view.tokens) and view.lexicon.has(view.tokens.keys[at], "vehicle"):
        return "vehicles"
    return what


def _own_form(view: View, draft: Draft, stop: int, what: CountOf) -> None:
    """Count a victim by the form of its noun: a soldier, two soldiers."""
    for index in range(draft.hit.past, min(stop, draft.hit.past + 2)):
        one = numbers.count_of(view.tokens, index)
        if one is not None:
            draft.counts.append(Count(one.span, what, one.low, one.high, one.approx, one.vague))
            return
