"""Attributions set into or after what is said: as the minister said, according to what he told, according to.

Imports ``subjects`` and ``scene``.
"""

from riwaya.engines.rules import subjects
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COLON, COMMAS, Scene
from riwaya.lexicon.words import words
from riwaya.text import BREAK

_W = words()
_FURTHEST_HEAD = 3
_LONGEST_DATELINE = 18
_AS = _W["prep_cue.relative_ma"]
_BY = _W["prep_cue.simple"]
_MA = _W["prep_cue.ma"]


def as_start(scene: Scene, index: int, first: int) -> int | None:
    """Return where "as", "according to what" begins before the verb at ``index``, or None."""
    keys = scene.keys
    if index > first and keys[index - 1] in _AS:
        return index - 1
    if index > first + 1 and keys[index - 1] in _MA and keys[index - 2] in _BY:
        return index - 2
    return None


def as_said(scene: Scene, draft: Draft, start: int, bounds: tuple[int, int]) -> Draft | str:
    past = bounds[1]
    draft.clause = start
    draft.rule = "as"
    draft.cue = (start, draft.cue[1]) if scene.keys[start] in _BY else draft.cue
    region = past
    for at in range(draft.cue[1], past):
        if (
            scene.keys[at] in COMMAS
            or scene.keys[at] in (COLON, BREAK)
            or scene.keys[at] in _W["complementiser.with_f"]
            or scene.keys[at] in _W["sentence.end"]
        ):
            region = at
            break
    source = subjects.subject_after(scene, draft.cue[1], region)
    draft.source = source
    draft.carried = source is None
    subjects.take_listener(scene, draft, source[1] if source else draft.cue[1], region)
    return place_around(scene, draft, start, region, bounds)


def _past_dateline(scene: Scene, first: int, past: int) -> int:
    """Return the first token after a dateline (Cairo - 15 March - ), or ``first``."""
    found = first
    for at in range(first + 1, min(past, first + _LONGEST_DATELINE)):
        if scene.keys[at] in _W["mark.dateline_dash"] and subjects.is_dateline(scene, at):
            found = at + 1
    return found if found < past else first


def place_around(
    scene: Scene, draft: Draft, start: int, region: int, bounds: tuple[int, int]
) -> Draft | str:
    """Give a parenthetical attribution its content: what follows it at the head of a sentence, else what precedes."""
    first, past = bounds
    at_head = start <= first or (
        start - first <= _FURTHEST_HEAD
        and all(word in _W["sentence.skippable"] for word in scene.keys[first:start])
    )
    if at_head:
        content = region
        while content < past and (
            scene.keys[content] in COMMAS
            or scene.keys[content] in _W["complementiser.with_f"]
            or scene.keys[content] in _W["complementiser.plain"]
            or scene.keys[content] == COLON
        ):
            content += 1
        if content >= past or scene.keys[content] in _W["sentence.end"]:
            return "no-content"
        draft.content = [(content, content)]
        draft.open_ended = True
        return draft
    first = _past_dateline(scene, first, start)
    if scene.keys[first] in _W["clause_opener.fused"]:
        draft.content_skip = 1
    before = start
    while before > first and scene.keys[before - 1] in COMMAS:
        before -= 1
    draft.content = [(first, before)]
    draft.rule += ".after"
    return draft
