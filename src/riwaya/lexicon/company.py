"""The company of a word: the words and phrases around it that rules ask for.

Of most words no rule asks, so a text is looked through once for those that are asked for; what stands near a word is
then a matter of a few places.

Imports ``text``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import compress

from riwaya.text import BREAK
from riwaya.text.memo import ByWord
from riwaya.text.sentences import marks


class Asked:
    """The words and phrases of two words that any rule asks for; ``bare`` tells how a word may be read."""

    __slots__ = ("firsts", "words", "written")

    def __init__(self, words: Iterable[str], bare: Callable[[str], tuple[str, ...]]) -> None:
        self.words = frozenset(words)
        self.firsts = frozenset(word.partition(" ")[0] for word in self.words if " " in word)
        self.written = ByWord(lambda word: tuple(each for each in bare(word) if each in self.words))


class Company:
    """The words of one text that are asked for, by their places."""

    __slots__ = ("_places", "_said", "_stops")

    def __init__(self, keys: Sequence[str], asked: Asked) -> None:
        self._said = list(map(asked.written.__getitem__, keys))
        for at in compress(range(len(keys) - 1), map(asked.firsts.__contains__, keys)):
            phrase = f"{keys[at]} {keys[at + 1]}"
            if phrase in asked.words:
                self._said[at] += (phrase,)
        ends = marks().ends
        self._places = [at for at, said in enumerate(self._said) if said]
        self._stops = [at for at, word in enumerate(keys) if word == BREAK or word in ends]

    def has(self, index: int, words: frozenset[str]) -> bool:
        """Tell whether one of the words stands, or one of the phrases begins, at a token."""
        return not words.isdisjoint(self._said[index])

    def has_near(self, index: int, words: frozenset[str], reach: int) -> bool:
        """Tell whether one of them stands at most so many tokens before or behind a token, in its sentence."""
        stops, places = self._stops, self._places
        cut = bisect_left(stops, index)
        low = max(index - reach, stops[cut - 1] + 1 if cut else 0)
        high = min(index + reach, stops[cut] - 1) if cut < len(stops) else index + reach
        near = places[bisect_left(places, low) : bisect_right(places, high)]
        return any(at != index and self.has(at, words) for at in near)
