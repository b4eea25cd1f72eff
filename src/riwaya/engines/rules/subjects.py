"""Who speaks: the noun phrase after a saying verb, before it, or before a relative pronoun, and who is told.

Imports ``phrases``, ``draft``, ``scene`` and ``lexicon``.
"""

from riwaya.engines.rules import phrases
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COLON, COMMAS, Scene
from riwaya.lexicon.words import words
from riwaya.resolve.names.words import GIVEN, flags
from riwaya.text import BREAK

_W = words()
_NEGATION = _W["negation.verbal"]
_RELATIVE = _W["relative.words"]
_OPENER = _W["clause_opener.words"]
_PREPOSITION = _W["preposition.words"]
_PRONOUN = _W["pronoun.words"]
_DEMONSTRATIVE = _W["pronoun.demonstrative"]
_AUXILIARY = _W["clause_opener.auxiliary"]
_STATES = _W["source_head.state"]
_LONGEST_SUBJECT = 28


def subject_after(
    scene: Scene, start: int, past: int, *, bounded: bool = False
) -> tuple[int, int] | None:
    """Return the noun phrase of a speaker that begins at ``start`` or after adverbials, if there is one."""
    at = phrases.past_adverbials(scene, start, past, over=COMMAS, leading=False)
    if at >= past or _no_subject(scene, at, past):
        return None
    end = phrases.source_past(scene, at, past, bounded=bounded)
    while end > at and scene.keys[end - 1] in COMMAS:
        end -= 1
    return (at, end) if end > at else None


def _no_subject(scene: Scene, at: int, past: int) -> bool:
    word = scene.keys[at]
    if word in _DEMONSTRATIVE:
        return not (at + 1 < past and phrases.starts_with_article(scene.keys[at + 1]))
    if word in COMMAS or word == COLON or word in _PREPOSITION or word in _PRONOUN:
        return True
    if word in _RELATIVE or (word in _OPENER and word not in phrases.HEADS):
        return True
    return phrases.is_adjunct(scene, at, past)


def take_listener(scene: Scene, draft: Draft, start: int, past: int) -> None:
    """Take "to the newspaper" after the speaker as the medium that published the words."""
    unnamed = (
        draft.source is not None and scene.keys[draft.source[0]] in _W["source_head.anonymous"]
    )
    for at in range(start, min(past, start + 14)):
        if phrases.is_listener(scene, at, past) or (
            unnamed and at == start and phrases.is_fused_to(scene.keys[at])
        ):
            alone = scene.keys[at] in _W["letter.to"]
            first = at + 1 if alone else at
            end = phrases.source_past(scene, first, past)
            if scene.keys[first][0 if alone else 1 :] in _W["medium_people.words"]:
                return  # told to reporters: no medium is named
            skip = 0 if alone else 1
            draft.outer.append(((first, end), "published", skip))
            return


def subject_before(
    scene: Scene, index: int, first: int, draft: Draft | None = None
) -> tuple[int, int] | None:
    """Return the noun phrase before the verb at ``index`` that is its subject, or None.

    The phrase begins the clause: at the sentence's start, after a conjunction, or before a relative pronoun that agrees
    with the verb (where it does not, the pronoun is what is spoken of, not who speaks).
    """
    keys = scene.keys
    past = index
    while past > first and keys[past - 1] in _W["verb_particle.words"]:
        past -= 1
    if past > first and keys[past - 1] in _RELATIVE:
        if draft is not None and not _relative_agrees(keys[past - 1], draft):
            return None
        return _antecedent(scene, past - 1, first)
    lowest = max(first, past - _LONGEST_SUBJECT - 2)
    at = past - 1
    if at >= first and keys[at] in COMMAS and _closes_apposition(scene, at, first):
        at -= 1
        while at >= lowest and keys[at] not in COMMAS:
            at -= 1
        at -= 1
    while at >= lowest and not _opens_clause(scene, at, first):
        at -= 1
    start = at + 1
    if draft is not None and draft.number == "singular":
        start = _last_conjunct(scene, start, past)
    return _nominal(scene, start, past)


