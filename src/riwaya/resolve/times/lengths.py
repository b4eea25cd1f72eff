"""Lengths of time and units counted from the publication: three days, two years and a half, last week.

Imports ``amounts``, ``atoms`` and ``dates``.
"""

import msgspec

from riwaya.resolve.times.amounts import cardinal, joined, ordinal
from riwaya.resolve.times.atoms import Atom, is_definite, pass_over
from riwaya.resolve.times.moments import Length, Moment, Stretch
from riwaya.resolve.times.vocabulary import Hit, View, triggers, words_of

_LETTERS = {
    "century": "Y", "decade": "Y", "year": "Y", "month": "M", "week": "W", "day": "D",
    "hour": "H", "minute": "M", "second": "S",
}  # fmt: skip
_YEARS = {"century": 100.0, "decade": 10.0, "year": 1.0}
_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.24,
    "decade": 3652.4,
    "century": 36524.0,
}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
FEW = (3, 9)
"""What an unnamed number of units stands for, at least and at most."""
Part = tuple[str, float]


def iso(length: Length) -> str | None:
    """Return an ISO 8601 duration, or None for a vague one. Weeks beside other units are given in days."""
    if length.vague or not length.parts:
        return None
    parts: dict[str, float] = {}
    for unit, count in length.parts:
        unit, count = ("year", count * _YEARS[unit]) if unit in _YEARS else (unit, count)
        unit, count = (
            ("day", count * 7) if unit == "week" and len(length.parts) > 1 else (unit, count)
        )
        parts[unit] = parts.get(unit, 0) + count
    date = "".join(
        f"{_number(parts[u])}{_LETTERS[u]}" for u in ("year", "month", "week", "day") if u in parts
    )
    time = "".join(
        f"{_number(parts[u])}{_LETTERS[u]}" for u in ("hour", "minute", "second") if u in parts
    )
    return f"P{date}T{time}" if time else f"P{date}"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:.4f}".rstrip("0")


# --------------------------------------------------------------- reading


def counted(view: View, index: int) -> Atom | None:
    """Read a number and its unit: three days, 24 hours, half an hour, some weeks."""
    start = view.at(index, "fraction", "few")
    if start is not None and start.word.kind == "few":
        return _few(view, index, index + start.width)
    if start is not None:
        unit = view.at(index + 1, "unit")
        if unit is None or unit.word.n != 1:
            return None
        return _go_on(view, index, index + 2, [(unit.word.tag, 1 / start.word.n)])
    amount = cardinal(view, index)
    if amount is None:
        return None
    unit = view.at(amount[1], "unit")
    if unit is None or unit.word.n == 2 or unit.lead or amount[0] > 1e6:
        return None
    past = pass_over(view, amount[1] + unit.width, "complete")
    return _go_on(view, index, past, [(unit.word.tag, amount[0])])


def _few(view: View, index: int, past: int) -> Atom | None:
    unit = view.at(past, "unit")
    if unit is None or unit.word.n == 2:
        return None
    return _shift(view, index, past + 1, Length(((unit.word.tag, 1.0),), vague=True))


def unit(view: View, index: int) -> Atom | None:
    """Read what begins with a unit: last week, two days, the past days, a month."""
    hit = view.at(index, "unit")
    if hit is None or view.at(index - 1, "every"):
        return None
    if hit.word.n == 1:
        return _single(view, index, hit)
    if hit.word.n == 2:
        return _go_on(view, index, index + 1, [(hit.word.tag, 2.0)])
    return _plural(view, index, hit)


def _single(view: View, index: int, hit: Hit) -> Atom | None:
    name, past = hit.word.tag, index + hit.width
    if hit.definite:
        return _this_unit(view, index, past, name)
    whole = view.at(past, "complete")
    parts = [(name, 1.0)]
    atom = _go_on(view, index, past + (whole.width if whole else 0), parts)
    if name == "day" and whole is None and _names_day(view, past):
        return None
    if whole or (atom.length is not None and atom.length.parts != tuple(parts)):
        return atom
    return msgspec.structs.replace(atom, weak=True)


def _names_day(view: View, index: int) -> bool:
    """Tell whether "day" only introduces what follows: Thursday, the 3rd of May."""
    key = view.key(index)
    return key in triggers() or key[:1].isdigit()


