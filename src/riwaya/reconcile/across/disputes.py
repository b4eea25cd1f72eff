"""What the voices on one event dispute, over all articles: whether it was, who did it, how many, where and when.

A position is held by voices, not by articles. A toll that grows from one day to the next is an update; so is a voice's
own later word. A range around a figure, a province around its village and a day that nobody names are no dispute.

Imports ``accounts``, ``stands`` and ``types``.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Literal, NamedTuple, TypeVar

import msgspec

from riwaya.reconcile.across.accounts import Account
from riwaya.reconcile.across.stands import Stand, Tally, Voice
from riwaya.types import About, CountOf

T = TypeVar("T")
Status = Literal["open", "settled"]
_NARROW = 1.0
_SIDES: tuple[tuple[str, str], ...] = (("denied", "deny"), ("affirmed", "affirm"))


class Word(msgspec.Struct, frozen=True, order=True):
    """Where a position is told: the document and the span of the deciding words."""

    document: str
    start: int
    end: int


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One answer and who gives it: voices named and unnamed, and how many articles and outlets carry it."""

    value: str
    voices: tuple[Voice, ...]
    articles: int
    outlets: int
    words: tuple[Word, ...]
    first: str | None = None
    last: str | None = None

    @property
    def named(self) -> int:
        """Return how many of the voices have a name."""
        return sum(voice.named for voice in self.voices)


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Answers to one question about an event that cannot all hold, the side of most voices first.

    ``settled``: every voice of one side has since taken the other. ``share`` is the share of voices that disagree with
    the answer of most. Figures have their ``lowest``, ``best`` (that of most voices) and ``highest``.
    """

    about: About
    sides: tuple[Side, ...]
    status: Status
    share: float
    what: CountOf | None = None
    lowest: float | int | None = None
    best: float | int | None = None
    highest: float | int | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A later word that does not contradict the earlier: a toll that has grown, by whichever voice."""

    about: About
    earlier: Side
    later: Side
    what: CountOf | None = None


class _Answer(NamedTuple):
    """What one voice says, once."""

    voice: Voice
    value: str
    what: object
    word: Word
    outlet: str
    published: str | None


def disputes(
    accounts: Sequence[Account], stands: Sequence[Stand], tallies: Sequence[Tally]
) -> tuple[Dispute, ...]:
    """Return what is disputed about the event of these accounts; their order changes nothing."""
    found = [*_sided("occurrence", [one for one in stands if not one.part])]
    found += _sided("actor", [one for one in stands if one.part])
    for what in sorted({one.what for one in tallies} - {"other"}):
        found += _counted(what, [one for one in tallies if one.what == what])
    told = sorted(accounts, key=lambda one: one.id)
    found += _differing("date", [*_days(told, stands)], _is_another_day)
    return tuple(found)


def changes(tallies: Sequence[Tally]) -> tuple[Change, ...]:
    """Return how the figures have grown, in the order of days."""
    found = list[Change]()
    for what in sorted({one.what for one in tallies} - {"other"}):
        steps = list[_Answer]()
        for answer in _in_time(_exact([one for one in tallies if one.what == what])):
            if answer.published and (not steps or _value(answer) > _value(steps[-1])):
                steps.append(answer)
        for earlier, later in pairwise(steps):
            if _is_growth(earlier, later):
                pair = (_side(earlier.value, [earlier]), _side(later.value, [later]))
                found.append(Change(about="count", earlier=pair[0], later=pair[1], what=what))
    return tuple(found)


# ---- for and against ----------------------------------------------------------------------------


def _sided(about: About, stands: Sequence[Stand]) -> Iterator[Dispute]:
    told = {
        value: [_of_stand(one, value) for one in stands if one.stance == stance]
        for value, stance in _SIDES
    }
    latest = {value: _latest(answers) for value, answers in told.items()}
    both = latest["denied"].keys() & latest["affirmed"].keys()
    turned = {voice for voice in both if not _is_same_day(latest, voice)}
    held = {
        value: [answer for answer in answers if _holds(answer, value, latest, turned)]
        for value, answers in told.items()
    }
    if not all(told.values()) or _is_one_voice(told):
        return
    status: Status = "open" if all(held.values()) else "settled"
    shown = held if status == "open" else told
    yield _dispute(about, [_side(value, answers) for value, answers in shown.items()], status)


