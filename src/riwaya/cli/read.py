"""``riwaya read``: sources in, readings out, problems aside.

Imports ``pipeline``, ``show`` and ``words``.
"""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence

from riwaya.cli.options import Options
from riwaya.cli.show import Show, shower
from riwaya.cli.words import word
from riwaya.errors import RiwayaError
from riwaya.pipeline import Reading, read_sources, stated_day
from riwaya.reading import Overrides
from riwaya.types import Problem

MANY = 4
"""Sources from which a progress bar helps."""
SOME_FAILED, ALL_FAILED = 1, 3


def read(options: Options) -> int:
    """Read the sources that were named and show them; return the exit code."""
    if options.html and options.html in options.sources:
        raise RiwayaError(word("is_a_source").format(name=options.html))
    given = Overrides(stated_day(options.date), options.publisher)
    show = shower(options)
    sources = _counted(options.sources, show)
    return shown(read_sources(sources, given=given, engine=options.engine), show)


def shown(readings: Iterable[Reading | Problem], show: Show) -> int:
    """Show each reading as it comes, and each problem on standard error; return the exit code."""
    good = bad = 0
    for item in readings:
        if not gc.isenabled():
            gc.freeze()  # the tables stay to the end: looking them through for garbage finds none
            gc.enable()
        if isinstance(item, Problem):
            bad += 1
            _tell(item)
        else:
            good += 1
            show.add(item)
    show.finish()
    if not bad:
        return 0
    return SOME_FAILED if good else ALL_FAILED


def _tell(problem: Problem) -> None:
    from riwaya.export.plain import visible

    sys.stdout.flush()  # in a terminal, problems stand where they belong among the readings
    print(
        f"riwaya: {visible(problem.source)}: {visible(problem.message)} {visible(problem.advice)}"
        f" [{problem.error}]",
        file=sys.stderr,
    )


def _counted(sources: Sequence[str], show: Show) -> Iterable[str]:
    """Return the sources, with a progress bar where someone waits who sees nothing else."""
    if len(sources) < MANY or not sys.stderr.isatty() or show.is_seen:
        return sources
    return _with_bar(sources)


def _with_bar(sources: Sequence[str]) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import track

    yield from track(
        sources,
        description=word("reading"),
        console=Console(stderr=True),
        transient=True,
    )
