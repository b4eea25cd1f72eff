"""Opposites: every axis and kind against its examples, shapes of words, stems and states."""

import pytest

from riwaya.lexicon import opposites
from riwaya.text import tokenise

LEXICON = opposites.load()


def axes(word: str) -> dict[str, int]:
    """Return the pole of a word on each of its axes: 0 or 1."""
    (key,) = tokenise(word).keys
    return {LEXICON.axes[pole // 2].id: pole % 2 for pole in LEXICON.poles(key)}


def test_the_lexicon_has_no_fault() -> None:
    """Ids are unique; every example is set against itself and no counter-example is."""
    assert opposites.check() == []


@pytest.mark.parametrize("axis", LEXICON.axes, ids=lambda axis: axis.id)
def test_words_of_one_pole_agree_and_those_of_two_do_not(axis: opposites.Axis) -> None:
    """The example is opposed on its axis, the counter-example is not."""

    def opposed(texts: tuple[str, str]) -> bool:
        one, other = ({p for k in tokenise(t).keys for p in LEXICON.poles(k)} for t in texts)
        index = LEXICON.axes.index(axis)
        return any(pole // 2 == index and pole ^ 1 in other for pole in one)

    assert opposed(axis.example)
    assert not opposed(axis.counter)


@pytest.mark.parametrize(
    ("word", "axis", "pole"),
    [
        ("ارتفعت", "rise-fall", 0),
        ("وسيرتفع", "rise-fall", 0),
        ("بارتفاع", "rise-fall", 0),
        ("للارتفاع", "rise-fall", 0),
        ("الإنخفاض", "rise-fall", 1),
        ("انخفاضها", "rise-fall", 1),
        ("ينفون", "confirm-deny", 1),
        ("رفضت", "consent-refuse", 1),
    ],
)
def test_all_shapes_of_a_verb_stand_at_its_pole(word: str, axis: str, pole: int) -> None:
    """Persons, tenses, the verbal noun, particles, the article, pronouns and hurried spelling."""
    assert axes(word).get(axis) == pole


@pytest.mark.parametrize("word", ["كتاب", "مدينة", "في", "ذهبت"])
def test_other_words_stand_on_no_axis(word: str) -> None:
    """A word of neither pole has none."""
    assert axes(word) == {}


def test_states_are_told_by_name_capital_and_adjective() -> None:
    """Names of two words are one state; a mere look-alike is none."""
    keys = tokenise("واشنطن والولايات المتحدة واقتصاد العراق واقتصاد عراقي").keys
    assert [state for _, _, state in LEXICON.states(keys)] == ["US", "US", "IQ", "IQ"]
    assert LEXICON.states(tokenise("عجز مالي كبير").keys) == []


def test_numbers_in_words_are_those_in_digits() -> None:
    """Five is 5, also with a particle; other words are no numbers."""
    assert [LEXICON.number(key) for key in tokenise("خمسة بخمسة 5 كتاب").keys] == [
        "5",
        "5",
        "5",
        None,
    ]


def test_a_stem_keeps_at_least_three_letters() -> None:
    """Particles, article and one ending come off, and never the word itself."""
    stems = [LEXICON.stem(key) for key in tokenise("والجسور الجسور بالجسور ولد").keys]
    assert stems == ["جسور", "جسور", "جسور", "ولد"]
