"""From words to events: triggers, their roles, and which of them tell of one thing.

Imports the passes beside it, ``lexicon``, ``text`` and ``types``.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from riwaya.engines.events import corefer, counting, dates, modality, model, placing, roles, sift
from riwaya.engines.events.draft import Draft
from riwaya.engines.events.view import View
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

_SPORT, _MARKET = 4, 7
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
    models = model.load()
    view = View(document, extraction, tokens, hits=hits, lexicon=known)
    drafts = sift.kept(view, tellings(view, hits), models.event)
    if not drafts:
        return ()
    counting.count(view, drafts)
    placing.fill(view, drafts, models.place)
    dates.fill(view, drafts, models.date)
    roles.fill(view, drafts)
    return tuple(corefer.join(view, drafts, models.same))


def tellings(view: View, hits: Sequence[Hit]) -> list[Draft]:
    """Return the words that may tell of events, without acts of speech, furniture, and the fights of a game."""
    furniture = [(span.start, span.end) for span in view.extraction.furniture]
    words = Counter(name for key in set(view.tokens.keys) for name in view.lexicon.classes[key])
    game, market = _is_about(words, "sport", _SPORT), _is_about(words, "market", _MARKET)
    barred = _FOUGHT | {"protest"} if game else _FOUGHT if market else frozenset[str]()
    drafts = []
    for hit in hits:
        kind = view.lexicon.types[hit.type]
        span = view.span(hit)
        if kind.family == "speech" or kind.family in barred:
            continue
        if _is_in(furniture, span.start) or view.inside_place(span):
            continue
        sentence = view.sentence_at(view.tokens.starts[hit.first])
        if hit.part == "noun" and view.is_a(hit.first + 1, "this"):
            hit = hit._replace(definite=True)  # noqa: PLW2901 - the dispatch of those troops is one told before
        drafts.append(Draft(hit, kind, sentence, _trigger(view, hit, span, sentence)))
    return drafts


def _is_about(words: Counter[str], name: str, least: int) -> bool:
    """Tell whether a document is about games or markets: their words are many, and more than those of arms."""
    return words[name] >= least and words[name] > words["armed"]


def _is_in(furniture: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(furniture, (offset, len(furniture) and furniture[-1][1])) - 1
    return at >= 0 and offset < furniture[at][1]


def _trigger(view: View, hit: Hit, span: Span, sentence: int) -> Trigger:
    owner = view.content_at(span.start)
    within, content = owner if owner is not None else (None, None)
    first, past = view.bounds[sentence]
    if content is not None:
        # what is said is judged by its own words: those of the saying count with the statement
        starts = view.tokens.starts
        first = max(first, bisect_left(starts, content.start))
        past = min(past, bisect_left(starts, content.end))
    told = modality.told(view.tokens, hit, sentence=(first, past), lexicon=view.lexicon)
    return Trigger(span, view.lexicon.types[hit.type].id, told.polarity, told.modality, within)
