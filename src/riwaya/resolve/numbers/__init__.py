"""Numbers and counts: what each numeral, ordinal and quantity of a text means.

>>> from riwaya.text import tokenise
>>> [(found.low, found.high, found.unit) for found in find(tokenise("35 km"))]
[(35, 35, None), (35, 35, 'km')]

``find`` reads a whole text; ``read_number`` reads one number for a neighbour (three days ago); ``count_of`` tells what
a noun's own form says (two soldiers). Imports ``text`` and ``types``; its words are in ``data/ar``: ``numbers.toml``,
``units.toml``, ``countables.toml``.
"""

from riwaya.resolve.numbers import bounds, counted, numerals, ordinals
from riwaya.resolve.numbers.finder import find
from riwaya.text import Tokens
from riwaya.types import Quantity, Span

__all__ = ["count_of", "find", "read_number", "read_ordinal"]


def read_number(tokens: Tokens, index: int) -> tuple[int | float, int] | None:
    """Return the number that begins at token ``index`` and the token past it; None if there is none.

    Particles written together with its first word are passed over.
    """
    found = numerals.read(tokens, index) if index < len(tokens) else None
    return (found.value, found.past) if found else None


def read_ordinal(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the ordinal that begins at token ``index`` and the token past it; None if there is none."""
    found = ordinals.read(tokens, index) if index < len(tokens) else None
    return (int(found.value), found.past) if found else None


def count_of(tokens: Tokens, index: int) -> Quantity | None:
    """Return what the indefinite noun at token ``index`` counts by its form: one, two, or two and more in the plural.

    None for a word that is no noun of ``countables.toml``, and for a definite one unless "one of the" stands before it.
    """
    if index and tokens.keys[index - 1] in counted.table().one_of:
        span = Span(tokens.starts[index], tokens.ends[index])
        return Quantity(Span(tokens.starts[index - 1], span.end), "number", 1, 1, noun=span)
    number = counted.number_of(tokens, index)
    if number is None:
        return None
    span = counted.noun_span(tokens, index)
    if number == counted.MANY:
        return Quantity(span, "quantity", 2, None, vague=True, noun=span)
    behind = bounds.behind(tokens, index + 1, reach=True)
    if behind is None:
        return Quantity(span, "number", number, number, noun=span)
    low, high = bounds.apply(behind.means, number, number, whole=True)
    whole = Span(span.start, tokens.ends[behind.past - 1])
    return Quantity(whole, "quantity", low, high, behind.means == "about", noun=span)
