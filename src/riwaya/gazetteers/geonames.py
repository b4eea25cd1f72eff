"""Rows of a GeoNames dump: ``allCountries.txt`` (or one country's file), with ``alternateNamesV2.txt`` beside it.

The format is that of https://download.geonames.org/export/dump/readme.txt: tabs, no header, UTF-8. Only places with a
name in Arabic letters are taken; of the rest a reader of Arabic news has no use.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from riwaya.resolve.places.compile import Row
from riwaya.text import key
from riwaya.types import Problem

_PLAIN = re.compile(
    "[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a\u064b-\u0652 '\u2019-]+"
)
_COLUMNS = 19
_SMALL, _SHORT = 5_000, 4

KINDS = {
    "ADM1": "province", "ADM2": "district", "ADM3": "subdistrict", "ADM4": "subdistrict", "PCLI": "country",
    "PPLC": "city", "PPLA": "city", "PPLX": "quarter", "AIRP": "airport", "AIRB": "base", "MILB": "base",
    "INSM": "base", "MT": "mountain", "MTS": "mountain", "HLL": "mountain", "HLLS": "mountain", "STM": "river",
    "WAD": "valley", "VAL": "valley", "LK": "lake", "RSV": "lake", "DSRT": "desert", "ISL": "island",
    "ISLS": "island", "PRN": "prison", "DAM": "site", "BDG": "site", "PRT": "site", "HSP": "site", "OILF": "oilfield",
    "OILR": "site", "RGN": "region", "AREA": "region", "CMPRF": "camp", "PSN": "crossing", "CSTM": "crossing",
    "STRT": "sea", "GULF": "sea", "SEA": "sea", "RD": "road", "CNL": "sea",
}  # fmt: skip
"""GeoNames feature codes -> our kinds; populated places are told by their people, all else is left out."""


def arabic_names(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return the Arabic names in the lines of ``alternateNamesV2.txt`` by GeoNames id, historic ones left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) >= 8 and columns[2] == "ar" and columns[7] != "1":
            found[columns[1]].append(columns[3])
    return found


def rows(lines: Iterable[str], more: dict[str, list[str]], source: str) -> Iterator[Row | Problem]:
    """Yield a row for each line of the dump that news can name, and a problem for each line that cannot be read.

    ``parent`` is left as ``CC.admin1.admin2`` until every line is known: see :func:`with_parents`.
    """
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\n").split("\t")
        if columns == [""]:
            continue
        if len(columns) != _COLUMNS:
            said = f"The line has {len(columns)} columns, not {_COLUMNS}."
            yield Problem(
                f"{source}:{number}", "BadRow", said, "Give a GeoNames dump as it is downloaded."
            )
            continue
        try:
            row = _row(columns, more)
        except ValueError as error:
            yield Problem(
                f"{source}:{number}",
                "BadRow",
                f"A number cannot be read: {error}.",
                "Correct the line.",
            )
            continue
        if row is not None:
            yield row


def _row(columns: list[str], more: dict[str, list[str]]) -> Row | None:
    number, code, people = columns[0], columns[7], int(columns[14] or 0)
    kind = KINDS.get(code) or (
        "" if columns[6] != "P" else "town" if people >= _SMALL else "village"
    )
    names: dict[str, str] = {}
    for name in [*more.get(number, []), *columns[3].split(",")]:
        if _PLAIN.fullmatch(name.strip()):
            names.setdefault(key(name), name.strip())
    if not kind or not names:
        return None
    latitude, longitude = float(columns[4]), float(columns[5])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude}, {longitude} lies nowhere")
    small = people < _SMALL and kind in (
        "village",
        "quarter",
        "site",
        "mountain",
        "river",
        "valley",
        "region",
    )
    return Row(
        id=f"geonames:{int(number)}",
        names=list(names.values()),
        kinds=[kind],
        latitude=latitude,
        longitude=longitude,
        parent=_unit(columns, code),
        population=people,
        # the name of a hamlet is too often a word of some other kind to count alone
        weak_names=[name for name in names if small or (len(name) <= _SHORT and people < 100_000)],
        source="user",
        licence="CC-BY-4.0",
    )


def _unit(columns: list[str], code: str) -> str:
    country, first, second = columns[8], columns[10], columns[11]
    if code in ("ADM1", "PCLI"):
        return country
    return f"{country}.{first}" if code == "ADM2" or not second else f"{country}.{first}.{second}"


def units(lines: Iterable[str]) -> dict[str, str]:
    """Return the ids of the first- and second-level divisions in a dump by ``CC.admin1`` and ``CC.admin1.admin2``."""
    found: dict[str, str] = {}
    for line in lines:
        columns = line.split("\t")
        if len(columns) == _COLUMNS and columns[7] in ("ADM1", "ADM2"):
            levels = columns[10:11] if columns[7] == "ADM1" else columns[10:12]
            found[".".join([columns[8], *levels])] = f"geonames:{columns[0]}"
    return found


def with_parents(held: list[Row], known: dict[str, str]) -> None:
    """Set each row's parent to the smallest division that is a row itself, or its state."""
    ids = {row.id for row in held}
    for row in held:
        unit = row.parent or ""
        while "." in unit and (known.get(unit) not in ids or known[unit] == row.id):
            unit = unit.rpartition(".")[0]
        row.parent = known[unit] if "." in unit else f"iso:{unit}" if unit else None
