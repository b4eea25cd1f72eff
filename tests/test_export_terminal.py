"""The table for a terminal: what it says, that it fits, and that no article can steer it."""

import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.events import Stand, excerpt
from riwaya.export.labels import Language
from riwaya.export.plain import cells, cut, visible
from riwaya.export.terminal import render
from riwaya.types import (
    Abstention,
    Attribution,
    Document,
    Event,
    Extraction,
    Link,
    PlaceMention,
    Span,
    Trigger,
)
from tests.export_samples import CROSSING, bridge, crossing, empty, hostile, readings

PAINT = re.compile(r"\x1b\[[0-9;]*m")
ISOLATES = "\u2067\u2068\u2069"
ORDINARY = st.sampled_from([*'ابتثجحخدذرزسشصضلمنهويabc123 ،."«»', "\n", "َ", "ّ", "🇯", "💥", "ـ"])


def bare(shown: str) -> str:
    """Return the output without isolates, as a person reads it."""
    return re.sub(f"[{ISOLATES}]", "", shown)


def columns(line: str) -> int:
    """Measure a line by Unicode's own tables."""
    plain = PAINT.sub("", line)
    zero = {"Mn", "Me", "Cf"}
    return sum(
        0 if unicodedata.category(c) in zero else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in plain
    )


def row(number: int, *, explain: bool = False, language: Language = "en") -> str:
    """Return the lines of one statement."""
    shown = bare(render(*crossing(), width=200, explain=explain, language=language))
    return next(block for block in shown.split("\n\n") if re.match(rf"\s*▌?\s*{number}  ", block))


def test_the_heading_says_what_by_whom_and_when() -> None:
    """Headline, publisher, day and address stand first."""
    lines = bare(render(*crossing(), width=100)).split("\n")
    assert lines[0] == CROSSING.partition("\n")[0]
    assert lines[1].startswith("وكالة المرصد · 2018-01-11 · https://example.org/")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "no date: the page has no date"), ("ar", "بلا تاريخ: لا تاريخ في الصفحة")],
)
def test_a_missing_date_has_its_reason(language: Language, words: str) -> None:
    """Where no day is known the heading says why."""
    assert words in bare(render(*empty(), language=language))


def test_an_unlisted_reason_is_shown_as_it_is() -> None:
    """A reader may say in its own words why there is no date."""
    document = Document(id="d", text="خبر", undated="two dates disagree")
    extraction = Extraction(document="d", engine="e", version="1", lexicon="")
    assert "no date: two dates disagree" in bare(render(document, extraction))


def test_the_summary_counts_and_names_who_denies() -> None:
    """Who denies is seen before the first statement."""
    summary = bare(render(*crossing(), width=120)).partition("\n\n")[0]
    assert "17 attributed statements · ✗ 2 denials · ✓ 2 confirmations" in summary
    assert "✗ denied by دمشق (1) · وزارة النقل السورية (5)" in summary
    assert "✓ confirmed by الأردن (2) · مسؤولون أردنيون (3)" in summary


def test_a_denial_is_loud_without_colour() -> None:
    """A bar at the side and capitals mark a denial; nothing else has them."""
    assert "▌  1   ✗ DENIAL" in row(1).replace("\u00a0", " ")
    assert "▌" not in row(2)


def test_a_denial_that_was_not_made_is_no_denial() -> None:
    """``he did not deny`` must not be counted as a denial."""
    text = "لم ينف الوزير الخبر"
    statement = Attribution(
        Span(3, 6), "deny", (Link(Span(7, 13), "الوزير", "person"),), (Span(14, 19),), negated=True
    )
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", attributions=(statement,)
    )
    shown = bare(render(Document(id="d", text=text), extraction))
    assert "no denials" in shown
    assert "∅ no denial" in shown
    assert "▌" not in shown


def test_a_chain_runs_from_the_publisher_to_the_origin() -> None:
    """Narrators stand outermost first."""
    assert "وكالة المرصد › صحيفة The Levant Post › سامر الحوراني › ناطق باسم الجيش" in row(8)


