"""What the workers are asked and what they answer.

Imports ``types``, ``reading`` and ``ledger.prepare``.
"""

import msgspec

from riwaya.ledger.prepare import Prepared
from riwaya.reading import Overrides
from riwaya.types import Document, Original, Problem


class Bytes(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Read a source at hand and find what its documents say."""

    engine: str
    source: str
    data: bytes
    given: Overrides


class Address(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Fetch an address and find what its documents say."""

    engine: str
    source: str
    given: Overrides


class Documents(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Find what documents say that were read already."""

    engine: str
    documents: list[tuple[Document, Original | None]]


Task = Bytes | Address | Documents


class Answer(msgspec.Struct, frozen=True):
    """The rows of what was found, in order, and what went wrong."""

    prepared: list[Prepared]
    problems: list[Problem]
