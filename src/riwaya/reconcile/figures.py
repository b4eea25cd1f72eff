"""What sources say of one event in figures, places, days and causes: what differs, and what only grows.

Only sources are compared, each by its one answer: who gives two figures counts parts of a whole. Answers that can both
hold are none: a range around a figure, the dead of two groups, a district and its village.

Imports ``lexicon``, ``text``, ``types`` and the rules beside it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from riwaya.lexicon.modality import Mark
from riwaya.reconcile.claims import Made
from riwaya.reconcile.holders import Held, Holders
from riwaya.reconcile.scope import Scope
from riwaya.types import (
    About,
    Attribution,
    Count,
    CountOf,
    Dispute,
    Event,
    Extraction,
    PlaceMention,
    Position,
    Span,
    Update,
)

T = TypeVar("T")
_Thing = tuple[Span, tuple[str, object]]

_TOWN, _STATE, _NEAR, _BEHIND = 3, 6, 120, 40
_APART = 100
"""How many characters lie between two tellings of a place, where the later is no part of one address."""
_CAUSES = frozenset({"attack", "clash", "disaster"})


class Answer(NamedTuple):
    """What one source says: ``what`` is compared, ``value`` is shown; ``claims`` are its claims on the event."""

    voice: str
    value: str
    what: object
    span: Span
    claims: tuple[int, ...]


class _Around:
    """What stands near an offset: triggers of possible causes, and days."""

    __slots__ = ("_causes", "_days")

    def __init__(self, extraction: Extraction) -> None:
        self._causes = sorted(
            (trigger.span, number)
            for number, event in enumerate(extraction.events)
            if event.family in _CAUSES
            for trigger in event.mentions
        )
        self._days = sorted(
            (time.span, time.value)
            for time in extraction.times
            if time.kind == "date" and time.precision == "day" and time.value
        )

    def causes(self, span: Span) -> list[tuple[Span, int]]:
        """Return the triggers of events that may bring about another, near a span."""
        return _near(self._causes, span, _NEAR)

    def days(self, span: Span) -> list[tuple[Span, str]]:
        """Return the days beside a span."""
        return _near(self._days, span, _NEAR // 2)


def _near(things: list[tuple[Span, T]], span: Span, reach: int) -> list[tuple[Span, T]]:
    first = bisect_left(things, span.start - reach, key=lambda each: each[0].start)
    past = bisect_left(things, span.end + reach, key=lambda each: each[0].start)
    return things[first:past]


class _Event(NamedTuple):
    """An event with the indices of its claims by statement."""

    scope: Scope
    extraction: Extraction
    number: int
    claims: dict[int | None, int]
    around: _Around
    holders: Holders

    @property
    def event(self) -> Event:
        return self.extraction.events[self.number]


def find(
    scope: Scope, extraction: Extraction, made: Sequence[Made], *, holders: Holders
) -> Iterator[Dispute | Update]:
    """Yield what sources dispute of the events that they agree on, and what a later word only adds."""
    by_event: dict[int, dict[int | None, int]] = {}
    for number, each in enumerate(made):
        if each.claim.stance == "affirm":
            by_event.setdefault(each.claim.event, {})[each.claim.statement] = number
    shared = [number for number in sorted(by_event) if len(by_event[number]) > 1]
    if shared:
        around = _Around(extraction)
        for number in shared:
            one = _Event(scope, extraction, number, by_event[number], around, holders)
            yield from _counts(one)
            yield from _refined(one)
            yield from _differing(one, "place", _places(one, made), _are_apart)
            yield from _differing(one, "date", _days(one), _is_another_day)
            if one.event.family == "casualties":
                yield from _differing(one, "cause", _causes(one, made), _is_another)


def _voice(statements: Sequence[Attribution], number: int) -> str:
    origin = statements[number].origin
    return origin.name if origin is not None else ""


def _answers(one: _Event, held: Sequence[Held[tuple[str, object]]]) -> list[Answer]:
    """Return the one answer of each source; sources that give several are left out."""
    found: dict[str, list[Answer]] = {}
    for each in held:
        claim = one.claims.get(each.statement)
        if each.statement is None or claim is None:
            continue
        voice = _voice(one.extraction.attributions, each.statement)
        value, what = each.what
        answers = found.setdefault(voice, [])
        if what not in [known.what for known in answers]:
            answers.append(Answer(voice, value, what, each.span, (claim,)))
    return [answers[0] for answers in found.values() if len(answers) == 1]


def _differing(
    one: _Event,
    about: About,
    answers: list[Answer],
    differ: Callable[[Answer, Answer], bool],
) -> Iterator[Dispute]:
    """Yield a dispute where two sources give answers that cannot both hold; like answers are one position."""
    if not any(differ(first, other) for first, other in combinations(answers, 2)):
        return
    positions: list[list[Answer]] = []
    for answer in answers:
        same = next((side for side in positions if not differ(side[0], answer)), None)
        if same is None:
            positions.append([answer])
        else:
            same.append(answer)
    yield Dispute(
        event=one.number, about=about, positions=tuple(_position(side) for side in positions)
    )


def _position(side: Sequence[Answer]) -> Position:
    return Position(side[0].value, tuple(claim for answer in side for claim in answer.claims))


# --- counts ---


def _counts(one: _Event) -> Iterator[Dispute | Update]:
    sorts = [count.what for count in one.event.counts if count.what != "other"]
    for what in dict.fromkeys(sorts):
        if sorts.count(what) > 1:
            told = [count for count in one.event.counts if count.what == what]
            yield from _of_one_sort(one, what, told)


def _of_one_sort(one: _Event, what: CountOf, told: Sequence[Count]) -> Iterator[Dispute | Update]:
    text = one.scope.text
    things: list[_Thing] = [(count.span, (count.span.of(text), count)) for count in told]
    answers = _answers(one, list(one.holders.whose(things)))
    for earlier, later in combinations(answers, 2):
        if not _is_other_figure(one, earlier, later):
            continue
        if one.scope.is_governed(later.span, max(0, later.span.start - _NEAR), Mark.GROWN):
            yield Update(
                event=one.number,
                kind="growth",
                about="count",
                earlier=_position([earlier]),
                later=_position([later]),
                what=what,
            )
            continue
        sides = (_position([earlier]), _position([later]))
        yield Dispute(event=one.number, about="count", positions=sides, what=what)
        return  # two sources that disagree are enough; a third joins neither by force


def _is_other_figure(one: _Event, earlier: Answer, later: Answer) -> bool:
    """Tell whether two figures exclude each other: of one group, and without a common value."""
    first, other = earlier.what, later.what
    if not (isinstance(first, Count) and isinstance(other, Count)):
        return False
    low, high = max(_low(first), _low(other)), min(_high(first), _high(other))
    return low > high and one.scope.is_same_group(first.span, other.span)


def _low(count: Count) -> float:
    return float("-inf") if count.low is None else count.low


def _high(count: Count) -> float:
    return float("inf") if count.high is None else count.high


# --- places and days ---


def _places(one: _Event, made: Sequence[Made]) -> list[Answer]:
    """Return the town that each source names right behind the event; what stands elsewhere may be another thing's."""
    told = [place for place in one.event.places if place.place and _is_town(place)]
    if len({place.place for place in told}) < 2:
        return []
    ends = [made[number].claim.evidence.end for number in one.claims.values()]
    things: list[_Thing] = [
        (place.span, (place.name, place))
        for place in told
        if any(0 <= place.span.start - end <= _BEHIND for end in ends)
    ]
    return _answers(one, list(one.holders.whose(things)))


