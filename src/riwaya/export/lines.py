"""Lines of a terminal: styled pieces of text, flowed into a width, from the left or from the right.

Foreign pieces are isolated again on every line that they reach, so that a line can stand alone.
Where labels are Arabic, each line is set right to left and ends at the right edge.

Imports ``plain``.
"""

from typing import Literal, NamedTuple

from riwaya.export.plain import END, cells, cut, isolate

Style = Literal[
    "", "bold", "dim", "cue", "against", "for", "says", "unsure", "press", "will", "not", "alarm"
]
_CODES: dict[Style, str] = {
    "bold": "1", "dim": "2", "cue": "4", "against": "1;31", "for": "1;36", "says": "1",
    "unsure": "1;35", "press": "1;33", "will": "1;94", "not": "2", "alarm": "1;97;41",
}  # fmt: skip
_RIGHT_TO_LEFT = "\u2067"
_NARROWEST = 24
BAR = "▌"


class Piece(NamedTuple):
    """Some words in one style; ``foreign`` words are the article's and are isolated."""

    text: str
    style: Style = ""
    foreign: bool = False


class Canvas:
    """Lines of ``width`` columns, in colour or not, from the left or from the right."""

    def __init__(self, width: int, *, color: bool, rtl: bool) -> None:
        self.width = max(width, _NARROWEST)
        self.color = color
        self.rtl = rtl
        self.lines: list[str] = []

    def add(self, pieces: list[Piece], *, first: str = "", rest: str = "") -> None:
        """Add pieces, a space between words, after ``first`` or, on the next lines, ``rest``."""
        lead, used, line = first, cells(first), list[Piece]()
        for piece in pieces:
            size = cells(piece.text)
            if used + bool(line) + size <= self.width:
                if piece.text:
                    used += size + bool(line)
                    line.append(piece)
                continue
            run = ""
            for word in self._words(piece, self.width - max(cells(first), cells(rest))):
                size = cells(word)
                if (line or run) and used + 1 + size > self.width:
                    self._close(lead, [*line, piece._replace(text=run)], used)
                    lead, used, line, run = rest, cells(rest), [], ""
                used += size + bool(line or run)
                run = f"{run} {word}" if run else word
            line.append(piece._replace(text=run))
        self._close(lead, line, used)

    def blank(self) -> None:
        """Add an empty line."""
        self.lines.append("")

    def _words(self, piece: Piece, room: int) -> list[str]:
        """Return the words of a piece, those that are wider than a line in parts."""
        wide = max(room, 8)
        return [
            part
            for word in piece.text.split(" ")
            if word
            for part in ((word,) if cells(word) <= wide else cut(word, wide))
        ]

    def _close(self, lead: str, line: list[Piece], used: int) -> None:
        if lead.startswith(BAR):
            lead = self._paint(Piece(BAR, "against")) + lead[len(BAR) :]
        text = lead + " ".join([self._paint(run) for run in line if run.text])
        if self.rtl:
            text = f"{' ' * (self.width - used)}{_RIGHT_TO_LEFT}{text}{END}"
        self.lines.append(text if line else text.rstrip())

    def _paint(self, run: Piece) -> str:
        text = isolate(run.text) if run.foreign else run.text
        code = _CODES.get(run.style) if self.color else None
        return f"\x1b[{code}m{text}\x1b[0m" if code else text
