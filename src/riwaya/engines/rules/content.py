"""Where what is said ends, which statements stand inside another's content, and which share one.

Works on the drafts of one sentence, in text order. Imports ``draft`` and ``scene``.
"""

from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COMMAS, CONJUNCTIONS, Scene
from riwaya.lexicon.words import words
from riwaya.text import BREAK

_W = words()
_END = _W["sentence.end"]
_DASH = _W["mark.dash"]
_FORMULA_REACH = 4
_PLAIN_SAYING = frozenset({"say", "add", "continue", "declare", "state"})
_LONGEST_PHRASE = 200
_NEIGHBOURS = (
    12  # statements looked at on either side: more would cost a crowded sentence its linear time
)
_JOINER = _W["clause_joiner.words"]
_AFTER_PHRASE = _W["clause_joiner.after_phrase"]
_COMPLEMENTISER = _W["complementiser.bare"]
_QUOTE_MARKS = _W["mark.quote"]


def close(scene: Scene, drafts: list[Draft], bounds: tuple[int, int]) -> list[Draft]:
    """Return the drafts with their content ended; those that only add a source to another are merged into it."""
    kept = _merge_formulas(_merge_parentheses(drafts))
    for place, draft in enumerate(kept):
        if draft.open_ended and draft.content:
            _end_content(scene, draft, kept[place + 1 : place + 1 + _NEIGHBOURS], bounds[1])
    _nest(kept)
    return [
        draft
        for draft in kept
        if (draft.content and draft.content[-1][1] > draft.content[0][0]) or draft.inferred
    ]


def infer(drafts: list[Draft]) -> list[Draft]:
    """Give a denial or confirmation without content that of the statement it is set against.

    "After Baghdad's denial.. American confirmation of the deployment": what is denied is what is confirmed. Without
    such a neighbour the statement is dropped.
    """
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        if draft.inferred and not draft.content:
            other = next(
                (
                    later
                    for later in drafts[place + 1 : place + 2]
                    if later.part == "noun" and later.content
                ),
                None,
            )
            if other is None or other.sentence > draft.sentence + 1:
                continue
            draft.content, draft.content_skip = list(other.content), other.content_skip
        kept.append(draft)
    return kept


def _merge_formulas(drafts: list[Draft]) -> list[Draft]:
    """Make one statement of "added, saying: ..." and "commented with his saying": the second word only leads over."""
    kept: list[Draft] = []
    for draft in drafts:
        host = kept[-1] if kept else None
        formula = draft.carried and draft.entry == "say" and draft.part in ("participle", "noun")
        if host is not None and formula and host.part == "verb" and draft.content and host.content:
            near = draft.cue[0] - (host.source or host.cue)[1] <= _FORMULA_REACH
            leads = draft.cue[0] <= host.content[0][0] + 1
            if near and leads and host.content[0][0] <= draft.content[0][0]:
                host.content, host.content_skip = draft.content, draft.content_skip
                host.complementiser = draft.complementiser
                host.cue = _formula_cue(host, draft)
                continue
        kept.append(draft)
    return kept


def _formula_cue(host: Draft, draft: Draft) -> tuple[int, int]:
    """Return the cue of the two: both words where they touch, else the one that plainly says."""
    if draft.cue[0] - host.cue[1] <= 1:
        return host.cue[0], draft.cue[1]
    return host.cue if host.entry in _PLAIN_SAYING else draft.cue


