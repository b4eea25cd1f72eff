"""The name proper inside a source phrase, and what kind of source it is.

Imports ``personal``, ``entities``, ``text``, ``types`` and the word table.

>>> from riwaya.text import tokenise
>>> from riwaya.types import Span
>>> core_name(tokenise("Smith"), 0, 1)
(Span(start=0, end=5), 'person')
"""

from typing import NamedTuple

from riwaya.resolve.entities import Match, Table, load
from riwaya.resolve.names import words as w
from riwaya.resolve.names.personal import QUOTES, STOPS, goes_on, is_definite, personal_name
from riwaya.resolve.names.words import flags
from riwaya.text import Tokens
from riwaya.types import Kind, Span


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
    while head < past - 1 and keys[head] in QUOTES:
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
        elif _is_qualified_noun(keys, head):
            kind = "organization"
    end = phrase_end(keys, head, past, quoted=kind in ("medium", "organization"))
    # a lone word that is no title is a surname, even one that is a common adjective too
    surname = kind == "person" and end == 1 and not flags(keys[head]) & w.HEAD
    return Core(0, end, kind, head, proper=surname)


def _is_qualified_noun(keys: list[str], head: int) -> bool:
    """Tell a definite common noun with its adjective, which names a body, from a title or a surname."""
    if head + 1 >= len(keys) or not (is_definite(keys[head]) and is_definite(keys[head + 1])):
        return False
    return flags(keys[head]) & (w.COMMON | w.HEAD) == w.COMMON


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
    inside = head and keys[head - 1] in QUOTES
    for i in range(head + 1, past):
        word = keys[i]
        if word in QUOTES:
            if quoted and inside and i > head + 1:
                return i + 1
            inside = not inside
        elif not inside and ((word in STOPS and word not in ".:/") or flags(word) & w.CUT):
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
    if known & w.WEAK and known & w.ORGANIZATION and goes_on(keys, head + 1, past):
        return "person"
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
            and keys[match.past] not in STOPS
            and not _is_and(keys[match.past])
        ):
            return None
        return "state" if match.role == "relative" else "group"
    one_word = match.past - head == 1
    if (known & (w.HEAD | w.GIVEN) and one_word and match.role != "metonym") or (
        match.skipped and known
    ):
        return None
    kinds = {table.kind(identifier) for identifier in match.ids}
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
