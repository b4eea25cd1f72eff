"""Places that no gazetteer knows but that the text calls so: the Salam roundabout, a cultural centre, inside a café.

They serve as places of events only; the places of a document are those of ``resolve``.

Imports ``lexicon``, ``text`` and ``types``.
"""

from collections.abc import Iterable, Iterator, Sequence

from riwaya.lexicon.events import EventLexicon
from riwaya.text import Tokens
from riwaya.types import PlaceMention, Span

_STATE, _PROVINCE, _DISTRICT = 6, 4, 3
_SHORT = 3
_BUILDING = "building"
_OPENERS = frozenset({"site", _BUILDING})

Told = tuple[int, int, PlaceMention]
"""A place with its first token and the one past its last."""


def width(mention: PlaceMention) -> str:
    """Return how wide a place is, from a building to a state."""
    precision = mention.where_prec
    if mention.kind == _BUILDING:
        return "building"
    if mention.kind == "country" or precision == _STATE:
        return "state"
    if mention.kind == "province" or precision == _PROVINCE:
        return "province"
    if mention.kind == "district" or precision == _DISTRICT:
        return "district"
    if precision is None:
        return "spot"
    return "town" if mention.kind == "city" else "village"


def find(
    tokens: Tokens, bounds: Iterable[tuple[int, int]], lexicon: EventLexicon, told: Sequence[Told]
) -> Iterator[Told]:
    """Yield the places of some sentences that are named or described by a word for a kind of place."""
    taken = {index for first, past, _ in told for index in range(first, past)}
    classes = lexicon.classes
    for first, past in bounds:
        for index, key in enumerate(tokens.keys[first:past], first):
            if not _OPENERS.isdisjoint(classes[key]) and index not in taken:
                found = _named(tokens, index, past, lexicon) or _described(
                    tokens, index, past, lexicon
                )
                if found is not None and taken.isdisjoint(range(found[0], found[1])):
                    taken.update(range(found[0], found[1]))
                    yield found


def _named(tokens: Tokens, index: int, past: int, lexicon: EventLexicon) -> Told | None:
    """Return a place with a name of its own: the quarter X."""
    key = tokens.keys[index]
    skip = lexicon.classes[key].get("site")
    if skip is None or lexicon.article in key[: skip + 2] or index + 1 >= past:
        return None
    at = index + 1 + (not tokens.keys[index + 1].isalnum())  # a name may stand in quotation marks
    if at >= past or not _may_be_name(tokens.keys[at], lexicon):
        return None
    span = Span(tokens.inner_start(index, skip), tokens.ends[at])
    name = Span(tokens.starts[at], span.end)
    return index, at + 1, PlaceMention(span, name.of(tokens.text), None)


def _may_be_name(word: str, lexicon: EventLexicon) -> bool:
    if len(word) < _SHORT or not word.isalpha() or lexicon.has(word, "nameless"):
        return False
    if lexicon.may_tell(word):
        return False
    if word.startswith(lexicon.article):
        return True
    return not word.endswith(lexicon.adjectives) and not word.startswith(lexicon.joined)


def _described(tokens: Tokens, index: int, past: int, lexicon: EventLexicon) -> Told | None:
    """Return a place that is only described: a café, a cultural centre."""
    word = tokens.keys[index]
    skip = lexicon.classes[word].get("building")
    if skip is None:
        return None
    led = index > 0 and lexicon.has(tokens.keys[index - 1], "within")
    if not led and lexicon.inside not in word[:skip]:
        return None
    end = index + 1
    if end < past and tokens.keys[end].endswith(lexicon.adjectives):
        alike = lexicon.article in word[: skip + 2]
        end += tokens.keys[end].startswith(lexicon.article) == alike
    span = Span(tokens.inner_start(index, skip), tokens.ends[end - 1])
    return index, end, PlaceMention(span, span.of(tokens.text), None, kind=_BUILDING)
