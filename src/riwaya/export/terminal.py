"""What an article says, for a terminal.

A heading says who published what and when; a summary says how many statements there are and who
denies. Then stands what is in dispute, then each event with who stands where (see ``rows``), then
each statement with its number, stance, chain of narrators and words. A denial has a bar at its side
and a loud label, with colour and without. Nothing of the article can steer the terminal (see
``plain``).

Imports ``events``, ``labels``, ``lines``, ``meaning``, ``plain``, ``rows``, ``statements`` and ``types``.
"""

from collections.abc import Iterator

from riwaya.export.events import disputing, tellings
from riwaya.export.labels import Labels, Language, labels
from riwaya.export.lines import BAR, Canvas, Piece, Style
from riwaya.export.meaning import grouped, title
from riwaya.export.plain import cells
from riwaya.export.rows import ARROW, DOT, Rows, dotted, foreign
from riwaya.export.statements import (
    Voice,
    abstained,
    depths,
    headline,
    name_of,
    total,
    voices,
    wording,
)
from riwaya.types import Attribution, Document, Extraction, Link

_CARRIED = Piece("↑", "dim")


def render(
    document: Document,
    extraction: Extraction,
    *,
    width: int = 80,
    color: bool = False,
    explain: bool = False,
    language: Language = "en",
) -> str:
    """Return what one article says as lines for a terminal, without a last line break.

    ``width`` counts columns and is at least 24; ``explain`` adds rule and lexicon entry to each
    statement, all that is known of events, and what names, times and numbers mean. Labels are
    Arabic or English; Arabic ones are set from the right edge.
    """
    words = labels(language)
    canvas = Canvas(width, color=color, rtl=words.direction == "rtl")
    told = tellings(document, extraction)
    rows = Rows(canvas, document, words, explain)
    _heading(canvas, document, words)
    _summary(canvas, document, extraction, words)
    rows.disputes(told)
    rows.events(told)
    if extraction.attributions and told:
        canvas.blank()
        canvas.add([Piece(words.words.statements, "bold")])
    for number, depth in enumerate(depths(extraction.attributions), 1):
        canvas.blank()
        _Row(canvas, document, words, explain).add(number, depth, extraction)
    if explain:
        _mentions(canvas, document, extraction, words)
    _abstentions(canvas, extraction, words)
    return "\n".join(canvas.lines)


def _heading(canvas: Canvas, document: Document, words: Labels) -> None:
    title_line = headline(document)
    canvas.add([Piece(title_line, "bold", True) if title_line else Piece(words.words.no_headline)])
    by = [
        foreign(document.publisher)
        if document.publisher
        else Piece(words.words.no_publisher, "dim")
    ]
    if document.published:
        by += [DOT, foreign(document.published)]
    else:
        by += [DOT, foreign(words.why_undated(document.undated), "dim")]
    where = document.url or document.source
    canvas.add([*by, DOT, foreign(where, "dim")] if where else by)
    for note in document.notes:
        canvas.add([Piece(f"{words.words.note}:", "dim"), foreign(note, "dim")])


def _summary(canvas: Canvas, document: Document, extraction: Extraction, words: Labels) -> None:
    denying = voices(document, extraction, "deny")
    confirming = voices(document, extraction, "confirm")
    count = words.count
    number = len(extraction.attributions)
    line = [Piece(words.counted(count.statements, number), "bold")]
    if number:
        denials, confirmations = total(denying), total(confirming)
        denied = words.counted(count.denials, denials)
        line += [DOT, Piece(f"✗ {denied}", "alarm") if denials else Piece(denied, "dim")]
        confirmed = words.counted(count.confirmations, confirmations)
        line += [DOT, Piece(f"✓ {confirmed}", "for") if confirmations else Piece(confirmed, "dim")]
    if extraction.events:
        line += [DOT, Piece(words.counted(count.events, len(extraction.events)), "bold")]
        disputes = words.counted(count.disputes, len(extraction.disputes))
        loud = Piece(f"≠ {disputes}", "alarm") if extraction.disputes else Piece(disputes, "dim")
        line += [DOT, loud]
    canvas.add(line)
    # who is side of a dispute stands there, right below; whatever else is confirmed would only stand in its light
    there = disputing(extraction)
    others = voices(document, extraction, "deny", but=there)
    _who(canvas, f"✗ {words.words.denied_by}", others, words)
    if not there:
        _who(canvas, f"✓ {words.words.confirmed_by}", confirming, words)


