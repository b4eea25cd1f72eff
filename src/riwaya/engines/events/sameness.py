"""How alike a telling and a known event are: what the model of sameness weighs, and what plain rules would say.

Imports ``draft``, ``model``, ``view`` and ``types``.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from riwaya.engines.events.draft import Draft
from riwaya.engines.events.model import bucket
from riwaya.engines.events.view import View
from riwaya.types import PlaceMention

_LEAD, _CLOSE = 2, 4
_TELLINGS = 6


class Told(msgspec.Struct):
    """An event with the tellings found so far."""

    family: str
    drafts: list[Draft] = msgspec.field(default_factory=list)

    @property
    def near(self) -> list[Draft]:
        """Return the first telling and the latest ones: what a new one is compared with."""
        return (
            self.drafts
            if len(self.drafts) <= _TELLINGS
            else [self.drafts[0], *self.drafts[1 - _TELLINGS :]]
        )

    @property
    def last(self) -> Draft:
        """Return the latest telling."""
        return self.drafts[-1]


class Guess(NamedTuple):
    """What is known of an event beforehand: it is the latest of its family; a plain rule takes it, or none."""

    latest: bool
    ruled: bool
    none_ruled: bool


def by_rule(view: View, draft: Draft, recent: Sequence[Told]) -> Told | None:
    """Return the event that plain rules would resume: near by, by a definite noun, from the headline, by its place."""
    if not recent or view.is_a(draft.hit.past, "another"):
        return None
    latest = recent[-1]
    if latest.last.sentence == draft.sentence:
        return latest if _in_one_sentence(view, latest.last, draft) else None
    if draft.hit.definite and draft.hit.part == "noun":
        return latest
    if draft.sentence <= _LEAD and latest.drafts[0].sentence < _LEAD:
        return recent[0] if _date_relation(recent[0], draft) != "other" else None
    return next((one for one in reversed(recent) if _agree(one, draft)), None)


def _in_one_sentence(view: View, earlier: Draft, draft: Draft) -> bool:
    between = (earlier.hit.past, draft.hit.first)
    if between[1] - between[0] < _CLOSE or (draft.hit.definite and draft.hit.part == "noun"):
        return True
    if draft.hit.part != "noun" and draft.hit.skip == 0:
        return view.clause_words_between(*between) == 0
    return _own_place(earlier) is not None and _own_place(earlier) == _own_place(draft)


def _own_place(draft: Draft) -> str | None:
    return place_id(draft.site.mention) if draft.site is not None and not draft.is_carried else None


def _agree(one: Told, draft: Draft) -> bool:
    here = _own_place(draft)
    return (
        here is not None
        and _date_relation(one, draft) != "other"
        and any(
            here == place_id(place)
            for each in one.near
            if not each.is_carried
            for place in each.places[:2]
        )
    )


def features(view: View, one: Told, draft: Draft, known: Guess) -> list[str]:
    """Return what speaks for or against a telling being of a known event."""
    latest = known.latest
    rule = "this" if known.ruled else "none" if known.none_ruled else "other"
    hit, last, first = draft.hit, one.last, one.drafts[0]
    told = f"{hit.part}{' definite' if hit.definite else ''}"
    far = bucket(draft.sentence - last.sentence, 0, 1, 2, 4, 8)
    place, date = _place_relation(one, draft), _date_relation(one, draft)
    toll = _toll_relation(one, draft)
    likeness = bucket(_likeness(view, one, draft), 0, 5, 10, 15, 25, 40)
    types = " ".join(sorted((first.kind.id, draft.kind.id)))
    opener = view.word_at(view.bounds[draft.sentence][0])
    found = [
        f"rule {rule}",
        f"rule {rule} far {far}",
        f"rule {rule} {told}",
        f"rule {rule} family {draft.kind.family}",
        f"rule {rule} place {place}",
        f"rule {rule} latest {latest}",
        f"far {far}",
        f"far {far} {told}",
        f"far {far} latest {latest}",
        f"far {far} latest {latest} {told}",
        f"{told} latest {latest}",
        f"{told} after {last.hit.part}",
        f"family {draft.kind.family}",
        f"family {draft.kind.family} {told}",
        f"family {draft.kind.family} latest {latest}",
        f"this {view.is_a(hit.first - 1, 'this')}",
        f"another {view.is_a(hit.past, 'another')}",
        f"types {types}",
        f"stem {_stem(view, last) == _stem(view, draft)} {told}",
        f"place {place}",
        f"place {place} far {far}",
        f"place {place} {told}",
        f"place {place} latest {latest}",
        f"date {date}",
        f"date {date} far {far}",
        f"date {date} place {place}",
        f"toll {toll}",
        f"actors {_actors(one, draft)}",
        f"headline {first.sentence == 0} {bucket(draft.sentence, 0, 1, 2, 4)}",
        f"headline {first.sentence == 0} {bucket(draft.sentence, 0, 1, 2, 4)} place {place}",
        f"size {bucket(len(one.drafts), 1, 2, 4, 8)}",
        f"size {bucket(len(one.drafts), 1, 2, 4)} latest {latest}",
        f"plural {hit.plural} {first.hit.plural}",
        f"quoted alike {last.trigger.within == draft.trigger.within}",
        f"modality {draft.trigger.modality} {last.trigger.modality}",
        f"likeness {likeness}",
        f"likeness {likeness} {told}",
        f"likeness {likeness} place {place}",
        f"behind alike {_behind(view, draft) in {_behind(view, each) for each in one.near}}",
    ]
    if draft.sentence != last.sentence:
        found += [f"opens {opener}", f"opens {opener} {told}"]
        return found
    between = (last.hit.past, hit.first)
    gap = bucket(hit.first - last.hit.past, 0, 1, 3, 6, 12, 20)
    parts = bucket(view.clauses_between(*between), 0, 1, 2)
    events = bucket(view.hits_between(*between), 0, 1, 2)
    linked = view.word_at(hit.first)[: hit.skip]
    found += [
        f"gap {gap}",
        f"gap {gap} {last.hit.part} {told}",
        f"clauses {parts}",
        f"clauses {parts} {last.hit.part} {told}",
        f"clauses {parts} place {place}",
        f"events {events}",
        f"linked {linked} {last.hit.part} {hit.part}",
        f"linked {linked} gap {gap}",
        f"related {view.is_related(hit.first)}",
        f"before {view.word_at(hit.first - 1)} here",
    ]
    return found


def _behind(view: View, draft: Draft) -> str:
    return view.word_at(draft.hit.past)


def _likeness(view: View, one: Told, draft: Draft) -> int:
    """Return how many of a hundred words of the sentence stand in the likest sentence of the event, its own apart."""
    here = view.content_words(draft.sentence)
    if not here:
        return 0
    others = {each.sentence for each in one.near} - {draft.sentence}
    return max(
        (
            100 * len(here & there) // min(len(here), len(there))
            for there in map(view.content_words, others)
            if there
        ),
        default=0,
    )


def _stem(view: View, draft: Draft) -> str:
    word = view.tokens.keys[draft.hit.first]
    return word[draft.hit.skip : len(word) - len(draft.hit.suffix)]


def _place_relation(one: Told, draft: Draft) -> str:
    if draft.site is None or draft.is_carried:
        return "none"
    here = place_id(draft.site.mention)
    own = [each for each in one.near if each.site is not None and not each.is_carried]
    if not own:
        return "first"
    if any(place_id(each.site.mention) == here for each in own if each.site):
        return "same"
    if any(here == place_id(place) for each in own for place in each.places):
        return "within"
    if any(
        place_id(each.site.mention) == place_id(place)
        for each in own
        if each.site
        for place in draft.places
    ):
        return "wider"
    return "other"


def _date_relation(one: Told, draft: Draft) -> str:
    if draft.date_span is None:
        return "none"
    dates = {each.date for each in one.near if each.date_span is not None}
    if not dates:
        return "first" if draft.date in {each.date for each in one.near} else "news"
    return "same" if draft.date in dates else "other"


def _toll_relation(one: Told, draft: Draft) -> str:
    here = {(count.what, count.low, count.high) for count in draft.counts}
    there = {(count.what, count.low, count.high) for each in one.near for count in each.counts}
    if not here or not there:
        return "none"
    if here & there:
        return "same"
    return "other" if {what for what, _, _ in here} & {what for what, _, _ in there} else "apart"


def _actors(one: Told, draft: Draft) -> str:
    here = {role.name for role in draft.actors}
    there = {role.name for each in one.near for role in each.actors}
    if not here or not there:
        return "none"
    return "same" if here & there else "other"


def place_id(mention: PlaceMention) -> str:
    """Return what tells a place apart: its id, else its name."""
    return mention.place or mention.name