def _this_unit(view: View, index: int, past: int, name: str) -> Atom | None:
    """Read a unit with the article: it needs "last", "this" or a phase beside it."""
    turn = view.at(past, "modifier")
    if name == "day" and turn is not None and turn.word.n == 1 and view.at(index - 1, "in"):
        return None  # "on the following day" follows the story, not the publication
    if name in _SECONDS:
        return None
    if turn is not None:
        moment = Moment(offset=turn.word.n, unit=name)
        return Atom(index, past + turn.width, moment)
    if view.at(index - 1, "this"):
        return Atom(index - 1, past, Moment(offset=0, unit=name))
    if view.at(index - 1, "whole"):
        return Atom(index, past, Length(((name, 1.0),)))
    if is_definite(view, past) and view.at(past, "weekday") is None:
        return None  # the school year, the general director: an adjective makes it something else
    return Atom(index, past, Moment(offset=0, unit=name), weak=True)


def _plural(view: View, index: int, hit: Hit) -> Atom | None:
    """Read "the past days", "the last five years", "the past 24 hours"; "days" alone is vague."""
    past = index + hit.width
    if not hit.definite:
        vague = Length(((hit.word.tag, 1.0),), vague=True)
        return _shift(view, index, pass_over(view, past, "few_adjective"), vague, weak=True)
    at = pass_over(view, past, "article")
    amount = cardinal(view, at)
    if amount is not None:
        return _shift(view, index, amount[1], Length(((hit.word.tag, amount[0]),)), needs_turn=True)
    at = pass_over(view, past, "few_adjective")
    return _shift(view, index, at, Length(((hit.word.tag, 1.0),), vague=True), needs_turn=True)


def _go_on(view: View, index: int, past: int, parts: list[Part]) -> Atom:
    """Read further units joined by "and" or a comma, and a fraction of the last unit."""
    while True:
        at = joined(view, past)
        if at is None and view.key(past) in words_of("marks.commas"):
            at = joined(view, past + 1) or past + 1
        found = None if at is None else _fraction(view, at, parts) or _further(view, at, parts)
        if found is None:
            break
        parts, past = found
    return _shift(view, index, past, Length(tuple(parts)))


def _fraction(view: View, at: int, parts: list[Part]) -> tuple[list[Part], int] | None:
    """Read "and a half", with or without the unit said again."""
    fraction = view.at(at, "fraction")
    if fraction is None:
        return None
    name, count = parts[-1]
    past = at + 1
    again = view.at(past, "unit")
    if again is not None:
        if again.word.tag != name:
            return None
        past += 1
    return [*parts[:-1], (name, count + 1 / fraction.word.n)], past


def _further(view: View, at: int, parts: list[Part]) -> tuple[list[Part], int] | None:
    amount = cardinal(view, at)
    name = view.at(amount[1] if amount else at, "unit")
    if name is None or name.definite or name.word.tag in {unit for unit, _ in parts}:
        return None
    if amount is not None:
        return [*parts, (name.word.tag, amount[0])], amount[1] + 1
    if name.word.n == 3:
        return None
    return [*parts, (name.word.tag, float(name.word.n))], at + name.width


def _shift(
    view: View,
    index: int,
    past: int,
    length: Length,
    *,
    weak: bool = False,
    needs_turn: bool = False,
) -> Atom | None:
    """Make a stretch of a length that "past" or "coming" follows."""
    turn = view.at(past, "modifier")
    if turn is None or turn.word.n not in (-1, 1) or len(length.parts) != 1:
        return None if needs_turn else Atom(index, past, length, weak=weak)
    first = index - 1 if view.at(index - 1, "article") else index
    return Atom(first, past + turn.width, stretch_of(length, turn.word.n), flags=_vague(length))


def _vague(length: Length) -> tuple[str, ...]:
    return ("vague",) if length.vague else ()


# --------------------------------------------------------------- counting from the publication


