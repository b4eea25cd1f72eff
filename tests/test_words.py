"""Closed classes of words: folded, complete, and written in the data file in normal spelling."""

import re
import tomllib
from pathlib import Path

import pytest

from riwaya import tables
from riwaya.lexicon import words as module
from riwaya.lexicon.words import FILE, words
from riwaya.text import key

SOURCE: dict[str, dict[str, object]] = tomllib.loads(tables.path(FILE).read_text("utf-8"))
ROOM = Path(module.__file__).parents[1]
CLASSES = [
    (f"{table}.{field}", entries)
    for table, fields in SOURCE.items()
    for field, entries in fields.items()
    if isinstance(entries, list)
]
USED = re.compile(r"(?:_W|words\(\))\[\s*f?\"([a-z_.-]+)\"\s*\]")


@pytest.mark.parametrize(
    ("name", "entries"), CLASSES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_class_is_there_folded(name: str, entries: list[str]) -> None:
    """Looked up by keys, so that spelling does not matter."""
    assert entries
    assert words()[name] == {key(entry) for entry in entries}
    assert all(entry == entry.strip() and entry for entry in entries)


def test_phrases_are_found_by_their_first_word() -> None:
    """Each adverbial phrase of the file, as keys."""
    phrases = SOURCE["adverbial"]["phrases"]
    assert isinstance(phrases, list)
    found = {" ".join(parts) for group in words().phrases.values() for parts in group}
    assert found == {key(phrase) for phrase in phrases}
    assert all(parts[0] == first for first, group in words().phrases.items() for parts in group)


def test_an_unknown_class_is_an_error() -> None:
    """A misspelt name never means an empty class."""
    with pytest.raises(KeyError):
        words()["negation.word"]


def test_the_engine_uses_classes_that_exist() -> None:
    """Every name in the code stands in the file."""
    used = {
        name
        for path in ROOM.rglob("*.py")
        for name in USED.findall(path.read_text("utf-8"))
        if "." in name and not name.endswith(".")
    }
    assert len(used) > 30
    assert used - {name for name, _ in CLASSES} == set()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("complementiser.plain", "أنّ"),
        ("complementiser.with_b", "بانه"),
        ("negation.verbal", "لم"),
        ("relative.words", "التي"),
        ("time.words", "أمس"),
        ("prep_cue.simple", "بحسب"),
        ("source_head.anonymous", "مصادر"),
        ("source_head.state", "بغداد"),
        ("furniture.starts", "اقرأ أيضا"),
        ("pronoun.words", "هو"),
    ],
)
def test_classes_hold_what_they_are_named_for(name: str, word: str) -> None:
    """In any spelling."""
    assert key(word) in words()[name]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("complementiser.plain", "أين"),
        ("negation.verbal", "نعم"),
        ("preposition.words", "قال"),
        ("source_head.person", "كتاب"),
        ("source_head.state", "شارع"),
        ("prep_cue.refused_heads", "الوزير"),
    ],
)
def test_classes_hold_nothing_else(name: str, word: str) -> None:
    """A word of another kind."""
    assert key(word) not in words()[name]
