"""Page furniture: disclaimers, "read also", captions, tags. It carries no statement.

Imports ``scene`` and ``lexicon``.
"""

from collections.abc import Iterator

from riwaya.engines.rules.scene import Scene
from riwaya.lexicon.words import words
from riwaya.text import tokenise
from riwaya.types import Span

_STARTS = [tuple(tokenise(start).keys) for start in sorted(words()["furniture.starts"])]
_CONTAINS = sorted(words()["furniture.contains"])
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _start in _STARTS:
    _BY_FIRST.setdefault(_start[0], []).append(_start)


def find(scene: Scene) -> frozenset[int]:
    """Return the numbers of the sentences that are furniture."""
    return frozenset(
        number for number, bounds in enumerate(scene.sentences) if _is_furniture(scene, bounds)
    )


def _is_furniture(scene: Scene, bounds: tuple[int, int]) -> bool:
    first = bounds[0]
    for start in _BY_FIRST.get(scene.keys[first].lower(), ()):
        if tuple(word.lower() for word in scene.keys[first : first + len(start)]) == start:
            return True
    return False


def spans(scene: Scene, numbers: frozenset[int]) -> Iterator[Span]:
    """Return the spans of furniture, in order."""
    tokens = scene.tokens
    for number in sorted(numbers):
        first, past = scene.sentences[number]
        yield Span(tokens.starts[first], tokens.ends[past - 1])
