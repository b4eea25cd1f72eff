"""Disputes and updates inside one document: sources that cannot all be right, and words that only say more.

Imports ``lexicon``, ``text``, ``types`` and the rules beside it.
"""

from collections.abc import Iterator, Sequence

from riwaya.lexicon.modality import Mark
from riwaya.reconcile.claims import Made
from riwaya.reconcile.scope import Scope
from riwaya.types import About, Attribution, Dispute, Extraction, Position

_BLAMES = frozenset({"accuse", "assert", "confirm", "doubt"})
_DONE_BY = frozenset(
    {"attack", "clash", "casualties", "disaster", "detain", "control", "displace", "protest"}
)
"""Families whose event stands whoever did it; of the others, who denies a part denies the event."""


def find(scope: Scope, extraction: Extraction, made: Sequence[Made]) -> list[Dispute]:
    """Return the disputes on whether an event came to be and on who did it, in the order of events."""
    by_event: dict[int, list[int]] = {}
    for number, one in enumerate(made):
        sided = one.claim.stance in ("affirm", "deny") and not one.open
        if sided:
            by_event.setdefault(one.claim.event, []).append(number)
    found: list[Dispute] = []
    for event in sorted(by_event):
        stances = {made[number].claim.stance for number in by_event[event]}
        if len(stances) > 1:
            found += _opposed(scope, extraction, made, by_event[event])
    return found


def _opposed(
    scope: Scope, extraction: Extraction, made: Sequence[Made], numbers: list[int]
) -> Iterator[Dispute]:
    statements = extraction.attributions
    against = [
        number
        for number in numbers
        if made[number].claim.stance == "deny" and made[number].claim.statement is not None
    ]
    if not against:
        return  # where the article itself says that something was not, it tells of another time or place
    deniers = {_voice(statements, made[number]) for number in against}
    told = [
        number
        for number in numbers
        if made[number].claim.stance == "affirm" and _voice(statements, made[number]) not in deniers
    ]
    told, event = _sources(made, told), made[numbers[0]].claim.event
    blamed = [number for number in told if _is_blame(scope, statements, made[number])]
    is_part = bool(blamed) or any(_is_part(scope, made[number]) for number in against)
    if is_part:
        if blamed:
            stands = extraction.events[event].family in _DONE_BY
            yield _dispute(event, "actor" if stands else "occurrence", against, blamed)
        return
    said = [number for number in told if not _is_passing(scope, made[number])] or told
    if said:
        yield _dispute(event, "occurrence", against, said)


def _sources(made: Sequence[Made], numbers: list[int]) -> list[int]:
    """Return the claims of sources; where a side has none, the article's own telling stands for it."""
    return [number for number in numbers if made[number].claim.statement is not None] or numbers


def _is_blame(scope: Scope, statements: Sequence[Attribution], one: Made) -> bool:
    number = one.claim.statement
    if number is None or statements[number].stance not in _BLAMES:
        return False
    return statements[number].stance == "accuse" or _is_part(scope, one)


def _is_part(scope: Scope, one: Made) -> bool:
    """Tell whether a claim speaks of a part in its event."""
    return scope.is_governed(one.claim.evidence, one.since, Mark.PART_IN | Mark.JOIN)


def _is_passing(scope: Scope, one: Made) -> bool:
    """Tell whether a claim only takes its event for granted, or judges what it would be worth."""
    span = one.claim.evidence
    return scope.is_given(span, one.since) or scope.is_judged(span)


def _voice(statements: Sequence[Attribution], one: Made) -> str:
    number = one.claim.statement
    origin = statements[number].origin if number is not None else None
    return origin.name if origin is not None else ""


def _dispute(event: int, about: About, against: list[int], told: list[int]) -> Dispute:
    """Return a dispute with the side that speaks first in front."""
    sides = (Position("denied", tuple(against)), Position("affirmed", tuple(told)))
    ordered = sorted(sides, key=lambda side: side.claims[0])
    return Dispute(event=event, about=about, positions=tuple(ordered))
