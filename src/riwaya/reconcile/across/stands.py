"""Who stands where on an event in one article: each claim with its voice, and each figure with whose it is.

A *voice* is one origin, however many outlets relay it: the state that a capital stands for, a person under the fullest
name, an outlet that tells something itself. Copies of one text have one narrator, and a source that hides its name is
known by the text that quotes it: fifty copies quote one source, two papers with "a source" quote two.

Imports ``accounts``, the room's ``holders``, ``text`` and ``types``.
"""

from collections.abc import Iterator

import msgspec

from riwaya.reconcile.across.accounts import Account
from riwaya.reconcile.holders import Holders
from riwaya.text import key
from riwaya.types import ClaimStance, Count, CountOf, Document, Extraction, Link, Span

_UNNAMED = frozenset({"anonymous", "group"})
NARRATOR = "outlet"


class Voice(msgspec.Struct, frozen=True, order=True):
    """One origin: ``id`` tells it from all others, ``named`` is False where it hides its identity."""

    id: str
    name: str
    named: bool = True


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """One claim on one event: ``claim`` is its index in the article, ``span`` the words that decided.

    ``part`` marks a claim on who did it rather than on whether it was; ``doers`` are those that it names as doing it.
    """

    document: str
    claim: int
    voice: Voice
    stance: ClaimStance
    span: Span
    outlet: str
    published: str | None = None
    part: bool = False
    doers: tuple[str, ...] = ()


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One figure that a voice gives for an event; bounds as in :class:`riwaya.types.Count`."""

    document: str
    voice: Voice
    what: CountOf
    low: float | int | None
    high: float | int | None
    span: Span
    outlet: str
    published: str | None = None


class Text(msgspec.Struct, frozen=True):
    """The text that an article is a copy of: the earliest of its family; ``name`` is for want of a publisher."""

    head: str
    publisher: str | None
    name: str = ""


def text_of(document: Document) -> Text:
    """Return an article as a text of its own."""
    return Text(document.id, document.publisher, name_of(document))


def name_of(document: Document) -> str:
    """Return what an article's narrator is called: its publisher, else the host of its address, else its source."""
    if document.publisher:
        return document.publisher
    host = (document.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    return host or document.source.rpartition("/")[2] or document.id


def stands(
    document: Document, extraction: Extraction, account: Account, text: Text
) -> tuple[Stand, ...]:
    """Return the claims on the events of an account, in the order of the article's claims."""
    parts = {
        number
        for dispute in extraction.disputes
        if dispute.about == "actor"
        for position in dispute.positions
        for number in position.claims
    }
    return tuple(
        Stand(
            document=document.id,
            claim=number,
            voice=voice(extraction, claim.statement, text),
            stance=claim.stance,
            span=claim.evidence,
            outlet=outlet(document),
            published=document.published,
            part=number in parts,
            doers=_doers(extraction, claim.event),
        )
        for number, claim in enumerate(extraction.claims)
        if claim.event in account.events
    )


def tallies(
    document: Document, extraction: Extraction, account: Account, text: Text
) -> tuple[Tally, ...]:
    """Return the figures of the events of an account, each with the voice whose word it is."""
    told = [count for number in account.events for count in extraction.events[number].counts]
    things = [(count.span, count) for count in told]
    return tuple(_tallies(document, extraction, text, things))


def _tallies(
    document: Document, extraction: Extraction, text: Text, things: list[tuple[Span, Count]]
) -> Iterator[Tally]:
    for held in Holders(extraction.attributions).whose(things):
        count = held.what
        yield Tally(
            document=document.id,
            voice=voice(extraction, held.statement, text),
            what=count.what,
            low=count.low,
            high=count.high,
            span=count.span,
            outlet=outlet(document),
            published=document.published,
        )


def voice(extraction: Extraction, statement: int | None, text: Text) -> Voice:
    """Return the voice of a statement, or of the article itself."""
    origin = None if statement is None else extraction.attributions[statement].origin
    if origin is not None:
        return _of_link(origin, text)
    known = text.publisher or text.head
    return Voice(f"{NARRATOR}:{key(known)}", text.publisher or text.name or text.head)


def outlet(document: Document) -> str:
    """Return what counts as one outlet: the publisher, or the article where none is known."""
    return key(document.publisher) if document.publisher else document.id


def _of_link(link: Link, text: Text) -> Voice:
    named = link.kind not in _UNNAMED
    if link.entity is not None:
        return Voice(f"entity:{link.entity}", link.name, named)
    # what is only described is the same source in the copies of one text, and in no other
    bare = f"{link.kind}:{key(link.name)}"
    return Voice(bare if named else f"{bare}@{text.head}", link.name, named)


def _doers(extraction: Extraction, event: int) -> tuple[str, ...]:
    actors = extraction.events[event].actors
    return tuple(sorted({role.entity or key(role.name) for role in actors}))