def _is_town(place: PlaceMention) -> bool:
    return place.where_prec is None or place.where_prec <= _TOWN


def _is_state(place: PlaceMention) -> bool:
    return place.kind == "country" or (place.where_prec or 0) >= _STATE


def _are_apart(first: Answer, other: Answer) -> bool:
    """Tell whether one event cannot be in both places: neither lies in the other or in a common district."""
    here, there = first.what, other.what
    if not (isinstance(here, PlaceMention) and isinstance(there, PlaceMention)):
        return False
    around_here, around_there = {here.place, *here.parents[:-1]}, {there.place, *there.parents[:-1]}
    return around_here.isdisjoint(around_there)


def _refined(one: _Event) -> Iterator[Update]:
    """Yield an update where a later telling names a place inside the first one."""
    known = (place for place in one.event.places if place.place and not _is_state(place))
    told = sorted(known, key=lambda place: place.span)
    for place in told[1:]:
        first = told[0]
        if (
            first.place in place.parents
            and first.name != place.name
            and place.span.start - first.span.end > _APART
        ):
            held = list(one.holders.whose([(each.span, each) for each in (first, place)]))
            claims = [one.claims.get(each.statement) for each in held]
            if len(held) == 2 and claims[0] is not None and claims[1] is not None:
                earlier = Position(first.name, (claims[0],))
                later = Position(place.name, (claims[1],))
                yield Update(
                    event=one.number,
                    kind="refinement",
                    about="place",
                    earlier=earlier,
                    later=later,
                )
                return


def _days(one: _Event) -> list[Answer]:
    """Return the day that each source gives beside the event."""
    near = {span: day for told in one.event.mentions for span, day in one.around.days(told.span)}
    if len(set(near.values())) < 2:
        return []
    things: list[_Thing] = [(at, (day, day)) for at, day in near.items()]
    return _answers(one, list(one.holders.whose(things)))


def _is_another_day(first: Answer, other: Answer) -> bool:
    return first.what != other.what


# --- causes ---


def _causes(one: _Event, made: Sequence[Made]) -> list[Answer]:
    """Return what each source says brought about the deaths: the other event beside them."""
    text, things = one.scope.text, list[_Thing]()
    for number in one.claims.values():
        span = made[number].claim.evidence
        things += [
            (cause, (cause.of(text), other))
            for cause, other in one.around.causes(span)
            if one.scope.is_cause(cause, span)
        ]
    return _answers(one, list(one.holders.whose(things)))


def _is_another(first: Answer, other: Answer) -> bool:
    return first.what != other.what
