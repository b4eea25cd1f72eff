"""Copies are not witnesses: which articles are versions of one text.

Two articles are tied where most of their words are the same in the same order and what they tell of in particular
(names, numbers, rare words) is the same too: the second half keeps apart the forms that an office fills in anew each
day, such as the weather. Less agreement suffices for two articles that credit the same agency or hold the same
long quotation. Articles that are tied, directly or through others, are one family; its head is the earliest.

A tie depends on its two articles alone, so that families do not depend on the order of arrival. Pure.

>>> from riwaya.types import Document
>>> known = Syndication()
>>> text = " ".join(f"w{n}" for n in range(30))
>>> _ = known.add(fingerprint(Document(id="b", text=text, published="2018-01-12")))
>>> _ = known.add(fingerprint(Document(id="a", text=text, published="2018-01-13")))
>>> known.families()[0].head
'b'

Imports the room's ``fingerprints``.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeVar

import msgspec

from riwaya.reconcile.fingerprints import Fingerprint, arrival, fingerprint, hashes, size
from riwaya.types import Span

__all__ = [
    "Family", "Passage", "Syndication", "Tie", "arrival", "compare", "families", "fingerprint", "groups", "passages",
]  # fmt: skip

Key = TypeVar("Key", str, int)
TieKind = Literal["exact", "near", "credited", "quoted", "excerpt"]

_LEAST = 8  # shingles: shorter texts are tied by equality alone
_LEAST_EXCERPT = 40
_NEAR = 0.6  # of the longer text
_CUT, _CUT_OF_LONGER = 0.8, 0.45  # nearly all of the shorter text, and much of the longer
_WITH_REASON, _WITH_REASON_OF_LONGER = 0.5, 0.3  # where a credit or a quotation is shared
_EXCERPT = 0.8
_SAME_WORDS, _SAME_SUBJECT = 0.8, 0.9  # of the rare words, and of those said more than once
_DAYS_APART, _SAME_WORDS_LATER = 2, 0.88  # what is filled in anew comes again after days


class Tie(msgspec.Struct, frozen=True, order=True):
    """Two articles that hold the same text; ``share`` is the part of the longer one's shingles that they share.

    ``first`` has the smaller id, except in an ``excerpt``, which stands whole within ``second``: a short article in a
    long one, which may hold others besides, so that an excerpt makes no family.
    """

    first: str
    second: str
    kind: TieKind
    share: float


class Family(msgspec.Struct, frozen=True):
    """Versions of one text: the ids of the articles, the earliest (the head) first."""

    members: tuple[str, ...]

    @property
    def head(self) -> str:
        """Return the earliest article."""
        return self.members[0]


class Passage(msgspec.Struct, frozen=True):
    """One long quotation that stands in several articles: where, the earliest article first."""

    digest: int
    places: tuple[tuple[str, Span], ...]


class _Shares(NamedTuple):
    """The parts of the shorter and of the longer article that they share."""

    of_shorter: float
    of_longer: float


def compare(one: Fingerprint, other: Fingerprint) -> Tie | None:
    """Return what ties two articles, or None."""
    if one.document > other.document:
        one, other = other, one
    if one.shingles == other.shingles:
        return Tie(one.document, other.document, "exact", 1.0) if one.shingles else None
    shares = _shares(one.shingles, other.shingles)
    if shares is None:
        return None
    kind = _kind(one, other, shares)
    if kind is None or not _tell_the_same(one, other):
        return None
    if kind == "excerpt" and size(one.shingles) > size(other.shingles):
        one, other = other, one
    return Tie(one.document, other.document, kind, round(shares.of_longer, 3))


def _shares(one: bytes, other: bytes) -> _Shares | None:
    shorter, longer = sorted((size(one), size(other)))
    if shorter < _LEAST:
        return None
    shared = len(hashes(one) & hashes(other))
    return _Shares(shared / shorter, shared / longer)


def _kind(one: Fingerprint, other: Fingerprint, shares: _Shares) -> TieKind | None:
    """Return what the shared part would make of two articles that tell the same."""
    if shares.of_longer >= _NEAR or (
        shares.of_shorter >= _CUT and shares.of_longer >= _CUT_OF_LONGER
    ):
        return "near"
    if shares.of_shorter >= _WITH_REASON and shares.of_longer >= _WITH_REASON_OF_LONGER:
        if one.credits & other.credits:
            return "credited"
        if _digests(one) & _digests(other):
            return "quoted"
    shorter = min(size(one.shingles), size(other.shingles))
    return "excerpt" if shares.of_shorter >= _EXCERPT and shorter >= _LEAST_EXCERPT else None


def _tell_the_same(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether the rare words agree: all but a few of one article's, and its subject above all."""
    rare, others = hashes(one.rare), hashes(other.rare)
    is_later = _days_apart(one.day, other.day) > _DAYS_APART
    wanted = _SAME_WORDS_LATER if is_later else _SAME_WORDS
    if len(rare & others) < wanted * min(len(rare), len(others)):
        return False
    return max(_held(one.repeated, others), _held(other.repeated, rare)) >= _SAME_SUBJECT


