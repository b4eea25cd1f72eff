"""What a length of time comes to: an ISO 8601 duration, or a moment counted from the publication.

Imports ``moments``.
"""

import msgspec

from riwaya.resolve.times.moments import Length, Moment, Stretch

YEARS = {"century": 100.0, "decade": 10.0, "year": 1.0}
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.24,
    "decade": 3652.4,
    "century": 36524.0,
}
FEW = (3, 9)
"""What an unnamed number of units stands for, at least and at most."""


def iso(length: Length) -> str | None:
    """Return an ISO 8601 duration, or None for a vague one. Weeks beside other units are given in days."""
    if length.vague or not length.parts:
        return None
    sums: dict[str, float] = {}
    for name, count in length.parts:
        unit, size = ("year", YEARS[name]) if name in YEARS else (name, 1.0)
        if name == "week" and len(length.parts) > 1:
            unit, size = "day", 7.0
        sums[unit] = sums.get(unit, 0.0) + count * size
    days = _letters(sums, ("year", "month", "week", "day"))
    clock = _letters(sums, ("hour", "minute", "second"))
    return f"P{days}T{clock}" if clock else f"P{days}"


def _letters(sums: dict[str, float], names: tuple[str, ...]) -> str:
    return "".join(f"{_number(sums[name])}{name[0].upper()}" for name in names if name in sums)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:.4f}".rstrip("0")


def stretch_of(length: Length, sign: int) -> Stretch | Moment:
    """Return the days, months or years that a number of past (-1) or coming (1) units covers."""
    name, count = length.parts[0]
    if length.vague and name in ("second", "minute", "hour", "day"):
        return vague_moment(name, sign)
    if length.vague:  # "the past months": of three of them one can be sure
        count = float(FEW[0])
    if name in SECONDS:
        days = -(-int(count * SECONDS[name]) // 86400)
        here, there = Moment(offset=0, unit="day"), Moment(offset=sign * days, unit="day")
    else:
        name, count = ("year", count * YEARS[name]) if name in YEARS else (name, count)
        name, count = ("day", count * 7) if name == "week" else (name, count)
        here, there = Moment(offset=sign, unit=name), Moment(offset=sign * int(count), unit=name)
    return Stretch(here, there) if sign > 0 else Stretch(there, here)


def vague_moment(name: str, sign: int) -> Moment | Stretch:
    """Return what "some days ago" says: no more than the month; some months, the years."""
    if name in SECONDS:
        return Moment(offset=0, unit="day")
    if name == "day":
        return Moment(offset=sign * FEW[0], unit="day", grain="month")
    name, size = {"week": ("day", 7)}.get(name, (name, 1))
    size *= int(YEARS.get(name, 1))
    name = "year" if name in YEARS else name
    grain = "month" if name == "day" else None
    near, far = (Moment(offset=sign * few * size, unit=name, grain=grain) for few in FEW)
    return Stretch(near, far) if sign > 0 else Stretch(far, near)


def moment_of(length: Length, sign: int) -> Moment | Stretch:
    """Return the day, month or year that lies a length before (-1) or after (1) the publication."""
    if length.vague:
        return vague_moment(length.parts[0][0], sign)
    names = [name for name, _ in length.parts]
    if any(name in SECONDS for name in names):
        return _by_clock(length, sign)
    if len(names) == 1 and length.parts[0][1].is_integer():
        return _by_unit(names[0], int(length.parts[0][1]), sign)
    if set(names) <= {"year", "month"}:
        months = sum(count * (12 if name == "year" else 1) for name, count in length.parts)
        if float(months).is_integer():
            return Moment(offset=sign * int(months), unit="month")
    days = sum(count * _DAYS[name] for name, count in length.parts)
    coarse = any(name not in ("day", "week") for name in names)
    return Moment(offset=sign * round(days), unit="day", grain="month" if coarse else None)


def _by_unit(name: str, count: int, sign: int) -> Moment:
    if name in YEARS:
        return Moment(offset=sign * count * int(YEARS[name]), unit="year")
    if name == "week":
        return Moment(offset=sign * count * 7, unit="day")
    return Moment(offset=sign * count, unit=name)


def _by_clock(length: Length, sign: int) -> Moment:
    seconds = sum(
        count * (SECONDS.get(name) or _DAYS[name] * 86400) for name, count in length.parts
    )
    for name, size in (("hour", 3600), ("minute", 60)):
        if seconds % size == 0:
            return Moment(offset=sign * int(seconds // size), unit=name)
    return Moment(offset=sign * round(seconds), unit="second")


# --------------------------------------------------------------- counted from another date of the text


STORY = "day"
"""What ``Moment.same`` says of a date counted from the one that the text told before."""


def away(length: Length, sign: int) -> Moment | Stretch:
    """Return the date that lies a length before (-1) or after (1) the one told before in the text."""
    if length.vague and length.parts[0][0] == "hour":  # some hours may pass midnight
        near, far = _of_story(Moment(offset=0)), _of_story(Moment(offset=sign))
        return Stretch(near, far) if sign > 0 else Stretch(far, near)
    found = moment_of(length, sign)
    if isinstance(found, Moment):
        return _of_story(found)
    start, end = (None if end is None else _of_story(end) for end in (found.start, found.end))
    return Stretch(start, end)


def lasting_until(length: Length) -> Stretch | None:
    """Return the days of what lasted a length until the date told before in the text, or until publication."""
    start = None if length.vague else away(length, -1)
    return Stretch(start, _of_story(Moment(offset=0))) if isinstance(start, Moment) else None


def _of_story(moment: Moment) -> Moment:
    return msgspec.structs.replace(moment, unit=moment.unit or "day", same=STORY)
