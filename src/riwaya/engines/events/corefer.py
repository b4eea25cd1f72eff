"""Which tellings are of one event, by a small model; tolls join their cause.

Imports ``denials``, ``draft``, ``model``, ``sameness``, ``tolls``, ``view`` and ``types``.
"""

from collections.abc import Iterator, Sequence

from riwaya.engines.events import denials, tolls
from riwaya.engines.events.draft import Draft
from riwaya.engines.events.model import Model
from riwaya.engines.events.sameness import Guess, Told, by_rule, features, place_id
from riwaya.engines.events.view import View
from riwaya.types import Count, Event, PlaceMention, Role

_MEMORY = 12
"""How many events of a family back a telling may resume."""


def join(view: View, drafts: Sequence[Draft], model: Model) -> Iterator[Event]:
    """Yield the events that the tellings are of, in the order of their first mention."""
    told: list[Told] = []
    families: dict[str, list[Told]] = {}
    for draft in drafts:
        if draft.kind.family == "casualties":
            continue
        recent = families.setdefault(draft.kind.family, [])
        found = _same(view, draft, recent[-_MEMORY:], model)
        if found is None and denials.is_denied(view, draft):
            found = denials.answered(draft, recent)
        if found is None:
            found = Told(draft.kind.family)
            told.append(found)
        else:
            recent.remove(found)
        recent.append(found)
        found.drafts.append(draft)
    extra = tolls.give(view, told, [draft for draft in drafts if draft.kind.family == "casualties"])
    for one in sorted(told + extra, key=lambda one: one.drafts[0].trigger.span):
        yield _event(one)


def _same(view: View, draft: Draft, recent: Sequence[Told], model: Model) -> Told | None:
    if view.is_a(draft.hit.past, "another"):
        return None  # the text itself says that it is one more: a similar strike
    best, top = None, 0.0
    ruled = by_rule(view, draft, recent)
    for one in recent:
        known = Guess(latest=one is recent[-1], ruled=one is ruled, none_ruled=ruled is None)
        score = model.score(features(view, one, draft, known))
        if score > top:
            best, top = one, score
    return best


def _event(one: Told) -> Event:
    first = next((draft for draft in one.drafts if draft.kind.family == one.family), one.drafts[0])
    dated = _dated(one)
    kinds = [draft.kind for draft in one.drafts if draft.kind.plover_mode] or [first.kind]
    return Event(
        type=kinds[0].id,
        family=one.family,
        mentions=tuple(draft.trigger for draft in one.drafts),
        direction=first.kind.direction,
        actors=_roles([role for draft in one.drafts for role in draft.actors]),
        targets=_roles([role for draft in one.drafts for role in draft.targets]),
        places=_places(one.drafts),
        date=dated.date if dated else None,
        date_span=dated.date_span if dated else None,
        counts=_counts(one.drafts),
    )


def _dated(one: Told) -> Draft | None:
    """Return the telling that is most surely dated."""
    dated = [draft for draft in one.drafts if draft.date]
    return max(dated, key=lambda draft: draft.date_score) if dated else None


def _roles(found: list[Role]) -> tuple[Role, ...]:
    return tuple({role.name: role for role in reversed(found)}.values())[::-1]


def _places(drafts: list[Draft]) -> tuple[PlaceMention, ...]:
    """Return each place once, those first that are most surely of the event."""
    once: dict[str, PlaceMention] = {}
    for draft in sorted(drafts, key=lambda each: -each.site_score):
        for mention in draft.places:
            once.setdefault(place_id(mention), mention)
    return tuple(once.values())


def _counts(drafts: list[Draft]) -> tuple[Count, ...]:
    """Return each value once."""
    once: dict[tuple[str, object, object], Count] = {}
    for draft in drafts:
        for count in draft.counts:
            once.setdefault((count.what, count.low, count.high), count)
    return tuple(once.values())
