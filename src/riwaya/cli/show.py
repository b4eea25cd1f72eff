"""Where readings go: the terminal, JSON Lines, a page, or two of them at once.

Imports ``export`` on use.
"""

import os
import sys
from collections.abc import Callable

from riwaya.cli.options import Options
from riwaya.cli.words import Language, language, word
from riwaya.errors import RiwayaError
from riwaya.pipeline import Reading

_NARROWEST, _WIDEST, _USUAL = 24, 120, 80


class Show:
    """A place to show readings: each as it comes, or all at the end.

    ``is_seen`` tells whether somebody sees them come.
    """

    is_seen = False

    def add(self, reading: Reading) -> None:
        """Show one reading, or keep it."""
        raise NotImplementedError

    def finish(self) -> None:
        """Show what was kept."""


class _Terminal(Show):
    def __init__(self, options: Options) -> None:
        self.is_seen = sys.stdout.isatty()
        self._color = colored(options.color)
        self._explain: bool = options.explain
        self._language: Language = options.language or language()
        self._count = 0

    def add(self, reading: Reading) -> None:
        from riwaya.export.terminal import render

        print("\n\n" if self._count else "", end="")
        self._count += 1
        text = render(
            reading.document,
            reading.extraction,
            width=_width(),
            color=self._color,
            explain=self._explain,
            language=self._language,
        )
        print(text, flush=self.is_seen)


class _Json(Show):
    def __init__(self) -> None:
        self.is_seen = sys.stdout.isatty()

    def add(self, reading: Reading) -> None:
        from riwaya.export.json import encode

        sys.stdout.write(encode(reading.document, reading.extraction).decode("utf-8"))


class _Page(Show):
    def __init__(self, out: str, options: Options) -> None:
        self._out = out
        self._language: Language = options.language or "ar"
        self._kept: list[Reading] = []

    def add(self, reading: Reading) -> None:
        self._kept.append(reading)

    def finish(self) -> None:
        from riwaya.export.html import page

        pairs = ((reading.document, reading.extraction) for reading in self._kept)
        text = page(pairs, language=self._language)
        if self._out == "-":
            sys.stdout.write(text)
        else:
            _write(self._out, text)


class _Both(Show):
    def __init__(self, *shows: Show) -> None:
        self.is_seen = any(show.is_seen for show in shows)
        self._shows = shows

    def add(self, reading: Reading) -> None:
        for show in self._shows:
            show.add(reading)

    def finish(self) -> None:
        for show in self._shows:
            show.finish()


def shower(options: Options) -> Show:
    """Return where the user wants readings shown.

    Raises ``RiwayaError`` where two of them would go to one place, or a page to a file that is none.
    """
    out: str | None = options.html
    if out is None:
        return _Json() if options.json else _Terminal(options)
    if out == "-" and options.json:
        raise RiwayaError(word("both_on_output"))
    # `--html article.txt` forgets to name the page: the article must not pay for it
    if out != "-" and not out.lower().endswith((".html", ".htm")):
        raise RiwayaError(word("not_a_page").format(name=out))
    page = _Page(out, options)
    return _Both(_Json(), page) if options.json else page


def colored(wish: bool | None) -> bool:
    """Tell whether to write in colour: as the user wishes, else where a terminal shows it."""
    if wish is not None:
        return wish
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def _width() -> int:
    """Return the columns to write in: ``COLUMNS``, else the terminal's, else 80."""
    stated = os.environ.get("COLUMNS", "")
    columns: Callable[[], int] = lambda: os.get_terminal_size(sys.stdout.fileno()).columns  # noqa: E731
    try:
        width = int(stated) if stated.isdecimal() else columns()
    except (OSError, ValueError):
        width = _USUAL
    return max(_NARROWEST, min(width or _USUAL, _WIDEST))


def _write(file: str, text: str) -> None:
    """Write a whole page or none: an error on the way leaves the old one."""
    from pathlib import Path

    path = Path(file)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, "utf-8", errors="replace")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
