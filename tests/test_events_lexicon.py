"""The words of events: every example is found, every counter-example is not, and a user's file is laid over."""

from pathlib import Path

import pytest

from riwaya import pipeline
from riwaya.errors import LexiconError
from riwaya.lexicon import events
from riwaya.text import key, tokenise

TYPES = events.source().event
LOCUSTS = """
[[event]]
id = "locusts"
family = "disaster"
plover_event = ""
plover_mode = ""
cameo_root = ""
acled_sub_event = ""
ucdp = "no"
label_ar = "جراد"
label_en = "locusts"
trigger = [{ noun = ["جراد"] }]
example = [{ text = "وصل جراد إلى الحقول", trigger = "جراد" }]
counter = [{ text = "وصل قمح إلى الحقول", word = "قمح" }]
"""


def families(text: str) -> dict[str, str]:
    """Return the family of each trigger of a text, by its key."""
    keys = tokenise(text).keys
    return {keys[hit.first]: TYPES[hit.type].family for hit in events.load().find(keys)}


def test_the_lexicon_has_no_fault() -> None:
    """Ids are unique; examples are found and counter-examples are not."""
    assert events.check() == []


def test_at_least_forty_five_types_are_filled() -> None:
    """Each has triggers, an example and a counter-example."""
    assert len(TYPES) >= 45
    assert all(entry.trigger and entry.example and entry.counter for entry in TYPES)


@pytest.mark.parametrize(
    ("text", "word", "family"),
    [
        ("قصفت المدفعية البلدة", "قصفت", "attack"),
        ("وسيقصفون البلدة بالمدفعية", "وسيقصفون", "attack"),
        ("بقصفهم البلدة بالمدفعية", "بقصفهم", "attack"),
        ("غارتان على الميناء", "غارتان", "attack"),
        ("أُفرج عن السائق", "أُفرج", "detain"),
        ("لقي عامل مصرعه", "لقي", "casualties"),
        ("اعلنت الهدنه", "الهدنه", "agree"),
        ("انتشار القوات حول المطار", "انتشار", "deploy"),
    ],
)
def test_shapes_and_spellings_of_a_trigger_are_found(text: str, word: str, family: str) -> None:
    """Persons, tenses, passives, duals, particles and dropped hamzas change nothing."""
    assert families(text).get(key(word)) == family


@pytest.mark.parametrize(
    "text",
    [
        "شن النائب هجوما لاذعا على الحكومة",
        "هجوم المنتخب ضعيف في هذه المباراة",
        "انتشار المرض في القرى",
        "أوقف المدير البث لأعمال الصيانة",
        "يقتل الوقت بالقراءة",
        "ارتفعت أسهم البنك في السوق",
    ],
)
def test_look_alikes_are_no_events(text: str) -> None:
    """Verbal attacks, games, diseases and markets share the words of war."""
    assert set(families(text).values()) <= {"disaster"}


def test_a_users_file_adds_a_type_and_replaces_one(tmp_path: Path) -> None:
    """The merge is asked for by name, and leaves the package's own lexicon as it is."""
    own = tmp_path / "events.toml"
    own.write_text(LOCUSTS, encoding="utf-8")
    laid = events.overlay(own)
    merged = events.merged(laid)
    found = merged.find(tokenise("أسراب الجراد في الحقول").keys)
    assert [merged.types[hit.type].id for hit in found] == ["locusts"]
    assert not families("أسراب الجراد في الحقول")
    assert events.check(laid) == []


def test_a_broken_file_is_named_with_advice(tmp_path: Path) -> None:
    """A wrong field is an error of the lexicon, not a traceback of the parser."""
    own = tmp_path / "events.toml"
    own.write_text("[[event]]\nid = 1\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"events\.toml"):
        events.overlay(own)


def test_a_users_file_in_the_data_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pipeline lays it over the package's own by itself."""
    (tmp_path / "events.toml").write_text(LOCUSTS, encoding="utf-8")
    monkeypatch.setenv("RIWAYA_DATA", str(tmp_path))
    pipeline._own_events.cache_clear()
    try:
        events_found = pipeline.read_text("وصلت أسراب الجراد إلى الحقول.").extraction.events
        assert [event.type for event in events_found] == ["locusts"]
    finally:
        pipeline._own_events.cache_clear()
