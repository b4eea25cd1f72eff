"""Counts of an event: how many were killed, wounded, detained or moved, how many strikes and vehicles.

A figure belongs to the word of an event just before it (the killing of three, the wounding of four), or just behind it
where a verb follows its subject (five soldiers were killed). Figures joined by "and" share their word. One victim or
two are counted by the form of the noun. What is left beside a strike counts its strikes, its targets and its vehicles.

Imports ``draft``, ``view``, ``resolve`` and ``types``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.engines.events.draft import Draft
from riwaya.engines.events.view import View
from riwaya.resolve import numbers
from riwaya.types import Count, CountOf, Quantity, Span

_WHAT: dict[str, CountOf] = {
    "killed": "killed", "wounded": "wounded", "missing": "missing", "killing": "killed",
    "targeted-killing": "killed", "arrest": "detained", "abduction": "detained", "release": "detained",
    "displacement": "displaced", "return": "displaced", "deport": "displaced",
    "demonstration": "protesters", "sit-in": "protesters", "strike": "protesters",
}  # fmt: skip
_BY_FORM = frozenset({"killed", "wounded", "missing", "detained"})
_MOVED = frozenset({"deploy", "attack", "clash", "aid"})
_STRUCK = frozenset({"attack", "disaster"})
_SEVERAL, _CAUSES = 3, 2
_BEHIND, _FAR, _BEFORE, _JOINED, _BESIDE = 7, 11, 5, 5, 9


class Figure(NamedTuple):
    """A quantity of a sentence, tokens ``first`` up to ``past``, its noun included; ``noun`` is the noun's token."""

    quantity: Quantity
    first: int
    past: int
    noun: int


def count(view: View, drafts: Sequence[Draft]) -> None:
    """Give each telling the counts that stand with it."""
    figures = _figures(view)
    starts = [one.first for one in figures]
    used: set[int] = set()
    for number, draft in enumerate(drafts):
        what = _WHAT.get(draft.kind.id)
        if what is not None:
            _told(_Place(view, drafts, number, figures, starts, used), what)
    for number, draft in enumerate(drafts):
        if draft.kind.family in _MOVED or draft.kind.family in _STRUCK:
            _left(_Place(view, drafts, number, figures, starts, used))


class _Place(NamedTuple):
    """A telling among the figures around it; ``used`` are those that belong to some word already."""

    view: View
    drafts: Sequence[Draft]
    number: int
    figures: Sequence[Figure]
    starts: Sequence[int]
    used: set[int]

    @property
    def draft(self) -> Draft:
        return self.drafts[self.number]

    @property
    def stop(self) -> int:
        """Return where the next word of an event begins, or the sentence ends."""
        following = self.number + 1
        past = self.view.bounds[self.draft.sentence][1]
        if following < len(self.drafts):
            return min(past, self.drafts[following].hit.first)
        return past

    def between(self, low: int, high: int) -> Iterable[int]:
        """Return the free figures that begin in tokens ``low`` up to ``high``."""
        for at in range(bisect_left(self.starts, low), bisect_left(self.starts, high)):
            if at not in self.used:
                yield at

    def add(self, at: int, what: CountOf) -> None:
        """Take a figure for this telling."""
        self.used.add(at)
        one = self.figures[at].quantity
        span = _whole(one)
        self.draft.counts.append(Count(span, what, one.low, one.high, one.approx, one.vague))


def _figures(view: View) -> list[Figure]:
    """Return the quantities of people and things, the hedged ones without the bare numbers inside them."""
    found: list[Figure] = []
    for one in sorted(
        view.extraction.quantities, key=lambda one: (one.span.start, -one.span.end, one.kind)
    ):
        if one.kind == "ordinal" or one.unit is not None:
            continue
        if found and one.span.end <= found[-1].quantity.span.end:
            continue
        span = _whole(one)
        first, past = view.tokens_of(span)
        noun = view.tokens_of(one.noun)[0] if one.noun is not None else -1
        if found and found[-1].first == first:
            found.pop()  # five fighters at least: the hedge stands behind the same number
        found.append(Figure(one, first, past, noun))
    return found


def _whole(one: Quantity) -> Span:
    noun = one.noun or one.span
    return Span(min(one.span.start, noun.start), max(one.span.end, noun.end))


def _told(place: _Place, what: CountOf) -> None:
    """Count what a word of killing, wounding, detaining tells."""
    hit = place.draft.hit
    what = _both(place, what)
    own = next((at for at in place.between(hit.first - 2, hit.past) if _ends_at(place, at)), None)
    if own is not None:
        place.add(own, _noun_says(place, own) or what)
        return
    at = _behind(place)
    if at is None and _follows_subject(place):
        at = next(iter([*place.between(hit.first - _BEFORE, hit.first)][::-1]), None)
    if at is not None:
        place.add(at, _noun_says(place, at) or what)
        _go_on(place, at, what)
    elif what in _BY_FORM:
        _by_form(place, what)


def _ends_at(place: _Place, at: int) -> bool:
    """Tell whether a figure counts the word itself: thirty dead, five detained."""
    hit = place.draft.hit
    return place.figures[at].noun == hit.first


def _both(place: _Place, what: CountOf) -> CountOf:
    """Return ``other`` for one figure of the killed and the wounded together."""
    view, hit = place.view, place.draft.hit
    neighbours = place.drafts[max(0, place.number - 1) : place.number]
    joined = any(
        each.kind.id in ("killed", "wounded", "killing")
        and each.kind.id != place.draft.kind.id
        and each.hit.past == hit.first
        and not each.counts
        and view.word_at(hit.first)[: hit.skip]
        for each in neighbours
    )
    return "other" if joined else what


