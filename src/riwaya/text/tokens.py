"""Words and marks of a text, with their places and search keys.

A token is a run of Arabic letters (with its vowel marks and tatweel), a Latin word (``K1``), a number (``1,200``), one
other mark, a run of dots, or a line break. Script changes cut a word: ``K1`` and the word glued to it are two tokens.

>>> tokenise("K1: 1,200").keys
['K1', ':', '1,200']

Imports ``letters``.
"""

import re
from itertools import accumulate

from riwaya.text import letters

_TOKEN = re.compile(
    f"([\u0600-\u060b\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff"
    f"\ufb50-\ufdff\ufe70-\ufefc{letters.INVISIBLE}]+"
    r"|\d+(?:[.,\u066b\u066c]\d+)*"
    r"|[^\W\d_\u0600-\u06ff][^\W_\u0600-\u06ff]*"
    r"|\n+|\.{2,}|[^\s])"
)
BREAK = "\n"


class Tokens:
    """The tokens of one text.

    ``keys[i]`` is the search key of token ``i``; ``text[starts[i]:ends[i]]`` is the token as published.
    """

    __slots__ = ("ends", "folded", "keys", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = folded = letters.fold(text)
        # Splitting at a captured group yields gap, token, gap, token, ...: the running sum of their lengths gives every
        # start and end without a Python step for each token.
        pieces = _TOKEN.split(folded)
        edges = list(accumulate(map(len, pieces)))
        starts, ends, keys = edges[0:-1:2], edges[1::2], pieces[1::2]
        if letters.has_dropped(folded):
            # one pass over all words: a space never stands inside a token, unless a ligature of words is undone
            plain = letters.bare(" ".join(keys)).split(" ")
            keys = plain if len(plain) == len(keys) else list(map(letters.bare, keys))
            if "" in keys:  # a token of nothing but invisible characters is no token
                kept = [place for place, word in enumerate(keys) if word]
                keys = [keys[place] for place in kept]
                starts, ends = [starts[place] for place in kept], [ends[place] for place in kept]
        if "\n" in text:
            keys = [BREAK if word[0] == BREAK else word for word in keys]
        self.keys = keys
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.keys)

    def inner_start(self, index: int, skipped: int) -> int:
        """Return the offset in the text of what follows the first ``skipped`` letters of a token's key.

        >>> tokenise("bK1").inner_start(0, 1)
        1
        """
        at, end = self.starts[index], self.ends[index]
        if end - at == len(self.keys[index]):
            return at + skipped
        while at < end and (skipped or not letters.bare(self.folded[at])):
            skipped -= len(letters.bare(self.folded[at]))
            at += 1
        return at


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens."""
    return Tokens(text)
