"""Who: those who do and undergo one telling, from the names of its sentence.

Imports ``draft``, ``view`` and ``types``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from riwaya.engines.events.draft import Draft
from riwaya.engines.events.view import View
from riwaya.types import Mention, Role

_REACH = 9
_ENTITIES = frozenset({"person", "organization", "state", "group"})


def fill(view: View, drafts: Sequence[Draft]) -> None:
    """Give each telling those who do and undergo it."""
    for draft in drafts:
        _who(view, draft)


def _who(view: View, draft: Draft) -> None:
    near = [
        each
        for each in view.mentions_near(draft.sentence, draft.hit.first, _REACH)
        if each.kind in _ENTITIES
    ]
    behind = [each for each in near if each.span.start >= draft.trigger.span.end]
    before = [each for each in near if each.span.end <= draft.trigger.span.start]
    if draft.kind.family == "clash":
        draft.actors += map(_role, near)
        return
    against = [each for each in behind if _stands_after(view, each, "against")]
    plain = [each for each in behind if each not in against]
    if draft.kind.family == "casualties":
        draft.targets += map(_role, plain[:1])
        return
    draft.targets += map(_role, against)
    draft.actors += map(_role, plain[:1] or before[-1:])
    if draft.hit.part != "noun" and not against:
        draft.targets += map(_role, plain[1:2])


def _stands_after(view: View, mention: Mention, name: str) -> bool:
    at = bisect_left(view.tokens.starts, mention.span.start)
    reach: Iterable[int] = range(max(0, at - 2), at)
    return any(view.lexicon.has(view.tokens.keys[index], name) for index in reach)


def _role(mention: Mention) -> Role:
    return Role(mention.span, mention.name, mention.entity)