def _merge_parentheses(drafts: list[Draft]) -> list[Draft]:
    """Fold "according to B" into the statement whose content it follows: one act of saying, B further out."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and draft.rule in ("preposition.after", "as.after", "preposition.pronoun.after"):
            host = next(
                (other for other in reversed(kept[-_NEIGHBOURS:]) if other.open_ended), None
            )
            if host is not None and host.content and host.content[0][0] < draft.clause:
                host.content = [(host.content[0][0], draft.clause)]
                host.open_ended = True
                host.stop_at = draft.clause
                if draft.rule == "as.after":
                    kept.append(draft)  # "as the minister said" is an act of saying of its own
                elif draft.source is not None:
                    host.outer.insert(0, (draft.source, "cited-by", draft.source_skip))
                elif draft.distance == "distancing":
                    host.distance = "distancing"
                continue
        kept.append(draft)
    return kept


def _end_content(scene: Scene, draft: Draft, later: list[Draft], past: int) -> None:
    start = draft.content[0][0]
    limit = past if draft.stop_at is None else min(past, draft.stop_at)
    quotation = scene.opens.get(start)
    if quotation is not None and _is_whole(scene, draft, quotation.last, limit):
        draft.quoted = True
        inside = scene.keys[start + 1 : quotation.last]
        first = start + 2 if inside and inside[0] in _COMPLEMENTISER else start + 1
        draft.content = [
            (first, _trim(scene, first, quotation.last if quotation.closed else limit))
        ]
        return
    for other in later:
        if other.clause <= start:
            continue
        if other.clause >= limit:
            break
        if _bounds(scene, draft, other):
            limit = other.clause
            break
    if draft.rule.endswith((".phrase", ".object")):
        limit = _phrase_limit(scene, start, limit)
    end = _trim(scene, start, limit)
    draft.content = [(start, end)]
    draft.quoted = _mostly_quoted(scene, start, end)


def _phrase_limit(scene: Scene, start: int, limit: int) -> int:
    """Return where a noun phrase that is said ends: at a comma before a clause of the article's own."""
    for at in range(start + 1, min(limit, start + _LONGEST_PHRASE)):
        word = scene.keys[at]
        if word in _AFTER_PHRASE and (scene.keys[at - 1] in COMMAS or word in _JOINER):
            return at
    return limit


def _is_whole(scene: Scene, draft: Draft, last: int, limit: int) -> bool:
    """Tell whether a quotation at the head of the content is all of it."""
    quotation = scene.opens[draft.content[0][0]]
    if not quotation.closed:
        return True
    if draft.rule.endswith(".quote"):
        return True
    after = last + 1
    if last - quotation.first < 4 and draft.complementiser is not None and after < limit:
        return scene.keys[after] in _END
    return (
        after >= limit
        or scene.keys[after] in COMMAS
        or scene.keys[after] in _END
        or scene.keys[after] == BREAK
    )


def _bounds(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Tell whether ``other`` ends the content of ``draft`` rather than standing inside it."""
    if other.part == "participle":
        return True
    if other.part in ("preposition", "noun", "colon"):
        return other.part == "preposition" and scene.keys[other.clause][0] in CONJUNCTIONS
    if _starts_clause(scene, other):
        if other.carried:
            return (
                not other.gender
                or not draft.gender
                or other.gender == draft.gender
                or draft.carried
            )
        return (other.source is not None and other.source[0] > other.cue[0]) or scene.keys[
            other.clause - 1
        ] in COMMAS
    return False


def _starts_clause(scene: Scene, other: Draft) -> bool:
    at = other.clause
    word = scene.keys[at]
    before = scene.keys[at - 1]
    if before in COMMAS or before in _END or before in _JOINER or word in _JOINER:
        return True
    return len(word) > 3 and word[0] in CONJUNCTIONS and other.cue[0] == at and other.joined


def _trim(scene: Scene, start: int, end: int) -> int:
    """Drop what hangs at the end of a clause: marks, a joining word, a quotation mark that opens nothing."""
    while end > start:
        word = scene.keys[end - 1]
        if (
            word in COMMAS
            or word in _END
            or word in _DASH
            or word == BREAK
            or word in _JOINER
            or (
                word in _QUOTE_MARKS
                and (end - 1 in scene.opens or scene.quoted_by.get(end - 1) is None)
            )
        ):
            end -= 1
        else:
            break
    return end


def _mostly_quoted(scene: Scene, start: int, end: int) -> bool:
    return bool(scene.opens) and 2 * scene.quoted_words(start, end) > end - start


def _nest(drafts: list[Draft]) -> None:
    for place, draft in enumerate(drafts):
        for host in reversed(drafts[max(0, place - _NEIGHBOURS) : place]):
            if (
                host.content
                and host.content[0][0] <= draft.clause
                and draft.cue[0] < host.content[-1][1]
            ):
                draft.parent = host
                break
        if draft.parent is not None and draft.content:
            limit = draft.parent.content[-1][1]
            draft.content = [
                (first, min(past, limit)) for first, past in draft.content if first < limit
            ]
