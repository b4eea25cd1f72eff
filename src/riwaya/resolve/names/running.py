"""Persons in running text, by title or given name.

Precision over recall: outside a source phrase nothing tells where a name ends, so an unknown word is taken as a second
name only. Imports ``personal``, ``entities`` and the word table.
"""

from functools import lru_cache
from typing import NamedTuple

from riwaya.resolve.entities import loosen
from riwaya.resolve.names import words as w
from riwaya.resolve.names.personal import is_coupled, is_definite
from riwaya.resolve.names.words import flags
from riwaya.types import Kind

_WINDOW = 12  # words from a title to the end of the name
_NAMED = w.GIVEN | w.WEAK
_HEADED = w.HEAD


class Found(NamedTuple):
    """Tokens ``first``..``past`` name something; ``title`` are the loosened words of a person's title."""

    first: int
    past: int
    kind: Kind
    ids: tuple[str, ...] = ()
    skipped: int = 0
    title: frozenset[str] = frozenset()
    metonym: bool = False
    short: bool = False


def person(keys: list[str], at: int, known: int) -> Found | None:
    """Return the person whose title or given name stands at ``at``."""
    if _is_sure(known) or (known & w.WEAK and _is_followed(keys, at)):
        end = running_end(keys, at)
        if end - at > 1 + bool(known & w.PARTICLE and not known & w.GIVEN):
            return Found(at, end, "person", title=_title_after(keys, end))
    if not known & (w.OFFICE | w.RANK):
        return None
    start = _name_start(keys, at)
    if start is None:
        return None
    title = frozenset(loosen(word) for word in keys[at:start])
    return Found(start, running_end(keys, start), "person", title=title)


def _is_sure(known: int) -> bool:
    """Tell a given name, or a particle that can open a name."""
    return bool(known & w.GIVEN or (known & w.PARTICLE and not known & w.COMMON))


def coupled(keys: list[str], at: int) -> Found | None:
    """Return the person whose given name stands behind a fused `and`."""
    end = running_end(keys, at, opened=True)
    return Found(at, end, "person", skipped=1) if end - at > 1 else None


def _is_followed(keys: list[str], at: int) -> bool:
    """Tell whether a common word that is a given name too stands before a sure name word."""
    return at + 1 < len(keys) and bool(flags(keys[at + 1]) & (w.GIVEN | w.PARTICLE))


def _name_start(keys: list[str], at: int) -> int | None:
    """Return where the name begins that a title at ``at`` introduces."""
    complete = direct = _shape(keys[at]) & _DIRECT
    for i in range(at + 1, min(at + _WINDOW, len(keys))):
        shape = _shape(keys[i])
        if shape & _ENDING:
            return None
        if complete and shape & _NAMING and _opens(keys, i, flags(keys[i]), bool(direct)):
            return i
        if shape & _BARRED and not direct:
            return None
        direct, complete = shape & _DIRECT, shape & _COMPLETE
        if shape & _STRANGE and i > at + 2:
            return None
    return None


_DIRECT, _COMPLETE, _ENDING, _NAMING, _BARRED, _STRANGE = (1 << n for n in range(6))


@lru_cache(1 << 15)
def _shape(word: str) -> int:
    """Return what a word is on the way from a title to the name: many titles stand in a text, and few words."""
    known, definite = flags(word), is_definite(word)
    direct = bool(known & w.RANK or (known & w.OFFICE and (definite or known & w.OWNED)))
    if known & w.PREPOSITION:
        naming = bool(known & w.WEAK)
    elif _is_sure(known) or known & w.WEAK:
        naming = True
    else:
        naming = not (known or definite or len(word) < 3 or is_coupled(word))
    tests = (
        (_DIRECT, direct),
        (_COMPLETE, definite or direct or known & w.PLACE),
        (_ENDING, not word.isalpha() or known & w.CUT),
        (_NAMING, naming),
        (_BARRED, known & w.PREPOSITION and known & _NAMED),
        (_STRANGE, not known and not definite),
    )
    return sum(bit for bit, holds in tests if holds)


def _opens(keys: list[str], at: int, known: int, direct: bool) -> bool:
    """Tell whether a personal name opens at a word that is ``_NAMING``, after the title that ends here."""
    if known & w.PREPOSITION:
        return bool(known & w.WEAK) and direct and running_end(keys, at) - at > 1
    if _is_sure(known):
        return not known & _HEADED or running_end(keys, at) - at > 1
    if known & w.WEAK:
        return not known & _HEADED and running_end(keys, at) - at > 1
    return direct and bool(flags(keys[at - 1]) & (w.RANK | w.HIGH))


def running_end(keys: list[str], first: int, *, opened: bool = False) -> int:
    """Return where the personal name that opens at ``first`` ends, in running text."""
    at, bound = first + opened, not opened
    while at < len(keys) and at - first < 6:
        word = keys[at]
        known = flags(word)
        if not word.isalpha() or not (bound or _goes_on(word, known, at - first)):
            break
        bound = bool(known & w.PARTICLE)
        at += 1
    return at


def _goes_on(word: str, known: int, length: int) -> bool:
    if known & (w.GIVEN | w.PARTICLE | w.COMPOUND):
        return not known & (w.CUT | w.PREPOSITION)
    if known & w.WEAK:
        return not known & (_HEADED | w.PREPOSITION)
    if is_definite(word):
        surname = known == w.COMMON and word.endswith(w.words().endings["person"]) and length == 1
        return not known or surname or (length < 3 and known == w.PLACE)
    return not known and length == 1 and len(word) > 2 and not is_coupled(word)


def _title_after(keys: list[str], at: int) -> frozenset[str]:
    """Return the words of a title that follows a name, behind a comma or not."""
    if at < len(keys) and not keys[at].isalpha() and at + 1 < len(keys):
        at += 1
    if at >= len(keys) or not flags(keys[at]) & w.OFFICE:
        return frozenset()
    end = at
    while end < len(keys) and end - at < _WINDOW and keys[end].isalpha():
        end += 1
    return frozenset(map(loosen, keys[at:end]))
