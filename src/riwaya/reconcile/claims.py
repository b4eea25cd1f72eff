"""Who stands where: the claims of one document, from its statements and its events.

An event is claimed by the innermost statement that tells it, and by the article itself where it tells it in its own
voice. What is claimed follows from the words around the event (``Trigger.polarity`` and ``modality``) and from the act
of saying, as far as that reaches.

Imports ``lexicon``, ``types`` and the rules beside it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from riwaya.lexicon.modality import Mark
from riwaya.reconcile import factuality
from riwaya.reconcile.holders import Held, Holders, Telling
from riwaya.reconcile.scope import Scope
from riwaya.types import (
    Attribution,
    Claim,
    ClaimStance,
    Extraction,
    Span,
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

_REFUSALS = frozenset({"reject", "object-to", "oppose"})
"""Entries that deny by refusing: who refuses a truce does not say that there is none."""
_RANK: dict[ClaimStance, int] = {"deny": 0, "affirm": 1, "future": 2, "possible": 3}
_BACK, _SHORT, _HEAD = 600, 240, 40
_STATEMENTS = 7


class Made(NamedTuple):
    """A claim, with what a dispute asks of it.

    ``since`` is where the content that tells it begins; ``open`` where it denies what is to come or was refused, which
    nobody says to have happened.
    """

    claim: Claim
    since: int = 0
    open: bool = False


def make(scope: Scope, extraction: Extraction, holders: Holders) -> list[Made]:
    """Return the claims of a document: the article's own first, then by statement, each in the order of events."""
    told: dict[int | None, list[Held[Telling]]] = {}
    for telling in holders.tellings(extraction.events):
        told.setdefault(telling.statement, []).append(telling)
    found: dict[int | None, list[Made]] = {}
    for holder in sorted(told, key=_order):
        statement = None if holder is None else extraction.attributions[holder]
        found[holder] = list(_of_one(scope, statement, told[holder]))
    _refer(scope, extraction, found)
    return [one for holder in sorted(found, key=_order) for one in found[holder]]


def _order(holder: int | None) -> int:
    return -1 if holder is None else holder


def _of_one(
    scope: Scope, statement: Attribution | None, told: Sequence[Held[Telling]]
) -> Iterator[Made]:
    """Yield the claims of one statement, or of the article, one for each event."""
    effect = EFFECT.get(statement.stance) if statement is not None else None
    reached = set(scope.reached(told)) if effect is not None else set()
    by_event: dict[int, list[tuple[ClaimStance, Held[Telling]]]] = {}
    for telling in told:
        stance = _told(telling.what.trigger)
        if effect is not None and telling in reached:
            stance = effect[stance]
        by_event.setdefault(telling.what.event, []).append((stance, telling))
    for event in sorted(by_event):
        stance, telling = min(by_event[event], key=lambda one: _RANK[one[0]])
        yield _made(statement, stance, telling)


def _told(trigger: Trigger) -> ClaimStance:
    if trigger.polarity == "denied":
        return "deny"
    return "affirm" if trigger.modality == "actual" else trigger.modality


def _made(statement: Attribution | None, stance: ClaimStance, telling: Held[Telling]) -> Made:
    claim = Claim(
        event=telling.what.event,
        stance=stance,
        evidence=telling.span,
        statement=telling.statement,
        factuality=factuality.values(statement, stance),
        inferred=statement is not None and statement.inferred,
    )
    trigger = telling.what.trigger
    is_open = trigger.polarity == "denied" and trigger.modality != "actual"
    refuses = statement is not None and statement.entry in _REFUSALS
    return Made(claim, telling.since, open=stance == "deny" and (is_open or refuses))


