"""The default engine: rules over lexicons, in passes with one worry each.

Scene (tokens, sentences, quotations) -> furniture -> cues with speaker and start of content -> ends of content ->
speakers over the document. Whatever is seen and not taken is an abstention with its reason.

Imports the passes beside it, ``lexicon``, ``text``, ``types``.
"""

from collections.abc import Iterable, Iterator

from riwaya import tables
from riwaya.engines.rules import (
    content,
    finite,
    furniture,
    participles,
    phrases,
    sources,
    verbal_nouns,
)
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import NAMING, Scene
from riwaya.engines.rules.speakers import Speakers
from riwaya.types import Abstention, Attribution, Document, Extraction, Span

_LEXICON = (
    "ar/verbs.toml",
    "ar/words.toml",
    "ar/letters.toml",
    "ar/inflection.toml",
    "ar/titles.toml",
    "ar/events.toml",
)


_WORDS_OF_SPEECH = 6


class RulesEngine:
    """Finds statements by rules; deterministic, and says which rule decided."""

    name = "rules"
    version = "1"
    deterministic = True

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Yield one extraction for each document, in order."""
        for document in documents:
            yield self.extract(document)

    def extract(self, document: Document) -> Extraction:
        """Return what is found in one document."""
        scene = Scene(document.text)
        skipped = furniture.find(scene)
        drafts, abstentions = find_statements(scene, skipped)
        return Extraction(
            document=document.id,
            engine=self.name,
            version=self.version,
            lexicon=tables.digest(*_LEXICON),
            attributions=tuple(attributions(scene, drafts, document.publisher)),
            furniture=tuple(furniture.spans(scene, skipped)),
            abstentions=tuple(abstentions),
        )


def find_statements(scene: Scene, skipped: frozenset[int]) -> tuple[list[Draft], list[Abstention]]:
    """Return the statements of a scene with closed content, and what was passed over."""
    drafts: list[Draft] = []
    abstentions: list[Abstention] = []
    colon = sources.headline(scene)
    for number, bounds in enumerate(scene.sentences):
        if number in skipped:
            continue
        found = list(_in_sentence(scene, bounds, abstentions))
        if colon is not None and bounds[0] == 0:
            found.insert(0, colon[0])
        if not found:
            continue
        for draft in found:
            draft.sentence = number
        found.sort(key=lambda draft: draft.clause)
        drafts += content.close(scene, found, bounds)
    if (
        colon is not None
        and not colon[1]
        and not sources.is_quoted_in(scene, colon[0], [d for d in drafts if d is not colon[0]])
    ):
        drafts.remove(colon[0])
    return content.infer(drafts), abstentions


def _in_sentence(
    scene: Scene, bounds: tuple[int, int], abstentions: list[Abstention]
) -> Iterator[Draft]:
    taken = covered = -1
    for index in scene.candidates(*bounds):
        outcome = None
        if scene.keys[index] in NAMING:
            outcome = sources.document(scene, index, bounds)
            if outcome is None and index >= covered:
                outcome = sources.preposition(scene, index, bounds)
        if outcome is None:
            if index <= taken or not scene.analyses(index):
                continue
            outcome = _by_part(scene, index, bounds)
        if isinstance(outcome, Draft):
            outcome = _doubt(scene, outcome) or outcome
        if isinstance(outcome, str):
            span = Span(scene.tokens.starts[index], scene.tokens.ends[index])
            abstentions.append(Abstention(span, outcome))
        else:
            taken, covered = outcome.cue[1] - 1, max(covered, outcome.covered)
            yield outcome


def _doubt(scene: Scene, draft: Draft) -> str:
    """Return why a statement does not stand after all, or an empty string.

    In direct speech a verb without a speaker of its own has its speaker among those who are quoted, unnamed here.
    """
    if draft.source is not None and draft.source[1] <= draft.source[0]:
        return "no-source"
    quotation = scene.quoted_by.get(draft.cue[0])
    if (
        quotation is None
        or not quotation.closed
        or quotation.last - quotation.first <= _WORDS_OF_SPEECH
    ):
        return ""
    unnamed = draft.source is None or phrases.is_verbal_noun(scene.keys[draft.source[0]])
    return "inside-quotation" if unnamed and draft.part != "preposition" else ""


def _by_part(scene: Scene, index: int, bounds: tuple[int, int]) -> Draft | str:
    """Try the readings of one word; the first that makes a statement wins, else the last reason stands."""
    outcome: Draft | str = "no-reading"
    seen: set[tuple[int, str, bool]] = set()
    for found in scene.analyses(index):
        reading = (found.entry, found.part, found.definite)
        if reading in seen:
            continue
        seen.add(reading)
        if found.part == "verb":
            outcome = finite.find(scene, index, found, bounds)
        elif found.part == "participle":
            outcome = participles.participle(scene, index, found, bounds)
        else:
            outcome = verbal_nouns.noun(scene, index, found, bounds)
        if not isinstance(outcome, str):
            return outcome
    return outcome


def attributions(scene: Scene, drafts: list[Draft], publisher: str | None) -> Iterator[Attribution]:
    """Turn drafts into attributions, speakers resolved over the whole document."""
    speakers = Speakers(scene, publisher)
    for draft in drafts:
        speakers.resolve(draft)
    place = {id(draft): number for number, draft in enumerate(drafts)}
    tokens = scene.tokens
    for draft in drafts:
        yield Attribution(
            cue=Span(tokens.starts[draft.cue[0]], tokens.ends[draft.cue[1] - 1]),
            stance=draft.stance,
            chain=draft.speaker.links if draft.speaker is not None else (),
            content=tuple(_spans(scene, draft)),
            quoted=draft.quoted,
            negated=draft.negated,
            inferred=draft.inferred,
            distance=draft.distance,
            within=place.get(id(draft.parent)) if draft.parent is not None else None,
            rule=draft.rule,
            entry=draft.entry,
        )


def _spans(scene: Scene, draft: Draft) -> Iterator[Span]:
    tokens = scene.tokens
    for order, (first, past) in enumerate(draft.content):
        if past > first:
            start = (
                tokens.inner_start(first, draft.content_skip)
                if order == 0
                else tokens.starts[first]
            )
            yield Span(start, tokens.ends[past - 1])
