"""The next addend, scale word or fraction of a number, in words or figures.

Imports ``digits``, ``sums`` and ``words``.
"""

from riwaya.resolve.numbers import digits, words
from riwaya.resolve.numbers.sums import Item
from riwaya.resolve.numbers.words import Hit
from riwaya.text import Tokens

_OPENING, _CLOSING = frozenset("(«[“"), frozenset(")»]”")


class Items:
    """Reads the items of a number that begins at token ``first`` and ends before token ``until``."""

    def __init__(self, tokens: Tokens, first: int, until: int, *, definite: bool) -> None:
        self.tokens, self.first, self.until = tokens, first, until
        self.definite = definite
        self.in_brackets = False
        self.hits = words.hits()

    def next(self, at: int) -> Item | None:
        """Read the next addend, scale word or fraction."""
        keys, joined = self.tokens.keys, False
        if self._closes(at):
            at, self.in_brackets = at + 1, True
        if at < self.until and at > self.first and keys[at] == words.conjunction():
            at, joined = at + 1, True
        if at >= self.until:
            return None
        hit = self.hits.get(keys[at])
        if hit is None:
            return self._figures(at, joined)
        if at > self.first and (
            hit.preposed or (hit.skipped and not hit.joined) or not self._agrees(hit)
        ):
            return None
        joined = joined or (hit.joined and at > self.first)
        return self._word(at, hit, joined)

    def _closes(self, at: int) -> bool:
        """Tell whether a mark closes figures that it opened with, before their scale word: (72) million."""
        keys = self.tokens.keys
        if not self.first or at + 1 >= self.until or keys[at] not in _CLOSING:
            return False
        hit = self.hits.get(keys[at + 1])
        return keys[self.first - 1] in _OPENING and hit is not None and hit.word.kind == "scale"

    def _agrees(self, hit: Hit) -> bool:
        return not hit.definite or self.definite or hit.word.kind in ("fraction", "scale")

    def _figures(self, at: int, joined: bool) -> Item | None:
        if not digits.starts(self.tokens, at) or (
            joined and not self.tokens.keys[at][0].isdecimal()
        ):
            return None
        found = digits.read(self.tokens, at)
        if found is None or found[1] > self.until:
            return None
        value, past = found
        after = self.plain(past)
        if after is not None and isinstance(value, int):
            if after.word.kind == "hundred" and 1 < value < 10:
                return Item("hundreds", 100 * value, past + 1, joined)
            if after.word.kind == "parts" and value > 0:
                return Item("part", value / after.word.value, past + 1, joined)
        return Item("figures", value, past, joined)

    def plain(self, at: int) -> Hit | None:
        """Return the word at a token if it is written without particles (or with the article, in a definite number)."""
        hit = self.hits.get(self.tokens.keys[at]) if at < self.until else None
        return (
            hit
            if hit is not None and not hit.skipped and (self.definite or not hit.definite)
            else None
        )

    def _word(self, at: int, hit: Hit, joined: bool) -> Item | None:
        word = hit.word
        if word.kind in ("unit", "before_teen"):
            return self._unit(at, hit, joined)
        if word.kind == "ten":
            return self._doubtful(at, hit, joined) or Item("ten", 10, at + 1, joined)
        if word.kind == "tens":
            if word.pair and self._has_damma(at, hit):
                return Item("part", 2 / word.pair, at + 1, joined)
            return Item("tens", word.value, at + 1, joined)
        if word.kind in ("hundred", "hundreds"):
            return (
                None
                if word.form == "many" and word.kind == "hundred"
                else Item("hundreds", word.value, at + 1, joined)
            )
        if word.kind in ("scale", "dozen"):
            return self._scale(at, hit, joined)
        if word.kind == "zero":
            return Item("zero", 0, at + 1) if at == self.first and not hit.definite else None
        return self._parts(at, hit, joined)

    def _unit(self, at: int, hit: Hit, joined: bool) -> Item | None:
        word, after = hit.word, self.plain(at + 1)
        kind = after.word.kind if after else ""
        if after and kind == "ten":
            # "and eleven" is spelled like "one ten"
            eleven = word.value == 1 and self.tokens.keys[at][0] == words.conjunction()
            joined = joined or (eleven and at > self.first)
            return Item("ten", 10 + word.value, at + 2, joined)
        if word.kind == "before_teen":
            return (
                Item("unit", word.value, at + 1, joined)
                if word.value == 1 and self._and_tens(at + 1)
                else None
            )
        if after and kind == "hundred" and word.value > 2:
            return Item("hundreds", 100 * word.value, at + 2, joined)
        if after and kind == "parts":
            return Item("part", word.value / after.word.value, at + 2, joined)
        return self._doubtful(at, hit, joined) or Item("unit", word.value, at + 1, joined)

    def _and_tens(self, at: int) -> bool:
        if at < self.until and self.tokens.keys[at] == words.conjunction():
            at += 1
            hit = self.plain(at)
        else:
            hit = self.hits.get(self.tokens.keys[at]) if at < self.until else None
            hit = hit if hit is not None and hit.joined else None
        return hit is not None and hit.word.kind == "tens"

    def _doubtful(self, at: int, hit: Hit, joined: bool) -> Item | None:
        """Read a fifth, seventh, ninth or tenth, spelled like the numeral: with its vowel, or before "the"."""
        if not hit.word.part or hit.definite:
            return None
        letters = words.letters()
        sure = self._has_damma(at, hit)
        if not sure and not joined and at == self.first and at + 1 < self.until:
            after = self.tokens.keys[at + 1]
            sure = (
                after.startswith(letters.article)
                and not after.endswith(letters.feminine_plural)
                and len(after) > 4
            )
            known = self.hits.get(after)
            sure = sure and (known is None or known.word.kind == "scale")
        return Item("fraction", 1 / hit.word.part, at + 1, joined) if sure else None

    def _has_damma(self, at: int, hit: Hit) -> bool:
        vowel = self.tokens.inner_start(at, hit.skipped) + 1
        return self.tokens.text[vowel : vowel + 1] == words.letters().fraction_vowel

    def _scale(self, at: int, hit: Hit, joined: bool) -> Item | None:
        word = hit.word
        if word.kind == "dozen":
            return (
                Item("ten", 24 if word.form == "two" else 12, at + 1)
                if at == self.first and word.form != "many"
                else None
            )
        if word.form == "many" and (joined or at == self.first):
            return None
        return Item("scale", word.value, at + 1, joined, word.form)

    def _parts(self, at: int, hit: Hit, joined: bool) -> Item | None:
        word, first = hit.word, at == self.first
        if word.kind == "fraction" and (joined or not hit.definite):
            after = self.tokens.keys[at + 1] if at + 1 < self.until else ""
            return (
                None
                if after in words.look_alikes().fraction_before
                else Item("fraction", 1 / word.value, at + 1, joined)
            )
        if word.kind == "late_fraction" and joined and not first:
            return Item("fraction", 1 / word.value, at + 1, joined)
        if word.kind == "two_parts" and not hit.definite:
            return Item("part", 2 / word.value, at + 1, joined)
        return None

    def scale_after(self, at: int) -> int:
        hit = self.hits.get(self.tokens.keys[at]) if at < self.until else None
        if (
            hit is None
            or hit.skipped
            or hit.word.form == "two"
            or hit.word.kind not in ("scale", "dozen")
        ):
            return 0
        return 0 if hit.word.form == "many" and not hit.definite else hit.word.value
