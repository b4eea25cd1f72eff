"""Words that make of an event what it is told as: done, not done, to come, possible, or called untrue.

The words stand in ``data/ar/modality.toml``. Each class is one bit of a flag, so that a pass over the words before an
event asks for all classes of a word at once.

Imports ``tables``, ``text`` and ``inflect``.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from riwaya import tables
from riwaya.lexicon import inflect
from riwaya.text import key

FILE = "ar/modality.toml"
_FILES = (FILE, inflect.FILE, "ar/letters.toml")
_MEMO_LIMIT = 50_000
_SHORTEST = 3


class Mark:
    """What a word does to an event beside it, as bits; the head of each class in ``modality.toml`` tells."""

    # plain numbers: the arithmetic of an ``IntFlag`` costs more than looking the word up
    (
        STOP, GIVEN, THIS, THAT, NOT_VERB, NOT_NOUN, NEVER, STILL, EVIDENCE, JOIN, INTO, FAIL, REFUSE, BE,
        PERHAPS, POSSIBLE, FUTURE, LIGHT, TAKES_L, BEHIND_POSSIBLE, BEHIND_FUTURE, UNTRUE, PAST,
        PART_IN, REFERRING, JUDGED, GROWN, CAUSE, PERSON, OTHERS,
    ) = (1 << bit for bit in range(30))  # fmt: skip


class _Table(msgspec.Struct, frozen=True, array_like=True):
    words: dict[int, str]
    verbs: dict[int, str]
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    article_after_l: str
    future: str
    present: tuple[str, ...]


class Marks:
    """The classes of words, looked up with what may be written together with them."""

    __slots__ = ("_heads", "_memo", "_table", "_verbs", "_words")

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._words = tables.flagged(table.words)
        self._verbs = tables.flagged(table.verbs)
        self._memo: dict[str, int] = {}
        self._heads = {word.split(maxsplit=1)[0] for word in self._words if " " in word}

    def of(self, word: str) -> int:
        """Return the flags of a token key; 0 for a word of no class."""
        flags = self._memo.get(word)
        if flags is None:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            flags = self._memo[word] = self._flags(word)
        return flags

    def is_phrase(self, first: str, second: str) -> bool:
        """Tell whether two words together call something untrue."""
        return first in self._heads and f"{first} {second}" in self._words

    def is_future(self, word: str) -> bool:
        """Tell whether a word is a light verb with the letter of the future before it."""
        rest = word[1:] if word[:1] in self._table.conjunctions else word
        if not rest.startswith(self._table.future):
            return False
        return bool(self._verbs.get(rest[1:], 0) & Mark.LIGHT)

    def is_joined(self, word: str) -> bool:
        """Tell whether a word begins with the letter that joins it to what stands before."""
        return word.startswith(self._table.conjunctions[0])

    def has_article(self, word: str) -> bool:
        """Tell whether a word is written with the article."""
        return word.startswith(self._table.article)

    def is_present(self, word: str) -> bool:
        """Tell whether a word begins like a present tense and is no past tense known to begin so."""
        return word[:1] in self._table.present and not self.of(word) & Mark.PAST

    def is_purpose(self, word: str, skip: int) -> bool:
        """Tell whether the letters before a verbal noun begin with the preposition of purpose."""
        before = word[:skip]
        before = before[1:] if before[:1] in self._table.conjunctions else before
        return before[:1] == self._table.article_after_l[0]

    def _flags(self, word: str) -> int:
        heads = [word]
        if word[:1] in self._table.conjunctions and len(word) >= _SHORTEST:
            heads.append(word[1:])
        if heads[-1].startswith(self._table.article_after_l[0]) and self.is_present(heads[-1][1:]):
            heads.append(heads[-1][1:])  # the preposition of purpose before a verb
        for head in heads:
            found = self._words.get(head, 0) | self._verbs.get(head, 0)
            if found:
                return found
        # only nouns stand behind a preposition or the article
        bare = (self._words[each] for head in heads for each in self._bare(head))
        return next(bare, 0)

    def _bare(self, word: str) -> Iterator[str]:
        """Yield the nouns of the table that a word is without a preposition or the article before it."""
        table = self._table
        for cut in (*table.prepositions, table.article, table.article_after_l):
            rest = word.removeprefix(cut)
            if rest == word or len(rest) < _SHORTEST:
                continue
            for each in (rest, rest.removeprefix(table.article)):
                if each in self._words:
                    yield each


def _build() -> _Table:
    words, verbs = dict[str, int](), dict[str, int]()
    for name, entry in tables.toml(FILE).items():
        for shape, is_verb in _shapes(entry):
            known = verbs if is_verb else words
            known[shape] = known.get(shape, 0) | int(getattr(Mark, name.upper()))
    clitics = tables.toml("ar/letters.toml")["clitics"]
    return _Table(
        words=tables.by_flags(words),
        verbs=tables.by_flags(verbs),
        conjunctions=tuple(clitics["conjunctions"]),
        prepositions=tuple(clitics["prepositions"]),
        article=clitics["article"],
        article_after_l=clitics["article_after_l"],
        future=clitics["future"],
        present=_present(),
    )


def _present() -> tuple[str, ...]:
    rows = tables.toml(inflect.FILE)["present"]
    return tuple(sorted({row["prefix"] for row in rows if row["person"] == 3}))


def _shapes(entry: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the keys of a class, and whether each is a verb."""
    yield from ((key(word), False) for word in entry.get("words", ()))
    for lemma in msgspec.convert(entry.get("lemmas", []), list[inflect.Lemma]):
        yield from ((form.key, form.feature.part == "verb") for form in inflect.forms(lemma))


@cache
def load() -> Marks:
    """Return the marks of the package."""
    return Marks(tables.compiled("modality", _FILES, _Table, _build))
