"""Followers: what must be kept in step with the documents, in the same transaction as they.

A follower is a module with two functions. ``follow(writing)`` is called after a batch was inserted:
``writing.documents``, ``.extractions`` and ``.withdrawn`` are the keys of what it has added and withdrawn.
``rebuild(writing)`` throws away what the module keeps and makes it again, when all indexed tables were. Modules are
named here and loaded on use.
"""

import importlib
from typing import Protocol

from riwaya.ledger.writing import Writing


class Follower(Protocol):
    """What a module that follows offers."""

    def follow(self, writing: Writing) -> None:
        """Take up what a batch has changed."""

    def rebuild(self, writing: Writing) -> None:
        """Make everything again."""


FOLLOWERS: tuple[str, ...] = ("riwaya.ledger.indexing",)
"""In the order in which they are called."""


def follow(writing: Writing) -> None:
    """Let all followers take up what a batch has changed."""
    for name in FOLLOWERS:
        _load(name).follow(writing)
    writing.flush()


def rebuild(writing: Writing) -> None:
    """Let all followers make again what they keep."""
    for name in FOLLOWERS:
        _load(name).rebuild(writing)
    writing.flush()


def _load(name: str) -> Follower:
    found: Follower = importlib.import_module(name)
    return found
