"""Page furniture: disclaimers, "read also", captions, tags and lists of other headlines. It carries no statement.

A line is furniture by how it begins or by a phrase in it; after a line that is nothing but such a beginning
("related news"), the lines without a full stop that follow are furniture too. Imports ``scene`` and ``lexicon``.
"""

from collections.abc import Iterator

from riwaya.engines.rules.scene import Scene
from riwaya.lexicon.words import words
from riwaya.text import BREAK, key, tokenise
from riwaya.types import Span

_END = words()["sentence.end"]
_PHRASES = tuple(sorted(key(phrase) for phrase in words()["furniture.contains"]))
_LONGEST_HEADING = 25
_LONGEST_NOTICE = 60


def _by_first_word() -> dict[str, list[list[str]]]:
    starts: dict[str, list[list[str]]] = {}
    for start in sorted(words()["furniture.starts"]):
        found = [word.lower() for word in tokenise(start).keys]
        starts.setdefault(found[0], []).append(found)
    return starts


_STARTS = _by_first_word()


def find(scene: Scene) -> frozenset[int]:
    """Return the numbers of the sentences that are furniture; the headline never is."""
    found: set[int] = set()
    listing = False
    for line, numbers in _lines(scene):
        first, past = line
        if first == 0:
            continue
        start = _start(scene, first, past)
        listing = start == past - first or (listing and _is_heading(scene, first, past))
        if start or listing or _has_phrase(scene, first, past):
            found.update(numbers)
    return frozenset(found)


def _lines(scene: Scene) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Yield each line's token range with the numbers of its sentences."""
    numbers: list[int] = []
    for number, (first, _) in enumerate(scene.sentences):
        if numbers and BREAK in scene.keys[scene.sentences[numbers[-1]][1] - 1 : first]:
            yield (scene.sentences[numbers[0]][0], scene.sentences[numbers[-1]][1]), numbers
            numbers = []
        numbers.append(number)
    if numbers:
        yield (scene.sentences[numbers[0]][0], scene.sentences[numbers[-1]][1]), numbers


def _start(scene: Scene, first: int, past: int) -> int:
    """Return how many tokens of a furniture beginning the line has, marks after it included; 0 for none."""
    for start in _STARTS.get(scene.keys[first].lower(), ()):
        end = first + len(start)
        if end <= past and [word.lower() for word in scene.keys[first:end]] == start:
            while end < past and not scene.keys[end].isalnum():
                end += 1
            return end - first
    return 0


def _is_heading(scene: Scene, first: int, past: int) -> bool:
    return past - first <= _LONGEST_HEADING and scene.keys[past - 1] not in _END


def _has_phrase(scene: Scene, first: int, past: int) -> bool:
    if past - first > _LONGEST_NOTICE:
        return False
    line = " ".join(scene.keys[first:past]).lower()
    return any(phrase in line for phrase in _PHRASES)


def spans(scene: Scene, numbers: frozenset[int]) -> Iterator[Span]:
    """Return the spans of furniture, in order."""
    tokens = scene.tokens
    for number in sorted(numbers):
        first, past = scene.sentences[number]
        yield Span(tokens.starts[first], tokens.ends[past - 1])
