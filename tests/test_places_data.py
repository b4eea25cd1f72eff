"""The shipped gazetteer: every row is whole, every list is what its record says."""

import math
import subprocess
import sys
import tomllib
from hashlib import sha256
from itertools import pairwise

import msgspec
import pytest

from riwaya import tables
from riwaya.resolve import places
from riwaya.resolve.places.compile import own_rows
from riwaya.resolve.places.table import FILES, OWN, Place, kilometres
from riwaya.text import key, tokenise

KINDS = {
    "airport", "base", "camp", "city", "country", "crossing", "desert", "district", "island", "lake", "mountain",
    "oilfield", "prison", "province", "quarter", "region", "river", "road", "sea", "site", "subdistrict", "town",
    "valley", "village",
}  # fmt: skip
_LARGE = ("iso:SA", "iso:DZ", "iso:LY", "iso:SD", "iso:EG", "iso:RU", "iso:US")


def everything() -> list[Place]:
    """Return every shipped place."""
    known = places.shipped()
    return [known.place(row) for row in range(len(known))]


def test_every_place_has_an_id_of_its_own_a_source_and_a_licence() -> None:
    """Who says so, and under what terms."""
    held = everything()
    assert len({place.id for place in held}) == len(held)
    assert [place.id for place in held if not place.source or not place.licence] == []
    assert {place.id.partition(":")[0] for place in held} == {"geonames", "iso", "riwaya"}


def test_every_parent_is_a_place_and_no_place_contains_itself() -> None:
    """Chains end at a state."""
    held = everything()
    known = {place.id: place for place in held}
    for place in held:
        assert all(parent in known for parent in place.parents), place
        assert place.id not in place.parents, place
        assert len(set(place.parents)) == len(place.parents), place
        if place.parents:
            assert "country" in known[place.parents[-1]].kinds, place


def test_every_kind_is_known_and_every_coordinate_on_the_globe() -> None:
    """Degrees, latitude first."""
    for place in everything():
        assert set(place.kinds) <= KINDS, place
        if place.latitude is not None and place.longitude is not None:
            assert -90 <= place.latitude <= 90, place
            assert -180 <= place.longitude <= 180, place


def test_an_own_place_lies_near_what_contains_it() -> None:
    """A wrong digit would put it elsewhere."""
    known = {place.id: place for place in everything()}
    for place in known.values():
        if "riwaya" not in place.source or not place.parents:
            continue
        parent = known[place.parents[0]]
        large = place.parents[-1] in _LARGE
        limit = (4000 if large else 1500) if "country" in parent.kinds else 650 if large else 260
        distance = kilometres(place, parent)
        assert math.isinf(distance) or distance < limit, (place, parent, distance)


def test_the_record_of_provenance_is_that_of_the_files() -> None:
    """Digests and row counts; the compiled table is keyed by this record."""
    record = tables.toml("places/provenance.toml")
    for name, said in record.items():
        content = tables.raw(f"places/{name}.jsonl")
        assert sha256(content).hexdigest() == said["sha256"]
        assert content.count(b"\n") == said["rows"]
        assert said["licence"]
        assert said["credit"]


def test_every_own_list_is_compiled() -> None:
    """A new file in the folder must be named."""
    there = {path.stem for path in tables.path("places/own").glob("*.toml")}
    assert there == set(OWN)
    assert all(f"places/own/{name}.toml" in FILES for name in OWN)


@pytest.mark.parametrize("name", OWN)
def test_every_own_name_is_found_by_a_text_that_says_it(name: str) -> None:
    """Each spelling, after a word that calls for a place, means that place or is ambiguous with it."""
    known = places.shipped()
    for row in own_rows(name):
        for spelling in row.names:
            code = _state(row.parent or row.id)
            found = places.find(tokenise(f"{_feature(row.kinds)} {spelling}"), state=code)
            assert found, spelling
            meant = {
                each for mention in found for each in (mention.place, *mention.candidates) if each
            }
            states = {place.state for each in meant if (place := known.get(each)) is not None}
            assert code is None or f"iso:{code}" in states, (spelling, meant)


def _state(place_id: str) -> str | None:
    place = places.shipped().get(place_id)
    return place.state.removeprefix("iso:") if place is not None and place.state else None


def _feature(kinds: list[str]) -> str:
    features = tomllib.loads(tables.raw("places/words.toml").decode())["feature"]
    for kind in kinds:
        for feature in features:
            if feature["kinds"][0] == kind:
                return str(feature["words"][0])
    return "في"


def test_names_that_two_lists_weigh_are_weighed_once() -> None:
    """A name is either doubtful or for feature words only; canonical order."""
    weak = tables.toml("places/weak.toml")
    assert not set(weak["after_preposition"]) & set(weak["beside_feature"])
    for words in weak.values():
        assert all(first < second for first, second in pairwise(words))
        assert all(key(word) == word for word in words)


def test_the_sizes_shipped_are_a_few_megabytes() -> None:
    """The package stays small."""
    files = list(tables.path("places").rglob("*.*"))
    assert sum(path.stat().st_size for path in files) < 4_000_000


def test_a_warm_start_loads_the_gazetteer_in_milliseconds() -> None:
    """It must not slow the plain reading of an article."""
    code = (
        "import time, msgspec, riwaya.text; from riwaya import tables; tables.digest('ar/letters.toml');"
        "from riwaya.resolve.places import table;"
        "start = time.perf_counter(); table.shipped(); print(time.perf_counter() - start)"
    )
    times = [float(_run(code)) for _ in range(5)]
    assert min(times) < 0.03


def _run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_a_place_is_known_by_its_id() -> None:
    """Ids are looked up without a text."""
    place = places.shipped().get("iso:IQ-KI")
    assert place is not None
    assert (place.kinds, place.parents) == (("province",), ("iso:IQ",))
    assert places.shipped().get("riwaya:nowhere") is None
    assert msgspec.to_builtins(place)[0] == "iso:IQ-KI"
