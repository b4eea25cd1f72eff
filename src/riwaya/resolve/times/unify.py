"""Joining atoms that stand together: a weekday and its date, a part of the day and its day, a month and its year.

Imports ``atoms``, ``clocks`` and ``moments``.
"""

import msgspec

from riwaya.resolve.times.atoms import DASHES, OVERNIGHT, Atom, skip
from riwaya.resolve.times.clocks import move
from riwaya.resolve.times.moments import Moment, Stretch
from riwaya.resolve.times.vocabulary import Hit, View, words_of

_WIDEST = 4  # tokens between two atoms of one expression
_SLASHES = frozenset(("/", "\\", *DASHES))
_FITTING = frozenset(
    (
        ("today", "weekday"), ("weekday", "today"), ("today", "day"), ("weekday", "day"),
        ("day", "weekday"), ("day", "today"), ("weekday", "week"), ("week", "weekday"),
        ("nth", "month"), ("nth", "month-shift"), ("month", "year"), ("day", "year"),
        ("month", "year-shift"), ("day", "year-shift"), ("season", "year"), ("month", "same"),
        ("day", "same"), ("season", "year-shift"), ("year-shift", "year"), ("year-shift", "month"),
    )
)  # fmt: skip
"""Which kinds of date may describe one day or unit together, in this order."""


class Gap(msgspec.Struct, frozen=True, gc=False):
    """What stands between two atoms."""

    comma: bool = False
    slash: bool = False
    opened: bool = False
    between: bool = False
    words: bool = False


