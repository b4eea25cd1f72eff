"""The date of an event, from the expressions that stand with it.

Imports ``values``.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from riwaya.resolve.times.atoms import OVERNIGHT
from riwaya.resolve.times.values import anchored
from riwaya.types import Span, TimeExpression


def date_at(
    expressions: Iterable[TimeExpression], span: Span, published: str | None = None
) -> str | None:
    """Return the date that the expressions within a span of the text tell together, as EDTF, or None.

    Several give the interval from the first to the last (the night of Friday and the dawn of Saturday). Where the
    span leaves out the "since" of an expression, its date is the day since when.
    """
    met = [one for one in expressions if one.span.start < span.end and span.start < one.span.end]
    dates = [_inside(one, span, published) for one in met]
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

    What has gone on since a day is closed at the day of publication, where that is known.
    """
    value, today = expression.value, anchored(published).day
    if value is None or expression.kind == "duration":
        return None
    sides = [_days(side.partition("T")[0]) for side in value.split("/")]
    if expression.kind == "time" and ".." in sides:
        return next((side for side in sides if side != ".."), None)
    if OVERNIGHT in expression.flags and sides[0]:
        sides.append((date.fromisoformat(sides[0]) + timedelta(1)).isoformat())
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
