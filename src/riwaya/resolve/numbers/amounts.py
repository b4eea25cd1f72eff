"""Amounts: a number, a round word (hundreds), a dual or a unit word, together with its unit; and ranges of two amounts.

>>> from riwaya.text import tokenise
>>> read(tokenise("35 km"), 0).unit
'km'

Imports ``numerals``, ``units``, ``counted``, ``bounds`` and ``words``.
"""

import msgspec

from riwaya.resolve.numbers import bounds, counted, digits, numerals, sums, units, words
from riwaya.resolve.numbers.numerals import Numeral
from riwaya.text import Tokens
from riwaya.types import Span

Number = int | float
_DATE_MARKS = frozenset("/-–")
_OPEN_MANY = 9
"""The upper end of an open round word (several) where it multiplies another: several hundreds are 300 to 999."""


class Amount(msgspec.Struct, frozen=True, gc=False):
    """``low``..``high`` of ``unit``, over tokens up to ``past`` and code points ``start``..``end``.

    ``numerals`` are the numbers in it that stand for themselves; ``noun`` is set where the noun is the number (a dual).
    """

    low: Number | None
    high: Number | None
    past: int
    start: int
    end: int
    numerals: tuple[Numeral, ...] = ()
    unit: str | None = None
    vague: bool = False
    noun: Span | None = None
    is_range: bool = False


def read(tokens: Tokens, at: int) -> Amount | None:
    """Read the amount that begins at token ``at``."""
    if at >= len(tokens):
        return None
    sign = units.before(tokens, at)
    if sign is not None:
        found = _number(tokens, sign.past)
        return found and msgspec.structs.replace(found, start=tokens.starts[at], unit=sign.symbol)
    found = _round(tokens, at) or _number(tokens, at)
    if found is None:
        return _dual(tokens, at) or _unit_alone(tokens, at)
    return _with_unit(tokens, found)


def _number(tokens: Tokens, at: int) -> Amount | None:
    numeral = numerals.read(tokens, at)
    if numeral is None or _runs_into_name(tokens, numeral):
        return None
    numeral = _thousands(tokens, _doubled(tokens, numeral))
    value = numeral.value
    return Amount(value, value, numeral.past, numeral.start, numeral.end, (numeral,))


def _runs_into_name(tokens: Tokens, numeral: Numeral) -> bool:
    """Tell whether Latin letters are glued to the figures and are no unit: 5G."""
    at = numeral.past
    if not digits.glued(tokens, at - 1, at) or not numeral.figures:
        return False
    return (
        tokens.keys[at].isascii() and tokens.keys[at].isalpha() and units.after(tokens, at) is None
    )