def test_a_carried_narrator_is_marked() -> None:
    """An arrow says that the name does not stand in this sentence."""
    assert "مسؤولون أردنيون ↑" in row(4)
    assert "↑" not in row(3)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "left out here"),
        (6, "quoted"),
        (6, '│ حركة المسافرين "طبيعية تماما"\n'),
        (8, "inside statement 7"),
        (8, "مجموعات مسلحة … بقطع الطريق"),
        (10, "told with reserve"),
        (13, "said not to have been said"),
        (16, "unnamed source"),
    ],
)
def test_what_is_particular_about_a_statement_is_said(number: int, words: str) -> None:
    """Flags, several spans, and the lack of a source are words, not colours."""
    assert words in row(number)


@pytest.mark.parametrize(("language", "words"), [("en", "“نعم”"), ("ar", "«نعم»")])
def test_a_quotation_gets_marks_where_its_span_has_none(language: Language, words: str) -> None:
    """Marks that wrap a span stay outside of it; they are shown again, in the style of the labels."""
    document = Document(id="d", text='قال علي: "نعم"')
    statement = Attribution(
        Span(0, 3), "assert", (Link(Span(4, 7), "علي", "person"),), (Span(10, 13),), quoted=True
    )
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", attributions=(statement,)
    )
    assert words in bare(render(document, extraction, language=language))


def test_what_was_noticed_while_reading_is_said() -> None:
    """A document's notes stand in its heading."""
    document = Document(id="d", text="خبر", notes=("decoded as windows-1256",))
    extraction = Extraction(document="d", engine="e", version="1", lexicon="")
    assert "note: decoded as windows-1256" in bare(render(document, extraction))


def test_explaining_names_rule_and_entry() -> None:
    """Only on request."""
    assert "rule noun.genitive · lexicon entry نفي" in row(1, explain=True)
    assert "noun.genitive" not in row(1)


def test_mentions_are_listed_with_their_meaning() -> None:
    """Times, numbers, names and places stand after the statements, for who asks."""
    assert "نحو أربعين = " not in bare(render(*crossing(), width=120))
    shown = bare(render(*crossing(), width=120, explain=True))
    assert "يوم الخميس = 2018-01-11 · day" in shown
    assert "نحو أربعين = about 36–44" in shown
    assert "تتجاوز مليون دولار = at least 1,000,001 USD" in shown
    assert "معبر نصيب = معبر نصيب · درعا, سوريا · 32.5466, 36.1901 · geonames:1" in shown


def test_things_that_are_the_same_are_listed_once() -> None:
    """Three spellings of one base are one line; two bearings from one town are two."""
    text = "K1 كي1 K1 غرب كركوك شرق كركوك"
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="",
        places=(
            PlaceMention(Span(0, 2), "K1", "base:k1"),
            PlaceMention(Span(3, 6), "كي1", "base:k1"),
            PlaceMention(Span(7, 9), "K1", "base:k1"),
            PlaceMention(Span(10, 19), "كركوك", "town:k", bearing="W"),
            PlaceMention(Span(20, 29), "كركوك", "town:k", bearing="E"),
        ),
    )  # fmt: skip
    shown = bare(render(Document(id="d", text=text), extraction, width=100, explain=True))
    assert "  K1 · كي1 ×3 = K1 · base:k1\n" in shown
    assert "غرب كركوك = كركوك · towards W · town:k" in shown
    assert "شرق كركوك = كركوك · towards E · town:k" in shown


def blocks(*, explain: bool = False, language: Language = "en") -> list[str]:
    """Return the parts of the article with events."""
    shown = bare(render(*bridge(), width=110, explain=explain, language=language))
    return shown.replace("\u00a0", " ").split("\n\n")


def test_what_is_disputed_stands_right_after_the_summary() -> None:
    """Event, day and place, each question, those who deny before those who affirm."""
    assert blocks()[1].split("\n") == [
        "▌  ≠ DISPUTED  E1 shelling · 2018-03-04 (مساء الأحد) · جسر الرمان, غرب بلدة تل الغزلان",
        "▌   Did it happen?",
        "▌     ✗ DENIED BY قيادة الفوج (2)",
        "▌     ✓ affirmed by ناشطون (1) · هاني البيك (3, 4, 5)",
        "▌   How many were killed?",
        "▌     7 سبعة مدنيين │ ناشطون (1)",
        "▌     4 │ هاني البيك (4)",
    ]


