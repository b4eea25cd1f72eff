"""What an article lets us know of the day of its event, though it may name no date.

"Today, Wednesday" in one article and "18 August" in another agree or not: each is a part of a date. An article without
a day of publication still tells the weekday it was written on.

Imports ``types``.
"""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from riwaya.types import Document, Event, Extraction, TimeExpression

_AFTER = 400  # characters after the lead where a paper still names today
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"[12]\d{3}\b")


class Days(msgspec.Struct, frozen=True):
    """When an event may have been: weekdays (1 Monday .. 7 Sunday), (month, day) pairs, whole days (ISO 8601).

    ``latest`` is the last year that the article tells of.
    """

    weekdays: frozenset[int] = frozenset()
    month_days: frozenset[tuple[int, int]] = frozenset()
    days: frozenset[str] = frozenset()
    latest: int | None = None


def days_of(document: Document, extraction: Extraction, events: Iterable[Event], lead: int) -> Days:
    """Return what is known of the day of these events.

    ``lead`` is where the opening of the article ends: what is told there of today and of dates counts as well; 0 for an
    event told further down, of which only its own date counts.
    """
    weekdays, month_days, days = set[int](), set[tuple[int, int]](), set[str]()
    days.update(whole_days(events))
    if lead:
        days.update(_published(document))
        for one in extraction.times:
            if one.span.start <= lead + _AFTER:
                _take(one, weekdays, month_days)
    for day in days:
        known = date.fromisoformat(day)
        weekdays.add(known.isoweekday())
        month_days.add((known.month, known.day))
    values = [one.value or "" for one in extraction.times]
    years = [int(value[:4]) for value in values if _YEAR.match(value)]
    return Days(
        frozenset(weekdays), frozenset(month_days), frozenset(days), max(years, default=None)
    )


def whole_days(events: Iterable[Event]) -> frozenset[str]:
    """Return the whole days that events are dated by."""
    dates = (event.date or "" for event in events)
    return frozenset(one for one in dates if _DAY.fullmatch(one))


def _published(document: Document) -> list[str]:
    known = (document.published or "")[:10]
    return [known] if _DAY.fullmatch(known) else []


def _take(one: TimeExpression, weekdays: set[int], month_days: set[tuple[int, int]]) -> None:
    """Add the weekday and the day of the month of an expression that speaks of the present week or year."""
    told = _parts(one.relative)
    if one.value is not None and (one.relative is None or told.get("offset") == "0"):
        _whole(one.value, weekdays, month_days)
    if "weekday" in told and "turn" not in told and told.get("offset", "0") == "0":
        weekdays.add(int(told["weekday"]))
    if {"month", "day"} <= told.keys() and "toward" not in told and told.get("turn", "0") == "0":
        month_days.add((int(told["month"]), int(told["day"])))


def _whole(value: str, weekdays: set[int], month_days: set[tuple[int, int]]) -> None:
    if _DAY.match(value) is None:
        return
    try:
        known = date.fromisoformat(value[:10])
    except ValueError:
        return
    weekdays.add(known.isoweekday())
    month_days.add((known.month, known.day))


def _parts(relative: str | None) -> dict[str, str]:
    """Return the fields of a relative form (``weekday=3,offset=0``), of its beginning if it is a range."""
    first = (relative or "").partition("/")[0]
    return dict(field.split("=", 1) for field in first.split(",") if field.count("=") == 1)
