"""Words that look like an act of saying and are none, told before anything around them is read.

Imports ``phrases``, ``scene`` and ``lexicon``.
"""

from riwaya.engines.rules import phrases
from riwaya.engines.rules.scene import COLON, CONJUNCTIONS, Scene, verb
from riwaya.lexicon.verbs import Analysis, Verb
from riwaya.lexicon.words import words

_W = words()
_COMPLEMENTISER = _W["complementiser.plain"]
_NEGATION = _W["negation.verbal"]
_PREPOSITION = _W["preposition.words"]
_REFUSED_WITH = {
    name.partition(".")[2]: _W[name] for name in _W if name.startswith("refused_with.")
}


def refusal(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> str:
    """Return why the word at ``index`` is no act of saying whatever follows it, or an empty string."""
    first, past = bounds
    before = scene.keys[index - 1] if index > first and found.skip == 0 else ""
    following = scene.keys[index + 1] if index + 1 < past else ""
    clause = following in _COMPLEMENTISER or following == COLON or index + 1 in scene.opens
    return (
        _by_what_precedes(scene, index, found, before, clause)
        or _by_shape(found, scene.keys[index], before)
        or _by_spelling(scene.keys[index], following, clause)
        or _by_needs(scene, verb(found), range(index + 1, min(past, index + 12)), clause)
    )


def _by_what_precedes(scene: Scene, index: int, found: Analysis, before: str, clause: bool) -> str:
    if before in _PREPOSITION:
        return "noun-after-preposition"
    if not before:
        return ""
    if before in _W["prep_cue.ma"]:
        return ""
    if not clause and (before in _W["before_noun.words"] or phrases.is_verbal_noun(before)):
        return "noun-after-noun"
    if verb(found).weak and scene.is_saying(index - 1):
        return "noun-after-verb"
    return "not-said" if before in _W["irrealis.words"] else ""


def _by_shape(found: Analysis, word: str, before: str) -> str:
    """Refuse shapes that hardly ever report: the short form without its particle, the first person, odd clitics."""
    if found.person == 1:
        return "first-person"
    short = found.jussive and before not in _NEGATION and before not in _W["negation.words"]
    fused = found.skip and word[0] not in CONJUNCTIONS and word[0] not in _W["letter.future"]
    pronoun = found.suffix and found.suffix not in _W["pronoun.third_suffix"]
    return "look-alike" if short or fused or pronoun else ""


def _is_withheld(scene: Scene, reach: range) -> bool:
    """Tell whether what is refused is to comment, to confirm, to be named."""
    objects = _W["withheld.objects"]
    return any(scene.keys[at] in objects and scene.keys[at - 1] not in _PREPOSITION for at in reach)


def _by_spelling(word: str, following: str, clause: bool) -> str:
    unless = word in _W["look_alike.unless_clause"]
    if word in _W["look_alike.words"] and not (clause and unless):
        return "look-alike"
    if unless and not clause and following not in phrases.HEADS:
        return "look-alike"
    if word in _W["impersonal.words"] and (clause or following in _PREPOSITION):
        return "impersonal"
    return ""


def _by_needs(scene: Scene, entry: Verb, reach: range, clause: bool) -> str:
    if entry.id in _W["withheld.verbs"] and not clause and _is_withheld(scene, reach):
        return "refused-to-speak"
    if reach and scene.keys[reach[0]] in _REFUSED_WITH.get(entry.id, ()):
        return "look-alike"
    if entry.needs and not clause and not any(scene.keys[at] in entry.needs for at in reach):
        return "look-alike"
    return ""
