"""A bar that shows how far a long command is, where somebody watches a terminal.

Imports ``words``; ``rich`` on use.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from riwaya.cli.options import Options

Tell = Callable[[int, "int | None", str], None]
"""How much is done, of how much if that is known, and what to say beside it."""


@contextmanager
def bar(options: Options, title: str) -> Iterator[Tell]:
    """Give a function that moves the bar; it does nothing where nobody would see one."""
    if options.quiet or options.json or not sys.stderr.isatty():
        yield lambda _done, _total, _beside: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        # the speed of the last half minute: sources that are known already fly by and must promise nothing
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[beside]}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=30) as shown:
        task = shown.add_task(title, total=None, beside="")

        def tell(done: int, total: int | None, beside: str) -> None:
            shown.update(task, completed=done, total=total, beside=beside)

        yield tell
