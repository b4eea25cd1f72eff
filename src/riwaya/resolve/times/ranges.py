"""Ranges of two moments that "to", a dash, or "between .. and" connects.

Imports ``atoms``, ``amounts`` and ``clocks``.
"""

import msgspec

from riwaya.resolve.times.amounts import joined
from riwaya.resolve.times.atoms import DASHES, Atom, pass_over
from riwaya.resolve.times.clocks import move
from riwaya.resolve.times.moments import Moment, Stretch
from riwaya.resolve.times.vocabulary import View, words_of

_CARRIED = ("offset", "unit", "year", "month", "turn", "hijri", "day", "weekday", "zone")


def between(view: View, one: Atom, two: Atom) -> Atom | None:
    """Return the stretch of two moments that "to", a dash, or "between .. and" connects."""
    end = two.moment
    start, since = one.moment, False
    if (
        start is None
        and one.stretch is not None
        and one.stretch.end is None
        and not one.stretch.strict
    ):
        start, since = one.stretch.start, True
    if start is None or end is None or (start.has_time != end.has_time and since):
        return None
    if not _connected(view, one, two):
        return None
    ends = _share(start, end, one.loose, two.loose)
    if ends is None:
        return None
    first = one.first
    opening = None if since else view.before(first, "between", "onward", "from")
    return Atom(first if opening is None else opening[0], two.past, Stretch(*ends))


def _connected(view: View, one: Atom, two: Atom) -> bool:
    index = pass_over(view, one.past, "comma")
    if view.key(index) in DASHES and index + 1 == two.first:
        return True
    hit = view.at(index, "to")
    if hit is not None:
        return pass_over(view, index + hit.width, "hedge", "glue", "phase") == two.first
    lead = next((hit.lead for hit in view.hits(two.first) if hit.definite), "")
    if index == two.first and lead and lead not in words_of("tense.conjunctions"):
        return lead in words_of("marks.to_letter")
    between = one.between or view.before(one.first, "between") is not None
    return between and joined(view, index) in (two.first, two.first - 1) and two.first - index <= 2


def _share(
    start: Moment, end: Moment, loose: bool, loose_end: bool
) -> tuple[Moment, Moment] | None:
    """Give each end of a range what was said only once."""
    if start.has_time and end.has_time:
        start, end = _share_clock(start, end, loose, loose_end)
    elif start.has_time != end.has_time:
        start = msgspec.structs.replace(start, clock=None, part=None)
        end = msgspec.structs.replace(end, clock=None, part=None)
    if start.has_date and not end.has_date:
        end = _carry(start, end)
    elif end.has_date and not start.has_date:
        start = _carry(end, start)
    elif start.weekday and end.weekday and start.offset is not None and end.offset is None:
        end = msgspec.structs.replace(end, offset=start.offset, unit=start.unit)
    elif start.month and end.month and start.year is None and end.year is not None:
        year = end.year - ((start.month, start.day or 0) > (end.month, end.day or 99))
        start = msgspec.structs.replace(start, year=year)
    return start, end


def _carry(source: Moment, target: Moment) -> Moment:
    return msgspec.structs.replace(target, **{name: getattr(source, name) for name in _CARRIED})


def _share_clock(start: Moment, end: Moment, loose: bool, loose_end: bool) -> tuple[Moment, Moment]:
    """Put an hour whose half of the day was not said where the other end's is."""
    one, two = start.clock, end.clock
    if one is None or two is None or loose == loose_end:
        return start, end
    if loose and two >= "12:00" and move(one, "EV") <= two:
        return msgspec.structs.replace(start, clock=move(one, "EV")), end
    if loose_end and one >= "12:00" and move(two, "EV") >= one:
        return start, msgspec.structs.replace(end, clock=move(two, "EV"))
    return start, end
