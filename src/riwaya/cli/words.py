"""The words of the command itself, in the language of the user's system.

Imports ``tables``.
"""

import os
from functools import cache
from typing import Literal

from riwaya import tables

Language = Literal["ar", "en"]
_FILES = ("ui/cli.toml", "ui/ledger.toml", "ui/watch.toml", "ui/matters.toml")


def language() -> Language:
    """Return Arabic where the system speaks it, else English."""
    stated = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "ar" if stated.lower().split("_")[0].split(".")[0] == "ar" else "en"


def word(name: str) -> str:
    """Return one entry of the files in ``ui`` that hold the words of commands."""
    return _table()[language()][name]


@cache
def _table() -> dict[str, dict[str, str]]:
    return tables.compiled("cli", _FILES, dict[str, dict[str, str]], _merged)


def _merged() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in _FILES:
        for spoken, entries in tables.toml(file).items():
            found.setdefault(spoken, {}).update(entries)
    return found
