"""Years: named ("the year 2014"), in a row, and bare where the words around a number say so.

Imports ``numbers``, ``amounts`` and ``atoms``.
"""

from riwaya.resolve.numbers import count_of
from riwaya.resolve.times.amounts import cardinal, figure, joined
from riwaya.resolve.times.atoms import DASHES, Atom, is_definite, is_open, pass_over, skip
from riwaya.resolve.times.moments import Moment, Stretch
from riwaya.resolve.times.vocabulary import Hit, View, words_of

_YEAR_OPENERS = (
    "in", "dated", "since", "phase", "until", "before", "after", "season", "year_noun", "lasting"
)  # fmt: skip
_HIJRI_YEARS = range(1300, 1501)
_YEARS = range(100, 3000)  # smaller ones after "year" count years
_WRITTEN_YEARS = range(1000, 2200)


def year_at(view: View, index: int, *, after_month: bool = False) -> tuple[int, bool, int] | None:
    """Read a year: its number, whether it is Hijri, and the token after it."""
    at = skip(view, index, *words_of("marks.commas")) if after_month else index
    at = pass_over(view, at, "from", "in")
    noun = view.at(at, "unit")
    named = noun is not None and noun.word.tag == "year" and noun.word.n == 1
    if named and noun is not None:
        at += noun.width
        at = skip(view, at, "(")
    elif at > index and view.at(at - 1, "in") is not None:
        return None
    amount = cardinal(view, at)
    if amount is None or not amount[0].is_integer() or "," in view.key(at):
        return None
    number, past = int(amount[0]), amount[1]
    if number not in (_YEARS if named else _WRITTEN_YEARS):
        return None
    era = view.at(past, "era_civil", "era_hijri", "era_before")
    if era is not None and era.word.kind == "era_before":
        return None
    if era is not None:
        past += 1
    hijri = number in _HIJRI_YEARS if era is None else era.word.kind == "era_hijri"
    if named and at < view.size and view.key(at - 1) == "(":
        past = skip(view, past, ")")
    return number, hijri, past


def year(view: View, index: int) -> Atom | None:
    """Read a year by its noun ("the year 2014"), or two years ("the two years 2015 and 2016")."""
    noun = view.at(index, "unit")
    if noun is None or noun.word.tag != "year":
        return None
    if noun.word.n > 1:
        return _years(view, index)
    found = year_at(view, index)
    if found is None:
        return None
    return Atom(index, found[2], Moment(year=found[0], hijri=found[1]))


def _years(view: View, index: int) -> Atom | None:
    """Read "the two years 2015 and 2016", "the years 2005 and 2006 and 2007"."""
    years: list[int] = []
    past, at = index + 1, index + 1
    while True:
        year = figure(view, at)
        if year is None or year not in _WRITTEN_YEARS:
            break
        years.append(year)
        past = at + 1
        linked = joined(view, past)
        at = skip(view, past, "/", *DASHES, *words_of("marks.commas")) if linked is None else linked
        if at == past:
            break
    if len(years) < 2:
        return None
    return Atom(index, past, Stretch(Moment(year=min(years)), Moment(year=max(years))))


def _is_counting(view: View, past: int) -> bool:
    """Tell whether the noun at a token is what the number before it counts (2014 schools)."""
    if is_open(view, past) or is_definite(view, past):
        return False
    return past < view.size and count_of(view.tokens, past) is not None


def _of_ordinal(view: View, index: int) -> Hit | None:
    """Tell of "the first of 2018" that the number is what the ordinal is of."""
    return view.at(index - 2, "ordinal") if view.at(index - 1, "from") else None


def bare_year(view: View, index: int) -> Atom | None:
    """Read a number that may be a year where the words around it say so."""
    found = year_at(view, index)
    if found is None or view.at(found[2], "unit", "month"):
        return None
    number, hijri, past = found
    if not hijri and not 1800 <= number <= 2100:
        return None
    if not view.keys[index].isdigit():
        return Atom(index, past, Moment(year=number), weak=True)
    if _is_counting(view, past):
        return None
    told = view.before(index, *_YEAR_OPENERS) or _of_ordinal(view, index)
    era = past > index + 1
    opened = view.key(index - 1) == "(" and view.key(past) == ")"
    certain = era or told is not None or opened
    return Atom(index, past, Moment(year=number, hijri=hijri), weak=not certain)
