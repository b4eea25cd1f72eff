"""What the dates that a text has told so far lend to later ones.

An hour takes the day of its sentence; "the same year" and "the following day" count from the last date told; a day and
month take the year that the text gave them before.

Imports ``atoms``, ``moments``, ``values`` and ``vocabulary``.
"""

from datetime import date, timedelta

import msgspec

from riwaya.resolve.times.atoms import Atom
from riwaya.resolve.times.moments import Moment, Stretch
from riwaya.resolve.times.values import Value
from riwaya.resolve.times.vocabulary import View, words_of
from riwaya.text import BREAK

_REACH = 150  # tokens over which a day said before lends itself to an hour


class Story(msgspec.Struct):
    """What the dates told so far lend to later ones: the last day with its place, and the last year."""

    day: date | None = None
    past: int = 0
    named: bool = False
    year: int | None = None
    years: dict[tuple[int, int], int] = {}

    def note(self, atom: Atom, meaning: Moment | Stretch, value: Value) -> None:
        """Remember the day of an expression."""
        if value.day is None:
            return
        self.year = value.day.year
        for said in _moments(meaning):
            if said.year is not None and said.month and said.day and not said.hijri:
                self.years[said.month, said.day] = said.year
        if value.text[:10] == value.day.isoformat():
            moment = meaning if isinstance(meaning, Moment) else None
            self.day, self.past = value.day, atom.past
            self.named = moment is not None and (
                moment.weekday is not None or moment.day is not None
            )

    def near(self, view: View, atom: Atom) -> date | None:
        """Return the day that an hour without a day belongs to: of its sentence, or named shortly before."""
        if self.day is None or atom.first - self.past > _REACH:
            return None
        ends = words_of("marks.ends")
        between = view.keys[self.past : atom.first]
        if self.named or not any(key in ends or key == BREAK for key in between):
            return self.day
        return None

    def fill(self, meaning: Moment | Stretch, near: date | None) -> Moment | Stretch | None:
        """Return a meaning with what it takes from earlier dates, or None where nothing has been told yet.

        ``near`` is the day told shortly before, if one was.
        """
        if isinstance(meaning, Moment):
            return self._fill(meaning, self.year)
        if near is not None and meaning.start is None and _is_bare_weekday(meaning.end):
            return msgspec.structs.replace(meaning, end=_weekday_from(near, meaning.end))
        said = meaning.start.year if meaning.start is not None else None
        start = None if meaning.start is None else self._fill(meaning.start, self.year)
        end = None if meaning.end is None else self._fill(meaning.end, said or self.year)
        if (meaning.start is not None and start is None) or (
            meaning.end is not None and end is None
        ):
            return None
        return msgspec.structs.replace(meaning, start=start, end=end)

    def _fill(self, moment: Moment, year: int | None) -> Moment | None:
        if moment.same == "year":
            return None if year is None else msgspec.structs.replace(moment, same=None, year=year)
        if moment.same == "day":
            return self._other_day(moment)
        if moment.day is None or moment.month is None or _is_placed(moment):
            return moment
        told = self.years.get((moment.month, moment.day))
        return moment if told is None else msgspec.structs.replace(moment, year=told, toward=None)

    def _other_day(self, moment: Moment) -> Moment | None:
        """Return the day that lies so many days from the last day told."""
        if self.day is None:
            return None
        try:
            when = self.day + timedelta(moment.offset or 0)
        except OverflowError:
            return None
        day = Moment(year=when.year, month=when.month, day=when.day)
        return msgspec.structs.replace(day, clock=moment.clock, part=moment.part, zone=moment.zone)


def is_of_story(meaning: Moment | Stretch) -> bool:
    """Tell whether a meaning counts from a date that the text told before."""
    return any(said.same is not None for said in _moments(meaning))


def _is_bare_weekday(moment: Moment | None) -> bool:
    return moment is not None and moment in (
        Moment(weekday=moment.weekday),
        Moment(weekday=moment.weekday, toward="past"),
    )


def _weekday_from(day: date, moment: Moment | None) -> Moment | None:
    """Return the first such weekday on or after a day: what began then lasts until it."""
    if moment is None or moment.weekday is None:
        return moment
    when = day + timedelta((moment.weekday - day.isoweekday()) % 7)
    return Moment(year=when.year, month=when.month, day=when.day)


def _is_placed(moment: Moment) -> bool:
    """Tell whether the year of a day and month is said, or pointed at."""
    pointed = moment.year, moment.turn, moment.offset
    return (
        moment.hijri
        or any(field is not None for field in pointed)
        or moment.toward in ("future", "coming")
    )


def _moments(meaning: Moment | Stretch) -> list[Moment]:
    ends = (meaning,) if isinstance(meaning, Moment) else (meaning.start, meaning.end)
    return [end for end in ends if end is not None]
