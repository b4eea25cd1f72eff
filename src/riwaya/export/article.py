"""The article as HTML: its text unchanged, with cue, source, content, events and mentions marked in it.

The text of the element is the text of the document, character for character (but for what HTML cannot hold: NUL and
half characters). Marks that nest or overlap are cut into ``segments``; each segment names its statements.

Imports ``labels``, ``meaning``, ``plain``, ``segments`` and ``types``.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Literal, NamedTuple

from riwaya.export.labels import Labels, Tone
from riwaya.export.meaning import meanings
from riwaya.export.segments import Segment, segments
from riwaya.types import Document, Extraction, Span

Role = Literal[
    "furniture", "content", "source", "antecedent", "cue", "mention", "trigger", "role"
]  # fmt: skip
_OF_EVENTS: tuple[Role, ...] = ("trigger", "role")
_TITLED: tuple[Role, ...] = ("mention", "trigger", "role")
_LONGEST_HEADLINE = 300
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_UNHELD = re.compile("[\x00\ud800-\udfff]")
_OVERRIDE = re.compile("[\u202d\u202e]")


class Mark(NamedTuple):
    """A span to be marked: as what, for which statement or event, in which tone, with a word for its title.

    ``name`` is the id that its first piece gets.
    """

    span: Span
    role: Role
    number: int = 0
    tone: Tone = "says"
    text: str = ""
    name: str = ""


def quoted(text: str) -> str:
    """Return ``text`` for HTML, text or attribute; its length in the page's tree is unchanged."""
    return escape(_UNHELD.sub("\ufffd", text)).replace("\r", "&#13;")


def language_of(document: Document) -> str:
    """Return the language tag of a document, Arabic where it is none."""
    return document.language if _LANGUAGE.fullmatch(document.language) else "ar"


def article(document: Document, extraction: Extraction, labels: Labels, key: str) -> str:
    """Return the text with its marks; ``key`` begins every id and class of this article."""
    return _Article(document, extraction, labels, key).html()


def is_marked(document: Document, span: Span) -> bool:
    """Tell whether a span has words in the text, and so a place on the page."""
    return max(span.start, 0) < min(span.end, len(document.text))


def _event_marks(extraction: Extraction, labels: Labels) -> Iterator[Mark]:
    words = labels.words
    for number, event in enumerate(extraction.events, 1):
        letter = f"{words.event_letter}{number}"
        title = f"{letter} {labels.event_name(event)}"
        for at, mention in enumerate(event.mentions, 1):
            yield Mark(mention.span, "trigger", number, text=title, name=f"t{number}-{at}")
        parts = (
            (words.who, (role.span for role in event.actors)),
            (words.whom, (role.span for role in event.targets)),
            (words.where, (place.span for place in event.places)),
            (words.when, filter(None, (event.date_span,))),
            (words.counts, (count.span for count in event.counts)),
        )
        for part, spans in parts:
            yield from (Mark(span, "role", number, text=f"{letter}: {part}") for span in spans)


def _marks(extraction: Extraction, labels: Labels) -> Iterator[Mark]:
    for span in extraction.furniture:
        yield Mark(span, "furniture")
    for number, statement in enumerate(extraction.attributions, 1):
        tone = labels.tone_of(statement)
        for span in statement.content:
            yield Mark(span, "content", number, tone)
        for link in statement.chain:
            if link.span:
                yield Mark(link.span, "source", number, tone)
            elif link.antecedent:
                yield Mark(link.antecedent, "antecedent", number)
        yield Mark(statement.cue, "cue", number, tone, labels.symbol_of(statement))
    for meaning in meanings(extraction, labels):
        yield Mark(meaning.span, "mention", text=meaning.text)
    yield from _event_marks(extraction, labels)


