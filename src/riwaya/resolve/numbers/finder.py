"""Find every number, ordinal and quantity of a text in one pass over its tokens.

Imports the other modules of this room.
"""

from functools import cache
from itertools import compress

import msgspec

from riwaya import tables
from riwaya.resolve.numbers import amounts, bounds, counted, digits, ordinals, units, words
from riwaya.resolve.numbers.amounts import Amount
from riwaya.resolve.numbers.bounds import Bound
from riwaya.resolve.numbers.numerals import Numeral
from riwaya.text import Tokens
from riwaya.text.memo import ByWord
from riwaya.types import Quantity, Span

_NO_BOUND = Bound("", -1, -1)
_BOUND, _NUMBER, _UNIT, _DUAL = 1, 2, 4, 8


@cache
def _triggers() -> dict[str, int]:
    """Return what may begin at a token key, figures and dual nouns aside."""
    files = (*units.FILES, *counted.FILES, words.FILE)
    kept = tables.compiled("number-triggers", tuple(dict.fromkeys(files)), dict[int, str], _flags)
    return tables.flagged(kept)


def _flags() -> dict[int, str]:
    known, found = units.table(), dict[str, int]()
    alone = [word for word, unit in known.words.items() if unit.form != "many"]
    groups = (
        (_BOUND, bounds.openers()),
        (_NUMBER, [*words.hits(), "-", "−", "."]),
        (_UNIT, [*alone, *known.signs, *known.codes]),
    )
    for flag, keys in groups:
        for word in keys:
            found[word] = found.get(word, 0) | flag
    return tables.by_flags(found)


def _opening(word: str) -> int:
    """Return what may begin at a token: a dual noun only by its ending, of which there are many."""
    flags = _triggers().get(word, 0)
    if flags or word[0].isdecimal():
        return flags or _NUMBER
    return _DUAL if word[-2:] in counted.table().dual_endings else 0


_OPENING = ByWord(_opening)


def _may_be_counted(word: str) -> bool:
    """Tell whether a word may begin a number or measure."""
    return word[0].isdecimal() or bool(_triggers().get(word, 0) & (_NUMBER | _UNIT))


def find(tokens: Tokens) -> list[Quantity]:
    """Return the numbers, ordinals and quantities of a text in the order of their beginnings.

    Layers nest: "about 3 thousand dollars" is the quantity 2700 to 3300 USD with hedge and unit in its span, and the
    number 3000 with the span of the numeral alone.
    """
    return sorted(_Finder(tokens).run(), key=lambda quantity: (quantity.span, quantity.kind))


