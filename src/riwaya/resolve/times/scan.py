"""Finding atoms: at each trigger token, the first reader that accepts.

Imports every reader of the package.
"""

from collections.abc import Callable
from itertools import compress

import msgspec

from riwaya.resolve.times import clocks, dates, figures, lengths, portions, years
from riwaya.resolve.times.amounts import cardinal, joined, ordinal
from riwaya.resolve.times.atoms import DASHES, Atom, is_definite, is_open, pass_over
from riwaya.resolve.times.moments import Length, Moment, Stretch
from riwaya.resolve.times.vocabulary import View, companions, is_numeral, phrases, telling, triggers

_NEAR = 6  # tokens
_IN_FIGURES_MARKS = frozenset((":", "/", "\\", ".", *DASHES))
Reader = Callable[[View, int], Atom | None]


def atoms(view: View) -> list[Atom]:
    """Return the atoms of a text from left to right, none overlapping another."""
    found: list[Atom] = []
    floor = 0
    opening, following = phrases()
    for index in _begun(view.keys):
        if index < floor or (view.keys[index] in opening and view.key(index + 1) not in following):
            continue
        if index - floor > _NEAR and _is_idle(view, index):
            continue
        atom = _read(view, index, found[-1] if found else None)
        if atom is not None and atom.first >= floor:
            found.append(atom)
            floor = atom.past
    return found


def _begun(keys: list[str]) -> list[int]:
    """Return the indices of tokens in the vocabulary and of digits, which sort between "0" and the colon."""
    told = compress(range(len(keys)), map(triggers().__contains__, keys))
    low = compress(range(len(keys)), map(":".__gt__, keys))
    return sorted((*told, *(index for index in low if keys[index] >= "0")))


def _is_idle(view: View, index: int) -> bool:
    """Tell of a number or ordinal whether nothing near it can make a time of it."""
    key = view.keys[index]
    if key < ":":
        mark = view.key(index + 1)
        if len(key) == 4 or mark == "/" or (mark in _IN_FIGURES_MARKS and view.touching(index + 1)):
            return False
    elif key in telling():
        return False
    return companions().isdisjoint(view.keys[index + 1 : index + 1 + _NEAR])


def _read(view: View, index: int, previous: Atom | None) -> Atom | None:
    if previous is not None:
        atom = _continued(view, index, previous)
        if atom is not None:
            return atom
    if view.keys[index] < ":":
        return _first(_by_shape(view, index), view, index)
    tried: set[str] = set()
    for hit in view.hits(index):
        kind = hit.word.kind
        if kind in _READERS and kind not in tried:
            tried.add(kind)
            atom = _first(_READERS[kind], view, index)
            if atom is not None:
                return atom
    return _first(_IN_WORDS, view, index) if is_numeral(view.keys[index]) else None


def _first(readers: tuple[Reader, ...], view: View, index: int) -> Atom | None:
    for reader in readers:
        atom = reader(view, index)
        if atom is not None:
            return atom
    return None


def _by_shape(view: View, index: int) -> tuple[Reader, ...]:
    """Return the readers that figures of this shape may suit: four digits are no day, and three days no hour."""
    if len(view.keys[index]) == 4:
        return _LONG_FIGURES
    noun = view.at(index + 1, "unit")
    return _IN_FIGURES if noun is None or noun.word.tag == "month" else _COUNTING_FIGURES


