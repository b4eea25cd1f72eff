"""Tables: CSV and its kin, one article a row, told by the names of their columns.

The first line names the columns, in English or Arabic; comma, semicolon, tab or bar part them. Rows are read one at a
time, so a file of any size will do. A row that is damaged costs only itself: where a quotation mark never closes,
reading goes on at the line after it, and gives up only when that happens again and again.

Imports ``errors``, ``types``, ``limits``, ``fields``, ``content`` and ``problem``.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator

from riwaya.errors import DamagedSource, NoArticle, ReadError, SourceTooLarge, UnknownFormat
from riwaya.reading import fields, limits
from riwaya.reading.content import Content
from riwaya.reading.decoding import decode
from riwaya.reading.problem import problem
from riwaya.types import Document, Problem

_DELIMITERS = ",;\t|"
_STATED = re.compile(r"sep=([,;\t|])\s*", re.I)
_LONGEST_NAME = 40
_LEAST_LINES = 5
"""Lines of one shape from which a text without known columns is taken for a table all the same."""
_PATIENCE = 20_000_000
"""Characters that are read twice because of damaged rows, above which the rest is left."""
_ADVICE = "Let the first line name the columns: title, text, date, url, publisher."

# The library's limit holds for the whole process and is lower than that of an article; lines are measured here.
csv.field_size_limit(limits.MAX_BYTES)


def sniff(head: str) -> bool:
    """Tell whether ``head`` begins a table: its first line names columns, or many lines have one shape."""
    return _delimiter(head) is not None or _is_nameless(head)


def read(content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each row, in order.

    Raises ``UnknownFormat`` where no column is known, ``NoArticle`` where there is no row.
    """
    delimiter = _delimiter(content.head())
    if delimiter is None:
        raise UnknownFormat(
            "It is a table, but none of its columns is a title or a text.",
            source=content.source,
            advice=_ADVICE,
        )
    lines, notes = content.lines()
    rows = _Rows(_texts(lines), delimiter)
    names = [fields.plain(cell) for cell in next(iter(rows))[0]]
    rows.width = len(names)
    yield from _documents(rows, names, content, notes)


def _documents(
    rows: "_Rows", names: list[str], content: Content, notes: tuple[str, ...]
) -> Iterator[Document | Problem]:
    number = 0
    for row, fault in rows:
        if not fault and not any(map(str.strip, row)):
            continue
        number += 1
        source = f"{content.source}:{number}"
        try:
            record = _record(row, fault, names, source)
            content.keep(rows.kept())
            yield fields.document(record, content, source=source, notes=notes)
        except ReadError as error:
            yield problem(error, source)
    if not number:
        raise NoArticle("The table has no rows.", source=content.source, advice=_ADVICE)


def _record(row: list[str], fault: str, names: list[str], source: str) -> dict[str, str]:
    if fault:
        kind = SourceTooLarge if fault == _TOO_LONG else DamagedSource
        raise kind(fault, source=source, advice="Correct or leave out that row.")
    if any(map(str.strip, row[len(names) :])):
        raise DamagedSource(
            f"The row has {len(row)} cells; {len(names)} columns are named.",
            source=source,
            advice="Put cells with a delimiter in them between quotation marks.",
        )
    found: dict[str, str] = {}
    for name, cell in zip(names, row, strict=False):
        found[name] = found.get(name) or cell
    return found


_TOO_LONG = f"The line has more than {limits.MAX_BYTES // 1_000_000} MB."
_STRAY = "A quotation mark stands where none may be."
_OPEN = "A quotation mark is opened and not closed."
_AND_NO_MORE = " The rest of the table is left."


class _OpenTooLong(Exception):
    """A row does not end."""


