"""Who stands where: from statements and events to claims, disputes and updates, in one article and over many.

Pure: no clock, file, network or database; the same claims give the same answer whatever the order of arrival.

Imports ``lexicon``, ``text`` and ``types``.
"""

import msgspec

from riwaya.reconcile import claims, disputes
from riwaya.types import Document, Extraction


def within(document: Document, extraction: Extraction) -> Extraction:
    """Return the extraction with the claims of its document, and the disputes and updates between them."""
    if not extraction.events:
        return extraction
    made = claims.make(document, extraction)
    return msgspec.structs.replace(
        extraction,
        claims=tuple(one.claim for one in made),
        disputes=tuple(disputes.find(document, extraction, made)),
    )