def _continued(view: View, index: int, previous: Atom) -> Atom | None:
    """Read a bare hour after a time of day: "from 1:30 to 3:30", "tonight at 7"."""
    said = previous.moment
    if said is None or not said.has_time or not 0 < index - previous.past <= 2:
        return None
    gap = view.at(previous.past, "to", "in")
    if index - previous.past == 2 and (gap is None or not view.at(previous.past + 1, "glue")):
        return None
    dash = index - previous.past == 1 and view.key(previous.past) in DASHES
    if not dash and (gap is None or (gap.word.kind == "in") != (said.clock is None)):
        return None
    if said.clock is not None:
        whole = clocks.bare_hour(view, index, surely=True)
        if whole is not None:
            return whole
    hour = clocks.spoken_hour(view, index, named=True)
    if hour is None or not 0 < hour.hour <= 24 or not is_open(view, hour.past):
        return None
    if view.at(hour.past, "part") or dates.month_at(view, hour.past):
        return None
    return Atom(index, hour.past, Moment(clock=hour.clock(None)), loose=hour.hour <= 12)


# --------------------------------------------------------------- readers that begin with a number


def _number(view: View, index: int) -> tuple[int, int] | None:
    amount = cardinal(view, index)
    if amount is not None:
        return (int(amount[0]), amount[1]) if amount[0].is_integer() else None
    return ordinal(view, index)


def _numbered_day(view: View, index: int) -> Atom | None:
    number = _number(view, index)
    return dates.numbered_day(view, index, *number) if number is not None else None


def _pair(view: View, index: int) -> Atom | None:
    """Read two numbers that share what follows: 13 to 15 July, 4-23 of next month, 5 to 6 in the evening."""
    one = _number(view, index)
    if one is None or not 0 < one[0] <= 31:
        return None
    at = _connector(view, index, one[1])
    two = None if at is None else _number(view, at)
    if at is None or two is None or not 0 < two[0] <= 31:
        return None
    day = dates.numbered_day(view, at, *two)
    if day is not None and day.moment is not None:
        start = msgspec.structs.replace(day.moment, day=one[0])
        return Atom(index, day.past, Stretch(start, day.moment))
    hour = clocks.bare_hour(view, at)
    if hour is None or hour.moment is None or hour.moment.clock is None or one[0] > 12:
        return None
    end = hour.moment
    start = msgspec.structs.replace(end, clock=_like(f"{one[0]:02}:00", end.clock or ""))
    return Atom(index, hour.past, Stretch(start, end))


def _connector(view: View, index: int, at: int) -> int | None:
    """Return the index after "to", a dash, or an "and" that "between" asks for."""
    hit = view.at(at, "to")
    if hit is not None:
        return at + hit.width
    if view.key(at) in DASHES:
        return at + 1
    linked = joined(view, at)
    asked = view.before(index, "between") is not None
    one, two = _number(view, index), None if linked is None else _number(view, linked)
    if linked is None or one is None or two is None:
        return None
    return linked if asked or two[0] == one[0] + 1 else None


def _like(clock: str, other: str) -> str:
    """Return a clock put into the half of the day of another, where that keeps their order."""
    moved = f"{(int(clock[:2]) % 12) + 12:02}{clock[2:]}"
    return moved if other >= "12:00" and moved <= other else clock


def _ordinal_day(view: View, index: int) -> Atom | None:
    """Read "the first of March", "the last day of the month", "the first day of March"."""
    noun = view.at(index, "unit")
    named = noun is not None and noun.word.tag == "day" and noun.word.n == 1
    which = ordinal(view, index + 1 if named else index)
    if which is None:
        return None
    number, past = which
    if not named and _qualifies(view, index):
        return None
    if not named:
        day = view.at(past, "unit")
        if day is not None and day.word.tag == "day" and day.word.n == 1:
            past += 1
    of_unit = _day_of_unit(view, index, number, past) if past > index + 1 or named else None
    if of_unit is not None:
        return of_unit
    if number > 0:
        return dates.numbered_day(view, index, number, past)
    inner = dates.numbered_day(view, index, 1, past) if past > index + 1 or named else None
    if inner is None or inner.moment is None:
        return None
    return msgspec.structs.replace(
        inner, meaning=msgspec.structs.replace(inner.moment, day=None, nth=-1)
    )


