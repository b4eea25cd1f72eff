"""How far the act of a statement reaches: what it says itself, and what it takes for granted.

Who denies a killing in a battle does not deny the battle. The words around an event are read only where a claim or a
dispute hangs on them.

Imports ``lexicon``, ``text``, ``types`` and ``holders``.
"""

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.lexicon import modality
from riwaya.lexicon.modality import Mark
from riwaya.reconcile.holders import Held, Telling
from riwaya.text import BREAK, Tokens
from riwaya.text.sentences import marks as sentence_marks
from riwaya.types import Span

_BEFORE, _BEHIND, _HEAD, _JOINED = 20, 14, 6, 3
"""How many words are read before an event, behind it, at the head of a content, and for a joining letter."""


class Scope:
    """The words of one document, asked for what they make of the events beside them."""

    __slots__ = ("_flags", "_tokens", "text")

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._flags = modality.load().of
        self.text = tokens.text

    def _keys(self, start: int, end: int) -> Sequence[str]:
        """Return the words that begin within a stretch of the text."""
        starts = self._tokens.starts
        return self._tokens.keys[bisect_left(starts, start) : bisect_left(starts, end)]

    def _before(self, span: Span, since: int) -> Sequence[str]:
        """Return the words before an event, nearest first, without what is written together with it."""
        starts, ends = self._tokens.starts, self._tokens.ends
        past = bisect_left(starts, span.start)
        if past and ends[past - 1] > span.start:
            past -= 1
        first = max(bisect_left(starts, since), past - _BEFORE)
        return self._tokens.keys[first:past][::-1]

    def is_given(self, span: Span, since: int) -> bool:
        """Tell whether an event is taken for granted where it is told: after ``who`` or ``after``, or pointed at.

        ``since`` is where what is said begins.
        """
        flags = self._flags
        for distance, word in enumerate(self._before(span, since)):
            found = flags(word)
            if found & Mark.GIVEN or (distance == 0 and found & Mark.THIS):
                return True
            if distance == 0 and found & Mark.BE and self._is_definite(span):
                return True
            if found & (Mark.STOP | Mark.THAT):
                return False
        return False

    def _is_definite(self, span: Span) -> bool:
        starts = self._tokens.starts
        at = bisect_left(starts, span.end) - 1
        return modality.load().has_article(self._tokens.keys[at])

    def is_judged(self, span: Span) -> bool:
        """Tell whether what follows only judges what the event is worth."""
        first = bisect_left(self._tokens.starts, span.end)
        for word in self._tokens.keys[first : first + _BEHIND]:
            found = self._flags(word)
            if found & Mark.JUDGED:
                return True
            if found & Mark.STOP:
                return False
        return False

    def is_governed(self, span: Span, since: int, mark: int) -> bool:
        """Tell whether a word of a class stands in the same clause before an event."""
        for word in self._before(span, since):
            found = self._flags(word)
            if found & mark:
                return True
            if found & Mark.STOP:
                return False
        return False

    def reached(self, told: Sequence[Held[Telling]]) -> list[Held[Telling]]:
        """Return the tellings that the act of their statement reaches.

        They are the first that is not taken for granted, and those joined to it.
        """
        found: list[Held[Telling]] = []
        for telling in told:
            if self.is_given(telling.span, telling.since):
                continue
            if not found or self._is_joined(found[-1], telling):
                found.append(telling)
        return found

    def _is_joined(self, earlier: Held[Telling], telling: Held[Telling]) -> bool:
        """Tell whether one telling continues another: of the same event, or coordinated with it."""
        if earlier.what.event == telling.what.event:
            return True
        marks, keys = modality.load(), self._keys(earlier.span.end, telling.span.end)
        if any(self._flags(word) & (Mark.STOP | Mark.GIVEN) for word in keys):
            return False
        return any(marks.is_joined(word) for word in keys[-_JOINED:])

    def is_cause(self, cause: Span, effect: Span) -> bool:
        """Tell whether the words between two events say that the one brought about the other, in one sentence."""
        keys = self._keys(min(cause.end, effect.end), max(cause.start, effect.start))
        ends = sentence_marks().ends
        if any(word == BREAK or word in ends for word in keys):
            return False
        return any(self._flags(word) & Mark.CAUSE for word in keys)

    def is_same_group(self, first: Span, other: Span) -> bool:
        """Tell whether two figures count the same people: one noun, or two that say nothing of the group."""
        nouns = [self._keys(span.start, span.end)[-1:] for span in (first, other)]
        flags = [self._flags(word) for noun in nouns for word in noun]
        others = [each for each in flags if each & Mark.OTHERS]
        if others:
            return len(others) == len(nouns)  # one killed and five others are six
        return nouns[0] == nouns[1] or all(each & Mark.PERSON for each in flags)

    def first_of(self, spans: Sequence[Span], mark: int) -> int:
        """Return the classes of a mask that the first word of one of them has at the head of a content, or 0."""
        for span in spans[:1]:
            for word in self._keys(span.start, span.end)[:_HEAD]:
                found = self._flags(word) & mark
                if found:
                    return found
        return 0

    def is_untrue(self, start: int, end: int) -> bool:
        """Tell whether some words call something untrue."""
        flags, is_phrase, earlier = self._flags, modality.load().is_phrase, ""
        for word in self._keys(start, end):
            if flags(word) & Mark.UNTRUE or is_phrase(earlier, word):
                return True
            earlier = word
        return False
