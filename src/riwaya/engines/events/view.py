"""An annotated document laid out by sentences and tokens for the passes of this room.

What stands between two tokens is asked often, so it is counted once: every question costs the same, however long the
text is.

Imports ``draft``, ``sites``, ``lexicon``, ``resolve``, ``text`` and ``types``.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from riwaya.engines.events import sites
from riwaya.engines.events.draft import Dated, Site
from riwaya.lexicon.event_tables import EventKind
from riwaya.lexicon.events import EventLexicon, Hit
from riwaya.resolve.times.dating import date_at, date_of
from riwaya.text import Tokens
from riwaya.text.sentences import sentences
from riwaya.types import Document, Extraction, Mention, Span, Trigger

_NEIGHBOUR, _SHORT, _LONG_SENTENCE, _KNOWN = 3, 3, 120, 12
_FINER = {
    "building": 0,
    "spot": 0,
    "village": 1,
    "town": 2,
    "district": 3,
    "province": 4,
    "state": 5,
}
_NAMED = frozenset({"organization", "person", "medium"})
_FOUGHT = frozenset({"attack", "clash", "casualties"})


class View:
    """A document with its sentences, tokens, hits, places, times and names, ready to be asked about."""

    __slots__ = (
        "_clause_words", "_clauses", "_contents", "_hits", "_named", "_placed", "_site_starts", "_starts",
        "_told_places", "_words", "armed", "bounds", "dates", "document", "extraction", "is_roundup",
        "lexicon", "mentions", "sites", "tokens",
    )  # fmt: skip

    def __init__(
        self,
        document: Document,
        extraction: Extraction,
        tokens: Tokens,
        *,
        hits: Sequence[Hit],
        lexicon: EventLexicon,
    ) -> None:
        self.document = document
        self.extraction = extraction
        self.tokens = tokens
        self.lexicon = lexicon
        self.bounds = sentences(tokens)
        self._starts = [tokens.starts[first] for first, _ in self.bounds]
        self._words: dict[int, frozenset[str]] = {}
        self._contents = self._owners()
        self._hits = _counted(len(tokens), (hit.first for hit in hits))
        self.armed = sum(lexicon.types[hit.type].family in _FOUGHT for hit in hits)
        classes = lexicon.classes
        words = [number for number, key in enumerate(tokens.keys) if "clause" in classes[key]]
        self._clause_words = _counted(len(tokens), words)
        self._clauses = _counted(len(tokens), [*tokens.marks, *words])
        self.mentions: list[list[Mention]] = [[] for _ in self.bounds]
        for mention in extraction.mentions:
            self.mentions[self.sentence_at(mention.span.start)].append(mention)
        self._named = self._covered(one.span for one in extraction.mentions if one.kind in _NAMED)
        self._placed = self._covered((one.span for one in extraction.places), shortest=1)
        self.sites = self._sites(hits)
        self._site_starts = [[site.first for site in row] for row in self.sites]
        self._told_places = Counter(
            one.mention.place or one.mention.name for row in self.sites for one in row
        )
        self.dates = self._dates()
        self.is_roundup = self._tells_day_by_day()

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset of the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @property
    def killed(self) -> EventKind:
        """Return the type of a toll of dead, whatever killed them."""
        return next(each for each in self.lexicon.types if each.id == "killed")

    def span(self, hit: Hit) -> Span:
        """Return where a trigger is written, without the particles before it."""
        start = self.tokens.inner_start(hit.first, hit.skip)
        return Span(start, self.tokens.ends[hit.past - 1])

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the tokens that a span covers, at least in part: first and past the last."""
        first = max(0, bisect_right(self.tokens.starts, span.start) - 1)
        return first, max(first + 1, bisect_left(self.tokens.starts, span.end))

    def word_at(self, index: int) -> str:
        """Return the key of a token, empty outside the text."""
        return self.tokens.keys[index] if 0 <= index < len(self.tokens) else ""

    def shape_at(self, index: int) -> str:
        """Return what kind of word stands somewhere: a name, a place, a number, a mark, or how it begins and ends."""
        if not 0 <= index < len(self.tokens):
            return "edge"
        word = self.tokens.keys[index]
        if self._placed[index]:
            return "place"
        if self._named[index]:
            return "name"
        if not word.isalpha():
            return "number" if word.isalnum() else "mark"
        article = "article " if self.lexicon.article in word[:3] else ""
        return f"{article}{word[-1]}" if len(word) > _SHORT else f"{article}short"

    def stance_of(self, statement: int | None) -> str:
        """Return the stance of a statement, ``none`` without one."""
        return "none" if statement is None else self.extraction.attributions[statement].stance

    def repeats_headline(self, sentence: int) -> bool:
        """Tell whether a sentence far down says what the headline says: a link, a label."""
        here, headline = self.content_words(sentence), self.content_words(0)
        return sentence > _SHORT and len(headline) > _SHORT and headline <= here

    def is_a(self, index: int, name: str) -> bool:
        """Tell whether a token is in a class of words."""
        return 0 <= index < len(self.tokens) and self.lexicon.has(self.tokens.keys[index], name)

    def content_words(self, sentence: int) -> frozenset[str]:
        """Return the longer words of a sentence: those that may tell what it is about."""
        found = self._words.get(sentence)
        if found is None:
            first, past = self.bounds[sentence]
            keys = self.tokens.keys[first : min(past, first + _LONG_SENTENCE)]
            found = self._words[sentence] = frozenset(key for key in keys if len(key) > _SHORT)
        return found

    def hits_between(self, low: int, high: int) -> int:
        """Return how many words of events stand in tokens ``low`` up to ``high``."""
        return self._hits[max(low, high)] - self._hits[low]

    def clauses_between(self, low: int, high: int) -> int:
        """Return how many words and marks that part clauses stand in tokens ``low`` up to ``high``."""
        return self._clauses[max(low, high)] - self._clauses[low]

    def clause_words_between(self, low: int, high: int) -> int:
        """Return how many words that begin clauses stand in tokens ``low`` up to ``high``."""
        return self._clause_words[max(low, high)] - self._clause_words[low]

    def content_of(self, offset: int) -> int | None:
        """Return the innermost statement whose content holds an offset."""
        owner = self.content_at(offset)
        return owner[0] if owner is not None else None

    def content_at(self, offset: int) -> tuple[int, Span] | None:
        """Return the innermost statement whose content holds an offset, with that content."""
        at = bisect_right(self.tokens.starts, offset) - 1
        owner = self._contents[at] if at >= 0 else None
        return owner if owner is not None and offset < owner[1].end else None

    def is_related(self, index: int) -> bool:
        """Tell whether a word stands just behind a relative pronoun."""
        return self.is_a(index - 1, "relative")

    def inside_name(self, span: Span) -> bool:
        """Tell whether a span is a part of the name of an organisation."""
        return self._named[self.tokens_of(span)[0]]

    def inside_place(self, span: Span) -> bool:
        """Tell whether a span is a part of the name of a place."""
        return self._placed[self.tokens_of(span)[0]]

    def in_name(self, site: Site) -> bool:
        """Tell whether a place is only a part of a longer name."""
        return self._named[site.first]

    def acts(self, site: Site) -> bool:
        """Tell whether a state stands here as one who acts: no word says that something is in it."""
        if site.width != "state":
            return False
        fused = self.tokens.starts[site.first] < site.mention.span.start
        return not fused and not any(
            self.is_a(index, "inside") for index in range(max(0, site.first - 2), site.first)
        )

    def word_before(self, site: Site) -> str:
        """Return what leads to a place: the particles written before it, or the word before it."""
        start = site.mention.span.start
        written = self.tokens.starts[site.first]
        if written < start:
            return self.document.text[written:start]
        return self.word_at(site.first - 1)

    def finer_beside(self, sentence: int, site: Site) -> bool:
        """Tell whether a more precise place stands right beside one: a village before its province."""
        for number in (site.number - 1, site.number + 1):
            if 0 <= number < len(self.sites[sentence]):
                other = self.sites[sentence][number]
                gap = max(other.first - site.past, site.first - other.past)
                if gap <= _NEIGHBOUR and _FINER[other.width] < _FINER[site.width]:
                    return True
        return False

    def is_first_of_chain(self, sentence: int, site: Site) -> bool:
        """Tell whether no place stands close before one."""
        if not site.number:
            return True
        return site.first - self.sites[sentence][site.number - 1].past > _NEIGHBOUR

    def sites_near(self, sentence: int, index: int, reach: int) -> list[Site]:
        """Return the places of a sentence next to a token, so many on either side."""
        at = bisect_left(self._site_starts[sentence], index)
        return self.sites[sentence][max(0, at - reach) : at + reach]

    def dates_near(self, sentence: int, index: int, reach: int) -> list[Dated]:
        """Return the dates of a sentence next to a token, so many on either side."""
        row = self.dates[sentence]
        at = bisect_left(row, index, key=lambda one: one.first)
        return row[max(0, at - reach) : at + reach]

    def mentions_near(self, sentence: int, index: int, reach: int) -> list[Mention]:
        """Return the names of a sentence that begin within so many tokens of one."""
        row, starts, last = self.mentions[sentence], self.tokens.starts, len(self.tokens) - 1
        low = bisect_left(row, starts[max(0, index - reach)], key=lambda one: one.span.start)
        high = bisect_right(row, starts[min(last, index + reach)], key=lambda one: one.span.start)
        return row[low:high]

    def times_told(self, site: Site) -> int:
        """Return how often a place is told in the document."""
        return self._told_places[site.mention.place or site.mention.name]

    def sites_between(self, sentence: int, low: int, high: int) -> int:
        """Return how many places of a sentence stand in tokens ``low`` up to ``high``."""
        starts = self._site_starts[sentence]
        return max(0, bisect_left(starts, high) - bisect_left(starts, low))

    def dates_saying(self, trigger: Trigger, span: Span) -> bool:
        """Tell whether a time stands with the verb of saying while the event stands in what is said."""
        if trigger.within is None:
            return False
        statement = self.extraction.attributions[trigger.within]
        return not any(one.start <= span.start < one.end for one in statement.content)

    def _owners(self) -> list[tuple[int, Span] | None]:
        """Return for each token the innermost statement that it is said in."""
        owners: list[tuple[int, Span] | None] = [None] * len(self.tokens)
        contents = [
            (number, span)
            for number, statement in enumerate(self.extraction.attributions)
            for span in statement.content
        ]
        contents.sort(key=lambda one: (one[1].start - one[1].end, -one[0]))
        for owner in contents:
            first = bisect_left(self.tokens.starts, owner[1].start)
            past = bisect_left(self.tokens.starts, owner[1].end)
            owners[first:past] = [owner] * (past - first)
        return owners

    def _covered(self, spans: Iterable[Span], *, shortest: int = 2) -> list[bool]:
        """Return for each token whether it stands in one of the spans of at least so many tokens."""
        covered = [False] * (len(self.tokens) + 1)
        for span in spans:
            first, past = self.tokens_of(span)
            if past - first >= shortest:
                covered[first:past] = [True] * (past - first)
        return covered

    def _sites(self, hits: Sequence[Hit]) -> list[list[Site]]:
        telling = {self.sentence_at(self.tokens.starts[hit.first]) for hit in hits}
        told = [(*self.tokens_of(mention.span), mention) for mention in self.extraction.places]
        told += sites.find(
            self.tokens, [self.bounds[each] for each in sorted(telling)], self.lexicon, told
        )
        found: list[list[Site]] = [[] for _ in self.bounds]
        for first, past, mention in sorted(told, key=lambda one: one[0]):
            row = found[self.sentence_at(mention.span.start)]
            row.append(Site(mention, first, past, len(row), sites.width(mention)))
        return found

    def _dates(self) -> list[list[Dated]]:
        found: list[list[Dated]] = [[] for _ in self.bounds]
        times = self.extraction.times
        for number, one in enumerate(times):
            date = date_of(one, self.document.published)
            if date is None and one.relative is not None:
                # two days after the raid: counted from a date told before
                known = times[max(0, number - _KNOWN) : number + 1]
                date = date_at(known, one.span, self.document.published)
            if date is not None:
                row = found[self.sentence_at(one.span.start)]
                kind = "counted" if one.kind == "duration" else one.precision
                row.append(Dated(date, one.span, kind, *self.tokens_of(one.span)))
        return found

    def _tells_day_by_day(self) -> bool:
        """Tell whether several sentences begin with a day of their own before the verb of saying."""
        cues = {
            self.sentence_at(one.cue.start): one.cue.start
            for one in reversed(self.extraction.attributions)
        }
        days = {
            row[0].date
            for number, row in enumerate(self.dates)
            if row and number in cues and row[0].span.start < cues[number]
        }
        return len(days) > 1


def _counted(size: int, indices: Iterable[int]) -> list[int]:
    """Return how many of the indices stand before each index."""
    here = [0] * (size + 1)
    for index in indices:
        here[index + 1 if index < size else size] += 1
    return list(accumulate(here))
