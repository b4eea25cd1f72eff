"""Words and marks of a text, with their places and search keys.

A token is a run of Arabic letters (with its vowel marks and tatweel), a Latin word (``K1``), a number (``1,200``), one
other mark, a run of dots, or a line break. Script changes cut a word: ``K1`` and the word glued to it are two tokens.

>>> tokenise("K1: 1,200").keys
['K1', ':', '1,200']

Imports ``letters`` and ``pieces``.
"""

from riwaya.text import letters
from riwaya.text.pieces import BREAK, pieces

__all__ = ["BREAK", "Tokens", "tokenise"]

_PHRASE = 200  # code points of what is no article


class Tokens:
    """The tokens of one text.

    ``keys[i]`` is the search key of token ``i``; ``text[starts[i]:ends[i]]`` is the token as published; ``marks`` are
    the tokens that begin with no letter or digit.
    """

    __slots__ = ("ends", "keys", "marks", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.marks: list[int] = []
        written, at = text.split(" "), 0
        keep, begin, end = self.keys.append, self.starts.append, self.ends.append
        for one, piece in zip(written, pieces(written), strict=True):
            if isinstance(piece, str):
                keep(piece)
                begin(at)
                at += len(one)
                end(at)
                at += 1
            else:
                for key, first, past, is_mark in piece:
                    if is_mark:
                        self.marks.append(len(self.keys))
                    keep(key)
                    begin(at + first)
                    end(at + past)
                at += len(one) + 1

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
        while at < end:
            size = len(letters.bare(letters.fold(self.text[at])))
            if size and not skipped:
                break
            skipped -= size
            at += 1
        return at


class _Last:
    """The tokens of the last article: each room that reads it asks for them again."""

    tokens = Tokens("")


def tokenise(text: str) -> Tokens:
    """Cut a text into tokens."""
    known = _Last.tokens
    if text == known.text:
        return known
    tokens = Tokens(text)
    if len(text) > _PHRASE:
        _Last.tokens = tokens
    return tokens
