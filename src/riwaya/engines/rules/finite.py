"""Finite saying verbs, in both word orders, with the speaker and the beginning of what is said.

Said the minister that; the minister said that; as the minister said; what the minister denied. Imports the passes below
it: ``phrases``, ``introducers``, ``draft``, ``scene``.
"""

from riwaya.engines.rules import introducers, phrases
from riwaya.engines.rules.draft import Draft
from riwaya.engines.rules.introducers import Introducer
from riwaya.engines.rules.scene import COLON, COMMAS, CONJUNCTIONS, Scene, verb
from riwaya.lexicon.verbs import Analysis, Verb
from riwaya.lexicon.words import words
from riwaya.resolve.names.words import GIVEN, flags
from riwaya.text import BREAK

_W = words()
_NEGATION = _W["negation.verbal"]
_RELATIVE = _W["relative.words"]
_OPENER = _W["clause_opener.words"]
_PREPOSITION = _W["preposition.words"]
_AS = _W["prep_cue.relative_ma"]
_BY = _W["prep_cue.simple"]
_MA = _W["prep_cue.ma"]
_PRONOUN = _W["pronoun.words"]
_DEMONSTRATIVE = _W["pronoun.demonstrative"]
_AUXILIARY = _W["clause_opener.auxiliary"]
_STATES = _W["source_head.state"]
_LONGEST_SUBJECT = 28
_FARTHEST = 50
_OBLIQUE = tuple(_W["addressee.plural_endings"])
_OPINION = frozenset({"expect", "doubt", "commit"})
_FIRM = frozenset({"deny"})
_REFUSED_WITH = {name.partition(".")[2]: _W[name] for name in _W.classes if name.startswith("refused_with.")}