class _Article:
    def __init__(
        self, document: Document, extraction: Extraction, labels: Labels, key: str
    ) -> None:
        self.document = document
        self.text = document.text
        self.labels = labels
        self.key = key
        self.marks = list(_marks(extraction, labels))
        self.seen: set[int] = set()
        self.named: set[str] = set()

    def html(self) -> str:
        lines = _lines(self.text)
        cuts = [at for start, end in lines for at in (start, end)]
        pieces = segments(len(self.text), [mark.span for mark in self.marks], cuts)
        out: list[str] = []
        current = next(pieces, None)
        for index, (start, end) in enumerate(lines):
            while current and current.start < start:
                out.append(self._piece(current))
                current = next(pieces, None)
            if start == end:
                continue
            tag = "h2" if index == 0 and self._has_headline(end) else "p"
            out.append(f'<{tag} dir="auto">')
            while current and current.start < end:
                out.append(self._piece(current))
                current = next(pieces, None)
            out.append(f"</{tag}>")
        return f'<div class="text" lang="{language_of(self.document)}">{"".join(out)}</div>'

    def _has_headline(self, end: int) -> bool:
        return end <= _LONGEST_HEADLINE and "\n" in self.text.strip()

    def _piece(self, piece: Segment) -> str:
        text = _disarmed(quoted(self.text[piece.start : piece.end]))
        if not piece.cover:
            return text
        marks = [self.marks[index] for index in piece.cover]
        attributes = self._attributes(marks)
        for mark in marks:
            if mark.name and mark.name not in self.named:
                self.named.add(mark.name)
                text = f'<span id="{self.key}-{mark.name}">{text}</span>'
        cues = [mark for mark in marks if mark.role == "cue"]
        if cues:
            last = piece.end >= min(cues[0].span.end, len(self.text))
            return self._cue(cues[0], f"{attributes}{_number(cues[0]) if last else ''}", text)
        triggers = [mark for mark in marks if mark.role == "trigger"]
        if triggers:
            number = triggers[0].number
            if piece.end >= min(triggers[0].span.end, len(self.text)):
                attributes += f' data-e="{self.labels.words.event_letter}{number}"'
            return f'<a href="#{self.key}-e{number}"{attributes}>{text}</a>'
        return f"<span{attributes}>{text}</span>"

    def _cue(self, cue: Mark, attributes: str, text: str) -> str:
        name = "" if cue.number in self.seen else f' id="{self.key}-c{cue.number}"'
        self.seen.add(cue.number)
        return f'<a href="#{self.key}-s{cue.number}"{name}{attributes}>{text}</a>'

    def _attributes(self, marks: Sequence[Mark]) -> str:
        classes = list(dict.fromkeys(mark.role for mark in marks))
        data = ""
        for role in ("cue", "source", "antecedent", "content", "trigger", "role"):
            numbers = dict.fromkeys(str(mark.number) for mark in marks if mark.role == role)
            if numbers:
                data += f' data-{role}="{" ".join(numbers)}"'
        told = dict.fromkeys(
            f"{self.key}{'e' if mark.role in _OF_EVENTS else 's'}{mark.number}"
            for mark in marks
            if mark.number
        )
        found = [*classes, *_tones(marks), *told]
        titles = dict.fromkeys(mark.text for mark in marks if mark.role in _TITLED)
        title = f' title="{quoted(" · ".join(titles))}"' if titles else ""
        return f' class="{" ".join(found)}"{data}{title}'


def _number(cue: Mark) -> str:
    """Return what the style shows after the cue; before it, it would tear a prefixed letter off."""
    return f' data-n="{cue.text}\u00a0{cue.number}"'


def _disarmed(text: str) -> str:
    """Shut direction overrides into boxes of their own, where they turn nothing round."""
    return _OVERRIDE.sub(r'<span class="shut">\g<0></span>', text)


def _tones(marks: Sequence[Mark]) -> list[str]:
    """Return the classes of colour: the innermost tone, and another one where two meet."""
    said = [mark for mark in marks if mark.role == "content"]
    inner = [mark for mark in marks if mark.role == "cue"] or [
        mark for mark in marks if mark.role == "source"
    ]
    if not said:
        return [f"t-{inner[0].tone}"] if inner else []
    said.sort(key=lambda mark: mark.span.end - mark.span.start)
    tone = inner[0].tone if inner else said[0].tone
    classes = [f"t-{tone}", f"b-{said[0].tone}"]
    if len(said) > 1:
        same = said[0].span == said[1].span
        classes.append(f"{'half' if same else 'deep'} o-{said[1].tone}")
    return classes


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found
