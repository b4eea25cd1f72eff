"""From words to events: triggers, their roles, and which of them tell of one thing.

Imports the passes beside it, ``lexicon``, ``text`` and ``types``.
"""

from bisect import bisect_right
from collections.abc import Sequence

from riwaya.engines.events import corefer, counting, modality, roles
from riwaya.engines.events.draft import Draft, View
from riwaya.lexicon import events as lexicon_of_events
from riwaya.lexicon.events import EventLexicon, Hit
from riwaya.text import tokenise
from riwaya.types import (
    Document,
    Event,
    Extraction,
    Span,
    Trigger,
)

_SPORT = 4
_FOUGHT = frozenset({"attack", "clash", "casualties", "control", "deploy", "detain"})


def find(
    document: Document, extraction: Extraction, lexicon: EventLexicon | None = None
) -> tuple[Event, ...]:
    """Return the events that a document tells of, in the order of their first mention.

    ``extraction`` is what ``resolve.annotate`` returns for it; ``lexicon`` is the package's own, or one merged with a
    user's. Acts of speech (to threaten, to demand) are statements and no events here.
    """
    known = lexicon_of_events.load() if lexicon is None else lexicon
    tokens = tokenise(document.text)
    hits = known.find(tokens.keys)
    if not hits:
        return ()
    view = View(document, extraction, tokens, known)
    drafts = _drafts(view, hits)
    counting.count(view, drafts)
    roles.fill(view, drafts)
    return tuple(corefer.join(view, drafts))


def _drafts(view: View, hits: Sequence[Hit]) -> list[Draft]:
    furniture = [(span.start, span.end) for span in view.extraction.furniture]
    sport = _is_sport(view)
    drafts = []
    for hit in hits:
        kind = view.lexicon.types[hit.type]
        span = view.span(hit)
        if kind.family == "speech" or (sport and kind.family in _FOUGHT):
            continue
        if _is_in(furniture, span.start):
            continue
        sentence = view.sentence_at(view.tokens.starts[hit.first])
        drafts.append(Draft(hit, kind, sentence, _trigger(view, hit, span, sentence)))
    return drafts


def _is_sport(view: View) -> bool:
    """Tell whether a document is about a game: its words of sport are many, and more than those of arms."""
    words = set(view.tokens.keys)
    sport = sum(view.lexicon.has(word, "sport") for word in words)
    return sport >= _SPORT and sport > sum(view.lexicon.has(word, "armed") for word in words)


def _is_in(furniture: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(furniture, (offset, len(furniture) and furniture[-1][1])) - 1
    return at >= 0 and offset < furniture[at][1]


def _trigger(view: View, hit: Hit, span: Span, sentence: int) -> Trigger:
    told = modality.told(view.tokens, hit, sentence=view.bounds[sentence], lexicon=view.lexicon)
    kind = view.lexicon.types[hit.type].id
    return Trigger(span, kind, told.polarity, told.modality, _within(view, span))


def _within(view: View, span: Span) -> int | None:
    """Return the innermost statement in whose content the trigger stands."""
    found, size = None, 0
    for number, statement in enumerate(view.extraction.attributions):
        for content in statement.content:
            if content.start <= span.start < content.end:
                length = content.end - content.start
                if found is None or length < size:
                    found, size = number, length
    return found
