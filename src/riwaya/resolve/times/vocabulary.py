"""The words of ``data/ar/times.toml``, looked up by token.

``look(key)`` returns what a token may be the first word of, with the particles and the article taken off;
``View`` matches the rest of the form in a text. ``triggers()`` are the tokens at which reading starts, so that an
article costs one set look-up a token.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from riwaya.resolve import numbers
from riwaya.resolve.times.compiling import Table, Word, compiled
from riwaya.text import Tokens

_CARDINAL = frozenset(
    ("unit", "before_teen", "ten", "tens", "hundred", "hundreds", "scale", "zero", "dozen")
)  # fmt: skip


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A word found at a token: ``lead`` letters stand before it, ``width`` tokens are its own."""

    word: Word
    lead: str
    definite: bool
    width: int


@cache
def table() -> Table:
    """Return the compiled table."""
    return compiled()


@cache
def triggers() -> frozenset[str]:
    """Return the keys of tokens at which a time expression may begin."""
    return _lines(table().ordinals) | telling() | _numerals()


@cache
def phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return the triggers that tell nothing alone, and the tokens one of which must follow them."""
    known = table()
    return _lines(known.phrases) - _lines(known.ordinals), _lines(known.seconds)


@cache
def enders() -> frozenset[str]:
    """Return the tokens that may be the last one of a word before an expression."""
    return _lines(table().enders)


@cache
def companions() -> frozenset[str]:
    """Return the keys one of which stands near every number that tells a time."""
    return _lines(table().companions)


@cache
def telling() -> frozenset[str]:
    """Return the triggers that are more than a mere number, cardinal or ordinal."""
    return _lines(table().telling)


@cache
def _numerals() -> frozenset[str]:
    return _lines(numbers.words.of_kinds("numerals-of-times", _CARDINAL))


def _lines(joined: str) -> frozenset[str]:
    return frozenset(joined.split("\n"))


def is_numeral(key: str) -> bool:
    """Tell whether a token may be, or go on, a number in words."""
    return key in _numerals()


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one of the plain lists of keys (``tense.future``, ``blocked.before``)."""
    return frozenset(table().lists[name])


@lru_cache(maxsize=20000)
def look(key: str) -> tuple[Hit, ...]:
    """Return the words that a token may begin, longest first."""
    known, found = table(), []
    for lead, rest, definite in _peeled(key, known.article, known.leads):
        for word in known.words.get(rest) or ():
            found.append(Hit(word, lead, definite, 1 + len(word.tail)))
    found.sort(key=lambda hit: -hit.width)
    return tuple(found)


def _peeled(key: str, article: str, leads: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield (particles taken off, what remains, whether an article came off too)."""
    for lead in leads:
        if not key.startswith(lead) or (lead and len(key) < len(lead) + 2):
            continue
        rest = key[len(lead) :]
        yield lead, rest, False
        if rest.startswith(article) and len(rest) > 3:
            yield lead, rest[2:], True
        # li- and the article are written as two lams
        if lead and lead[-1] == article[1] and rest[0] == article[1]:
            yield lead, article[0] + rest, False
            yield lead, rest[1:], True


def is_ten(key: str) -> bool:
    """Tell whether a token is the ten of a teen, with no particle before it."""
    hit = numbers.words.hits().get(key)
    return hit is not None and hit.word.value == 10 and hit.skipped == 0 and not hit.definite


class View:
    """The tokens of a text, with what the vocabulary knows of each."""

    __slots__ = ("ends", "keys", "numbers", "ordinals", "size", "starts", "tokens")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.keys = tokens.keys
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.size = len(tokens.keys)
        self.numbers: dict[int, tuple[float, int] | None] = {}
        self.ordinals: dict[int, tuple[int, int] | None] = {}

    def key(self, index: int) -> str:
        """Return the key of a token, empty outside the text."""
        return self.keys[index] if 0 <= index < self.size else ""

    def hits(self, index: int) -> Iterator[Hit]:
        """Yield the words that stand at a token, longest first."""
        if 0 <= index < self.size:
            keys = self.keys
            for hit in look(keys[index]):
                if hit.width == 1 or tuple(keys[index + 1 : index + hit.width]) == hit.word.tail:
                    yield hit

    def at(self, index: int, *kinds: str) -> Hit | None:
        """Return the longest word of one of these kinds at a token."""
        if not 0 <= index < self.size:
            return None
        keys = self.keys
        for hit in look(keys[index]):
            if hit.word.kind in kinds and (
                hit.width == 1 or tuple(keys[index + 1 : index + hit.width]) == hit.word.tail
            ):
                return hit
        return None

    def before(self, index: int, *kinds: str) -> tuple[int, Hit] | None:
        """Return the word of one of these kinds that ends right before a token, and where it begins."""
        if not 0 < index <= self.size or self.keys[index - 1] not in enders():
            return None
        for width in (3, 2, 1):
            hit = self.at(index - width, *kinds)
            if hit is not None and hit.width == width:
                return index - width, hit
        return None

    def touching(self, index: int) -> bool:
        """Tell whether a token is written on to the one before it."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]
