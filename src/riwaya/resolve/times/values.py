"""From what was said to a value: EDTF dates, times of day on their day, ISO 8601 durations.

Imports ``periods`` and ``moments``.
"""

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from riwaya.resolve.times.moments import Moment, Stretch, write
from riwaya.resolve.times.periods import NO_SUCH_DAY, Anchor, settle
from riwaya.types import Span, TimeExpression

_SPANS = frozenset(("week", "decade", "century", "quarter", "half-year"))
_CLOCKED = {"hour": 3600, "minute": 60, "second": 1}


Kind = Literal["date", "date_range", "time", "duration"]


class Value(msgspec.Struct, frozen=True, gc=False):
    """A value with its kind and precision, the day it begins on, and the ``last`` one where it is longer."""

    kind: Kind
    text: str
    precision: str
    day: date | None
    flags: tuple[str, ...] = ()
    last: date | None = None


def anchored(published: str | None) -> Anchor:
    """Return the anchor of an ISO 8601 day or instant; an unreadable one is unknown."""
    if not published:
        return Anchor()
    try:
        instant = datetime.fromisoformat(published)
    except ValueError:
        return Anchor()
    return Anchor(instant.date(), instant if len(published) > 10 else None)


def value_of(meaning: Moment | Stretch, anchor: Anchor, near: date | None = None) -> Value | None:
    """Return the value of a meaning; ``near`` is the day a mere time of day belongs to."""
    if isinstance(meaning, Moment):
        return _moment(meaning, anchor, near)
    return _stretch(meaning, anchor, near)


def _moment(moment: Moment, anchor: Anchor, near: date | None) -> Value | None:
    if not moment.has_date:
        when = near or anchor.day
        text = ("" if when is None else when.isoformat()) + _time(moment)
        return Value("time", text, _time_precision(moment), when)
    period = settle(moment, anchor)
    if period is None:
        return None
    if moment.has_time and period.precision == "day":
        text = period.text + _time(moment)
        return Value("time", text, _time_precision(moment), period.first, period.flags)
    if moment.unit in _CLOCKED and anchor.instant is not None:
        when = anchor.instant + timedelta(seconds=_CLOCKED[moment.unit] * (moment.offset or 0))
        shape = "%Y-%m-%dT%H:%M:%S" if when.second else "%Y-%m-%dT%H:%M"
        return Value("time", when.strftime(shape), "minute", when.date())
    ranged = "/" in period.text or period.precision in _SPANS
    kind: Kind = "date_range" if ranged else "date"
    return Value(kind, period.text, period.precision, period.first, period.flags, period.last)


def _time(moment: Moment) -> str:
    if moment.clock is None:
        return f"T{moment.part}"
    return f"T{moment.clock}{moment.zone or ''}"


def _time_precision(moment: Moment) -> str:
    if moment.clock is None:
        return "part-of-day"
    return "second" if moment.clock.count(":") > 1 else "minute"


# --------------------------------------------------------------- stretches


def _stretch(stretch: Stretch, anchor: Anchor, near: date | None) -> Value | None:
    start = None if stretch.start is None else _moment(stretch.start, anchor, near)
    end = None if stretch.end is None else _moment(stretch.end, anchor, near)
    if (stretch.start is not None and start is None) or (stretch.end is not None and end is None):
        return None
    if start is not None and end is not None:
        start, end = _in_order(stretch, start, end, anchor)
    sides = [value for value in (start, end) if value is not None]
    kind: Kind = "time" if all(value.kind == "time" for value in sides) else "date_range"
    first, last = _limits(stretch, start, end, anchor)
    day = sides[0].day if sides else None
    flags = tuple(dict.fromkeys(flag for value in sides for flag in value.flags))
    return Value(kind, f"{first}/{last}", sides[0].precision, day, flags)


def _limits(
    stretch: Stretch, start: Value | None, end: Value | None, anchor: Anchor
) -> tuple[str, str]:
    """Return both sides as text: inside the stretch, so that "before 2020" ends with 2019."""
    if stretch.strict:
        return _outside(stretch, start or end, anchor)
    same = start is not None and end is not None and start.kind == end.kind
    first = ".." if start is None else start.text if same or end is None else _first(start)
    last = ".." if end is None else end.text
    if "/" in first or "-W" in first:
        first = first.partition("/")[0] if "/" in first else _first(start)
    if "/" in last:
        last = last.partition("/")[2]
    return first, last


