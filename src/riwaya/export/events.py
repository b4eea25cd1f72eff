"""Events as a reader meets them: the disputed first, and under each who stands where, in which words.

What the terminal and the page share. An event's number is its place in the extraction, from one, as
in JSON. An index that points to nothing, as an engine from outside may give, is passed over.

Imports ``labels``, ``meaning``, ``plain``, ``statements`` and ``types``.
"""

from collections.abc import Iterable

import msgspec

from riwaya.export.labels import Labels
from riwaya.export.meaning import bounded
from riwaya.export.plain import visible
from riwaya.export.statements import name_of
from riwaya.types import (
    Attribution,
    Claim,
    ClaimStance,
    Dispute,
    Document,
    Event,
    Extraction,
    PlaceMention,
    Position,
    Role,
    Span,
    Update,
)

ORDER: tuple[ClaimStance, ...] = ("deny", "affirm", "future", "possible")
"""Who denies is named first."""
_YES_OR_NO: dict[str, ClaimStance] = {"affirmed": "affirm", "denied": "deny"}


class Stand(msgspec.Struct, frozen=True):
    """One voice with one stance on one event, all its claims together.

    ``name`` is empty where nobody is named; ``is_article`` marks the article's own telling, which has no ``numbers``
    of statements. ``evidence`` are the words that decided the first of its claims, ``around`` what they stand in.
    """

    stance: ClaimStance
    name: str
    is_article: bool
    numbers: tuple[int, ...]
    evidence: Span
    around: Span
    claims: tuple[Claim, ...]


class Side(msgspec.Struct, frozen=True):
    """One answer of a dispute or an update; ``stance`` where all who give it stand alike.

    ``value`` is empty where the answer is no more than yes or no.
    """

    value: str
    stance: ClaimStance | None
    stands: tuple[Stand, ...]


class Quarrel(msgspec.Struct, frozen=True):
    """A dispute with its sides, those who deny first."""

    dispute: Dispute
    sides: tuple[Side, ...]


class Change(msgspec.Struct, frozen=True):
    """An update: what was said before and what is said now."""

    update: Update
    earlier: Side
    later: Side


class Telling(msgspec.Struct, frozen=True):
    """One event with all that is said of it."""

    number: int
    event: Event
    stands: tuple[Stand, ...]
    quarrels: tuple[Quarrel, ...]
    changes: tuple[Change, ...]

    @property
    def is_quoted(self) -> bool:
        """Tell whether anybody but the article speaks of it, or the article denies it."""
        return any(not stand.is_article or stand.stance != "affirm" for stand in self.stands)


def tellings(document: Document, extraction: Extraction) -> list[Telling]:
    """Return the events: the disputed, the denied, those that somebody speaks of, then those that are only told."""
    teller = _Teller(document, extraction)
    return sorted(map(teller.telling, range(len(extraction.events))), key=_rank)


def _rank(telling: Telling) -> tuple[bool, bool, bool, int]:
    denied = any(stand.stance == "deny" for stand in telling.stands)
    return not telling.quarrels, not denied, not telling.is_quoted, telling.number


