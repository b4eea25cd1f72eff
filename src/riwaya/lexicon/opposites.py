"""Opposites: on which axis two words stand against each other, which words turn a statement round, kinds and states.

The words stand in ``data/ar/antonyms.toml``, verbs in their dictionary forms; ``inflect`` spells out their shapes.
Things of one kind (two currencies, two months) are no opposites, but a headline names one or the other. A word of a
text is looked up with what may be written together with it taken off. States come from the entity table by their names,
capitals and adjectives, for what two headlines replace.

Imports ``tables``, ``text`` and ``inflect``.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.lexicon import inflect
from riwaya.lexicon.inflect import Lemma
from riwaya.text import tokenise

FILE = "ar/antonyms.toml"
_STATES = "entities/states.jsonl"
_FILES = (FILE, inflect.FILE, "ar/letters.toml", _STATES)
_TABLE = "opposites-5"
_LEAST = 3
"""How many letters of a word must remain where something is taken off."""


class Axis(msgspec.Struct, frozen=True):
    """An axis, with a pair of headlines that it sets against each other and one that it does not."""

    id: str
    example: tuple[str, str]
    counter: tuple[str, str]


class Kind(msgspec.Struct, frozen=True):
    """A kind of things, with a pair of headlines that name two of them."""

    id: str
    example: tuple[str, str]


class _Table(msgspec.Struct, frozen=True):
    axes: tuple[Axis, ...]
    kinds: tuple[Kind, ...]
    poles: dict[str, tuple[int, ...]]
    members: dict[str, tuple[tuple[int, int], ...]]
    numerals: dict[str, str]
    classes: dict[str, tuple[str, ...]]
    states: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    leads: tuple[str, ...]
    future: tuple[str, ...]
    article: str
    endings: tuple[str, ...]
    prefixed: str
    weak: str


class Opposites:
    """All axes, and the look-up of words. Words are token keys throughout."""

    __slots__ = ("_memo", "_stems", "_table", "axes", "classes", "kinds")

    def __init__(self, table: _Table) -> None:
        self.axes = table.axes
        self.kinds = table.kinds
        self.classes = {name: frozenset(words) for name, words in table.classes.items()}
        self._table = table
        self._memo: dict[str, tuple[int, ...]] = {}
        self._stems: dict[str, str] = {}

    def poles(self, word: str) -> tuple[int, ...]:
        """Return the poles of a word, twice the index of the axis and one more for its other pole."""
        known = self._memo.get(word)
        if known is None:
            shapes = (self._table.poles.get(shape) for shape in self._bared(word))
            known = self._memo[word] = next((found for found in shapes if found), ())
        return known

    def members(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return which members of which kinds a word names, each as two indices."""
        known = (self._table.members.get(shape) for shape in self._bared(word))
        return next((found for found in known if found), ())

    def number(self, word: str) -> str | None:
        """Return the digits of a number in digits or in one word, or None."""
        if word[0].isdigit():
            return word
        return next(filter(None, map(self._table.numerals.get, self._bared(word))), None)

    def variants(self, stem: str) -> frozenset[str]:
        """Return a stem and what is left of it where its first letters may be particles."""
        leads = (lead for lead in self._table.leads if lead and stem.startswith(lead))
        cut = (stem[len(lead) :] for lead in leads if len(stem) - len(lead) >= _LEAST)
        return frozenset((stem, *cut))

    def stem(self, word: str) -> str:
        """Return a word without its particles, its article and one ending, so that its shapes meet."""
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = self._cut(word)
        return known

    def root(self, stem: str) -> str:
        """Return roughly the root of a stem: without what patterns put before and between its letters."""
        bare = stem[1:] if len(stem) > _LEAST and stem[0] in self._table.prefixed else stem
        return "".join(letter for letter in bare if letter not in self._table.weak)

    def states(self, keys: list[str]) -> list[tuple[int, int, str]]:
        """Return the states named among these words: the first word, the one after the last, and the state's id."""
        found, at = [], 0
        while at < len(keys):
            named = self._state(keys, at)
            if named is None:
                at += 1
            else:
                found.append((at, *named))
                at = named[0]
        return found

    def _state(self, keys: list[str], at: int) -> tuple[int, str] | None:
        if keys[at] in self.classes["no_state"]:
            return None
        for shape in self._bared(keys[at]):
            for tail, state in self._table.states.get(shape, ()):
                past = at + 1 + len(tail)
                if tuple(self._plain(word) for word in keys[at + 1 : past]) == tail:
                    return past, state
        return None

    def _plain(self, word: str) -> str:
        article = self._table.article
        return word.removeprefix(article)

    def _bared(self, word: str) -> Iterator[str]:
        """Yield a word as it stands, then with less and less of what may be written together with it."""
        article, fronts = self._table.article, [word]
        for lead in self._table.leads:
            rest = word[len(lead) :]
            if lead and word.startswith(lead) and len(rest) >= _LEAST:
                fronts.append(rest)
                if lead[-1] == rest[0] == article[1]:  # li- and the article are written as two lams
                    fronts.append(article[0] + rest)
        fronts += [word[len(lead) :] for lead in self._table.future if word.startswith(lead)]
        for front in dict.fromkeys(fronts):
            whole = self._plain(front)
            whole = whole if len(whole) >= _LEAST else front
            yield whole
            for ending in self._table.endings:
                if whole.endswith(ending) and len(whole) - len(ending) >= _LEAST:
                    yield whole[: -len(ending)]

    def _cut(self, word: str) -> str:
        table, rest = self._table, word
        for lead in table.leads:
            joined = lead + table.article
            doubled = lead + table.article[1]
            for front in (joined, doubled) if lead and lead[-1] == table.article[1] else (joined,):
                if rest == word and rest.startswith(front) and len(rest) - len(front) >= _LEAST:
                    rest = rest[len(front) :]
        rest = rest if rest != word else self._plain(word) if len(word) > _LEAST + 1 else word
        for ending in table.endings:
            if rest.endswith(ending) and len(rest) - len(ending) >= _LEAST:
                return rest[: -len(ending)]
        return rest


