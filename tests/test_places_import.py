"""A user's own places: a GeoNames dump or a CSV beside the shipped gazetteer."""

from pathlib import Path

import pytest

from riwaya.errors import DamagedSource, RiwayaError, Unreachable
from riwaya.gazetteers import Report, import_places, user_gazetteer
from riwaya.resolve import places
from riwaya.text import tokenise
from riwaya.types import PlaceMention


def dump_line(number: str, names: str, code: str, **more: str) -> str:
    """Return one line of a GeoNames dump."""
    columns = [
        number,
        "Name",
        "Name",
        names,
        more.get("lat", "35.4"),
        more.get("lon", "44.1"),
        more.get("cls", "P"),
    ]
    columns += [
        code,
        "IQ",
        "",
        more.get("adm1", "13"),
        more.get("adm2", ""),
        "",
        "",
        more.get("pop", "0"),
    ]
    return "\t".join([*columns, "", "300", "Asia/Baghdad", "2020-01-01"])


def found(text: str, path: Path) -> list[PlaceMention]:
    """Return the places in a text, the user's among them."""
    return places.find(tokenise(text), by=places.reader(user_gazetteer(path)))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return where the user's places are kept in this test."""
    return tmp_path / "data" / "places.jsonl"


def imported(tmp_path: Path, own: Path, content: str, **more: Path) -> Report:
    """Import a file of this content."""
    source = tmp_path / "source"
    source.write_text(content, "utf-8")
    return import_places(source, into=own, **more)


def test_a_csv_gives_places_with_aliases_and_parents(tmp_path: Path, own: Path) -> None:
    """A parent is given by name or id; aliases are names too."""
    report = imported(
        tmp_path,
        own,
        "Name,Latitude,Longitude,Country,Parent,Aliases,Kind\n"
        "تل زعفور,35.41,44.12,IQ,كركوك,تلة الزعفور;زعفورية,village\n"
        "حي زعفور,35.41,44.12,IQ,تل زعفور,,quarter\n",
    )
    assert (report.read, report.total, report.problems) == (2, 2, ())
    (mention,) = found("انفجار في زعفورية", own)
    assert (mention.kind, mention.latitude, mention.longitude) == ("village", 35.41, 44.12)
    assert mention.parents == ("iso:IQ-KI", "iso:IQ")
    (quarter,) = found("انفجار في حي زعفور", own)
    assert quarter.parents == (mention.place, "iso:IQ-KI", "iso:IQ")


def test_bad_rows_are_reported_and_the_others_kept(tmp_path: Path, own: Path) -> None:
    """A bad row never ends an import."""
    report = imported(
        tmp_path,
        own,
        "name,latitude,longitude,parent\n,1,2,\nزعفور,x,2,\nزعفور,95,2,\nزعفورة,35,44,لا مكان\nزعفورية,35,44\n",
    )
    assert report.read == 2
    assert [problem.source.rpartition(":")[2] for problem in report.problems[:3]] == ["2", "3", "4"]
    assert [problem.error for problem in report.problems] == ["BadRow"] * 3 + ["UnknownParent"]
    assert all(problem.advice for problem in report.problems)


def test_importing_again_replaces_rows_of_the_same_id_only(tmp_path: Path, own: Path) -> None:
    """Twice is once."""
    first = "id;name;latitude;longitude\nuser:1;زعفور;35;44\nuser:2;زعفورة;35;44\n"
    assert imported(tmp_path, own, first).total == 2
    kept = own.read_bytes()
    assert imported(tmp_path, own, first).total == 2
    assert own.read_bytes() == kept
    assert imported(tmp_path, own, "id;name;latitude;longitude\nuser:2;زعفورة;36;45\n").total == 2
    assert found("في زعفورة", own)[0].latitude == 36
    assert found("في زعفور", own)[0].latitude == 35


def test_a_geonames_dump_gives_places_under_its_own_divisions(tmp_path: Path, own: Path) -> None:
    """Names in Arabic letters come from the dump and from the alternate names; other places are left out."""
    alternates = tmp_path / "alternateNamesV2.txt"
    alternates.write_text(
        "1\t900002\tar\tزعفورية\t\t\t\t\n2\t900002\ten\tZafuriya\t\t\t\t\n3\t900002\tar\tقديمة\t\t\t\t1\n",
        "utf-8",
    )
    lines = [
        dump_line("900001", "Zafur,محافظة زعفور", "ADM1", cls="A"),
        dump_line("900002", "Zafuriya", "PPL", pop="9000"),
        dump_line("900003", "Latin only", "PPL"),
        dump_line("900004", "وادي زعفور", "WAD", cls="H"),
        "broken\tline",
        dump_line("900005", "زعفورون", "PPL", lat="north"),
    ]
    report = imported(tmp_path, own, "\n".join(lines) + "\n", alternates=alternates)
    assert report.read == 3
    assert [problem.source.rpartition(":")[2] for problem in report.problems] == ["5", "6"]
    (mention,) = found("وصل إلى زعفورية", own)
    assert (mention.place, mention.kind) == ("geonames:900002", "town")
    assert mention.parents == ("geonames:900001", "iso:IQ")


def test_a_hamlet_of_a_dump_needs_a_feature_word(tmp_path: Path, own: Path) -> None:
    """Thousands of hamlets have names that are words."""
    imported(tmp_path, own, dump_line("900006", "البرتقالة", "PPL") + "\n")
    assert found("أكل البرتقالة", own) == []
    assert found("في قرية البرتقالة", own)[0].place == "geonames:900006"


def test_the_shipped_places_stay_what_they_are(tmp_path: Path, own: Path) -> None:
    """A user's table stands beside, not before."""
    imported(tmp_path, own, "name,latitude,longitude,country\nزعفور,35,44,IQ\n")
    text = "في قضاء الدبس غرب كركوك، ثم في البصرة"
    assert [mention.place for mention in found(text, own)] == [
        mention.place for mention in places.find(tokenise(text))
    ]


def test_without_a_file_the_shipped_gazetteer_is_used(own: Path) -> None:
    """Nothing to set up."""
    assert user_gazetteer(own) is places.shipped()


@pytest.mark.parametrize(
    ("content", "error"),
    [("", DamagedSource), ("no table at all", DamagedSource), ("name,lat\nx,1\n", DamagedSource)],
)
def test_a_file_of_another_format_is_refused_with_advice(
    tmp_path: Path, own: Path, content: str, error: type[RiwayaError]
) -> None:
    """The message says what a file needs."""
    with pytest.raises(error) as raised:
        imported(tmp_path, own, content)
    assert "latitude" in raised.value.advice
    assert not own.exists()


def test_a_missing_or_binary_file_is_a_named_error(tmp_path: Path, own: Path) -> None:
    """Never a traceback."""
    with pytest.raises(Unreachable):
        import_places(tmp_path / "nowhere", into=own)
    binary = tmp_path / "binary"
    binary.write_bytes(b"1\xff\xfe\t\x00")
    with pytest.raises(DamagedSource):
        import_places(binary, into=own)


def test_a_damaged_file_of_the_user_is_a_named_error(own: Path) -> None:
    """It says what to do."""
    own.parent.mkdir(parents=True)
    own.write_text("{not json\n", "utf-8")
    with pytest.raises(DamagedSource) as raised:
        user_gazetteer(own)
    assert "import" in raised.value.advice
