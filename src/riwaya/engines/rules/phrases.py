"""Noun phrases: where the name of a speaker begins and ends.

A speaker is written with titles, appositions and relative clauses, and is followed at once by time, place and occasion
of the saying, none of which belong to it. Imports ``scene``, ``lexicon`` and ``text``.
"""

from functools import cache

from riwaya.engines.rules.scene import COLON, COMMAS, CONJUNCTIONS, Scene
from riwaya.lexicon.words import words
from riwaya.text import BREAK

_W = words()
_TIME = _W["time.words"]
_PERIOD, _QUALIFIER = _W["time.periods"], _W["time.qualifiers"]
_ON, _ABOUT = _W["letter.on"], _W["letter.about"]
_FEMININE = next(iter(_W["letter.feminine"]))
_ADJUNCT = _W["adjunct.words"]
_ADVERB = _W["adverbial.words"]
_OCCASION = _W["medium_act.words"]
_PREPOSITION = _W["preposition.words"]
_RELATIVE = _W["relative.words"]
_MEDIUM = _W["source_head.medium"]
_ANONYMOUS = _W["source_head.anonymous"]
_OPENER = _W["clause_opener.words"]
_DASH = _W["mark.dash"]
_QUOTE_MARKS = _W["mark.quote"]
_OPEN, _CLOSE = _W["mark.open"], _W["mark.close"]
_VERBAL = _W["verbal_noun.words"]
_NOT_VERBAL = _W["verbal_noun.exceptions"]
_ARTICLE = _W["letter.article"]
_IN = _W["letter.in"]
_TO = _W["letter.to"]
_RELATIVE_ADJECTIVE = tuple(sorted(_W["letter.relative_adjective"]))
HEADS: dict[str, str] = {
    word: kind
    for kind in ("organization", "medium", "document", "group", "anonymous", "person")
    for word in _W[f"source_head.{kind}"]
}
"""Head nouns that may be a source, with the kind they make it."""


def strip_conjunction(word: str) -> str:
    """Drop one leading conjunction letter."""
    return word[1:] if len(word) > 2 and word[0] in CONJUNCTIONS else word


def starts_with_article(word: str) -> bool:
    """Tell whether a key begins with the definite article, alone or after a fused particle."""
    return word[:2] in _ARTICLE or word[1:3] in _ARTICLE or word[:2] in _W["letter.article_after_l"]


def is_relative_adjective(word: str) -> bool:
    """Tell whether a word ends like an adjective of origin or relation (Iraqi, military)."""
    return word.endswith(_RELATIVE_ADJECTIVE)


def adverbial_past(scene: Scene, index: int, past: int) -> int:
    """Return the index after an adverbial (also, for his part, on Thursday) at ``index``, or ``index`` itself."""
    keys = scene.keys
    word = keys[index]
    for phrase in _W.phrases.get(strip_conjunction(word), ()):
        if tuple(keys[index + 1 : index + len(phrase)]) == phrase[1:]:
            return index + len(phrase)
    if word in _ADVERB:
        return index + 1
    if is_time(scene, index, past):
        return _time_past(scene, index, past)
    return index


def past_adverbials(
    scene: Scene, start: int, past: int, *, over: frozenset[str] = frozenset(), leading: bool = True
) -> int:
    """Return the index after the adverbials that begin at ``start``, and after words of ``over`` among them.

    Without ``leading`` such a word is passed over only behind something else.
    """
    at = start
    while at < past:
        after = adverbial_past(scene, at, past)
        if after == at and scene.keys[at] in over and (leading or at > start):
            after = at + 1
        if after == at:
            break
        at = after
    return at


def is_time(scene: Scene, index: int, past: int) -> bool:
    """Tell whether a time adjunct begins at ``index``: a day, or a period with its qualifier (last year)."""
    word = scene.keys[index]
    following = scene.keys[index + 1] if index + 1 < past else ""
    return word in _TIME or (
        word in _PERIOD and (following in _QUALIFIER or following[:1].isdigit())
    )


