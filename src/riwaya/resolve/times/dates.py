"""Dates in words: days, weekdays, months with and without a day and a year.

Each reader takes a view and the index of a token and returns an atom or None.
"""

import msgspec

from riwaya.resolve.times.amounts import cardinal, ordinal
from riwaya.resolve.times.atoms import DASHES, Atom, is_open, pass_over, skip, turn_at
from riwaya.resolve.times.moments import Moment, Stretch
from riwaya.resolve.times.vocabulary import View, words_of
from riwaya.resolve.times.years import year_at


def day_word(view: View, index: int) -> Atom | None:
    """Read today, yesterday, tomorrow and their neighbours."""
    hit = view.at(index, "day")
    if hit is None:
        return None
    past = index + hit.width
    if hit.word.n == 0 and hit.width == 1 and not _is_today(view, index, past):
        return _other_day(view, index, past)
    if hit.width == 1 and view.key(index - 1) in words_of("blocked.before"):
        return None
    first = index - 1 if hit.word.n == 0 and view.at(index - 1, "this") else index
    return Atom(first, past, Moment(offset=hit.word.n, unit="day"))


def _is_today(view: View, index: int, past: int) -> bool:
    """Tell whether "the day" is today: not the second day, the same day, a national day."""
    if view.key(past) in words_of("blocked.after") or view.before(index, "that", "whole"):
        return False
    if view.at(index - 1, "same"):
        return False
    return ordinal(view, past) is None and view.at(past, "modifier", "same") is None


def _other_day(view: View, index: int, past: int) -> Atom | None:
    """Read "the same day", "the following day": counted from the day that the text told last."""
    if view.at(past, "same"):
        return Atom(index, past + 1, Moment(same="day", offset=0, unit="day"))
    if view.at(index - 1, "same"):
        return Atom(index - 1, past, Moment(same="day", offset=0, unit="day"))
    turn = turn_at(view, past)
    if turn is not None and turn.word.n == 1 and view.at(past, "following"):
        return Atom(index, past + 1, Moment(same="day", offset=1, unit="day"))
    return None


def weekday(view: View, index: int) -> Atom | None:
    """Read a weekday, with "last" or "next", or with a day number."""
    hit = view.at(index, "weekday")
    if hit is None or view.key(index - 1) in words_of("blocked.before"):
        return None
    number, past = hit.word.n, index + 1
    if not hit.definite:
        return _nth_weekday(view, index, number)
    which = ordinal(view, past)
    if which is not None and -1 <= which[0] <= 5 and _of_month(view, which[1]):
        return Atom(index, which[1], Moment(weekday=number, nth=which[0]))
    turn = turn_at(view, past)
    if turn is not None and turn.word.n is not None:
        return Atom(index, past + turn.width, Moment(weekday=number, turn=turn.word.n))
    return _weekday_and_number(view, index, Moment(weekday=number))


def _nth_weekday(view: View, index: int, number: int) -> Atom | None:
    """Read "the last Wednesday of": the ordinal stands before."""
    which = view.at(index - 1, "ordinal")
    if which is None or which.definite:
        return None
    if not _of_month(view, index + 1):  # the last Thursday, with no month: the one just past
        last = Moment(weekday=number, turn=-1)
        return Atom(index - 1, index + 1, last) if which.word.n == -1 else None
    return Atom(index - 1, index + 1, Moment(weekday=number, nth=which.word.n))


def _of_month(view: View, index: int) -> bool:
    at = pass_over(view, index, "from", "in")
    return month_at(view, at) is not None or view.at(at, "unit") is not None


def _weekday_and_number(view: View, index: int, said: Moment) -> Atom:
    """Read "Thursday the 21st", where the number counts nothing else."""
    alone = Atom(index, index + 1, said)
    at = index + 1
    glue = view.at(at, "glue")
    if glue is not None:
        at += glue.width
    which = ordinal(view, at) or _day_figure(view, at)
    if which is None or not 1 <= which[0] <= 31 or not is_open(view, which[1]):
        return alone
    following = pass_over(view, skip(view, which[1], ".", *DASHES, "/"), "from")
    if month_at(view, following) or view.at(following, "modifier", "unit", "this", "part"):
        return alone  # the day belongs to what follows
    if view.key(which[1]) in (":", "/", *DASHES):
        return alone
    return Atom(index, which[1], msgspec.structs.replace(said, day=which[0]))


def _day_figure(view: View, index: int) -> tuple[int, int] | None:
    amount = cardinal(view, index)
    if amount is None or not amount[0].is_integer():
        return None
    return int(amount[0]), amount[1]


# --------------------------------------------------------------- months


class MonthName(msgspec.Struct, frozen=True, gc=False):
    """A month by name or number: ``strong`` where nothing else can be meant."""

    number: int
    hijri: bool
    strong: bool
    past: int