def test_who_is_side_of_a_dispute_is_not_named_twice() -> None:
    """The summary counts; the names stand in the dispute below."""
    (summary,) = blocks()[:1]
    assert "✗ 1 denial · ✓ 1 confirmation · 4 events · ≠ 2 disputes" in summary
    assert "denied by" not in summary


def test_under_each_event_stands_who_stands_where_in_which_words() -> None:
    """Facts first, then the voices; a toll that grew is no dispute."""
    shown = blocks()[2].split("\n")
    assert shown[:10] == [
        "Events",
        "  E1 shelling · 2018-03-04 (مساء الأحد) · جسر الرمان, غرب بلدة تل الغزلان",
        "     who: الفوج الثالث · whom: مدنيون",
        "     killed: 7 · 4 · 6",
        "▌    ✗ DENIED BY قيادة الفوج (2) │ قصف الجسر",
        "     ✓ affirmed by",
        "       ناشطون (1) │ مدفعية الفوج الثالث قصفت جسر الرمان غرب بلدة تل الغزلان مساء الأحد، وإن …",
        "       هاني البيك (3, 4, 5) │ القصف",
        "     ↑ higher now: How many were killed? 4 أربعة أشخاص هاني البيك (4) › 6 ستة قتلى هاني البيك (5)",
        "  E2 deployment of forces into the place",
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["◇ said to be coming by محافظ الوادي (6)", "~ called possible by نقابة النقل (7)"]),
        ("ar", ["◇ وعد أو توقّع: محافظ الوادي (6)", "~ احتمال: نقابة النقل (7)"]),
    ],
)
def test_what_will_or_might_be_is_told_from_what_was(language: Language, lines: list[str]) -> None:
    """In words and signs, not by colour alone."""
    shown = "\n".join(blocks(language=language))
    assert [line for line in lines if line not in shown] == []


def test_what_the_article_itself_tells_needs_no_voice() -> None:
    """The withdrawal is told by nobody but the article."""
    assert blocks()[2].endswith(
        "  E4 withdrawal out of the place · 2018-02 · غرب بلدة تل الغزلان\n     who: الفوج الثالث"
    )


def test_explaining_an_event_gives_its_words_and_the_values_of_its_claims() -> None:
    """All mentions, and how certain each link of the chain is."""
    shown = blocks(explain=True)[2]
    assert "word of an event: قُصف · قصفت · قصف الجسر · القصف" in shown
    assert "[Uu CT-]" in shown


def test_many_events_are_counted_and_shown_on_request() -> None:
    """A long article does not fill the screen with what the article alone tells."""
    told = tuple(
        Event(type="meet", family="consult", mentions=(Trigger(Span(0, 1), "meet"),))
        for _ in range(30)
    )
    extraction = Extraction(document="d", engine="e", version="1", lexicon="", events=told)
    document = Document(id="d", text="خبر")
    short = bare(render(document, extraction))
    assert short.count(" meeting") == 12
    assert "and 18 more events" in short
    assert bare(render(document, extraction, explain=True)).count(" meeting") == 30


def test_a_settled_dispute_is_not_loud() -> None:
    """One side gave in: it is said, without alarm."""
    document, extraction = bridge()
    settled = msgspec.structs.replace(extraction.disputes[0], settled=True)
    extraction = msgspec.structs.replace(extraction, disputes=(settled,))
    shown = bare(render(document, extraction))
    assert "≠\u00a0SETTLED" in shown
    assert "DISPUTED" not in shown


def test_an_unnamed_type_of_event_is_shown_by_its_family_or_its_id() -> None:
    """A type of a user's own has no label in the package."""
    for family, shown in (("attack", "E1 attack"), ("other", "E1 sand storm")):
        one = Event(type="sand-storm", family=family, mentions=())
        extraction = Extraction(document="d", engine="e", version="1", lexicon="", events=(one,))
        assert shown in bare(render(Document(id="d", text="خبر"), extraction))


@given(st.data())
def test_an_excerpt_has_the_evidence_and_little_more(data: st.DataObject) -> None:
    """Whole words around it, cut on both sides to the room there is."""
    text = data.draw(st.text(st.sampled_from("ابت abc"), min_size=1, max_size=200))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    room = data.draw(st.integers(0, 60))
    around = Span(0, len(text))
    stand = Stand("affirm", "", True, (), Span(start, end), around, ())
    before, word, after = excerpt(text, stand, room)
    assert word == visible(text[start:end])
    assert len(before) + len(word) + len(after) <= max(room, len(word)) + len("… ") * 2
    kept = visible(text)
    assert all(part.strip("… ") in kept for part in (before, after))


