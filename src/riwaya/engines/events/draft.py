"""One telling of an event, while it is worked on.

Imports ``lexicon``, ``text`` and ``types``.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from riwaya.lexicon.events import EventLexicon, EventType, Hit
from riwaya.text import Tokens
from riwaya.text.sentences import sentences
from riwaya.types import (
    Count,
    Document,
    Extraction,
    Mention,
    PlaceMention,
    Role,
    Span,
    TimeExpression,
    Trigger,
)


@dataclass(slots=True)
class Draft:
    """A hit in its sentence, with what was found to belong to it; ``into`` is the event it tells of again."""

    hit: Hit
    kind: EventType
    sentence: int
    trigger: Trigger
    actors: list[Role] = field(default_factory=list)
    targets: list[Role] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    date: str | None = None
    date_span: Span | None = None


class View:
    """An annotated document laid out by sentences for the passes of this room."""

    __slots__ = (
        "_starts", "bounds", "document", "extraction", "lexicon", "mentions", "places", "times", "tokens",
    )  # fmt: skip

    def __init__(
        self, document: Document, extraction: Extraction, tokens: Tokens, lexicon: EventLexicon
    ) -> None:
        self.document = document
        self.extraction = extraction
        self.tokens = tokens
        self.lexicon = lexicon
        self.bounds = sentences(tokens)
        self._starts = [tokens.starts[first] for first, _ in self.bounds]
        self.places: list[list[PlaceMention]] = [[] for _ in self.bounds]
        self.times: list[list[TimeExpression]] = [[] for _ in self.bounds]
        self.mentions: list[list[Mention]] = [[] for _ in self.bounds]
        for place in extraction.places:
            self.places[self.sentence_at(place.span.start)].append(place)
        for time in extraction.times:
            self.times[self.sentence_at(time.span.start)].append(time)
        for mention in extraction.mentions:
            self.mentions[self.sentence_at(mention.span.start)].append(mention)

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset of the text."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def span(self, hit: Hit) -> Span:
        """Return where a trigger is written, without the particles before it."""
        start = self.tokens.inner_start(hit.first, hit.skip)
        return Span(start, self.tokens.ends[hit.past - 1])
