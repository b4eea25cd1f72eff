"""Agencies that an article credits: every entry of the data file finds its examples, and nothing in its counters."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import tables
from riwaya.lexicon import agencies
from riwaya.reconcile.credits import Credit, credits_of, origins
from riwaya.resolve import entities

ENTRIES: list[dict[str, Any]] = tomllib.loads(tables.path(agencies.FILE).read_text("utf-8"))[
    "agency"
]
EXAMPLES = [(entry, example) for entry in ENTRIES for example in entry["example"]]
COUNTERS = [counter["text"] for entry in ENTRIES for counter in entry["counter"]]


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Return the words, the entity and the place of each credit."""
    return [(one.span.of(text), one.entity, one.where) for one in credits_of(text)]


@pytest.mark.parametrize(
    ("entry", "example"), EXAMPLES, ids=[example["text"] for _, example in EXAMPLES]
)
def test_every_example_is_found_by_its_own_entry(
    entry: dict[str, Any], example: dict[str, str]
) -> None:
    """The words, where they stand, and the agency that they mean."""
    assert told(example["text"]) == [(example["credit"], entry.get("entity"), example["where"])]


@pytest.mark.parametrize("text", COUNTERS)
def test_what_a_sentence_says_of_an_agency_is_no_credit(text: str) -> None:
    """It is a statement, or another word altogether."""
    assert told(text) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.get("entity", entry.get("id")))
def test_every_entry_has_examples_both_ways(entry: dict[str, Any]) -> None:
    """And no name twice."""
    assert entry["example"]
    assert entry["counter"]
    names = [agencies.keys(name) for name in entry["names"] + entry.get("guarded", [])]
    assert len(set(names)) == len(names)


def test_every_agency_is_in_the_table_of_entities() -> None:
    """The id leads to its name in both languages; the sector says that it is a medium."""
    known = entities.load().entities
    wanted = [entry["entity"] for entry in ENTRIES if "entity" in entry]
    assert [one for one in wanted if one not in known] == []
    assert {known[one].kind for one in wanted} == {"medium"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("عنوان\n\nبكين - (د.ب.أ): تباطأ النشاط.", ["dpa"]),
        ("عنوان\n\nبكين - د ب ا: تباطأ النشاط.", ["dpa"]),
        ("عنوان\n\nباريس - رويترز، أ ف ب - أغلقت المحطة.", ["afp", "reuters"]),
        ("رويترز: المصنع يغلق أبوابه\n\nأغلق المصنع أبوابه.", []),
        ("عنوان\n\nأغلق المصنع أبوابه. (وكالات)", []),
        ("عنوان\n\nأغلق المصنع أبوابه.\n** نقلا عن موقع السوق الجديد", ["موقع السوق الجديد"]),
        ("عنوان\n\nأغلق المصنع أبوابه نقلا عن مصادر في المدينة.", []),
        ("", []),
    ],
)
def test_credits_tell_articles_of_one_agency(text: str, found: list[str]) -> None:
    """In any spelling; agencies in general tell nothing, and a headline's colon is a statement."""
    assert sorted(origins(credits_of(text))) == found


@given(st.text(st.sampled_from('ا ب ف رويترز()-–.:«»\n"*نقلعنوكاتم1 ')) | st.text())
def test_credits_point_into_the_text_in_order(text: str) -> None:
    """Any string is survived, and the same string gives the same credits."""
    found = credits_of(text)
    assert found == credits_of(text)
    assert all(isinstance(one, Credit) for one in found)
    ends = [0]
    for one in found:
        assert ends[-1] <= one.span.start < one.span.end <= len(text)
        ends.append(one.span.end)
