"""The story of an event as it was told: each voice's first word, denials and new figures, in the order of publication.

Imports ``stands`` and ``disputes``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from riwaya.reconcile.across.disputes import Word
from riwaya.reconcile.across.stands import Stand, Tally, Voice

Step = Literal["claim", "denial", "figure", "turn"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a voice newly said on a day; ``turn``: it now says the opposite of its earlier word. ``figure`` as told."""

    published: str | None
    step: Step
    voice: Voice
    word: Word
    stance: str | None = None
    what: str | None = None
    low: float | int | None = None
    high: float | int | None = None


class Timeline(msgspec.Struct, frozen=True):
    """All entries, those without a day last; ``lag`` is how many days lie between first claim and first denial."""

    entries: tuple[Entry, ...]
    lag: int | None


def timeline(stands: Iterable[Stand], tallies: Iterable[Tally]) -> Timeline:
    """Return what was new, in the order of publication; what a voice only repeats is left out."""
    entries = sorted([*_words(stands), *_figures(tallies)], key=_when)
    return Timeline(tuple(entries), _lag(entries))


def _when(entry: Entry) -> tuple[bool, str, Word, str]:
    return entry.published is None, entry.published or "", entry.word, entry.step


def _words(stands: Iterable[Stand]) -> list[Entry]:
    said: dict[str, str] = {}
    found = list[Entry]()
    for one in sorted(stands, key=_order):
        before = said.get(one.voice.id)
        if before == one.stance:
            continue
        said[one.voice.id] = one.stance
        opposite = {before, one.stance} == {"affirm", "deny"}
        step: Step = "turn" if opposite else "denial" if one.stance == "deny" else "claim"
        found.append(
            Entry(
                published=one.published,
                step=step,
                voice=one.voice,
                word=Word(one.document, one.span.start, one.span.end),
                stance=one.stance,
            )
        )
    return found


def _figures(tallies: Iterable[Tally]) -> list[Entry]:
    seen = set[tuple[object, ...]]()
    found = list[Entry]()
    for one in sorted(tallies, key=_order):
        new = (one.voice.id, one.what, one.low, one.high)
        if new in seen:
            continue
        seen.add(new)
        found.append(
            Entry(
                published=one.published,
                step="figure",
                voice=one.voice,
                word=Word(one.document, one.span.start, one.span.end),
                what=one.what,
                low=one.low,
                high=one.high,
            )
        )
    return found


def _order(one: Stand | Tally) -> tuple[bool, str, str, int]:
    return one.published is None, one.published or "", one.document, one.span.start


def _lag(entries: Sequence[Entry]) -> int | None:
    days = {
        denied: next(
            (
                date.fromisoformat(one.published[:10])
                for one in entries
                if one.published and one.stance == ("deny" if denied else "affirm")
            ),
            None,
        )
        for denied in (False, True)
    }
    claimed, denied = days[False], days[True]
    return None if claimed is None or denied is None else (denied - claimed).days