def join(view: View, atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with those joined that say one time together."""
    joined: list[Atom] = []
    for atom in atoms:
        current = atom
        while joined:
            both = _both(view, joined[-1], current)
            if both is None:
                break
            joined.pop()
            current = both
        joined.append(current)
    return joined


def _both(view: View, one: Atom, two: Atom) -> Atom | None:
    if two.first - one.past > _WIDEST:
        return None
    night = _night(view, one, two)
    if night is not None:
        return night
    gap = _gap(view, one.past, two.first)
    if gap is None or _conjoined(view, two.first):
        return None
    meaning = _meaning(one, two, gap)
    if meaning is None:
        return None
    past = skip(view, two.past, ")") if gap.opened else two.past
    loose = (one.loose or two.loose) and isinstance(meaning, Moment) and not _parted(one, two)
    between = gap.between or one.between
    return Atom(one.first, past, meaning, loose=loose, between=between, flags=one.flags + two.flags)


def _parted(one: Atom, two: Atom) -> bool:
    """Tell whether one of the two tells the part of the day."""
    return any(atom.moment is not None and atom.moment.part is not None for atom in (one, two))


def _conjoined(view: View, index: int) -> bool:
    """Tell whether "and" or "to" is written on to a word."""
    hit = next(view.hits(index), None)
    return (
        hit is not None
        and hit.lead != ""
        and (hit.lead in words_of("tense.conjunctions") or hit.definite)
    )


def _gap(view: View, first: int, past: int) -> Gap | None:
    comma = slash = opened = between = words = False
    index = first
    while index < past:
        key = view.key(index)
        hit = view.at(index, "glue", "unit", "between", "in")
        if key in words_of("marks.commas"):
            comma = True
        elif key in _SLASHES:
            slash = True
        elif key == "(":
            opened = True
        elif hit is None or not _is_gap_word(hit):
            return None
        else:
            between = between or hit.word.kind == "between"
            words = True
            index += hit.width - 1
        index += 1
    return Gap(comma, slash, opened, between, words) if index == past else None


def _is_gap_word(hit: Hit) -> bool:
    """Tell whether a word may stand inside an expression: no "and" before it, and of units only "day", "year"."""
    if hit.lead in words_of("tense.conjunctions"):
        return False
    return hit.word.kind != "unit" or (hit.word.n == 1 and not hit.definite)


def _night(view: View, one: Atom, two: Atom) -> Atom | None:
    """Read "the night of Saturday to Sunday": the night of the first day."""
    said, next_day = one.moment, two.moment
    if said is None or next_day is None or said.part is None or said.weekday is None:
        return None
    if next_day.weekday != said.weekday % 7 + 1 or next_day != Moment(weekday=next_day.weekday):
        return None
    gap = range(one.past, two.first)
    if any(view.key(i) not in _SLASHES and not view.at(i, "to", "glue", "and") for i in gap):
        return None
    if said.phase == "middle":  # the midnight between the two is the second day's first hour
        midnight = msgspec.structs.replace(next_day, clock="00:00")
        return Atom(one.first, two.past, midnight, flags=one.flags)
    return msgspec.structs.replace(one, past=two.past, flags=(*one.flags, OVERNIGHT))


def _meaning(one: Atom, two: Atom, gap: Gap) -> Moment | Stretch | None:
    if one.moment is not None and two.moment is not None:
        return unify(one, two, gap)
    for stretch, moment in ((one.stretch, two.moment), (two.stretch, one.moment)):
        if stretch is not None and moment is not None:
            return _dated(stretch, moment)
    return None


def _dated(stretch: Stretch, day: Moment) -> Stretch | None:
    """Return a stretch of hours with the day that stands beside it."""
    if stretch.start is None or stretch.end is None or day.has_time or day.finest != "day":
        return None
    if any(not end.has_time or end.has_date for end in (stretch.start, stretch.end)):
        return None
    fields = {name: getattr(day, name) for name in day.__struct_fields__ if getattr(day, name)}
    fields |= {"offset": day.offset}
    start = msgspec.structs.replace(stretch.start, **fields)
    return Stretch(start, msgspec.structs.replace(stretch.end, **fields))


def unify(one: Atom, two: Atom, gap: Gap) -> Moment | None:
    """Return the moment that two atoms say together, or None where they do not fit."""
    left, right = one.moment, two.moment
    if left is None or right is None:
        return None
    if left.has_date and right.has_date:
        if not _dates_fit(left, right, gap):
            return None
    elif (left.has_time == right.has_time and not _times_fit(one, two)) or (
        gap.slash and not (left.day and right.clock)
    ):
        return None
    if left.has_time and right.has_time:
        if not _times_fit(one, two):
            return None
        return _moved(left, right)
    return _merged(left, right)


def _times_fit(one: Atom, two: Atom) -> bool:
    """Tell whether a clock and a part of the day stand together."""
    clock, part = (one, two) if one.moment and one.moment.clock else (two, one)
    return (
        clock.loose
        and clock.moment is not None
        and clock.moment.clock is not None
        and part.moment is not None
        and part.moment.clock is None
    )


def _moved(left: Moment, right: Moment) -> Moment | None:
    part = left.part or right.part
    clock = left.clock or right.clock or ""
    bare = [msgspec.structs.replace(each, part=None, clock=None) for each in (left, right)]
    both = _merged(*bare)
    return None if both is None else msgspec.structs.replace(both, clock=move(clock, part))


def _kind(moment: Moment) -> str:
    if moment.same == "day":
        return "other"
    if moment.nth is not None and moment.weekday is not None and moment.month is None:
        return "nth"
    if moment.day is not None or (moment.nth is not None and moment.month is not None):
        return "day"
    if moment.weekday is not None:
        return "weekday" if moment.offset is None else "today"
    if moment.month is not None:
        return "month"
    if moment.season is not None:
        return "season"
    if moment.year is not None:
        return "year"
    if moment.same is not None:
        return "same"
    shifts = {"day": "today", "week": "week", "month": "month-shift", "year": "year-shift"}
    return shifts.get(moment.unit or "", "other")


def _dates_fit(left: Moment, right: Moment, gap: Gap) -> bool:
    kinds = _kind(left), _kind(right)
    if kinds not in _FITTING:
        return False
    if (gap.comma or gap.slash or gap.opened) and kinds[1] in ("year-shift", "week", "month-shift"):
        return False
    if kinds[1] == "year" and gap.words and kinds[0] != "season":
        return left.year is None
    return not (gap.slash and kinds[0] == "today")


def _merged(left: Moment, right: Moment) -> Moment | None:
    fields = {}
    for name in left.__struct_fields__:
        one, two = getattr(left, name), getattr(right, name)
        if one is not None and two is not None and one != two and name not in ("hijri", "turn"):
            return None
        fields[name] = (one or two) if name == "hijri" else two if one is None else one
    return Moment(**fields)
