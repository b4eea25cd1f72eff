"""Who stands where: the claims of one document, from its statements and its events.

An event is claimed by the innermost statement that tells it, and by the article itself where it tells it in its own
voice. What is claimed follows from the words around the event (``Trigger.polarity`` and ``modality``) and from the act
of saying, as far as that reaches.

Imports ``lexicon``, ``types`` and the rules beside it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.lexicon.modality import Mark
from riwaya.reconcile import factuality, scope
from riwaya.reconcile.holders import Telling, tellings
from riwaya.types import (
    Attribution,
    Claim,
    ClaimStance,
    Document,
    Extraction,
    Stance,
    Trigger,
)

_DENY: dict[ClaimStance, ClaimStance] = {
    "affirm": "deny", "deny": "affirm", "future": "deny", "possible": "deny",
}  # fmt: skip
_WISH: dict[ClaimStance, ClaimStance] = {
    "affirm": "possible", "deny": "possible", "future": "possible", "possible": "possible",
}  # fmt: skip
_PLAN: dict[ClaimStance, ClaimStance] = {
    "affirm": "future", "deny": "deny", "future": "future", "possible": "possible",
}  # fmt: skip
EFFECT: dict[Stance, dict[ClaimStance, ClaimStance]] = {
    "deny": _DENY, "demand": _WISH, "warn": _WISH, "withhold": _WISH, "commit": _PLAN, "expect": _PLAN,
}  # fmt: skip
"""What an act of saying makes of an event as it is told; the other acts leave it as it is."""

_RANK: dict[ClaimStance, int] = {"deny": 0, "affirm": 1, "future": 2, "possible": 3}
_BACK, _SHORT = 400, 240


class Made(NamedTuple):
    """A claim, with what a dispute asks of it.

    ``given``: the event is taken for granted, not said. ``part``: what is denied is a part in the event.
    """

    claim: Claim
    given: bool = False
    part: bool = False


def make(document: Document, extraction: Extraction) -> list[Made]:
    """Return the claims of a document: the article's own first, then by statement, each in the order of events."""
    told: dict[int | None, list[Telling]] = {}
    for telling in tellings(extraction.attributions, extraction.events):
        told.setdefault(telling.statement, []).append(telling)
    found: dict[int | None, list[Made]] = {}
    for holder in sorted(told, key=lambda one: -1 if one is None else one):
        statement = None if holder is None else extraction.attributions[holder]
        found[holder] = list(_of_one(document.text, statement, told[holder]))
    _refer(document.text, extraction, found)
    return [one for holder in sorted(found, key=_order) for one in found[holder]]


def _order(holder: int | None) -> int:
    return -1 if holder is None else holder


def _of_one(text: str, statement: Attribution | None, told: Sequence[Telling]) -> Iterator[Made]:
    """Yield the claims of one statement, or of the article, one for each event."""
    effect = EFFECT.get(statement.stance) if statement is not None else None
    reached = set(scope.reached(text, told)) if effect is not None else set()
    by_event: dict[int, list[tuple[ClaimStance, Telling]]] = {}
    for telling in told:
        stance = _told(telling.trigger)
        if effect is not None and telling in reached:
            stance = effect[stance]
        by_event.setdefault(telling.event, []).append((stance, telling))
    for event in sorted(by_event):
        stance, telling = min(by_event[event], key=lambda one: _RANK[one[0]])
        yield _made(text, statement, stance, telling)


def _told(trigger: Trigger) -> ClaimStance:
    if trigger.polarity == "denied":
        return "deny"
    return "affirm" if trigger.modality == "actual" else trigger.modality


def _made(text: str, statement: Attribution | None, stance: ClaimStance, telling: Telling) -> Made:
    claim = Claim(
        event=telling.event,
        stance=stance,
        evidence=telling.trigger.span,
        statement=telling.statement,
        factuality=factuality.values(statement, stance),
        inferred=statement is not None and statement.inferred,
    )
    denies = stance == "deny" and statement is not None
    part = denies and scope.has(text[telling.content : telling.trigger.span.start], Mark.PART_IN)
    return Made(claim, part=part)


def _refer(text: str, extraction: Extraction, found: dict[int | None, list[Made]]) -> None:
    """Add denials whose content only points at what was told before them."""
    for number, statement in enumerate(extraction.attributions):
        if number in found or statement.negated or not _points_back(text, statement):
            continue
        claims = list(_pointed_at(number, extraction, found))
        if claims:
            found[number] = claims


def _points_back(text: str, statement: Attribution) -> bool:
    said = " ".join(span.of(text) for span in statement.content)
    if not said or len(said) > _SHORT:
        return False
    if statement.stance == "deny":
        return scope.has(said, Mark.REFERRING | Mark.PART_IN)
    return statement.stance in ("assert", "confirm") and scope.is_untrue(said)


def _pointed_at(
    number: int, extraction: Extraction, found: dict[int | None, list[Made]]
) -> Iterator[Made]:
    statement = extraction.attributions[number]
    earlier = _latest(number, extraction, found)
    for one in earlier:
        claim = Claim(
            event=one.claim.event,
            stance="deny",
            evidence=one.claim.evidence,
            statement=number,
            factuality=factuality.values(statement, "deny"),
            inferred=True,
        )
        yield Made(claim)


def _latest(number: int, extraction: Extraction, found: dict[int | None, list[Made]]) -> list[Made]:
    """Return the claims of the statement before this one, by another source or a denial of its own."""
    statement = extraction.attributions[number]
    for back in range(number - 1, max(-1, number - 4), -1):
        other = extraction.attributions[back]
        if statement.cue.start - other.cue.end > _BACK:
            return []
        if found.get(back) and (_name(other) != _name(statement) or other.stance == "deny"):
            return found[back]
    return []


def _name(statement: Attribution) -> str:
    return statement.origin.name if statement.origin is not None else ""
