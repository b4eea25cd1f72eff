"""Events and disputes in a terminal: what is in dispute first, then each event with who stands where.

A dispute has a bar at its side and a loud label, and the sides stand under one another: a terminal
that sets Arabic from the right could swap two columns, and then the wrong one would have denied.

Imports ``events``, ``labels``, ``lines``, ``plain`` and ``types``.
"""

from collections.abc import Iterable, Iterator

from riwaya.export.events import (
    Change,
    Quarrel,
    Side,
    Stand,
    Telling,
    alike,
    day,
    excerpt,
    figure,
    figures,
    is_settled,
    named,
    places,
)
from riwaya.export.labels import Labels
from riwaya.export.lines import BAR, Canvas, Piece, Style
from riwaya.export.plain import visible
from riwaya.types import ClaimStance, Document, Event

ARROW = Piece("›", "dim")
DOT = Piece("·", "dim")
_MOST_EVENTS = 12
_LONGEST, _SHORTEST = 72, 24
_DEEPER = f"{BAR}   "


def foreign(text: str, style: Style = "") -> Piece:
    """Return words of the article, harmless and in an isolate."""
    return Piece(visible(text), style, foreign=True)


def dotted(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with dots between them."""
    joined = [piece for each in pieces for piece in (each, DOT)]
    return joined[:-1]


class Rows:
    """Adds the events of one article to a canvas; ``explain`` adds all that is known of them."""

    def __init__(self, canvas: Canvas, document: Document, labels: Labels, explain: bool) -> None:
        self.canvas = canvas
        self.document = document
        self.labels = labels
        self.words = labels.words
        self.explain = explain

    def disputes(self, tellings: list[Telling]) -> None:
        """Add what is in dispute: each event once, and under it each question with its sides."""
        for telling in tellings:
            if telling.quarrels:
                self.canvas.blank()
                self._disputed(telling)

    def events(self, tellings: list[Telling]) -> None:
        """Add the events, the most interesting first; the rest are counted."""
        if not tellings:
            return
        self.canvas.blank()
        self.canvas.add([Piece(self.words.events, "bold")])
        shown = tellings if self.explain else tellings[:_MOST_EVENTS]
        for telling in shown:
            self._event(telling)
        if len(tellings) > len(shown):
            more = self.words.more_events.format(n=len(tellings) - len(shown))
            self.canvas.add([Piece(more, "dim")], first="  ", rest="  ")

    def _disputed(self, telling: Telling) -> None:
        state = self.words.settled if is_settled(telling) else self.words.disputed
        loud = f" ≠ {state.upper()} ".replace(" ", "\u00a0")
        head = [Piece(loud, "not" if is_settled(telling) else "alarm"), *self._name(telling)]
        where = self._when_and_where(telling.event)
        self.canvas.add([*head, *([DOT, *where] if where else [])], first=f"{BAR} ", rest=_DEEPER)
        for quarrel in telling.quarrels:
            self._quarrel(telling.event, quarrel)

    def _quarrel(self, event: Event, quarrel: Quarrel) -> None:
        dispute = quarrel.dispute
        line = [Piece(self.labels.question(dispute.about, dispute.what), "bold")]
        line += [Piece(f"({self.words.settled})", "dim")] if dispute.settled else []
        self.canvas.add(line, first=_DEEPER, rest=_DEEPER)
        for side in quarrel.sides:
            self.canvas.add(self._side(event, side), first=f"{_DEEPER}  ", rest=f"{_DEEPER}      ")

    def _name(self, telling: Telling) -> Iterator[Piece]:
        letter = f"{self.words.event_letter}{telling.number}"
        yield Piece(letter, "dim")
        yield Piece(visible(self.labels.event_name(telling.event)), "bold")

    def _side(self, event: Event, side: Side) -> list[Piece]:
        line = self._answer(event, side)
        if side.stance and (not side.value or side.stance != "affirm"):
            line.append(self._stance(side.stance))
        if side.value:
            line.append(Piece("│", "dim"))
        return [*line, *self._voices(side.stands)]

    def _answer(self, event: Event, side: Side) -> list[Piece]:
        number = figure(self.document, event, side, self.labels)
        line = [Piece(number, "bold")] if number else []
        return [*line, foreign(side.value, "" if number else "bold")] if side.value else line

    def _stance(self, stance: ClaimStance) -> Piece:
        word = self.labels.side[stance]
        text = f"{self.labels.claim_symbol[stance]} {word.upper() if stance == 'deny' else word}"
        return Piece(text, self.labels.claim_tone[stance])

    def _voices(self, stands: Iterable[Stand]) -> list[Piece]:
        line = list[Piece]()
        for stand in stands:
            line += [*self._voice(stand), DOT]
        return line[:-1] or [Piece(self.words.unnamed, "dim")]

    def _voice(self, stand: Stand) -> Iterator[Piece]:
        if stand.is_article:
            yield Piece(self.words.this_article, "dim")
            return
        yield foreign(stand.name, "bold") if stand.name else Piece(self.words.unnamed, "dim")
        yield Piece(f"({self.labels.comma.join(map(str, stand.numbers))})", "dim")

    def _event(self, telling: Telling) -> None:
        facts = [*self._name(telling), *self._direction(telling.event)]
        where = self._when_and_where(telling.event)
        self.canvas.add([*facts, *([DOT, *where] if where else [])], first="  ", rest="     ")
        for line in (self._who(telling.event), self._counts(telling.event)):
            if line:
                self.canvas.add(line, first="     ", rest="       ")
        if telling.is_quoted:
            self._stands(telling.stands)
        for change in telling.changes:
            self.canvas.add(self._change(telling.event, change), first="     ", rest="       ")
        if self.explain:
            self._mentions(telling)

    def _direction(self, event: Event) -> Iterator[Piece]:
        if event.direction:
            yield Piece(self.labels.direction_to[event.direction], "dim")

    def _when_and_where(self, event: Event) -> list[Piece]:
        line, when = list[Piece](), day(event)
        if when:
            said = event.date_span.of(self.document.text) if event.date_span else ""
            line.append(foreign(f"{when} ({visible(said)})" if said.strip() else when))
        where = places(self.document, event)
        if where:
            line.append(foreign(self.labels.comma.join(where)))
        return dotted(line)

    def _who(self, event: Event) -> list[Piece]:
        line = list[Piece]()
        for label, roles in ((self.words.who, event.actors), (self.words.whom, event.targets)):
            names = named(roles)
            if names:
                line += [DOT] if line else []
                line += [Piece(f"{label}:", "dim"), *dotted(foreign(name) for name in names)]
        return line

    def _counts(self, event: Event) -> list[Piece]:
        line = list[Piece]()
        for what, numbers in figures(event, self.labels).items():
            line += [Piece(f"{what}:", "dim"), *dotted(map(Piece, numbers)), DOT]
        return line[:-1]

    def _stands(self, stands: tuple[Stand, ...]) -> None:
        """Add who stands where, those who stand alike under one label."""
        for stance, same in alike(stands).items():
            bar = f"{BAR}    " if stance == "deny" else "     "
            if len(same) == 1:
                line = [self._stance(stance), *self._said(same[0])]
                self.canvas.add(line, first=bar, rest=f"{bar}  ")
                continue
            self.canvas.add([self._stance(stance)], first=bar, rest=bar)
            for stand in same:
                self.canvas.add(list(self._said(stand)), first=f"{bar}  ", rest=f"{bar}    ")

    def _said(self, stand: Stand) -> Iterator[Piece]:
        yield from self._voice(stand)
        room = max(_SHORTEST, min(self.canvas.width - 10, _LONGEST))
        words = "".join(excerpt(self.document.text, stand, room)).strip()
        if words:
            yield Piece("│", "dim")
            yield Piece(words, "", foreign=True)
        if self.explain:
            values = dict.fromkeys(" ".join(claim.factuality) for claim in stand.claims)
            yield from (Piece(f"[{value}]", "dim") for value in values if value)

    def _change(self, event: Event, change: Change) -> list[Piece]:
        update, labels = change.update, self.labels
        line = [Piece(f"↑ {labels.update[update.kind]}:", "will")]
        line.append(Piece(labels.question(update.about, update.what), "dim"))
        for side in (change.earlier, change.later):
            line += [*self._answer(event, side), *self._voices(side.stands), ARROW]
        return line[:-1]

    def _mentions(self, telling: Telling) -> None:
        text = self.document.text
        said = dict.fromkeys(visible(mention.span.of(text)) for mention in telling.event.mentions)
        line = [Piece(f"{self.words.trigger}:", "dim"), *dotted(foreign(each) for each in said)]
        self.canvas.add(line, first="     ", rest="       ")
