"""What several articles together say of one event: where, when, and how many, lowest to highest.

Each article has one figure of its own; none is ever overwritten by a sum or a mean. The lowest is ACLED's reading;
lowest, best and highest are UCDP's.

Imports ``accounts``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

import msgspec

from riwaya.reconcile.across.accounts import Account, Figure

_ENOUGH, _FAR_ABOVE = 3, 3
_SPAN = 30  # years after the last one told in which a weekday and a day of the month are looked for


class Toll(msgspec.Struct, frozen=True):
    """The figures of one kind: ``lowest`` and ``highest`` that articles tell, ``best`` the one that most tell.

    ``highest`` is None where nobody gives an upper bound; ``own`` is the figure of each account that gives one.
    """

    lowest: float | int | None
    best: float | int | None
    highest: float | int | None
    own: dict[str, Figure]


class Summary(msgspec.Struct, frozen=True):
    """Where and when an event was, as most of its articles say; ``deduced``: no article gives the year itself."""

    place: str | None
    date: str | None
    deduced: bool
    killed: Toll | None
    wounded: Toll | None


def summarise(accounts: Iterable[Account]) -> Summary:
    """Return what the accounts of one event say together; their order changes nothing."""
    told = sorted(accounts, key=lambda one: one.id)
    day, deduced = _date(told)
    return Summary(
        place=place_of(told),
        date=day,
        deduced=deduced,
        killed=toll((one.id, one.killed) for one in told),
        wounded=toll((one.id, one.wounded) for one in told),
    )


def toll(figures: Iterable[tuple[str, tuple[Figure, ...]]]) -> Toll | None:
    """Return lowest, best and highest of the figures that each account tells first, exact ones before vague ones."""
    own = {name: _own(told) for name, told in figures if told}
    exact = _without_sums([low for low, high in own.values() if low is not None and low == high])
    if not own:
        return None
    if not exact:
        lows = [low for low, _ in own.values() if low is not None]
        highs = [high for _, high in own.values()]
        bounds = [high for high in highs if high is not None]
        highest = max(bounds) if len(bounds) == len(highs) else None
        return Toll(min(lows, default=None), None, highest, own)
    counted = Counter(exact)
    most = max(counted.values())
    best = max(value for value, times in counted.items() if times == most)
    return Toll(min(exact), best, max(exact), own)


def _without_sums(figures: list[float | int]) -> list[float | int]:
    """Return figures but those far above the middle one of at least three: what a year or a war has cost.

    An article's ``own`` figure and the dispute about it stay as they are.
    """
    if len(figures) < _ENOUGH:
        return figures
    return [one for one in figures if one <= _FAR_ABOVE * median(figures)]


def _own(told: Sequence[Figure]) -> Figure:
    return next((one for one in told if one[0] is not None and one[0] == one[1]), told[0])


def place_of(accounts: Sequence[Account]) -> str | None:
    """Return the name that most accounts tell near the event, a narrow one before a broad one."""
    votes = dict[str, float]()
    for one in accounts:
        for name, narrow in one.around.items():
            weight = 1 + (name in one.places) + (name in one.foremost)
            votes[name] = votes.get(name, 0.0) + narrow * weight
    if not votes:
        return None
    best = max(votes, key=lambda name: (votes[name], name))
    written = Counter(one.written[best] for one in accounts if best in one.written)
    return max(written, key=lambda name: (written[name], name))


def _date(accounts: Sequence[Account]) -> tuple[str | None, bool]:
    votes = Counter[str]()
    for one in accounts:
        votes.update(one.days.days)
    for day, times in votes.items():
        known = date.fromisoformat(day)
        for one in accounts:
            if day not in one.days.days and (known.month, known.day) in one.days.month_days:
                votes[day] = times + 1
    if votes:
        # what happened was before it was told: of days told as often the first
        return min(votes, key=lambda day: (-votes[day], day)), False
    return _deduced(accounts), True


def _deduced(accounts: Sequence[Account]) -> str | None:
    """Return the day that a weekday and a day of the month give in the first year not before any that is told.

    An article tells of years up to its own; a Wednesday that is the 24th of November comes once in five or six years.
    """
    month_days = Counter(day for one in accounts for day in one.days.month_days)
    weekdays = Counter(day for one in accounts for day in one.days.weekdays)
    years = [one.days.latest for one in accounts if one.days.latest is not None]
    if not month_days or not weekdays or not years:
        return None
    month, day = max(month_days, key=lambda one: (month_days[one], one))
    weekday = max(weekdays, key=lambda one: (weekdays[one], one))
    for year in range(max(years), max(years) + _SPAN):
        try:
            known = date(year, month, day)
        except ValueError:  # the 29th of February
            continue
        if known.isoweekday() == weekday:
            return known.isoformat()
    return None
