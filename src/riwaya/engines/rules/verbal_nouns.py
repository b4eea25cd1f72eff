"""Verbal nouns with their source: the ministry's denial of, American confirmation of, his saying that.

Imports ``introducers``, ``subjects``, ``phrases`` and ``scene``.
"""

from riwaya.engines.rules import introducers, phrases, subjects
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COMMAS, Scene, verb
from riwaya.lexicon.verbs import Analysis
from riwaya.lexicon.words import words
from riwaya.text import BREAK

_W = words()
_FURTHEST_REPORTER = 40
_FRONT = 2
_PREPOSITION = _W["preposition.words"]
_WITH_L = _W["letter.to"]
_END = _W["sentence.end"]
_ABOUT = _W["letter.about"]
_TRUTH = frozenset({"deny", "confirm"})
_W_GENDER = dict.fromkeys(_W["pronoun.feminine"], "f") | dict.fromkeys(_W["pronoun.masculine"], "m")
_W_STATE_ADJECTIVE = _W["source_head.state_adjective"]


def noun(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """Return the statement of a verbal noun with its source: his saying that, the ministry's denial of."""
    past = bounds[1]
    entry = verb(found)
    if (
        found.definite
        or found.accusative
        or scene.keys[index] in _W["look_alike.words"]
        or scene.keys[index] in _W["relay.verbs"]
    ):
        return "noun-without-source"
    draft = Draft.of_word(index, "noun", entry, found)
    before = scene.keys[index - 1] if index > bounds[0] else ""
    if before in _W["letter.in"] and phrases.is_occasion(scene.keys[index]):
        return "occasion-of-another"
    if before in _W["fronting.words"] and index - bounds[0] <= _FRONT:
        # "after Baghdad's denial of the deployment, the envoy left": the main clause follows the comma
        draft.stop_at = next((at for at in range(index, past) if scene.keys[at] in COMMAS), None)
    if found.suffix:
        if found.suffix not in _W["pronoun.third_suffix"]:
            return "look-alike"
        return _with_pronoun(scene, draft, found, bounds)
    introducer = introducers.find(scene, entry, index + 1, min(past, index + 14))
    source_limit = introducer.at if introducer is not None else past
    if introducer is not None and introducer.kind == "colon":
        return "noun-without-source"
    if (introducer is None or introducer.kind != "clause") and entry.stance not in _TRUTH:
        return "noun-without-clause"
    source = _noun_source(scene, index + 1, source_limit)
    if source is None:
        return "noun-without-source"
    draft.source = source
    if introducer is not None:
        draft.content = [(introducer.content, introducer.content)]
        draft.content_skip = introducer.skip
        draft.complementiser = introducer.content - 1 if introducer.kind == "clause" else None
        draft.open_ended = True
        return draft
    start = phrases.past_adverbials(scene, source[1], past)
    if (
        start >= past
        or scene.keys[start] in COMMAS
        or scene.keys[start] in _END
        or scene.keys[start] == BREAK
    ):
        draft.inferred = True
        return draft
    word = scene.keys[start]
    if word[0] in _WITH_L and len(word) > 3 and phrases.is_verbal_noun(word[1:]):
        draft.content, draft.content_skip, draft.open_ended = [(start, start)], 1, True
        return draft
    if phrases.is_verbal_noun(word):
        draft.content, draft.open_ended = [(start, start)], True
        return draft
    return "no-content"


def _with_pronoun(
    scene: Scene, draft: Draft, found: Analysis, bounds: tuple[int, int]
) -> Draft | str:
    index = draft.cue[0]
    entry = verb(found)
    first, past = bounds
    introducer = introducers.find(scene, entry, index + 1, min(past, index + 8))
    if introducer is None or introducer.kind == "phrase":
        return "noun-without-clause"
    if introducer.at > index + 3:
        return "noun-without-clause"
    draft.carried = True
    draft.rule = "noun.pronoun"
    draft.gender = _W_GENDER.get(found.suffix, "")
    draft.content = [(introducer.content, introducer.content)]
    draft.complementiser = introducer.content - 1 if introducer.kind == "clause" else None
    draft.open_ended = True
    if introducer.kind == "clause":
        draft.cue = (index, introducer.content)
    _reported_from(scene, draft, first)
    return draft


def _reported_from(scene: Scene, draft: Draft, first: int) -> None:
    """Look back for "A quoted B" before "as saying": B is the speaker, A the source further out."""
    index = draft.cue[0]
    first = max(first, index - _FURTHEST_REPORTER)
    about = index - 1
    while about > first and scene.keys[about] not in _ABOUT:
        about -= 1
    reporter = next(
        (at for at in range(about - 1, first - 1, -1) if scene.keys[at] in _W["relay.verbs"]), None
    )
    if about <= first or reporter is None or about - reporter > 14:
        # "from X: his saying" may still be one step away
        return
    about = next(at for at in range(reporter + 1, index) if scene.keys[at] in _ABOUT)
    end = phrases.source_past(scene, about + 1, index)
    if scene.keys[about + 1 : about + 2] and end > about + 1:
        draft.source = (about + 1, _keep_from(scene, about + 1, index))
        draft.carried = False
    draft.clause = reporter
    if about > reporter + 1:
        outer_end = phrases.source_past(scene, reporter + 1, about)
        if outer_end > reporter + 1:
            draft.outer.append(((reporter + 1, outer_end), "quotes", 0))
    else:
        before = subjects.subject_before(scene, reporter, first)
        if before is not None:
            draft.outer.append((before, "quotes", 0))


def _keep_from(scene: Scene, first: int, past: int) -> int:
    """End the quoted person's noun phrase; "on behalf of the list" within it is no adjunct here."""
    at = first
    while at < past:
        if scene.keys[at] in COMMAS or (
            at > first and scene.keys[at] not in _ABOUT and phrases.is_adjunct(scene, at, past)
        ):
            return at
        at += 1
    return past


def _noun_source(scene: Scene, first: int, past: int) -> tuple[int, int] | None:
    """Return the genitive or relative adjective after a verbal noun, if it can be a source."""
    if first >= past:
        return None
    word = scene.keys[first]
    if (
        word in COMMAS
        or word in _PREPOSITION
        or word in _W["pronoun.words"]
        or phrases.is_verbal_noun(word)
    ):
        return None
    if phrases.strip_conjunction(word) != word and word not in phrases.HEADS:
        return None
    if (
        word not in phrases.HEADS
        and word not in _W["source_head.state"]
        and phrases.strip_conjunction(word) == word
    ):
        return None if not _W_STATE_ADJECTIVE & {word} else (first, first + 1)
    end = phrases.source_past(scene, first, past)
    for at in range(first + 1, end):
        word = scene.keys[at]
        if phrases.is_verbal_noun(word) or (
            word[0] in _WITH_L and len(word) > 3 and phrases.is_verbal_noun(word[1:])
        ):
            return first, at
    if scene.keys[first] in _W["source_head.state"]:
        return first, first + 1
    return first, end
