"""The list of statements as HTML: one card each, with stance, chain of narrators, words and reasons.

Imports ``article``, ``labels``, ``statements`` and ``types``.
"""

from collections.abc import Iterator

from riwaya.export.article import quoted
from riwaya.export.labels import Labels
from riwaya.export.plain import visible
from riwaya.export.statements import name_of, wording
from riwaya.types import Attribution, Claim, Document, Extraction, Link, Stance


def bdi(text: str) -> str:
    """Return foreign text, harmless and in an isolate of its own."""
    return f'<bdi dir="auto">{quoted(visible(text))}</bdi>'


def badge(stance: Stance, word: str, labels: Labels) -> str:
    """Return a label in the tone of a stance: its symbol and a word."""
    symbol = f'<span aria-hidden="true">{labels.symbol[stance]}</span>'
    return f'<span class="badge t-{labels.tone[stance]} is-{stance}">{symbol} {word}</span>'


def _unsaid(stance: Stance, labels: Labels) -> str:
    symbol = f'<span aria-hidden="true">{labels.unsaid_symbol}</span>'
    return f'<span class="badge t-not">{symbol} {labels.unsaid[stance]}</span>'


def cards(document: Document, extraction: Extraction, labels: Labels, key: str) -> str:
    """Return the statements of an article as a list; ``key`` begins every id of this article."""
    if not extraction.attributions:
        return f'<p class="none">{labels.words.no_statements}</p>'
    made = _Cards(document, extraction, labels, key)
    items = (made.card(*pair) for pair in enumerate(extraction.attributions, 1))
    return f'<ol class="cards">{"".join(items)}</ol>'


class _Cards:
    def __init__(
        self, document: Document, extraction: Extraction, labels: Labels, key: str
    ) -> None:
        self.document = document
        self.labels = labels
        self.words = labels.words
        self.key = key
        self.claims: dict[int, list[Claim]] = {}
        for claim in extraction.claims:
            if claim.statement is not None and 0 <= claim.event < len(extraction.events):
                self.claims.setdefault(claim.statement + 1, []).append(claim)

    def card(self, number: int, statement: Attribution) -> str:
        labels = self.labels
        denied = " denied" if statement.stance == "deny" and not statement.negated else ""
        nested = " nested" if statement.within is not None else ""
        flags = "".join(f'<span class="flag">{flag}</span>' for flag in self._flags(statement))
        return (
            f'<li class="card t-{labels.tone_of(statement)}{denied}{nested}"'
            f' id="{self.key}-s{number}">'
            f'<div class="top"><a class="number" href="#{self.key}-c{number}">{number}</a>'
            f"{self._badge(statement)}{self._events(number)}{flags}"
            f"{self._why(statement)}</div>{self._chain(statement)}{self._said(statement)}</li>"
        )

    def _badge(self, statement: Attribution) -> str:
        if statement.negated:
            return _unsaid(statement.stance, self.labels)
        return badge(statement.stance, self.labels.stance[statement.stance], self.labels)

    def _events(self, number: int) -> str:
        """Return a link to each event that the statement speaks of, with where it stands."""
        labels = self.labels
        return "".join(
            f'<a class="flag t-{labels.claim_tone[claim.stance]}" href="#{self.key}-e{claim.event + 1}"'
            f' title="{labels.side[claim.stance]}">'
            f'<span aria-hidden="true">{labels.claim_symbol[claim.stance]}</span>'
            f" {self.words.event_letter}{claim.event + 1}</a>"
            for claim in self.claims.get(number, ())
        )

    def _flags(self, statement: Attribution) -> Iterator[str]:
        words = self.words
        if statement.within is not None:
            outer = statement.within + 1
            yield f'<a href="#{self.key}-s{outer}">{words.within.format(n=outer)}</a>'
        if statement.quoted:
            yield words.quoted
        if statement.inferred:
            yield words.inferred
        if statement.negated:
            yield words.negated
        if statement.distance != "neutral":
            yield self.labels.distance[statement.distance]

    def _chain(self, statement: Attribution) -> str:
        publisher = self.document.publisher
        name = bdi(publisher) if publisher else self.words.this_article
        under = self.words.publisher if publisher else self.words.no_publisher
        links = [f'<li class="publisher"><b>{name}</b><small>{under}</small></li>']
        last = len(statement.chain) - 1
        for index, link in enumerate(statement.chain):
            links.append(self._link(link, origin=index == last))
        if last < 0:
            links.append(f'<li class="origin"><b>{self.words.unnamed}</b></li>')
        return f'<ol class="chain" aria-label="{self.words.chain}">{"".join(links)}</ol>'

    def _link(self, link: Link, *, origin: bool) -> str:
        name = name_of(link, self.document)
        shown = bdi(name) if name else self.words.unnamed
        under = self.labels.kind[link.kind]
        if not origin and link.relation != "says":
            under += f" · {self.labels.relation[link.relation]}"
        state = " carried" if link.span is None else ""
        if link.span is None:
            under += f' · <span class="back">↑ {self.words.carried}</span>'
        role = "origin" if origin else "relay"
        return f'<li class="{role}{state}"><b>{shown}</b><small>{under}</small></li>'

    def _said(self, statement: Attribution) -> str:
        said = wording(self.document, statement, self.labels.quotes)
        cue = f'<span class="by">{bdi(statement.cue.of(self.document.text))}</span>'
        if not said:
            return f'<p class="said">{cue}</p>'
        return f'<p class="said">{cue} {bdi(said)}</p>'

    def _why(self, statement: Attribution) -> str:
        words = self.words
        parts = [
            f"{label} {bdi(value)}"
            for label, value in ((words.rule, statement.rule), (words.entry, statement.entry))
            if value
        ]
        if not parts:
            return ""
        return f'<details class="why"><summary>{words.why}</summary>{" · ".join(parts)}</details>'
