"""Participles that carry a speaker on, verbal nouns with their source, source prepositions, and the headline's colon.

Adding that; the ministry's denial of; American confirmation of; according to; "Army: ...". Imports the passes below it.
"""

from functools import cache

from riwaya.engines.rules import finite, introducers, phrases
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.scene import COLON, COMMAS, CONJUNCTIONS, Scene, verb
from riwaya.lexicon.verbs import Analysis, Verb, load
from riwaya.lexicon.words import words
from riwaya.resolve.names.words import GIVEN, flags
from riwaya.text import BREAK

_W = words()
_PREPOSITION = _W["preposition.words"]
_BY = _W["prep_cue.simple"]
_SAYING_OF = _W["prep_cue.saying_of"]
_FROM_SOURCE = _W["prep_cue.quoting"]
_REFUSED = _W["prep_cue.refused_heads"]
_WITH_L = _W["letter.to"]
_END = _W["sentence.end"]
_ABOUT = _W["letter.about"]
_HEADLINE_SOURCE = 8
_TRUTH = frozenset({"deny", "confirm"})


def participle(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """Return the statement of a circumstantial participle: its speaker is always carried over."""
    first, past = bounds
    entry = verb(found)
    if found.definite or found.suffix or (found.skip and scene.keys[index][0] not in CONJUNCTIONS):
        return "participle-as-noun"
    if index == first and found.skip == 0 and not found.accusative:
        return "participle-as-noun"
    if index > first and scene.keys[index - 1] in _PREPOSITION:
        return "participle-as-noun"
    if scene.keys[index] in _W["look_alike.words"] or (not found.accusative and found.gender == "m"):
        return "participle-as-adjective"
    introducer = introducers.find(scene, entry, index + 1, min(past, index + 12))
    set_off = index == first or scene.keys[index - 1] in COMMAS or index - 1 in scene.quoted_by or found.skip > 0
    if not set_off and (introducer is None or introducer.kind == "phrase"):
        return "participle-as-adjective"
    draft = Draft((index, index + 1), f"participle.{entry.stance}", entry=entry.id, stance=entry.stance, distance=entry.distance)
    draft.part = "participle"
    draft.gender, draft.number = found.gender, found.number
    draft.carried = True
    if introducer is None:
        takes = introducers.frame(entry)
        if not takes.object or entry.weak or index + 1 >= past or not (found.accusative and _is_object(scene, index + 1)):
            return "no-content"
        draft.content, draft.open_ended = [(index + 1, index + 1)], True
        return draft
    draft.content = [(introducer.content, introducer.content)]
    draft.content_skip = introducer.skip
    draft.open_ended = True
    if introducer.kind == "clause":
        draft.complementiser = introducer.content - 1
        if introducer.at <= index + 2:
            draft.cue = (index, introducer.content)
    if introducer.at > index + 1 and (
        entry.id in _W["predicative.verbs"] or (introducer.kind == "phrase" and introducers.frame(entry).addressee)
    ):
        draft.content, draft.content_skip = [(index + 1, index + 1)], 0
    return draft


def _is_object(scene: Scene, index: int) -> bool:
    word = scene.keys[index]
    return phrases.is_verbal_noun(word) or phrases.starts_with_article(word)


def noun(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """Return the statement of a verbal noun with its source: his saying that, Baghdad's denial, American confirmation."""
    first, past = bounds
    entry = verb(found)
    if found.definite or found.accusative or scene.keys[index] in _W["look_alike.words"] or scene.keys[index] in _W["relay.verbs"]:
        return "noun-without-source"
    draft = Draft((index, index + 1), f"noun.{entry.stance}", entry=entry.id, stance=entry.stance, distance=entry.distance)
    draft.part = "noun"
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
    start = source[1]
    while start < past and phrases.adverbial_past(scene, start, past) > start:
        start = phrases.adverbial_past(scene, start, past)
    if start >= past or scene.keys[start] in COMMAS or scene.keys[start] in _END or scene.keys[start] == BREAK:
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


def _with_pronoun(scene: Scene, draft: Draft, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
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


_W_GENDER = {word: "f" for word in _W["pronoun.feminine"]} | {word: "m" for word in _W["pronoun.masculine"]}


def _reported_from(scene: Scene, draft: Draft, first: int) -> None:
    """Look back for "A quoted B" before "as saying": B is the speaker, A the source further out."""
    index = draft.cue[0]
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
        before = finite.subject_before(scene, reporter, first)
        if before is not None:
            draft.outer.append((before, "quotes", 0))


def _keep_from(scene: Scene, first: int, past: int) -> int:
    """End the quoted person's noun phrase; "on behalf of the list" within it is no adjunct here."""
    at = first
    while at < past:
        if scene.keys[at] in COMMAS or (at > first and scene.keys[at] not in _ABOUT and phrases.is_adjunct(scene, at, past)):
            return at
        at += 1
    return past


def _noun_source(scene: Scene, first: int, past: int) -> tuple[int, int] | None:
    """Return the genitive or relative adjective after a verbal noun, if it can be a source."""
    if first >= past:
        return None
    word = scene.keys[first]
    if word in COMMAS or word in _PREPOSITION or word in _W["pronoun.words"] or phrases.is_verbal_noun(word):
        return None
    if phrases.strip_conjunction(word) != word and word not in phrases.HEADS:
        return None
    if word not in phrases.HEADS and word not in _W["source_head.state"] and phrases.strip_conjunction(word) == word:
        return None if not _W_STATE_ADJECTIVE & {word} else (first, first + 1)
    end = phrases.source_past(scene, first, past)
    for at in range(first + 1, end):
        word = scene.keys[at]
        if phrases.is_verbal_noun(word) or (word[0] in _WITH_L and len(word) > 3 and phrases.is_verbal_noun(word[1:])):
            return first, at
    if scene.keys[first] in _W["source_head.state"]:
        return first, first + 1
    return first, end


_W_STATE_ADJECTIVE = _W["source_head.state_adjective"]


def preposition(scene: Scene, index: int, bounds: tuple[int, int]) -> Draft | str | None:
    """Return the statement of a source preposition at ``index`` (according to X), a refusal, or None."""
    keys = scene.keys
    first, past = bounds
    word = keys[index]
    source = index + 1
    skip = 0
    if word in _BY:
        if source < past and keys[source] in _W["prep_cue.ma"]:
            return None  # according to what X said: the verb makes the statement
        if source < past and keys[source] in _ABOUT:
            source += 1
        elif source < past and word in _W["prep_cue.with_l"]:
            if keys[source] in _WITH_L:
                source += 1
            elif keys[source][0] in _WITH_L:
                skip = 1
            else:
                return None
    elif word in _W["letter.on"] and source + 1 < past and keys[source] in _SAYING_OF:
        source += 1
        if keys[source] in _W["prep_cue.his_saying"]:
            return _of_carried(scene, index, source + 1, bounds)
        if keys[source] in _W["prep_cue.saying"]:
            source += 1
    else:
        return None
    if source >= past:
        return "no-source"
    head = keys[source][skip:] if skip else keys[source]
    if word in _W["prep_cue.legal"] and index > first and not _can_speak(head):
        return "look-alike"
    if head in _REFUSED or _W_AL + head in _REFUSED and skip:
        return "look-alike"
    if keys[source] in _W["prep_cue.his_saying"]:
        return _of_carried(scene, index, source + 1, bounds)
    if keys[source] in _W["prep_cue.saying"]:
        source += 1
    region = _parenthesis_past(scene, source, past)
    end = min(region, phrases.source_past(scene, source, region))
    draft = Draft((index, source), "preposition", entry="according-to", stance="assert", distance="neutral")
    draft.part = "preposition"
    draft.source = (source, end)
    draft.source_skip = skip
    finite.take_listener(scene, draft, end, region)
    return finite.place_around(scene, draft, index, region, bounds)


def _can_speak(head: str) -> bool:
    """Tell whether a noun may be a source: a head noun of sources, a state, or a word the lexicon does not know as a
    common noun."""
    bare = head[2:] if head[:2] in _W["letter.article"] else head[1:] if head[0] in _WITH_L else head
    if head in phrases.HEADS or bare in phrases.HEADS or head in _W["source_head.state"] or head in _W["prep_cue.ma"]:
        return True
    return bool(flags(head) & GIVEN)


_W_AL = next(iter(_W["letter.article"]))


def _of_carried(scene: Scene, index: int, past_cue: int, bounds: tuple[int, int]) -> Draft | str:
    draft = Draft((index, past_cue), "preposition.pronoun", entry="according-to", stance="assert", distance="distancing")
    draft.part = "preposition"
    draft.carried = True
    return finite.place_around(scene, draft, index, past_cue, bounds)


def _parenthesis_past(scene: Scene, start: int, past: int) -> int:
    for at in range(start, past):
        word = scene.keys[at]
        quotation = scene.opens.get(at)
        if word in COMMAS or word in (COLON, BREAK) or word in _END or word in _W["complementiser.with_f"] or word in _W["complementiser.plain"]:
            return at
        if quotation is None and at > start and scene.analyses(at) and any(f.part == "verb" and f.skip for f in scene.analyses(at)):
            return at
    return past


def document(scene: Scene, index: int, bounds: tuple[int, int]) -> Draft | str | None:
    """Return the statement of "it came in the report that": the document is the source."""
    first, past = bounds
    keys = scene.keys
    if keys[index] not in _W["document_cue.verbs"] or index + 2 >= past or keys[index + 1] not in _W["letter.in"]:
        return None
    introducer = introducers.find(scene, _say(), index + 2, past)
    if introducer is None or introducer.kind == "phrase":
        return "no-content"
    draft = Draft((index, index + 2), "document", entry="came-in", stance="assert", distance="neutral")
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
    if not 0 < colon <= _HEADLINE_SOURCE or colon + 1 >= past or any(scene.is_saying(at) for at in range(colon)):
        return None
    head = next((word for word in keys[:colon] if word not in _W["mark.quote"]), "")
    if not head or head in _W["source_head.not_in_headline"] or head in _W["source_head.state"]:
        return None
    draft = Draft((colon, colon + 1), "headline.colon", entry="colon", stance="assert", distance="neutral")
    draft.part = "colon"
    draft.source = (0, colon)
    draft.clause = 0
    draft.content = [(colon + 1, past)]
    draft.quoted = colon + 1 in scene.opens
    return draft, head in phrases.HEADS


def is_quoted_in(scene: Scene, draft: Draft, others: list[Draft]) -> bool:
    """Tell whether the source of a headline is named as a source further down."""
    assert draft.source is not None
    names = {word for word in scene.keys[slice(*draft.source)] if word not in _W["mark.quote"]}
    return any(names & set(scene.keys[slice(*other.source)]) for other in others if other.source is not None)
