"""What is said as a bare noun phrase (denied the arrival), and the person asked or accused before it.

Imports ``subjects``, ``introducers``, ``phrases`` and ``scene``.
"""

from bisect import bisect_left

from riwaya.engines.rules import introducers, phrases, subjects
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.introducers import Introducer
from riwaya.engines.rules.scene import COMMAS, Scene
from riwaya.lexicon.verbs import Verb
from riwaya.lexicon.words import words
from riwaya.resolve.entities import load
from riwaya.resolve.names import core_name

_W = words()
_LONGEST = 50  # tokens of a speaker and what leads to the object
_ACCUSATIVE_MARK = "\u064e"
_RELATIVE = _W["relative.words"]
_OPENER = _W["clause_opener.words"]
_PREPOSITION = _W["preposition.words"]
_STATES = _W["source_head.state"]
_OBLIQUE = tuple(_W["addressee.plural_endings"])
_FIRM = frozenset({"deny", "accuse"})


def takes_object_first(scene: Scene, entry: Verb, introducer: Introducer, index: int) -> bool:
    """Tell whether an unmarked object stands between the speaker and what looked like an introducer."""
    takes = introducers.frame(entry)
    if not takes.object or entry.weak or introducer.at <= index + 2:
        return False
    if introducer.kind == "clause" and scene.keys[introducer.at - 1] in COMMAS:
        return False  # on the margin of the opening of a forum, that
    if introducer.kind == "phrase" and phrases.is_verbal_noun(scene.keys[index + 1]):
        return True
    return phrases.object_first(scene, index + 1, introducer.at) is not None


def may_have_object(entry: Verb) -> bool:
    return introducers.frame(entry).addressee or entry.id in _W["predicative.verbs"]


def with_object(scene: Scene, draft: Draft, entry: Verb, bounds: tuple[int, int]) -> Draft | str:
    first, past = bounds
    index = draft.cue[0]
    draft.rule += ".object"
    before = subjects.subject_before(scene, index, first, draft)
    start = phrases.past_adverbials(scene, index + 1, past, over=COMMAS)
    if start >= past or scene.keys[start] in _W["sentence.end"] or scene.keys[start] in _OPENER:
        return "no-content"
    act = phrases.is_act(scene.keys[start])
    if scene.keys[index - 1] in _RELATIVE and entry.stance not in _FIRM and not act:
        return "object-in-relative-clause"
    if before is not None and (act or scene.keys[start] not in phrases.HEADS):
        draft.source, content = before, start
    elif act or scene.keys[start] in _PREPOSITION:
        draft.carried, content = True, start
    else:
        found = _after_speaker(scene, start, past, firm=entry.stance in _FIRM)
        if found is None:
            return "object-not-found"
        draft.source, content = found
    if entry.stance not in _FIRM and not phrases.is_act(scene.keys[content]):
        return "object-is-no-act"
    if scene.keys[content] in _W["withheld.objects"] and entry.id in _W["withheld.verbs"]:
        return "refused-to-speak"
    draft.content = [(content, content)]
    draft.open_ended = True
    return draft


def _after_speaker(
    scene: Scene, start: int, past: int, *, firm: bool
) -> tuple[tuple[int, int], int] | None:
    """Return the speaker that begins at ``start`` and where its bare object begins, or None.

    A ``firm`` verb (denied, condemned) takes any noun phrase for its object, others only an act.
    """
    past = min(past, start + _LONGEST)
    at = phrases.object_first(scene, start, past)
    if at is None and firm:
        at = _second_phrase(scene, start, phrases.source_past(scene, start, past))
    if at is None:
        return None
    end = phrases.source_past(scene, start, at, bounded=scene.keys[at - 1] in COMMAS)
    while end > start and scene.keys[end - 1] in COMMAS:
        end -= 1
    return (start, end), at


def is_addressee(scene: Scene, first: int, introducer: Introducer) -> bool:
    """Tell whether the one noun phrase after a verb of calling or accusing is who is called or accused.

    The oblique plural shows the case that unvocalised writing hides elsewhere.
    """
    word = scene.keys[first]
    if introducer.kind != "phrase":
        return False
    if scene.text[scene.tokens.ends[first] - 1] == _ACCUSATIVE_MARK:
        return True
    return word in _W["addressee.words"] or (
        phrases.starts_with_article(word) and word.endswith(_OBLIQUE)
    )


def addressee_into_content(scene: Scene, draft: Draft, introducer: Introducer) -> None:
    """Keep the person asked or accused in what is said: called on [the parties to negotiate]."""
    if draft.source is None:
        if introducer.at > draft.cue[1]:
            start = draft.cue[1]
            draft.content, draft.content_skip = [(start, start)], 0
        return
    first, past = draft.source
    if first < draft.cue[0]:
        draft.content, draft.content_skip = [(draft.cue[1], draft.cue[1])], 0
        return
    split = _second_phrase(scene, first, past)
    if split is not None:
        draft.source = (first, split)
        draft.content, draft.content_skip = [(split, split)], 0


def _second_phrase(scene: Scene, first: int, past: int) -> int | None:
    """Return where, inside what was taken for the speaker, the person spoken to begins.

    A construct phrase is closed by its first definite word; the next undefined head noun, or a definite one that is a
    head noun itself, begins another phrase.
    """
    if past <= first:
        return None
    tokens = scene.tokens
    known = load().match(scene.keys, first, past)
    start = known.past if known is not None and known.past < past else first
    span, kind = core_name(tokens, first, past)
    if kind == "person" and span.end < tokens.ends[past - 1]:
        named = bisect_left(tokens.starts, span.end, first, past)
        if _may_begin(scene, named) and not phrases.is_relative_adjective(scene.keys[named]):
            return named
    closed = start > first
    for at in range(start, past):
        word = scene.keys[at]
        if closed and _begins_another(scene, at):
            return at
        closed = (
            closed
            or phrases.starts_with_article(word)
            or word in _STATES
            or (at > first and word not in phrases.HEADS)
        )
    return None


def _may_begin(scene: Scene, at: int) -> bool:
    word = scene.keys[at]
    return phrases.starts_with_article(word) or word in phrases.HEADS or word in _STATES


def _begins_another(scene: Scene, at: int) -> bool:
    word = scene.keys[at]
    before = scene.keys[at - 1]
    if before in _PREPOSITION or (
        before in phrases.HEADS and not phrases.starts_with_article(before)
    ):
        return False
    if phrases.starts_with_article(word) and word.endswith(_OBLIQUE):
        return not phrases.is_relative_adjective(word) or not phrases.starts_with_article(before)
    bare = word[2:] if phrases.starts_with_article(word) else word
    if (before in _W["mark.quote"] or before in _STATES) and word not in _STATES:
        return phrases.starts_with_article(word) and not phrases.is_relative_adjective(word)
    return (bare in phrases.HEADS and word not in _W["not_second.words"]) or word in _STATES