def _last_conjunct(scene: Scene, first: int, past: int) -> int:
    """Return where the last coordinated noun before a singular verb begins: the raids go on and Erdogan denies."""
    for at in range(past - 1, max(first, past - 4), -1):
        word = scene.keys[at]
        if (
            word not in phrases.HEADS
            and phrases.strip_conjunction(word) != word
            and _is_known(word[1:])
        ):
            return at
    return first


def _is_known(word: str) -> bool:
    return word in _STATES or word in phrases.HEADS or bool(flags(word) & GIVEN)


def _closes_apposition(scene: Scene, comma: int, first: int) -> bool:
    """Tell whether "name, description," stands before ``comma`` at the head of the sentence."""
    at = comma - 1
    while at > first and comma - at < 14 and scene.keys[at] not in COMMAS:
        at -= 1
    return (
        at > first
        and comma - at < 14
        and not phrases.is_adjunct(scene, at + 1, comma)
        and _starts_nominal(scene, first)
    )


def _starts_nominal(scene: Scene, first: int) -> bool:
    head = phrases.strip_conjunction(scene.keys[first])
    return head not in _PREPOSITION and head not in _OPENER and not scene.analyses(first)


def _opens_clause(scene: Scene, at: int, first: int) -> bool:
    word = scene.keys[at]
    if word in _AUXILIARY:
        while at > first and scene.keys[at - 1] in _AUXILIARY:
            at -= 1
        return at == first or scene.keys[at - 1] not in _RELATIVE
    if word in _W["mark.dash"]:
        return is_dateline(scene, at)
    return word in COMMAS or word in (COLON, BREAK) or word in _OPENER or word in _W["sentence.end"]


def is_dateline(scene: Scene, at: int) -> bool:
    """Tell whether a dash with space around it parts a dateline (Cairo - ) from the sentence."""
    tokens = scene.tokens
    spaced = (
        0 < at < len(tokens) - 1
        and tokens.ends[at - 1] < tokens.starts[at]
        and tokens.ends[at] < tokens.starts[at + 1]
    )
    return spaced and scene.keys[at] in _W["mark.dateline_dash"]


def _relative_agrees(word: str, draft: Draft) -> bool:
    if word in _W["relative.feminine"]:
        return draft.gender != "m"
    if word in _W["relative.masculine"]:
        return draft.gender != "f" and draft.number != "plural"
    return draft.number != "singular"


def _antecedent(scene: Scene, past: int, first: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends at ``past``, before a relative pronoun."""
    at = past - 1
    if at >= first and scene.keys[at] in COMMAS:
        past = at
        at -= 1
    steps = 0
    while at >= first and steps < 8:
        word = scene.keys[at]
        if (
            word in COMMAS
            or word in _PREPOSITION
            or word in _OPENER
            or word == COLON
            or scene.is_saying(at)
        ):
            break
        at -= 1
        steps += 1
        if (
            word not in phrases.HEADS
            and phrases.strip_conjunction(word) != word
            and _is_known(word[1:])
        ):
            break
    return (at + 1, past) if past > at + 1 else None


def _nominal(scene: Scene, first: int, past: int) -> tuple[int, int] | None:
    """Return the tokens if they can be a subject: no preposition, pronoun, adverb or saying verb at their head."""
    while past > first and scene.keys[past - 1] in _W["adverbial.words"]:
        past -= 1
    if past <= first or past - first > _LONGEST_SUBJECT:
        return None
    head = phrases.strip_conjunction(scene.keys[first])
    if (
        head in _PREPOSITION
        or head in _PRONOUN
        or head in _W["adjunct.words"]
        or head in _W["not_subject.words"]
    ):
        return None
    if head in _NEGATION or head in _OPENER or phrases.adverbial_past(scene, first, past) > first:
        return None
    if not phrases.may_name(scene, first):
        return None
    end = phrases.source_past(scene, first, past, bounded=True)
    if any(
        scene.is_saying(at) and scene.keys[at - 1] not in _RELATIVE for at in range(first, past)
    ):
        return None
    return first, max(end, first + 1)