def test_abstentions_are_counted_by_reason_in_the_last_line() -> None:
    """What was passed over is not hidden."""
    document, extraction = crossing()
    more = (*extraction.abstentions, Abstention(Span(0, 1), "look-alike"))
    extraction = Extraction(document="d", engine="e", version="1", lexicon="", abstentions=more)
    last = bare(render(document, extraction)).split("\n")[-1]
    assert last == "passed over: looks like a cue and is none: 2 · nothing is said: 1"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_article_without_statements_says_so(language: Language) -> None:
    """No empty table."""
    expected = {"ar": "لا أقوال منسوبة", "en": "no attributed statements"}[language]
    assert expected in bare(render(*empty(), language=language))


def test_arabic_labels_are_set_from_the_right() -> None:
    """Each line is one right-to-left isolate that ends at the right edge."""
    lines = [line for line in render(*crossing(), width=70, language="ar").split("\n") if line]
    assert all(line.lstrip(" ").startswith("\u2067") for line in lines)
    assert {columns(line) for line in lines} == {70}


def test_colour_is_only_paint() -> None:
    """Without its colour codes the coloured output is the plain one."""
    plain = render(*crossing(), explain=True)
    painted = render(*crossing(), explain=True, color=True)
    assert "\x1b" not in plain
    assert PAINT.sub("", painted) == plain


@pytest.mark.parametrize("language", ["ar", "en"])
@given(reading=readings(ORDINARY), width=st.integers(24, 90), explain=st.booleans())
def test_no_line_is_wider_than_the_terminal(
    reading: tuple[Document, Extraction], width: int, explain: bool, language: Language
) -> None:
    """Whatever the article, the table fits."""
    shown = render(*reading, width=width, explain=explain, language=language)
    assert max(columns(line) for line in shown.split("\n")) <= width


@pytest.mark.parametrize("language", ["ar", "en"])
@given(reading=readings())
def test_no_article_steers_the_terminal(
    reading: tuple[Document, Extraction], language: Language
) -> None:
    """No control and no direction character but our isolates, opened and closed on each line."""
    shown = render(*reading, explain=True, language=language)
    for line in shown.split("\n"):
        rest = line.translate(dict.fromkeys(map(ord, ISOLATES)))
        assert not re.search(
            "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]", rest
        )
        depth = 0
        for letter in line:
            depth += (letter in "\u2067\u2068") - (letter == "\u2069")
            assert 0 <= depth <= 2
        assert depth == 0
        shown.encode("utf-8")


def test_an_escape_sequence_is_shown_and_not_obeyed() -> None:
    """Clearing the screen, naming the window, moving up: all become pictures."""
    shown = render(*hostile(), color=True, explain=True)
    assert "\u241b[2J" in shown
    assert not PAINT.sub("", shown).count("\x1b")
    assert "\u202e" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("a\x1b[31mb", "a\u241b[31mb"),
        ("\u202eabc\u202c", "abc"),
        ("a\n\tb\u2028c", "a b c"),
        ("x\x7f\x9by", "x\u2421\ufffdy"),
        ("\ud800", "\ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("a\U000e0041b", "ab"),
    ],
)
def test_harmful_characters_are_shown_or_left_out(given_text: str, shown: str) -> None:
    """Joiners, which words and emoji need, stay."""
    assert visible(given_text) == shown


@given(st.text())
def test_making_visible_twice_is_making_visible_once(text: str) -> None:
    """The quick way for harmless text and the careful way agree."""
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("نفت", 3), ("نَفَت", 3), ("日本", 4), ("💥", 2), ("", 0)]
)
def test_cells_counts_columns(text: str, width: int) -> None:
    """Marks take none, wide characters two."""
    assert cells(text) == width


@given(st.text(ORDINARY, min_size=1), st.integers(2, 9))
def test_a_cut_word_loses_nothing(word: str, width: int) -> None:
    """Pieces fit and join to the word again."""
    pieces = cut(word, width)
    assert "".join(pieces) == word
    assert all(cells(piece) <= width for piece in pieces)
