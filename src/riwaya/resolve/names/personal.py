"""Personal names inside a source phrase.

A personal name is found by the grammar of the phrase around it: it can only begin where what stands before it is
complete (after a rank, a definite title, a finished genitive, a comma), and it ends before a preposition, a new title
or a mark. Imports ``entities`` and the word table.
"""

from typing import NamedTuple

from riwaya.resolve.entities import Table
from riwaya.resolve.names import words as w
from riwaya.resolve.names.words import flags

QUOTES = frozenset("\"«»“”‹›„‟″＂❝❞'’‘")
STOPS = frozenset("\u060c,;\u061b()[]{}\n-–—:/.\u061f?!")
_NOUN = w.HEAD | w.COMMON | w.FORMER
_NAMED = w.GIVEN | w.WEAK
_LONGEST = 6  # words of a personal name


def is_definite(word: str) -> bool:
    """Tell whether a word carries the article."""
    return word.startswith(w.words().definite)


class _State(NamedTuple):
    """What stands before the word being read in a source phrase.

    ``complete``: a finished phrase; ``direct``: a title directly; ``foreign``: an unknown word, taken for a part of
    the title. A personal name can only open after something complete.
    """

    complete: bool
    direct: bool
    foreign: bool


_OPEN = _State(complete=False, direct=False, foreign=False)
_FINISHED = _State(complete=True, direct=False, foreign=False)
_TITLED = _State(complete=True, direct=True, foreign=False)
_FOREIGN = _State(complete=True, direct=False, foreign=True)


def personal_name(keys: list[str], first: int, table: Table) -> tuple[int, int] | None:
    """Return the token range of the personal name in a phrase, or None if it has none."""
    best: tuple[int, int] | None = None
    state, at = _TITLED, first
    while at < len(keys):
        known = flags(keys[at])
        strength = _strength(keys, at, known, state)
        if strength:
            end = name_end(keys, at, len(keys))
            if strength > 1:
                return at, end
            if best is None and (state.direct or end - at > 1 or end == len(keys)):
                best = at, end
            state, at = _FOREIGN, end
        else:
            state, at = _step(keys, at, known, state, table)
    return best


def _step(keys: list[str], at: int, known: int, state: _State, table: Table) -> tuple[_State, int]:
    """Step over a mark, a known name, or a word of the title."""
    word = keys[at]
    if word in QUOTES or word in STOPS:
        return _step_mark(keys, at, state)
    if known & w.CUT and not known & w.FORMER:
        return _TITLED, _clause_end(keys, at)
    match = None if known & w.RANK else table.match(keys, at, len(keys))
    if match is None or match.role == "people":
        return _after(word, known, state), at + 1
    if match.role != "relative":
        return _FINISHED, match.past
    return (_TITLED if is_definite(word) else _FINISHED), match.past


def _clause_end(keys: list[str], at: int) -> int:
    """Return where a relative clause ends: behind its comma, or with the phrase. It names others, not the source."""
    while at < len(keys) and keys[at] not in STOPS:
        at += 1
    return at


def _step_mark(keys: list[str], at: int, state: _State) -> tuple[_State, int]:
    """Step over a mark; a quoted name that completes a title is no person's."""
    if keys[at] not in QUOTES or state.complete:
        return _TITLED, at + 1
    at += 1
    while at < len(keys) and keys[at] not in QUOTES:
        at += 1
    return _FINISHED, at + 1


def _after(word: str, known: int, state: _State) -> _State:
    """Return the state after a word of the title."""
    if known & w.RANK:
        return _TITLED
    definite = is_definite(word) or bool(known & w.OWNED)
    if definite and (known & w.OFFICE or (known & w.FORMER and state.direct)):
        return _TITLED
    if definite or known & (w.PLACE | w.FORMER):
        return _FINISHED
    if known & (_NOUN | w.PREPOSITION):
        return _OPEN
    return _FINISHED if state.complete else _FOREIGN


def _strength(keys: list[str], at: int, known: int, state: _State) -> int:
    """Return how surely a personal name opens here: 2 by its words, 1 because nothing else is known, 0 not."""
    if not state.complete:
        return 0
    word, past = keys[at], len(keys)
    follows = flags(keys[at + 1]) if at + 1 < past else 0
    if known & w.PREPOSITION:
        return 2 if _is_name_after_all(keys, at, past, known) else 0
    if (
        known & w.PARTICLE
        and at + 1 < past
        and not follows & w.PREPOSITION
        and not known & w.COMMON
    ):
        return 2
    if known & w.GIVEN:
        return 2 if not known & w.HEAD or goes_on(keys, at + 1, past) else 0
    if known & w.WEAK and not state.foreign:
        return (
            2
            if goes_on(keys, at + 1, past) and not (known & w.OFFICE and follows & w.FORMER)
            else 0
        )
    if known or state.foreign or len(word) < 2 or not word.isalpha():
        return 0
    return 1 if state.direct or not is_definite(word) else 0


def _is_name_after_all(keys: list[str], at: int, past: int, known: int) -> bool:
    """Tell a name that is spelt like a preposition by the sure name word after it."""
    if not known & _NAMED or at + 1 >= past:
        return False
    follows = flags(keys[at + 1])
    return bool(follows & (w.GIVEN | w.PARTICLE)) or (not follows and is_definite(keys[at + 1]))


def goes_on(keys: list[str], at: int, past: int) -> bool:
    """Tell whether the word here can be the second word of a personal name."""
    if at >= past:
        return False
    word = keys[at]
    known = flags(word)
    if known & (_NAMED | w.PARTICLE | w.COMPOUND):
        return True
    return word.isalpha() and (
        not known or (is_definite(word) and not known & (w.HEAD | w.FORMER | w.CUT | w.COMMON))
    )


def name_end(keys: list[str], first: int, past: int) -> int:
    """Return where the personal name that opens at ``first`` ends, inside a source phrase."""
    at = first
    bound = True  # the word here belongs to the one before it
    while at < past and at - first < _LONGEST:
        known = flags(keys[at])
        if not bound and not _continues(keys, at, past, known, at - first):
            break
        bound = bool(known & w.PARTICLE)
        at += 1
    return at


def _continues(keys: list[str], at: int, past: int, known: int, length: int) -> bool:
    """Tell whether a name of ``length`` words goes on with the word here."""
    word = keys[at]
    if not word.isalpha() or known & (w.CUT | w.ANAPHORA):
        return False
    if known & w.PREPOSITION:
        return bool(known & _NAMED) and (at + 1 == past or goes_on(keys, at + 1, past))
    if known & w.WEAK and known & w.HEAD:
        return at + 1 == past or goes_on(keys, at + 1, past)
    if known & (_NAMED | w.COMPOUND | w.PARTICLE):
        return True
    last = at + 1 == past or not keys[at + 1].isalpha() or bool(flags(keys[at + 1]) & w.PREPOSITION)
    if is_definite(word):
        if known & (w.HEAD | w.FORMER):
            return length <= 2 and last and not known & w.FORMER
        return True
    if known & (w.HEAD | w.PLACE):
        return False
    if known & w.COMMON:
        return length <= 2 and (last or bool(flags(keys[at + 1]) & w.OFFICE))
    return not is_coupled(word)


def is_coupled(word: str) -> bool:
    """Tell a fused `and` before another name or a kinship noun with its pronoun."""
    if word[0] not in w.words().conjunctions or len(word) < 4:
        return False
    rest = word[1:]
    return bool(flags(rest) or flags(rest[:-1]) & w.OFFICE or is_definite(rest))
