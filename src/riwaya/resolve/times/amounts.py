"""Numbers as dates, hours and durations need them: cardinals, ordinals, and a number joined by "and".

Imports ``vocabulary``.
"""

from riwaya.resolve.times.vocabulary import View, words_of

Amount = tuple[float, int]
"""A number and the token after it."""

_TEN = 10


def figure(view: View, index: int) -> int | None:
    """Return the whole number that a token of digits is, or None."""
    key = view.key(index)
    return int(key) if key.isascii() and key.isdigit() and len(key) <= 6 else None


def cardinal(view: View, index: int) -> Amount | None:
    """Read a number in digits or words."""
    key = view.key(index)
    if key and key[0].isdigit():
        try:
            return float(key.replace(",", "")), index + 1
        except ValueError:  # 13.1.2018
            return None
    return _spoken(view, index)


def _spoken(view: View, index: int) -> Amount | None:
    total, at, last = 0, index, 10_000
    while True:
        hit = view.at(at, "cardinal")
        joined = False
        if at > index and view.at(at, "and"):
            hit, joined = view.at(at + 1, "cardinal"), True
        if hit is None or (
            at > index
            and not joined
            and hit.lead not in words_of("tense.conjunctions")
            and not _teen(hit.word.n, last)
        ):
            break
        number = hit.word.n
        if at > index and not _fits(number, last):
            break
        total += number
        at += hit.width + joined
        last = number
    return (float(total), at) if at > index else None


def _teen(number: int, last: int) -> bool:
    return number == _TEN and last < _TEN


def _fits(number: int, last: int) -> bool:
    """Tell whether a smaller number may follow: 2000 and 18; 5 and 20; 8 (and) 10."""
    if last < _TEN:
        return 10 <= number < 100
    return number < last if last >= 100 else False


def ordinal(view: View, index: int) -> tuple[int, int] | None:
    """Read an ordinal, 1 to 31 or -1 for the last: fifteenth, twenty-first."""
    hit = view.at(index, "ordinal")
    if hit is None:
        return None
    number, past = hit.word.n, index + 1
    if not 0 < number < 10:
        return number, past
    ten = view.at(past, "cardinal")
    if ten is not None and ten.word.n == _TEN and not ten.lead:
        return number + 10, past + 1
    if view.at(past, "and"):
        tens, skipped = view.at(past + 1, "ordinal"), 2
    else:
        tens, skipped = view.at(past, "ordinal"), 1
        if tens is not None and tens.lead not in words_of("tense.conjunctions"):
            tens = None
    if tens is not None and tens.definite and tens.word.n in (20, 30):
        return number + tens.word.n, past + skipped
    return number, past


def joined(view: View, index: int) -> int | None:
    """Return where a number joined by "and" begins, whether the particle is written on or apart."""
    if view.at(index, "and"):
        return index + 1
    if any(hit.lead in words_of("tense.conjunctions") for hit in view.hits(index)):
        return index
    return None