def _held(packed: bytes, by: set[int]) -> float:
    wanted = hashes(packed)
    return len(wanted & by) / len(wanted) if wanted else 1.0


def _digests(one: Fingerprint) -> set[int]:
    return {quoted.digest for quoted in one.quotations}


def _days_apart(one: str, other: str) -> int:
    """Return the days between two days, 0 where one is not known."""
    if not one or not other:
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def families(articles: Iterable[Fingerprint], ties: Iterable[Tie]) -> tuple[Family, ...]:
    """Return the families of two or more articles that the ties make, each and all in order of their age."""
    known = {article.document: article.arrival for article in articles}
    pairs = ((tie.first, tie.second) for tie in ties if tie.kind != "excerpt")
    ordered = [sorted(group, key=known.__getitem__) for group in groups(known, pairs)]
    return tuple(
        Family(tuple(group)) for group in sorted(ordered, key=lambda group: known[group[0]])
    )


def groups(members: Iterable[Key], pairs: Iterable[tuple[Key, Key]]) -> list[list[Key]]:
    """Return those of the members that pairs join, directly or through others, in groups of two or more."""
    leader = {member: member for member in members}

    def find(member: Key) -> Key:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for first, second in pairs:
        leader[find(first)] = find(second)
    found: dict[Key, list[Key]] = {}
    for member in leader:
        found.setdefault(find(member), []).append(member)
    return [group for group in found.values() if len(group) > 1]


def passages(articles: Iterable[Fingerprint]) -> tuple[Passage, ...]:
    """Return the long quotations that stand in two or more articles, in order of their first place."""
    found: dict[int, list[tuple[tuple[str, str, str], Span]]] = {}
    for article in articles:
        for quoted in article.quotations:
            found.setdefault(quoted.digest, []).append((article.arrival, quoted.span))
    shared = [
        (sorted(places), digest)
        for digest, places in found.items()
        if len({arrival for arrival, _ in places}) > 1
    ]
    return tuple(
        Passage(digest, tuple((arrival[-1], span) for arrival, span in places))
        for places, digest in sorted(shared)
    )


class Syndication:
    """The articles known so far, and the families that they make; the same whatever their order."""

    def __init__(self, articles: Iterable[Fingerprint] = ()) -> None:
        self._articles: dict[str, Fingerprint] = {}
        self._by_band: dict[int, list[str]] = {}
        self._ties: set[Tie] = set()
        for article in articles:
            self.add(article)

    def add(self, article: Fingerprint) -> Sequence[Tie]:
        """Take in one article and return what ties it to those before; one that is known already adds nothing."""
        if article.document in self._articles:
            return ()
        found = sorted(
            tie for other in self._candidates(article) if (tie := compare(article, other))
        )
        self._articles[article.document] = article
        for band in article.bands:
            self._by_band.setdefault(band, []).append(article.document)
        self._ties.update(found)
        return found

    def _candidates(self, article: Fingerprint) -> Iterator[Fingerprint]:
        near = {other for band in article.bands for other in self._by_band.get(band, ())}
        return (self._articles[other] for other in sorted(near))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Return all ties, in order."""
        return tuple(sorted(self._ties))

    def families(self) -> tuple[Family, ...]:
        """Return the families of two or more articles."""
        return families(self._articles.values(), self._ties)

    def passages(self) -> tuple[Passage, ...]:
        """Return the long quotations that stand in several articles."""
        return passages(self._articles.values())
