"""Find every number, ordinal and quantity of a text in one pass over its tokens.

Imports the other modules of this room.
"""

from functools import cache

import msgspec

from riwaya.resolve.numbers import amounts, bounds, counted, digits, ordinals, units, words
from riwaya.resolve.numbers.amounts import Amount
from riwaya.resolve.numbers.bounds import Bound
from riwaya.text import Tokens
from riwaya.types import Quantity, Span

_NO_BOUND = Bound("", -1, -1)
_REACH = 4
"""How many tokens of the counted noun phrase may stand before "at least" and the like."""


@cache
def _triggers() -> frozenset[str]:
    """Return the token keys at which something may begin, figures and dual nouns aside."""
    known = units.table()
    alone = (word for word, unit in known.words.items() if unit.form != "many")
    return frozenset(
        {*words.hits(), *bounds.openers(), *alone, *known.signs, *known.codes, "-", "−", "."}
    )


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
        keys, triggers, endings = self.tokens.keys, _triggers(), counted.table().dual_endings
        at = 0
        for index, word in enumerate(keys):
            if index < at:
                continue
            if word in triggers or word[0].isdecimal() or word[-2:] in endings:
                at = self._at(index)
        return self.found

    def _at(self, at: int) -> int:
        """Take what begins at a token; return the token past it, or the next one."""
        bound = bounds.before(self.tokens, at)
        if bound is not None:
            past = self._bounded(at, bound)
            if past:
                return past
        if self.tokens.keys[at][0].isdecimal():
            other = digits.past_other(self.tokens, at)
            if other:
                return other
        return self._ordinal(at) or self._quantity(at, _NO_BOUND) or at + 1

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

    def _bounded(self, at: int, bound: Bound) -> int:
        if bound.means == "from" and self._tells_change(at):
            return 0
        second = bounds.before(self.tokens, bound.past) if bound.past < len(self.tokens) else None
        if second is not None and second.means not in ("between", "from"):
            past = self._quantity(second.past, msgspec.structs.replace(bound, past=second.past))
            if past:
                return past
        return self._quantity(bound.past, bound)

    def _tells_change(self, at: int) -> bool:
        """Tell whether "from" follows a word of rise or fall: two figures, no range."""
        changes = bounds.table().change
        return any(word in changes for word in self.tokens.keys[max(0, at - 5) : at])

    def _quantity(self, at: int, bound: Bound) -> int:
        amount = self._amount(at, bound)
        if amount is None:
            return 0
        noun = amount.noun or self._noun(amount)
        if bound.weak and not self._counts(amount, noun):
            bound = _NO_BOUND
        behind = self._bound_behind(amount, noun)
        self._emit_numbers(amount, noun)
        past = amount.past
        if bound.means or behind or amount.unit or amount.is_range or amount.vague:
            self._emit(amount, noun, bound, behind)
            past = behind.past if behind else past
        self.last_past = past
        self.number_end = past if amount.numerals else -1
        return past

    def _amount(self, at: int, bound: Bound) -> Amount | None:
        if at >= len(self.tokens):
            return None
        means = bound.means
        if self.tokens.keys[at][0].isdecimal() and digits.past_other(self.tokens, at):
            return None
        joint = amounts.read_range(self.tokens, at, means if means in ("between", "from") else "")
        if joint is not None or means in ("between", "from"):
            return joint
        return amounts.read(self.tokens, at) or (self._one(at) if means else None)

    def _one(self, at: int) -> Amount | None:
        """Read the single thing behind a bound: more than a kilometre, more than a person."""
        tokens = self.tokens
        unit = units.alone(tokens, at)
        if unit is not None and unit.form == "one":
            end = tokens.ends[unit.past - 1]
            return Amount(1, 1, unit.past, tokens.starts[at], end, unit=unit.symbol)
        if counted.number_of(tokens, at) != 1:
            return None
        span = Span(tokens.starts[at], tokens.ends[at])
        return Amount(1, 1, at + 1, span.start, span.end, noun=span)

    def _noun(self, amount: Amount) -> Span | None:
        span = counted.after(self.tokens, amount.past)
        if span is None and amount.numerals and not amount.unit:
            last = amount.numerals[-1]
            if last.definite or last.value in (1, 2):
                span = counted.before(self.tokens, amount.numerals[0].first)
        return span

    def _counts(self, amount: Amount, noun: Span | None) -> bool:
        return bool(amount.unit) or amount.vague or (
            noun is not None and noun.start >= amount.end and not _is_year(amount)
        )

    def _bound_behind(self, amount: Amount, noun: Span | None) -> Bound | None:
        found = bounds.after(self.tokens, amount.past)
        if found or noun is None:
            return found
        for at in range(amount.past + 1, min(amount.past + 1 + _REACH, len(self.tokens))):
            if not self.tokens.keys[at - 1].isalpha():
                return None
            found = bounds.after(self.tokens, at)
            if found:
                return found
        return None

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
        made = Quantity(Span(start, end), "quantity", low, high, approx, amount.vague, amount.unit, noun)
        if bound.joined and self._merge(made, bound):
            return
        self.found.append(made)

    def _merge(self, made: Quantity, bound: Bound) -> bool:
        """Make one quantity of "more than 100 and less than 300"."""
        before = next((quantity for quantity in reversed(self.found) if quantity.kind == "quantity"), None)
        if before is None or self.tokens.text[before.span.end : bound.start].strip(" ") != words.conjunction():
            return False
        if before.unit and made.unit and before.unit != made.unit:
            return False
        lows, highs = (before.low, made.low), (before.high, made.high)
        if lows.count(None) != 1 or highs.count(None) != 1 or (before.low is None) == (made.low is None):
            return False
        low, high = (side[0] if side[0] is not None else side[1] for side in (lows, highs))
        if low is None or high is None or low > high:
            return False
        self.found.remove(before)
        self.found.append(
            Quantity(
                Span(before.span.start, made.span.end), "quantity", low, high,
                unit=before.unit or made.unit, noun=made.noun or before.noun,
            )  # fmt: skip
        )
        return True


def _is_year(amount: Amount) -> bool:
    return isinstance(amount.low, int) and 1900 <= amount.low <= 2100

