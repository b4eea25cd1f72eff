"""The peers' own readers of times and numbers, run by an interpreter in which they are installed.

``peers`` starts it and speaks with it in lines of JSON: ``{"reader", "cases"}``, each case a text and the instant of
publication; the answer is ``{"seconds", "answers"}``. A line ``"versions"`` is answered with what is installed.
It imports nothing of this project, so that the peers may have libraries of their own.
"""

import contextlib
import importlib
import io
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import metadata
from typing import Any

Item = dict[str, Any]
Cases = list[tuple[str, str]]
Read = Callable[[str, str], list[Item]]

_CLOCK = ("hour", "_hours", "minute", "_minutes", "second", "_seconds")
_DAY = ("day", "_days", "weekday")
_MONTH = ("month", "_months", "next_month", "prev_month")
_YEAR = ("year", "_years")
_WEEK = ("_weeks",)
_UNITS = {"YEARS": "Y", "MONTHS": "M", "WEEKS": "W", "DAYS": "D"}
_CLOCK_UNITS = {"HOURS": "H", "MINUTES": "M", "SECONDS": "S"}


def maha(**layers: bool) -> Read:
    """Return Maha's reader of some layers (time, numeral, ordinal, duration), with its values in the bench's form."""
    parse = importlib.import_module("maha.parsers.functions").parse_dimension

    def read(text: str, reference: str) -> list[Item]:
        anchor = datetime.fromisoformat(reference).replace(tzinfo=None)
        return [
            item for found in parse(text, **layers) if (item := _of_maha(found, anchor)) is not None
        ]

    return read


def _of_maha(found: Any, anchor: datetime) -> Item | None:
    kind = {"NUMERAL": "number", "ORDINAL": "ordinal", "DURATION": "duration", "TIME": "time"}
    name = kind[found.dimension_type.name]
    value = found.value
    if name == "duration":
        value = _length(found.value.values)
    elif name == "time":
        name, value = _time(found.value, anchor)
    if value is None:
        return None
    return {"start": found.start, "end": found.end, "kind": name, "value": value}


def _length(parts: Any) -> str:
    days = "".join(f"{p.value:g}{_UNITS[p.unit.name]}" for p in parts if p.unit.name in _UNITS)
    clock = "".join(
        f"{p.value:g}{_CLOCK_UNITS[p.unit.name]}" for p in parts if p.unit.name in _CLOCK_UNITS
    )
    return f"P{days}" + (f"T{clock}" if clock else "")


def _time(value: Any, anchor: datetime) -> tuple[str, str | None]:
    """Return kind and value of a time, told as precisely as its fields are."""
    if hasattr(value, "start") and hasattr(value, "end"):
        sides = [None if end is None else _time(end, anchor) for end in (value.start, value.end)]
        kinds = {side[0] for side in sides if side is not None}
        text = "/".join(side[1] or ".." if side is not None else ".." for side in sides)
        return ("time" if kinds == {"time"} else "date_range"), text
    try:
        when = anchor + value
    except (ValueError, OverflowError, TypeError):
        return "date", None
    if _has(value, _CLOCK):
        return "time", when.strftime("%Y-%m-%dT%H:%M")
    if _has(value, _WEEK) and not _has(value, _DAY):
        year, week, _ = when.isocalendar()
        return "date_range", f"{year}-W{week:02}"
    for fields, shape in ((_DAY, "%Y-%m-%d"), (_MONTH, "%Y-%m"), (_YEAR, "%Y")):
        if _has(value, fields):
            return "date", when.strftime(shape)
    return "date", when.strftime("%Y-%m-%d")


def _has(value: Any, fields: tuple[str, ...]) -> bool:
    return any(getattr(value, field, None) is not None for field in fields)


def dateparser(text: str, reference: str) -> list[Item]:
    """Read dates and times by ``dateparser.search``, which gives words and an instant."""
    anchor = datetime.fromisoformat(reference).replace(tzinfo=None)
    search = importlib.import_module("dateparser.search").search_dates
    found = search(text, languages=["ar"], settings={"RELATIVE_BASE": anchor}) or []
    items, at = [], 0
    for words, when in found:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        timed = abs(when.replace(tzinfo=None) - anchor) % timedelta(1) != timedelta(0)
        timed = timed and (when.hour, when.minute) != (0, 0)
        kind, shape = ("time", "%Y-%m-%dT%H:%M") if timed else ("date", "%Y-%m-%d")
        items.append({"start": start, "end": at, "kind": kind, "value": when.strftime(shape)})
    return items


def _readers() -> dict[str, Callable[[], Read]]:
    return {
        "maha": lambda: maha(time=True, numeral=True, ordinal=True, duration=True),
        "maha numbers": lambda: maha(numeral=True),
        "dateparser": lambda: dateparser,
    }


def _versions() -> dict[str, str]:
    found = {}
    for package in ("mahad", "dateparser"):
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[package] = metadata.version(package)
    return found


def _serve() -> None:
    answers, sys.stdout = sys.stdout, io.StringIO()  # what a peer prints is no answer
    ready: dict[str, Read] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        answer: object = _versions()
        if asked != "versions":
            name = asked["reader"]
            read = ready[name] if name in ready else _readers()[name]()
            if name not in ready:
                read("1", "2018-01-11T00:00:00")  # its tables are built outside the clock
                ready[name] = read
            start = time.perf_counter()
            found = [read(text, reference) for text, reference in asked["cases"]]
            answer = {"seconds": time.perf_counter() - start, "answers": found}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    _serve()
