"""How an event is told: as done or not done, as to come, as only possible, by the words around its trigger.

The stance of the statement is not counted in. A word governs the event behind it up to the next boundary of a clause:
a relative pronoun, a mark, a conjunction.

Imports ``lexicon``, ``text`` and ``types``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.lexicon import modality
from riwaya.lexicon.events import EventLexicon, Hit
from riwaya.lexicon.modality import Mark, Marks
from riwaya.text import Tokens
from riwaya.types import Modality, Polarity

_REACH, _CLOSE, _NEAR = 8, 5, 3
_JUDGED = 14
"""How many words behind an event may call it untrue."""
_SUFFERED = frozenset({"attack", "casualties", "disaster"})
"""Families whose nouns behind the preposition of purpose are mostly undergone (exposed to shelling)."""


class Told(NamedTuple):
    """The polarity and modality of one telling."""

    polarity: Polarity
    modality: Modality


_DONE = Told("affirmed", "actual")
_NOT = Told("denied", "actual")
_NOT_DONE = Told("denied", "possible")
"""Tried or asked for in vain: it did not come to be, and nobody said that it did."""
_NOT_TO_COME = Told("denied", "future")
_TO_COME = Told("affirmed", "future")
_MAY_BE = Told("affirmed", "possible")


class _Place(NamedTuple):
    """An event in its sentence, tokens ``first`` up to ``past``."""

    keys: Sequence[str]
    hit: Hit
    first: int
    past: int
    marks: Marks

    def flags(self, index: int) -> int:
        return self.marks.of(self.keys[index]) if self.first <= index < self.past else 0


def told(tokens: Tokens, hit: Hit, *, sentence: tuple[int, int], lexicon: EventLexicon) -> Told:
    """Return how the words of its sentence tell an event."""
    at = _Place(tokens.keys, hit, *sentence, modality.load())
    noun = hit.part == "noun"
    if not noun and lexicon.is_future(tokens.keys[hit.first], hit.skip):
        return _TO_COME
    found = _before_noun(at) if noun else _before_verb(at)
    if found is None and noun and lexicon.types[hit.type].family not in _SUFFERED:
        found = _purpose(at)
    if found is None and noun:
        found = _behind(at)
    return found or (_NOT if _is_untrue(at) else _DONE)


def _before_noun(at: _Place) -> Told | None:
    found = _governed(at, at.hit.first)
    # what is pointed at (this attack) has been told; only a part in it can be denied
    return None if found is not _NOT and at.flags(at.hit.first - 1) & Mark.THIS else found


def _before_verb(at: _Place) -> Told | None:
    """Look at the word just before a verb, and before the particle of its clause."""
    index = at.hit.first - 1
    flags = at.flags(index)
    if flags & Mark.NOT_VERB:
        return _NOT_TO_COME if flags & Mark.NEVER else _NOT
    if flags & Mark.PERHAPS:
        return _MAY_BE if at.hit.part == "present" else None
    if flags & (Mark.POSSIBLE | Mark.FUTURE):
        return _MAY_BE if flags & Mark.POSSIBLE else _TO_COME
    for back in range(index, index - _NEAR, -1):
        flags = at.flags(back)
        if flags & Mark.THAT:
            found = _governed(at, back)
            # what is feared or planned stands in the present tense
            return found if at.hit.part == "present" or found is _NOT else None
        if flags & Mark.STOP:
            return None
    return None


def _governed(at: _Place, end: int) -> Told | None:
    """Return what the nearest governing word before token ``end`` makes of what follows it."""
    near, clause = end, False
    for index in range(end - 1, at.first - 1, -1):
        flags, distance = at.flags(index), near - index
        if distance > _REACH or flags & Mark.STOP:
            return None
        if flags & Mark.THAT and not clause:
            near, clause = index, True  # a clause is governed as a whole
        elif flags & (Mark.NOT_NOUN | Mark.NOT_VERB):
            return _negated(at, index, end)
        elif distance <= _CLOSE or flags & Mark.PERHAPS:
            found = _effect(at, index, end)
            if found is not None:
                return _unless_negated(at, index, found)
    return None


def _effect(at: _Place, index: int, end: int) -> Told | None:
    flags = at.flags(index)
    if flags & Mark.REFUSE:
        return _NOT_DONE if end - index == 1 else None
    if flags & Mark.FAIL:
        return _NOT_DONE if end - index == 1 or at.flags(end - 1) & Mark.INTO else None
    if flags & Mark.PERHAPS:
        # past tenses that look like a present one are few behind this particle
        return _MAY_BE if at.marks.is_present(at.keys[index + 1]) else None
    if flags & Mark.POSSIBLE:
        return _MAY_BE
    return _TO_COME if flags & Mark.FUTURE or at.marks.is_future(at.keys[index]) else None


def _unless_negated(at: _Place, index: int, found: Told) -> Told | None:
    """Return what a governing word makes of an event, unless that word is itself denied (does not intend to)."""
    if not at.flags(index - 1) & Mark.NOT_VERB:
        return found
    return None if _is_sure(at) or found is not _TO_COME else _NOT


def _negated(at: _Place, index: int, end: int) -> Told | None:
    """Tell whether the negation at a token denies what stands from token ``end`` on."""
    distance = end - index
    between = [at.flags(each) for each in range(index + 1, end)]
    if not between:
        return _NOT
    if between[0] & Mark.STILL:
        return None
    if at.flags(index) & Mark.NEVER:
        return _NOT_TO_COME if distance <= _NEAR and not _is_sure(at) else None
    if between[0] & Mark.JOIN or (
        between[0] & Mark.BE and any(each & Mark.PART_IN for each in between)
    ):
        return _NOT
    if at.flags(index) & Mark.NOT_NOUN:
        return _NOT if distance <= _NEAR and between[0] & Mark.EVIDENCE else None
    # a definite event is given: he did not name the day of the attack
    sure = _is_sure(at) and not any(flags & Mark.THAT for flags in between)
    if between[0] & Mark.EVIDENCE:
        return None if sure else _NOT
    return _NOT if distance <= _NEAR and not sure and at.hit.part == "noun" else None


def _is_sure(at: _Place) -> bool:
    return at.hit.part == "noun" and at.hit.definite


def _purpose(at: _Place) -> Told | None:
    hit = at.hit
    if hit.first < at.first or not at.marks.is_purpose(at.keys[hit.first], hit.skip):
        return None  # what is said may begin behind the preposition
    for index in range(hit.first - 1, hit.first - _CLOSE, -1):
        flags = at.flags(index)
        if flags & Mark.TAKES_L:
            return None
        if flags & Mark.STOP:
            break
    return _TO_COME


def _behind(at: _Place) -> Told | None:
    for index in range(at.hit.past, min(at.past, at.hit.past + _NEAR)):
        flags = at.flags(index)
        if flags & Mark.BEHIND_POSSIBLE:
            return _MAY_BE
        if flags & Mark.BEHIND_FUTURE or at.marks.is_future(at.keys[index]):
            return _TO_COME
        if flags & Mark.STOP:
            return None
    return None


def _is_untrue(at: _Place) -> bool:
    for index in range(at.hit.past, min(at.past, at.hit.past + _JUDGED)):
        if at.flags(index) & Mark.UNTRUE:
            return True
        if at.flags(index) & Mark.THAT:
            return False
        if index + 1 < at.past and at.marks.is_phrase(at.keys[index], at.keys[index + 1]):
            return True
    return False