def _qualifies(view: View, index: int) -> bool:
    """Tell whether an ordinal belongs to a noun before it: the first week, the second half."""
    hit = view.at(index, "ordinal")
    noun = is_definite(view, index - 1) and view.at(index - 1, "weekday", "day") is None
    return noun and hit is not None and hit.definite


def _day_of_unit(view: View, index: int, number: int, past: int) -> Atom | None:
    """Read "the last day of the month", "the first day of next year"."""
    at = pass_over(view, past, "in", "from")
    noun = view.at(at, "unit")
    if at == past or noun is None or noun.word.tag not in ("month", "year") or not noun.definite:
        return None
    turn = view.at(at + 1, "modifier")
    said = Moment(nth=number, offset=turn.word.n if turn else 0, unit=noun.word.tag)
    return Atom(index, at + 1 + (turn.width if turn else 0), said)


def _same(view: View, index: int) -> Atom | None:
    """Read "the same year", whichever of the two words comes first."""
    noun = view.at(index, "unit")
    if noun is None or noun.word.tag != "year" or not noun.definite:
        return None
    if view.at(index - 1, "same"):
        return Atom(index - 1, index + 1, Moment(same="year"), weak=True)
    if view.at(index + 1, "same"):
        return Atom(index, index + 2, Moment(same="year"), weak=True)
    return None


def _morrow(view: View, index: int) -> Atom | None:
    """Read "on the morrow of" an event, which then happened on the day before the one told."""
    if view.at(index + 1, "weekday", "day") or not view.key(index + 1)[:1].isalpha():
        return None
    return Atom(index, index + 1, _NO_LENGTH, counted=Moment(offset=-1, unit="day", same="day"))


def _then(view: View, index: int) -> Atom | None:
    """Read "since that time": what has gone on since the date told before."""
    since = view.before(index - 1, "since") if view.at(index - 1, "that") else None
    if since is None:
        return None
    then = Stretch(Moment(offset=0, unit="day", same="day"), None)
    return Atom(since[0], index + 1, _NO_LENGTH, counted=then)


def _unit(view: View, index: int) -> Atom | None:
    """Read what begins with a unit: each has its own ways."""
    noun = view.at(index, "unit")
    return None if noun is None else _first(_BY_UNIT.get(noun.word.tag, _ANY_UNIT), view, index)


_NO_LENGTH = Length((), vague=True)
_ANY_UNIT: tuple[Reader, ...] = (lengths.unit,)
_BY_UNIT: dict[str, tuple[Reader, ...]] = {
    "hour": (clocks.hour, lengths.unit),
    "day": (_ordinal_day, lengths.unit),
    "month": (dates.month, lengths.unit),
    "year": (_same, years.year, lengths.unit),
}


_IN_FIGURES: tuple[Reader, ...] = (
    _numbered_day, _pair, clocks.bare_hour, lengths.counted, figures.figures, years.bare_year,
)  # fmt: skip
_LONG_FIGURES: tuple[Reader, ...] = (
    lengths.counted,
    figures.figures,
    clocks.bare_hour,
    years.bare_year,
)
_COUNTING_FIGURES: tuple[Reader, ...] = (lengths.counted, _pair)
_IN_WORDS: tuple[Reader, ...] = (
    _numbered_day, _pair, lengths.counted, clocks.bare_hour, years.bare_year,
)  # fmt: skip
_READERS: dict[str, tuple[Reader, ...]] = {
    "day": (dates.day_word,),
    "weekday": (dates.weekday,),
    "month": (dates.month,),
    "hijri": (dates.month,),
    "unit": (_unit,),
    "part": (clocks.part_of_day,),
    "clock": (clocks.clock_word,),
    "season": (portions.season,),
    "decade": (portions.decade,),
    "fraction": (portions.portion, lengths.counted),
    "portion": (portions.portion,),
    "few": (lengths.counted,),
    "ordinal": (_ordinal_day, _pair, clocks.bare_hour),
    "morrow": (_morrow,),
    "then": (_then,),
}
