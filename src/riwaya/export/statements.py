"""Statements as a reader meets them: numbered, with narrators, counted by stance.

What the terminal and the page share. A statement's number is its place in the extraction, from
one; numbers in the article's text, in the list and in "inside statement 3" are the same.

Imports ``types`` and ``plain``.
"""

from collections import Counter
from collections.abc import Container, Iterable

import msgspec

from riwaya.export.plain import visible
from riwaya.types import Attribution, Document, Extraction, Link, Stance

_DEEPEST = 4
_MARKS = '"\u00ab\u00bb\u201c\u201d\u201e'


class Voice(msgspec.Struct, frozen=True):
    """One who takes a stance, and the numbers of the statements in which it is taken."""

    name: str
    numbers: tuple[int, ...]


def headline(document: Document) -> str:
    """Return the first line of the text, harmless and on one line; empty where there is none."""
    return visible(document.text.partition("\n")[0])


def name_of(link: Link, document: Document) -> str:
    """Return a narrator's name: the fullest form, else the words that stand here."""
    return visible(link.name) or (visible(link.span.of(document.text)) if link.span else "")


def wording(document: Document, attribution: Attribution, quotes: tuple[str, str]) -> str:
    """Return what is said, several spans joined by dots, between quotation marks where it was."""
    said = " … ".join(visible(span.of(document.text)) for span in attribution.content)
    if not said or not attribution.quoted or any(mark in said for mark in _MARKS):
        return said
    return f"{quotes[0]}{said}{quotes[1]}"


def voices(
    document: Document, extraction: Extraction, stance: Stance, *, but: Container[int] = ()
) -> tuple[Voice, ...]:
    """Return who takes ``stance``, in order of appearance; acts that were not done are left out.

    So are the statements of the numbers ``but``. The name is empty where nobody is named.
    """
    found: dict[str, list[int]] = {}
    for number, attribution in enumerate(extraction.attributions, 1):
        if attribution.stance == stance and not attribution.negated and number not in but:
            origin = attribution.origin
            found.setdefault(name_of(origin, document) if origin else "", []).append(number)
    return tuple(Voice(name, tuple(numbers)) for name, numbers in found.items())


def total(of: Iterable[Voice]) -> int:
    """Return in how many statements these voices speak."""
    return sum(len(voice.numbers) for voice in of)


def depths(attributions: tuple[Attribution, ...]) -> list[int]:
    """Return how deep each statement stands inside others, zero for most, four at the deepest."""
    found = []
    for attribution in attributions:
        depth, outer = 0, attribution.within
        while outer is not None and 0 <= outer < len(attributions) and depth < _DEEPEST:
            depth, outer = depth + 1, attributions[outer].within
        found.append(depth)
    return found


def abstained(extraction: Extraction) -> list[tuple[str, int]]:
    """Return the reasons for which something was passed over, the most frequent first."""
    counts = Counter(abstention.reason for abstention in extraction.abstentions)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
