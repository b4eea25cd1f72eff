"""A user's own places: import a GeoNames dump or a CSV into one file, and read with it beside the shipped gazetteer.

The file is ``places.jsonl`` in the user's data folder (``RIWAYA_DATA`` names another); importing again replaces rows of
the same id and keeps the others. A bad row is a problem in the report, never the end of an import.

Reads and writes files, which ``resolve`` does not. Imports ``types``, ``errors``, ``text`` and ``resolve.places``.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from riwaya import tables
from riwaya.errors import DamagedSource, Unreachable
from riwaya.gazetteers import geonames
from riwaya.resolve.places import Gazetteer, shipped
from riwaya.resolve.places.compile import Row, compile_rows
from riwaya.resolve.places.table import SHAPE, Table
from riwaya.text import key
from riwaya.types import Problem

_WANTED = ("name", "latitude", "longitude")
_HINT = "A CSV needs a first line with name, latitude, longitude and, if known, country, parent, aliases, kind, id."


class Report(msgspec.Struct, frozen=True):
    """What an import did: rows read and kept, rows now in the user's file, problems by line."""

    read: int
    total: int
    path: Path
    problems: tuple[Problem, ...]


def user_path() -> Path:
    """Return where the user's places are kept."""
    return Path(tables.data_folder()) / "places.jsonl"


def import_places(
    source: Path, *, alternates: Path | None = None, into: Path | None = None
) -> Report:
    """Take the places of a GeoNames dump (tabs) or a CSV file into the user's file.

    ``alternates`` is GeoNames' ``alternateNamesV2.txt`` for the Arabic names that the dump itself lacks.
    Raises :class:`Unreachable` where a file cannot be opened, :class:`DamagedSource` where it is neither format.
    """
    path = into or user_path()
    found = list(_dump(source, alternates) if _is_dump(source) else _csv(source))
    rows = [each for each in found if isinstance(each, Row)]
    kept = {row.id: row for row in _stored(path)} | {row.id: row for row in rows}
    _write(path, list(kept.values()))
    problems = tuple(each for each in found if isinstance(each, Problem))
    return Report(read=len(rows), total=len(kept), path=path, problems=problems)


