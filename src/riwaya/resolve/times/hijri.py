"""Dates of the Islamic calendar, by the tables of Umm al-Qura (through ``hijridate``).

Loaded only when an article holds one. The tables reach from 1343 to 1500 AH; outside them there is no value.
"""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from riwaya.resolve.times.moments import Moment
from riwaya.resolve.times.periods import MISMATCH, Anchor
from riwaya.resolve.times.units import Period, day

FIRST_YEAR, LAST_YEAR = 1343, 1500


def settle(moment: Moment, anchor: Anchor) -> Period | None:
    """Return the civil days of a Hijri day, month or year."""
    year = moment.year if moment.year is not None else _near(moment, anchor)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if moment.day is not None and moment.month is not None:
        try:
            when: date = Hijri(year, moment.month, moment.day).to_gregorian()
        except ValueError:
            return None
        return _by_weekday(date(when.year, when.month, when.day), moment.weekday)
    if moment.month is not None:
        first = _first(year, moment.month)
        last = _first(year + moment.month // 12, moment.month % 12 + 1) - timedelta(1)
        return Period(first, last, f"{first}/{last}", "month")
    first, last = _first(year, 1), _first(year + 1, 1) - timedelta(1)
    return Period(first, last, f"{first}/{last}", "year")


def _by_weekday(when: date, weekday: int | None) -> Period:
    """Return the day, or its neighbour of that weekday: the sighting of the moon may differ by one."""
    for shift in (0, 1, -1):
        near = when + timedelta(shift)
        if weekday in (None, near.isoweekday()):
            return day(near)
    return day(when, (MISMATCH,))


def _first(year: int, month: int) -> date:
    if year > LAST_YEAR:
        return _first(LAST_YEAR, 12) + timedelta(30)
    when = Hijri(year, month, 1).to_gregorian()
    return date(when.year, when.month, when.day)


def _near(moment: Moment, anchor: Anchor) -> int | None:
    """Return the Hijri year nearest to the publication, on the side that the tense or turn asks for."""
    if anchor.day is None or moment.month is None:
        return None
    today = Gregorian(anchor.day.year, anchor.day.month, anchor.day.day).to_hijri()
    year: int = today.year + (moment.offset or 0 if moment.unit == "year" else 0)
    if moment.unit == "year" and moment.offset is not None:
        return year
    behind, ahead = moment.month < today.month, moment.month > today.month
    back = (moment.turn or 0) < 0 or moment.toward == "past"
    on = (moment.turn or 0) > 0 or moment.toward == "future"
    if ahead and back:
        return year - 1
    if behind and on:
        return year + 1
    if abs(moment.month - today.month) > 6 and not back and not on:
        return year + (1 if behind else -1)
    return year
