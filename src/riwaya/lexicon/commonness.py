"""How common a word is in news: what two articles share counts the more the rarer it is.

``data/ar/commonness.jsonl`` holds the words that stand in many articles of a large sample, by how many; whatever is not
there is rare. The table is fixed, so that the likeness of two articles depends on nothing but the two.

Imports ``tables`` and ``text``.
"""

import math
from functools import cache

import msgspec

from riwaya import tables

FILE = "ar/commonness.jsonl"
RARE = 10
"""In how many articles of the sample a word is taken to stand that the table does not hold."""
_LETTERS = "ar/letters.toml"
_SHORTEST = 3  # letters of what is left when a particle is cut off: a root has three


class Band(msgspec.Struct, frozen=True):
    """One line of the file: words, separated by spaces, that stand in about so many of ``of`` articles."""

    articles: int
    of: int
    words: str


class _Table(msgspec.Struct, frozen=True):
    of: int
    bands: dict[int, str]
    proclitics: tuple[str, ...]


class Commonness:
    """Stems of words and their weights."""

    __slots__ = ("_counts", "_known", "_of", "_proclitics")

    def __init__(self, of: int, counts: dict[str, int], proclitics: tuple[str, ...]) -> None:
        self._of = of
        self._counts = counts
        self._proclitics = proclitics
        self._known: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """Return a key without the particles written before it, where what is left is the commoner word.

        The article is always taken off a longer word: a name is met with it and without it.
        """
        found = self._known.get(word)
        if found is None:
            found = self._stem(word)
            if len(self._known) < _MOST:
                self._known[word] = found
        return found

    def _stem(self, word: str) -> str:
        best, most = word, self._counts.get(word, 0)
        article = self._proclitics[0]
        for particle in self._proclitics:
            rest = word[len(particle) :]
            if len(rest) < _SHORTEST or not word.startswith(particle):
                continue
            count = self._counts.get(rest, 0)
            if count > most or (particle == article and best == word and len(rest) > _SHORTEST - 1):
                best, most = rest, max(count, most)
        return best

    def articles(self, stem: str) -> int:
        """Return in how many articles of the sample a word stands, at least ``RARE``."""
        return max(self._counts.get(stem, 0), RARE)

    def weight(self, stem: str) -> float:
        """Return the inverse document frequency of a stem: the natural logarithm of all articles by those with it."""
        return math.log(self._of / self.articles(stem))


_MOST = 200_000


def proclitics() -> tuple[str, ...]:
    """Return what may be written together with a word before it, the article first."""
    known = tables.toml(_LETTERS)["clitics"]
    article, after = known["article"], known["article_after_l"]
    cuts = [article, after, *known["conjunctions"], *known["prepositions"]]
    for first in known["conjunctions"]:
        cuts += [first + article, first + after, *(first + one for one in known["prepositions"])]
    cuts += [one + article for one in known["prepositions"]]
    return tuple(dict.fromkeys(cuts))


def _build() -> _Table:
    lines = [msgspec.json.decode(line, type=Band) for line in tables.raw(FILE).splitlines()]
    return _Table(
        of=lines[0].of,
        bands={line.articles: line.words for line in lines},
        proclitics=proclitics(),
    )


@cache
def load() -> Commonness:
    """Return the table of the package."""
    kept = tables.compiled("commonness", (FILE, _LETTERS), _Table, _build)
    counts: dict[str, int] = {}
    for articles, words in kept.bands.items():
        counts.update(dict.fromkeys(words.split(), articles))
    return Commonness(kept.of, counts, kept.proclitics)
