"""What stands between a saying verb and what is said: a complementiser, a colon, a quotation mark, a preposition.

Imports ``phrases``, ``scene`` and ``lexicon``.
"""

from bisect import bisect_left
from functools import cache
from itertools import compress
from typing import NamedTuple

from riwaya.engines.rules import phrases
from riwaya.engines.rules.scene import COLON, COMMAS, Scene, verb
from riwaya.lexicon.verbs import Verb, load
from riwaya.lexicon.words import words
from riwaya.resolve.names.words import COMMON, flags
from riwaya.text import BREAK
from riwaya.text.memo import ByWord

_W = words()
_PLAIN = _W["complementiser.plain"]
_WITH_B = _W["complementiser.with_b"]
_NOT_AFTER = _W["not_content.before_clause"]
_WITH = next(iter(_W["letter.with"]))
_TO = _W["letter.to"]
_REACH = 70
_LONG_QUOTE = 6


class Frame(NamedTuple):
    """What one verb takes, ready for look-up: prepositions before a clause, prepositions before a noun phrase."""

    clause: bool
    quote: bool
    object: bool
    addressee: bool
    before_clause: frozenset[str]
    before_object: frozenset[str]


class Introducer(NamedTuple):
    """``at`` is the first token of the introducer, ``content`` the first of what is said, ``skip`` letters fused."""

    kind: str
    at: int
    content: int
    skip: int = 0


@cache
def frame(entry: Verb) -> Frame:
    """Return what a verb takes."""
    plain = set(entry.takes)
    split = [take.partition("+") for take in entry.takes if "+" in take]
    return Frame(
        "clause" in plain,
        "quote" in plain,
        "object" in plain,
        "addressee" in plain,
        frozenset(word for word, _, what in split if what == "clause"),
        frozenset(word for word, _, what in split if what == "object"),
    )


def find(scene: Scene, entry: Verb, start: int, past: int) -> Introducer | None:
    """Return the first introducer that fits ``entry`` in tokens ``start``..``past``, or None.

    A clause or a quotation is looked for over the whole reach; a preposition with a noun phrase only counts where
    neither follows before the next comma.
    """
    takes = frame(entry)
    fallback: Introducer | None = None
    limit = min(past, start + _REACH)
    leads = _leads(scene)
    number = bisect_left(leads, start)
    while number < len(leads) and leads[number] < limit:
        at = leads[number]
        found = _at(scene, takes, at, start, limit)
        if found is not None:
            if found.kind not in ("phrase", "short-quote"):
                return found if _overrides(fallback, found) else fallback
            if fallback is None or (fallback.kind == "short-quote" and found.kind == "phrase"):
                fallback = found
        quotation = scene.opens.get(at)
        if quotation is not None and quotation.last < limit:
            number = bisect_left(leads, quotation.last + 1)
            continue
        if fallback is not None and fallback.kind == "phrase" and scene.keys[at] in COMMAS:
            return fallback
        if at > start and _blocks(scene, at):
            break
        number += 1
    if fallback is not None and fallback.kind == "short-quote":
        return _judged(scene, fallback, start, limit)
    return fallback


def _leads(scene: Scene) -> list[int]:
    """Return the tokens that may introduce or end something: all others are passed over."""
    if scene.leads is None:
        keys = scene.keys
        leading = compress(range(len(keys)), map(_LEADING.__getitem__, keys))
        scene.leads = sorted({*leading, *scene.hits, *scene.opens})
    return scene.leads


def _is_leading(word: str) -> bool:
    """Tell whether a word may introduce or end something for any verb: as a particle, or fused with its noun."""
    return word in _particles() or _has_fused_to(word) or _has_fused_with(word)


_LEADING = ByWord(_is_leading)


@cache
def _particles() -> frozenset[str]:
    """Return every particle that may introduce or end something, over all verbs."""
    takes = {take for entry in load().verbs for take in entry.takes if "+" in take}
    before = {take.partition("+")[0] for take in takes}
    return _PLAIN | _WITH_B | COMMAS | {COLON, BREAK} | before


def _overrides(fallback: Introducer | None, found: Introducer) -> bool:
    """Tell whether a clause or quotation beats what came before it: a name in quotation marks always, a preposition
    with a noun phrase only where it stands close by.
    """
    return fallback is None or fallback.kind == "short-quote" or found.at - fallback.at <= 4


