"""Cardinal numbers in words, figures and mixtures: the grammar of what may follow what.

A number is read addend by addend. Each addend must fit into what is still free below the last scale word (a hundred,
then tens, then a unit, or the unit before the tens), so that two numbers in a list are never added up.

>>> from riwaya.text import tokenise
>>> read(tokenise("3,200"), 0).value
3200

Imports ``items``, ``sums``, ``digits`` and ``words``.
"""

import msgspec

from riwaya.resolve.numbers import digits, words
from riwaya.resolve.numbers.items import Items
from riwaya.resolve.numbers.sums import Item, Sum, times
from riwaya.resolve.numbers.words import Hit
from riwaya.text import Tokens


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A number as read: tokens ``first``..``past``, its span in the text, and how it was made.

    ``scale`` is the scale word that ends it (1 if none) and ``head`` what stood before that word, so that a range may
    share it (20 to 30 thousand). ``definite``: it carries the article. ``late`` is the first token of the last addend
    joined by "and", or -1.
    """

    value: int | float
    first: int
    past: int
    start: int
    end: int
    scale: int = 1
    head: int | float = 0
    definite: bool = False
    late: int = -1
    figures: bool = False


def read(tokens: Tokens, at: int, until: int | None = None) -> Numeral | None:
    """Read the longest number that begins at token ``at`` and ends before token ``until``."""
    keys = tokens.keys
    until = len(keys) if until is None else until
    if at >= until:
        return None
    hit = words.hits().get(keys[at])
    if hit is None and keys[at].isdecimal():
        lone = _lone_figures(tokens, at, until)
        if lone is not None:
            return lone
    if hit is not None and hit.word.kind == "minus":
        return _negative(tokens, at, until, tokens.inner_start(at, hit.skipped))
    if hit is None and not digits.starts(tokens, at):
        return None
    return _Reading(tokens, at, until, hit).run()


def _lone_figures(tokens: Tokens, at: int, until: int) -> Numeral | None:
    """Read figures that nothing can go on from: most numbers, at a fraction of the cost."""
    after = tokens.keys[at + 1] if at + 1 < until else ""
    if after in words.hits() or not after.isalpha() or after == words.conjunction():
        return None
    if len(tokens.keys[at]) > digits.LONGEST or after == words.letters().decimal:
        return None
    return Numeral(
        int(tokens.keys[at]), at, at + 1, tokens.starts[at], tokens.ends[at], figures=True
    )


def _negative(tokens: Tokens, at: int, until: int, start: int) -> Numeral | None:
    """Read the number behind a spoken minus at token ``at``; a second minus makes none."""
    following = words.hits().get(tokens.keys[at + 1]) if at + 1 < until else None
    if following is not None and following.word.kind == "minus":
        return None
    found = read(tokens, at + 1, until)
    if found is None or found.value <= 0:
        return None
    return msgspec.structs.replace(
        found, value=-found.value, head=-found.head, first=at, start=start
    )


class _Reading:
    """One attempt to read a number from one token on."""

    def __init__(self, tokens: Tokens, at: int, until: int, hit: Hit | None) -> None:
        self.tokens, self.first, self.until = tokens, at, until
        self.definite = hit is not None and hit.definite
        self.items = Items(tokens, at, until, definite=self.definite)
        self.start = tokens.starts[at] if hit is None else tokens.inner_start(at, hit.skipped)
        self.sum = Sum()
        self.late, self.past = -1, at
        self.value: int | float = 0
        self.scale: int = 1
        self.head: int | float = 0

    def run(self) -> Numeral | None:
        item = self.items.next(self.first)
        if item is None:
            return None
        if item.kind in ("fraction", "part"):
            self._lone_fraction(item)
        elif item.kind == "zero":
            self._keep(0, item.past)
        else:
            self._addends(item)
        if self.past == self.first:
            return None
        self._point()
        self._dozen()
        if not self._is_sure():
            return None
        if self.items.in_brackets and self.scale > 1:
            self.start = self.tokens.starts[self.first - 1]
        return Numeral(
            self.value, self.first, self.past, self.start, self.tokens.ends[self.past - 1],
            self.scale, self.head, self.definite, self.late, self.tokens.keys[self.first][0].isdecimal(),
        )  # fmt: skip

    def _keep(self, value: int | float, past: int) -> None:
        self.value, self.past = value, past

    def _addends(self, item: Item | None) -> None:
        total = self.sum
        before: tuple[int | float, int, int, int] = (0, self.first, -1, 1)
        while item is not None:
            if item.kind == "scale":
                self.head = total.chunk or 1
                if not total.scale_by(item):
                    if not item.joined and before[1] > self.first:
                        self.value, self.past, self.late, self.scale = before
                    break
            elif item.kind in ("fraction", "part"):
                self._joined_fraction(item)
                break
            else:
                if not total.empty and not item.joined and not self._lists_scale(item):
                    break
                if total.is_fresh:
                    before = (total.value, self.past, self.late, self.scale)
                if not total.add(item):
                    break
            if item.joined and self.past > self.first:
                self.late = self.past
            self._keep(total.value, item.past)
            self.scale = total.scale
            item = self.items.next(item.past)

    def _lists_scale(self, item: Item) -> bool:
        """Tell whether figures without "and" go on with the number: 4 thousand 3 hundred."""
        if self.scale == 1 or item.kind not in ("figures", "hundreds") or item.past >= self.until:
            return False
        if item.kind == "hundreds":
            return item.past == self.past + 2 and self.tokens.keys[self.past][0].isdecimal()
        after = words.hits().get(self.tokens.keys[item.past])
        return after is not None and after.word.kind == "scale" and not after.skipped

    # --------------------------------------------------------------- fractions

    def _lone_fraction(self, item: Item) -> None:
        scale = self.items.scale_after(item.past)
        if scale:
            self.head, self.scale = item.value, scale
            self._keep(times(item.value, scale), item.past + 1)
        else:
            self._keep(item.value, item.past)

    def _joined_fraction(self, item: Item) -> None:
        """Add "and a half": of the scale word before it, or of one that follows."""
        if not item.joined or not isinstance(self.sum.value, int):
            return
        own, last = self.items.scale_after(item.past), self.sum.scale
        if own > last:
            if last == 1 and self.past > self.first and 0 < self.sum.value < 1000:
                # three and a half million
                self.head, self.scale = self.sum.value + item.value, own
                self._keep(times(self.head, own), item.past + 1)
            return
        self.late = self.past
        self._keep(self.sum.value + times(item.value, own or last), item.past + (1 if own else 0))

    def _point(self) -> None:
        """Read the decimals after a spoken point; a scale word then multiplies all."""
        hit = self.items.plain(self.past)
        if hit is None or hit.word.kind != "point" or self.scale != 1:
            return
        found = self._decimals(self.past + 1)
        if found is None:
            return
        self._keep(float(f"{self.value}.{found[0]}"), found[1])
        scale = self.items.scale_after(self.past)
        if scale:
            self.head, self.scale = self.value, scale
            self._keep(times(self.value, scale), self.past + 1)

    def _decimals(self, at: int) -> tuple[str, int] | None:
        if at >= self.until or not isinstance(self.value, int):
            return None
        if self.tokens.keys[at].isdecimal() and len(self.tokens.keys[at]) <= digits.LONGEST:
            return str(int(self.tokens.keys[at])).zfill(len(self.tokens.keys[at])), at + 1
        zeros = 0
        hit = self.items.plain(at)
        while hit is not None and hit.word.kind == "zero" and zeros < digits.LONGEST:
            zeros, at = zeros + 1, at + 1
            hit = self.items.plain(at)
        after = _small(self.tokens, at, self.until)
        if after is None:
            return ("0" * zeros, at) if zeros else None
        return "0" * zeros + str(after[0]), after[1]

    def _dozen(self) -> None:
        hit = self.items.plain(self.past)
        if hit is not None and hit.word.kind == "dozen" and hit.word.form != "two":
            self._keep(times(self.value, 12), self.past + 1)

    def _is_sure(self) -> bool:
        """Refuse a word that is rather the name of a day, or "and one of"."""
        if self.past > self.first + 1:
            return True
        known, tokens, first = words.look_alikes(), self.tokens, self.first
        if tokens.keys[first] in known.weekday:
            return False
        return tokens.text[tokens.starts[first] : tokens.ends[first]] not in known.spelled


def _small(tokens: Tokens, at: int, until: int) -> tuple[int, int] | None:
    """Read a number below a hundred, whatever scale word follows."""
    hit = words.hits().get(tokens.keys[at]) if at < until else None
    if hit is None or hit.skipped:
        return None
    found = None
    for past in range(at + 1, min(at + 4, until) + 1):
        numeral = read(tokens, at, past)
        if (
            numeral
            and numeral.past == past
            and isinstance(numeral.value, int)
            and 0 < numeral.value < 100
        ):
            found = (numeral.value, past)
    return found
