"""Followers: what must be kept in step with the documents, in the same transaction as they.

A follower is a function that takes a :class:`Writing` after a batch was inserted; ``documents``, ``extractions`` and
``withdrawn`` are the keys of what the batch has added and withdrawn. It is named here as ``module:function`` and loaded
on use.
"""

import importlib
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riwaya.ledger.write import Writing

FOLLOWERS: tuple[str, ...] = ()
"""In the order in which they are called."""


def follow(writing: "Writing") -> None:
    """Let all followers take up what a batch has changed."""
    for name in FOLLOWERS:
        _load(name)(writing)
    writing.flush()


@cache
def _load(name: str) -> "Callable[[Writing], None]":
    module, _, function = name.partition(":")
    found: Callable[[Writing], None] = getattr(importlib.import_module(module), function)
    return found
