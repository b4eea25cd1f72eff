"""Cardinal numbers in words, figures and mixtures: the grammar of what may follow what.

A number is read addend by addend. Each addend must fit into what is still free below the last scale word (a hundred,
then tens, then a unit, or the unit before the tens), so that two numbers in a list are never added up.

>>> from riwaya.text import tokenise
>>> read(tokenise("3 آلاف ومئتين"), 0).value
3200

Imports ``digits`` and ``words``.
"""

import math
from typing import NamedTuple

import msgspec

from riwaya.resolve.numbers import digits, words
from riwaya.resolve.numbers.words import Hit
from riwaya.text import Tokens

LARGEST = 10**24
"""Above this a number is refused: no news counts it, and products of scale words must not grow without end."""
_HUNDREDS, _TENS, _UNITS, _ALL = 4, 2, 1, 7
_DAMMA = "\u064f"
_PLURAL_ENDING = "\u0627\u062a"
_ARTICLE = "\u0627\u0644"


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


class _Item(NamedTuple):
    kind: str
    value: int | float
    past: int
    joined: bool = False
    form: str = "one"
    divisor: int = 0


class _Sum:
    """The addends so far: finished groups (value, scale), and the chunk below the next scale word."""

    __slots__ = ("chunk", "free", "groups")

    def __init__(self) -> None:
        self.groups: list[tuple[int | float, int]] = []
        self.chunk: int | float = 0
        self.free = _ALL

    @property
    def empty(self) -> bool:
        return self.free == _ALL and not self.groups

    @property
    def value(self) -> int | float:
        return sum([group for group, _ in self.groups], 0) + self.chunk

    @property
    def scale(self) -> int:
        return self.groups[-1][1] if self.groups and self.free == _ALL else 1

    def add(self, item: _Item) -> bool:
        """Take an addend below a thousand (or figures) if it fits."""
        kind, value, free = item.kind, item.value, self.free
        if kind == "unit" and free & _UNITS:
            self.free = free & _TENS
        elif kind == "tens" and free & _TENS:
            self.free = free & _UNITS
        elif kind == "ten" and free & 3 == 3:
            self.free = 0
        elif kind == "hundreds" and free & _HUNDREDS:
            self.free = 3
        elif kind == "figures" and self._fits(value):
            self.free = 0
        else:
            return False
        self.chunk += value
        return True

    def _fits(self, value: int | float) -> bool:
        if self.free == _ALL:
            return not self.groups or value < self.groups[-1][1]
        return self.free == 3 and isinstance(value, int) and value < 100

    def scale_by(self, item: _Item) -> bool:
        """Take a scale word: it multiplies the chunk, or stands for one (two) of its own."""
        scale, groups = int(item.value), self.groups
        if self.free == _ALL and (item.joined or not groups or item.form == "two"):
            if groups and (scale >= groups[-1][1] or not item.joined):
                return False
            groups.append((2 * scale if item.form == "two" else scale, scale))
            return True
        if item.joined or item.form == "two":
            return False
        return self._multiply(scale)

    def _multiply(self, scale: int) -> bool:
        groups, total = self.groups, self.chunk
        if groups and groups[-1][1] < scale and 0 < total < 100:
            return False  # five thousand and three millions are two numbers
        kept = len(groups)
        while kept and groups[kept - 1][1] < scale:
            kept -= 1
            total += groups[kept][0]
        if not total or (kept and groups[kept - 1][1] <= scale) or abs(total) * scale > LARGEST:
            return False
        groups[kept:] = [(times(total, scale), scale)]
        self.chunk, self.free = 0, _ALL
        return True


def times(value: int | float, factor: int) -> int | float:
    """Multiply without the dust of binary fractions: 4.35 million is a whole number."""
    product = value * factor
    if isinstance(product, int):
        return product
    nearest = round(product)
    return nearest if math.isclose(product, nearest, rel_tol=1e-12) else product


