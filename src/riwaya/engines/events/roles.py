"""Who, where and when: the roles of one telling, from the names, places and times of its sentence.

Imports ``draft``, ``resolve`` and ``types``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from riwaya.engines.events.draft import Draft, View
from riwaya.resolve.times.dating import date_of
from riwaya.types import Mention, PlaceMention, Role, Span, TimeExpression

_REACH, _NEXT = 9, 3
_STATE, _BESIDE = 6, 3
_ENTITIES = frozenset({"person", "organization", "state", "group"})


def fill(view: View, drafts: Sequence[Draft]) -> None:
    """Give each telling its places, its date, and those who do and undergo it."""
    for place, draft in enumerate(drafts):
        draft.places = _places(view, draft, _stop(view, drafts, place))
        _date(view, draft)
        _who(view, draft)


def carry(drafts: Sequence[Draft]) -> None:
    """Let the story go on where and when it was, from one sentence to the next."""
    for earlier, draft in pairwise(drafts):
        if draft.sentence - earlier.sentence > 1:
            continue
        draft.places = draft.places or earlier.places
        if draft.date is None and draft.hit.part != "present":
            draft.date = earlier.date


def _stop(view: View, drafts: Sequence[Draft], place: int) -> int:
    """Return the offset where the next telling of this kind begins: what stands there belongs to it."""
    draft = drafts[place]
    for other in drafts[place + 1 :]:
        if other.sentence != draft.sentence:
            break
        if other.kind.family == draft.kind.family and other.hit.first - draft.hit.past > _NEXT:
            return other.trigger.span.start
    return len(view.document.text)


def _places(view: View, draft: Draft, stop: int) -> list[PlaceMention]:
    """Return the places behind the trigger, else the one nearest before it."""
    told = [each for each in view.places[draft.sentence] if not _acts(view, each)]
    start, end = draft.trigger.span.start, draft.trigger.span.end
    behind = [each for each in told if end <= each.span.start < stop]
    before = [each for each in told if each.span.end <= start]
    if not behind or (
        before and _BESIDE * (start - before[-1].span.end) < behind[0].span.start - end
    ):
        return before[-2:] if before else behind
    return behind


def _acts(view: View, place: PlaceMention) -> bool:
    """Tell whether a state stands here as one who acts: no word says that something is in it."""
    if place.kind != "country" and place.where_prec != _STATE:
        return False
    at = bisect_left(view.tokens.starts, place.span.start)
    at = at if at < len(view.tokens) and view.tokens.starts[at] == place.span.start else at - 1
    fused = view.tokens.starts[at] < place.span.start
    return not fused and not any(
        view.lexicon.has(view.tokens.keys[index], "inside") for index in range(max(0, at - 2), at)
    )


def _date(view: View, draft: Draft) -> None:
    at = draft.trigger.span.start
    told = [one for one in view.times[draft.sentence] if not _dates_saying(view, draft, one)]
    for one in sorted(told, key=lambda one: abs(one.span.start - at)):
        date = date_of(one, view.document.published)
        if date is not None:
            draft.date, draft.date_span = date, one.span
            return


def _dates_saying(view: View, draft: Draft, one: TimeExpression) -> bool:
    """Tell whether a time stands with the verb of saying while the event stands in what is said."""
    within = draft.trigger.within
    if within is None:
        return False
    statement = view.extraction.attributions[within]
    return not any(_holds(span, one.span.start) for span in statement.content)


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _who(view: View, draft: Draft) -> None:
    near = [
        each
        for each in view.mentions[draft.sentence]
        if each.kind in _ENTITIES and _distance(view, draft, each) <= _REACH
    ]
    behind = [each for each in near if each.span.start >= draft.trigger.span.end]
    before = [each for each in near if each.span.end <= draft.trigger.span.start]
    if draft.kind.family == "clash":
        draft.actors += map(_role, near)
        return
    against = [each for each in behind if _stands_after(view, each, "against")]
    plain = [each for each in behind if each not in against]
    if draft.kind.family == "casualties":
        draft.targets += map(_role, plain[:1])
        return
    draft.targets += map(_role, against)
    draft.actors += map(_role, plain[:1] or before[-1:])
    if draft.hit.part != "noun" and not against:
        draft.targets += map(_role, plain[1:2])


def _distance(view: View, draft: Draft, mention: Mention) -> int:
    at = bisect_left(view.tokens.starts, mention.span.start)
    return abs(at - draft.hit.first)


def _stands_after(view: View, mention: Mention, name: str) -> bool:
    at = bisect_left(view.tokens.starts, mention.span.start)
    reach: Iterable[int] = range(max(0, at - 2), at)
    return any(view.lexicon.has(view.tokens.keys[index], name) for index in reach)


def _role(mention: Mention) -> Role:
    return Role(mention.span, mention.name, mention.entity)
