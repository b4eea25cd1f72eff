"""Names in running text: persons by title or given name, organisations by head noun, and whatever the table knows.

Precision over recall: outside a source phrase nothing tells where a name ends, so an unknown word is taken as a second
name only. Imports ``personal``, ``entities`` and the word table.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.resolve.entities import Match, Table, forms, load, loosen
from riwaya.resolve.entity_table import MARKS, Reading
from riwaya.resolve.names import words as w
from riwaya.resolve.names.personal import is_coupled, is_definite
from riwaya.resolve.names.words import flags
from riwaya.text import Tokens
from riwaya.types import Kind

_WINDOW = 12  # words from a title to the end of the name
_NAMED = w.GIVEN | w.WEAK
_HEADED = w.HEAD
_PERSONAL = w.OFFICE | w.RANK | _NAMED | w.PARTICLE
_OPENING = _PERSONAL | w.ORGANIZATION | w.MEDIUM
_STOPPING = (
    w.CUT | w.PREPOSITION | w.ANAPHORA | w.OFFICE | w.RANK
)  # end the name of an organisation
_REMEMBERED = 1 << 16


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


class Finder:
    """Finds names with one entity table; it remembers what each word may open."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._gates = _Gates(self._gate)
        self._last: tuple[str, tuple[Found, ...]] = ("", ())

    def scan(self, tokens: Tokens) -> tuple[Found, ...]:
        """Return the names of a text in reading order, without overlaps.

        Those of the last text are kept: whoever finds statements asks for the names of a text that are asked for again
        when all else in it is found.
        """
        text, found = self._last
        if text != tokens.text:
            found = tuple(self._scan(tokens.keys))
            self._last = tokens.text, found
        return found

    def _scan(self, keys: list[str]) -> list[Found]:
        gates, found = self._gates, list[Found]()
        if len(gates) > _REMEMBERED:
            gates.clear()
        named: set[str] = set()
        past = 0
        opening = [pair for pair in enumerate(map(gates.__getitem__, keys)) if pair[1]]
        for at, gate in opening:
            if gate is None or at < past:
                continue
            name = self._name(keys, at, gate)
            if name is None:
                continue
            past = name.past
            if name.first > at + 1:
                found += self._in_title(keys, at + 1, name.first)
            # a short name, which is a common word too, counts where the entity has been named in full
            if not name.short or not named.isdisjoint(name.ids):
                found.append(name)
                named.update(name.ids)
        return found

    def _gate(self, word: str) -> "_Gate | None":
        """Return what a word may open, None if no name at all."""
        known, readings = flags(word), self.table.readings(word)
        coupled = _given_after_and(word)
        if not (known & _OPENING or coupled or readings):
            return None
        seconds = frozenset[str]().union(*(opening.seconds for *_, opening in readings))
        organs = any(opening.organs for *_, opening in readings)
        lone = self.table.match_as(readings, [word], 0, 1)
        return _Gate(known, readings, coupled, seconds, organs, lone)

    def match(self, keys: list[str], at: int) -> Match | None:
        """Return the longest name of the table that opens here."""
        gate = self._gates[keys[at]]
        if gate is None or not gate.readings:
            return None
        if at + 1 < len(keys):
            word = keys[at + 1]
            second = loosen(word)
            if (
                second in gate.seconds
                or word in MARKS
                or (gate.organs and second in self.table.phrases["relative"])
            ):
                return self.table.match_as(gate.readings, keys, at, len(keys))
        lone = gate.lone  # most first words stand alone: what they mean then is the same everywhere
        return None if lone is None else Match(at + 1, lone.ids, lone.role, lone.skipped)

    def _name(self, keys: list[str], at: int, gate: "_Gate") -> Found | None:
        name = None
        if gate.known & _PERSONAL:
            name = _person(keys, at, gate.known)
        elif gate.coupled:
            name = _coupled(keys, at)
        if name is None and gate.readings:
            name = self._entity(keys, at)
        if name is None and gate.known & (w.ORGANIZATION | w.MEDIUM):
            name = self._organization(keys, at, gate.known)
        return name

    def _in_title(self, keys: list[str], at: int, past: int) -> list[Found]:
        """Return the organisations and states that a person's title names."""
        found: list[Found] = []
        while at < past:
            gate = self._gates[keys[at]]
            name = self._entity(keys, at) if gate is not None and gate.readings else None
            if name is None and gate is not None and gate.known & w.ORGANIZATION:
                name = self._organization(keys, at, gate.known)
            if name is not None and name.past <= past:
                found.append(name)
                at = name.past
            else:
                at += 1
        return found

    def _entity(self, keys: list[str], at: int) -> Found | None:
        match = self.match(keys, at)
        if match is None or match.role in ("relative", "people"):
            return None
        role, kind = match.role, self.table.kind(match.ids[0])
        short, metonym = role == "short", role == "metonym"
        return Found(at, match.past, kind, match.ids, match.skipped, metonym=metonym, short=short)

    def _organization(self, keys: list[str], at: int, known: int) -> Found | None:
        """Return the organisation whose head noun stands at ``at``: the definite words after it belong to its name.

        A definite noun with no more than a state's adjective (the British newspaper) names none: it resumes one.
        """
        end, telling = at + 1, not is_definite(keys[at])
        while end < len(keys) and end - at < 7 and keys[end].isalpha():
            word = keys[end]
            match = self.match(keys, end)
            if match is not None and match.role != "people" and _belongs(word, match):
                end, telling = match.past, telling or match.role != "relative"
            elif is_definite(word) and not flags(word) & _STOPPING:
                end, telling = end + 1, telling or not flags(word) & w.FORMER
            else:
                break
        if end - at < 2 or not telling:
            return None
        kind: Kind = "medium" if known & w.MEDIUM else "organization"
        return Found(at, end, kind, (), _fused(keys[at]))


class _Gate(NamedTuple):
    """What a word may open: by its flags, by the table, or as a given name behind a fused `and`.

    ``seconds`` are the words that names of the table go on with, ``organs`` tells that a state's adjective may follow,
    ``lone`` is what the word names where neither does.
    """

    known: int
    readings: tuple[Reading, ...]
    coupled: bool
    seconds: frozenset[str]
    organs: bool
    lone: Match | None


class _Gates(dict[str, _Gate | None]):
    """What each word may open, found out when it is first asked for."""

    def __init__(self, gate: Callable[[str], _Gate | None]) -> None:
        super().__init__()
        self._gate = gate

    def __missing__(self, word: str) -> _Gate | None:
        found = self[word] = self._gate(word)
        return found


@cache
def finder() -> Finder:
    """Return the finder for the table that ships with Riwaya."""
    return Finder(load())


def _person(keys: list[str], at: int, known: int) -> Found | None:
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


def _given_after_and(word: str) -> bool:
    """Tell a given name with a fused `and` before it."""
    return word[0] in w.words().conjunctions and bool(flags(word[1:]) & w.GIVEN)


def _coupled(keys: list[str], at: int) -> Found | None:
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


def _belongs(word: str, match: Match) -> bool:
    """Tell whether a known name goes on with the name before it: with no particle or one of belonging."""
    return not match.skipped or (match.skipped == 1 and word[0] == w.words().definite[1][0])


def _fused(word: str) -> int:
    """Return how many letters of a particle stand before a head noun."""
    return next((skipped for skipped, _, loose in forms(word) if w.is_known(loose)), 0)
