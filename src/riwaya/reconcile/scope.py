"""How far the act of a statement reaches: what it says itself, and what it takes for granted.

Who denies a killing in a battle does not deny the battle. The words before an event are read only where a claim hangs
on them.

Imports ``lexicon``, ``text``, ``types`` and ``holders``.
"""

from collections.abc import Sequence
from itertools import pairwise

from riwaya.lexicon import modality
from riwaya.lexicon.modality import Mark
from riwaya.reconcile.holders import Held, Telling
from riwaya.text import BREAK, tokenise
from riwaya.text.sentences import marks as sentence_marks
from riwaya.types import Span

_WINDOW = 120
"""How many characters before an event are read."""
_JUDGED = 14
_JOINED, _HEAD = 2, 6


def is_given(text: str, span: Span, since: int) -> bool:
    """Tell whether an event is taken for granted where it is told: in a relative clause, after ``after``, resumed.

    ``since`` is where what is said begins.
    """
    marks = modality.load()
    keys = tokenise(text[max(since, span.start - _WINDOW) : span.start]).keys
    if keys and marks.of(keys[-1]) & Mark.THIS:
        return True
    for word in reversed(keys):
        flags = marks.of(word)
        if flags & Mark.GIVEN:
            return True
        if flags & (Mark.STOP | Mark.THAT):
            return False
    return False


def is_judged(text: str, span: Span) -> bool:
    """Tell whether what follows only judges what the event is worth."""
    keys = tokenise(text[span.end : span.end + _WINDOW]).keys[:_JUDGED]
    flags = modality.load().of
    for word in keys:
        if flags(word) & Mark.JUDGED:
            return True
        if flags(word) & Mark.STOP:
            return False
    return False


def reached(text: str, told: Sequence[Held[Telling]]) -> list[Held[Telling]]:
    """Return which tellings of one statement its act reaches: the first that is not given, and what is joined to it."""
    found: list[Held[Telling]] = []
    for telling in told:
        if is_given(text, telling.span, telling.since):
            continue
        if not found or _is_joined(text, found[-1], telling):
            found.append(telling)
    return found


def _is_joined(text: str, earlier: Held[Telling], telling: Held[Telling]) -> bool:
    """Tell whether one telling continues another: of the same event, or coordinated with it."""
    if earlier.what.event == telling.what.event:
        return True
    marks = modality.load()
    keys = tokenise(text[earlier.span.end : telling.span.start]).keys
    if any(marks.of(word) & (Mark.STOP | Mark.GIVEN) for word in keys):
        return False
    return any(marks.is_joined(word) for word in keys[-_JOINED:])


def is_governed(text: str, span: Span, since: int, mark: int) -> bool:
    """Tell whether a word of a class stands in the same clause before an event."""
    flags = modality.load().of
    for word in reversed(tokenise(text[max(since, span.start - _WINDOW) : span.start]).keys):
        if flags(word) & mark:
            return True
        if flags(word) & Mark.STOP:
            return False
    return False


def is_cause(text: str, cause: Span, effect: Span) -> bool:
    """Tell whether the words between two events say that the one brought about the other, in one sentence."""
    between = text[min(cause.end, effect.end) : max(cause.start, effect.start)]
    keys = tokenise(between).keys
    ends = sentence_marks().ends
    if any(word == BREAK or word in ends for word in keys):
        return False
    flags = modality.load().of
    return any(flags(word) & Mark.CAUSE for word in keys)


def is_same_group(first: str, other: str) -> bool:
    """Tell whether two figures count the same people: the same noun, or two that say nothing of the group."""
    nouns = [tokenise(each).keys[-1:] for each in (first, other)]
    flags = modality.load().of
    return nouns[0] == nouns[1] or all(flags(word) & Mark.PERSON for noun in nouns for word in noun)


def first_of(text: str, mark: int) -> int:
    """Return the classes of a mask that the first word of one of them has, within the first words; none else."""
    flags = modality.load().of
    found = (flags(word) & mark for word in tokenise(text).keys[:_HEAD])
    return next((each for each in found if each), 0)


def is_untrue(text: str) -> bool:
    """Tell whether some words call something untrue."""
    marks, keys = modality.load(), tokenise(text).keys
    return any(marks.of(word) & Mark.UNTRUE for word in keys) or any(
        marks.is_phrase(*pair) for pair in pairwise(keys)
    )