def _time_past(scene: Scene, index: int, past: int) -> int:
    keys = scene.keys
    at = index + 1
    while at < past:
        word = keys[at]
        if word in _OPEN and at + 1 < past and keys[at + 1] in _TIME:
            at = _closing(scene, at, past)
        elif not (word in _TIME or word in _PERIOD or word in _QUALIFIER or word[0].isdigit()):
            break
        at += 1
    return at


def is_adjunct(scene: Scene, index: int, past: int) -> bool:
    """Tell whether an adjunct of the saying (time, occasion, listener) begins at ``index``."""
    keys = scene.keys
    word = keys[index]
    following = keys[index + 1] if index + 1 < past else ""
    if word in _IN:
        return (
            is_occasion(following)
            or following in _TIME
            or following in _PERIOD
            or not following[:1].isalpha()
        )
    if word in _ON:
        return is_occasion(following)
    if word in _ABOUT:
        return keys[index - 1] not in _W["adjunct.about_belongs_after"]
    if word in _ADVERB or word in _ADJUNCT or is_time(scene, index, past):
        return True
    if word in _TO or (word[0] in _TO and len(word) > 3):
        # a statement by the media office is no statement to it
        return HEADS.get(keys[index - 1]) != "document" and is_listener(scene, index, past)
    return bool(
        strip_conjunction(word) in _W.phrases and adverbial_past(scene, index, past) > index
    )


@cache
def is_occasion(word: str) -> bool:
    """Tell whether a word names an occasion or form of speech, with or without a possessive pronoun."""
    if word in _OCCASION:
        return True
    for pronoun in _W["pronoun.possessive"]:
        if word.endswith(pronoun):
            stem = word[: -len(pronoun)]
            return stem in _OCCASION or (
                stem[-1:] in _W["letter.joined_feminine"] and stem[:-1] + _FEMININE in _OCCASION
            )
    return False


def is_fused_to(word: str) -> bool:
    """Tell whether a word is "to" and a name written together: sources told [to] Forat."""
    if word[0] not in _TO or len(word) < 4 or word in HEADS:
        return False
    return not starts_with_article(word) and not is_verbal_noun(word[1:])


def is_listener(scene: Scene, index: int, past: int) -> bool:
    """Tell whether "to a newspaper, agency, reporters" stands at ``index``."""
    keys = scene.keys
    word = keys[index]
    if word in _TO:  # the letter stands alone before a quotation mark or Latin letters
        return index + 1 < past and (index + 1 in scene.opens or not keys[index + 1][0] >= "\u0600")
    if word[0] not in _TO:
        return False
    rest = word[1:]
    return rest in _MEDIUM or (
        rest[:1] in _TO and (_W_AL + rest[1:] in _MEDIUM or rest[1:] in _MEDIUM)
    )


_W_AL = next(iter(_W["letter.article"]))


@cache
def is_verbal_noun(word: str) -> bool:
    """Tell whether an undefined noun names an act: what is denied or announced often begins with one.

    Patterns of letters stand for the derived verbal nouns; common ones of the simple pattern and the exceptions
    are listed in ``data/ar/words.toml``.
    """
    if word in _VERBAL:
        return True
    if word in _NOT_VERBAL or starts_with_article(word):
        return False
    for pattern in _W["verbal_noun.patterns"]:
        if len(pattern) <= len(word) <= len(pattern) + 3 and _fits(word, pattern):
            return True
    return False


def is_act(word: str) -> bool:
    """Tell whether a word is a verbal noun, with or without the article."""
    return is_verbal_noun(word) or (word[:2] in _ARTICLE and is_verbal_noun(word[2:]))


def _fits(word: str, pattern: str) -> bool:
    """Match letter by letter, ``-`` for any letter; what follows the pattern must be a pronoun or feminine ending."""
    if any(p not in ("-", w) for p, w in zip(pattern, word, strict=False)):
        return False
    ending = word[len(pattern) :]
    return not ending or ending in _W["verbal_noun.endings"]