def _who(canvas: Canvas, label: str, of: tuple[Voice, ...], words: Labels) -> None:
    if not of:
        return
    line = [Piece(label, "against" if label[0] == "✗" else "for")]
    for voice in of:
        numbers = words.comma.join(map(str, voice.numbers))
        name = foreign(voice.name) if voice.name else Piece(words.words.unnamed, "dim")
        line += [name, Piece(f"({numbers})", "dim"), DOT]
    canvas.add(line[:-1], first="  ", rest="    ")


class _Row:
    """One statement: its heading, its words, and what is to be said about them."""

    def __init__(self, canvas: Canvas, document: Document, words: Labels, explain: bool) -> None:
        self.canvas = canvas
        self.document = document
        self.words = words
        self.explain = explain

    def add(self, number: int, depth: int, extraction: Extraction) -> None:
        """Add the statement with this number."""
        statement = extraction.attributions[number - 1]
        denied = statement.stance == "deny" and not statement.negated
        bar = f"{BAR} " if denied else "  "
        lead = f"{bar}{'  ' * depth}{number:>2}  "
        rest = bar + " " * (cells(lead) - 2)
        self.canvas.add(
            [self._stance(statement, denied), *self._chain(statement)], first=lead, rest=rest
        )
        self.canvas.add(self._content(statement), first=rest, rest=rest)
        notes = list(self._notes(statement))
        if notes:
            self.canvas.add(dotted(notes), first=rest, rest=rest)
        reasons = self._reasons(statement) if self.explain else []
        if reasons:
            self.canvas.add(reasons, first=rest, rest=rest)

    def _stance(self, statement: Attribution, denied: bool) -> Piece:
        word = self.words.stance_word(statement.stance, negated=statement.negated)
        label = f"{self.words.symbol_of(statement)} {word.upper() if denied else word}"
        if denied:
            return Piece(f" {label} ".replace(" ", "\u00a0"), "alarm")
        return Piece(label, self.words.tone_of(statement))

    def _chain(self, statement: Attribution) -> Iterator[Piece]:
        if self.document.publisher:
            yield foreign(self.document.publisher, "dim")
        for index, link in enumerate(statement.chain):
            if index or self.document.publisher:
                yield ARROW
            yield from self._link(link, last=index == len(statement.chain) - 1)
        if not statement.chain:
            yield Piece(self.words.words.unnamed, "dim")

    def _link(self, link: Link, *, last: bool) -> Iterator[Piece]:
        name = name_of(link, self.document)
        style: Style = "bold" if last else ""
        yield Piece(name, style, True) if name else Piece(self.words.words.unnamed, "dim")
        if link.span is None:
            yield _CARRIED

    def _content(self, statement: Attribution) -> list[Piece]:
        cue = foreign(statement.cue.of(self.document.text), "cue")
        said = wording(self.document, statement, self.words.quotes)
        if not said:
            return [cue]
        return [cue, Piece("│", "dim"), Piece(said, "", True)]

    def _notes(self, statement: Attribution) -> Iterator[Piece]:
        words = self.words.words
        if statement.quoted:
            yield Piece(words.quoted, "dim")
        if statement.within is not None:
            yield Piece(words.within.format(n=statement.within + 1), "dim")
        if statement.inferred:
            yield Piece(words.inferred, "dim")
        if statement.negated:
            yield Piece(words.negated, "dim")
        if statement.distance != "neutral":
            yield Piece(self.words.distance[statement.distance], "dim")

    def _reasons(self, statement: Attribution) -> list[Piece]:
        words, line = self.words.words, list[Piece]()
        if statement.rule:
            line += [Piece(words.rule, "dim"), foreign(statement.rule, "dim"), DOT]
        if statement.entry:
            line += [Piece(words.entry, "dim"), foreign(statement.entry, "dim"), DOT]
        return line[:-1]


def _mentions(canvas: Canvas, document: Document, extraction: Extraction, words: Labels) -> None:
    for sort, groups in grouped(document, extraction, words).items():
        canvas.blank()
        canvas.add([Piece(title(sort, words), "bold")])
        for group in groups:
            said = dotted([Piece(each, "", True) for each in group.words])
            times = [Piece(f"×{group.count}", "dim")] if group.count > 1 else []
            line = [*said, *times, Piece("=", "dim"), Piece(group.text, "", True)]
            canvas.add(line, first="  ", rest="      ")


def _abstentions(canvas: Canvas, extraction: Extraction, words: Labels) -> None:
    reasons = [
        foreign(f"{words.why_abstained(reason)}: {number}", "dim")
        for reason, number in abstained(extraction)
    ]
    if reasons:
        canvas.blank()
        line = [Piece(f"{words.words.passed_over}:", "dim"), *dotted(reasons)]
        canvas.add(line, first="", rest="  ")
