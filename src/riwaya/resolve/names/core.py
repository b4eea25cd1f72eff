"""The name proper inside a source phrase, and what kind of source it is.

A personal name is found by the grammar of the phrase around it: it can only begin where what stands before it is
complete (after a rank, a definite title, a finished genitive, a comma), and it ends before a preposition, a new title
or a mark. Imports ``text``, ``types`` and the word table.

>>> from riwaya.text import tokenise
>>> from riwaya.types import Span
>>> core_name(tokenise("Smith"), 0, 1)
(Span(start=0, end=5), 'person')
"""

from typing import NamedTuple

from riwaya.resolve.entities import Match, Table, load
from riwaya.resolve.names import words as w
from riwaya.resolve.names.words import flags
from riwaya.text import Tokens
from riwaya.types import Kind, Span

_QUOTES = frozenset("\"«»“”‹›„‟″＂❝❞'’‘")
_STOPS = frozenset("،,;؛()[]{}\n-–—:/.؟?!")
_HEADED = (
    w.OFFICE | w.RANK | w.ORGANIZATION | w.STATE | w.ANONYMOUS | w.GROUP | w.DOCUMENT | w.MEDIUM
)
_NOUN = _HEADED | w.COMMON | w.FORMER
_NAMED = w.GIVEN | w.WEAK
_LONGEST = 6  # words of a personal name


def core_name(
    tokens: Tokens, first: int, past: int, *, skipped: int = 0, table: Table | None = None
) -> tuple[Span, Kind]:
    """Return the span of the name proper in the source phrase ``first``..``past``, and the kind of source.

    A person's name comes without title, office and apposition; an unnamed source is the phrase itself, without
    relative clause and bracket. ``skipped`` letters of a fused particle at the front of the first token stay outside.
    """
    keys = tokens.keys[first:past]
    if skipped:
        keys[0] = keys[0][skipped:]
    core = core_of(keys, table or load())
    at = first + core.first
    start = tokens.starts[at] if core.first else tokens.inner_start(at, skipped)
    return Span(start, tokens.ends[first + core.past - 1]), core.kind


class Core(NamedTuple):
    """Tokens ``first``..``past`` of a phrase are its name proper; ``proper``: a personal name. ``head`` is its noun."""

    first: int
    past: int
    kind: Kind
    head: int
    proper: bool = False


def core_of(keys: list[str], table: Table) -> Core:
    """Return the name proper within the keys of a source phrase, and the kind of source."""
    head, past = 0, len(keys)
    while head < past - 1 and keys[head] in _QUOTES:
        head += 1
    if head + 1 < past and flags(keys[head]) & w.DETERMINER and _decides(keys, head):
        head += 1
    kind = kind_of(keys, head, table)
    if kind == "person":
        found = personal_name(keys, head, table)
        if found is not None:
            return Core(*found, kind, head, proper=True)
        if _names_no_one(keys, head, past):
            kind = "anonymous"
    return Core(
        0, phrase_end(keys, head, past, quoted=kind in ("medium", "organization")), kind, head
    )


def _decides(keys: list[str], head: int) -> bool:
    """Tell whether the noun after a determiner decides the kind: one of the abducted stays a person."""
    noun = flags(keys[head + 1])
    if flags(keys[head]) & w.OFFICE:
        return bool(noun & (w.MEDIUM | w.DOCUMENT | w.ORGANIZATION | w.STATE))
    return bool(noun)


def _names_no_one(keys: list[str], head: int, past: int) -> bool:
    """Tell whether an unnamed person is coupled with a source that hides."""
    return any(flags(keys[i]) & w.ANONYMOUS for i in range(head + 1, past))


def phrase_end(keys: list[str], head: int, past: int, *, quoted: bool) -> int:
    """Return where the phrase ends: before a relative clause, bracket or comma, or after a quoted name."""
    inside = head and keys[head - 1] in _QUOTES
    for i in range(head + 1, past):
        word = keys[i]
        if word in _QUOTES:
            if quoted and inside and i > head + 1:
                return i + 1
            inside = not inside
        elif not inside and ((word in _STOPS and word not in ".:/") or flags(word) & w.CUT):
            return i if i > head else past
    return past


# --- kind ------------------------------------------------------------------------------------------------------------

_BY_FLAG: tuple[tuple[int, Kind], ...] = (
    (w.ANONYMOUS, "anonymous"),
    (w.STATE, "state"),
    (w.DOCUMENT, "document"),
    (w.GROUP, "group"),
)


