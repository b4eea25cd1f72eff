"""The units of the calendar as periods: a day, a week, a month, a season, a year, a decade, a century.

Imports nothing of the package.
"""

from datetime import date, timedelta

import msgspec


class Period(msgspec.Struct, frozen=True, gc=False):
    """First and last day, the value as text, its precision, and contradictions kept."""

    first: date
    last: date
    text: str
    precision: str
    flags: tuple[str, ...] = ()


def day(when: date, flags: tuple[str, ...] = ()) -> Period:
    """Return one day."""
    return Period(when, when, when.isoformat(), "day", flags)


def month(year: int, number: int) -> Period:
    """Return one month, 1 to 12."""
    first = date(year, number, 1)
    return Period(first, month_end(first), f"{year:04}-{number:02}", "month")


def year(number: int) -> Period:
    """Return one year."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04}", "year")


def week(monday: date) -> Period:
    """Return the ISO week that begins on this Monday."""
    number = monday.isocalendar()
    return Period(monday, monday + timedelta(6), f"{number.year:04}-W{number.week:02}", "week")


def season(of: int, number: int) -> Period:
    """Return an EDTF season (21..24), quarter (33..36) or half-year (40, 41) of a year."""
    if number < 30:  # meteorological, northern: spring is March to May
        first = date(of, 3 * (number - 20), 1)
        length, text, name = 3, f"{of:04}-{number}", "season"
    elif number < 40:
        first, length, text, name = date(of, 3 * (number - 33) + 1, 1), 3, "", "quarter"
    else:
        first, length, text, name = date(of, 6 * (number - 40) + 1, 1), 6, "", "half-year"
    last = add_months(first, length) - timedelta(1)
    return Period(first, last, text or f"{first}/{last}", name)


def decade(first_year: int) -> Period:
    """Return ten years from a year that ends in 0."""
    first, last = date(first_year, 1, 1), date(first_year + 9, 12, 31)
    return Period(first, last, f"{first_year // 10:03}X", "decade")


def century(first_year: int) -> Period:
    """Return a hundred years from a year that ends in 00."""
    first, last = date(max(1, first_year), 1, 1), date(first_year + 99, 12, 31)
    return Period(first, last, f"{first_year // 100:02}XX", "century")


def month_end(first: date) -> date:
    return add_months(first, 1) - timedelta(1)


def add_months(first: date, count: int) -> date:
    total = first.year * 12 + first.month - 1 + count
    return date(total // 12, total % 12 + 1, 1)
