"""Tokens: where words are cut, what is one token, and that every token points at what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text import BREAK, fold, key, pieces, tokenise
from riwaya.text.tokens import Tokens

ANY = st.text(st.characters(), max_size=120)
PIECES = st.sampled_from(
    [
        *["قال", "إنّ", "المدرسة", "K1", "كي1", "1,200", "٣٫٥", "ﻻ", "ﷲ", "ß", "Ǆ", "a\u0301"],
        *[
            "...",
            "…",
            "«",
            "»",
            '"',
            "-",
            "@",
            " ",
            "\n",
            "ـ",
            "\u064b",
            "\u200f",
            "\ufeff",
            "\x00",
        ],
        *["😀", "\ud800", "\u2024", "\ufc5e"],
    ]
)
MIXED = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("قال الوزير", ["قال", "الوزير"]),
        ("قال:«نعم»", ["قال", ":", "«", "نعم", "»"]),
        ("قاعدة K1 العسكرية", ["قاعدة", "K1", "العسكرية"]),
        ("قاعدةK1العسكرية", ["قاعدة", "K1", "العسكرية"]),
        ("كي1", ["كي", "1"]),
        ("بـ40 مدرعة", ["بـ", "40", "مدرعة"]),
        ("1,200.50 و٣٫٥", ["1,200.50", "و", "٣٫٥"]),
        ("في 12/3/2020.", ["في", "12", "/", "3", "/", "2020", "."]),
        ("مُحَمَّدٌ قـــال", ["مُحَمَّدٌ", "قـــال"]),
        ("نعم... لا.. كلا.", ["نعم", "...", "لا", "..", "كلا", "."]),
        ("أ،ب؛ج؟د!", ["أ", "،", "ب", "؛", "ج", "؟", "د", "!"]),
        ("سطر\nآخر", ["سطر", "\n", "آخر"]),
        ("سطر\n\n\nآخر", ["سطر", "\n\n\n", "آخر"]),
        ("user@site.com", ["user", "@", "site", ".", "com"]),
        ("العر\u200fاق", ["العر\u200fاق"]),
        ("قال 😀 نعم", ["قال", "😀", "نعم"]),
        ("قال\u00a0نعم", ["قال", "نعم"]),
        ("", []),
        (" \t ", []),
    ],
)
def test_where_a_text_is_cut(text: str, tokens: list[str]) -> None:
    """Spaces, marks, changes of script and of letters to digits; not vowel marks nor stretching."""
    found = tokenise(text)
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == tokens


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("أكّدتْ", ["اكدت"]),
        ("قـــال", ["قال"]),
        ("ﻻ", ["لا"]),
        ("سطر\n\nآخر", ["سطر", BREAK, "اخر"]),
        ("\u200f\u200f قال", ["قال"]),
        ("قال \u202e نعم", ["قال", "نعم"]),
        ("بـ40", ["ب", "40"]),
        ("K1", ["K1"]),
    ],
)
def test_keys_are_plain(text: str, keys: list[str]) -> None:
    """Marks, stretching and controls are gone; a token of nothing else is none."""
    assert tokenise(text).keys == keys


def test_a_letter_within_a_token_is_found_by_its_place_in_the_key() -> None:
    """Marks and stretching before it do not count."""
    for text, skipped, rest in [
        ("والوزير", 1, "الوزير"),
        ("وَالوزير", 1, "الوزير"),
        ("وـــالوزير", 1, "الوزير"),
        ("لِوزارة", 1, "وزارة"),
        ("وبالقوات", 2, "القوات"),
        ("قال", 0, "قال"),
    ]:
        assert text[tokenise(text).inner_start(0, skipped) :] == rest


@given(st.one_of(ANY, MIXED))
def test_tokens_point_at_what_was_written(text: str) -> None:
    """In order, not overlapping, within the text, not empty, and keyed as their key says."""
    tokens = tokenise(text)
    assert len(tokens) == len(tokens.keys) == len(tokens.starts) == len(tokens.ends)
    past = 0
    for index, word in enumerate(tokens.keys):
        start, end = tokens.starts[index], tokens.ends[index]
        assert past <= start < end <= len(text)
        past = end
        said = text[start:end]
        assert word
        assert said.strip("\n") == "" if word == BREAK else key(said) == word.lower()


@given(st.one_of(ANY, MIXED))
def test_only_space_and_what_has_no_shape_is_left_out(text: str) -> None:
    """Every letter, digit and mark is in some token."""
    tokens = tokenise(text)
    covered = {
        at
        for start, end in zip(tokens.starts, tokens.ends, strict=True)
        for at in range(start, end)
    }
    left = "".join(letter for at, letter in enumerate(text) if at not in covered)
    assert key(left).strip() == ""


@given(MIXED, st.integers(0, 5))
def test_the_inner_start_lies_within_its_token(text: str, skipped: int) -> None:
    """However many letters are skipped."""
    tokens = tokenise(text)
    for index in range(len(tokens)):
        assert (
            tokens.starts[index]
            <= tokens.inner_start(index, min(skipped, len(tokens.keys[index])))
            <= tokens.ends[index]
        )


@given(MIXED)
def test_folding_before_cutting_changes_nothing(text: str) -> None:
    """Hurried spelling has the same tokens."""
    one, other = tokenise(text), tokenise(fold(text))
    assert (one.starts, one.ends, one.keys) == (other.starts, other.ends, other.keys)


@given(st.one_of(ANY, MIXED))
def test_marks_are_the_tokens_that_begin_with_no_letter_or_digit(text: str) -> None:
    """Whoever looks for marks alone need not look at the words."""
    tokens = tokenise(text)
    assert tokens.marks == [at for at, word in enumerate(tokens.keys) if not word[0].isalnum()]


@given(st.lists(MIXED, max_size=6))
def test_what_is_remembered_of_other_texts_changes_nothing(texts: list[str]) -> None:
    """Pieces seen before, too many to remember, or too long, are cut as they are cut alone."""

    def cut(text: str) -> tuple[list[str], list[int], list[int], list[int]]:
        tokens = Tokens(text)
        return tokens.keys, tokens.starts, tokens.ends, tokens.marks

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "_known", {})
        alone = [cut(text) for text in texts]
        patch.setattr(pieces, "_REMEMBERED", 3)
        patch.setattr(pieces, "_LONGEST", 4)
        assert [cut(text) for text in texts + texts[::-1]] == alone + alone[::-1]