def _refer(scope: Scope, extraction: Extraction, found: dict[int | None, list[Made]]) -> None:
    """Add denials of what another has said: told within this statement, or before it."""
    for number, statement in enumerate(extraction.attributions):
        if statement.negated:
            continue
        outer = statement.within
        if outer is not None and found.get(number) and _is_denied(scope, extraction, number):
            _add(found, extraction, outer, _said(scope, found[number]))
        if number in found or statement.entry in _REFUSALS:
            continue
        pointer = _pointer(scope, statement)
        if pointer:
            claims = _answered(number, extraction, found, accused=bool(pointer & Mark.PART_IN))
            _add(found, extraction, number, _said(scope, claims))


def _add(
    found: dict[int | None, list[Made]], extraction: Extraction, number: int, said: list[Made]
) -> None:
    """Let a statement deny the claims of another, but for events that it has a word of its own on."""
    statement = extraction.attributions[number]
    own = found.setdefault(number, [])
    known = {one.claim.event for one in own}
    for one in said:
        if one.claim.event in known:
            continue
        stance = _DENY[one.claim.stance]
        claim = msgspec.structs.replace(
            one.claim,
            stance=stance,
            statement=number,
            factuality=factuality.values(statement, stance),
            inferred=True,
        )
        own.append(Made(claim, one.since))


def _is_denied(scope: Scope, extraction: Extraction, number: int) -> bool:
    """Tell whether the statement around this one is a denial of it, or calls it untrue behind it."""
    statement = extraction.attributions[number]
    outer = extraction.attributions[statement.within or 0]
    around = next((span for span in outer.content if _holds(span, statement.cue)), None)
    if around is None or not statement.content:
        return False
    if outer.stance == "deny":
        return statement.cue.start - around.start <= _HEAD
    end = statement.content[-1].end
    return scope.is_untrue(end, min(around.end, end + _SHORT // 2))


def _holds(span: Span, inner: Span) -> bool:
    return span.start <= inner.start < span.end


def _said(scope: Scope, claims: list[Made]) -> list[Made]:
    """Return the claims that do not only take their event for granted."""
    return [one for one in claims if not scope.is_given(one.claim.evidence, one.since)]


def _pointer(scope: Scope, statement: Attribution) -> int:
    """Return by what a statement without an event denies what was told before it; nothing where it does not."""
    if statement.stance == "deny":
        return scope.first_of(statement.content, Mark.PART_IN | Mark.REFERRING)
    if statement.stance not in ("assert", "confirm") or not statement.content:
        return 0
    start, end = statement.content[0].start, statement.content[-1].end
    return Mark.REFERRING if scope.is_untrue(start, min(end, start + _SHORT)) else 0


def _answered(
    number: int,
    extraction: Extraction,
    found: dict[int | None, list[Made]],
    *,
    accused: bool,
) -> list[Made]:
    """Return the claims that a denial points at: of the accusation before it, else of the last word of another.

    A source that goes on denying denies what it denied before. A part in something is denied only to an accusation.
    """
    statement = extraction.attributions[number]
    for back in range(number - 1, max(-1, number - _STATEMENTS), -1):
        other, claims = extraction.attributions[back], found.get(back, [])
        if statement.cue.start - other.cue.end > _BACK:
            break
        same = _name(other) == _name(statement)
        if claims and same and all(one.claim.stance == "deny" for one in claims):
            return [_affirmed(one) for one in claims]
        if claims and not same and (other.stance == "accuse" or not accused):
            return [*_accused(back, extraction, found), *claims]
    return []


def _accused(
    number: int, extraction: Extraction, found: dict[int | None, list[Made]]
) -> list[Made]:
    """Return the claims of the accusations just before an accusation: a denial answers them all."""
    statements, claims = extraction.attributions, list[Made]()
    while number > 0 and statements[number].stance == statements[number - 1].stance == "accuse":
        number -= 1
        claims += found.get(number, [])
    return claims


def _affirmed(one: Made) -> Made:
    return one._replace(claim=msgspec.structs.replace(one.claim, stance="affirm"))


def _name(statement: Attribution) -> str:
    return statement.origin.name if statement.origin is not None else ""
