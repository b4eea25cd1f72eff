"""Whether a sentence looks back or forward, told from the words around a time expression.

Imports ``vocabulary``.
"""

from functools import lru_cache

from riwaya.resolve.times.vocabulary import View, words_of
from riwaya.text import BREAK

_BACK, _ON = 40, 12


def _told(keys: list[str], index: int) -> str | None:
    """Return the tense that a word tells; "not expected" expects nothing."""
    told = _tells(keys[index])
    if told == "future" and index and keys[index - 1] in words_of("tense.undoing"):
        return None
    return told


def toward(view: View, first: int, past: int) -> str | None:
    """Return ``past``, ``future`` or ``coming`` by the nearest verb before the expression, else after it, else None."""
    keys, ends = view.keys, words_of("marks.ends")
    for index in range(first - 1, max(-1, first - 1 - _BACK), -1):
        key = keys[index]
        if key == BREAK or key in ends:
            break
        told = _told(keys, index)
        if told:
            return told
    for index in range(past, min(view.size, past + _ON)):
        key = keys[index]
        if key == BREAK or key in ends:
            break
        told = _told(keys, index)
        if told:
            return told
    return None


@lru_cache(maxsize=20000)
def _tells(key: str) -> str | None:
    """Return the tense that one word shows, if it does."""
    for form in (key, key[1:]) if key[0] in words_of("tense.conjunctions") else (key,):
        if form in words_of("tense.past") or _is_feminine_past(form):
            return "past"
        if form in words_of("tense.future") or _is_future(form):
            return "future"
        if form in words_of("tense.coming"):
            return "coming"
    return None


def _is_future(key: str) -> bool:
    return (
        len(key) > 3
        and key[:2] in words_of("tense.future_prefix")
        and key not in words_of("tense.future_except")
    )


def _is_feminine_past(key: str) -> bool:
    """Tell whether a word ends like "she did": in ta, not the -at of a plural, without an article."""
    return (
        len(key) > 3
        and key[-1] in words_of("tense.past_ending")
        and key[-2] not in words_of("tense.plural_before_ending")
        and key[0] not in words_of("tense.present_opening")
        and key not in words_of("tense.past_except")
    )
