"""One document laid out for the rules: tokens, sentences, quotations, and the reporting words found in it.

A scene is made once for a document and only read afterwards. Imports ``text`` and ``lexicon``.
"""

from itertools import accumulate

from riwaya.lexicon.verbs import Analysis, Verb, load
from riwaya.lexicon.words import words
from riwaya.text import BREAK, Quotation, Tokens, quotations, sentences, tokenise

CONJUNCTIONS = frozenset(words()["clitic.conjunction"])
COMMAS = words()["mark.comma"]
COLON = ":"
_LOOK_ALIKE = words()["look_alike.words"]
_TRIGGERS = words()["prep_cue.simple"] | words()["letter.on"] | words()["document_cue.verbs"]


class Scene:
    """The tokens of a document with everything that passes look up by position.

    ``sentences`` are ``(first, past)`` token ranges, a quotation never cut; ``opens[i]`` is the quotation whose
    opening mark is token ``i``; ``quoted_by[i]`` the quotation around token ``i``; ``hits[i]`` the readings of
    token ``i`` as a reporting word.
    """

    __slots__ = (
        "_quoted",
        "headline",
        "hits",
        "keys",
        "opens",
        "quoted_by",
        "sentences",
        "text",
        "tokens",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Tokens = tokenise(text)
        self.keys = self.tokens.keys
        self._quoted: list[int] = []
        self.opens: dict[int, Quotation] = {}
        self.quoted_by: dict[int, Quotation] = {}
        for quotation in quotations(self.tokens):
            self.opens[quotation.first] = quotation
            for index in range(quotation.first, quotation.last + 1):
                self.quoted_by[index] = quotation
        self.sentences = self._join(sentences(self.tokens))
        self.headline = self.keys.index(BREAK) if BREAK in self.keys else len(self.keys)
        self.hits = self._find_hits()

    def analyses(self, index: int) -> tuple[Analysis, ...]:
        """Return the readings of token ``index`` as a reporting word."""
        return self.hits.get(index, ())

    def is_saying(self, index: int) -> bool:
        """Tell whether token ``index`` is, as it is spelt, most likely a finite verb of saying."""
        found = self.hits.get(index)
        if not found or self.keys[index] in _LOOK_ALIKE:
            return False
        return any(
            one.part == "verb" and not verb(one).weak and not one.jussive and one.person == 3
            for one in found
        )

    def quoted_words(self, start: int, end: int) -> int:
        """Return how many tokens of a range stand inside closed quotations."""
        if not self._quoted:
            inside = (
                at in self.quoted_by and self.quoted_by[at].closed for at in range(len(self.keys))
            )
            self._quoted = [0, *accumulate(inside)]
        return self._quoted[end] - self._quoted[start]

    def _join(self, cut: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Undo cuts inside a closed quotation: its full stops end no sentence of the article's own."""
        joined: list[tuple[int, int]] = []
        for first, past in cut:
            if joined:
                quotation = self.quoted_by.get(first)
                if (
                    quotation is not None
                    and quotation.closed
                    and quotation.first < first <= quotation.last
                ):
                    joined[-1] = (joined[-1][0], past)
                    continue
            joined.append((first, past))
        return joined

    def _find_hits(self) -> dict[int, tuple[Analysis, ...]]:
        return load().analyse_all(self.keys)

    def candidates(self, first: int, past: int) -> list[int]:
        """Return the tokens of a range where an act of saying may begin, in order."""
        hits, keys = self.hits, self.keys
        return [index for index in range(first, past) if index in hits or keys[index] in _TRIGGERS]


def verb(analysis: Analysis) -> Verb:
    """Return the lexicon entry of an analysis."""
    return load().verbs[analysis.entry]
