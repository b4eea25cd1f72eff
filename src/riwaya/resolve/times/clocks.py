"""Times of day: the hour in words or figures, and the parts of the day.

Imports ``amounts``, ``atoms`` and ``figures``.
"""

import msgspec

from riwaya.resolve.times.amounts import cardinal, joined, ordinal
from riwaya.resolve.times.atoms import OVERNIGHT, Atom, is_definite, is_open, pass_over, skip
from riwaya.resolve.times.figures import clock as figure_clock
from riwaya.resolve.times.moments import Moment
from riwaya.resolve.times.vocabulary import Hit, View, words_of

_EVENING = frozenset(("AF", "EV"))
_NOON = 12
_DAWN = 6  # hours before it, said of a night, come after midnight


class Hour(msgspec.Struct, frozen=True, gc=False):
    """An hour as said, its minutes and seconds, and the token after it; ``sure`` where its words mean nothing else."""

    hour: int
    rest: str
    past: int
    sure: bool = False

    def clock(self, part: str | None) -> str:
        """Return ``HH:MM``, in the half of the day that ``part`` tells."""
        return f"{in_day(self.hour, part):02}{self.rest}"


def in_day(hour: int, part: str | None) -> int:
    """Return the hour 0..23 of an hour that was said with a part of the day."""
    if part is None or hour > _NOON:
        return hour % 24
    if part == "MO":
        return hour % _NOON
    if part == "MI":
        return hour if hour >= 10 else hour + _NOON
    if part in _EVENING:
        return (hour + _NOON) % 24 if part == "EV" or hour < _NOON else _NOON
    return hour % _NOON + (_NOON if _DAWN <= hour < _NOON else 0)


def move(clock: str, part: str | None) -> str:
    """Return a clock of the half-day dial moved to where ``part`` puts it."""
    return f"{in_day(int(clock[:2]) or _NOON, part):02}{clock[2:]}"


def spoken_hour(view: View, index: int, *, named: bool) -> Hour | None:
    """Read the hour at a token; ``named`` after the word for hour, where any number will do."""
    figures = figure_clock(view, index)
    if figures is not None and figures.moment is not None and figures.moment.clock is not None:
        text = figures.moment.clock
        return Hour(int(text[:2]), text[2:], figures.past)
    dotted = _dotted(view.key(index)) if named else None
    if dotted is not None:
        return Hour(*dotted, index + 1)
    which = _ordinal_hour(view, index, named=named)
    if which is None:
        amount = cardinal(view, index)
        if amount is None or not 0 <= amount[0] <= 24:
            return None
        which = int(amount[0]), amount[1]
        if not amount[0].is_integer():  # three and a third, in one number
            return Hour(which[0], f":{round(amount[0] % 1 * 60):02}", which[1])
    hour, past = which
    if not 0 <= hour <= 24:
        return None
    return _minutes(view, hour, past)


def _dotted(key: str) -> tuple[int, str] | None:
    """Return the hour and the rest of a clock written with a full stop or comma: 21.30."""
    hour, _, minutes = key.replace(",", ".").partition(".")
    if not (hour.isdigit() and minutes.isdigit() and len(minutes) == 2 and len(hour) <= 2):
        return None
    return (int(hour), f":{minutes}") if int(minutes) < 60 else None


def _ordinal_hour(view: View, index: int, *, named: bool) -> tuple[int, int] | None:
    hit = view.at(index, "ordinal")
    if hit is None or not (named or (hit.definite and view.at(index, "hour_ordinal"))):
        return None  # without the word for hour, only "the third" in the feminine
    which = ordinal(view, index)
    return which if which is not None and 1 <= which[0] <= 12 else (hit.word.n, index + 1)


def _minutes(view: View, hour: int, past: int) -> Hour:
    """Read "and a half", "and twenty minutes", "less a quarter"."""
    at = joined(view, past)
    if at is not None:
        found = _part_of_hour(view, at)
        if found is not None:
            sure = view.at(found[1] - 1, "fraction", "unit") is not None
            return Hour(hour, f":{found[0]:02}", found[1], sure)
    elif view.at(past, "minus"):
        found = _part_of_hour(view, past + 1)
        if found is not None and found[0]:
            return Hour((hour - 1) % 24 or 24, f":{60 - found[0]:02}", found[1], sure=True)
    return Hour(hour, ":00", past)


def _part_of_hour(view: View, index: int) -> tuple[int, int] | None:
    fraction = view.at(index, "fraction")
    if fraction is not None:
        return 60 // fraction.word.n, index + 1
    amount = cardinal(view, index)
    if amount is None or not amount[0].is_integer() or not 1 <= amount[0] <= 59:
        return None
    unit = view.at(amount[1], "unit")
    if unit is not None and unit.word.tag == "minute":
        return int(amount[0]), amount[1] + 1
    # A bare number after "and" is minutes only in words, and where nothing is counted by it.
    is_minutes = (
        unit is None
        and not view.key(index)[0].isdigit()
        and (view.at(amount[1], "part") or is_open(view, amount[1]))
    )
    return (int(amount[0]), amount[1]) if is_minutes else None


def hour(view: View, index: int) -> Atom | None:
    """Read "the hour" and what follows it."""
    noun = view.at(index, "unit")
    if noun is None or noun.word.tag != "hour" or noun.word.n != 1 or not noun.definite:
        return None
    at = pass_over(view, index + 1, "glue", "hedge", "now")
    said = spoken_hour(view, at, named=True)
    if said is None or view.at(said.past, "unit"):
        return None
    return _with_part(view, index, said, needs_part=False)