def _latest(answers: Iterable[_Answer]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in answers:
        found[one.voice.id] = max(found.get(one.voice.id, ""), one.published or "")
    return found


def _is_same_day(latest: dict[str, dict[str, str]], voice: str) -> bool:
    return latest["denied"][voice][:10] == latest["affirmed"][voice][:10]


def _holds(
    answer: _Answer, value: str, latest: dict[str, dict[str, str]], turned: set[str]
) -> bool:
    """Tell whether a voice still says so: its last word counts where it has said both on different days.

    One that says both on one day speaks of two things: what it denies is what it disputes.
    """
    voice = answer.voice.id
    if voice not in turned and voice in latest["denied"]:
        return value == "denied"
    other = "affirmed" if value == "denied" else "denied"
    return voice not in turned or latest[value][voice] > latest[other][voice]


def _is_one_voice(told: dict[str, list[_Answer]]) -> bool:
    return len({one.voice.id for answers in told.values() for one in answers}) < 2


def _of_stand(one: Stand, value: str) -> _Answer:
    word = Word(one.document, one.span.start, one.span.end)
    return _Answer(one.voice, value, one.stance, word, one.outlet, one.published)


# ---- figures ------------------------------------------------------------------------------------


def _counted(what: CountOf, tallies: Sequence[Tally]) -> Iterator[Dispute]:
    """Yield a dispute where the figures of two voices exclude each other and have not only grown."""
    answers = _own(_exact(tallies))
    pairs = combinations(answers, 2)
    if not any(_value(one) != _value(other) and not _has_grown(one, other) for one, other in pairs):
        return
    values = sorted({_value(one) for one in answers})
    sides = [
        _side(_figure(value), [one for one in answers if _value(one) == value]) for value in values
    ]
    best = max(sides, key=lambda side: (len(side.voices), float(side.value)))
    found = _dispute("count", sides, "open")
    yield msgspec.structs.replace(
        found,
        what=what,
        lowest=values[0],
        best=next(value for value in values if _figure(value) == best.value),
        highest=values[-1],
    )


def _exact(tallies: Iterable[Tally]) -> list[_Answer]:
    """Return the figures that are one number: a bound or "dozens" can hold with many others."""
    return [
        _Answer(
            one.voice,
            _figure(one.low),
            one.low,
            Word(one.document, one.span.start, one.span.end),
            one.outlet,
            one.published,
        )
        for one in tallies
        if one.low is not None and one.low == one.high
    ]


def _own(answers: Iterable[_Answer]) -> list[_Answer]:
    """Return the one figure of each voice: its last day's highest, as a part of a toll is told beside the whole."""
    found: dict[str, _Answer] = {}
    for one in _in_time(answers):
        held = found.get(one.voice.id)
        if held is None or _lasting(one) > _lasting(held):
            found[one.voice.id] = one
    return [found[voice] for voice in sorted(found)]


def _lasting(one: _Answer) -> tuple[str, float]:
    return (one.published or "")[:10], _value(one)


def _in_time(answers: Iterable[_Answer]) -> list[_Answer]:
    return sorted(answers, key=lambda one: (one.published or "", one.word, one.voice.id))


def _value(answer: _Answer) -> float:
    return float(answer.what) if isinstance(answer.what, int | float) else math.nan


def _figure(value: float | int) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _has_grown(one: _Answer, other: _Answer) -> bool:
    return _is_growth(one, other) or _is_growth(other, one)


def _is_growth(earlier: _Answer, later: _Answer) -> bool:
    """Tell whether a figure of a later day is the greater one."""
    if not earlier.published or not later.published:
        return False
    return earlier.published[:10] < later.published[:10] and _value(earlier) < _value(later)


# ---- days ---------------------------------------------------------------------------------------


def _days(accounts: Iterable[Account], stands: Iterable[Stand]) -> Iterator[_Answer]:
    """Yield the day of each article that names one day only, as its narrator's word."""
    first: dict[str, Stand] = {}
    for one in sorted(stands, key=lambda one: (one.document, one.claim)):
        first.setdefault(one.document, one)
    for account in accounts:
        stand = first.get(account.document)
        if len(account.told_days) == 1 and stand is not None:
            (day,) = account.told_days
            yield _of_stand(stand, day)._replace(what=day)


def _is_another_day(one: _Answer, other: _Answer) -> bool:
    return one.what != other.what


def _differing(
    about: About, answers: Sequence[_Answer], differ: Callable[[_Answer, _Answer], bool]
) -> Iterator[Dispute]:
    pairs = combinations(answers, 2)
    if not any(differ(one, other) and one.voice.id != other.voice.id for one, other in pairs):
        return
    values = sorted({one.value for one in answers})
    sides = [_side(value, [one for one in answers if one.value == value]) for value in values]
    yield _dispute(about, sides, "open")


# ---- sides --------------------------------------------------------------------------------------


def _side(value: str, answers: Sequence[_Answer]) -> Side:
    days = sorted(one.published for one in answers if one.published)
    voices = {one.voice.id: one.voice for one in sorted(answers, key=lambda one: one.voice)}
    return Side(
        value=value,
        voices=tuple(sorted(voices.values())),
        articles=len({one.word.document for one in answers}),
        outlets=len({one.outlet for one in answers}),
        words=tuple(sorted({one.word for one in answers})),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _dispute(about: About, sides: Sequence[Side], status: Status) -> Dispute:
    ordered = sorted(sides, key=lambda side: (-len(side.voices), side.value))
    voices = {voice.id for side in sides for voice in side.voices}
    most = len(ordered[0].voices)
    return Dispute(
        about=about,
        sides=tuple(ordered),
        status=status,
        share=1 - most / len(voices),
    )
