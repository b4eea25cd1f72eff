"""Source prepositions (according to X), documents (it came in a report that) and the colon of a headline.

Imports ``parentheses``, ``introducers``, ``subjects``, ``phrases`` and ``scene``.
"""

from functools import cache

from riwaya.engines.rules import introducers, parentheses, phrases, subjects
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COLON, COMMAS, CONJUNCTIONS, Scene
from riwaya.lexicon.verbs import Verb, load
from riwaya.lexicon.words import words
from riwaya.resolve.names.words import GIVEN, flags
from riwaya.text import BREAK

_W = words()
_BY = _W["prep_cue.simple"]
_SAYING_OF = _W["prep_cue.saying_of"]
_REFUSED = _W["prep_cue.refused_heads"]
_WITH_L = _W["letter.to"]
_END = _W["sentence.end"]
_ABOUT = _W["letter.about"]
_HEADLINE_SOURCE = 8
_LONGEST_PARENTHESIS = 40
_W_AL = next(iter(_W["letter.article"]))


def preposition(scene: Scene, index: int, bounds: tuple[int, int]) -> Draft | str | None:
    """Return the statement of a source preposition at ``index`` (according to X), a refusal, or None."""
    first, past = bounds
    keys = scene.keys
    found = _source_start(scene, index, past)
    if found is None:
        return None
    source, skip = found
    if source >= past:
        return "no-source"
    head = keys[source][skip:]
    legal = keys[index] in _W["prep_cue.legal"] and index > first and not _can_speak(head)
    if legal or _is_refused(keys[source], skip):
        return "look-alike"
    if keys[source] in _W["prep_cue.his_saying"]:
        return _of_carried(scene, index, source + 1, bounds)
    if keys[source] in _W["prep_cue.saying"]:
        source += 1
    region = _parenthesis_past(scene, source, past)
    end = min(region, phrases.source_past(scene, source, region))
    draft = Draft(
        (index, source), "preposition", entry="according-to", stance="assert", distance="neutral"
    )
    draft.part = "preposition"
    if keys[index] in _W["letter.on"]:
        draft.distance = "distancing"  # to use his words
    draft.source = (source, end)
    draft.source_skip = skip
    subjects.take_listener(scene, draft, end, region)
    return parentheses.place_around(scene, draft, index, region, bounds)


def _source_start(scene: Scene, index: int, past: int) -> tuple[int, int] | None:
    """Return the first token of the source after a source preposition and the letters fused to it, or None.

    "According to what X said" is None: there the verb makes the statement.
    """
    keys, word, source = scene.keys, scene.keys[index], index + 1
    following = keys[source] if source < past else ""
    if word in _W["letter.on"]:
        return (source + 1, 0) if following in _SAYING_OF and source + 1 < past else None
    if word not in _BY or following in _W["prep_cue.ma"]:
        return None
    if following in _ABOUT:
        return source + 1, 0
    if word not in _W["prep_cue.with_l"]:
        return source, 0
    if following in _WITH_L:
        return source + 1, 0
    if following in phrases.HEADS:
        return source, 0  # the letter belongs to the noun: a committee
    return (source, 1) if following[:1] in _WITH_L else None


def _is_refused(word: str, skip: int) -> bool:
    """Tell whether a word after a source preposition is a law, a plan or the like, whatever is fused to it."""
    bare = word[skip:]
    doubled = _W_AL + bare[1:] if skip and bare[:1] in _WITH_L else bare  # for the law, in one word
    return bool({bare, doubled, _W_AL + bare if skip else bare} & _REFUSED)


def take_cited(scene: Scene, draft: Draft, between: range) -> None:
    """Take a source named between speaker and content: "quoting X" is who speaks, "according to X" who tells it."""
    for index in between:
        found = _source_start(scene, index, between.stop)
        if found is None or scene.keys[index] in _W["letter.on"] or found[0] >= between.stop:
            continue
        source, skip = found
        if _is_refused(scene.keys[source], skip) or scene.keys[source] in _W["prep_cue.his_saying"]:
            return
        where = (source, phrases.source_past(scene, source, between.stop))
        if scene.keys[index] in _W["prep_cue.quoting"]:
            if draft.source is not None:
                draft.outer.append((draft.source, "quotes", draft.source_skip))
            draft.source, draft.source_skip, draft.carried = where, skip, False
        else:
            draft.outer.insert(0, (where, "cited-by", skip))
        return


