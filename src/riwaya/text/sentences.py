"""Sentences and quotations, as ranges of tokens.

A sentence ends at a full stop, exclamation or question mark, ellipsis or line break; not at the dots of an
abbreviation, of a number or of a Latin name. A quotation is an opening mark and the mark that closes it in the same
paragraph; one that never closes is kept with ``closed`` false, for its reader to judge.

Imports ``tables`` and ``tokens``.
"""

from functools import cache, lru_cache

import msgspec

from riwaya import tables
from riwaya.text.tokens import BREAK, Tokens


class Quotation(msgspec.Struct, frozen=True):
    """Tokens ``first``..``last`` are the marks themselves; ``last`` is the paragraph's end where it never closes."""

    first: int
    last: int
    closed: bool


class _Marks(msgspec.Struct, frozen=True):
    """``exact`` are the closing marks that no other mark stands in for; ``relevant`` all marks of quotations."""

    pairs: dict[str, str]
    twins: frozenset[str]
    exact: frozenset[str]
    relevant: frozenset[str]
    ends: frozenset[str]
    abbreviations: frozenset[str]


def _build() -> _Marks:
    table = tables.toml("ar/letters.toml")
    quotes = table["quotes"]
    return _Marks(
        pairs={pair[0]: pair[1] for pair in quotes["pairs"]},
        twins=frozenset(quotes["twins"]),
        exact=frozenset(quotes["exact"]),
        relevant=frozenset("".join(quotes["pairs"] + quotes["twins"]) + BREAK),
        ends=frozenset(table["sentences"]["ends"]),
        abbreviations=frozenset(table["sentences"]["abbreviations"]),
    )


@cache
def marks() -> _Marks:
    """Return the marks of quotations and sentence ends."""
    return tables.compiled("marks", ("ar/letters.toml",), _Marks, _build)


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return each sentence as ``(first, past)`` token indices, its end mark included, line breaks left out."""
    return list(_cut(tokens))


@lru_cache(maxsize=1)  # each room that reads a document asks for them again
def _cut(tokens: Tokens) -> tuple[tuple[int, int], ...]:
    ends, keys = marks().ends, tokens.keys
    found: list[tuple[int, int]] = []
    first = 0
    for index in tokens.marks:
        word = keys[index]
        if word == BREAK:
            if index > first:
                found.append((first, index))
            first = index + 1
        elif (word in ends or word[0] == ".") and _is_end(tokens, index):
            found.append((first, index + 1))
            first = index + 1
    if len(keys) > first:
        found.append((first, len(keys)))
    return tuple(found)


def _is_end(tokens: Tokens, index: int) -> bool:
    keys = tokens.keys
    if keys[index] != ".":
        return True
    before = keys[index - 1] if index and tokens.ends[index - 1] == tokens.starts[index] else ""
    if before and ((before.isalpha() and len(before) == 1) or before in marks().abbreviations):
        return False
    if index + 1 < len(keys) and tokens.starts[index + 1] == tokens.ends[index]:
        return not (keys[index + 1].isascii() and keys[index + 1].isalnum() and before.isascii())
    return True


def quotations(tokens: Tokens) -> list[Quotation]:
    """Return the quotations of a text, outermost only, in order."""
    known, keys = marks(), tokens.keys
    found: list[Quotation] = []
    opened, closing = -1, ""
    for index in tokens.marks:
        word = keys[index]
        if word not in known.relevant:
            continue
        if opened < 0:
            if word in known.pairs:
                opened, closing = index, known.pairs[word]
            elif word in known.twins:
                opened, closing = index, word
        elif word == closing or (
            word in known.twins and keys[opened] in known.pairs and closing not in known.exact
        ):
            found.append(Quotation(opened, index, closed=True))
            opened = -1
        elif word == BREAK:
            found.append(Quotation(opened, index - 1, closed=False))
            opened = -1
        elif word in known.pairs and known.pairs[word] == closing:
            # the same mark opens again: the earlier one was never closed
            found.append(Quotation(opened, index - 1, closed=False))
            opened = index
    if opened >= 0:
        found.append(Quotation(opened, len(tokens) - 1, closed=False))
    return found
