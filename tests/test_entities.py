"""The entity table: what names whom, and what stays ambiguous."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.resolve import entities
from riwaya.resolve.entities import Entity, load, merge
from riwaya.text import tokenise

NAMES = [
    ("أميركا", {"US"}),
    ("الولايات المتحدة الأمريكية", {"US"}),
    ("واشنطن", {"US"}),
    ("وبغداد", {"IQ"}),
    ("للعراق", {"IQ"}),
    ("أميركية", {"US"}),
    ("العراقيون", {"IQ"}),
    ("أتراك", {"TR"}),
    ("الكوري الشمالي", {"KP"}),
    ("كوري", {"KP", "KR"}),
    ("عمان", {"OM", "JO"}),
    ("البيت الأبيض", {"us-whitehouse"}),
    ("الإليزيه", {"fr-elysee"}),
    ("للحشد الشعبي", {"iq-pmf"}),
    ("تنظيم «داعش»", {"is"}),
    ("قوات سوريا الديموقراطية", {"sy-sdf"}),
    ("شبكة سي. إن. إن.", {"cnn"}),
    ("أ ف ب", {"afp"}),
    ("UNICEF", {"un-unicef"}),
    ("وزارة الدفاع الأميركية (البنتاغون)", {"us-pentagon"}),
    ("الجيش العراقي", {"army@IQ"}),
    ("وزارة الداخلية المصرية", {"interior-ministry@EG"}),
    ("التلفزيون السوري الرسمي", {"state-television@SY"}),
    ("قوات الاحتلال الإسرائيلي", {"il-idf"}),
    ("أنصار الشريعة", {"ye-ansar-sharia", "ly-ansar", "tn-ansar"}),
]
NOBODY = ["هند", "قطري الدائرة", "جزيرة", "القطر", "مالي", "حدث", "الحماس", "تنظيم المرور", ""]


@pytest.mark.parametrize(("phrase", "ids"), NAMES)
def test_a_name_finds_its_entities(phrase: str, ids: set[str]) -> None:
    assert set(load().lookup(phrase)) == ids


@pytest.mark.parametrize("phrase", NOBODY)
def test_a_look_alike_finds_nobody(phrase: str) -> None:
    assert load().lookup(phrase) == ()


def test_the_longest_name_wins() -> None:
    keys = tokenise("مجلس الأمن الدولي اجتمع").keys
    match = load().match(keys, 0, len(keys))
    assert match is not None
    assert (match.past, match.ids) == (3, ("un-sc",))


def test_a_match_says_how_many_letters_of_a_particle_stand_before_it() -> None:
    keys = tokenise("وبغداد").keys
    match = load().match(keys, 0, 1)
    assert match is not None
    assert (match.skipped, match.role) == (1, "metonym")


def test_an_organ_takes_the_country_of_its_adjective() -> None:
    army = load().entity("army@IQ")
    assert (army.country, army.sector, army.kind) == ("IRQ", "MIL", "organization")


def rows() -> Iterator[tuple[str, Entity]]:
    for file in entities.FILES:
        for line in tables.raw(file).splitlines():
            yield file, msgspec.json.decode(line, type=Entity, strict=True)


def test_every_row_has_a_source_and_a_licence_and_an_id_of_its_own() -> None:
    seen: set[str] = set()
    for file, row in rows():
        assert row.source and row.licence, (file, row.id)
        assert row.id not in seen, (file, row.id)
        seen.add(row.id)
    assert len(seen) > 1_000


def test_countries_are_three_letters_and_sectors_are_known() -> None:
    sectors = {
        "GOV", "MIL", "REB", "PTY", "JUD", "LEG", "COP", "SPY", "MED", "IGO", "NGO", "REL", "BUS", "EDU",
        "HLT", "AGR", "LAB", "OPP", "CVL",
    }  # fmt: skip
    for file, row in rows():
        assert row.sector in sectors, (file, row.id)
        assert len(row.country) in (0, 3), (file, row.id)


def test_every_name_of_every_row_finds_its_row() -> None:
    table = load()
    for file, row in rows():
        named = (
            row.name,
            *row.aliases,
            *row.exact,
            *row.short,
            *row.acronyms,
            *row.capitals,
            *row.loaded,
        )
        for name in named[row.ambiguous_name :]:
            if name and "{" not in name:
                assert row.id in table.lookup(name), (file, row.id, name)


def test_every_adjective_of_a_state_finds_it_in_both_genders_and_in_the_plural() -> None:
    table = load()
    for _, row in rows():
        for adjective in row.relative + row.loaded_relative:
            for ending in ("", "ة", "ون", "ين"):
                form = " ".join(word + ending for word in adjective.split())
                assert row.id in table.lookup(form), (row.id, form)


def test_no_loaded_name_is_the_name_of_its_row() -> None:
    for _, row in rows():
        assert row.name not in row.loaded, row.id


MINE = (
    '{"id":"my-cell","kind":"organization","sector":"REB","country":"IRQ","name":"خلية النخيل","en":"Palm Cell",'
    '"source":"newsroom","licence":"own"}\n'
)


def test_rows_of_a_newsroom_join_a_new_table_and_leave_the_old_one_alone(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(MINE, encoding="utf-8")
    merged = merge(load(), file)
    assert merged.lookup("خلية النخيل") == ("my-cell",)
    assert merged.lookup("بغداد") == ("IQ",)
    assert load().lookup("خلية النخيل") == ()


def test_a_row_with_a_known_id_replaces_it(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(MINE.replace("my-cell", "nato"), encoding="utf-8")
    merged = merge(load(), file)
    assert merged.lookup("خلية النخيل") == ("nato",)
    assert merged.lookup("حلف الناتو") == ()


@pytest.mark.parametrize("content", ["{", '{"id": 7}', "[]", "\xff"])
def test_a_wrong_line_is_named_with_its_number(tmp_path: Path, content: str) -> None:
    file = tmp_path / "own.jsonl"
    file.write_bytes(MINE.encode() + content.encode("latin-1"))
    with pytest.raises(LexiconError, match="Line 2"):
        merge(load(), file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.jsonl"):
        merge(load(), tmp_path / "none.jsonl")


def test_the_states_are_what_the_build_makes_of_cldr() -> None:
    pytest.importorskip("babel", minversion="2.18.0", reason="Babel is needed to build the states")
    from tools.entities import build

    assert tables.raw("entities/states.jsonl") == build.build()
