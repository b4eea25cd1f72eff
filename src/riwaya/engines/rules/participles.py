"""Circumstantial participles that carry a speaker on: adding that, denying.

Imports ``introducers``, ``phrases`` and ``scene``.
"""

from riwaya.engines.rules import introducers, phrases
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COMMAS, CONJUNCTIONS, Scene, verb
from riwaya.lexicon.verbs import Analysis
from riwaya.lexicon.words import words

_W = words()
_PREPOSITION = _W["preposition.words"]


def participle(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """Return the statement of a circumstantial participle: its speaker is always carried over."""
    first, past = bounds
    entry = verb(found)
    if found.definite or found.suffix or (found.skip and scene.keys[index][0] not in CONJUNCTIONS):
        return "participle-as-noun"
    if index == first and found.skip == 0 and not found.accusative:
        return "participle-as-noun"
    if found.gender == "f" and found.number == "plural":
        return "participle-as-noun"  # observations, banners, demands
    if index > first and scene.keys[index - 1] in _PREPOSITION:
        return "participle-as-noun"
    if scene.keys[index] in _W["look_alike.words"] or (
        not found.accusative and found.gender == "m"
    ):
        return "participle-as-adjective"
    introducer = introducers.find(scene, entry, index + 1, min(past, index + 12))
    set_off = (
        index == first
        or scene.keys[index - 1] in COMMAS
        or index - 1 in scene.quoted_by
        or found.skip > 0
    )
    if not set_off and (introducer is None or introducer.kind == "phrase"):
        return "participle-as-adjective"
    draft = Draft.of_word(index, "participle", entry, found)
    draft.carried = True
    if introducer is None:
        takes = introducers.frame(entry)
        if (
            not takes.object
            or entry.weak
            or index + 1 >= past
            or not (found.accusative and _is_object(scene, index + 1))
        ):
            return "no-content"
        draft.content, draft.open_ended = [(index + 1, index + 1)], True
        return draft
    draft.content = [(introducer.content, introducer.content)]
    draft.content_skip = introducer.skip
    draft.open_ended = True
    if introducer.kind == "clause":
        draft.complementiser = introducer.content - 1
        if introducer.at <= index + 2:
            draft.cue = (index, introducer.content)
    if introducer.at > index + 1 and (
        entry.id in _W["predicative.verbs"]
        or (introducer.kind == "phrase" and introducers.frame(entry).addressee)
    ):
        draft.content, draft.content_skip = [(index + 1, index + 1)], 0
    return draft


def _is_object(scene: Scene, index: int) -> bool:
    word = scene.keys[index]
    return phrases.is_verbal_noun(word) or phrases.starts_with_article(word)