def stretch_of(length: Length, sign: int) -> Stretch | Moment:
    """Return the days, months or years that a number of past (-1) or coming (1) units covers."""
    name, count = length.parts[0]
    if length.vague and name in ("second", "minute", "hour", "day"):
        return vague_moment(name, sign)
    if length.vague:  # "the past months": of three of them one can be sure
        count = float(FEW[0])
    if name in _SECONDS:
        days = -(-int(count * _SECONDS[name]) // 86400)
        here, there = Moment(offset=0, unit="day"), Moment(offset=sign * days, unit="day")
    else:
        name, count = ("year", count * _YEARS[name]) if name in _YEARS else (name, count)
        name, count = ("day", count * 7) if name == "week" else (name, count)
        here, there = Moment(offset=sign, unit=name), Moment(offset=sign * int(count), unit=name)
    return Stretch(here, there) if sign > 0 else Stretch(there, here)


def vague_moment(name: str, sign: int) -> Moment | Stretch:
    """Return what "some days ago" says: no more than the month; some months, the years."""
    if name in _SECONDS:
        return Moment(offset=0, unit="day")
    if name == "day":
        return Moment(offset=sign * FEW[0], unit="day", grain="month")
    name, size = {"week": ("day", 7)}.get(name, (name, 1))
    size *= int(_YEARS.get(name, 1))
    name = "year" if name in _YEARS else name
    grain = "month" if name == "day" else None
    near, far = (Moment(offset=sign * few * size, unit=name, grain=grain) for few in FEW)
    return Stretch(near, far) if sign > 0 else Stretch(far, near)


def moment_of(length: Length, sign: int) -> Moment | Stretch:
    """Return the day, month or year that lies a length before (-1) or after (1) the publication."""
    if length.vague:
        return vague_moment(length.parts[0][0], sign)
    names = [name for name, _ in length.parts]
    if any(name in _SECONDS for name in names):
        return _by_clock(length, sign)
    if len(names) == 1 and length.parts[0][1].is_integer():
        return _by_unit(names[0], int(length.parts[0][1]), sign)
    if set(names) <= {"year", "month"}:
        months = sum(count * (12 if name == "year" else 1) for name, count in length.parts)
        if months.is_integer():
            return Moment(offset=sign * int(months), unit="month")
    days = sum(count * _DAYS[name] for name, count in length.parts)
    coarse = any(name not in ("day", "week") for name in names)
    return Moment(offset=sign * round(days), unit="day", grain="month" if coarse else None)


def _by_unit(name: str, count: int, sign: int) -> Moment:
    if name in _YEARS:
        return Moment(offset=sign * count * int(_YEARS[name]), unit="year")
    if name == "week":
        return Moment(offset=sign * count * 7, unit="day")
    return Moment(offset=sign * count, unit=name)


def _by_clock(length: Length, sign: int) -> Moment:
    seconds = sum(
        count * (_SECONDS.get(name) or _DAYS[name] * 86400) for name, count in length.parts
    )
    for name, size in (("hour", 3600), ("minute", 60)):
        if seconds % size == 0:
            return Moment(offset=sign * int(seconds // size), unit=name)
    return Moment(offset=sign * round(seconds), unit="second")


# --------------------------------------------------------------- quarters, halves, seasons, decades


def portion(view: View, index: int) -> Atom | None:
    """Read "the third quarter" and "the first half" of a year."""
    hit = view.at(index, "fraction", "portion")
    if hit is None or not hit.definite or hit.word.n == 3:
        return None
    which = ordinal(view, index + 1)
    if which is None:
        return None
    number = which[0] if which[0] > 0 else hit.word.n
    if not 1 <= number <= hit.word.n:
        return None
    base = 32 if hit.word.n == 4 else 39
    return Atom(index, which[1], Moment(season=base + number), weak=True)


def season(view: View, index: int) -> Atom | None:
    """Read a season: with "last" or "next" beside it, or weak."""
    hit = view.at(index, "season")
    if hit is None:
        return None
    turn = view.at(index + 1, "modifier")
    if turn is not None:
        return Atom(index, index + 1 + turn.width, Moment(season=hit.word.n, turn=turn.word.n))
    this = view.at(index - 1, "this")
    if this is not None and hit.definite:
        return Atom(index - 1, index + 1, Moment(season=hit.word.n, turn=0))
    return Atom(index, index + 1, Moment(season=hit.word.n), weak=True)


def decade(view: View, index: int) -> Atom | None:
    """Read the seventies, with the century where it is said."""
    hit = view.at(index, "decade")
    if hit is None:
        return None
    past = index + 1
    at = pass_over(view, past, "from")
    century = view.at(at, "unit")
    if century is not None and century.word.tag == "century" and century.definite:
        turn = view.at(at + 1, "modifier")
        if turn is not None:
            said = Moment(decade=hit.word.n, offset=turn.word.n, unit="century")
            return Atom(index, at + 1 + turn.width, said)
        which = ordinal(view, at + 1)
        if which is not None and which[0] > 1:
            return Atom(index, which[1], Moment(decade=(which[0] - 1) * 100 + hit.word.n))
    return Atom(index, past, Moment(decade=hit.word.n))
