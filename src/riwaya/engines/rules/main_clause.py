"""The subject of a sentence that does not begin with an act of saying: whoever acted is who goes on speaking.

"The president praised the measures, expressing his hope that": the president speaks. Imports ``phrases``, ``draft``.
"""

from riwaya.engines.rules import phrases
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COLON, COMMAS, Scene
from riwaya.lexicon.words import words

_W = words()
_PREPOSITION = _W["preposition.words"]
_WITH = _W["letter.with"]
_OPENING = COMMAS | _W["clause_opener.words"]


def main_subject(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """Return the subject of the clause that the participle or verb of ``draft`` hangs on, or None if it has no noun."""
    first, _ = scene.sentences[draft.sentence]
    limit = draft.clause
    first = phrases.past_adverbials(scene, first, limit, over=_OPENING)
    if first < limit and phrases.strip_conjunction(scene.keys[first]) in _PREPOSITION:
        first = next(
            (at + 1 for at in range(first, min(limit, first + 25)) if scene.keys[at] in COMMAS),
            limit,
        )
    if first + 1 >= limit:
        return None
    if not _is_nominal(scene.keys[first]):
        first += 1  # the verb itself
    word = scene.keys[first]
    if (
        word in _PREPOSITION
        or word in _W["pronoun.words"]
        or word in COMMAS
        or phrases.is_verbal_noun(word)
    ):
        return None
    if not phrases.may_name(scene, first):
        return None
    past = _phrase_past(scene, first, limit)
    if first + 1 < past and _are_two(scene.keys[first], scene.keys[first + 1]):
        past = first + 1
    return (first, past) if past > first else None


def _is_nominal(word: str) -> bool:
    bare = phrases.strip_conjunction(word)
    return (
        phrases.starts_with_article(bare)
        or bare in phrases.HEADS
        or bare in _W["source_head.state"]
    )


def _are_two(word: str, following: str) -> bool:
    """Tell whether two definite nouns stand side by side: the governor visited [the governor | the hospital]."""
    definite = phrases.starts_with_article(word) and phrases.starts_with_article(following)
    return definite and not phrases.is_relative_adjective(following)


def _phrase_past(scene: Scene, first: int, limit: int) -> int:
    end = min(limit, first + 12)
    for at in range(first, end):
        word = scene.keys[at]
        if (
            word in COMMAS
            or word == COLON
            or word in _W["complementiser.with_f"]
            or word in _W["complementiser.plain"]
        ):
            return at
        if at > first and (
            word in _PREPOSITION
            or (scene.analyses(at) and phrases.strip_conjunction(word) not in phrases.HEADS)
        ):
            return at
        if at > first and (
            (word[0] in _WITH and word[1:3] in _W["letter.article"]) or phrases.is_verbal_noun(word)
        ):
            return at
    return end
