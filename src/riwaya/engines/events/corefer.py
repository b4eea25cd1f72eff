"""Which tellings are of one event: a definite noun resumes, a headline and its lead agree, tolls join their cause.

Imports ``draft`` and ``types``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from riwaya.engines.events.draft import Draft, View
from riwaya.engines.events.roles import carry
from riwaya.text import BREAK
from riwaya.types import Count, Event, PlaceMention, Role

_CAUSES = frozenset({"attack", "clash", "disaster"})
_LEAD, _CLOSE = 2, 4
_TOWN = 3
_MEMORY = 40
"""How many events back a telling may resume."""


@dataclass(slots=True)
class _Told:
    family: str
    drafts: list[Draft] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.drafts[-1].sentence


def join(view: View, drafts: Sequence[Draft]) -> Iterator[Event]:
    """Yield the events that the tellings are of, in the order of their first mention."""
    told: list[_Told] = []
    tolls: list[Draft] = []
    for draft in drafts:
        if draft.kind.family == "casualties":
            tolls.append(draft)
            continue
        found = _same(view, draft, told)
        if found is None:
            told.append(_Told(draft.kind.family, [draft]))
        else:
            found.drafts.append(draft)
    extra = _tolls(told, tolls)
    carry(drafts)
    for one in sorted(told + extra, key=lambda one: one.drafts[0].trigger.span):
        yield _event(one)


def _same(view: View, draft: Draft, told: list[_Told]) -> _Told | None:
    recent = [one for one in told[-_MEMORY:] if one.family == draft.kind.family]
    if not recent or _is_another(view, draft):
        return None
    latest = max(recent, key=lambda one: one.drafts[-1].hit.first)
    if latest.last == draft.sentence:
        same = _in_one_sentence(view, latest.drafts[-1], draft)
        return latest if same else None
    if draft.hit.definite and draft.hit.part == "noun":
        return latest
    lead = _headline(view) + _LEAD
    if lead > _LEAD and draft.sentence < lead and latest.drafts[0].sentence < lead:
        return recent[0] if not _differ(recent[0], draft) else None
    return next((one for one in reversed(recent) if _agree(one, draft)), None)


def _headline(view: View) -> int:
    """Return how many sentences the headline has: it ends at the first line break, and may hold dots."""
    keys = view.tokens.keys
    for number, (_, past) in enumerate(view.bounds[:_LEAD], 1):
        if keys[past : past + 1] == [BREAK]:
            return number
    return 0


def _is_another(view: View, draft: Draft) -> bool:
    """Tell whether the text itself says that this is one more (a similar strike, the second attack)."""
    after = view.tokens.keys[draft.hit.past : draft.hit.past + 1]
    return any(view.lexicon.has(word, "another") for word in after)


def _in_one_sentence(view: View, earlier: Draft, draft: Draft) -> bool:
    """Tell whether two words of a sentence are of one event: not where another clause tells of another place."""
    gap = draft.hit.first - earlier.hit.past
    if gap < _CLOSE or (draft.hit.definite and draft.hit.part == "noun"):
        return True
    between = view.tokens.keys[earlier.hit.past : draft.hit.first]
    if draft.hit.part != "noun" and draft.hit.skip == 0 and not _parts(view, between):
        return True
    there, here = _first_place(earlier), _first_place(draft)
    return there is not None and there == here and not draft.counts


def _parts(view: View, keys: Sequence[str]) -> bool:
    """Tell whether words between two tellings begin a clause of its own."""
    return any(view.lexicon.has(word, "clause") for word in keys)


def _first_place(draft: Draft) -> str | None:
    return _place(draft.places[0]) if draft.places else None


def _agree(one: _Told, draft: Draft) -> bool:
    """Tell whether a new telling is of a known event: one place, no other day, no other figure."""
    if _differ(one, draft):
        return False
    here = _first_place(draft)
    return here is not None and any(
        here == _place(each) for told in one.drafts for each in told.places[:2]
    )


def _differ(one: _Told, draft: Draft) -> bool:
    dates = {told.date for told in one.drafts if told.date}
    return bool(draft.date and dates and draft.date not in dates)


def _place(mention: PlaceMention) -> str:
    return mention.place or mention.name


def _tolls(told: list[_Told], tolls: list[Draft]) -> list[_Told]:
    """Give tolls to the event that caused them; return those whose cause is not told."""
    extra: list[_Told] = []
    for toll in tolls:
        cause = _cause(told, toll)
        if cause is not None:
            for draft in cause.drafts:
                if draft.sentence == toll.sentence:
                    draft.counts += toll.counts
                    if draft.date is None:
                        draft.date, draft.date_span = toll.date, toll.date_span
                    break
            continue
        same = next((one for one in reversed(extra) if _one_toll(one, toll)), None)
        if same is None:
            extra.append(_Told("casualties", [toll]))
        else:
            same.drafts.append(toll)
    return extra


def _cause(told: list[_Told], toll: Draft) -> _Told | None:
    causes = [
        (abs(draft.hit.first - toll.hit.first), number)
        for number, one in enumerate(told)
        if one.family in _CAUSES
        for draft in one.drafts
        if draft.sentence == toll.sentence
    ]
    return told[min(causes)[1]] if causes else None


def _one_toll(one: _Told, toll: Draft) -> bool:
    return toll.hit.definite or toll.sentence - one.last <= 1 or _agree(one, toll)


def _event(one: _Told) -> Event:
    first = one.drafts[0]
    dated = next((draft for draft in one.drafts if draft.date), None)
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


def _roles(found: list[Role]) -> tuple[Role, ...]:
    return tuple({role.name: role for role in reversed(found)}.values())[::-1]


def _places(drafts: list[Draft]) -> tuple[PlaceMention, ...]:
    """Return each place once, as told, whole states last: an address runs from the village to the province."""
    once: dict[str, PlaceMention] = {}
    for draft in drafts:
        for mention in draft.places:
            once.setdefault(_place(mention), mention)
    return tuple(sorted(once.values(), key=_width))


def _width(mention: PlaceMention) -> int:
    return (
        mention.where_prec if mention.where_prec is not None and mention.where_prec > _TOWN else 0
    )


def _counts(drafts: list[Draft]) -> tuple[Count, ...]:
    """Return each value once."""
    once: dict[tuple[str, object, object], Count] = {}
    for draft in drafts:
        for count in draft.counts:
            once.setdefault((count.what, count.low, count.high), count)
    return tuple(once.values())