def _first(value: Value | None) -> str:
    return value.day.isoformat() if value is not None and value.day is not None else ".."


def _outside(stretch: Stretch, value: Value | None, anchor: Anchor) -> tuple[str, str]:
    moment = stretch.start or stretch.end
    if value is None or moment is None:
        return "..", ".."
    period = settle(moment, anchor)
    if value.kind == "time" or period is None:
        return ("..", value.text) if stretch.start is None else (value.text, "..")
    if stretch.start is None:
        return "..", (period.first - timedelta(1)).isoformat()
    return (period.last + timedelta(1)).isoformat(), ".."


def _in_order(stretch: Stretch, start: Value, end: Value, anchor: Anchor) -> tuple[Value, Value]:
    """Move the end that was not placed by its own words, so that the start comes first."""
    if start.day is None or end.day is None or start.text <= end.text:
        return start, end
    if end.last is not None and start.day <= end.last:
        return start, end
    one, two = stretch.start, stretch.end
    if start.kind == end.kind == "time" and start.day == end.day and one and two:
        # From seven in the evening to five in the morning.
        if one.has_date and two.has_date and two.offset is not None:
            return _at(one, start.day - timedelta(1), start), end
        return start, _at(two, end.day + timedelta(1), end)
    if one is not None and two is not None and two.weekday and end.kind == "date":
        if one == Moment(weekday=one.weekday, toward=one.toward) and one.toward != "future":
            return _on(start, -7), end
        weeks = -(-(start.day - end.day).days // 7)
        return start, _on(end, 7 * weeks)
    if one is not None and one.year is None and one.offset is None and one.month:
        for year in (end.day.year, end.day.year - 1):
            moved = _moment(msgspec.structs.replace(one, year=year), anchor, None)
            if moved is not None and moved.text <= end.text:
                return moved, end
    return start, end


def _on(value: Value, days: int) -> Value:
    when = (value.day or date.min) + timedelta(days)
    return msgspec.structs.replace(value, text=when.isoformat(), day=when)


def _at(moment: Moment, when: date, value: Value) -> Value:
    return msgspec.structs.replace(value, text=when.isoformat() + _time(moment), day=when)


# --------------------------------------------------------------- expressions


def is_absolute(meaning: Moment | Stretch) -> bool:
    """Tell whether the words alone give the value, without a day of publication."""
    if isinstance(meaning, Stretch):
        return all(end is None or is_absolute(end) for end in (meaning.start, meaning.end))
    if meaning.decade is not None:
        return meaning.decade >= 100 or (meaning.unit == "century" and meaning.offset is None)
    return meaning.year is not None and meaning.offset is None and meaning.same is None


def express(
    span: Span,
    meaning: Moment | Stretch,
    anchor: Anchor,
    *,
    near: date | None = None,
    flags: tuple[str, ...] = (),
) -> tuple[TimeExpression, Value | None]:
    """Return the expression of a meaning, with its value as far as the anchor gives one."""
    value = value_of(meaning, anchor, near)
    relative = None if is_absolute(meaning) else write(meaning)
    if value is None:
        if _is_no_day(meaning, anchor):
            flags, relative = (*flags, NO_SUCH_DAY), write(meaning)
        kind, precision = _guess(meaning)
        return TimeExpression(
            span, kind, None, precision, relative, tuple(dict.fromkeys(flags))
        ), None
    flags = tuple(dict.fromkeys((*flags, *value.flags)))
    if value.flags:
        relative = write(meaning)
    found = TimeExpression(span, value.kind, value.text, value.precision, relative, flags)
    return found, value


def _is_no_day(meaning: Moment | Stretch, anchor: Anchor) -> bool:
    if isinstance(meaning, Stretch) or meaning.day is None or meaning.month is None:
        return False
    return meaning.year is not None or anchor.day is not None


def _guess(meaning: Moment | Stretch) -> tuple[Kind, str]:
    """Return the kind and precision that a meaning will have once its day is known."""
    if isinstance(meaning, Stretch):
        inner = meaning.start or meaning.end
        kind, precision = ("date", "day") if inner is None else _guess(inner)
        return ("time" if kind == "time" else "date_range"), precision
    if meaning.has_time:
        return "time", _time_precision(meaning)
    precision = meaning.finest or "day"
    return ("date_range" if precision in _SPANS else "date"), precision
