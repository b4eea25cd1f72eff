"""``riwaya add``: sources in, problems aside, sums at the end.

Imports ``intake``, ``ledger``, ``pipeline``, ``bar`` and ``words``.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from riwaya.cli.bar import Tell, bar
from riwaya.cli.options import Options
from riwaya.cli.words import word
from riwaya.export.plain import visible
from riwaya.intake import Order, Progress, Report, take
from riwaya.ledger import open_ledger
from riwaya.pipeline import stated_day
from riwaya.reading import Overrides, sources
from riwaya.types import Problem

SOME_FAILED, ALL_FAILED = 1, 3


def add(options: Options) -> int:
    """Take sources into the ledger; return the exit code."""
    order = Order(
        sources=tuple(options.sources),
        given=Overrides(stated_day(options.date), options.publisher),
        engine=options.engine,
        workers=options.workers,
        again=options.again,
    )
    with open_ledger(options.db) as ledger, bar(options, word("reading")) as tell:
        report = take(ledger, order, watch=_Watch(options, tell))
        ledger.catch_up()
    _sums(report, options)
    total = report.total
    if not total.problems:
        return 0
    is_any = total.documents or total.extractions or total.known or total.known_sources
    return SOME_FAILED if is_any else ALL_FAILED


class _Watch:
    """Shows how far the intake is, and what went wrong."""

    def __init__(self, options: Options, tell: Tell) -> None:
        self._json = options.json
        self._tell = tell
        self._total = _bytes(options.sources) if sys.stderr.isatty() and not options.json else None

    def __call__(self, progress: Progress, problems: tuple[Problem, ...]) -> None:
        """Show what has come since the last time."""
        for one in problems:
            self._problem(one)
        if self._json:
            _event("progress", progress)
        self._tell(progress.bytes, self._total, str(progress.documents + progress.known))

    def _problem(self, one: Problem) -> None:
        if self._json:
            _event("problem", one)
            return
        told = " ".join(visible(part) for part in (one.message, one.advice))
        print(f"riwaya: {visible(one.source)}: {told} [{one.error}]", file=sys.stderr)


def _sums(report: Report, options: Options) -> None:
    total = report.total
    if options.json:
        _event("done", report)
        return
    print(
        word("added").format(
            documents=total.documents,
            versions=total.versions,
            known=total.known,
            problems=total.problems,
        )
    )
    if total.known_sources:
        print(word("added_sources").format(n=total.known_sources))


def _event(kind: str, what: msgspec.Struct) -> None:
    """Write one line for a program that waits."""
    line = msgspec.json.encode({"event": kind, **msgspec.structs.asdict(what)})
    print(line.decode(), flush=True)


def _bytes(named: Iterable[str]) -> int | None:
    """Return the size of all files, None where something has none: an address, a pipe."""
    total = 0
    for source in sources(named):
        path = Path(source)
        if not path.is_file():
            return None
        total += path.stat().st_size
    return total