def month_at(view: View, index: int) -> MonthName | None:
    """Read the name of a month, with its other name beside it, or "month" and a number."""
    noun = view.at(index, "unit")
    if noun is not None and noun.word.tag == "month" and noun.word.n == 1 and not noun.definite:
        return _named_month(view, index + 1)
    hit = view.at(index, "month", "hijri")
    if hit is None or hit.definite:  # with the article it is the father, not August
        return None
    if hit.word.weak and hit.lead and hit.lead not in words_of("tense.conjunctions"):
        return None
    past = index + hit.width
    doubled = _other_name(view, past, hit.word.n) if hit.word.kind == "month" else past
    strong = not hit.word.weak or doubled > past
    return MonthName(hit.word.n, hit.word.kind == "hijri", strong, doubled)


def _ends_date(view: View, index: int) -> bool:
    return is_open(view, index) or year_at(view, index, after_month=True) is not None


def _to_day(view: View, first: int, past: int, said: Moment) -> Atom | None:
    """Read "July 13 to 15"."""
    to = view.at(past, "to")
    dash = view.key(past) in DASHES
    end = _day_figure(view, past + (to.width if to else 1)) if to or dash else None
    if end is None or not (said.day or 0) < end[0] <= 31 or not is_open(view, end[1]):
        return None
    if month_at(view, end[1]) is not None or view.at(end[1], "unit"):
        return None
    tail = month_tail(view, first, end[1], msgspec.structs.replace(said, day=end[0]))
    if tail.moment is None:
        return None
    return Atom(
        first, tail.past, Stretch(msgspec.structs.replace(tail.moment, day=said.day), tail.moment)
    )


def _named_month(view: View, index: int) -> MonthName | None:
    inner = month_at(view, index) if view.at(index, "unit") is None else None
    if inner is not None:
        return msgspec.structs.replace(inner, strong=True)
    if view.at(index, "complete"):  # "one month" is a length
        return None
    amount = cardinal(view, index)
    if amount is None or amount[0] not in range(1, 13) or view.at(amount[1], "unit"):
        unit = view.at(amount[1], "unit") if amount else None
        if unit is None or unit.word.tag != "year":
            return None
    return MonthName(int(amount[0]), hijri=False, strong=True, past=amount[1]) if amount else None


def _other_name(view: View, past: int, number: int) -> int:
    """Return the token after the same month's other name (Levantine beside Gregorian), if it stands here."""
    opened = view.key(past) == "("
    at = skip(view, past, "/", "(", "\\", *DASHES)
    hit = view.at(at, "month")
    if hit is None or hit.word.n != number or hit.lead:
        return past
    end = at + hit.width
    return skip(view, end, ")") if opened else end


def month(view: View, index: int) -> Atom | None:
    """Read a month with its day, its year or its turn after it."""
    name = month_at(view, index)
    if name is None:
        return None
    said, past = Moment(month=name.number, hijri=name.hijri), name.past
    day = ordinal(view, past) or _day_figure(view, past)
    if day is not None and 1 <= day[0] <= 31 and _ends_date(view, day[1]):
        said = msgspec.structs.replace(said, day=day[0])
        return _to_day(view, index, day[1], said) or month_tail(view, index, day[1], said)
    atom = month_tail(view, index, past, said)
    if (
        atom.past == past
        and not name.strong
        and view.at(index - 1, "glue", "since", "phase") is None
    ):
        return msgspec.structs.replace(atom, weak=True)
    return atom


def month_tail(view: View, first: int, past: int, said: Moment) -> Atom:
    """Read the turn or the year that follows a month."""
    turn = turn_at(view, past)
    if turn is not None:
        return Atom(first, past + turn.width, msgspec.structs.replace(said, turn=turn.word.n))
    year = year_at(view, past, after_month=True)
    if year is not None:
        number, hijri, past = year
        turn = turn_at(view, past)
        if turn is not None:  # "June 2021, the last": the year has said it already
            past += turn.width
        said = msgspec.structs.replace(said, year=number, hijri=said.hijri or hijri)
    return Atom(first, past, said)


# --------------------------------------------------------------- a day of a month


def numbered_day(view: View, index: int, number: int, past: int) -> Atom | None:
    """Read the month that follows a day number which ends before ``past``."""
    if not 1 <= number <= 31:
        return None
    at = skip(view, past, ".", "/", *DASHES)
    at = pass_over(view, at, "from", "in")
    name = month_at(view, at)
    if name is not None:
        said = Moment(month=name.number, day=number, hijri=name.hijri)
        return month_tail(view, index, name.past, said)
    offset = None
    if view.at(at, "this"):
        at, offset = at + 1, 0
    noun = view.at(at, "unit")
    if noun is not None and noun.word.tag == "month" and noun.word.n == 1 and noun.definite:
        turn = turn_at(view, at + 1)
        if turn is not None:
            offset, at = turn.word.n, at + turn.width
        return Atom(index, at + 1, Moment(day=number, offset=offset or 0, unit="month"))
    turn = turn_at(view, at)
    if turn is not None and turn.definite and turn.word.n == 0:
        return Atom(index, at + turn.width, Moment(day=number, offset=0, unit="month"))
    return None
