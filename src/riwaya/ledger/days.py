"""Days: the first and the last day of a date, so that a database can compare dates as strings.

Pure; imports nothing of Riwaya's.
"""

import re
from calendar import monthrange
from functools import lru_cache

_DATE = re.compile(r"(\d{3}[\dX])(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?[?~%]?")
_SEASONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""First and last month of EDTF's seasons, quarters and half-years; winter ends in the next year."""

Days = tuple[str, str]


@lru_cache(maxsize=4096)
def of(edtf: str) -> Days | None:
    """Return the first and last day of an EDTF date or interval; None where either is open or not understood.

    >>> of("2018-02"), of("2018-01-10/2018-01-12"), of("197X")
    (('2018-02-01', '2018-02-28'), ('2018-01-10', '2018-01-12'), ('1970-01-01', '1979-12-31'))
    """
    first, slash, last = edtf.partition("/")
    begins = _one(first)
    ends = _one(last) if slash else begins
    if begins is None or ends is None or begins[0] > ends[1]:
        return None
    return begins[0], ends[1]


def _one(date: str) -> Days | None:
    found = _DATE.fullmatch(date)
    if found is None:
        return None
    year, month, day = found.groups()
    if year.endswith("X"):
        return None if month else (f"{year[:3]}0-01-01", f"{year[:3]}9-12-31")
    if year == "0000":
        return None
    if month is None:
        return _months(int(year), 1, 12)
    if day is None:
        return _months(int(year), *_SEASONS.get(int(month), (int(month), int(month))))
    return _day(int(year), int(month), int(day))


def _months(year: int, first: int, last: int) -> Days | None:
    if not 1 <= first <= 12:
        return None
    end, month = divmod(last - 1, 12)
    length = monthrange(year + end, month + 1)[1]
    return f"{year:04}-{first:02}-01", f"{year + end:04}-{month + 1:02}-{length}"


def _day(year: int, month: int, day: int) -> Days | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    written = f"{year:04}-{month:02}-{day:02}"
    return written, written
