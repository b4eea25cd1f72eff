"""Periods as a query states them: days, months, years, intervals and durations of ISO 8601.

A duration alone reaches back from a day that the caller gives: no clock is asked.

>>> from datetime import date
>>> read("2018-01/2018-02", None)
('2018-01-01', '2018-02-28')
>>> read("P1W/", date(2018, 1, 14))
('2018-01-08', '2018-01-14')

Pure; imports ``days``.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from riwaya.ledger import days
from riwaya.text import key

Period = tuple[str | None, str | None]
"""The first and the last day, None where open."""

_DURATION = re.compile(r"p(\d{1,4})([dwmy])")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read(stated: str, today: date | None) -> Period:
    """Return the first and last day of a period.

    Raises ``ValueError`` where it is none, or where it counts from today and no ``today`` is given.
    """
    first, slash, last = key(stated).strip().partition("/")
    if "/" in last:
        raise ValueError("it has two slashes")
    if not slash:
        return _back(first, today) if first.startswith("p") else _days(first)
    if not first and not last:
        raise ValueError("it has neither beginning nor end")
    if last.startswith("p"):
        return _onward(first, last)
    if first.startswith("p"):
        return _back(first, date.fromisoformat(_end(last)) if last else today)
    begins = _days(first)[0] if first else None
    ends = _days(last)[1] if last else None
    if begins is not None and ends is not None and begins > ends:
        raise ValueError("it ends before it begins")
    return begins, ends


def _days(written: str) -> tuple[str, str]:
    found = days.of(written) if _DATE.fullmatch(written) else None
    if found is None:
        raise ValueError("it names no date")
    return found


def _end(written: str) -> str:
    return _days(written)[1]


def _back(duration: str, last: date | None) -> Period:
    """Return the period of a duration that ends on a day, that day counted in."""
    if last is None:
        raise ValueError("it counts from today, and no day is given")
    count, unit = _count(duration)
    before = _moved(last, -count, unit)
    return (before + timedelta(days=1)).isoformat(), last.isoformat()


def _onward(first: str, duration: str) -> Period:
    """Return the period of a duration that begins on a day."""
    begins = date.fromisoformat(_days(first)[0])
    count, unit = _count(duration)
    return begins.isoformat(), (_moved(begins, count, unit) - timedelta(days=1)).isoformat()


def _count(duration: str) -> tuple[int, str]:
    found = _DURATION.fullmatch(duration)
    if found is None or not int(found[1]):
        raise ValueError("a duration is a number of days, weeks, months or years, such as P2W")
    return int(found[1]), found[2]


def _moved(day: date, count: int, unit: str) -> date:
    """Return the day so many units away; the last of a month where it has no such day."""
    try:
        if unit in "dw":
            return day + timedelta(days=count * (7 if unit == "w" else 1))
        months = 12 * day.year + day.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError) as error:
        raise ValueError("it lies outside of the calendar") from error