def _can_speak(head: str) -> bool:
    """Tell whether a noun may be a source: a head noun of sources, a state, or a personal name."""
    bare = (
        head[2:] if head[:2] in _W["letter.article"] else head[1:] if head[0] in _WITH_L else head
    )
    if (
        head in phrases.HEADS
        or bare in phrases.HEADS
        or head in _W["source_head.state"]
        or head in _W["prep_cue.ma"]
    ):
        return True
    return bool(flags(head) & GIVEN)


def _of_carried(scene: Scene, index: int, past_cue: int, bounds: tuple[int, int]) -> Draft | str:
    draft = Draft(
        (index, past_cue),
        "preposition.pronoun",
        entry="according-to",
        stance="assert",
        distance="distancing",
    )
    draft.part = "preposition"
    draft.carried = True
    return parentheses.place_around(scene, draft, index, past_cue, bounds)


def _parenthesis_past(scene: Scene, start: int, past: int) -> int:
    past = min(past, start + _LONGEST_PARENTHESIS)
    for at in range(start, past):
        word = scene.keys[at]
        quotation = scene.opens.get(at)
        if (
            word in COMMAS
            or word in (COLON, BREAK)
            or word in _END
            or word in _W["complementiser.with_f"]
            or word in _W["complementiser.plain"]
        ):
            return at
        if (
            quotation is None
            and at > start
            and scene.analyses(at)
            and any(f.part == "verb" and f.skip for f in scene.analyses(at))
        ):
            return at
    return past


def document(scene: Scene, index: int, bounds: tuple[int, int]) -> Draft | str | None:
    """Return the statement of "it came in the report that": the document is the source."""
    past = bounds[1]
    keys = scene.keys
    if (
        keys[index] not in _W["document_cue.verbs"]
        or index + 2 >= past
        or keys[index + 1] not in _W["letter.in"]
    ):
        return None
    introducer = introducers.find(scene, _say(), index + 2, past)
    if introducer is None or introducer.kind == "phrase":
        return "no-content"
    draft = Draft(
        (index, index + 2), "document", entry="came-in", stance="assert", distance="neutral"
    )
    draft.joined = keys[index][0] in CONJUNCTIONS
    draft.source = (index + 2, phrases.source_past(scene, index + 2, introducer.at, bounded=True))
    draft.content = [(introducer.content, introducer.content)]
    draft.complementiser = introducer.content - 1 if introducer.kind == "clause" else None
    draft.open_ended = True
    draft.rule += f".{introducer.kind}"
    return draft


@cache
def _say() -> Verb:
    """Return the plainest verb of saying, for what it takes."""
    return next(entry for entry in load().verbs if entry.id == "say")


def headline(scene: Scene) -> tuple[Draft, bool] | None:
    """Return the statement of a headline with a colon after its source, and whether its head is sure to be a source.

    A bare name before the colon may as well be a place: it counts only where the article quotes it (see ``engine``).
    """
    keys = scene.keys[: scene.headline]
    if COLON not in keys:
        return None
    colon, past = keys.index(COLON), scene.headline
    if past == len(scene.keys) or keys[past - 1] in _END or _opens_sentence(scene):
        return None
    if (
        not 0 < colon <= _HEADLINE_SOURCE
        or colon + 1 >= past
        or any(scene.is_saying(at) for at in range(colon))
    ):
        return None
    head = next((word for word in keys[:colon] if word not in _W["mark.quote"]), "")
    if not head or head in _W["source_head.not_in_headline"] or head in _W["source_head.state"]:
        return None
    draft = Draft(
        (colon, colon + 1), "headline.colon", entry="colon", stance="assert", distance="neutral"
    )
    draft.part = "colon"
    draft.source = (0, colon)
    draft.clause = 0
    draft.content = [(colon + 1, past)]
    draft.quoted = colon + 1 in scene.opens
    return draft, head in phrases.HEADS


def _opens_sentence(scene: Scene) -> bool:
    """Tell whether the first line begins like a sentence of the body: "it came in the report:", "and he wrote:"."""
    verbal = any(found.part == "verb" and found.skip for found in scene.analyses(0))
    return verbal or scene.keys[0] in _W["document_cue.verbs"]


def is_quoted_in(scene: Scene, draft: Draft, others: list[Draft]) -> bool:
    """Tell whether the source of a headline is named as a source further down."""
    assert draft.source is not None
    names = {word for word in scene.keys[slice(*draft.source)] if word not in _W["mark.quote"]}
    return any(
        names & set(scene.keys[slice(*other.source)])
        for other in others
        if other.source is not None
    )
