"""What is told of an intake, while it runs and at its end.

Imports nothing of Riwaya's.
"""

import msgspec


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far an intake is: bytes of files that are done, and what was counted so far.

    ``known`` documents and ``known_sources`` were in the ledger before and have cost nothing.
    """

    bytes: int = 0
    sources: int = 0
    documents: int = 0
    versions: int = 0
    extractions: int = 0
    known: int = 0
    known_sources: int = 0
    problems: int = 0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an intake did; ``problems`` counts those that were met, new or not."""

    total: Progress
    seconds: float
