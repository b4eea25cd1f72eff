"""Lists of sources: folders and patterns become the files that they stand for, in an order that never changes.

A folder stands for all files below it, by the order of their names' code points. What begins with a dot and what is no
ordinary file is left out; a link to a folder is not followed, so no ring of links is walked. A pattern (``*``, ``?``,
``[..]``, ``**``) stands for what it matches, but a file that bears such a name goes first. An address, ``-`` and a name
that matches nothing stay as they are, and reading them says what is wrong.

Imports nothing of Riwaya's.
"""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.I)


def listed(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """Yield each source once, in the order given; a folder is listed when its turn comes."""
    seen: set[str] = set()
    for path in paths:
        for name in _of(os.fspath(path)):
            if name not in seen:
                seen.add(name)
                yield name


def _of(name: str) -> Iterator[str]:
    if name == "-":
        yield name
    elif _is_folder(name):
        yield from _below(name)
    elif _exists(name) or _ADDRESS.match(name) or not glob.has_magic(name):
        yield name
    else:
        yield from _matching(name)


def _matching(pattern: str) -> Iterator[str]:
    """Yield the files that a pattern matches, and the files of the folders that it matches."""
    try:
        found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - pathlib changes the names
    except (ValueError, re.error):
        found = []
    if not found:
        yield pattern
    for name in found:
        # ``**`` names what is in its folders itself
        if not _is_folder(name):
            yield name
        elif "**" not in pattern:
            yield from _below(name)


def _below(folder: str) -> Iterator[str]:
    """Yield the files of a folder and then those of its folders, without recursion: folders may be deep."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            yield here  # reading it says why
            continue
        shown = [entry for entry in entries if not entry.name.startswith(".")]
        yield from (entry.path for entry in shown if _is_file(entry))
        folders = [entry.path for entry in shown if entry.is_dir(follow_symlinks=False)]
        waiting.extend(reversed(folders))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return True  # reading it says why


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _exists(name: str) -> bool:
    try:
        return os.path.lexists(name)
    except (OSError, ValueError):
        return False
