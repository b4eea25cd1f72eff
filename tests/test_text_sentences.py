"""Sentences and quotations: what ends one, what opens and closes the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text import BREAK, quotations, sentences, tokenise

ANY = st.text(st.characters(), max_size=120)
PIECES = st.sampled_from([*"«»“”\"'‹›„‟❝❞.!؟?…\n،: ", "قال ", "نعم", "سي", "3", "K"])
MIXED = st.lists(PIECES, max_size=50).map("".join)


def cut(text: str) -> list[str]:
    """Return the sentences of a text as written."""
    tokens = tokenise(text)
    return [text[tokens.starts[first] : tokens.ends[past - 1]] for first, past in sentences(tokens)]


def quoted(text: str) -> list[tuple[str, bool]]:
    """Return the quotations of a text with their marks, and whether each is closed."""
    tokens = tokenise(text)
    return [
        (text[tokens.starts[one.first] : tokens.ends[one.last]], one.closed)
        for one in quotations(tokens)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال نعم. قالت لا.", ["قال نعم.", "قالت لا."]),
        ("من؟ هو! نعم… لا", ["من؟", "هو!", "نعم…", "لا"]),
        ("عنوان\n\nنص أول\nنص ثان", ["عنوان", "نص أول", "نص ثان"]),
        ("بعد نفي.. تأكيد", ["بعد نفي..", "تأكيد"]),
        ("بلغت 3.5 مليون. انتهى", ["بلغت 3.5 مليون.", "انتهى"]),
        ("قال د. سامي نعم", ["قال د. سامي نعم"]),
        ("قناة بي.بي.سي قالت", ["قناة بي.بي.سي قالت"]),
        ("قناة إم.بي.سي. قالت", ["قناة إم.بي.سي. قالت"]),
        ("موقع site.com أعلن", ["موقع site.com أعلن"]),
        ("قال نعم،قالت لا", ["قال نعم،قالت لا"]),
        ("انتهى.بدأ", ["انتهى.", "بدأ"]),
        ("", []),
        ("\n\n", []),
        (".", ["."]),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    """At stops and line breaks; not at the dots of abbreviations, numbers and addresses."""
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قال «نعم» ثم «لا»", [("«نعم»", True), ("«لا»", True)]),
        ("قال “نعم”", [("“نعم”", True)]),
        ('قال "نعم" ثم "لا"', [('"نعم"', True), ('"لا"', True)]),
        ("قال „نعم“", [("„نعم“", True)]),
        ("قال ‹نعم›", [("‹نعم›", True)]),
        ("قال ”نعم”", [("”نعم”", True)]),
        ("قال ❝نعم❞", [("❝نعم❞", True)]),
        ("قال «نعم. ثم لا» وذهب", [("«نعم. ثم لا»", True)]),
        ('قال «رواية "الأرض" جميلة» وذهب', [('«رواية "الأرض" جميلة»', True)]),
        ("قال «نعم ثم ذهب", [("«نعم ثم ذهب", False)]),
        ("قال «نعم\nثم ذهب»", [("«نعم", False)]),
        ("قال «نعم ثم «لا» وذهب", [("«نعم ثم ", False), ("«لا»", True)]),
        ('قال “نعم" وذهب', [('“نعم"', True)]),
        ("قال نعم» وذهب", []),
        ("Don't go", []),
        ("لا علامات", []),
    ],
)
def test_what_is_quoted(text: str, found: list[tuple[str, bool]]) -> None:
    """Every kind of mark, over full stops, within a paragraph; one that never closes says so."""
    assert [(said.strip(), closed) for said, closed in quoted(text)] == [
        (said.strip(), closed) for said, closed in found
    ]


@given(st.one_of(ANY, MIXED))
def test_sentences_cover_all_but_line_breaks(text: str) -> None:
    """In order, each token in exactly one sentence."""
    tokens = tokenise(text)
    covered = [at for first, past in sentences(tokens) for at in range(first, past)]
    assert covered == [at for at, word in enumerate(tokens.keys) if word != BREAK]
    assert all(past > first for first, past in sentences(tokens))


@given(st.one_of(ANY, MIXED))
def test_quotations_stand_in_order_within_a_paragraph(text: str) -> None:
    """None overlaps another, none runs over a line break."""
    tokens = tokenise(text)
    past = 0
    for one in quotations(tokens):
        assert past <= one.first <= one.last < len(tokens)
        assert BREAK not in tokens.keys[one.first : one.last + 1]
        assert not (one.closed and one.first == one.last)
        past = one.last + 1
