"""What is denied has been told by another: which tellings a denial is about.

Who denies that somebody was killed denies a death and not the battle that others tell of, so a denied toll is an event
of its own, and the tellings of that death are its mentions.

Imports ``draft``, ``view`` and ``lexicon``.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from riwaya.engines.events.draft import Draft
from riwaya.engines.events.view import View
from riwaya.lexicon import modality
from riwaya.lexicon.modality import Mark

_HEAD, _NAMED, _SHORT = 4, 4, 3


def is_denied(view: View, draft: Draft) -> bool:
    """Tell whether a telling stands at the head of what a source denies."""
    if view.stance_of(draft.trigger.within) != "deny":
        return False
    owner = view.content_at(draft.trigger.span.start)
    if owner is None:
        return False
    return draft.hit.first - bisect_left(view.tokens.starts, owner[1].start) <= _HEAD


class Told(Protocol):
    """An event with the tellings found so far."""

    drafts: list[Draft]


T = TypeVar("T", bound=Told)


def answered(draft: Draft, recent: Sequence[T]) -> T | None:
    """Return the latest event of its kind: nobody denies what nobody has told."""
    return next(
        (one for one in reversed(recent) if one.drafts[0].kind.direction == draft.kind.direction),
        None,
    )


class Deaths:
    """The deaths that an article has denied, by the words that name who is said to have died."""

    __slots__ = ("_named", "_view", "denied")

    def __init__(self, view: View, tolls: Sequence[Draft]) -> None:
        self._view = view
        self.denied = [draft for draft in tolls if is_denied(view, draft)]
        self._named = {word for draft in self.denied for word in self._words(draft)}

    def is_of(self, toll: Draft) -> bool:
        """Tell whether a toll tells of one of these deaths: it is denied itself, or its sentence has the name."""
        if not self._named:
            return False
        first, past = self._view.bounds[toll.sentence]
        return toll in self.denied or not self._named.isdisjoint(self._view.tokens.keys[first:past])

    def _words(self, draft: Draft) -> Iterator[str]:
        keys, flags = self._view.tokens.keys, modality.load().of
        for word in keys[draft.hit.past : draft.hit.past + _NAMED]:
            if flags(word) & (Mark.STOP | Mark.INTO):
                return
            if len(word) >= _SHORT and word.isalpha() and not self._is_common(word):
                yield word

    def _is_common(self, word: str) -> bool:
        lexicon = self._view.lexicon
        return word.startswith(lexicon.article) or lexicon.has(word, "armed")