def _doubled(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Read a scale word in -a before its noun as the dual it is (two thousand soldiers)."""
    if numeral.scale != numeral.value or numeral.past != numeral.first + 1:
        return numeral
    follows = numeral.past < len(tokens) and (
        units.after(tokens, numeral.past) or counted.is_noun(tokens.keys[numeral.past])
    )
    if not follows or not tokens.keys[numeral.first].endswith(counted.table().accusative):
        return numeral
    return msgspec.structs.replace(numeral, value=2 * numeral.value, head=2)


def _thousands(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Read 1.500 before a noun that has no fractions as the 1500 it is."""
    value, at = numeral.value, numeral.past
    if not isinstance(value, float) or at != numeral.first + 1 or at >= len(tokens):
        return numeral
    whole, _, part = tokens.keys[numeral.first].partition(".")
    if (
        len(part) != 3
        or not part.isdecimal()
        or whole.strip("0") == ""
        or counted.number_of(tokens, at) is None
    ):
        return numeral
    return msgspec.structs.replace(numeral, value=int(whole + part))


# ------------------------------------------------------------------ round words


def _round(tokens: Tokens, at: int) -> Amount | None:
    """Read several, tens, hundreds of thousands."""
    bounds_of = _round_word(tokens, at)
    if bounds_of is None:
        return None
    (low, high), past = bounds_of, at + 1
    low, high, past = _and_more(tokens, past, low, high)
    while past < len(tokens) and (factor := _plural_factor(tokens, past)):
        high = high or _OPEN_MANY
        if low * factor > sums.LARGEST:
            return None
        low, high, past = low * factor, (high + 1) * factor - 1, past + 1
    start = tokens.inner_start(at, words.hits()[tokens.keys[at]].skipped)
    return Amount(low, high or None, past, start, tokens.ends[past - 1], vague=True)


def _round_word(tokens: Tokens, at: int) -> tuple[int, int] | None:
    hit = words.hits().get(tokens.keys[at])
    if hit is None or hit.word.form != "many":
        return None
    word, ending = hit.word, words.look_alikes().exact.get(tokens.keys[at])
    if ending and not tokens.text.endswith(ending, tokens.starts[at], tokens.ends[at]):
        return None
    if word.kind == "vague":
        return (word.value, word.high) if word.value > 3 or _counts_next(tokens, at + 1) else None
    return (2 * word.value, 10 * word.value - 1) if word.kind in ("scale", "hundred") else None


def _counts_next(tokens: Tokens, at: int) -> bool:
    """Tell whether something countable follows "several" (else it may be a verb)."""
    if at >= len(tokens):
        return False
    hit = words.hits().get(tokens.keys[at])
    return (
        hit is not None or tokens.keys[at] in counted.table().of or counted.is_noun(tokens.keys[at])
    )


def _plural_factor(tokens: Tokens, at: int) -> int:
    hit = words.hits().get(tokens.keys[at])
    if hit is None or hit.skipped or hit.word.form != "many":
        return 0
    if hit.word.kind == "vague":
        return 10 if hit.word.value == 20 else 0
    return hit.word.value if hit.word.kind in ("scale", "hundred") else 0


def _and_more(tokens: Tokens, at: int, low: int, high: int) -> tuple[int, int, int]:
    """Read the teens and tens of a round unit: some and twenty."""
    hit = words.hits().get(tokens.keys[at]) if at < len(tokens) else None
    if hit is None or high >= 10 or hit.preposed:
        return low, high, at
    if hit.word.kind == "ten" and not hit.joined:
        return 10 + low, 10 + (high or _OPEN_MANY), at + 1
    if hit.word.kind == "tens" and hit.joined:
        return hit.word.value + low, hit.word.value + (high or _OPEN_MANY), at + 1
    return low, high, at


# ------------------------------------------------------------------ duals, units


def _dual(tokens: Tokens, at: int) -> Amount | None:
    span = counted.two(tokens, at)
    if span is None:
        return None
    numeral = Numeral(2, at, at + 1, span.start, span.end)
    past = at + 1
    if past < len(tokens):
        # "two soldiers, two" and "two car-bombs" tell the number once
        hit = words.hits().get(tokens.keys[past])
        if (hit and hit.word.kind == "unit" and hit.word.value == 2) or counted.two(tokens, past):
            past += 1
    return Amount(2, 2, past, span.start, span.end, (numeral,), noun=span)


def _unit_alone(tokens: Tokens, at: int) -> Amount | None:
    """Read two units by their dual, or one unit and a fraction of it."""
    unit = units.alone(tokens, at)
    if unit is None:
        return None
    start, end = tokens.starts[at], tokens.ends[unit.past - 1]
    if unit.form == "two":
        own = units.table().words[tokens.keys[at]].form == "two"
        two = Numeral(2, at, at + 1, start, tokens.ends[at] if own else end)
        found = Amount(2, 2, unit.past, start, end, (two,), unit=unit.symbol)
        return _with_late_fraction(tokens, found)
    one = Amount(1, 1, unit.past, start, end, unit=unit.symbol)
    found = _with_late_fraction(tokens, one)
    return found if found is not one else None


def _with_unit(tokens: Tokens, amount: Amount) -> Amount:
    unit = units.after(tokens, amount.past)
    if unit is None or unit.form == "two":
        return amount
    amount = _at_unit(tokens, amount, unit)
    if not amount.numerals:
        return amount
    if unit.part:
        return amount
    return _with_change(tokens, amount) or _with_late_fraction(tokens, amount)


def _at_unit(tokens: Tokens, amount: Amount, unit: units.Found) -> Amount:
    return msgspec.structs.replace(
        amount, unit=unit.symbol, past=unit.past, end=tokens.ends[unit.past - 1]
    )


def _with_change(tokens: Tokens, amount: Amount) -> Amount | None:
    """Add small change: three dollars and 42 cents."""
    at = _joined(tokens, amount.past) or amount.past
    small = numerals.read(tokens, at) if at < len(tokens) else None
    unit = units.after(tokens, small.past) if small else None
    if small is None or unit is None or not unit.part or not 0 < small.value < unit.part:
        return None
    value = sums.plain((amount.low or 0) + small.value / unit.part)
    return msgspec.structs.replace(
        amount, low=value, high=value, past=unit.past, end=tokens.ends[unit.past - 1],
        numerals=(*amount.numerals, small),
    )  # fmt: skip


def _with_late_fraction(tokens: Tokens, amount: Amount) -> Amount:
    """Add a fraction that stands behind the unit: a litre and a quarter, 3 million dollars and a half."""
    at = _joined(tokens, amount.past)
    hit = words.hits().get(tokens.keys[at]) if at is not None else None
    if at is None or hit is None or hit.word.kind != "fraction" or amount.low is None:
        return amount
    part = numerals.read(tokens, at)
    scale = amount.numerals[-1].scale if amount.numerals else 1
    if part is None or part.scale > scale:
        return amount
    added = part.value if part.scale > 1 else sums.times(part.value, scale)
    value = sums.plain(amount.low + added)
    return msgspec.structs.replace(amount, low=value, high=value, past=part.past, end=part.end)


def _joined(tokens: Tokens, at: int) -> int | None:
    """Return the token of a number that "and" joins to what is before token ``at``."""
    if at >= len(tokens):
        return None
    if tokens.keys[at] == words.conjunction():
        return at + 1 if at + 1 < len(tokens) else None
    hit = words.hits().get(tokens.keys[at])
    return at if hit is not None and hit.joined else None


# ------------------------------------------------------------------ ranges


def read_range(tokens: Tokens, first: Amount, means: bounds.Means) -> Amount | None:
    """Read on from ``first`` to a second amount: after "between" or "from", or with a mark between them."""
    if first.low is None or first.vague or first.low != first.high:
        return None
    second = _second(tokens, first, means)
    if second is None and means == "between" and first.numerals and first.numerals[0].late >= 0:
        # between five and twenty, read as twenty-five
        part = numerals.read(tokens, first.numerals[0].first, first.numerals[0].late)
        if part is not None:
            value = part.value
            first = Amount(value, value, part.past, part.start, part.end, (part,))
            second = _second(tokens, first, means)
    return _joint(tokens, first, second, means) if second else None


def _second(tokens: Tokens, first: Amount, means: bounds.Means) -> Amount | None:
    if first.past >= len(tokens):
        return None
    at = _joined(tokens, first.past) if means == "between" else None
    if at is None:
        known = bounds.table()
        marks = known.to if means else known.between_numbers
        at = first.past + 1 if tokens.keys[first.past] in marks else None
    return read(tokens, at) if at is not None else None


def _joint(tokens: Tokens, first: Amount, second: Amount, means: bounds.Means) -> Amount | None:
    low, high = first.low, second.low
    if low is None or high is None or second.vague or second.high != high:
        return None
    first, low = _share_scale(first, second, low)
    if not low < high or (first.unit and second.unit and first.unit != second.unit):
        return None
    if first.unit is None and _is_time(tokens, first, second):
        return None
    if not means and low > 0 and high > 10 * low:
        return None
    return msgspec.structs.replace(
        second, low=low, high=high, start=first.start, numerals=first.numerals + second.numerals,
        unit=second.unit or first.unit, is_range=True, noun=second.noun or first.noun,
    )  # fmt: skip


def _share_scale(first: Amount, second: Amount, low: Number) -> tuple[Amount, Number]:
    """Give both numbers the scale word that only the second carries: 20 to 30 thousand."""
    if not first.numerals or not second.numerals or first.unit or first.noun:
        return first, low
    one, two = first.numerals[0], second.numerals[0]
    if one.scale > 1 or two.scale == 1 or not 0 < one.value < two.head:
        return first, low
    return first, sums.times(one.value, two.scale)


def _is_time(tokens: Tokens, first: Amount, second: Amount) -> bool:
    """Tell whether two numbers are years, or days before the name of a month."""
    if second.past < len(tokens):
        after = tokens.keys[second.past]
        if after in words.look_alikes().month or after in _DATE_MARKS:
            return True
    low, high = first.low, second.low
    if second.unit or not isinstance(low, int) or not isinstance(high, int):
        return False
    years = (1300 <= low <= 1500 and high == low + 1) or (1900 <= low <= 2100 and high <= 2100)
    in_figures = all(numeral.figures for numeral in (*first.numerals, *second.numerals))
    return years and in_figures and counted.after(tokens, second.past) is None
