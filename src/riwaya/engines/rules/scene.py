"""One document laid out for the rules: tokens, sentences, quotations, and the reporting words found in it.

A scene is made once for a document and only read afterwards. Imports ``text`` and ``lexicon``.
"""

from bisect import bisect_left
from itertools import compress

from riwaya.lexicon.verbs import Analysis, Verb, load
from riwaya.lexicon.words import words
from riwaya.text import BREAK, Quotation, Tokens, quotations, sentences, tokenise

CONJUNCTIONS = frozenset(words()["clitic.conjunction"])
COMMAS = words()["mark.comma"]
COLON = ":"
_LOOK_ALIKE = words()["look_alike.words"]
NAMING = words()["prep_cue.simple"] | words()["letter.on"] | words()["document_cue.verbs"]
"""Words that may name a source without a verb of saying."""


class Scene:
    """The tokens of a document with everything that passes look up by position.

    ``sentences`` are ``(first, past)`` token ranges, a quotation never cut; ``opens[i]`` is the quotation whose
    opening mark is token ``i``; ``quoted_by[i]`` the quotation around token ``i``; ``hits[i]`` the readings of
    token ``i`` as a reporting word; ``leads`` are kept by ``introducers``.
    """

    __slots__ = (
        "_begun",
        "_closed",
        "headline",
        "hits",
        "keys",
        "leads",
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
        self._closed: list[Quotation] = []
        self.leads: list[int] | None = None
        self.opens: dict[int, Quotation] = {}
        self.quoted_by: dict[int, Quotation] = {}
        for quotation in quotations(self.tokens):
            self.opens[quotation.first] = quotation
            self.quoted_by.update(
                dict.fromkeys(range(quotation.first, quotation.last + 1), quotation)
            )
            if quotation.closed:
                self._closed.append(quotation)
        self.sentences = self._join(sentences(self.tokens))
        self.headline = self.keys.index(BREAK) if BREAK in self.keys else len(self.keys)
        self.hits = load().analyse_all(self.keys)
        naming = compress(range(len(self.keys)), map(NAMING.__contains__, self.keys))
        self._begun = sorted({*self.hits, *naming})

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
        closed = self._closed
        at = bisect_left(closed, start, key=_last)
        count = 0
        while at < len(closed) and closed[at].first < end:
            count += min(end, closed[at].last + 1) - max(start, closed[at].first)
            at += 1
        return count

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

    def candidates(self, first: int, past: int) -> list[int]:
        """Return the tokens of a range where an act of saying may begin, in order."""
        begun = self._begun
        return begun[bisect_left(begun, first) : bisect_left(begun, past)]


def _last(quotation: Quotation) -> int:
    return quotation.last


def verb(analysis: Analysis) -> Verb:
    """Return the lexicon entry of an analysis."""
    return load().verbs[analysis.entry]
