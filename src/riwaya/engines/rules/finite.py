"""Finite saying verbs, in both word orders, with the speaker and the beginning of what is said.

Said the minister that; the minister said that; what the minister said before. Imports the passes below it:
``refusals``, ``parentheses``, ``objects``, ``subjects``, ``introducers``.
"""

from riwaya.engines.rules import (
    introducers,
    objects,
    parentheses,
    phrases,
    refusals,
    sources,
    subjects,
)
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.introducers import Introducer
from riwaya.engines.rules.scene import COLON, COMMAS, CONJUNCTIONS, Scene, verb
from riwaya.lexicon.verbs import Analysis, Verb
from riwaya.lexicon.words import words

_W = words()
_NEGATION = _W["negation.verbal"]
_RELATIVE = _W["relative.words"]
_FARTHEST = 50
_OPINION = frozenset({"expect", "doubt", "commit"})


def find(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """Return the statement that the finite verb at ``index`` makes, or the reason why it makes none."""
    entry = verb(found)
    first, past = bounds
    refusal = refusals.refusal(scene, index, found, bounds)
    if refusal:
        return refusal
    draft = Draft.of_word(index, "verb", entry, found)
    draft.object_given = bool(found.suffix) and index > first and scene.keys[index - 1] in _RELATIVE
    draft.joined = found.skip > 0 and scene.keys[index][0] in CONJUNCTIONS
    draft.negated = index > first and found.skip == 0 and scene.keys[index - 1] in _NEGATION
    if scene.keys[index] in _W["relay.verbs"] or scene.keys[index] in _W["relay.learning"]:
        return _relayed(scene, draft, entry, bounds)
    as_start = parentheses.as_start(scene, index, first)
    introducer = introducers.find(scene, entry, index + 1, past)
    if as_start is not None and _is_parenthesis(scene, entry, introducer, as_start, first):
        return parentheses.as_said(scene, draft, as_start, bounds)
    if introducer is None:
        return _without_introducer(scene, draft, found, bounds)
    if found.suffix and introducer.kind != "phrase" and not objects.may_have_object(entry):
        return "object-is-pronoun"
    if not _is_near(scene, introducer, index, entry):
        return "weak-verb-far-from-clause"
    if introducer.kind == "phrase" and not introducers.frame(entry).before_object:
        return "weak-verb-without-clause"
    if objects.takes_object_first(scene, entry, introducer, index):
        return objects.with_object(scene, draft, entry, bounds)
    if not _speaker(scene, draft, introducer, entry, bounds):
        return "shows-and-does-not-say"
    _content(draft, introducer)
    return _settle_addressee(scene, draft, introducer, entry, past)


def _is_parenthesis(
    scene: Scene, entry: Verb, introducer: Introducer | None, as_start: int, first: int
) -> bool:
    """Tell "as the minister said" from the "also" that opens a sentence with the same word."""
    also = as_start == first and scene.keys[as_start] in _W["prep_cue.also"]
    if also and (introducer is not None or introducers.frame(entry).object):
        return False
    return introducer is None or introducer.kind in ("phrase", "colon") or as_start > first + 1


def _settle_addressee(
    scene: Scene, draft: Draft, introducer: Introducer, entry: Verb, past: int
) -> Draft | str:
    """Put who is asked or accused where it belongs: out of a request, into what is said of somebody."""
    phrase = introducer.kind == "phrase"
    if phrase and entry.stance == "demand" and scene.keys[introducer.at] in _W["letter.from"]:
        asked = phrases.object_first(scene, introducer.content, past)
        if asked is None:
            return "no-content"
        draft.content = [(asked, asked)]
    elif entry.id in _W["predicative.verbs"] or (phrase and introducers.frame(entry).addressee):
        objects.addressee_into_content(scene, draft, introducer)
    return draft


def _is_near(scene: Scene, introducer: Introducer, index: int, entry: Verb) -> bool:
    """Tell whether the introducer stands where this verb would have it: nearer for one that rarely reports."""
    distance = introducer.at - index
    if not entry.weak and entry.stance not in _OPINION:
        return distance <= _FARTHEST
    if introducer.kind == "colon":
        return distance <= 6
    relative = any(scene.keys[at] in _RELATIVE for at in range(index, introducer.at))
    return distance <= (_FARTHEST if relative else 16)


def _relayed(scene: Scene, draft: Draft, entry: Verb, bounds: tuple[int, int]) -> Draft | str:
    """ "A quoted B", "A learned from B": B is the speaker, A further out. With "his saying" the noun is the cue."""
    first, past = bounds
    index = draft.cue[0]
    introducer = introducers.find(scene, entry, index + 1, past)
    limit = introducer.at if introducer is not None else past
    if any(scene.keys[at] in _W["prep_cue.his_saying"] for at in range(index, limit)):
        return "said-by-the-noun"
    particles = (
        _W["letter.from"] if scene.keys[index] in _W["relay.learning"] else _W["letter.about"]
    )
    about = next((at for at in range(index + 1, limit) if scene.keys[at] in particles), None)
    if introducer is None or introducer.kind == "phrase":
        return "no-content"
    if about is None:
        if introducer.kind != "clause":
            return "no-content"
        if not _speaker(scene, draft, introducer, entry, bounds):
            return "shows-and-does-not-say"
    else:
        draft.source = (
            about + 1,
            phrases.source_past(scene, about + 1, introducer.at, bounded=True),
        )
        outer = subjects.subject_after(scene, index + 1, about) or subjects.subject_before(
            scene, index, first, draft
        )
        if outer is not None:
            draft.outer.append((outer, "quotes", 0))
    _content(draft, introducer)
    return draft


def _content(draft: Draft, introducer: Introducer) -> None:
    draft.content = [(introducer.content, introducer.content)]
    draft.content_skip = introducer.skip
    draft.open_ended = True
    draft.rule += f".{introducer.kind}"
    if introducer.kind == "clause" and introducer.at <= draft.cue[1] + 1 and draft.source is None:
        draft.cue = (draft.cue[0], introducer.content)
    if introducer.kind == "clause":
        draft.complementiser = introducer.content - 1


def _speaker(
    scene: Scene, draft: Draft, introducer: Introducer, entry: Verb, bounds: tuple[int, int]
) -> bool:
    """Find the speaker after the verb, up to the introducer; else before it; else it is carried over.

    Return False where what would be the speaker only shows and does not say.

    Where a verb may have the person spoken to after it, a speaker before it comes first.
    """
    index = draft.cue[0]
    takes = introducers.frame(entry)
    after = subjects.subject_after(
        scene, index + 1, introducer.at, bounded=_is_bounded(scene, introducer)
    )
    if after is not None and takes.addressee and objects.is_addressee(scene, after[0], introducer):
        after = None
    before = None
    if (after is None or takes.addressee) and not draft.object_given:
        before = subjects.subject_before(scene, index, bounds[0], draft)
    draft.source = before or after
    if draft.source is not None and scene.keys[draft.source[0]] in _W["not_source.words"]:
        return False
    if scene.keys[index] in _W["impersonal.passive"] and after is None and not _short(before):
        draft.source = None
        return True
    draft.carried = draft.source is None
    draft.covered = introducer.at
    past = after[1] if after is not None else index + 1
    subjects.take_listener(scene, draft, past, introducer.at)
    sources.take_cited(scene, draft, range(past, introducer.at))
    return True


def _is_bounded(scene: Scene, introducer: Introducer) -> bool:
    return (
        introducer.kind in ("clause", "quote", "colon") or scene.keys[introducer.at - 1] in COMMAS
    )


def _short(subject: tuple[int, int] | None) -> bool:
    return subject is not None and subject[1] - subject[0] <= 5


def _without_introducer(
    scene: Scene, draft: Draft, found: Analysis, bounds: tuple[int, int]
) -> Draft | str:
    """A verb that takes a bare object: denied X, announced X; or whose words stand before it."""
    entry, first = verb(found), bounds[0]
    index = draft.cue[0]
    takes = introducers.frame(entry)
    quotation = _quotation_before(scene, index, first)
    if quotation is not None and takes.quote:
        return _said_after(scene, draft, quotation, bounds)
    if not takes.object or entry.weak:
        return "weak-verb-without-clause" if entry.weak else "no-content"
    if found.suffix:
        return "object-is-pronoun"
    return objects.with_object(scene, draft, entry, bounds)


def _quotation_before(scene: Scene, index: int, first: int) -> tuple[int, int] | None:
    """Return the quotation that ends just before the verb at ``index``, a comma or dash between, if any."""
    at = index - 1
    while at >= first and (
        scene.keys[at] in COMMAS
        or scene.keys[at] in _W["mark.dash"]
        or scene.keys[at] in _W["verb_particle.words"]
        or scene.keys[at] in _W["quote_resumer.words"]
    ):
        at -= 1
    quotation = scene.quoted_by.get(at) if at >= first else None
    if (
        quotation is None
        or not quotation.closed
        or quotation.last != at
        or at - quotation.first < 4
    ):
        return None
    return quotation.first, quotation.last


def _said_after(
    scene: Scene, draft: Draft, quotation: tuple[int, int], bounds: tuple[int, int]
) -> Draft:
    end = bounds[1]
    for at in range(draft.cue[1], bounds[1]):
        if scene.keys[at] in _W["sentence.end"] or scene.keys[at] == COLON:
            end = at
            break
    draft.rule += ".quote-before"
    draft.source = subjects.subject_after(scene, draft.cue[1], end)
    draft.carried = draft.source is None
    if draft.source is not None:
        subjects.take_listener(scene, draft, draft.source[1], end)
    draft.content = [(quotation[0] + 1, quotation[1])]
    draft.quoted = True
    return draft
