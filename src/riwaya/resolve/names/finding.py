"""Names in running text: persons by title or given name, organisations by head noun, and whatever the table knows.

Precision over recall: outside a source phrase nothing tells where a name ends, so an unknown word is taken as a second
name only. Imports ``running``, ``entities`` and the word table.
"""

from functools import cache
from itertools import compress
from typing import NamedTuple

from riwaya.resolve.entities import Match, Table, forms, load, loosen
from riwaya.resolve.entity_table import MARKS, Reading
from riwaya.resolve.names import words as w
from riwaya.resolve.names.personal import is_definite
from riwaya.resolve.names.running import Found, coupled, person
from riwaya.resolve.names.words import flags
from riwaya.text.memo import ByWord
from riwaya.types import Kind

_NAMED = w.GIVEN | w.WEAK
_PERSONAL = w.OFFICE | w.RANK | _NAMED | w.PARTICLE
_OPENING = _PERSONAL | w.ORGANIZATION | w.MEDIUM
_STOPPING = (
    w.CUT | w.PREPOSITION | w.ANAPHORA | w.OFFICE | w.RANK
)  # end the name of an organisation


class Finder:
    """Finds names with one entity table; it remembers what each word may open."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._gates = ByWord(self._gate)

    def scan(self, keys: list[str]) -> list[Found]:
        """Return the names of a text in reading order, without overlaps."""
        gates, found = list(map(self._gates.__getitem__, keys)), list[Found]()
        named: set[str] = set()
        past = 0
        for at in compress(range(len(keys)), gates):
            gate = gates[at]
            if gate is None or at < past or (gate.idle and not self._goes_on(gate, keys, at)):
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
        names_none = lone is None or lone.role in ("relative", "people")
        idle = names_none and not (known & _OPENING or coupled)
        return _Gate(known, readings, coupled, seconds, organs, lone, idle)

    def match(self, keys: list[str], at: int) -> Match | None:
        """Return the longest name of the table that opens here."""
        gate = self._gates[keys[at]]
        if gate is None or not gate.readings:
            return None
        if self._goes_on(gate, keys, at):
            return self.table.match_as(gate.readings, keys, at, len(keys))
        lone = gate.lone  # most first words stand alone: what they mean then is the same everywhere
        return None if lone is None else Match(at + 1, lone.ids, lone.role, lone.skipped)

    def _goes_on(self, gate: "_Gate", keys: list[str], at: int) -> bool:
        """Tell whether the next word may be the second one of a name of the table."""
        if at + 1 >= len(keys):
            return False
        word = keys[at + 1]
        second = loosen(word)
        return (
            second in gate.seconds
            or word in MARKS
            or (gate.organs and second in self.table.phrases["relative"])
        )

    def _name(self, keys: list[str], at: int, gate: "_Gate") -> Found | None:
        name = None
        if gate.known & _PERSONAL:
            name = person(keys, at, gate.known)
        elif gate.coupled:
            name = coupled(keys, at)
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
    ``lone`` is what the word names where neither does; ``idle``: no name opens here unless one of several words does.
    """

    known: int
    readings: tuple[Reading, ...]
    coupled: bool
    seconds: frozenset[str]
    organs: bool
    lone: Match | None
    idle: bool


@cache
def finder() -> Finder:
    """Return the finder for the table that ships with Riwaya."""
    return Finder(load())


def _given_after_and(word: str) -> bool:
    """Tell a given name with a fused `and` before it."""
    return word[0] in w.words().conjunctions and bool(flags(word[1:]) & w.GIVEN)


def _belongs(word: str, match: Match) -> bool:
    """Tell whether a known name goes on with the name before it: with no particle or one of belonging."""
    return not match.skipped or (match.skipped == 1 and word[0] == w.words().definite[1][0])


def _fused(word: str) -> int:
    """Return how many letters of a particle stand before a head noun."""
    return next((skipped for skipped, _, loose in forms(word) if w.is_known(loose)), 0)
