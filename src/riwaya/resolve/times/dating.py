"""The date of an event, from the expressions that stand with it.

Imports ``periods``, ``story`` and ``values``.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from riwaya.resolve.times.atoms import BEGUN, OVERNIGHT
from riwaya.resolve.times.moments import Moment, read
from riwaya.resolve.times.periods import Anchor, settle
from riwaya.resolve.times.story import is_of_story
from riwaya.resolve.times.values import anchored
from riwaya.types import Span, TimeExpression


def date_at(
    expressions: Iterable[TimeExpression], span: Span, published: str | None = None
) -> str | None:
    """Return the date that the expressions within a span of the text tell together, as EDTF, or None.

    Several give the interval from the first to the last (the night of Friday and the dawn of Saturday). Where the
    span leaves out the "since" of an expression, its date is the day since when. What is counted from another date of
    the text ("two days after the raid") is counted from the last one told before it, else from publication; so
    ``expressions`` are best those of the whole text.
    """
    known = list(expressions)
    met = [one for one in known if one.span.start < span.end and span.start < one.span.end]
    dates = [_inside(one, span, published) or _counted(one, known, published) for one in met]
    told = [one for one in dates if one is not None]
    if len(told) < 2:
        return told[0] if told else None
    first = told[0].partition("/")[0].replace("X", "0")
    last = told[-1].rpartition("/")[2].replace("X", "9")
    return first if first == last else f"{min(first, last)}/{max(first, last)}"


def _inside(expression: TimeExpression, span: Span, published: str | None) -> str | None:
    told = date_of(expression, published)
    value = expression.value or ""
    if told is not None and value.endswith("/..") and expression.span.start < span.start:
        return told.partition("/")[0]
    return told


def date_of(expression: TimeExpression, published: str | None = None) -> str | None:
    """Return the date of an expression as EDTF, without its time of day; a week as its days.

    What has gone on since a day is closed at the day of publication, where that is known; what happened on it and
    still holds is dated by that day alone.
    """
    value, today = expression.value, anchored(published).day
    if value is None or expression.kind == "duration":
        return None
    sides = [_days(side.partition("T")[0]) for side in value.split("/")]
    if expression.kind == "time" and ".." in sides:
        return next((side for side in sides if side != ".."), None)
    if OVERNIGHT in expression.flags and sides[0]:
        sides.append((date.fromisoformat(sides[0]) + timedelta(1)).isoformat())
    if BEGUN in expression.flags:
        return sides[0]
    if sides[-1] == ".." and today is not None:
        sides[-1] = today.isoformat()
    if "since" in expression.flags and len(sides) == 1 and today is not None:
        # Since twelve years ago: closed in the precision it was said in.
        sides.append(today.isoformat()[: len(sides[0])])
    return sides[0] or None if len(set(sides)) == 1 else "/".join(sides)


def _days(side: str) -> str:
    if "-W" not in side:
        return side
    monday = date.fromisocalendar(int(side[:4]), int(side[6:]), 1)
    return f"{monday}/{monday + timedelta(6)}"


# --------------------------------------------------------------- counted from another date of the text


def _counted(
    expression: TimeExpression, known: list[TimeExpression], published: str | None
) -> str | None:
    """Return the date of an expression that counts from the one told before it, or None of others."""
    meaning = None if expression.relative is None else read(expression.relative)
    if meaning is None or not is_of_story(meaning):
        return None
    story = _story(expression, known, published)
    if story is None:
        return None
    if isinstance(meaning, Moment):
        return _shifted(story, meaning)
    today = anchored(published).day
    ends = [
        (today.isoformat() if today else None)
        if end is None
        else _on_day(_shifted(story, end), story)
        for end in (meaning.start, meaning.end)
    ]
    told = list(dict.fromkeys(end for end in ends if end))
    return "/".join(told) or None


def _story(
    expression: TimeExpression, known: list[TimeExpression], published: str | None
) -> str | None:
    """Return the day, month or year told last before an expression and near it, else the day of publication."""
    start = expression.span.start
    for one in reversed(known):
        if one.span.end <= start and start - one.span.end <= _REACH:
            told = date_of(one, published)
            if told is not None and one.kind != "date_range" and "/" not in told:
                return told
    today = anchored(published).day
    return None if today is None else today.isoformat()


def _shifted(story: str, moment: Moment) -> str | None:
    """Return the date that lies as far from another as a moment says, in the precision of the coarser of the two."""
    year, month, day = (*story.replace("X", "5").split("-"), "", "")[:3]
    if not month.isdigit() or int(month) > _MONTHS:
        month = ""
    middle = date(int(year), int(month or 7), int(day or 15))
    period = settle(msgspec.structs.replace(moment, same=None), Anchor(middle))
    return None if period is None else period.text[: len(story)]


def _on_day(told: str | None, story: str) -> str | None:
    """Return the end of a stretch to the day, where the date that it counts from is told to the day."""
    if told is None or len(told) == len(story) or len(story) != len("YYYY-MM-DD"):
        return told
    from calendar import monthrange  # it loads the locale with it, and few articles count so

    whole = date.fromisoformat(story)
    year, month = int(told[:4]), int(told[5:7] or whole.month)
    return whole.replace(
        year=year, month=month, day=min(whole.day, monthrange(year, month)[1])
    ).isoformat()


_REACH = 600  # characters
_MONTHS = 12
