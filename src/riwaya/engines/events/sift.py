"""Which words of events tell of an event here, by a small model: the same word describes, compares and recalls.

Imports ``draft``, ``model`` and ``types``.
"""

from collections.abc import Sequence

import msgspec

from riwaya.engines.events.draft import Draft
from riwaya.engines.events.model import Model, bucket
from riwaya.engines.events.view import View

_LEAD = 3
_KILLING = "killing"


def kept(view: View, drafts: Sequence[Draft], model: Model) -> list[Draft]:
    """Return the tellings that the model takes for events; tolls are kept for the events that they belong to."""
    found = []
    for number, draft in enumerate(drafts):
        draft.weight = model.score(features(view, drafts, number))
        if draft.weight <= 0 and draft.kind.id == _KILLING:
            # who was killed still counts for the event that killed them
            draft.kind = view.killed
            draft.trigger = msgspec.structs.replace(draft.trigger, type=draft.kind.id)
        if draft.weight > 0 or draft.kind.family == "casualties":
            found.append(draft)
    return found


def features(view: View, drafts: Sequence[Draft], number: int) -> list[str]:
    """Return what speaks for or against a word being an event."""
    draft = drafts[number]
    hit, kind, keys = draft.hit, draft.kind, view.tokens.keys
    word = keys[hit.first]
    stem = word[hit.skip : len(word) - len(hit.suffix)]
    told = f"{hit.part}{' definite' if hit.definite else ''}"
    before, behind = view.word_at(hit.first - 1), view.word_at(hit.past)
    earlier = _beside(drafts, number, -1)
    later = _beside(drafts, number, 1)
    return [
        f"type {kind.id}",
        f"type {kind.id} {told}",
        f"family {kind.family} {told}",
        f"stem {stem}",
        f"stem {stem} {told}",
        f"told {told}",
        f"clitic {word[: hit.skip]} {hit.part}",
        f"before {before}",
        f"before {before} {hit.part}",
        f"behind {behind}",
        f"earlier {earlier}",
        f"earlier {earlier} here {kind.family}",
        f"later {later}",
        f"later {later} here {kind.family}",
        f"sentence {bucket(draft.sentence, 0, 1, 2, 4, 8)}",
        f"family {kind.family} lead {draft.sentence <= _LEAD}",
        f"related {view.is_related(hit.first)} {hit.part}",
        f"related {view.is_related(hit.first)} type {kind.id}",
        f"said {draft.trigger.within is not None}",
        f"mode {draft.trigger.polarity} {draft.trigger.modality}",
        f"in a name {view.inside_name(draft.trigger.span)}",
        f"plural {hit.plural} {hit.part}",
        f"armed {bucket(view.armed, 0, 2, 5, 10, 20)}",
        f"armed {bucket(view.armed, 0, 2, 5)} family {kind.family}",
        f"before {before} type {kind.id}",
        f"before that {view.word_at(hit.first - 2)}",
        f"behind that {view.word_at(hit.past + 1)}",
        f"behind {view.shape_at(hit.past)} {hit.part}",
        f"behind {view.shape_at(hit.past)} type {kind.id}",
        f"before {view.shape_at(hit.first - 1)} {hit.part}",
        f"stance {view.stance_of(draft.trigger.within)}",
        f"stance {view.stance_of(draft.trigger.within)} {kind.family}",
        f"repeats the headline {view.repeats_headline(draft.sentence)}",
        f"sites {bucket(len(view.sites[draft.sentence]), 0, 1, 3)}",
    ]


def _beside(drafts: Sequence[Draft], number: int, step: int) -> str:
    """Return the family of the neighbour in the same sentence, and whether it is close."""
    other = number + step
    draft = drafts[number]
    if not 0 <= other < len(drafts) or drafts[other].sentence != draft.sentence:
        return "none"
    gap = abs(drafts[other].hit.first - draft.hit.first)
    return f"{drafts[other].kind.family} {bucket(gap, 2, 5, 10)}"
