"""Pieces of text: what stands between two spaces, cut into tokens once and remembered.

A piece is cut the same wherever it stands, and news repeats its words; what is remembered never changes an answer.

>>> [cut.key for cut in pieces(["K1:"])[0]]
['K1', ':']

Imports ``letters``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.text import letters

_TOKEN = re.compile(
    f"[\u0600-\u060b\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff"
    f"\ufb50-\ufdff\ufe70-\ufefc{letters.INVISIBLE}]+"
    r"|\d+(?:[.,\u066b\u066c]\d+)*"
    r"|[^\W\d_\u0600-\u06ff][^\W_\u0600-\u06ff]*"
    r"|\n+|\.{2,}|[^\s]"
)
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")
"""A folded word that is one token and its own key, as most are."""
BREAK = "\n"


class Cut(NamedTuple):
    """A token of a piece: its key, where it stands in the piece, and whether it begins with no letter or digit."""

    key: str
    start: int
    end: int
    is_mark: bool


Piece = str | tuple[Cut, ...]
"""The key of a piece that is one plain word, as most are, or the tokens of any other."""

_REMEMBERED = 1 << 17
_LONGEST = 40  # code points of what is remembered
_known: dict[str, Piece] = {}


def pieces(written: Sequence[str]) -> list[Piece]:
    """Return the piece of each string without spaces."""
    found = [piece for piece in map(_known.get, written) if piece is not None]
    if len(found) == len(written):
        return found
    if len(_known) > _REMEMBERED:
        _known.clear()
    missing = [one for one in dict.fromkeys(written) if one not in _known]
    new = dict(zip(missing, _cut(missing), strict=True))
    found = [new[one] if one in new else _known[one] for one in written]
    _known.update((one, piece) for one, piece in new.items() if len(one) <= _LONGEST)
    return found


def _cut(written: Sequence[str]) -> Iterator[Piece]:
    """Cut strings without spaces: folding them all at once is what makes that cheap."""
    folded, start = letters.fold(" ".join(written)), 0
    for one in written:
        word = folded[start : start + len(one)]
        start += len(one) + 1
        if _PLAIN.fullmatch(word):
            yield one if word == one else word
        else:
            yield tuple(_cuts(word))


def _cuts(folded: str) -> Iterator[Cut]:
    for found in _TOKEN.finditer(folded):
        token = found[0]
        key = BREAK if token[0] == BREAK else letters.bare(token)
        if key:  # a token of nothing but invisible characters is no token
            yield Cut(key, found.start(), found.end(), not key[0].isalnum())
