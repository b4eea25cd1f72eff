"""Calendar arithmetic: a moment and a day of publication give a period.

Values are EDTF (Extended Date/Time Format, ISO 8601-2:2019): ``2018-01-10``, ``2018-01``, ``197X``, ``2016-21``;
weeks are ISO weeks (``2016-W45``); quarters and halves are written as intervals. Nothing is invented: where a year is
neither said nor to be had from the day of publication, the answer is None.

Imports ``moments``, ``units`` and ``hijri``. Knows no words.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from riwaya.resolve.times.moments import Moment
from riwaya.resolve.times.units import (
    Period,
    add_months,
    century,
    day,
    decade,
    month,
    month_end,
    season,
    week,
    year,
)

MISMATCH = "weekday-mismatch"
NO_SUCH_DAY = "no-such-day"
_HORIZON = 12  # years looked at for a 29 February, months for a weekday and day that fit
_NEIGHBOURS = 3  # years looked at for other dates


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """The publication: its day, and the instant where that is known."""

    day: date | None = None
    instant: datetime | None = None


@lru_cache(maxsize=4096)
def settle(moment: Moment, anchor: Anchor) -> Period | None:
    """Return the period that the date of a moment names, or None where the anchor it needs is unknown."""
    try:
        return _settle(moment, anchor)
    except (ValueError, OverflowError):  # outside the years 1..9999
        return None


def _settle(moment: Moment, anchor: Anchor) -> Period | None:
    if moment.hijri:
        from riwaya.resolve.times import hijri  # a table of months that few articles need

        return hijri.settle(moment, anchor)
    if moment.offset is not None and moment.unit == "day":
        return _shifted_day(moment, anchor)
    if moment.nth is not None:
        return _nth(moment, anchor)
    if moment.day is not None:
        return _numbered_day(moment, anchor)
    if moment.weekday is not None:
        return _weekday(moment, anchor)
    if moment.month is not None:
        return _pick(moment, anchor, lambda year: month(year, moment.month or 1))
    if moment.season is not None:
        return _pick(moment, anchor, lambda year: season(year, moment.season or 21))
    return _unit(moment, anchor)


# --------------------------------------------------------------- relative to the publication


def _shifted_day(moment: Moment, anchor: Anchor) -> Period | None:
    if anchor.day is None:
        return _numbered_day(msgspec.structs.replace(moment, offset=None, unit=None), anchor)
    when = anchor.day + timedelta(moment.offset or 0)
    if moment.grain == "month":
        return month(when.year, when.month)
    flags = _check_weekday(moment, when)
    if moment.day is not None and moment.month is not None and moment.year is not None:
        said = date(moment.year, moment.month, moment.day)
        return day(said, () if said == when else (MISMATCH,))
    if moment.day is not None and moment.month is not None:
        # The day of publication may be off by a day or two; the date in the text is not.
        said_alone = Moment(month=moment.month, day=moment.day, weekday=moment.weekday)
        return _pick(said_alone, anchor, _day_of(moment))
    return day(when, flags)


def _check_weekday(moment: Moment, when: date) -> tuple[str, ...]:
    return () if moment.weekday in (None, when.isoweekday()) else (MISMATCH,)


def _day_of(moment: Moment) -> Callable[[int], Period]:
    return lambda number: day(date(number, moment.month or 1, moment.day or 1))


def _numbered_day(moment: Moment, anchor: Anchor) -> Period | None:
    if moment.month is not None:
        return _pick(moment, anchor, _day_of(moment))
    if anchor.day is None or moment.day is None:
        return None
    first = anchor.day.replace(day=1)
    if moment.unit == "month" and moment.offset is not None:
        when = add_months(first, moment.offset).replace(day=moment.day)
        return day(when, _check_weekday(moment, when))
    return _choose(moment, anchor.day, _days_of_months(first, moment.day))


def _days_of_months(first: date, number: int) -> Iterable[Period]:
    for shift in range(-_HORIZON, _HORIZON + 1):
        start = add_months(first, shift)
        if number <= month_end(start).day:
            yield day(start.replace(day=number))


def _pick(moment: Moment, anchor: Anchor, of_year: Callable[[int], Period]) -> Period | None:
    """Return the period of the year that is said, or of the year that the anchor and the tense suggest."""
    number = _year(moment, anchor)
    if number is not None:
        found = of_year(number)
        flags = _check_weekday(moment, found.first) if found.precision == "day" else ()
        return msgspec.structs.replace(found, flags=flags)
    if anchor.day is None:
        return None
    candidates = []
    reach = _HORIZON if (moment.month, moment.day) == (2, 29) else _NEIGHBOURS
    for number in range(anchor.day.year - reach, anchor.day.year + reach + 1):
        try:
            candidates.append(of_year(number))
        except ValueError:  # 29 February in a common year
            continue
    return _choose(moment, anchor.day, candidates) if candidates else None


def _year(moment: Moment, anchor: Anchor) -> int | None:
    if moment.year is not None:
        return moment.year
    if moment.offset is not None and moment.unit == "year" and anchor.day is not None:
        return anchor.day.year + moment.offset
    if moment.turn == 0 and anchor.day is not None:
        return anchor.day.year
    return None


def _choose(moment: Moment, today: date, candidates: Iterable[Period]) -> Period | None:
    """Return the candidate that suits the turn or the tense, best one whose weekday fits too."""
    ranked = sorted(candidates, key=_preference(moment, today))
    if not ranked:
        return None
    if moment.turn in (-2, 2):
        wanted = [item for item in ranked if (item.last < today) == (moment.turn < 0)]
        return wanted[1] if len(wanted) > 1 else None
    if moment.weekday is None or ranked[0].precision != "day":
        return ranked[0]
    # A weekday decides between this year and its neighbours, and no further.
    for item in ranked[:3]:
        if item.first.isoweekday() == moment.weekday:
            return item
    return msgspec.structs.replace(ranked[0], flags=(MISMATCH,))


def _preference(moment: Moment, today: date) -> Callable[[Period], tuple[bool, int]]:
    def key(item: Period) -> tuple[bool, int]:
        distance = abs((item.first - today).days)
        if moment.turn is not None and moment.turn < 0:
            return item.last >= today, distance
        if moment.turn is not None and moment.turn > 0:
            return item.first <= today, distance
        if moment.toward == "past":
            return item.first > today, distance
        if moment.toward in ("future", "coming"):
            return item.last < today, distance
        return False, min(distance, abs((item.last - today).days))

    return key


def _weekday(moment: Moment, anchor: Anchor) -> Period | None:
    today, wanted = anchor.day, moment.weekday or 1
    if today is None:
        return None
    monday = today - timedelta(today.weekday())
    if moment.offset is not None and moment.unit == "week":
        return day(monday + timedelta(7 * moment.offset + wanted - 1))
    turn = moment.turn
    if turn == 0:
        return day(monday + timedelta(wanted - 1))
    back = (today.isoweekday() - wanted) % 7
    if (turn is not None and turn > 0) or (turn is None and moment.toward in ("future", "coming")):
        ahead = (wanted - today.isoweekday()) % 7 or (
            0 if moment.toward == "coming" and turn is None else 7
        )
        return day(today + timedelta(ahead + 7 * ((turn or 1) - 1)))
    if turn is not None:
        return day(today - timedelta((back or 7) + 7 * (-turn - 1)))
    return day(today - timedelta(back))


def _nth(moment: Moment, anchor: Anchor) -> Period | None:
    whole = _settle(
        msgspec.structs.replace(moment, nth=None, weekday=None, day=None, clock=None, part=None),
        anchor,
    )
    if whole is None:
        return None
    nth = moment.nth or 1
    if moment.weekday is None:
        return day(whole.last if nth < 0 else whole.first + timedelta(nth - 1))
    if nth < 0:
        back = (whole.last.isoweekday() - moment.weekday) % 7
        return day(whole.last - timedelta(back))
    ahead = (moment.weekday - whole.first.isoweekday()) % 7
    when = whole.first + timedelta(ahead + 7 * (nth - 1))
    return day(when) if when <= whole.last else None


def _unit(moment: Moment, anchor: Anchor) -> Period | None:
    """Return a year, a decade, or a unit counted from the publication."""
    if moment.year is not None:
        return year(moment.year)
    if moment.decade is not None and moment.unit == "century" and moment.offset is None:
        return century(moment.decade)
    if moment.decade is not None:
        return _decade(moment, anchor)
    today, offset = anchor.day, moment.offset
    if today is None or offset is None:
        return None
    if moment.unit == "week":
        return week(today - timedelta(today.weekday()) + timedelta(7 * offset))
    if moment.unit == "month":
        first = add_months(today.replace(day=1), offset)
        return month(first.year, first.month)
    if moment.unit == "year":
        return year(today.year + offset)
    if moment.unit == "decade":
        return decade(today.year // 10 * 10 + 10 * offset)
    if moment.unit == "century":
        return century(today.year // 100 * 100 + 100 * offset)
    return _shifted_clock(moment, anchor, today)


def _shifted_clock(moment: Moment, anchor: Anchor, today: date) -> Period:
    seconds = {"hour": 3600, "minute": 60, "second": 1}[moment.unit or "hour"] * (
        moment.offset or 0
    )
    if anchor.instant is None:
        # Without the hour of publication, some hours ago is told to the day only.
        return day(today + timedelta(round(seconds / 86400)))
    when = anchor.instant + timedelta(seconds=seconds)
    return Period(when.date(), when.date(), when.date().isoformat(), "minute")


def _decade(moment: Moment, anchor: Anchor) -> Period | None:
    said = moment.decade or 0
    if said >= 100:
        return decade(said)
    if anchor.day is None:
        return None
    base = anchor.day.year // 100 * 100
    if moment.offset is not None:
        return decade(base + 100 * moment.offset + said)
    # The nineties are those of the last century until this century has had its own.
    return decade(base + said if base + said <= anchor.day.year else base - 100 + said)
