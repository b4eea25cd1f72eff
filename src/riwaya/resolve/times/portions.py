"""Parts of years and of centuries: quarters, halves, seasons, decades.

Imports ``amounts`` and ``atoms``.
"""

from riwaya.resolve.times.amounts import ordinal
from riwaya.resolve.times.atoms import Atom, pass_over, turn_at
from riwaya.resolve.times.moments import Moment
from riwaya.resolve.times.vocabulary import View


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
    turn = turn_at(view, index + 1)
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
        turn = turn_at(view, at + 1)
        if turn is not None:
            said = Moment(decade=hit.word.n, offset=turn.word.n, unit="century")
            return Atom(index, at + 1 + turn.width, said)
        which = ordinal(view, at + 1)
        if which is not None and which[0] > 1:
            return Atom(index, which[1], Moment(decade=(which[0] - 1) * 100 + hit.word.n))
    return Atom(index, past, Moment(decade=hit.word.n))
