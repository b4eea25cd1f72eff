"""The pipeline: the only glue between the rooms.

Documents come from ``reading``, an engine finds, ``resolve`` links, ``reconcile`` says who stands where, and a reading
is what comes out.

Imports ``types``, ``errors``, ``lexicon``, ``reading``, ``engines``, ``resolve`` and ``reconcile``.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from riwaya import engines, reading, reconcile, tables
from riwaya.engines import events
from riwaya.errors import EngineError, ReadError
from riwaya.lexicon import events as lexicon_of_events
from riwaya.lexicon.events import EventLexicon
from riwaya.reading import dates
from riwaya.reading.article import Overrides, of_text
from riwaya.resolve import annotate, entities, names, places
from riwaya.types import (
    Claim,
    Dispute,
    Document,
    Event,
    Extraction,
    Link,
    Original,
    Position,
    Problem,
    Update,
)


class Reading(msgspec.Struct, frozen=True):
    """One article and what was found in it; ``original`` are the bytes it was read from, where they are kept."""

    document: Document
    extraction: Extraction
    original: Original | None = None

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Return what is in dispute in this article."""
        return self.extraction.disputes

    def event_of(self, of: Claim | Dispute | Update) -> Event:
        """Return the event that a claim, a dispute or an update is about."""
        return self.extraction.events[of.event]

    def claims_of(self, position: Position) -> tuple[Claim, ...]:
        """Return the claims that give one answer of a dispute."""
        return tuple(self.extraction.claims[index] for index in position.claims)

    def origin_of(self, claim: Claim) -> Link | None:
        """Return who makes a claim: the origin of its statement; None for the article's own telling."""
        at = claim.statement
        return None if at is None else self.extraction.attributions[at].origin


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    engine: str = "rules",
) -> Reading:
    """Return what one article says: headline, blank line, body.

    The text is kept as it is, so all offsets count its code points; only lone surrogates become U+FFFD, one for one.
    ``published`` is an ISO 8601 day or instant. Raises ``ReadError`` where it is not, ``EngineMissing`` for an unknown
    engine; no text is refused.
    """
    given = Overrides(stated_day(published), publisher, url)
    document = of_text(text, given=given)
    return _read(document, engine)


def read_sources(
    sources: Iterable[str], *, given: Overrides | None = None, engine: str = "rules"
) -> Iterator[Reading | Problem]:
    """Yield a reading for each article of files, addresses or ``-``, in order, and a problem for each failure.

    Raises ``EngineMissing`` for an unknown engine, before anything is read.
    """
    _engine(engine)
    for source in sources:
        for item in reading.read(source, given=given):
            yield item if isinstance(item, Problem) else _safely(item, engine)


def read_document(document: Document, *, engine: str = "rules") -> Reading | Problem:
    """Return what a document says; where the engine fails on it, the problem.

    Raises ``EngineMissing`` for an unknown engine.
    """
    _engine(engine)
    return _safely(document, engine)


def signature(engine: str = "rules") -> tuple[str, str, str]:
    """Return name, version and lexicon digest of an engine, as its extractions bear them.

    Raises ``EngineMissing`` for an unknown engine.
    """
    found = next(iter(_engine(engine).read([of_text("", given=Overrides())])))
    return found.engine, found.version, found.lexicon


def stated_day(stated: str | None) -> str | None:
    """Return a day or instant as ISO 8601.

    Raises ``ReadError`` where the string is none.
    """
    if stated is None:
        return None
    found = dates.normalise(stated)
    if found is None:
        raise ReadError(
            f"{stated!r} is not a day or instant.",
            advice="Write it as 2018-01-11 or 2018-01-11T20:15:00+03:00.",
        )
    return found


@cache
def _engine(name: str) -> engines.Engine:
    return engines.load(name)


@cache
def _own() -> annotate.Own:
    """Return the readers that know the user's own places and entities, where their files are there."""
    folder = tables.data_folder()
    by_place = by_name = None
    # pathlib takes as long to load as a small article to read: only who has files of his own pays
    if os.path.exists(f"{folder}/places.jsonl"):  # noqa: PTH110
        from riwaya.gazetteers import user_gazetteer

        by_place = places.reader(user_gazetteer())
    if os.path.exists(f"{folder}/entities.jsonl"):  # noqa: PTH110
        from pathlib import Path

        table = entities.merge(entities.load(), Path(folder, "entities.jsonl"))
        by_name = names.Finder(table)
    return annotate.Own(by_place, by_name)


@cache
def _own_events() -> EventLexicon | None:
    """Return the words of events with the user's own laid over them, where his file is there."""
    path = f"{tables.data_folder()}/events.toml"
    if not os.path.exists(path):  # noqa: PTH110
        return None
    from pathlib import Path

    return lexicon_of_events.merged(lexicon_of_events.overlay(Path(path)))


def _read(document: Document, engine: str) -> Reading:
    """Let the engine find and ``resolve`` link; a day stated by the article itself stands in for a missing one."""
    known = annotate.dated(document)
    found = next(iter(_engine(engine).read([known])))
    linked = annotate.annotate(known, found, _own())
    # an engine may find events itself; what it leaves open is found by the events of the package
    told = linked.events or events.find(known, linked, _own_events())
    return Reading(known, reconcile.within(known, msgspec.structs.replace(linked, events=told)))


def _safely(document: Document, engine: str) -> Reading | Problem:
    try:
        return _read(document, engine)
    except EngineError as error:
        return Problem(document.source, type(error).__name__, error.message, error.advice)
    except Exception as error:  # noqa: BLE001 - a mistake of ours on one article must not lose the others
        message = f"The engine {engine} failed: {type(error).__name__}: {error}."
        return Problem(document.source, "EngineError", message, "Report it, with the article.")
