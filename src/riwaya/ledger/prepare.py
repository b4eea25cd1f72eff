"""Preparing: one document becomes rows, with all that search and families need of it.

Pure and without a database library, so that the processes that find prepare too, and the one process that writes has
little to do.

Imports ``rows``, ``sayings`` and ``values``; ``reconcile``, ``text`` and ``types``.
"""

import msgspec

from riwaya.ledger import rows, sayings, values
from riwaya.ledger.rows import Row, Rows
from riwaya.reconcile.credits import Credit, credits_of
from riwaya.reconcile.fingerprints import Fingerprint, fingerprint
from riwaya.text import tokenise
from riwaya.types import Document, Extraction, Original


class Searched(msgspec.Struct, frozen=True, array_like=True):
    """What a document is searched by, and what tells copies of it."""

    told: sayings.Told
    fingerprint: Fingerprint
    credits: tuple[Credit, ...]


class Fetch(msgspec.Struct, frozen=True, array_like=True):
    """Where a document's bytes came from and when; ``fetched_at`` in microseconds, None for now."""

    address: str
    fetched_at: int | None
    status: int | None
    headers: str | None


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """One document on its way into the ledger, with its original and what was found in it, where they are known.

    ``search`` is there where something was found.
    """

    document: Row
    fetch: Fetch | None
    original: Row | None
    extraction: Row | None
    rows: Rows | None
    search: Searched | None

    @property
    def id(self) -> bytes:
        """Return the document's id as it is stored."""
        found = self.document[0]
        assert isinstance(found, bytes)
        return found


def prepare(
    document: Document, extraction: Extraction | None = None, original: Original | None = None
) -> Prepared:
    """Return the rows of a document and of what an engine found in it."""
    return Prepared(
        document=rows.document_row(document),
        fetch=_fetch(document, original) if original else None,
        original=rows.original_row(original.data) if original else None,
        extraction=rows.extraction_row(extraction) if extraction else None,
        rows=rows.spread(document, extraction) if extraction else None,
        search=_searched(document, extraction) if extraction else None,
    )


def _searched(document: Document, extraction: Extraction) -> Searched:
    tokens = tokenise(document.text)
    credited = credits_of(tokens)
    return Searched(
        told=sayings.of(document, extraction, tokens, credited),
        fingerprint=fingerprint(document, tokens, credited),
        credits=credited,
    )


def _fetch(document: Document, original: Original) -> Fetch:
    fetched = original.fetched_at
    return Fetch(
        address=values.escaped(document.source),
        fetched_at=values.microseconds(fetched) if fetched else None,
        status=original.status,
        headers=msgspec.json.encode(original.headers).decode() if original.headers else None,
    )