def _behind(place: _Place) -> int | None:
    """Return the figure behind the word, before the next word of an event and within its clause."""
    view, hit = place.view, place.draft.hit
    reach = _FAR if hit.part in ("past", "present") else _BEHIND
    for at in place.between(hit.past, min(_open(place), hit.past + reach)):
        figure = place.figures[at]
        if view.clause_words_between(hit.past, figure.first):
            return None
        if any(view.is_a(index, "among") for index in range(hit.past, figure.first)):
            return None
        return at if _is_of_people(view, figure) else None
    return None


def _open(place: _Place) -> int:
    """Return where the words of a toll end: behind a verb, its cause may stand before the figure."""
    draft = place.draft
    past = place.view.bounds[draft.sentence][1]
    for other in place.drafts[place.number + 1 : place.number + 1 + _CAUSES]:
        resumes = other.hit.part == "noun" and other.hit.definite and draft.hit.part == "past"
        if not resumes or other.kind.id in _WHAT:
            return min(past, other.hit.first)
    return past


def _is_of_people(view: View, figure: Figure) -> bool:
    """Tell whether a figure may count people: not vehicles, not shells."""
    return figure.noun < 0 or not any(
        view.is_a(figure.noun, name) for name in ("vehicle", "arms", "unpeopled")
    )


def _follows_subject(place: _Place) -> bool:
    hit = place.draft.hit
    return hit.part == "past" and hit.skip == 0


def _noun_says(place: _Place, at: int) -> CountOf | None:
    """Return what the counted noun itself says: twenty dead."""
    figure = place.figures[at]
    if figure.noun < 0:
        return None
    if place.view.is_a(figure.noun, "toll_dead"):
        joined = place.view.is_a(figure.noun + 1, "toll_hurt")
        return "other" if joined else "killed"
    return "wounded" if place.view.is_a(figure.noun, "toll_hurt") else None


def _go_on(place: _Place, at: int, what: CountOf) -> None:
    """Take the figures joined to the first by a conjunction: eight fighters and five civilians."""
    past = place.figures[at].past
    for other in list(place.between(past, min(place.stop, past + 2 * _JOINED))):
        figure = place.figures[other]
        word = place.view.tokens.keys[figure.first]
        written = place.view.document.text[
            place.view.tokens.starts[figure.first] : _whole(figure.quantity).start
        ]
        joined = bool(written) or place.view.word_at(figure.first - 1) in place.view.lexicon.joined
        if not joined or figure.first - past > _JOINED or not word:
            return
        if not _is_of_people(place.view, figure):
            return
        place.add(other, _noun_says(place, other) or what)
        past = figure.past


def _by_form(place: _Place, what: CountOf) -> None:
    """Count a victim by the form of its noun: a soldier, two soldiers; a man and a woman are two."""
    view, hit = place.view, place.draft.hit
    indices = list(range(hit.past, min(place.stop, hit.past + 2)))
    if _follows_subject(place):
        indices += [hit.first - 1, hit.first - 2]
    for index in indices:
        one = _victim(view, index)
        if one is not None:
            other = next(
                (
                    each
                    for at in range(index + 1, min(place.stop, index + 3))
                    if view.word_at(at)[:1] in view.lexicon.joined
                    and (each := _victim(view, at)) is not None
                ),
                None,
            )
            both = other is not None and one.low == other.low == 1 and index >= hit.past
            low = 2 if both else one.low
            high = 2 if both else one.high
            span = Span(one.span.start, other.span.end) if both and other else one.span
            place.draft.counts.append(Count(span, what, low, high, one.approx, one.vague))
            return


def _victim(view: View, index: int) -> Quantity | None:
    """Return one or two people that a noun tells by its form."""
    if not 0 <= index < len(view.tokens):
        return None
    one = numbers.count_of(view.tokens, index)
    if one is None or one.vague:
        return None
    return one if one.low == 2 or view.is_a(index, "victim") else None


def _left(place: _Place) -> None:
    """Take the figures beside a strike that no toll took: strikes, targets, vehicles, forces."""
    view, draft = place.view, place.draft
    hit = draft.hit
    for at in list(place.between(hit.first - 3, min(place.stop, hit.past + _BESIDE))):
        figure = place.figures[at]
        subject = view.is_a(figure.noun, "soldier") and figure.past >= hit.first - 1
        if figure.first < hit.first and figure.noun != hit.first and not subject:
            continue
        what = _thing(view, draft, figure)
        if what is not None:
            place.add(at, what)
    if draft.kind.family in _STRUCK and not any(one.what == "vehicles" for one in draft.counts):
        _vehicle(place)


def _thing(view: View, draft: Draft, figure: Figure) -> CountOf | None:
    if figure.noun < 0 or (figure.quantity.vague and figure.quantity.low == _SEVERAL):
        return None
    if view.is_a(figure.noun, "vehicle"):
        return "vehicles"
    if view.is_a(figure.noun, "soldier") and draft.kind.family in _MOVED:
        return "personnel"
    struck = draft.kind.family in _STRUCK
    return (
        "other"
        if struck and (view.is_a(figure.noun, "arms") or figure.noun == draft.hit.first)
        else None
    )


def _vehicle(place: _Place) -> None:
    """Count the one or two vehicles that a strike hits, by the form of the noun."""
    view, hit = place.view, place.draft.hit
    for index in range(hit.past, min(place.stop, hit.past + 5)):
        if view.is_a(index, "vehicle"):
            if view.is_a(index, "aircraft") or view.is_a(index + 1, "aircraft"):
                return  # what strikes, not what is struck
            one = numbers.count_of(view.tokens, index)
            alone = view.tokens.starts[index] == (one.span.start if one else -1)
            if one is not None and not one.vague and alone:
                place.draft.counts.append(Count(one.span, "vehicles", one.low, one.high))
            return
