"""Lengths of time and units counted from the publication: three days, two years and a half, last week.

Imports ``amounts``, ``atoms`` and ``counting``.
"""

import msgspec

from riwaya.resolve.times.amounts import cardinal, joined, ordinal
from riwaya.resolve.times.atoms import Atom, is_definite, pass_over, turn_at
from riwaya.resolve.times.counting import SECONDS, stretch_of
from riwaya.resolve.times.moments import Length, Moment, Stretch
from riwaya.resolve.times.vocabulary import Hit, View, triggers, words_of

Part = tuple[str, float]


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
    if unit.word.tag == "day" and unit.word.n == 1 and view.at(amount[1] + 1, "weekday", "day"):
        return None  # 1437, on Sunday
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
    # "A week" as an object without a preposition says how long.
    return msgspec.structs.replace(atom, weak=view.at(index, "adverbial") is None)


def _names_day(view: View, index: int) -> bool:
    """Tell whether "day" only introduces what follows: Thursday, the 3rd of May."""
    key = view.key(index)
    return (key in triggers() or key[:1].isdigit()) and joined(view, index) is None


def _this_unit(view: View, index: int, past: int, name: str) -> Atom | None:
    """Read a unit with the article: it needs "last", "this" or a phase beside it."""
    turn = turn_at(view, past)
    if name == "day" and turn is not None and turn.word.n == 1 and view.at(index - 1, "in"):
        return None  # "on the following day" follows the story, not the publication
    if name in SECONDS:
        return None
    which = ordinal(view, past) if name == "century" else None
    if which is not None and which[0] > 0:
        return Atom(index, which[1], Moment(decade=100 * (which[0] - 1), unit=name))
    if turn is not None and name == "year" and view.at(past, "recent"):
        twelve = Stretch(Moment(offset=-12, unit="month"), Moment(offset=0, unit="month"))
        return Atom(index, past + 1, twelve)
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
    following = view.at(past, "part")
    if following is not None and following.definite:
        return None  # the hours of the morning
    if not hit.definite:
        vague = Length(((hit.word.tag, 1.0),), vague=True)
        return _shift(view, index, pass_over(view, past, "few_adjective"), vague, weak=True)
    at = pass_over(view, past, "article")
    amount = cardinal(view, at)
    if amount is not None:
        return _turned(view, index, amount[1], Length(((hit.word.tag, amount[0]),)))
    at = pass_over(view, past, "few_adjective")
    return _turned(view, index, at, Length(((hit.word.tag, 1.0),), vague=True))


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


def _shift(view: View, index: int, past: int, length: Length, *, weak: bool = False) -> Atom:
    """Return a length, or the stretch that "past" or "coming" after it makes of it."""
    return _turned(view, index, past, length) or Atom(index, past, length, weak=weak)


def _turned(view: View, index: int, past: int, length: Length) -> Atom | None:
    turn = turn_at(view, past)
    if turn is None or turn.word.n not in (-1, 1) or len(length.parts) != 1:
        return None
    first = index - 1 if view.at(index - 1, "article") else index
    return Atom(first, past + turn.width, stretch_of(length, turn.word.n), flags=_vague(length))


def _vague(length: Length) -> tuple[str, ...]:
    return ("vague",) if length.vague else ()
