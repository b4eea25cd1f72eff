"""The day of publication, as an article's own text tells it, for pages that carry no metadata.

Four places are believed, in this order: a date after a label ("published on ..."), a dateline (a place, a date and a
dash before the first sentence), a line that holds nothing but a date, and "today, Thursday 11 January 2018". Only a
whole date counts: without its year there is no day, and the reason says so.

>>> published("2018-01-13")
('2018-01-13', 'date-line')
>>> published("")
(None, 'no-date')

Imports ``times`` and ``text``.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from riwaya.resolve import times
from riwaya.resolve.times.atoms import DASHES, pass_over, skip
from riwaya.resolve.times.moments import Moment, read
from riwaya.resolve.times.periods import MISMATCH
from riwaya.resolve.times.vocabulary import View
from riwaya.text import BREAK, tokenise
from riwaya.types import TimeExpression

_HEAD, _TAIL = 1600, 400  # code points at either end in which a byline may stand
_BEFORE = 10  # tokens of place, agency and other calendar that may open a dateline
_PLACE = 4  # tokens of a place or agency alone
_AFTER = 4  # tokens of agency that may close it
_LEAST_YEAR = 1990  # there were no web pages before
_MARKS = frozenset((",", "(", "/", "|", *DASHES))


class _Place(msgspec.Struct, frozen=True):
    """An expression with its tokens ``first``..``past`` and those of its line."""

    found: TimeExpression
    first: int
    past: int
    line: int
    end: int


def published(text: str) -> tuple[str | None, str]:
    """Return the ISO day on which an article says it was published, and the reason.

    The reason is ``label``, ``dateline``, ``date-line`` or ``today`` with a day; without one it is ``no-date``,
    ``no-year`` (a dateline without its year) or ``several`` (labels that name different days).
    """
    missing = "no-date"
    for part in _ends(text):
        view = View(tokenise(part))
        places = list(_places(view))
        for reason, days in _told(view, places):
            if len(days) == 1 or (days and reason != "label"):
                return days[0].isoformat(), reason
            if days:
                missing = "several"
        if missing == "no-date" and any(
            _is_dateline(view, place) and _lacks_year(place) for place in places
        ):
            missing = "no-year"
    return None, missing


def _ends(text: str) -> list[str]:
    """Return the head of a text, and its tail where that lies apart."""
    if len(text) <= _HEAD + _TAIL:
        return [text]
    return [text[:_HEAD].rpartition("\n")[0] or text[:_HEAD], text[-_TAIL:].partition("\n")[2]]


def _told(view: View, places: list[_Place]) -> Iterator[tuple[str, list[date]]]:
    """Yield each reason with the different days that it gives, in their order."""
    whole = [(place, day) for place in places if (day := _day(place.found)) is not None]
    tests = (("label", _is_labelled), ("dateline", _is_dateline), ("date-line", _is_alone))
    for reason, test in tests:
        yield reason, list(dict.fromkeys(day for place, day in whole if test(view, place)))
    yield "today", [day for place in places if (day := _today(place.found)) is not None]


def _places(view: View) -> Iterator[_Place]:
    """Yield the expressions of a text with the line in which each stands."""
    breaks = [index for index, key in enumerate(view.keys) if key == BREAK]
    for found in times.find(view.tokens, None):
        first = bisect_left(view.ends, found.span.start + 1)
        past = bisect_left(view.ends, found.span.end) + 1
        number = bisect_left(breaks, first)
        line = breaks[number - 1] + 1 if number else 0
        yield _Place(
            found, first, past, line, breaks[number] if number < len(breaks) else view.size
        )


def _day(found: TimeExpression) -> date | None:
    """Return the whole date of an expression whose year is said."""
    if found.kind not in ("date", "time") or found.value is None or MISMATCH in found.flags:
        return None
    try:
        day = date.fromisoformat(found.value.partition("T")[0])
    except ValueError:  # a month, a range
        return None
    return day if day.year >= _LEAST_YEAR else None


def _today(found: TimeExpression) -> date | None:
    """Return the day that "today" or "yesterday" with a whole date makes the day of publication."""
    day = _day(found)
    meaning = read(found.relative) if day is not None and found.relative else None
    if (
        not isinstance(meaning, Moment)
        or meaning.offset is None
        or meaning.unit != "day"
        or day is None
    ):
        return None
    return day - timedelta(meaning.offset)


def _is_labelled(view: View, place: _Place) -> bool:
    """Tell whether "published", "last updated" stands before the date, at the head of a line or with a colon."""
    index = place.first
    for _ in range(3):
        if view.key(index - 1) in (":", *DASHES) or view.at(index - 1, "in", "unit", "glue"):
            index -= 1
    label = view.before(index, "published")
    return label is not None and (label[0] - place.line <= 2 or view.key(index) == ":")


def _is_dateline(view: View, place: _Place) -> bool:
    """Tell whether a date soon after the line begins is closed by a dash, a colon or an agency."""
    opened = place.first - place.line
    if not 0 < opened <= _BEFORE or place.past >= place.end or _is_told(place):
        return False
    marked = view.key(place.first - 1) in _MARKS or view.at(place.first - 1, "comma") is not None
    if view.at(place.first - 1, "in", "since", "from"):
        return False
    marked = marked or view.at(place.first - 1, "glue") is not None
    closing = view.keys[place.past : min(place.end, place.past + _AFTER)]
    if view.key(place.past) == "(":
        return any(key in DASHES or key == ":" for key in view.keys[place.past : place.past + 8])
    if any(key in DASHES or key == ":" for key in closing):
        return marked or opened <= _PLACE
    return marked and place.end - place.past < _AFTER


def _is_told(place: _Place) -> bool:
    """Tell whether the date belongs to a sentence: "today, Thursday 17 November 2016"."""
    return _today(place.found) is not None


def _is_alone(view: View, place: _Place) -> bool:
    """Tell whether a line holds nothing but the date, its hour and marks."""
    before = view.keys[place.line : place.first]
    after = view.keys[place.past : place.end]
    at = pass_over(view, skip(view, place.past, *DASHES, "|", "/"), "glue", "unit")
    rest = view.keys[at : place.end]
    quiet = all(not key[0].isalnum() for key in before) or len(before) == 0
    return quiet and (
        all(not key[0].isalpha() for key in after) or all(not key[0].isalnum() for key in rest)
    )


def _lacks_year(place: _Place) -> bool:
    """Tell whether an expression names a day and month and no year."""
    meaning = read(place.found.relative) if place.found.relative else None
    return isinstance(meaning, Moment) and meaning.day is not None and meaning.month is not None
