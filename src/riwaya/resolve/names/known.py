"""The names of one document, indexed so that each question looks at a few of them only.

A word that more than ``_MANY`` different names share tells nothing: what rests on it stays as it is written. That keeps
the work linear in the length of the text. Imports ``types`` and the word table.
"""

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.resolve.names import words as w
from riwaya.resolve.names.words import flags
from riwaya.types import Kind, Span

_MANY = 64


class Known(NamedTuple):
    """A name of the document, as it can be linked to.

    ``words`` are compared without order, ``head`` is the head noun, ``at`` the token where the name stands or, for a
    source, where its phrase begins; ``proper``: a personal name; ``title``: the words of a person's titles.
    """

    words: tuple[str, ...]
    bag: frozenset[str]
    head: str
    kind: Kind
    span: Span
    at: int
    proper: bool
    source: bool
    ids: tuple[str, ...]
    title: frozenset[str]


class Index:
    """Names by their words, heads, titles and entities; ``sources`` are those that spoke, in reading order."""

    def __init__(self) -> None:
        self.sources: list[Known] = []
        self._persons: dict[str, list[Known]] = {}
        self._titled: dict[str, list[Known]] = {}
        self._headed: dict[tuple[Kind, str], list[Known]] = {}
        self._opening: dict[tuple[Kind, str], list[Known]] = {}
        self._states: dict[str, list[Known]] = {}
        self._seen: set[tuple[tuple[str, ...], Kind, bool]] = set()

    def add(self, name: Known) -> None:
        """Take in a name: by its words once, by its place each time."""
        if name.proper:
            for word in name.title:
                self._titled.setdefault(word, []).append(name)
        else:
            self._headed.setdefault((name.kind, name.head), []).append(name)
        if (name.words, name.kind, name.source) not in self._seen:
            self._seen.add((name.words, name.kind, name.source))
            self._add_words(name)

    def _add_words(self, name: Known) -> None:
        if name.proper:
            for word in name.bag:
                self._persons.setdefault(word, []).append(name)
            return
        openings = [name.words[0]]
        if len(name.words) > 1 and flags(name.words[0]) & (w.ORGANIZATION | w.MEDIUM):
            openings.append(name.words[1])
        for word in dict.fromkeys(openings):
            self._opening.setdefault((name.kind, word), []).append(name)
        if name.kind == "state" and len(name.ids) == 1:
            self._states.setdefault(name.ids[0], []).append(name)

    def persons(self, bag: frozenset[str]) -> list[Known]:
        """Return the personal names that hold all these words."""
        rows = min((self._persons.get(word, []) for word in bag), key=len, default=[])
        return [name for name in rows if bag <= name.bag] if len(rows) <= _MANY else []

    def titled(self, words: Iterable[str]) -> list[Known]:
        """Return the last persons to whom an office was given, however it is called, in the order of the text."""
        rows = [name for word in words for name in self._titled.get(word, [])[-_MANY:]]
        return sorted(rows, key=_place)

    def headed(self, kind: Kind, head: str, before: int) -> list[Known]:
        """Return the last names of a kind with this head noun before a place of the text, the last first."""
        rows = self._headed.get((kind, head), [])
        found = []
        for name in reversed(rows):
            if name.at < before:
                found.append(name)
                if len(found) == _MANY:
                    break
        return sorted(found, key=_place, reverse=True)

    def opened(self, here: Known) -> list[Known]:
        """Return the names of the same kind that open with these words, or with an organisation's noun before them."""
        rows = self._opening.get((here.kind, here.words[0]), [])
        return [name for name in rows if here.bag <= name.bag] if len(rows) <= _MANY else []

    def of_state(self, identifier: str) -> list[Known]:
        """Return the names of a state."""
        return self._states.get(identifier, [])


def one(fitting: list[Known]) -> Known | None:
    """Return the longest of the names if it holds all the others: then they can be one."""
    if not fitting:
        return None
    full = max(fitting, key=_fullness)
    return full if all(name.bag <= full.bag for name in fitting) else None


def _fullness(name: Known) -> tuple[int, int, int]:
    return len(name.bag), name.span.end - name.span.start, -name.at


def _place(name: Known) -> int:
    return name.at
