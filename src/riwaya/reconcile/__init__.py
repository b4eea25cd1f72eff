"""Who stands where: from statements and events to claims, disputes and updates, in one article and over many.

Pure: no clock, file, network or database; the same claims give the same answer whatever the order of arrival.

Imports ``lexicon``, ``text`` and ``types``.
"""

import msgspec

from riwaya.reconcile import claims, disputes, figures
from riwaya.reconcile.holders import Holders
from riwaya.reconcile.scope import Scope
from riwaya.text import tokenise
from riwaya.types import Dispute, Document, Extraction, Update


def within(document: Document, extraction: Extraction) -> Extraction:
    """Return the extraction with the claims of its document, and the disputes and updates between them."""
    if not extraction.events:
        return extraction
    scope = Scope(tokenise(document.text))
    holders = Holders(extraction.attributions)
    made = claims.make(scope, extraction, holders)
    compared = list(figures.find(scope, extraction, made, holders=holders))
    opposed = disputes.find(scope, extraction, made)
    opposed += [one for one in compared if isinstance(one, Dispute)]
    return msgspec.structs.replace(
        extraction,
        claims=tuple(one.claim for one in made),
        disputes=tuple(sorted(opposed, key=lambda one: one.event)),
        updates=tuple(one for one in compared if isinstance(one, Update)),
    )
