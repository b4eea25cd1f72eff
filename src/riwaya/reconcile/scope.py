"""How far the act of a statement reaches: what it says itself, and what it takes for granted.

Who denies a killing in a battle does not deny the battle. The words before an event are read only where a claim hangs
on them.

Imports ``lexicon``, ``text`` and ``holders``.
"""

from collections.abc import Sequence
from itertools import pairwise

from riwaya.lexicon import modality
from riwaya.lexicon.modality import Mark
from riwaya.reconcile.holders import Telling
from riwaya.text import tokenise

_WINDOW = 120
"""How many characters before an event are read."""
_JUDGED = 14
_CONJUNCTION = 1


def is_given(text: str, telling: Telling) -> bool:
    """Tell whether an event is taken for granted where it is told: in a relative clause, after ``after``, resumed."""
    marks = modality.load()
    start = telling.trigger.span.start
    keys = tokenise(text[max(telling.content, start - _WINDOW) : start]).keys
    if keys and marks.of(keys[-1]) & Mark.THIS:
        return True
    for word in reversed(keys):
        flags = marks.of(word)
        if flags & Mark.GIVEN:
            return True
        if flags & (Mark.STOP | Mark.THAT):
            return False
    return False


def is_judged(text: str, telling: Telling) -> bool:
    """Tell whether what follows only judges what the event is worth."""
    end = telling.trigger.span.end
    keys = tokenise(text[end : end + _WINDOW]).keys[:_JUDGED]
    flags = modality.load().of
    for word in keys:
        if flags(word) & Mark.JUDGED:
            return True
        if flags(word) & Mark.STOP:
            return False
    return False


def reached(text: str, told: Sequence[Telling]) -> list[Telling]:
    """Return which tellings of one statement its act reaches: the first that is not given, and what is joined to it."""
    found: list[Telling] = []
    for telling in told:
        if is_given(text, telling):
            continue
        if not found or _is_joined(text, found[-1], telling):
            found.append(telling)
    return found


def _is_joined(text: str, earlier: Telling, telling: Telling) -> bool:
    """Tell whether one telling continues another: of the same event, or coordinated with it."""
    if earlier.event == telling.event:
        return True
    start = telling.trigger.span.start
    between = tokenise(text[earlier.trigger.span.end : start + _CONJUNCTION]).keys
    return bool(between) and modality.load().is_conjunction(text[start - 1 : start])


def has(text: str, mark: Mark) -> bool:
    """Tell whether some words hold one of a class."""
    flags = modality.load().of
    return any(flags(word) & mark for word in tokenise(text).keys)


def is_untrue(text: str) -> bool:
    """Tell whether some words call something untrue."""
    marks, keys = modality.load(), tokenise(text).keys
    return any(marks.of(word) & Mark.UNTRUE for word in keys) or any(
        marks.is_phrase(*pair) for pair in pairwise(keys)
    )