class _Finder:
    """One pass over one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.found: list[Quantity] = []
        self.number_end = -1
        self.last_past = -1

    def run(self) -> list[Quantity]:
        """Walk over the tokens at which something may begin."""
        keys, past = self.tokens.keys, 0
        opening = list(map(_OPENING.__getitem__, keys))
        for at in compress(range(len(keys)), opening):
            flags = opening[at]
            if at < past or (flags == _BOUND and self._bounds_nothing(at)):
                continue
            if flags != _DUAL or counted.two(self.tokens, at):
                past = self._at(at, flags)
        return self.found

    def _bounds_nothing(self, at: int) -> bool:
        """Tell cheaply that no bounding phrase opens here, or one ("from" stands everywhere) with no number behind."""
        keys = self.tokens.keys
        following = keys[at + 1] if at + 1 < len(keys) else ""
        phrase = bounds.opened(keys[at], following)
        if phrase is None or phrase.rest or phrase.means != "from":
            return phrase is None
        return not (following and _may_be_counted(following))

    def _at(self, at: int, flags: int) -> int:
        """Take what begins at a token; return the token past it, or the next one."""
        if flags & _BOUND:
            bound = bounds.before(self.tokens, at)
            past = self._bounded(bound) if bound is not None else 0
            if past or flags == _BOUND:
                return past or at + 1
        if flags & _NUMBER:
            other = self._other(at)
            if other:
                return other
        return self._quantity(at, _NO_BOUND) or at + 1

    def _other(self, at: int) -> int:
        """Pass over what only looks like a number, or take an ordinal."""
        word = self.tokens.keys[at]
        if word[0].isdecimal():
            return digits.past_other(self.tokens, at) or 0
        if not word.isalpha():
            return 0 if digits.starts(self.tokens, at) else at + 1
        return self._ordinal(at)

    def _ordinal(self, at: int) -> int:
        found = ordinals.read(self.tokens, at)
        if found is None or (self.number_end == at and not found.definite):
            return 0  # right behind a number: seconds of time
        if found.definite and units.after(self.tokens, found.past):
            return 0
        self.found.append(
            Quantity(Span(found.start, found.end), "ordinal", found.value, found.value)
        )
        return found.past

    # -------------------------------------------------------------- quantities

    def _bounded(self, bound: Bound) -> int:
        if bound.past >= len(self.tokens) or not self._may_follow(bound):
            return 0
        if bound.means == "from" and self._tells_change(bound.past):
            return 0
        second = bounds.before(self.tokens, bound.past)
        if second is not None and second.means not in ("between", "from"):
            past = self._quantity(second.past, msgspec.structs.replace(bound, past=second.past))
            if past:
                return past
        return self._quantity(bound.past, bound)

    def _may_follow(self, bound: Bound) -> bool:
        """Tell cheaply whether a number can begin behind a bounding phrase ("from" stands everywhere)."""
        word = self.tokens.keys[bound.past]
        if _may_be_counted(word):
            return True
        return bound.means != "from" and (word in _triggers() or word.isalpha())

    def _tells_change(self, at: int) -> bool:
        """Tell whether a number stands after "from" and a word of rise or fall: two figures, no range."""
        keys, known = self.tokens.keys, bounds.table()
        if not at or keys[at - 1] not in counted.table().of:
            return False
        return any(word in known.change for word in keys[max(0, at - 6) : at - 1])

    def _quantity(self, at: int, bound: Bound) -> int:
        amount = self._amount(at, bound)
        if amount is None:
            return 0
        noun = amount.noun or self._noun(amount)
        if bound.weak and not self._counts(amount, noun):
            bound = _NO_BOUND
        behind = bounds.behind(self.tokens, amount.past, reach=noun is not None)
        self._emit_numbers(amount, noun)
        past = amount.past
        if bound.means or behind or amount.unit or amount.is_range or amount.vague:
            self._emit(amount, noun, bound, behind)
            past = behind.past if behind else past
        self.last_past = past
        self.number_end = past if amount.numerals else -1
        return past

    def _amount(self, at: int, bound: Bound) -> Amount | None:
        """Read what a bound bounds; a lone number behind "between" or "from" is left to stand for itself."""
        tokens, means = self.tokens, bound.means
        if at < len(tokens) and tokens.keys[at] == units.table().article:
            at += 1
        if at >= len(tokens) or (tokens.keys[at][0].isdecimal() and digits.past_other(tokens, at)):
            return None
        amount = amounts.read(tokens, at)
        if means in ("between", "from"):
            return amounts.read_range(tokens, amount, means) if amount else None
        if amount is None:
            return self._one(at, bound) if means else None
        joint = None if self._tells_change(at) else amounts.read_range(tokens, amount, "")
        return joint or amount

    def _one(self, at: int, bound: Bound) -> Amount | None:
        """Read the single thing behind a bound: more than a kilometre, more than a person."""
        tokens = self.tokens
        unit = units.alone(tokens, at)
        if unit is not None and unit.form == "one":
            end = tokens.ends[unit.past - 1]
            return Amount(1, 1, unit.past, tokens.starts[at], end, unit=unit.symbol)
        # "more than a person", but not "above a building"
        if not bound.firm or counted.number_of(tokens, at) != 1:
            return None
        span = Span(tokens.starts[at], tokens.ends[at])
        return Amount(1, 1, at + 1, span.start, span.end, noun=span)

    def _noun(self, amount: Amount) -> Span | None:
        loose = amount.vague or any(
            numeral.scale > 1 or isinstance(numeral.value, float) for numeral in amount.numerals
        )
        span = counted.after(self.tokens, amount.past, definite=loose)
        if not amount.numerals or amount.unit:
            return span
        first, at = amount.numerals[0], amount.numerals[0].first
        if self._is_definite(first):
            return counted.before(self.tokens, at if first.definite else at - 1) or span
        return span or (counted.before(self.tokens, at) if first.value in (1, 2) else None)

    def _is_definite(self, numeral: Numeral) -> bool:
        """Tell whether a number carries the article, be it in front of figures."""
        at = numeral.first - 1
        return numeral.definite or (
            digits.glued(self.tokens, at, at + 1)
            and self.tokens.keys[at].endswith(units.table().article)
        )

    def _counts(self, amount: Amount, noun: Span | None) -> bool:
        return (
            bool(amount.unit)
            or amount.vague
            or (noun is not None and noun.start >= amount.end and not _is_year(amount))
        )

    # ---------------------------------------------------------------- emission

    def _emit_numbers(self, amount: Amount, noun: Span | None) -> None:
        for numeral in amount.numerals:
            value = numeral.value
            span = Span(numeral.start, numeral.end)
            self.found.append(Quantity(span, "number", value, value, noun=noun))

    def _emit(self, amount: Amount, noun: Span | None, bound: Bound, behind: Bound | None) -> None:
        whole = not amount.unit
        low, high = bounds.apply(bound.means, amount.low, amount.high, whole=whole)
        if behind is not None:
            low, high = bounds.apply(behind.means, low, high, whole=whole)
        start = bound.start if bound.start >= 0 else amount.start
        end = self.tokens.ends[behind.past - 1] if behind else amount.end
        approx = "about" in (bound.means, behind.means if behind else "")
        made = Quantity(
            Span(start, end), "quantity", low, high, approx, amount.vague, amount.unit, noun
        )
        if bound.joined and self._merge(made, bound):
            return
        self.found.append(made)

    def _merge(self, made: Quantity, bound: Bound) -> bool:
        """Make one quantity of "more than 100 and less than 300"."""
        before = next(
            (quantity for quantity in reversed(self.found) if quantity.kind == "quantity"), None
        )
        if (
            before is None
            or self.tokens.text[before.span.end : bound.start].strip(" ") != words.conjunction()
        ):
            return False
        if before.unit and made.unit and before.unit != made.unit:
            return False
        lows, highs = (before.low, made.low), (before.high, made.high)
        if (
            lows.count(None) != 1
            or highs.count(None) != 1
            or (before.low is None) == (made.low is None)
        ):
            return False
        low, high = (side[0] if side[0] is not None else side[1] for side in (lows, highs))
        if low is None or high is None or low > high:
            return False
        self.found.remove(before)
        self.found.append(
            Quantity(
                Span(before.span.start, made.span.end),
                "quantity",
                low,
                high,
                unit=before.unit or made.unit,
                noun=made.noun or before.noun,
            )
        )
        return True


def _is_year(amount: Amount) -> bool:
    return isinstance(amount.low, int) and 1900 <= amount.low <= 2100