def _by_event(of: Iterable[Claim | Dispute | Update]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, each in enumerate(of):
        found.setdefault(each.event, []).append(index)
    return found


class _Teller:
    """Puts together what one article says of each event."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self.document = document
        self.extraction = extraction
        self.claims = _by_event(extraction.claims)
        self.disputes = _by_event(extraction.disputes)
        self.updates = _by_event(extraction.updates)

    def telling(self, at: int) -> Telling:
        """Return the event at this place with all that is said of it."""
        disputes = [self.extraction.disputes[index] for index in self.disputes.get(at, ())]
        updates = [self.extraction.updates[index] for index in self.updates.get(at, ())]
        return Telling(
            at + 1,
            self.extraction.events[at],
            self._stands(self.claims.get(at, ())),
            tuple(self._quarrel(dispute) for dispute in disputes),
            tuple(
                Change(each, self._side(each.earlier), self._side(each.later)) for each in updates
            ),
        )

    def _quarrel(self, dispute: Dispute) -> Quarrel:
        sides = map(self._side, dispute.positions)
        return Quarrel(dispute, tuple(sorted(sides, key=lambda side: side.stance != "deny")))

    def _side(self, position: Position) -> Side:
        found = self._stands(position.claims)
        if position.value in _YES_OR_NO:
            return Side("", _YES_OR_NO[position.value], found)
        stances = {stand.stance for stand in found}
        return Side(visible(position.value), stances.pop() if len(stances) == 1 else None, found)

    def _stands(self, claims: Iterable[int]) -> tuple[Stand, ...]:
        """Return each voice once for each of its stances, those who deny first."""
        known = self.extraction.claims
        voices: dict[tuple[ClaimStance, str, bool], list[Claim]] = {}
        for index in claims:
            if 0 <= index < len(known):
                voices.setdefault(self._voice(known[index]), []).append(known[index])
        found = [self._stand(*voice) for voice in voices.items()]
        return tuple(sorted(found, key=lambda stand: ORDER.index(stand.stance)))

    def _voice(self, claim: Claim) -> tuple[ClaimStance, str, bool]:
        statement = self._statement(claim)
        origin = statement.origin if statement else None
        name = name_of(origin, self.document) if origin else ""
        return claim.stance, name, claim.statement is None

    def _stand(self, voice: tuple[ClaimStance, str, bool], claims: list[Claim]) -> Stand:
        count, first = len(self.extraction.attributions), claims[0]
        told = (each.statement for each in claims if each.statement is not None)
        numbers = dict.fromkeys(at + 1 for at in told if 0 <= at < count)
        return Stand(*voice, tuple(numbers), first.evidence, self._around(first), tuple(claims))

    def _statement(self, claim: Claim) -> Attribution | None:
        at, statements = claim.statement, self.extraction.attributions
        return statements[at] if at is not None and 0 <= at < len(statements) else None

    def _around(self, claim: Claim) -> Span:
        """Return what a claim's evidence stands in: the words of the statement, or the line of the article."""
        statement, evidence = self._statement(claim), claim.evidence
        if statement and statement.content:
            spans = statement.content
            return next((s for s in spans if s.start <= evidence.start < s.end), spans[0])
        text = self.document.text
        end = text.find("\n", evidence.start)
        return Span(text.rfind("\n", 0, evidence.start) + 1, end if end >= 0 else len(text))


def alike(stands: Iterable[Stand]) -> dict[ClaimStance, list[Stand]]:
    """Return who stands where, by stance, in the order given."""
    found: dict[ClaimStance, list[Stand]] = {}
    for stand in stands:
        found.setdefault(stand.stance, []).append(stand)
    return found


def excerpt(text: str, stand: Stand, room: int) -> tuple[str, str, str]:
    """Return the words before, of and after the evidence, about ``room`` letters of them, whole words only.

    Where the evidence stands elsewhere, all is before it.
    """
    around, evidence = stand.around, stand.evidence
    if not (around.start <= evidence.start and evidence.end <= around.end):
        return _shortened(visible(around.of(text)), room), "", ""
    before, after = text[around.start : evidence.start], text[evidence.end : around.end]
    # a prefixed letter stays with its word
    gaps = (" " if before[-1:].isspace() else "", " " if after[:1].isspace() else "")
    before, word, after = visible(before), visible(evidence.of(text)), visible(after)
    left = max(room - len(word), 0)
    behind = min(len(after), max(left * 2 // 3, left - len(before)))
    return _ending(before, left - behind) + gaps[0], word, gaps[1] + _shortened(after, behind)


def _shortened(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    kept = words[: room + 1].rpartition(" ")[0]
    return f"{kept} …" if kept else "…"


def _ending(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    kept = words[-room - 1 :].partition(" ")[2] if room > 0 else ""
    return f"… {kept}" if kept else "…"


def named(roles: tuple[Role, ...]) -> list[str]:
    """Return the names of those who do or undergo an event, each once."""
    return [name for name in dict.fromkeys(visible(role.name) for role in roles) if name]


def places(document: Document, event: Event) -> list[str]:
    """Return the names of an event's places, each once; a direction from a place in the article's words."""
    return list(dict.fromkeys(place_name(document, place) for place in event.places))


def place_name(document: Document, place: PlaceMention) -> str:
    """Return what to call a place of an event."""
    if place.bearing is not None or not place.name:
        return visible(place.span.of(document.text))
    return visible(place.name)


def day(event: Event) -> str:
    """Return when it was, a range with a dash between its ends; empty where that is not known."""
    return visible((event.date or "").replace("/", " – "))


def figures(event: Event, labels: Labels) -> dict[str, list[str]]:
    """Return what was counted, and how many by each who counted."""
    found: dict[str, list[str]] = {}
    for count in event.counts:
        numbers = found.setdefault(labels.what[count.what], [])
        number = bounded(count.low, count.high, labels, approx=count.approx)
        if number not in numbers:
            numbers.append(number)
    return found


def figure(document: Document, event: Event, side: Side, labels: Labels) -> str:
    """Return the figure of a side that says its count in words; empty where it is none or a figure already."""
    for count in event.counts:
        if side.value and visible(count.span.of(document.text)) == side.value:
            number = bounded(count.low, count.high, labels, approx=count.approx)
            return "" if number == side.value else number
    return ""


def is_settled(telling: Telling) -> bool:
    """Tell whether nothing about an event is in dispute any more."""
    return all(quarrel.dispute.settled for quarrel in telling.quarrels)


def disputing(extraction: Extraction) -> set[int]:
    """Return the numbers of the statements that are sides of a dispute."""
    claims = extraction.claims
    found = {
        claims[at].statement
        for dispute in extraction.disputes
        for position in dispute.positions
        for at in position.claims
        if 0 <= at < len(claims)
    }
    return {at + 1 for at in found if at is not None}
