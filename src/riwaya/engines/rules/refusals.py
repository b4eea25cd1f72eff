"""Words that look like an act of saying and are none, told before anything around them is read.

Imports ``phrases``, ``scene`` and ``lexicon``.
"""

from riwaya.engines.rules import phrases
from riwaya.engines.rules.scene import COLON, CONJUNCTIONS, Scene, verb
from riwaya.lexicon.verbs import Analysis
from riwaya.lexicon.words import words

_W = words()
_NEGATION = _W["negation.verbal"]
_PREPOSITION = _W["preposition.words"]
_REFUSED_WITH = {
    name.partition(".")[2]: _W[name] for name in _W.classes if name.startswith("refused_with.")
}


def refusal(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> str:
    """Return why the word at ``index`` is no act of saying whatever follows it, or an empty string."""
    first, past = bounds
    word = scene.keys[index]
    before = scene.keys[index - 1] if index > first and found.skip == 0 else ""
    following = scene.keys[index + 1] if index + 1 < past else ""
    if before in _PREPOSITION:
        return "noun-after-preposition"
    clause = (
        following in _W["complementiser.plain"] or following == COLON or index + 1 in scene.opens
    )
    if (
        not clause
        and before
        and (before in _W["before_noun.words"] or phrases.is_verbal_noun(before))
    ):
        return "noun-after-noun"
    if verb(found).weak and before and scene.is_saying(index - 1):
        return "noun-after-verb"
    if found.jussive and before not in _NEGATION and before not in _W["negation.words"]:
        return "look-alike"
    if before in _W["irrealis.words"]:
        return "not-said"
    if found.person == 1:
        return "first-person"
    if found.skip and word[0] not in CONJUNCTIONS and word[0] not in _W["letter.future"]:
        return "look-alike"
    if found.suffix and found.suffix not in _W["pronoun.third_suffix"]:
        return "look-alike"
    if word in _W["look_alike.words"] and not (clause and word in _W["look_alike.unless_clause"]):
        return "look-alike"
    if word in _W["look_alike.unless_clause"] and not clause and following not in phrases.HEADS:
        return "look-alike"
    if word in _W["impersonal.words"] and (clause or following in _PREPOSITION):
        return "impersonal"
    if following in _REFUSED_WITH.get(verb(found).id, ()):
        return "look-alike"
    needed = verb(found).needs
    if (
        needed
        and not clause
        and not any(scene.keys[at] in needed for at in range(index + 1, min(past, index + 12)))
    ):
        return "look-alike"
    return ""
