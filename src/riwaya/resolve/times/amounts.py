"""Numbers as dates, hours and durations need them: read by ``resolve.numbers``, or taken from what it has found.

Imports ``numbers`` and ``vocabulary``.
"""

from bisect import bisect_left
from collections.abc import Iterable

from riwaya.resolve.numbers import read_number, read_ordinal
from riwaya.resolve.times.vocabulary import View, is_numeral, is_ten, words_of
from riwaya.types import Quantity

Amount = tuple[float, int]
"""A number and the token after it."""


def prefill(view: View, quantities: Iterable[Quantity]) -> None:
    """Take over the numbers that have been found in the text already."""
    for quantity in quantities:
        if quantity.kind != "number" or quantity.low is None or quantity.low != quantity.high:
            continue
        last = bisect_left(view.ends, quantity.span.end)
        first = bisect_left(view.ends, quantity.span.start + 1)
        if last < view.size and not isinstance(quantity.low, str):
            view.numbers[first] = _amount(quantity.low, last + 1)


def figure(view: View, index: int) -> int | None:
    """Return the whole number that a token of digits is, or None."""
    key = view.key(index)
    return int(key) if key.isascii() and key.isdigit() and len(key) <= 6 else None


def cardinal(view: View, index: int) -> Amount | None:
    """Read a number in digits or words."""
    if index in view.numbers:
        return view.numbers[index]
    whole = figure(view, index)
    if whole is not None and not is_numeral(view.key(index + 1)):
        found: Amount | None = (float(whole), index + 1)
    elif whole is None and not is_numeral(view.key(index)) and not view.key(index)[:1].isdigit():
        found = None
    else:
        read = read_number(view.tokens, index)
        found = None if read is None else _amount(*read)
    view.numbers[index] = found
    return found


def _amount(value: float, past: int) -> Amount | None:
    try:
        return float(value), past
    except OverflowError:  # a number of hundreds of digits is no date
        return None


def ordinal(view: View, index: int) -> tuple[int, int] | None:
    """Read an ordinal, 1 to 31 or -1 for the last: fifteenth, twenty-first."""
    if index not in view.ordinals:
        view.ordinals[index] = _ordinal(view, index)
    return view.ordinals[index]


def _ordinal(view: View, index: int) -> tuple[int, int] | None:
    hit = view.at(index, "ordinal")
    if hit is None:
        return None
    if hit.word.n < 2 and not hit.definite:
        return hit.word.n, index + 1
    found = read_ordinal(view.tokens, index)
    if found is not None:
        return found
    # Of an hour ("the eleventh hour and a quarter") the numbers room says nothing: it is no rank.
    teen = hit.word.n < 10 and is_ten(view.key(index + 1))
    return (hit.word.n + 10, index + 2) if teen else (hit.word.n, index + 1)


def joined(view: View, index: int) -> int | None:
    """Return where a number joined by "and" begins, whether the particle is written on or apart."""
    if view.at(index, "and"):
        return index + 1
    if is_numeral(view.key(index)) and view.key(index)[0] in words_of("tense.conjunctions"):
        return index
    if any(hit.lead in words_of("tense.conjunctions") for hit in view.hits(index)):
        return index
    return None
