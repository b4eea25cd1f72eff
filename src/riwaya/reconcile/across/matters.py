"""All that is known of one event: who stands where, what is disputed, what has changed, and how the story went.

Imports ``accounts``, ``disputes``, ``stands``, ``summary`` and ``timeline``; ``types``.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from riwaya.reconcile.across import disputes as disputing
from riwaya.reconcile.across.accounts import Account
from riwaya.reconcile.across.disputes import Change, Dispute
from riwaya.reconcile.across.stands import Stand, Tally, Text, stands, tallies
from riwaya.reconcile.across.summary import Summary, summarise
from riwaya.reconcile.across.timeline import Timeline, timeline
from riwaya.types import Document, Extraction


class Told(msgspec.Struct, frozen=True):
    """An article with what was found in it and the text that it is a copy of; ``wrong`` claims are not counted."""

    document: Document
    extraction: Extraction
    text: Text
    wrong: frozenset[int] = frozenset()


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One event over all articles; ``accounts`` are the ids of its tellings, in order."""

    accounts: tuple[str, ...]
    families: tuple[str, ...]
    types: tuple[str, ...]
    summary: Summary
    stands: tuple[Stand, ...]
    tallies: tuple[Tally, ...]
    disputes: tuple[Dispute, ...]
    changes: tuple[Change, ...]
    timeline: Timeline

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the ids of the articles that tell of it, in order."""
        return tuple(sorted({one.partition("#")[0] for one in self.accounts}))

    @property
    def dissent(self) -> int:
        """Return how many voices are not on the greatest side of its disputes."""
        return sum(dissent(one) for one in self.disputes)


def dissent(dispute: Dispute) -> int:
    """Return how many voices are on none but the smaller sides of a dispute."""
    most = {voice.id for voice in dispute.sides[0].voices}
    others = {voice.id for side in dispute.sides[1:] for voice in side.voices}
    return len(others - most)


def matter(accounts: Iterable[Account], told: Mapping[str, Told]) -> Matter:
    """Return what is known of the event of these accounts; ``told`` are their articles by id."""
    ordered = sorted(accounts, key=lambda one: one.id)
    held = _stands(ordered, told)
    counted = _tallies(ordered, told)
    return Matter(
        accounts=tuple(one.id for one in ordered),
        families=tuple(sorted({family for one in ordered for family in one.families})),
        types=tuple(sorted({type_ for one in ordered for type_ in one.types})),
        summary=summarise(ordered),
        stands=held,
        tallies=counted,
        disputes=disputing.disputes(ordered, held, counted),
        changes=disputing.changes(counted),
        timeline=timeline(held, counted),
    )


def _stands(accounts: Sequence[Account], told: Mapping[str, Told]) -> tuple[Stand, ...]:
    return tuple(
        stand
        for account in accounts
        for of in (told[account.document],)
        for stand in stands(of.document, of.extraction, account, of.text)
        if stand.claim not in of.wrong
    )


def _tallies(accounts: Sequence[Account], told: Mapping[str, Told]) -> tuple[Tally, ...]:
    return tuple(
        tally
        for account in accounts
        for of in (told[account.document],)
        for tally in tallies(of.document, of.extraction, account, of.text)
    )
