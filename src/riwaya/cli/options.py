"""What a command was told, with what holds where it was told nothing.

Imports nothing: most commands name sources and no more, and need no parser.
"""

from collections.abc import Sequence
from typing import Literal


class Options:
    """The options of all commands, by their long names."""

    version = False
    command: str | None = None
    sources: Sequence[str] = ()
    date: str | None = None
    publisher: str | None = None
    engine = "rules"
    json = False
    html: str | None = None
    explain = False
    color: bool | None = None
    language: Literal["ar", "en"] | None = None
    check = False
    action = ""
    file = ""
    alternates: str | None = None
    db: str | None = None
    id = ""
    workers: int | None = None
    again = False
    quiet = False
    original = False
    replace = False
    query: Sequence[str] = ()
    limit = 20
    facets = False
    articles = False
    once = False
    now = False
    every = 15.0
    delay = 2.0
    limit = 200
    warc: str | None = None
    no_warc = False
    what: Sequence[str] = ()
    reason: str | None = None
    author: str | None = None
    undo: str | None = None


def named(arguments: Sequence[str]) -> Options | None:
    """Return what ``read`` and the names of sources say; None where there is anything else."""
    command, *sources = arguments or ("",)
    if command != "read" or not sources:
        return None
    if any(source.startswith("-") and source != "-" for source in sources):
        return None
    options = Options()
    options.command, options.sources = command, sources
    return options
