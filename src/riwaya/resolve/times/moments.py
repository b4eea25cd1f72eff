"""What a time expression says, before a day of publication makes a value of it.

A ``Moment`` is a point or a unit of the calendar as far as the words give it; a ``Stretch`` lies between two moments
and may be open; a ``Length`` is a duration. ``write`` and ``read`` turn moments and stretches into the text that
``TimeExpression.relative`` keeps, and back:

>>> write(Moment(offset=-2, unit="day"))
'offset=-2'
>>> read("weekday=4,turn=-1")
Moment(weekday=4, turn=-1)

This module knows neither Arabic nor the calendar.
"""

from functools import lru_cache

import msgspec

UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


class Moment(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, gc=False):
    """Fields of a date and a time of day, each only where it was said.

    ``offset`` counts ``unit`` from the day of publication (``offset=-2`` is two days before it) and ``grain`` is the
    precision it was meant in, where that is coarser. ``weekday`` is 1 for Monday to 7; ``nth`` the how-manieth of its
    month, -1 the last. ``turn`` is "the last" (-1), "this" (0), "the next" (1) and their neighbours; ``toward`` is
    ``past``, ``future`` or ``coming`` (a planned present, the day itself included) where a verb says so.
    ``season`` is an EDTF season (21 spring .. 24 winter), quarter (33..36) or half-year (40, 41). ``clock`` is
    ``HH:MM`` or ``HH:MM:SS``; ``part`` a part of the day (``EV``).
    ``phase`` is early, middle or late in the unit; ``same`` is the unit taken from an earlier date of the text.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    offset: int | None = None
    unit: str | None = None
    grain: str | None = None
    turn: int | None = None
    toward: str | None = None
    season: int | None = None
    decade: int | None = None
    hijri: bool = False
    clock: str | None = None
    part: str | None = None
    zone: str | None = None
    phase: str | None = None
    same: str | None = None

    @property
    def has_time(self) -> bool:
        """Tell whether a time of day is said."""
        return self.clock is not None or self.part is not None

    @property
    def has_date(self) -> bool:
        """Tell whether anything of the calendar is said."""
        return self.finest is not None

    @property
    def finest(self) -> str | None:
        """Return the smallest unit of the calendar that is said, or None for a mere time of day."""
        if self.day is not None or self.weekday is not None or self.nth is not None:
            return "day"
        if self.offset is not None and self.unit in ("second", "minute", "hour", "day", "week"):
            return self.grain or self.unit
        if self.month is not None or self.unit == "month":
            return self.grain or "month"
        if self.season is not None:
            return "season"
        if self.year is not None or self.unit == "year":
            return "year"
        return "decade" if self.decade is not None else self.unit or self.same


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """From ``start`` to ``end``, both inside unless ``strict``; None where it is open."""

    start: Moment | None
    end: Moment | None
    strict: bool = False
    rest: bool = False


class Length(msgspec.Struct, frozen=True, gc=False):
    """A duration: how many of each unit, largest first; ``vague`` where no number is given (some days)."""

    parts: tuple[tuple[str, float], ...]
    vague: bool = False


Meaning = Moment | Stretch | Length

_NUMBERS = frozenset(
    ("year", "month", "day", "weekday", "nth", "offset", "turn", "season", "decade")
)


def write(meaning: Moment | Stretch) -> str:
    """Return the relative form of a meaning."""
    if isinstance(meaning, Moment):
        return _write_moment(meaning)
    ends = "/".join(
        ".." if end is None else _write_moment(end) for end in (meaning.start, meaning.end)
    )
    return ("outside " if meaning.strict else "rest " if meaning.rest else "") + ends


@lru_cache(maxsize=2048)
def _write_moment(moment: Moment) -> str:
    said = []
    for name in Moment.__struct_fields__:
        value = getattr(moment, name)
        if value is None or value is False:
            continue
        # The commonest forms stay shortest: a day is the unit and the past the direction of a bare weekday.
        if (name == "unit" and value == "day") or (
            name == "toward" and value == "past" and moment.weekday
        ):
            continue
        said.append(f"{name}={value}")
    return ",".join(said)


def read(relative: str) -> Moment | Stretch:
    """Return the meaning that ``write`` wrote."""
    mode, _, rest = relative.rpartition(" ")
    if "/" not in rest:
        return _read_moment(rest)
    start, end = (None if side == ".." else _read_moment(side) for side in rest.split("/"))
    return Stretch(start, end, strict=mode == "outside", rest=mode == "rest")


def _read_moment(text: str) -> Moment:
    fields = dict(pair.split("=", 1) for pair in text.split(",") if pair)
    if "offset" in fields:
        fields.setdefault("unit", "day")
    return msgspec.convert(
        {name: int(value) if name in _NUMBERS else value == "True" if name == "hijri" else value
         for name, value in fields.items()},
        Moment,
    )  # fmt: skip
