"""Tolls: the dead and wounded belong to the event that caused them, or are told alone.

Imports ``denials``, ``draft``, ``sameness`` and ``view``.
"""

from bisect import bisect_left

from riwaya.engines.events import denials
from riwaya.engines.events.draft import Draft
from riwaya.engines.events.sameness import Told, place_id
from riwaya.engines.events.view import View

_APART = 1.0
"""A toll beside a cause is an event of its own only where its words leave no doubt."""
_ALONE = -1.0
"""A toll far from any cause is an event even where its words leave a doubt."""
_CAUSES = frozenset({"attack", "clash", "disaster"})
_LEAD, _CLAUSE, _CAUSES_BESIDE, _MEMORY = 2, 6, 4, 12

Cause = tuple[int, Told, Draft]
"""A telling of an event that may have cost lives, with its token."""


def give(view: View, told: list[Told], tolls: list[Draft]) -> list[Told]:
    """Give tolls to the event that caused them; return those whose cause is not told."""
    extra: list[Told] = []
    causes: dict[int, list[Cause]] = {}
    for one in told:
        if one.family in _CAUSES:
            for draft in one.drafts:
                causes.setdefault(draft.sentence, []).append((draft.hit.first, one, draft))
    for row in causes.values():
        row.sort(key=lambda each: each[0])
    deaths = denials.Deaths(view, tolls)
    denied = Told("casualties")
    for toll in tolls:
        if deaths.is_of(toll):
            denied.drafts.append(toll)
            continue
        near = _beside(causes.get(toll.sentence, []), toll.hit.first)
        if near and toll.weight <= _APART:
            _give(toll, min(near, key=lambda each: _distance(view, each[0], toll))[2])
            continue
        headed = _headed(toll, causes)
        if headed is not None:
            _give(toll, headed[1])
            headed[0].drafts.insert(0, toll)
            continue
        before = causes.get(toll.sentence - 1)
        if toll.weight <= (0 if before is not None else _ALONE):
            if before is not None:
                _give(toll, before[-1][2])
            continue
        same = next((one for one in reversed(extra[-_MEMORY:]) if _one_toll(one, toll)), None)
        if same is None:
            extra.append(Told("casualties", [toll]))
        else:
            same.drafts.append(toll)
    return [*extra, denied] if denied.drafts else extra


def _beside(found: list[Cause], at: int) -> list[Cause]:
    """Return the causes of a sentence next to a token on either side."""
    here = bisect_left(found, at, key=lambda each: each[0])
    return found[max(0, here - _CAUSES_BESIDE) : here + _CAUSES_BESIDE]


def _distance(view: View, at: int, toll: Draft) -> int:
    """Return how far a cause is from a toll: words, and more for every clause between."""
    low, high = sorted((at, toll.hit.first))
    return high - low + _CLAUSE * view.clause_words_between(low + 1, high)


def _headed(toll: Draft, causes: dict[int, list[Cause]]) -> tuple[Told, Draft] | None:
    """Return the event whose dead a headline tells before the lead names the cause."""
    if toll.sentence or toll.weight > 0:
        return None
    for sentence in range(1, _LEAD + 1):
        if sentence in causes:
            return causes[sentence][0][1:]
    return None


def _give(toll: Draft, draft: Draft) -> None:
    draft.counts += toll.counts
    if draft.date is None:
        draft.date, draft.date_span = toll.date, toll.date_span


def _one_toll(one: Told, toll: Draft) -> bool:
    here = place_id(toll.site.mention) if toll.site else None
    alike = here is not None and any(
        each.site is not None and place_id(each.site.mention) == here for each in one.near
    )
    return toll.hit.definite or toll.sentence - one.last.sentence <= 1 or alike
