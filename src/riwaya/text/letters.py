"""Letters: folding that keeps every offset, and search keys.

Real news drops hamzas, swaps final letters, stretches words and mixes digit sets. ``fold`` maps each such letter to
one plain letter, so ``fold(text)`` has the length of ``text`` and spans carry over for nothing. ``key`` goes on to
drop what carries no letter at all (vowel marks, tatweel, invisible controls); lexicons and databases compare keys.

>>> key("K\u064e1") == key("k1")  # a vowel mark is no letter
True

Imports ``tables`` only. A chain of ``str.replace`` is some twenty times faster here than ``str.translate``.
"""

import re
import unicodedata
from functools import cache

from riwaya import tables

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
"""Vowel and recitation marks, as the inside of a character class."""
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Joiners, direction marks and other characters without a shape of their own."""
_DROPPED = re.compile(f"[\u0640{MARKS}{INVISIBLE}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


@cache
def _pairs() -> list[tuple[str, str]]:
    found: dict[str, dict[str, str]] = tables.compiled(
        "letters", ("ar/letters.toml",), dict[str, dict[str, str]], _build
    )
    return list(found["fold"].items())


def _build() -> dict[str, dict[str, str]]:
    return {"fold": tables.toml("ar/letters.toml")["fold"]}


def fold(text: str) -> str:
    """Return ``text`` with spelling variants folded, letter for letter, in the same length."""
    if _PRESENTATION.search(text):
        text = _PRESENTATION.sub(_plain_shape, text)
    for variant, plain in _pairs():
        text = text.replace(variant, plain)
    return text


def key(text: str) -> str:
    """Return the search key of a word or phrase: folded, without marks, lower case, ligatures undone."""
    return bare(fold(text)).lower()


def bare(folded: str) -> str:
    """Drop from folded text what carries no letter, and undo ligatures of several letters."""
    if _PRESENTATION.search(folded):
        # only these characters: normalising all would make a key depend on what stands beside it
        folded = fold(_PRESENTATION.sub(_full_shape, folded))
    # A text holds few kinds of mark: replacing each is several times faster than one substitution over all of it.
    for mark in set(_DROPPED.findall(folded)):
        folded = folded.replace(mark, "")
    return folded


def has_dropped(text: str) -> bool:
    """Tell whether the text holds any character that a key would lose."""
    return _DROPPED.search(text) is not None or _PRESENTATION.search(text) is not None


def _plain_shape(match: re.Match[str]) -> str:
    shape: str = match.group()
    plain = unicodedata.normalize("NFKC", shape)
    return plain if len(plain) == 1 else shape


def _full_shape(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())
