"""Letters: what folds into what, that the length stays, and what a key loses."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import tables
from riwaya.text import bare, fold, key
from riwaya.text.letters import has_dropped

FOLDS: dict[str, str] = tomllib.loads(tables.path("ar/letters.toml").read_text("utf-8"))["fold"]
ANY = st.text(st.characters(), max_size=80)
ARABIC = st.text(
    st.one_of(
        st.sampled_from("اأإآىيئةهؤو ء«».,،ـ"),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
    ),
    max_size=60,
)


@pytest.mark.parametrize("variant", FOLDS)
def test_each_letter_of_the_table_folds(variant: str) -> None:
    """One letter for one, and the plain one stays as it is."""
    assert len(variant) == len(FOLDS[variant]) == 1
    assert fold(variant) == FOLDS[variant]
    assert fold(FOLDS[variant]) == FOLDS[variant]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أكّد", "اكد"),
        ("إلى", "الي"),
        ("آراء", "اراء"),
        ("مدرسة", "مدرسه"),
        ("مسؤول", "مسوول"),
        ("رئيس", "رييس"),
        ("قـــال", "قال"),
        ("مُحَمَّدٌ", "محمد"),
        ("الرحمٰن", "الرحمن"),
        ("١٢٣", "123"),
        ("۴۵۶", "456"),
        ("ﻗﺎﻝ", "قال"),
        ("ﻻ", "لا"),
        ("کردستان", "كردستان"),
        ("K1", "k1"),
        ("العر\u200fاق", "العراق"),
        ("بغ\u00adداد", "بغداد"),
        ("\ufeffقال", "قال"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    """Hamzas, final letters, vowel marks, stretching, digits, presentation forms, controls."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قال", "قالت"),
        ("نفى", "نفع"),
        ("ماء", "ما"),
        ("سأل", "سال "),
        ("K1", "K2"),
        ("عرب", "غرب"),
        ("صار", "سار"),
        ("1,200", "1200"),
    ],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    """Folding forgets spelling, not words."""
    assert key(one) != key(other)


def test_a_ligature_of_several_letters_keeps_its_place_and_gives_all_to_the_key() -> None:
    """The offset counts one character, the key four or more."""
    assert len(fold("ﷲ")) == 1
    assert key("ﷲ") == key("الله")
    assert key("ﷺ") == key("صلى الله عليه وسلم")


@given(st.one_of(ANY, ARABIC))
def test_folding_keeps_the_length(text: str) -> None:
    """So that every offset into the folded text is one into the text."""
    assert len(fold(text)) == len(text)


@given(st.one_of(ANY, ARABIC), st.one_of(ANY, ARABIC))
def test_folding_goes_letter_by_letter(one: str, other: str) -> None:
    """What stands beside a letter does not matter."""
    assert fold(one + other) == fold(one) + fold(other)


@given(st.one_of(ANY, ARABIC))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own fold."""
    assert fold(fold(text)) == fold(text)


@given(ARABIC)
def test_a_key_is_its_own_key(text: str) -> None:
    """Databases may fold what is folded already."""
    assert key(key(text)) == key(text)


@given(st.one_of(ANY, ARABIC))
def test_what_a_key_drops_is_known_beforehand(text: str) -> None:
    """A text without such characters is spared the search for them."""
    folded = fold(text)
    if not has_dropped(folded):
        assert bare(folded) == folded