def plain(value: float) -> int | float:
    """Return a whole float as an int."""
    return int(value) if value == int(value) else value


def read(tokens: Tokens, at: int, until: int | None = None) -> Numeral | None:
    """Read the longest number that begins at token ``at`` and ends before token ``until``."""
    keys = tokens.keys
    until = len(keys) if until is None else until
    if at >= until:
        return None
    hit = words.hits().get(keys[at])
    if hit is not None and hit.word.kind == "minus":
        found = read(tokens, at + 1, until)
        if found is None or found.value <= 0 or found.first != at + 1:
            return None
        return _signed(found, at, tokens.inner_start(at, hit.skipped))
    if hit is None and not digits.starts(tokens, at):
        return None
    return _Reading(tokens, at, until, hit).run()


def _signed(found: Numeral, at: int, start: int) -> Numeral:
    return msgspec.structs.replace(found, value=-found.value, head=-found.head, first=at, start=start)


class _Reading:
    """One attempt to read a number from one token on."""

    def __init__(self, tokens: Tokens, at: int, until: int, hit: Hit | None) -> None:
        self.tokens, self.first, self.until = tokens, at, until
        self.hits = words.hits()
        self.definite = hit is not None and hit.definite
        self.start = tokens.starts[at] if hit is None else tokens.inner_start(at, hit.skipped)
        self.sum = _Sum()
        self.late, self.past = -1, at
        self.value: int | float = 0
        self.scale: int = 1
        self.head: int | float = 0

    def run(self) -> Numeral | None:
        item = self._item(self.first)
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
        return Numeral(
            self.value, self.first, self.past, self.start, self.tokens.ends[self.past - 1],
            self.scale, self.head, self.definite, self.late, self.tokens.keys[self.first][0].isdecimal(),
        )  # fmt: skip

    def _keep(self, value: int | float, past: int) -> None:
        self.value, self.past = value, past

    def _addends(self, item: _Item | None) -> None:
        total, joined_at, group_end = self.sum, self.first, self.first
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
                if total.free == _ALL:
                    before = (total.value, self.past, self.late, self.scale)
                if not total.add(item):
                    break
            if item.joined and self.past > self.first:
                self.late = self.past
            self._keep(total.value, item.past)
            self.scale = total.scale
            item = self._item(item.past)

    def _lists_scale(self, item: _Item) -> bool:
        """Tell whether figures without "and" go on with the number: 4 thousand 3 hundred."""
        if self.scale == 1 or item.kind not in ("figures", "hundreds") or item.past >= self.until:
            return False
        if item.kind == "hundreds":
            return item.past == self.past + 2 and self.tokens.keys[self.past][0].isdecimal()
        after = self.hits.get(self.tokens.keys[item.past])
        return after is not None and after.word.kind == "scale" and not after.skipped

    # ------------------------------------------------------------------ items

    def _item(self, at: int) -> _Item | None:
        """Read the next addend, scale word or fraction."""
        keys, joined = self.tokens.keys, False
        if at < self.until and at > self.first and keys[at] == words.conjunction():
            at, joined = at + 1, True
        if at >= self.until:
            return None
        hit = self.hits.get(keys[at])
        if hit is None:
            return self._figures(at, joined)
        if at > self.first and (hit.preposed or (hit.skipped and not hit.joined) or not self._agrees(hit)):
            return None
        joined = joined or (hit.joined and at > self.first)
        return self._word(at, hit, joined)

    def _agrees(self, hit: Hit) -> bool:
        return not hit.definite or self.definite or hit.word.kind in ("fraction", "scale")

    def _figures(self, at: int, joined: bool) -> _Item | None:
        if not digits.starts(self.tokens, at) or (joined and not self.tokens.keys[at][0].isdecimal()):
            return None
        found = digits.read(self.tokens, at)
        if found is None or found[1] > self.until:
            return None
        value, past = found
        after = self._plain_hit(past)
        if after is not None and isinstance(value, int):
            if after.word.kind == "hundred" and 1 < value < 10:
                return _Item("hundreds", 100 * value, past + 1, joined)
            if after.word.kind == "parts" and value > 0:
                return _Item("part", value / after.word.value, past + 1, joined)
        return _Item("figures", value, past, joined)

    def _plain_hit(self, at: int) -> Hit | None:
        """Return the word at a token if it is written without particles (or with the article, in a definite number)."""
        hit = self.hits.get(self.tokens.keys[at]) if at < self.until else None
        return hit if hit is not None and not hit.skipped and (self.definite or not hit.definite) else None

    def _word(self, at: int, hit: Hit, joined: bool) -> _Item | None:
        word = hit.word
        if word.kind in ("unit", "before_teen"):
            return self._unit(at, hit, joined)
        if word.kind == "ten":
            return self._doubtful(at, hit, joined) or _Item("ten", 10, at + 1, joined)
        if word.kind == "tens":
            if word.pair and self._has_damma(at, hit):
                return _Item("part", 2 / word.pair, at + 1, joined)
            return _Item("tens", word.value, at + 1, joined)
        if word.kind in ("hundred", "hundreds"):
            return None if word.form == "many" and word.kind == "hundred" else _Item("hundreds", word.value, at + 1, joined)
        if word.kind in ("scale", "dozen"):
            return self._scale(at, hit, joined)
        if word.kind == "zero":
            return _Item("zero", 0, at + 1) if at == self.first and not hit.definite else None
        return self._parts(at, hit, joined)

    def _unit(self, at: int, hit: Hit, joined: bool) -> _Item | None:
        word, after = hit.word, self._plain_hit(at + 1)
        kind = after.word.kind if after else ""
        if after and kind == "ten" and (word.value < 10):
            return _Item("ten", 10 + word.value, at + 2, joined)
        if word.kind == "before_teen":
            return _Item("unit", word.value, at + 1, joined) if word.value == 1 and self._and_tens(at + 1) else None
        if after and kind == "hundred" and word.value > 2:
            return _Item("hundreds", 100 * word.value, at + 2, joined)
        if after and kind == "parts":
            return _Item("part", word.value / after.word.value, at + 2, joined)
        return self._doubtful(at, hit, joined) or _Item("unit", word.value, at + 1, joined)

    def _and_tens(self, at: int) -> bool:
        if at < self.until and self.tokens.keys[at] == words.conjunction():
            at += 1
            hit = self._plain_hit(at)
        else:
            hit = self.hits.get(self.tokens.keys[at]) if at < self.until else None
            hit = hit if hit is not None and hit.joined else None
        return hit is not None and hit.word.kind == "tens"

    def _doubtful(self, at: int, hit: Hit, joined: bool) -> _Item | None:
        """Read a fifth, seventh, ninth or tenth that is spelled like the numeral: before "the ...", or with its vowel."""
        if not hit.word.part or hit.definite:
            return None
        sure = self._has_damma(at, hit)
        if not sure and not joined and at == self.first and at + 1 < self.until:
            after = self.tokens.keys[at + 1]
            sure = after.startswith(_ARTICLE) and not after.endswith(_PLURAL_ENDING) and len(after) > 4
            known = self.hits.get(after)
            sure = sure and (known is None or known.word.kind == "scale")
        return _Item("fraction", 1 / hit.word.part, at + 1, joined) if sure else None

    def _has_damma(self, at: int, hit: Hit) -> bool:
        vowel = self.tokens.inner_start(at, hit.skipped) + 1
        return self.tokens.text[vowel : vowel + 1] == _DAMMA

    def _scale(self, at: int, hit: Hit, joined: bool) -> _Item | None:
        word = hit.word
        if word.kind == "dozen":
            return _Item("ten", 24 if word.form == "two" else 12, at + 1) if at == self.first and word.form != "many" else None
        if word.form == "many" and (joined or at == self.first):
            return None
        return _Item("scale", word.value, at + 1, joined, word.form)

    def _parts(self, at: int, hit: Hit, joined: bool) -> _Item | None:
        word, first = hit.word, at == self.first
        if word.kind == "fraction" and (joined or not hit.definite):
            after = self.tokens.keys[at + 1] if at + 1 < self.until else ""
            return None if after in words.look_alikes().fraction_before else _Item("fraction", 1 / word.value, at + 1, joined)
        if word.kind == "late_fraction" and joined and not first:
            return _Item("fraction", 1 / word.value, at + 1, joined)
        if word.kind == "two_parts" and not hit.definite:
            return _Item("part", 2 / word.value, at + 1, joined)
        return None

    # --------------------------------------------------------------- fractions

    def _lone_fraction(self, item: _Item) -> None:
        scale = self._scale_after(item.past)
        if scale:
            self.head, self.scale = item.value, scale
            self._keep(times(item.value, scale), item.past + 1)
        else:
            self._keep(item.value, item.past)

    def _scale_after(self, at: int) -> int:
        hit = self.hits.get(self.tokens.keys[at]) if at < self.until else None
        if hit is None or hit.skipped or hit.word.form == "two" or hit.word.kind not in ("scale", "dozen"):
            return 0
        return 0 if hit.word.form == "many" and not hit.definite else hit.word.value

    def _joined_fraction(self, item: _Item) -> None:
        """Add "and a half": of the scale word before it, or of one that follows."""
        if not item.joined or not isinstance(self.sum.value, int):
            return
        own, last = self._scale_after(item.past), self.sum.scale
        if own and own > last:
            return
        self.late = self.past
        self._keep(self.sum.value + times(item.value, own or last), item.past + (1 if own else 0))

    def _point(self) -> None:
        """Read the decimals after a spoken point; a scale word then multiplies all."""
        hit = self._plain_hit(self.past)
        if hit is None or hit.word.kind != "point" or self.scale != 1:
            return
        found = self._decimals(self.past + 1)
        if found is None:
            return
        self._keep(float(f"{self.value}.{found[0]}"), found[1])
        scale = self._scale_after(self.past)
        if scale:
            self.head, self.scale = self.value, scale
            self._keep(times(self.value, scale), self.past + 1)

    def _decimals(self, at: int) -> tuple[str, int] | None:
        if at >= self.until or not isinstance(self.value, int):
            return None
        if self.tokens.keys[at].isdecimal() and len(self.tokens.keys[at]) <= digits.LONGEST:
            return str(int(self.tokens.keys[at])).zfill(len(self.tokens.keys[at])), at + 1
        zeros = 0
        hit = self._plain_hit(at)
        while hit is not None and hit.word.kind == "zero" and zeros < digits.LONGEST:
            zeros, at = zeros + 1, at + 1
            hit = self._plain_hit(at)
        after = _small(self.tokens, at, self.until)
        if after is None:
            return ("0" * zeros, at) if zeros else None
        return "0" * zeros + str(after[0]), after[1]

    def _dozen(self) -> None:
        hit = self._plain_hit(self.past)
        if hit is not None and hit.word.kind == "dozen" and hit.word.form != "two":
            self._keep(times(self.value, 12), self.past + 1)

    def _is_sure(self) -> bool:
        """Refuse what is rather the name of a day."""
        keys = self.tokens.keys
        return self.past > self.first + 1 or keys[self.first] not in words.look_alikes().weekday


def _small(tokens: Tokens, at: int, until: int) -> tuple[int, int] | None:
    """Read a number below a hundred, whatever scale word follows."""
    hit = words.hits().get(tokens.keys[at]) if at < until else None
    if hit is None or hit.skipped:
        return None
    found = None
    for past in range(at + 1, min(at + 4, until) + 1):
        numeral = read(tokens, at, past)
        if numeral and numeral.past == past and isinstance(numeral.value, int) and 0 < numeral.value < 100:
            found = (numeral.value, past)
    return found
