"""Riwaya reads Arabic news and keeps who says what, through whom, who confirms it and who denies it.

``read`` takes the text of an article, ``read_sources`` files and addresses; the types say what comes back. ``open``
gives the ledger that keeps it. Names are loaded on use, so that ``import riwaya`` costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riwaya.errors import EngineError, LedgerError, LexiconError, ReadError, RiwayaError
    from riwaya.ledger import Ledger
    from riwaya.ledger import open_ledger as open
    from riwaya.pipeline import Reading, read_sources
    from riwaya.pipeline import read_text as read
    from riwaya.reading import Overrides
    from riwaya.types import (
        Abstention,
        Attribution,
        Claim,
        Count,
        Dispute,
        Document,
        Event,
        Extraction,
        Link,
        Mention,
        PlaceMention,
        Position,
        Problem,
        Quantity,
        Role,
        Span,
        TimeExpression,
        Trigger,
        Update,
    )

__all__ = [
    "Abstention",
    "Attribution",
    "Claim",
    "Count",
    "Dispute",
    "Document",
    "EngineError",
    "Event",
    "Extraction",
    "Ledger",
    "LedgerError",
    "LexiconError",
    "Link",
    "Mention",
    "Overrides",
    "PlaceMention",
    "Position",
    "Problem",
    "Quantity",
    "ReadError",
    "Reading",
    "RiwayaError",
    "Role",
    "Span",
    "TimeExpression",
    "Trigger",
    "Update",
    "open",
    "read",
    "read_sources",
]

_ERRORS = ("EngineError", "LedgerError", "LexiconError", "ReadError", "RiwayaError")
_ELSEWHERE = {
    "Ledger": "riwaya.ledger:Ledger",
    "Overrides": "riwaya.reading:Overrides",
    "Reading": "riwaya.pipeline:Reading",
    "open": "riwaya.ledger:open_ledger",
    "read": "riwaya.pipeline:read_text",
    "read_sources": "riwaya.pipeline:read_sources",
    **{name: f"riwaya.errors:{name}" for name in _ERRORS},
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'riwaya' has no attribute {name!r}")
    import importlib

    module, _, attribute = _ELSEWHERE.get(name, f"riwaya.types:{name}").partition(":")
    found: object = getattr(importlib.import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
