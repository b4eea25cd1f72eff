"""Engines find; they do not link or judge.

An engine takes documents and yields one extraction for each, in order. Engines from outside register an entry point in
the group ``riwaya.engines``; ``load`` resolves a name to an engine on use.

Imports nothing of the other rooms beside it (``read``, ``export``).
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from riwaya.errors import EngineMissing
from riwaya.types import Document, Extraction

GROUP = "riwaya.engines"
ENGINES = {"rules": "riwaya.engines.rules:RulesEngine"}
"""The engines that ship with Riwaya: name to ``module:object``."""


@runtime_checkable
class Engine(Protocol):
    """What every engine offers.

    ``deterministic`` promises the same extraction for the same document, always.
    """

    name: str
    version: str
    deterministic: bool

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Yield one extraction for each document, in order."""
        ...


def load(name: str = "rules") -> Engine:
    """Return a new engine by its name.

    Raises ``EngineMissing``, which lists the known names.
    """
    if name in ENGINES:
        module, _, attribute = ENGINES[name].partition(":")
        import importlib

        engine: Engine = getattr(importlib.import_module(module), attribute)()
        return engine
    from importlib.metadata import entry_points  # slow to load, and needed for outsiders only

    outside = {point.name: point for point in entry_points(group=GROUP)}
    if name not in outside:
        known = ", ".join(sorted({*ENGINES, *outside}))
        raise EngineMissing(
            f"There is no engine named {name!r}.", engine=name, advice=f"Known engines: {known}."
        )
    found: Engine = outside[name].load()()
    return found