class _Rows:
    """The rows of a table, each with what is wrong with it."""

    def __init__(self, lines: Iterator[str | None], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._again: deque[str | None] = deque()
        self._held: list[str | None] = []
        self._size = 0
        self._patience = _PATIENCE
        self._is_cut = False
        self._rows: Iterator[list[str]] | None = None
        self.width = 0
        self._fault = ""

    def __iter__(self) -> Iterator[tuple[list[str], str]]:
        rows = self._rows = self._rows or self._reader()
        while (row := self._next(rows)) is not None:
            if self._fault:
                self._patience -= self._size
                if self._patience < 0:
                    self._fault += _AND_NO_MORE
                    yield row, self._fault
                    return
                # what follows the line of the fault may be sound
                self._again.extendleft(reversed(self._held[1:]))
                rows = self._rows = self._reader()
                row = self._loose()
            if row or self._fault:
                yield row, self._fault

    def kept(self) -> bytes:
        """Return the lines of the row at hand."""
        return "".join(line or "" for line in self._held).encode("utf-8", "replace")

    def _reader(self) -> Iterator[list[str]]:
        self._is_cut = False
        return csv.reader(self._fed(), delimiter=self._delimiter, strict=True)

    def _next(self, rows: Iterator[list[str]]) -> list[str] | None:
        self._held, self._size, self._fault = [], 0, ""
        try:
            return next(rows, None)
        except _OpenTooLong as error:
            self._fault = str(error)
        except csv.Error:
            self._fault = _OPEN if self._is_cut else _STRAY
        return []

    def _loose(self) -> list[str]:
        """Return the row of one line with stray quotation marks, if it has a cell for each column after all."""
        line = self._held[0]
        if self._fault == _STRAY and line is not None and line.count('"') % 2 == 0:
            cells = _cells(line, self._delimiter)
            if len(cells) == self.width:
                self._fault = ""
                return cells
        return []

    def _fed(self) -> Iterator[str]:
        """Yield the lines to the reader of rows, and keep those of the row at hand."""
        while True:
            line = self._again.popleft() if self._again else next(self._lines, "")
            if line == "":
                self._is_cut = bool(self._held)
                return
            if line is not None and _STATED.fullmatch(line) and not self.width:
                continue
            self._held.append(line)
            if line is None:
                raise _OpenTooLong(_TOO_LONG)
            self._size += len(line)
            if self._size > limits.MAX_CHARACTERS * 2:
                raise _OpenTooLong(_OPEN)
            yield line


def _texts(lines: Iterator[bytes | None]) -> Iterator[str | None]:
    """Yield the lines as text, each with its end; lines that end in a carriage return alone are parted too."""
    for line in lines:
        if line is None:
            yield None
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            # some lines of a file may be in another encoding than its beginning
            text = _odd(line)
        for part in text.removeprefix("\ufeff").split("\r"):
            yield part + "\n"


def _odd(line: bytes) -> str:
    try:
        return decode(line).text
    except DamagedSource:
        return line.decode("utf-8", "replace")


def _first_lines(head: str) -> list[str]:
    lines = head.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line for line in lines if line.strip()]


def _delimiter(head: str) -> str | None:
    """Return what parts the columns, if the first line names a title or a text among them."""
    lines = _first_lines(head)
    first = next((line for line in lines if not _STATED.fullmatch(line)), "")
    found = {delimiter: _known(first, delimiter) for delimiter in _DELIMITERS}
    best = max(found, key=lambda delimiter: found[delimiter])
    return best if found[best] else None


def _known(line: str, delimiter: str) -> int:
    """Return how many columns are known, none where the line does not name columns."""
    names = _cells(line, delimiter)
    if len(names) < 2 or max(map(len, names)) > _LONGEST_NAME:
        return 0
    known = fields.known(map(fields.plain, names))
    if not {"title", "text"} & set(known.values()):
        return 0
    # one Arabic word that could name a column may stand in a headline by chance
    return len(known) if len(known) > 1 or line.isascii() else 0


def _is_nameless(head: str) -> bool:
    """Tell a table without known columns: short names first, and lines that all have as many cells."""
    lines = _first_lines(head)[: 4 * _LEAST_LINES]
    for delimiter in _DELIMITERS:
        names = _cells(lines[0], delimiter) if lines else []
        if len(names) < 3 or len(lines) < _LEAST_LINES or not _are_names(names):
            continue
        if {len(_cells(line, delimiter)) for line in lines[:-1]} == {len(names)}:
            return True
    return False


def _are_names(cells: list[str]) -> bool:
    return len(set(cells)) == len(cells) and all(
        cell.strip() and len(cell) <= _LONGEST_NAME and len(cell.split()) <= 3 for cell in cells
    )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
