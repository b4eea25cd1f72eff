"""Where: which of the places around a telling is that of the event, by a small model.

The candidates are the places of its sentence, those of the sentence before, and the place of the event told before it.

Imports ``draft``, ``model`` and ``types``.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.engines.events.draft import Draft, Site
from riwaya.engines.events.model import Model, bucket
from riwaya.engines.events.view import View
from riwaya.types import PlaceMention

_ORDER = {
    "building": 0,
    "spot": 0,
    "village": 0,
    "town": 1,
    "district": 2,
    "province": 3,
    "state": 4,
}
_CHAIN, _NEAR = 3, 8
_CANDIDATES = 6
"""So many places of a sentence on either side of a telling are weighed for it."""


class Candidate(NamedTuple):
    """A place that a telling may have; ``carried`` says from where, empty for its own sentence."""

    site: Site
    carried: str = ""


def fill(view: View, drafts: Sequence[Draft], model: Model) -> None:
    """Give each telling its places, the most precise first."""
    for number, draft in enumerate(drafts):
        best, top = None, -math.inf
        for one in candidates(view, drafts, number):
            score = model.score(features(view, drafts, number, one))
            if score > top:
                best, top = one, score
        if best is not None:
            draft.site, draft.is_carried, draft.site_score = best.site, bool(best.carried), top
            draft.places = _chain(view, best)


def candidates(view: View, drafts: Sequence[Draft], number: int) -> Iterator[Candidate]:
    """Yield the places that may be those of a telling."""
    draft = drafts[number]
    own = view.sites_near(draft.sentence, draft.hit.first, _CANDIDATES)
    for site in own:
        yield Candidate(site)
    if any(site.width != "state" and not view.in_name(site) for site in own):
        return  # only a sentence without a place of its own goes on where the story was
    before = drafts[number - 1].site if number else None
    if before is not None:
        yield Candidate(before, "event")
    if draft.sentence:
        for site in view.sites[draft.sentence - 1][:_CHAIN]:
            yield Candidate(site, "sentence")
    first = drafts[0].site
    if number and first is not None:
        yield Candidate(first, "story")


def features(view: View, drafts: Sequence[Draft], number: int, one: Candidate) -> list[str]:
    """Return what speaks for or against a place."""
    draft = drafts[number]
    width = one.site.width
    if one.carried:
        return _carried(view, drafts, number, one, width)
    hit, site = draft.hit, one.site
    behind = site.first >= hit.first
    side = "behind" if behind else "before"
    gap = site.first - hit.past if behind else hit.first - site.past
    low, high = (hit.past, site.first) if behind else (site.past, hit.first)
    hits = view.hits_between(low, high)
    rank = view.sites_between(draft.sentence, low, high)
    finer = view.finer_beside(draft.sentence, site)
    word = view.word_before(site)
    clauses = view.clauses_between(low, high)
    family = draft.kind.family
    opens = view.is_first_of_chain(draft.sentence, site)
    return [
        f"{side} {bucket(gap, 0, 1, 3, 5, 8, 12, 20, 30)}",
        f"{side} rank {bucket(rank, 0, 1, 2)}",
        f"{side} events between {bucket(hits, 0, 1, 2)}",
        f"{side} clauses between {bucket(clauses, 0, 1, 2)}",
        f"width {width}",
        f"width {width} {side}",
        f"finer beside {finer}",
        f"finer beside {finer} rank {bucket(rank, 0, 1)}",
        f"word {word}",
        f"word {word} {side}",
        f"{family} {side}",
        f"part {hit.part} {side}",
        f"acts {view.acts(site)}",
        f"in a name {view.in_name(site)}",
        f"quoted alike {view.content_of(site.mention.span.start) == draft.trigger.within}",
        f"alone {len(view.sites[draft.sentence]) == 1}",
        f"alone {len(view.sites[draft.sentence]) == 1} width {width}",
        f"made {site.mention.place is None} {side}",
        f"width {width} {side} rank {bucket(rank, 0, 1, 2)}",
        f"width {width} {side} {bucket(gap, 1, 4, 8, 14, 24)}",
        f"width {width} family {family}",
        f"opens a chain {opens} finer beside {finer}",
        f"opens a chain {opens} {side} rank {bucket(rank, 0, 1, 2)}",
        f"before that {view.word_at(site.first - 2)}",
        f"told {bucket(view.times_told(site), 1, 2, 4)}",
        f"told {bucket(view.times_told(site), 1, 2, 4)} width {width}",
        f"as before {_as_before(drafts, number, site)} same sentence {_same_sentence(drafts, number)}",
        f"countryside {site.mention.name != site.mention.span.of(view.document.text)} {side}",
        f"leads {view.word_at(hit.past)} {side}" if behind else f"clauses {clauses > 0} before",
        f"modality {draft.trigger.modality} width {width}",
    ]


def _as_before(drafts: Sequence[Draft], number: int, site: Site) -> bool:
    """Tell whether the event told before has this place."""
    before = drafts[number - 1].site if number else None
    return before is not None and before.mention.name == site.mention.name


def _same_sentence(drafts: Sequence[Draft], number: int) -> bool:
    return number > 0 and drafts[number - 1].sentence == drafts[number].sentence


def _carried(
    view: View, drafts: Sequence[Draft], number: int, one: Candidate, width: str
) -> list[str]:
    draft = drafts[number]
    source = drafts[number - 1] if one.carried == "event" else drafts[0]
    far = bucket(draft.sentence - source.sentence, 0, 1, 2, 4)
    own = bucket(len(view.sites[draft.sentence]), 0, 1)
    same = source.kind.family == draft.kind.family
    told = f"{draft.hit.part}{' definite' if draft.hit.definite else ''}"
    return [
        f"from {one.carried}",
        f"from {one.carried} far {far}",
        f"from {one.carried} own places {own}",
        f"from {one.carried} width {width}",
        f"from {one.carried} same family {same}",
        f"from {one.carried} {told}",
        f"from {one.carried} far {far} own places {own}",
    ]


def _chain(view: View, best: Candidate) -> list[PlaceMention]:
    """Return the place with those told in one breath with it, the wider behind."""
    sites = view.sites[view.sentence_at(best.site.mention.span.start)]
    low = high = best.site.number
    while (
        low > best.site.number - _NEAR and low and sites[low].first - sites[low - 1].past <= _CHAIN
    ):
        low -= 1
    while (
        high < best.site.number + _NEAR
        and high + 1 < len(sites)
        and sites[high + 1].first - sites[high].past <= _CHAIN
    ):
        high += 1
    once = {best.site.mention.name: best.site.mention}
    for one in sorted(sites[low : high + 1], key=lambda one: _ORDER[one.width]):
        once.setdefault(one.mention.name, one.mention)
    return list(once.values())