def kind_of(keys: list[str], head: int, table: Table) -> Kind:
    """Return the kind of the source whose head noun is token ``head`` of a phrase."""
    known, past = flags(keys[head]), len(keys)
    match = table.match(keys, head, past)
    if match is not None:
        kind = _entity_kind(keys, head, match, known, table)
        if kind is not None:
            return kind
    for flag, kind in _BY_FLAG:
        if known & flag:
            return kind
    if known & w.MEDIUM:
        return "organization" if _is_no_medium(keys, head, past) else "medium"
    if known & w.ORGANIZATION and not _is_title(keys, head, past, known):
        return "organization"
    if known & (w.OFFICE | w.RANK | w.GIVEN | w.WEAK | w.PARTICLE):
        return "person"
    if known & w.PLACE:
        return "state"
    return _guess(keys[head], known)


def _entity_kind(keys: list[str], head: int, match: Match, known: int, table: Table) -> Kind | None:
    """Return the kind that the table gives to a phrase that opens with a known name, if its words allow it."""
    if match.role in ("relative", "people"):
        if (
            match.past < len(keys)
            and keys[match.past] not in _STOPS
            and not _is_and(keys[match.past])
        ):
            return None
        return "state" if match.role == "relative" else "group"
    one_word = match.past - head == 1
    if (known & (_HEADED | w.GIVEN) and one_word and match.role != "metonym") or (
        match.skipped and known
    ):
        return None
    kinds = {table.entity(identifier).kind for identifier in match.ids}
    return kinds.pop() if len(kinds) == 1 else None


def _is_and(word: str) -> bool:
    return word[0] in w.words().conjunctions


def _is_no_medium(keys: list[str], head: int, past: int) -> bool:
    return any(flags(keys[i]) & w.NOT_MEDIUM for i in range(head + 1, min(past, head + 4)))


def _is_title(keys: list[str], head: int, past: int, known: int) -> bool:
    """Tell a rank that is also a unit by its article: the brigade has none before its name."""
    return bool(known & w.RANK) and (
        is_definite(keys[head]) or (head + 1 < past and _opens_name(keys, head + 1))
    )


def _opens_name(keys: list[str], at: int) -> bool:
    return bool(flags(keys[at]) & w.GIVEN)


def _guess(word: str, known: int) -> Kind:
    """Guess the kind of an unknown head from its shape."""
    if word.isascii():
        return "person"
    endings, definite = w.words().endings, is_definite(word)
    if word.endswith(endings["group"]) and (known or definite):
        return "group"
    if word.endswith(endings["organization"]) and (known or definite):
        return "organization"
    if known and not definite and not word.endswith(endings["person"]):
        return "organization"
    return "person"


def is_definite(word: str) -> bool:
    """Tell whether a word carries the article."""
    return word.startswith(w.words().definite)


# --- personal names --------------------------------------------------------------------------------------------------


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
    if word in _QUOTES or word in _STOPS:
        return _step_mark(keys, at, state)
    match = None if known & w.RANK else table.match(keys, at, len(keys))
    if match is None or match.role == "people":
        return _after(word, known, state), at + 1
    if match.role != "relative":
        return _FINISHED, match.past
    return (_TITLED if is_definite(word) else _FINISHED), match.past


def _step_mark(keys: list[str], at: int, state: _State) -> tuple[_State, int]:
    """Step over a mark; a quoted name that completes a title is no person's."""
    if keys[at] not in _QUOTES or state.complete:
        return _TITLED, at + 1
    at += 1
    while at < len(keys) and keys[at] not in _QUOTES:
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
        return 2 if not known & _HEADED or _goes_on(keys, at + 1, past) else 0
    if known & w.WEAK and not state.foreign:
        return (
            2
            if _goes_on(keys, at + 1, past) and not (known & w.OFFICE and follows & w.FORMER)
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


def _goes_on(keys: list[str], at: int, past: int) -> bool:
    """Tell whether the word here can be the second word of a personal name."""
    if at >= past:
        return False
    word = keys[at]
    known = flags(word)
    if known & (_NAMED | w.PARTICLE | w.COMPOUND):
        return True
    return word.isalpha() and (
        not known or (is_definite(word) and not known & (_HEADED | w.FORMER | w.CUT | w.COMMON))
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
        return bool(known & _NAMED) and (at + 1 == past or _goes_on(keys, at + 1, past))
    if known & w.WEAK and known & _HEADED:
        return at + 1 == past or _goes_on(keys, at + 1, past)
    if known & (_NAMED | w.COMPOUND | w.PARTICLE):
        return True
    last = at + 1 == past or not keys[at + 1].isalpha() or bool(flags(keys[at + 1]) & w.PREPOSITION)
    if is_definite(word):
        if known & (_HEADED | w.FORMER):
            return length == 1 and last and not known & w.FORMER
        return True
    if known & (_HEADED | w.PLACE):
        return False
    if known & w.COMMON:
        return length == 1 and last
    return not is_coupled(word)


def is_coupled(word: str) -> bool:
    """Tell a fused `and` before another name or a kinship noun with its pronoun."""
    if word[0] not in w.words().conjunctions or len(word) < 4:
        return False
    rest = word[1:]
    return bool(flags(rest) or flags(rest[:-1]) & w.OFFICE or is_definite(rest))
