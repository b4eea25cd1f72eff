"""Dates of publication as sources state them: ISO 8601 days and instants, or nothing.

Only a whole day is a date of publication: a bare year or month is none. An instant at midnight says no more than its
day, for systems write it where they know the day only. Nothing is guessed: ``3/4/2018`` is two days, so it is none.

>>> normalise("Thu, 11 Jan 2018 10:00:00 GMT")
'2018-01-11T10:00:00+00:00'

Imports nothing of Riwaya's.
"""

import re
import unicodedata
from datetime import date, datetime

_EARLIEST, _LATEST = 1800, 2200
"""Years that a newspaper may bear; 1439 is a year of the Hijra."""
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DIGIT = re.compile(r"\d")
_LONGEST = 64


def normalise(stated: str) -> str | None:
    """Return the day or instant as ISO 8601, None where the string does not state one for certain."""
    plain = _DIGIT.sub(_plain_digit, stated.strip())
    if not plain or len(plain) > _LONGEST:
        return None
    if whole := _DAY.fullmatch(plain):
        return _day(*map(int, whole.groups()))
    instant = _iso(plain) or _mail(plain)
    if instant is None or not _EARLIEST <= instant.year <= _LATEST:
        return None
    if (instant.hour, instant.minute, instant.second) == (0, 0, 0):
        return instant.date().isoformat()
    return instant.isoformat(timespec="seconds")


def is_first_of_january(iso: str) -> bool:
    """Tell whether it is a bare 1 January: what systems write where they know no more than a year."""
    return len(iso) == 10 and iso.endswith("-01-01")


def _plain_digit(match: re.Match[str]) -> str:
    return str(unicodedata.digit(match.group()))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if _EARLIEST <= year <= _LATEST else None


def _iso(plain: str) -> datetime | None:
    plain = re.sub(r"\s*(?:UTC|GMT)$", "Z", plain)
    plain = re.sub(r"^(\d{4})/(\d\d)/(\d\d)\b", r"\1-\2-\3", plain)
    plain = re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", plain)
    if not re.match(r"\d{4}-?\d\d-?\d\d", plain):
        return None
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def _mail(plain: str) -> datetime | None:
    """Read the form of RFC 5322, which feeds and mail use."""
    if not plain[:1].isalpha() and not re.match(r"\d{1,2} [A-Za-z]{3} \d{4} ", plain):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(plain)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
