"""Events and disputes as HTML: the disputes in a panel of facing columns, the events as a list of cards.

Every voice leads to its statement and to the words that decided; the words in the article lead back.

Imports ``article``, ``cards``, ``events``, ``labels``, ``plain`` and ``types``.
"""

from collections.abc import Iterable, Iterator

from riwaya.export.article import is_marked, quoted
from riwaya.export.cards import bdi
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
from riwaya.export.plain import visible
from riwaya.types import ClaimStance, Document, Event, Span

_ROOM = 110
_MOST_VOICES = 4


class Panels:
    """The disputes and the events of one article; ``key`` begins every id of it."""

    def __init__(
        self, document: Document, tellings: list[Telling], labels: Labels, key: str
    ) -> None:
        self.document = document
        self.tellings = tellings
        self.labels = labels
        self.words = labels.words
        self.key = key
        self.places = dict(self._mentions())

    def _mentions(self) -> Iterator[tuple[Span, str]]:
        """Yield where on the page each mention of an event stands."""
        for telling in self.tellings:
            for at, mention in enumerate(telling.event.mentions, 1):
                if is_marked(self.document, mention.span):
                    yield mention.span, f"{self.key}-t{telling.number}-{at}"

    def disputes(self) -> str:
        """Return the panel of what is in dispute; nothing where nothing is."""
        disputed = [telling for telling in self.tellings if telling.quarrels]
        if not disputed:
            return ""
        items = "".join(map(self._disputed, disputed))
        return (
            f'<section class="disputes" id="{self.key}-disputes" aria-label="{self.words.disputes}">'
            f"{items}</section>\n"
        )

    def events(self) -> str:
        """Return the list of events; nothing where nothing happens."""
        if not self.tellings:
            return ""
        cards = "".join(map(self._card, self.tellings))
        return f'<h3 id="{self.key}-events">{self.words.events}</h3><ol class="cards events">{cards}</ol>'

    def _disputed(self, telling: Telling) -> str:
        settled = " settled" if is_settled(telling) else ""
        questions = "".join(self._quarrel(telling.event, each) for each in telling.quarrels)
        facts = " · ".join(filter(None, (self._when(telling.event), self._where(telling.event))))
        return (
            f'<div class="dispute{settled}"><p class="top">{self._loud(telling)}{self._letter(telling)}'
            f'<b class="kind">{self._kind(telling)}</b> <span class="facts">{facts}</span></p>'
            f"{questions}</div>"
        )

    def _loud(self, telling: Telling) -> str:
        settled = is_settled(telling)
        word = self.words.settled if settled else self.words.disputed
        tone = "t-not" if settled else "t-against is-deny"
        return f'<span class="badge {tone}">{word}</span>'

    def _letter(self, telling: Telling) -> str:
        name = f"{self.words.event_letter}{telling.number}"
        return f'<a class="number square" href="#{self.key}-e{telling.number}">{name}</a>'

    def _kind(self, telling: Telling) -> str:
        return quoted(visible(self.labels.event_name(telling.event)))

    def _quarrel(self, event: Event, quarrel: Quarrel) -> str:
        sides = "".join(self._side(event, side) for side in quarrel.sides)
        title = self.labels.question(quarrel.dispute.about, quarrel.dispute.what)
        return f'<h4>{title}</h4><div class="sides">{sides}</div>'

    def _side(self, event: Event, side: Side) -> str:
        is_plain = bool(side.value) and side.stance in (None, "affirm")
        tone = "says" if is_plain or not side.stance else self.labels.claim_tone[side.stance]
        value = self._answer(event, side)
        said = self._stance(side.stance) if side.stance and not is_plain else ""
        return (
            f'<div class="side t-{tone}"><p class="head">{value} {said}</p>'
            f"{self._voices(side.stands)}</div>"
        )

    def _answer(self, event: Event, side: Side) -> str:
        number = figure(self.document, event, side, self.labels)
        value = f'<b class="value figure">{number}</b> ' if number else ""
        return value + (f'<b class="value">{bdi(side.value)}</b>' if side.value else "")

    def _stance(self, stance: ClaimStance) -> str:
        symbol = f'<span aria-hidden="true">{self.labels.claim_symbol[stance]}</span>'
        return f'<span class="stance">{symbol} {self.labels.side[stance]}</span>'

    def _voices(self, stands: tuple[Stand, ...]) -> str:
        """Return who gives one answer, the first with their words, many of them folded."""
        items = [f"<li>{self._voice(stand)} {self._said(stand)}</li>" for stand in stands]
        if len(items) <= _MOST_VOICES + 1:
            return f'<ul class="voices">{"".join(items)}</ul>'
        first, rest = items[:_MOST_VOICES], items[_MOST_VOICES:]
        names = " · ".join(map(self._voice, stands[_MOST_VOICES:]))
        return (
            f'<ul class="voices">{"".join(first)}</ul><details class="rest">'
            f'<summary>+{len(rest)} {names}</summary><ul class="voices">{"".join(rest)}</ul></details>'
        )

    def _voice(self, stand: Stand) -> str:
        if stand.is_article:
            return f'<span class="voice">{self.words.this_article}</span>'
        name = bdi(stand.name) if stand.name else self.words.unnamed
        links = " ".join(
            f'<a class="number" href="#{self.key}-s{number}">{number}</a>'
            for number in stand.numbers
        )
        return f'<span class="voice">{name} {links}</span>'

    def _said(self, stand: Stand) -> str:
        before, word, after = map(quoted, excerpt(self.document.text, stand, _ROOM))
        if not before + word + after:
            return ""
        place = self.places.get(stand.evidence)
        shown = f'<a href="#{place}">{word}</a>' if place and word else f"<b>{word}</b>"
        words = f"{before}{shown if word else ''}{after}"
        return f'<bdi class="words" dir="auto">{words}</bdi>'

    def _card(self, telling: Telling) -> str:
        event, disputed = telling.event, ""
        changes = "".join(self._change(event, change) for change in telling.changes)
        if telling.quarrels:
            disputed = f'<a href="#{self.key}-disputes">{self._loud(telling)}</a>'
        moved = (
            f'<span class="flag">{self.labels.direction_to[event.direction]}</span>'
            if event.direction
            else ""
        )
        return (
            f'<li class="card event" id="{self.key}-e{telling.number}"><div class="top">'
            f'{self._to_words(telling)}<b class="kind">{self._kind(telling)}</b>{moved}{disputed}</div>'
            f"{self._facts(event)}{self._stands(telling)}"
            f"{changes}</li>"
        )

    def _to_words(self, telling: Telling) -> str:
        """Return the event's number as a link to its first words in the article."""
        name = f"{self.words.event_letter}{telling.number}"
        spans = (mention.span for mention in telling.event.mentions)
        place = next((self.places[span] for span in spans if span in self.places), None)
        if place is None:
            return f'<span class="number square">{name}</span>'
        return f'<a class="number square" href="#{place}">{name}</a>'

    def _facts(self, event: Event) -> str:
        words = self.words
        rows = [
            (words.when, self._when(event)),
            (words.where, self._where(event)),
            (words.who, _list(named(event.actors))),
            (words.whom, _list(named(event.targets))),
        ]
        rows += [
            (what, " · ".join(numbers)) for what, numbers in figures(event, self.labels).items()
        ]
        items = "".join(
            f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value
        )
        return f'<dl class="facts">{items}</dl>' if items else ""

    def _when(self, event: Event) -> str:
        when = day(event)
        if not when:
            return ""
        said = visible(event.date_span.of(self.document.text)) if event.date_span else ""
        return f'<bdi dir="ltr">{quoted(when)}</bdi>' + (
            f" <small>{bdi(said)}</small>" if said else ""
        )

    def _where(self, event: Event) -> str:
        return _list(places(self.document, event))

    def _stands(self, telling: Telling) -> str:
        if not telling.is_quoted:
            return ""
        items = "".join(
            f'<li class="t-{self.labels.claim_tone[stance]}">{self._stance(stance)} '
            f"{self._voices(tuple(same))}</li>"
            for stance, same in alike(telling.stands).items()
        )
        return f'<ul class="stands">{items}</ul>'

    def _change(self, event: Event, change: Change) -> str:
        update, labels = change.update, self.labels
        sides = " › ".join(
            f"{self._answer(event, side)} {' · '.join(map(self._voice, side.stands))}"
            for side in (change.earlier, change.later)
        )
        question = labels.question(update.about, update.what)
        return (
            f'<p class="change t-will"><b>↑ {labels.update[update.kind]}</b> {question} {sides}</p>'
        )


def _list(names: Iterable[str]) -> str:
    return " · ".join(map(bdi, names))