@cache
def load() -> Opposites:
    """Return the lexicon, built or from the cache."""
    return Opposites(tables.compiled(_TABLE, _FILES, _Table, _build))


def check(lexicon: Opposites | None = None) -> list[str]:
    """Return what is wrong: double ids, examples that are not set against each other, counter-examples that are."""
    known = load() if lexicon is None else lexicon
    names = [axis.id for axis in known.axes] + [kind.id for kind in known.kinds]
    problems = [
        f"{name}: a second entry of this id" for name in set(names) if names.count(name) > 1
    ]
    for index, axis in enumerate(known.axes):
        if not _opposed(known, index, axis.example):
            problems.append(f"{axis.id}: its example is not opposed")
        if _opposed(known, index, axis.counter):
            problems.append(f"{axis.id}: its counter-example is opposed")
    for index, kind in enumerate(known.kinds):
        one, other = (_named_members(known, index, text) for text in kind.example)
        if not (one and other and one.isdisjoint(other)):
            problems.append(f"{kind.id}: its example does not name two of the kind")
    return sorted(problems)


def _opposed(known: Opposites, index: int, texts: tuple[str, str]) -> bool:
    one, other = (
        {pole for word in tokenise(text).keys for pole in known.poles(word)} for text in texts
    )
    return any(pole // 2 == index and pole ^ 1 in other for pole in one)


def _named_members(known: Opposites, index: int, text: str) -> set[int]:
    members = (each for word in tokenise(text).keys for each in known.members(word))
    return {member for kind, member in members if kind == index}


def _build() -> _Table:
    data, letters = tables.toml(FILE), tables.toml("ar/letters.toml")["clitics"]
    poles: dict[str, list[int]] = {}
    axes = []
    for index, axis in enumerate(data["axis"]):
        axes.append(Axis(axis["id"], tuple(axis["example"]), tuple(axis["counter"])))
        for side, name in enumerate(("one", "other")):
            for word in _shapes(axis[name]):
                known = poles.setdefault(word, [])
                known += [] if 2 * index + side in known else [2 * index + side]
    single = [*letters["conjunctions"], *letters["prepositions"]]
    leads = [*single, *(a + b for a in letters["conjunctions"] for b in letters["prepositions"])]
    return _Table(
        tuple(axes),
        tuple(Kind(kind["id"], tuple(kind["example"])) for kind in data["kind"]),
        {word: tuple(found) for word, found in poles.items()},
        _members(data["kind"]),
        {_key(form): digits for digits, forms in data["numerals"].items() for form in forms},
        {name: tuple(map(_phrase, words)) for name, words in data["words"].items()},
        _named_states(letters["article"]),
        ("", *leads),
        tuple(one + letters["future"] for one in ("", *letters["conjunctions"])),
        letters["article"],
        tuple(sorted(map(_key, data["endings"]), key=lambda ending: -len(ending))),
        "".join(map(_key, data["patterns"]["prefixed"])),
        "".join(map(_key, data["patterns"]["weak"])),
    )


def _members(kinds: list[dict[str, Any]]) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for index, kind in enumerate(kinds):
        for number, forms in enumerate(kind["members"]):
            for form in forms:
                found.setdefault(_key(form), []).append((index, number))
    return {word: tuple(known) for word, known in found.items()}


def _key(word: str) -> str:
    return tokenise(word).keys[0]


def _phrase(words: str) -> str:
    return " ".join(tokenise(words).keys)


def _shapes(pole: dict[str, Any]) -> Iterator[str]:
    for row in pole["verbs"]:
        if len(row) != len(Lemma.__struct_fields__) - 1:
            raise LexiconError(
                f"A verb of {FILE} has not past, present, noun and participle: {row}.",
                file=FILE,
                advice="Write a dash for what it lacks.",
            )
        past, present, noun, participle = ((() if form == "-" else (form,)) for form in row)
        lemma = Lemma(past=past, present=present, noun=noun, participle=participle)
        yield from (form.key for form in inflect.forms(lemma))
    yield from map(_key, pole["words"])


class _State(msgspec.Struct, frozen=True):
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()


def _named_states(article: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the ids of states by the first word of a name, each with the words that follow, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in tables.raw(_STATES).splitlines():
        state = msgspec.json.decode(line, type=_State)
        names = (state.name, *state.aliases, *state.capitals, *state.relative, *state.plurals)
        for name in names:
            first, *tail = (word.removeprefix(article) for word in tokenise(name).keys)
            found.setdefault(first, []).append((tuple(tail), state.id))
    return {
        first: tuple(sorted(dict.fromkeys(known), key=lambda one: -len(one[0])))
        for first, known in found.items()
    }