def may_name(scene: Scene, first: int) -> bool:
    """Tell whether a noun phrase can begin at ``first``: no mark, preposition, pronoun or act of saying."""
    word = scene.keys[first]
    if not word[0].isalnum():
        return first in scene.opens
    bare = strip_conjunction(word)
    if (
        bare in _PREPOSITION
        or bare in _OPENER
        or bare in _RELATIVE
        or word in _W["letter.with_b_prefix"]
    ):
        return False
    if (
        bare[0] in _W["letter.with"]
        and len(bare) > 3
        and bare not in _W["letter.b_words"]
        and starts_with_article(bare)
    ):
        return False
    return not scene.is_saying(first)


def source_past(scene: Scene, first: int, past: int, *, bounded: bool = False) -> int:
    """Return where the noun phrase of a speaker that begins at ``first`` ends, at most ``past``.

    ``bounded`` says that what was said is known to begin at ``past``: then a relative clause runs up to it, and what
    stands between commas before it goes on naming the speaker unless it is an adjunct.
    """
    keys = scene.keys
    at = first
    while at < past:
        word = keys[at]
        quotation = scene.opens.get(at)
        if quotation is not None and quotation.last < past:
            at = quotation.last + 1
            continue
        if word in _OPEN:
            at = _closing(scene, at, past) + 1
            continue
        if word in COMMAS or word in _DASH:
            if at == first or not _apposition(scene, at + 1, past, bounded=bounded):
                return at
        elif bounded and at > first and word in _RELATIVE:
            return _relative_past(scene, at, past)
        elif (
            (at > first and keys[first] in _ANONYMOUS and is_fused_to(word))
            or word in (COLON, BREAK)
            or (at > first and is_adjunct(scene, at, past))
        ):
            return at
        at += 1
    return past


def _relative_past(scene: Scene, at: int, past: int) -> int:
    """Return where a relative clause before a complementiser ends: there, less a time adjunct set off by commas."""
    for comma in range(past - 1, at, -1):
        if scene.keys[comma] in COMMAS and comma + 1 < past and is_adjunct(scene, comma + 1, past):
            return comma
        if past - comma <= 4 and scene.keys[comma] in _IN and is_adjunct(scene, comma, past):
            return comma  # "in a statement", right before what is said
    return past


def _closing(scene: Scene, index: int, past: int) -> int:
    for at in range(index, min(past, index + 25)):
        if scene.keys[at] in _CLOSE:
            return at
    return index


def _apposition(scene: Scene, index: int, past: int, *, bounded: bool) -> bool:
    """Tell whether what follows a comma goes on naming the speaker."""
    if index >= past:
        return False
    word = scene.keys[index]
    if is_adjunct(scene, index, past) or word in _PREPOSITION or word in _OPENER:
        return False
    return bounded or word in _RELATIVE or strip_conjunction(word) in HEADS or word in HEADS


def object_first(scene: Scene, first: int, past: int) -> int | None:
    """Return where, after a speaker that begins at ``first``, an unmarked object begins (denied X), or None.

    The object begins with a verbal noun once the speaker's own construct phrase is closed: by a definite word, a
    relative adjective, or a name.
    """
    keys = scene.keys
    at = first + 1
    while at < past:
        word = keys[at]
        if word in (COLON, BREAK):
            return None
        quotation = scene.opens.get(at)
        if quotation is not None and quotation.last < past:
            at = quotation.last + 1
            continue
        act = is_verbal_noun(word) or word in _W["verbal_noun.definite"]
        if act and keys[at - 1] not in _PREPOSITION and _is_closed(scene, first, at):
            return at
        at += 1
    return None


def _is_closed(scene: Scene, first: int, at: int) -> bool:
    before = scene.keys[at - 1]
    if (
        starts_with_article(before)
        or before in COMMAS
        or before in _QUOTE_MARKS
        or before in _W["source_head.state"]
    ):
        return True
    if before in HEADS or is_verbal_noun(before):
        return False
    return is_relative_adjective(before) or scene.keys[first] not in HEADS or before in _TIME