def _judged(scene: Scene, quote: Introducer, start: int, past: int) -> Introducer | None:
    """Tell a short quotation that is what was said from a name in quotation marks."""
    quotation = scene.opens[quote.at]
    after = quotation.last + 1
    size = quotation.last - quotation.first - 1
    ends = after >= past or scene.keys[after] in COMMAS or scene.keys[after] in _W["sentence.end"]
    ends = ends or any(found.part == "participle" for found in scene.analyses(after))
    if (size >= 3 and ends) or (quote.at == start and size >= 2 and ends):
        return Introducer("quote", quote.at, quote.content)
    return None


def _blocks(scene: Scene, at: int) -> bool:
    """Tell whether another act of saying begins at ``at``, so that what follows belongs to it."""
    word = scene.keys[at]
    if word == BREAK:
        return True
    for found in scene.analyses(at):
        if (
            found.part == "verb"
            and not verb(found).weak
            and scene.keys[at - 1] not in _W["relative.words"]
        ):
            # a fused conjunction starts a new clause; else it must be clearly a verb after a comma
            return found.skip > 0 or scene.keys[at - 1] in COMMAS
        if found.part == "participle" and found.accusative and _after_mark(scene, at):
            return True
    return False


def _after_mark(scene: Scene, at: int) -> bool:
    return scene.keys[at - 1] in COMMAS or scene.quoted_by.get(at - 1) is not None


def _at(scene: Scene, takes: Frame, at: int, start: int, past: int) -> Introducer | None:
    keys = scene.keys
    word = keys[at]
    before = keys[at - 1]
    following = keys[at + 1] if at + 1 < past else ""
    if word in _PLAIN:
        if takes.clause and (at == start or before not in _NOT_AFTER):
            return Introducer("clause", at, at + 1)
        if before in takes.before_clause:
            return Introducer("clause", at - 1, at + 1)
        return None
    if word in _WITH_B:
        return (
            Introducer("clause", at, at + 1)
            if takes.clause or _WITH in takes.before_clause
            else None
        )
    if word == COLON:
        return _after_colon(scene, takes, at, past)
    if at in scene.opens:
        return Introducer(_quote_kind(scene, at, start), at, at) if takes.quote else None
    if word in takes.before_object and following and following not in _PLAIN:
        return Introducer("phrase", at, at + 1)
    if _to_noun(takes, word):
        return Introducer("phrase", at, at, 1)
    with_noun = _WITH in takes.before_object and _has_fused_with(word)
    if with_noun and (at == start or _is_with(word)):
        return Introducer("phrase", at, at, 1)
    return None


def _after_colon(scene: Scene, takes: Frame, at: int, past: int) -> Introducer | None:
    if not (takes.quote or takes.clause) or at + 1 >= past:
        return None
    content = at + 1
    if scene.keys[content] in _PLAIN and content + 1 < past:
        content += 1
    return Introducer("quote" if content in scene.opens else "colon", at, content)


def _quote_kind(scene: Scene, at: int, start: int) -> str:
    quotation = scene.opens[at]
    if not quotation.closed:
        return "quote" if at == start or scene.keys[at - 1] in COMMAS else "short-quote"
    title = scene.keys[at - 1] in _W["preposition.words"]  # about "a plan for reform"
    return (
        "quote" if quotation.last - quotation.first > _LONG_QUOTE and not title else "short-quote"
    )


def _to_noun(takes: Frame, word: str) -> bool:
    """Tell whether "to" and what is called for are written together: called for an inquiry."""
    return bool(_TO & takes.before_object) and _has_fused_to(word)


def _has_fused_to(word: str) -> bool:
    if word[0] not in _TO or len(word) < 4:
        return False
    return word[1] in _TO or phrases.is_verbal_noun(word[1:])


def _has_fused_with(word: str) -> bool:
    return word[0] == _WITH and len(word) > 3 and word not in _W["letter.b_words"]


@cache
def _is_with(word: str) -> bool:
    """Tell whether a word that begins with the letter of "with" is "with" and a noun, not a noun of that letter."""
    rest = word[1:]
    if word in _W["letter.b_words"]:
        return False
    if rest[:2] in _W["letter.article"] or phrases.is_verbal_noun(rest):
        return True
    return bool((flags(word) | flags(rest)) & COMMON)