def find(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """Return the statement that the finite verb at ``index`` makes, or the reason why it makes none."""
    entry = verb(found)
    first, past = bounds
    refusal = _refusal(scene, index, found, bounds)
    if refusal:
        return refusal
    draft = Draft((index, index + 1), f"verb.{entry.stance}", entry=entry.id, stance=entry.stance, distance=entry.distance)
    draft.gender, draft.number = found.gender, found.number
    draft.object_given = bool(found.suffix) and index > first and scene.keys[index - 1] in _RELATIVE
    draft.joined = found.skip > 0 and scene.keys[index][0] in CONJUNCTIONS
    draft.negated = index > first and found.skip == 0 and scene.keys[index - 1] in _NEGATION
    if scene.keys[index] in _W["relay.verbs"]:
        return _relayed(scene, draft, entry, bounds)
    as_start = _as_start(scene, index, first)
    introducer = introducers.find(scene, entry, index + 1, past)
    also = as_start == first and scene.keys[as_start] in _W["prep_cue.also"]
    if as_start is not None and not (also and (introducer is not None or introducers.frame(entry).object)):
        if introducer is None or introducer.kind in ("phrase", "colon") or as_start > first + 1:
            return _as_said(scene, draft, as_start, bounds)
    if introducer is None:
        return _without_introducer(scene, draft, found, bounds)
    if found.suffix and introducer.kind != "phrase" and not _may_have_object(entry):
        return "object-is-pronoun"
    if not _is_near(scene, introducer, index, entry):
        return "weak-verb-far-from-clause"
    if introducer.kind == "phrase" and entry.weak and "object" not in entry.takes and not _takes_phrase(entry):
        return "weak-verb-without-clause"
    if takes_object_first(scene, entry, introducer, index):
        return _with_object(scene, draft, entry, bounds)
    if not _speaker(scene, draft, introducer, entry, bounds):
        return "shows-and-does-not-say"
    _content(draft, introducer)
    if introducer.kind == "phrase" and scene.keys[introducer.at] in _W["letter.from"] and entry.stance == "demand":
        asked = phrases.object_first(scene, introducer.content, past)
        if asked is None:
            return "no-content"
        draft.content = [(asked, asked)]
    elif entry.id in _W["predicative.verbs"] or (introducer.kind == "phrase" and introducers.frame(entry).addressee):
        _addressee_into_content(scene, draft, introducer)
    return draft


def _refusal(scene: Scene, index: int, found: Analysis, bounds: tuple[int, int]) -> str:
    """Return why the word at ``index`` is no act of saying whatever follows it, or an empty string."""
    first, past = bounds
    word = scene.keys[index]
    before = scene.keys[index - 1] if index > first and found.skip == 0 else ""
    following = scene.keys[index + 1] if index + 1 < past else ""
    if before in _PREPOSITION:
        return "noun-after-preposition"
    clause = following in _W["complementiser.plain"] or following == COLON or index + 1 in scene.opens
    if not clause and before and (before in _W["before_noun.words"] or phrases.is_verbal_noun(before)):
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
    if needed and not clause and not any(scene.keys[at] in needed for at in range(index + 1, min(past, index + 12))):
        return "look-alike"
    return ""


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
    """ "A quoted B as saying": B is the speaker, A the source further out. With "his saying" the noun is the cue."""
    first, past = bounds
    index = draft.cue[0]
    introducer = introducers.find(scene, entry, index + 1, past)
    limit = introducer.at if introducer is not None else past
    if any(scene.keys[at] in _W["prep_cue.his_saying"] for at in range(index, limit)):
        return "said-by-the-noun"
    about = next((at for at in range(index + 1, limit) if scene.keys[at] in _W["letter.about"]), None)
    if introducer is None or introducer.kind == "phrase":
        return "no-content"
    if about is None:
        if introducer.kind != "clause":
            return "no-content"
        if not _speaker(scene, draft, introducer, entry, bounds):
            return "shows-and-does-not-say"
    else:
        draft.source = (about + 1, phrases.source_past(scene, about + 1, introducer.at, bounded=True))
        outer = _subject_after(scene, index + 1, about) or subject_before(scene, index, first, draft)
        if outer is not None:
            draft.outer.append((outer, "quotes", 0))
    _content(draft, introducer)
    return draft


def _may_have_object(entry: Verb) -> bool:
    return introducers.frame(entry).addressee or entry.id in _W["predicative.verbs"]


def takes_object_first(scene: Scene, entry: Verb, introducer: Introducer, index: int) -> bool:
    """Tell whether an unmarked object stands between the speaker and what looked like an introducer."""
    takes = introducers.frame(entry)
    if not takes.object or entry.weak or introducer.at <= index + 2:
        return False
    if introducer.kind == "phrase" and phrases.is_verbal_noun(scene.keys[index + 1]):
        return True
    return phrases.object_first(scene, index + 1, introducer.at) is not None


def _takes_phrase(entry: Verb) -> bool:
    return bool(introducers.frame(entry).before_object)


def _content(draft: Draft, introducer: Introducer) -> None:
    draft.content = [(introducer.content, introducer.content)]
    draft.content_skip = introducer.skip
    draft.open_ended = True
    draft.rule += f".{introducer.kind}"
    if introducer.kind == "clause" and introducer.at <= draft.cue[1] + 1 and draft.source is None:
        draft.cue = (draft.cue[0], introducer.content)
    if introducer.kind == "clause":
        draft.complementiser = introducer.content - 1


def _speaker(scene: Scene, draft: Draft, introducer: Introducer, entry: Verb, bounds: tuple[int, int]) -> bool:
    """Find the speaker after the verb, up to the introducer; else before it; else it is carried over.

    Return False where what would be the speaker only shows and does not say.

    Where a verb may have the person spoken to after it, a speaker before it comes first.
    """
    index = draft.cue[0]
    takes = introducers.frame(entry)
    after = _subject_after(scene, index + 1, introducer.at, bounded=_is_bounded(scene, introducer))
    if after is not None and takes.addressee and _is_addressee(scene, after[0], introducer):
        after = None
    before = None
    if (after is None or takes.addressee) and not draft.object_given:
        before = subject_before(scene, index, bounds[0], draft)
    draft.source = before or after
    if draft.source is not None and scene.keys[draft.source[0]] in _W["not_source.words"]:
        return False
    if scene.keys[index] in _W["impersonal.passive"] and after is None and not _short(before):
        draft.source = None
        return True
    draft.carried = draft.source is None
    take_listener(scene, draft, after[1] if after is not None else index + 1, introducer.at)
    return True


def _is_addressee(scene: Scene, first: int, introducer: Introducer) -> bool:
    """Tell whether the one noun phrase after a verb of calling or accusing is who is called or accused.

    The oblique plural shows the case that unvocalised writing hides elsewhere.
    """
    word = scene.keys[first]
    if introducer.kind != "phrase":
        return False
    return word in _W["addressee.words"] or (phrases.starts_with_article(word) and word.endswith(_OBLIQUE))


def _is_bounded(scene: Scene, introducer: Introducer) -> bool:
    return introducer.kind in ("clause", "quote", "colon") or scene.keys[introducer.at - 1] in COMMAS


def _short(subject: tuple[int, int] | None) -> bool:
    return subject is not None and subject[1] - subject[0] <= 5


def _subject_after(scene: Scene, start: int, past: int, *, bounded: bool = False) -> tuple[int, int] | None:
    """Return the noun phrase of a speaker that begins at ``start`` or after adverbials, if there is one."""
    at = start
    while at < past:
        after = phrases.adverbial_past(scene, at, past)
        if after == at and scene.keys[at] in COMMAS and at > start:
            after = at + 1
        if after == at:
            break
        at = after
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
    if word in _RELATIVE or word in _OPENER and word not in phrases.HEADS:
        return True
    return phrases.is_adjunct(scene, at, past)


def take_listener(scene: Scene, draft: Draft, start: int, past: int) -> None:
    """Take "to the newspaper" after the speaker as the medium that published the words."""
    unnamed = draft.source is not None and scene.keys[draft.source[0]] in _W["source_head.anonymous"]
    for at in range(start, min(past, start + 14)):
        if phrases.is_listener(scene, at, past) or (unnamed and at == start and phrases.is_fused_to(scene.keys[at])):
            alone = scene.keys[at] in _W["letter.to"]
            first = at + 1 if alone else at
            end = phrases.source_past(scene, first, past)
            skip = 0 if alone else 1
            draft.outer.append(((first, end), "published", skip))
            return


def subject_before(scene: Scene, index: int, first: int, draft: Draft | None = None) -> tuple[int, int] | None:
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
    at = past - 1
    if at >= first and keys[at] in COMMAS and _closes_apposition(scene, at, first):
        at -= 1
        while at >= first and keys[at] not in COMMAS:
            at -= 1
        at -= 1
    while at >= first and not _opens_clause(scene, at, first):
        at -= 1
    start = at + 1
    if draft is not None and draft.number == "singular":
        start = _last_conjunct(scene, start, past)
    return _nominal(scene, start, past)


def _last_conjunct(scene: Scene, first: int, past: int) -> int:
    """Return where the last coordinated noun before a singular verb begins: the raids go on and Erdogan denies."""
    for at in range(past - 1, max(first, past - 4), -1):
        word = scene.keys[at]
        if word not in phrases.HEADS and phrases.strip_conjunction(word) != word and _is_known(word[1:]):
            return at
    return first


def _is_known(word: str) -> bool:
    return word in _STATES or word in phrases.HEADS or bool(flags(word) & GIVEN)


def _closes_apposition(scene: Scene, comma: int, first: int) -> bool:
    """Tell whether "name, description," stands before ``comma`` at the head of the sentence."""
    at = comma - 1
    while at > first and scene.keys[at] not in COMMAS:
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
        return _is_dateline(scene, at)
    return word in COMMAS or word in (COLON, BREAK) or word in _OPENER or word in _W["sentence.end"]


def _is_dateline(scene: Scene, at: int) -> bool:
    """Tell whether a dash with space around it parts a dateline (Cairo - ) from the sentence."""
    tokens = scene.tokens
    spaced = 0 < at < len(tokens) - 1 and tokens.ends[at - 1] < tokens.starts[at] and tokens.ends[at] < tokens.starts[at + 1]
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
        if word in COMMAS or word in _PREPOSITION or word in _OPENER or word == COLON or scene.is_saying(at):
            break
        at -= 1
        steps += 1
        if word not in phrases.HEADS and phrases.strip_conjunction(word) != word and _is_known(word[1:]):
            break
    return (at + 1, past) if past > at + 1 else None


def _nominal(scene: Scene, first: int, past: int) -> tuple[int, int] | None:
    """Return the tokens if they can be a subject: no preposition, pronoun, adverb or saying verb at their head."""
    while past > first and scene.keys[past - 1] in _W["adverbial.words"]:
        past -= 1
    if past <= first or past - first > _LONGEST_SUBJECT:
        return None
    head = phrases.strip_conjunction(scene.keys[first])
    if head in _PREPOSITION or head in _PRONOUN or head in _W["adjunct.words"] or head in _W["not_subject.words"]:
        return None
    if head in _NEGATION or head in _OPENER or phrases.adverbial_past(scene, first, past) > first:
        return None
    if not phrases.may_name(scene, first):
        return None
    end = phrases.source_past(scene, first, past, bounded=True)
    if any(scene.is_saying(at) and scene.keys[at - 1] not in _RELATIVE for at in range(first, past)):
        return None
    return first, max(end, first + 1)


def _as_start(scene: Scene, index: int, first: int) -> int | None:
    """Return where "as", "according to what" begins before the verb at ``index``, or None."""
    keys = scene.keys
    if index > first and keys[index - 1] in _AS:
        return index - 1
    if index > first + 1 and keys[index - 1] in _MA and keys[index - 2] in _BY:
        return index - 2
    return None


def _as_said(scene: Scene, draft: Draft, start: int, bounds: tuple[int, int]) -> Draft | str:
    first, past = bounds
    draft.clause = start
    draft.rule = "as"
    draft.cue = (start, draft.cue[1]) if scene.keys[start] in _BY else draft.cue
    region = past
    for at in range(draft.cue[1], past):
        if scene.keys[at] in COMMAS or scene.keys[at] in (COLON, BREAK) or scene.keys[at] in _W["complementiser.with_f"] or scene.keys[at] in _W["sentence.end"]:
            region = at
            break
    source = _subject_after(scene, draft.cue[1], region)
    draft.source = source
    draft.carried = source is None
    take_listener(scene, draft, source[1] if source else draft.cue[1], region)
    return place_around(scene, draft, start, region, bounds)


def place_around(scene: Scene, draft: Draft, start: int, region: int, bounds: tuple[int, int]) -> Draft | str:
    """Give a parenthetical attribution its content: what follows it at the head of a sentence, else what precedes."""
    first, past = bounds
    at_head = start <= first or all(word in _W["sentence.skippable"] for word in scene.keys[first:start])
    if at_head:
        content = region
        while content < past and (scene.keys[content] in COMMAS or scene.keys[content] in _W["complementiser.with_f"] or scene.keys[content] in _W["complementiser.plain"] or scene.keys[content] == COLON):
            content += 1
        if content >= past or scene.keys[content] in _W["sentence.end"]:
            return "no-content"
        draft.content = [(content, content)]
        draft.open_ended = True
        return draft
    before = start
    while before > first and scene.keys[before - 1] in COMMAS:
        before -= 1
    draft.content = [(first, before)]
    draft.rule += ".after"
    return draft


def _without_introducer(scene: Scene, draft: Draft, found: Analysis, bounds: tuple[int, int]) -> Draft | str:
    """A verb that takes a bare object: denied X, announced X; or whose words stand before it."""
    entry, (first, past) = verb(found), bounds
    index = draft.cue[0]
    takes = introducers.frame(entry)
    quotation = _quotation_before(scene, index, first)
    if quotation is not None and takes.quote:
        return _said_after(scene, draft, quotation, bounds)
    if not takes.object or entry.weak:
        return "weak-verb-without-clause" if entry.weak else "no-content"
    if found.suffix:
        return "object-is-pronoun"
    return _with_object(scene, draft, entry, bounds)


def _quotation_before(scene: Scene, index: int, first: int) -> tuple[int, int] | None:
    """Return the quotation that ends just before the verb at ``index``, a comma or dash between, if any."""
    at = index - 1
    while at >= first and (scene.keys[at] in COMMAS or scene.keys[at] in _W["mark.dash"] or scene.keys[at] in _W["verb_particle.words"] or scene.keys[at] in _W["quote_resumer.words"]):
        at -= 1
    quotation = scene.quoted_by.get(at) if at >= first else None
    if quotation is None or not quotation.closed or quotation.last != at or at - quotation.first < 4:
        return None
    return quotation.first, quotation.last


def _said_after(scene: Scene, draft: Draft, quotation: tuple[int, int], bounds: tuple[int, int]) -> Draft:
    end = bounds[1]
    for at in range(draft.cue[1], bounds[1]):
        if scene.keys[at] in _W["sentence.end"] or scene.keys[at] == COLON:
            end = at
            break
    draft.rule += ".quote-before"
    draft.source = _subject_after(scene, draft.cue[1], end)
    draft.carried = draft.source is None
    if draft.source is not None:
        take_listener(scene, draft, draft.source[1], end)
    draft.content = [(quotation[0] + 1, quotation[1])]
    draft.quoted = True
    return draft


def _with_object(scene: Scene, draft: Draft, entry: Verb, bounds: tuple[int, int]) -> Draft | str:
    first, past = bounds
    index = draft.cue[0]
    draft.rule += ".object"
    before = subject_before(scene, index, first, draft)
    start = index + 1
    while start < past:
        after = phrases.adverbial_past(scene, start, past)
        if after == start and scene.keys[start] in COMMAS:
            after = start + 1
        if after == start:
            break
        start = after
    if start >= past or scene.keys[start] in _W["sentence.end"] or scene.keys[start] in _OPENER:
        return "no-content"
    if scene.keys[index - 1] in _RELATIVE and entry.stance not in _FIRM and not phrases.is_act(scene.keys[start]):
        return "object-in-relative-clause"
    if before is not None and (phrases.is_act(scene.keys[start]) or scene.keys[start] not in phrases.HEADS):
        draft.source, content = before, start
    elif phrases.is_act(scene.keys[start]) or scene.keys[start] in _PREPOSITION:
        draft.carried, content = True, start
    else:
        at = phrases.object_first(scene, start, past)
        if at is None:
            return "object-not-found"
        end = phrases.source_past(scene, start, at)
        draft.source, content = (start, end), at
    if entry.stance not in _FIRM and not phrases.is_act(scene.keys[content]):
        return "object-is-no-act"
    if scene.keys[content] in _W["withheld.objects"] and entry.id in _W["withheld.verbs"]:
        return "refused-to-speak"
    draft.content = [(content, content)]
    draft.open_ended = True
    return draft


def _addressee_into_content(scene: Scene, draft: Draft, introducer: Introducer) -> None:
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
    closed = False
    for at in range(first, past):
        word = scene.keys[at]
        if closed and _begins_another(scene, at):
            return at
        closed = closed or phrases.starts_with_article(word) or word in _STATES or (at > first and word not in phrases.HEADS)
    return None


def _begins_another(scene: Scene, at: int) -> bool:
    word = scene.keys[at]
    before = scene.keys[at - 1]
    if before in _PREPOSITION or (before in phrases.HEADS and not phrases.starts_with_article(before)):
        return False
    bare = word[2:] if phrases.starts_with_article(word) else word
    if (before in _W["mark.quote"] or before in _STATES) and word not in _STATES:
        return phrases.starts_with_article(word) and not phrases.is_relative_adjective(word)
    return bare in phrases.HEADS and word not in _W["not_second.words"] or word in _STATES