def bare_hour(view: View, index: int, *, surely: bool = False) -> Atom | None:
    """Read an hour without its noun: only beside a part of the day. ``surely`` where nothing can be counted."""
    if view.at(index, "ordinal") is not None and view.at(index, "hour_ordinal") is None:
        return None
    said = spoken_hour(view, index, named=False)
    if said is None or (said.hour == 0 and said.rest == ":00"):
        return None
    counted = not surely and _may_count(view, index)
    sure = said.sure and view.at(index, "ordinal") is not None
    return _with_part(view, index, said, needs_part=not sure, counted=counted)


def _with_part(
    view: View, first: int, said: Hour, *, needs_part: bool, counted: bool = False
) -> Atom | None:
    part, past = _part_after(view, said.past, counted=counted)
    zone, past = _zone(view, past)
    if needs_part and part is None and zone is None:
        return None
    loose = part is None and 0 < said.hour <= _NOON
    moment = Moment(clock=said.clock(part.word.tag if part else None), zone=zone)
    if part is not None and _is_tonight(view, part, past):
        moment = msgspec.structs.replace(moment, offset=0, unit="day")
    return Atom(first, past, moment, loose=loose)


def _is_tonight(view: View, part: Hit, past: int) -> bool:
    return view.at(past - part.width - 1, "this") is not None


def _may_count(view: View, index: int) -> bool:
    """Tell whether a number could count people or things rather than hours."""
    return view.at(index, "ordinal") is None and view.key(index + 1) != ":"


def _part_after(view: View, index: int, *, counted: bool) -> tuple[Hit | None, int]:
    """Return the part of the day after an hour, and the token after it.

    Where the number may count something (``counted``: five, on the morning of ...), a part that goes on to a day
    belongs to the day.
    """
    half = _half_of_day(view, index)
    if half is not None:
        return half
    at = pass_over(view, index, "in", "from")
    at = pass_over(view, at, "this")
    part = view.at(at, "part")
    midnight = view.at(index, "clock")
    if midnight is not None:
        return _as_part(midnight), index + midnight.width
    if part is None or part.lead:
        return None, index
    past = at + part.width
    if at > index and part.definite and part.width == 1 and not _is_plain(view, at, part):
        return None, index
    if counted and at > index and not part.definite and part.width == 1:
        return None, index
    if counted and at == index and view.at(pass_over(view, past, "unit"), "weekday", "day"):
        return None, index
    return part, past


def _as_part(clock: Hit) -> Hit:
    """Return midnight or noon as the part of the day that an hour beside it is in."""
    part = "NI" if clock.word.tag == "00:00" else "MI"
    return msgspec.structs.replace(
        clock, word=msgspec.structs.replace(clock.word, kind="part", tag=part)
    )


def _half_of_day(view: View, index: int) -> tuple[Hit, int] | None:
    """Read the abbreviations of a.m. and p.m. after figures, maybe in brackets."""
    if not view.key(index - 1).isdigit() or view.key(index - 2) != ":":
        return None
    at = skip(view, index, "(")
    hit = view.at(at, "half")
    if hit is None:
        return None
    return hit, skip(view, at + 1, ")") if at > index else at + 1


def _zone(view: View, index: int) -> tuple[str | None, int]:
    at = skip(view, index, "(")
    hit = view.at(at, "zone_utc", "zone_local")
    if hit is None:
        return None, index
    past = at + hit.width
    if at > index:
        past = skip(view, past, ")")
    return ("Z" if hit.word.kind == "zone_utc" else None), past


def part_of_day(view: View, index: int) -> Atom | None:
    """Read a part of the day; with "this" before it or as "tonight", it is the day of publication's."""
    hit = view.at(index, "part")
    if hit is None:
        return None
    tag, past, first = hit.word.tag, index + hit.width, index
    if view.key(index - 1) in words_of("blocked.before"):
        return None
    turn = view.at(past, "modifier") if hit.definite else None
    if turn is not None and hit.width == 1:
        return Atom(first, past + turn.width, Moment(offset=turn.word.n, unit="day", part=tag))
    if view.at(index - 1, "this"):
        epoch = view.at(index, "epoch") is not None  # "this age", not this afternoon
        return None if epoch else Atom(index - 1, past, Moment(offset=0, unit="day", part=tag))
    if hit.definite and view.at(index, "tonight"):
        return Atom(first, past, Moment(offset=0, unit="day", part=tag))
    if view.at(index - 1, "that"):
        return None
    if view.at(index, "after_midnight") is not None:
        return Atom(
            first,
            past,
            Moment(part=tag),
            flags=(OVERNIGHT,) if not _ends_definite(view, past) else (),
        )
    weak = hit.word.weak and not (view.at(index - 1, "in") and _is_plain(view, index, hit))
    return Atom(first, past, Moment(part=tag), weak=weak)


def _ends_definite(view: View, past: int) -> bool:
    """Tell of "after midnight" whether no day goes with it: the word for night has the article then."""
    return is_definite(view, past - 1)


def _is_plain(view: View, index: int, hit: Hit) -> bool:
    """Tell whether "in the ..." is a part of the day: the morning is, "the Maghreb" is a country."""
    return hit.definite and view.at(index, "plain_part") is not None


def clock_word(view: View, index: int) -> Atom | None:
    """Read midnight and noon; "the midnight of" a day is its night."""
    hit = view.at(index, "clock")
    if hit is None:
        return None
    past = index + hit.width
    if view.at(past, "weekday", "day"):
        part = "NI" if hit.word.tag == "00:00" else "MI"
        return Atom(index, past, Moment(part=part, phase="middle"), weak=True)
    zone, past = _zone(view, past)
    tonight = view.at(past - 1, "tonight") is not None and is_definite(view, past - 1)
    flags = (OVERNIGHT,) if tonight else ()
    return Atom(index, past, Moment(clock=hit.word.tag, zone=zone), flags=flags)