def user_gazetteer(path: Path | None = None) -> Gazetteer:
    """Return the shipped gazetteer with the user's places beside it, if there are any."""
    rows = path or user_path()
    if not rows.exists():
        return shipped()
    compiled = _compiled_path(rows)
    with suppress(OSError, msgspec.DecodeError):
        return Gazetteer(*shipped().parts, tables.decode(compiled.read_bytes(), Table))
    table = _table(_stored(rows))
    with suppress(OSError):
        _replace(compiled, tables.encode(table))
    return Gazetteer(*shipped().parts, table)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from file
    except OSError as error:
        raise Unreachable(
            f"{path} cannot be opened: {error.strerror}.", source=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise DamagedSource(
            f"{path} is not UTF-8.", source=str(path), advice="Save it as UTF-8."
        ) from error


def _is_dump(path: Path) -> bool:
    first = next(_lines(path), "")
    if "\t" in first and first.split("\t", 1)[0].isdigit():
        return True
    if "," in first or ";" in first:
        return False
    raise DamagedSource(
        f"{path} is neither a GeoNames dump nor a CSV.", source=str(path), advice=_HINT
    )


def _dump(path: Path, alternates: Path | None) -> list[Row | Problem]:
    more = geonames.arabic_names(_lines(alternates)) if alternates is not None else {}
    found = list(geonames.rows(_lines(path), more, str(path)))
    geonames.with_parents(
        [row for row in found if isinstance(row, Row)], geonames.units(_lines(path))
    )
    return found


def _csv(path: Path) -> list[Row | Problem]:
    lines = list(_lines(path))
    table = csv.DictReader(
        lines, delimiter=";" if lines[0].count(";") > lines[0].count(",") else ","
    )
    table.fieldnames = [name.strip().lower() for name in table.fieldnames or []]
    missing = [name for name in _WANTED if name not in table.fieldnames]
    if missing:
        raise DamagedSource(
            f"{path} has no column {', '.join(missing)}.", source=str(path), advice=_HINT
        )
    found = [_csv_row(cells, f"{path}:{table.line_num}") for cells in table]
    rows = [each for each in found if isinstance(each, Row)]
    return [*found, *_name_parents(rows, str(path))]


def _csv_row(cells: dict[str, str | None], source: str) -> Row | Problem:
    said = {name: (value or "").strip() for name, value in cells.items() if isinstance(value, str)}
    if not key(said.get("name", "")):
        return Problem(source, "BadRow", "The row has no name.", _HINT)
    try:
        latitude, longitude = float(said.get("latitude", "")), float(said.get("longitude", ""))
    except ValueError:
        return Problem(
            source,
            "BadRow",
            "The coordinates are no numbers.",
            "Give degrees such as 35.47 and 44.39.",
        )
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return Problem(
            source, "BadRow", f"{latitude}, {longitude} lies nowhere.", "Latitude comes first."
        )
    country = said.get("country", "").upper()
    aliases = said.get("aliases", "").replace("|", ";").split(";")
    return Row(
        id=said.get("id") or _new_id(said["name"], latitude, longitude),
        names=[name for name in (said["name"], *(alias.strip() for alias in aliases)) if name],
        kinds=[said.get("kind") or "town"],
        latitude=latitude,
        longitude=longitude,
        parent=said.get("parent") or (f"iso:{country}" if country else None),
        source=f"user {country}",
        licence="LicenseRef-user",
    )


def _new_id(name: str, latitude: float, longitude: float) -> str:
    content = msgspec.json.encode([name, latitude, longitude])
    return f"user:{blake2b(content, digest_size=8).hexdigest()}"


def _name_parents(rows: list[Row], source: str) -> Iterator[Problem]:
    """Turn parents given by name into ids: of a row of the same file, or of a shipped place of that state."""
    own = {key(row.names[0]): row.id for row in rows}
    for row in rows:
        country = row.source.partition(" ")[2]
        row.source = "user"
        parent = row.parent
        if parent is None or parent.startswith(("iso:", "geonames:", "riwaya:", "user:")):
            continue
        row.parent = own.get(key(parent)) or _shipped_id(parent, country)
        if row.parent is None:
            row.parent = f"iso:{country}" if country else None
            message = (
                f"The parent of {row.names[0]}, {parent}, is not known; its state stands instead."
            )
            yield Problem(
                source, "UnknownParent", message, "Give the parent a row of its own, or its id."
            )


def _shipped_id(name: str, country: str) -> str | None:
    known = shipped()
    wanted = key(name)
    places = [known.place(row) for row in range(len(known))]
    fits = [
        place
        for place in places
        if key(place.name) == wanted
        and (not country or place.state == f"iso:{country}")
        and "village" not in place.kinds
    ]
    wide = [place for place in fits if "province" in place.kinds or "district" in place.kinds]
    best = (wide or fits)[:1]
    return best[0].id if best else None


def _stored(path: Path) -> list[Row]:
    try:
        return msgspec.json.Decoder(Row).decode_lines(path.read_bytes())
    except FileNotFoundError:
        return []
    except msgspec.DecodeError as error:
        raise DamagedSource(
            f"{path} is damaged: {error}.",
            source=str(path),
            advice="Move it away and import again.",
        ) from error


def _table(rows: Iterable[Row]) -> Table:
    known = shipped()

    def beyond(place_id: str) -> tuple[str, ...]:
        place = known.get(place_id)
        return place.parents if place is not None else ()

    return compile_rows(list(rows), beyond)


def _compiled_path(path: Path) -> Path:
    return path.with_suffix(f".{SHAPE}.msgpack")


def _write(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # the compiled copy goes first: between the two there is none, never an old one
    _compiled_path(path).unlink(missing_ok=True)
    _replace(path, msgspec.json.Encoder().encode_lines(rows))
    _replace(_compiled_path(path), tables.encode(_table(rows)))


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
        handle.write(content)
    Path(handle.name).replace(path)
