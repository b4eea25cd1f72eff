"""Dates and times written in figures: 13/1/2018, 2018-01-13, 13.1.2018, 3/2015, 1/9, 15:30, 7:56:30.

Days come first, as in Arabic usage (13/1/2018); four digits in front are a year. A year from 1300 to 1500 is Hijri.
Imports ``atoms``.
"""

from riwaya.resolve.times.atoms import DASHES, Atom
from riwaya.resolve.times.moments import Moment, Stretch
from riwaya.resolve.times.periods import NO_SUCH_DAY
from riwaya.resolve.times.vocabulary import View

_SEPARATORS = ("/", "\\", ".", *DASHES)
_HIJRI = range(1300, 1501)
_MONTHS = range(1, 13)


def figures(view: View, index: int) -> Atom | None:
    """Read a date or a clock in figures that begins at a token of digits."""
    spaced = _spaced(view, index)
    if spaced is not None:
        return spaced
    numbers, marks, past = _run(view, index)
    if not marks:
        return _dotted(view, index)
    if marks[0] == ":":
        return clock(view, index)
    if any(mark not in _SEPARATORS for mark in marks):
        numbers, marks, past = numbers[:2], marks[:1], index + 3
    if len(numbers) >= 3 and marks[0] == marks[1]:
        return _full(view, index, past if len(numbers) == 3 else index + 5, numbers[:3])
    return _two(view, index, numbers[:2], marks[0])


def _run(view: View, index: int) -> tuple[list[str], list[str], int]:
    """Return the figures and the marks between them that are written together."""
    numbers, marks, at = [view.key(index)], [], index + 1
    while (
        len(numbers) < 4
        and view.touching(at)
        and view.touching(at + 1)
        and (view.key(at) == ":" or view.key(at) in _SEPARATORS)
        and view.key(at + 1).isdigit()
    ):
        marks.append(view.key(at))
        numbers.append(view.key(at + 1))
        at += 2
    return numbers, marks, at


def _spaced(view: View, index: int) -> Atom | None:
    """Read "8/ 11/ 2015": slashes with spaces, where the year has four digits."""
    parts = [view.key(at) for at in (index, index + 2, index + 4)]
    if view.key(index + 1) != "/" or view.key(index + 3) != "/" or len(parts[2]) != 4:
        return None
    return _full(view, index, index + 5, parts)


def _dotted(view: View, index: int) -> Atom | None:
    parts = view.key(index).split(".")
    return _full(view, index, index + 1, parts) if len(parts) == 3 else None


def _full(view: View, index: int, past: int, parts: list[str]) -> Atom | None:
    """Read day, month and year; keep what is no day of the calendar, flagged."""
    if not all(part.isdigit() and len(part) in (1, 2, 4) for part in parts):
        return None
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
    else:
        day, month, year = (int(part) for part in parts)
        if len(parts[2]) != 4:
            if len(parts[2]) != 2 or len(parts[1]) > 2:
                return None
            year += 2000 if year < 70 else 1900
    if month > 12 >= day:  # month first
        day, month = month, day
    if not 1 <= day <= 31 or month not in _MONTHS or year == 0:
        return Atom(index, past, Moment(year=year, month=month, day=day), flags=(NO_SUCH_DAY,))
    era = view.at(past, "era_civil", "era_hijri")
    hijri = year in _HIJRI if era is None else era.word.kind == "era_hijri"
    return Atom(
        index, past + (era is not None), Moment(year=year, month=month, day=day, hijri=hijri)
    )


def _two(view: View, index: int, parts: list[str], mark: str) -> Atom | None:
    if not all(part.isdecimal() for part in parts):  # a decimal fraction
        return None
    one, two = (int(part) for part in parts)
    widths, past = tuple(map(len, parts)), index + 3
    if widths == (4, 4) and 1800 <= one < two <= 2100:
        return Atom(index, past, Stretch(Moment(year=one), Moment(year=two)))
    if widths == (4, 4) and one in _HIJRI and two == one + 1:
        past += view.at(past, "era_hijri") is not None
        first, last = Moment(year=one, hijri=True), Moment(year=two, hijri=True)
        return Atom(index, past, Stretch(first, last))
    if widths[0] == 4 and widths[1] <= 2 and two in _MONTHS and 1900 <= one <= 2100:
        return Atom(index, past, Moment(year=one, month=two))
    if widths[1] == 4 and widths[0] <= 2 and one in _MONTHS and 1900 <= two <= 2100:
        return Atom(index, past, Moment(year=two, month=one))
    if mark == "/" and max(widths) <= 2 and 1 <= one <= 31 and two in _MONTHS:
        alone = index == 0 and past >= view.size
        return Atom(
            index, past, Moment(month=two, day=one), weak=not alone and not _told(view, index)
        )
    return None


def _told(view: View, index: int) -> bool:
    """Tell whether the word before says that a date follows."""
    return view.before(index, "weekday", "since", "until", "dated") is not None or (
        view.at(index - 1, "unit") is not None
    )


def clock(view: View, index: int) -> Atom | None:
    """Read hours and minutes, maybe seconds, with colons between."""
    numbers, marks, _ = _run(view, index)
    count = 1
    while count < len(numbers) and marks[count - 1] == ":":
        count += 1
    parts = numbers[: min(count, 3)]
    if len(parts) < 2 or len(parts[0]) > 2 or any(len(part) != 2 for part in parts[1:]):
        return None
    hour, *rest = (int(part) for part in parts)
    if hour > 24 or any(part > 59 for part in rest):
        return None
    text = ":".join(f"{part:02}" for part in (hour % 24, *rest))
    return Atom(index, index + 2 * len(parts) - 1, Moment(clock=text), loose=0 < hour <= 12)
