"""The page: the text unchanged, the marks in the right places, nothing that loads or runs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import tables
from riwaya.export import html
from riwaya.export.html import page
from riwaya.export.labels import Language, Words, labels
from riwaya.export.meaning import meanings
from riwaya.export.segments import segments
from riwaya.lexicon.event_tables import Family
from riwaya.types import (
    Abstention,
    Attribution,
    Claim,
    Dispute,
    Document,
    Event,
    Extraction,
    Link,
    Position,
    Quantity,
    Span,
    TimeExpression,
    Trigger,
)
from tests.export_samples import CROSSING, bridge, crossing, empty, hostile, readings

VOID = {"meta", "link", "img", "br"}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "aside", "article",
    "section", "div", "footer", "h1", "h2", "h3", "h4", "p", "ol", "ul", "li", "a", "span", "b",
    "small", "bdi", "time", "details", "summary", "dl", "dt", "dd",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "dir", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel",
    "title", "datetime", "aria-label", "aria-hidden", "data-n", "data-cue", "data-source",
    "data-antecedent", "data-content", "data-trigger", "data-role", "data-e",
}  # fmt: skip


class Element:
    """An element with its attributes and all the text inside it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.text = ""

    def has(self, name: str) -> bool:
        """Tell whether it is of this class."""
        return name in self.attributes.get("class", "").split()


class Tree(HTMLParser):
    """A page as a list of elements; an element that is not closed in order is an error."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def of(self, name: str) -> list[Element]:
        """Return the elements of a class."""
        return [element for element in self.elements if element.has(name)]


def held(text: str) -> str:
    """Return the text as HTML can hold it."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def articles(tree: Tree) -> list[str]:
    """Return the text of each article, without the legend, which borrows its style."""
    return [element.text for element in tree.of("text") if element.tag == "div"]


def marked(tree: Tree, role: str, number: int) -> str:
    """Return the text that is marked as this role of this statement."""
    return "".join(
        element.text
        for element in tree.elements
        if str(number) in element.attributes.get(f"data-{role}", "").split()
    )


def covered(text: str, spans: Iterator[Span]) -> str:
    """Return the characters that any of the spans covers."""
    at = {index for span in spans for index in range(span.start, min(span.end, len(text)))}
    return "".join(text[index] for index in sorted(at))


@pytest.mark.parametrize("language", ["ar", "en"])
@given(reading=readings())
def test_text_and_marks_are_exact(reading: tuple[Document, Extraction], language: Language) -> None:
    """Whatever crosses or nests, the text is the document's and each mark covers its words."""
    document, extraction = reading
    tree = Tree(page([reading], language=language))
    assert articles(tree) == [held(document.text)]
    for number, statement in enumerate(extraction.attributions, 1):
        sources = (link.span for link in statement.chain if link.span)
        expected = {
            "cue": iter([statement.cue]),
            "source": sources,
            "content": iter(statement.content),
        }
        for role, spans in expected.items():
            assert marked(tree, role, number) == covered(held(document.text), spans)
    for number, event in enumerate(extraction.events, 1):
        words = (mention.span for mention in event.mentions)
        assert marked(tree, "trigger", number) == covered(held(document.text), words)
        who = [role.span for role in (*event.actors, *event.targets)]
        where = [place.span for place in event.places]
        many = [count.span for count in event.counts]
        when = [event.date_span] if event.date_span else []
        roles = [*who, *where, *many, *when]
        assert marked(tree, "role", number) == covered(held(document.text), iter(roles))


@given(readings())
def test_nothing_foreign_becomes_markup(reading: tuple[Document, Extraction]) -> None:
    """Only the elements and attributes of our own appear, whatever the strings."""
    tree = Tree(page([reading, hostile()]))
    assert {element.tag for element in tree.elements} <= ELEMENTS
    assert {name for each in tree.elements for name in each.attributes} <= ATTRIBUTES


def test_hostile_strings_stand_as_text() -> None:
    """Title, text, publisher, name, rule and reason of an attacker are words on the page."""
    source = page([hostile()])
    tree = Tree(source)
    assert "<script" not in source
    assert "<img" not in source
    assert "<svg" not in source
    title = next(element for element in tree.elements if element.tag == "title")
    assert title.text.startswith("<script>alert(1)</script>")
    assert "\x1b" not in title.text
    assert any("<svg onload=alert(7)>" in each.text for each in tree.of("origin"))


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [
        ("https://example.org/?a=1&b=\"2'", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("https://example.org/\u202egpj.exe", False),
        ("https://example.org/ x", False),
        ("//example.org", False),
        ("file:///a", False),
    ],
)
def test_only_plain_web_addresses_are_links(url: str, is_linked: bool) -> None:
    """Everything else is shown as text."""
    document = Document(id="d", text="خبر", url=url)
    extraction = Extraction(document="d", engine="e", version="1", lexicon="")
    tree = Tree(page([(document, extraction)]))
    links = [each.attributes["href"] for each in tree.elements if "href" in each.attributes]
    outside = [link for link in links if not link.startswith("#")]
    assert outside == ([url] if is_linked else [])


def test_the_page_loads_and_runs_nothing() -> None:
    """Its policy forbids it, and it does not try."""
    source = page([crossing(), hostile(), empty()])
    assert "default-src 'none'" in source
    assert "url(" not in source
    assert "@import" not in source


def test_the_style_knows_no_left_and_no_right() -> None:
    """Logical properties only: the page turns round with its labels."""
    style = tables.raw("ui/export.css").decode("utf-8")
    physical = r"(?:^|[\s;{-])(?:left|right|margin-top|margin-bottom|padding-top|padding-bottom)\b"
    assert not re.search(physical, style)
    assert not re.search(r"[\s;{](?:width|height|max-width|min-height|top|bottom)\s*:", style)


def _luminance(color: str) -> float:
    full = color * 2 if len(color) == 3 else color
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_can_be_read(scheme: int) -> None:
    """WCAG 2.2 AA: at least 4.5 to 1 for text on paper, on tints and on badges."""
    style = tables.raw("ui/export.css").decode("utf-8")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    color = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6})", block))
    for tone in ("against", "for", "says", "unsure", "press", "will"):
        ink, tint = color[f"{tone}-ink"], color[f"{tone}-tint"]
        assert _contrast(ink, tint) >= 4.5, tone
        assert _contrast(ink, color["card"]) >= 4.5, tone
        assert _contrast(ink, color["paper"]) >= 4.5, tone
        assert _contrast(color["ink"], tint) >= 7, tone
        assert _contrast(color["soft"], tint) >= 4.5, tone
    assert _contrast(color["ink"], color["lit"]) >= 4.5
    assert _contrast(color["soft"], color["paper"]) >= 4.5


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_has_the_direction_of_its_labels(language: Language, direction: str) -> None:
    """The article's own texts find theirs."""
    tree = Tree(page([crossing()], language=language))
    assert tree.elements[0].attributes == {"lang": language, "dir": direction}
    paragraphs = [each for each in tree.elements if each.tag == "p" and each.attributes.get("dir")]
    assert {each.attributes["dir"] for each in paragraphs} == {"auto"}
    assert all("dir" in each.attributes for each in tree.elements if each.tag == "bdi")


def test_the_headline_is_a_heading_and_furniture_is_dimmed() -> None:
    """What belongs to the page is there, and told apart."""
    tree = Tree(page([crossing()]))
    heading = next(element for element in tree.elements if element.tag == "h2")
    assert heading.text == CROSSING.partition("\n")[0]
    assert "تابعونا على تلغرام" in "".join(
        each.text for each in tree.of("furniture") if "data-n" not in each.attributes
    )


def test_a_text_of_one_line_has_no_heading() -> None:
    """A sentence alone is no headline."""
    document = Document(id="d", text="قال علي نعم")
    extraction = Extraction(document="d", engine="e", version="1", lexicon="")
    tree = Tree(page([(document, extraction)]))
    assert not [element for element in tree.elements if element.tag == "h2"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_denials_stand_above_the_article(language: Language) -> None:
    """Who denies is said, and linked, before the text begins."""
    tree = Tree(page([crossing()], language=language))
    summary = next(each for each in tree.elements if each.has("who") and each.has("is-deny"))
    assert "دمشق 1" in summary.text
    assert "وزارة النقل السورية 5" in summary.text


def of_bridge(language: Language = "en") -> Tree:
    """Return the page of the article with events."""
    return Tree(page([bridge()], language=language))


def card(tree: Tree, name: str) -> Element:
    """Return the element with this id."""
    return next(each for each in tree.elements if each.attributes.get("id") == name)


@pytest.mark.parametrize(
    ("language", "sides"),
    [
        ("en", ["✗ denied by", "✓ affirmed by"]),
        ("ar", ["✗ نفي:", "✓ إثبات:"]),
    ],
)
def test_the_sides_of_a_dispute_face_each_other(language: Language, sides: list[str]) -> None:
    """Above the article, who denies first, each voice with its statements and its words."""
    tree = of_bridge(language)
    shown = tree.of("side")
    assert [shown[at].text.strip().startswith(side) for at, side in enumerate(sides)] == [True] * 2
    assert "قيادة الفوج 2" in shown[0].text
    assert "قصف الجسر" in shown[0].text
    assert "ناشطون 1" in shown[1].text
    assert "هاني البيك 3 4 5" in shown[1].text
    order = [id(each) for each in tree.elements]
    assert order.index(id(shown[0])) < order.index(id(tree.of("columns")[0]))


def test_each_figure_in_dispute_has_its_side() -> None:
    """Seven by the activists, four by the hospital; six is a toll that grew, not a side."""
    tree = of_bridge()
    seven, four = (each.text for each in tree.of("side") if each.has("t-says"))
    assert seven.startswith("7 سبعة مدنيين")
    assert "ناشطون 1" in seven
    assert four.startswith("4")
    assert "هاني البيك 4" in four
    (change,) = tree.of("change")
    assert "higher now" in change.text
    assert "4 أربعة أشخاص هاني البيك 4 › 6 ستة قتلى هاني البيك 5" in change.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a1-e1", ["E1", "shelling", "disputed", "2018-03-04 مساء الأحد", "killed7 · 4 · 6"]),
        ("a1-e2", ["E2", "deployment of forces", "into the place", "◇ said to be coming by"]),
        ("a1-e3", ["E3", "~ called possible by", "نقابة النقل"]),
        ("a1-e4", ["E4", "withdrawal", "out of the place", "الفوج الثالث"]),
        ("a1-s2", ["✗ E1"]),
        ("a1-s6", ["◇ E2"]),
    ],
)
def test_events_and_statements_say_who_stands_where(name: str, words: list[str]) -> None:
    """A card of an event has its facts and voices, a card of a statement leads to its events."""
    text = card(of_bridge(), name).text
    assert [word for word in words if word not in text] == []


def test_words_of_an_event_lead_to_its_card_and_back() -> None:
    """A trigger is a link; the words of a claim lead to it."""
    source = page([bridge()])
    tree = Tree(source)
    trigger = next(each for each in tree.of("trigger") if each.tag == "a" and each.text == "قصفت")
    assert trigger.attributes["href"] == "#a1-e1"
    place = card(tree, "a1-t1-2")
    assert place.text == "قصفت"
    assert 'href="#a1-t1-2"' in source
    roles = {each.text: each.attributes.get("title", "") for each in tree.of("role")}
    assert roles["مساء الأحد"].endswith("ح1: متى")


def test_many_voices_of_one_side_are_folded() -> None:
    """The first are shown with their words, the others are named."""
    text = "قال " + " ".join(f"علي{n}" for n in range(9))
    statements = tuple(
        Attribution(Span(0, 3), "assert", (Link(None, f"علي{n}", "person"),), (Span(4, 8),))
        for n in range(9)
    )
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", attributions=statements,
        events=(Event(type="meet", family="consult", mentions=(Trigger(Span(4, 8), "meet"),)),),
        claims=tuple(
            Claim(event=0, stance="affirm", evidence=Span(4, 8), statement=n) for n in range(9)
        ),
        disputes=(
            Dispute(event=0, about="occurrence", positions=(Position("affirmed", tuple(range(9))),)),
        ),
    )  # fmt: skip
    rest = Tree(page([(Document(id="d", text=text), extraction)])).of("rest")[0]
    assert rest.text.startswith("+5 علي4 5 · علي5 6")


def test_an_index_that_points_to_nothing_breaks_nothing() -> None:
    """A wrong answer of an engine from outside is shown as far as it goes."""
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="",
        events=(Event(type="meet", family="consult", mentions=(Trigger(Span(3, 3), "meet"),)),),
        claims=(Claim(event=0, stance="deny", evidence=Span(3, 3), statement=7),),
        disputes=(
            Dispute(event=4, about="date", positions=(Position("x", (0,)),)),
            Dispute(event=0, about="date", positions=(Position("x", (0, 9)),)),
        ),
    )  # fmt: skip
    tree = Tree(page([(Document(id="d", text="خبر"), extraction)]))
    names = {each.attributes["id"] for each in tree.elements if "id" in each.attributes}
    links = {each.attributes["href"][1:] for each in tree.elements if "href" in each.attributes}
    assert links <= names


def test_several_articles_have_a_table_of_contents() -> None:
    """One entry each, to the article; a single article needs none."""
    many = page([crossing(), empty(), crossing()])
    links = re.findall(r'<nav class="contents".*?</nav>', many, re.DOTALL)[0]
    assert re.findall(r'href="#(a\d)"', links) == ["a1", "a2", "a3"]
    assert 'class="contents"' not in page([crossing()])


def test_every_link_inside_the_page_has_its_target_and_ids_are_unique() -> None:
    """Numbers lead from text to card and back."""
    tree = Tree(page([crossing(), hostile(), bridge(), empty(), crossing()]))
    names = [each.attributes["id"] for each in tree.elements if "id" in each.attributes]
    assert len(names) == len(set(names))
    links = {each.attributes["href"] for each in tree.elements if "href" in each.attributes}
    assert {link[1:] for link in links if link.startswith("#")} <= set(names)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ["✗ نفي", "دمشق", "المضمون محذوف هنا"]),
        (4, ["↑ ذُكر قبل ذلك", "مسؤولون أردنيون"]),
        (6, ["نقل حرفي"]),
        (8, ["◆ اتهام", "داخل القول 7", "The Levant Post", "نقلاً عن", "سامر الحوراني", " … "]),
        (10, ["? تشكيك", "بصيغة التحفّظ"]),
        (13, ["∅ لم يصدر قول"]),
        (16, ["… أنباء متداولة", "قائل غير مسمّى"]),
    ],
)
def test_a_card_says_in_words_what_colours_say(number: int, words: list[str]) -> None:
    """Stance, chain and flags can be read without seeing a colour."""
    tree = Tree(page([crossing()]))
    card = next(each for each in tree.elements if each.attributes.get("id") == f"a1-s{number}")
    assert [word for word in words if word not in card.text] == []


def test_a_mention_tells_its_meaning() -> None:
    """As a title on the words and in a list of all mentions."""
    tree = Tree(page([crossing()], language="en"))
    titles = {each.text: each.attributes.get("title") for each in tree.of("mention")}
    assert titles["يوم الخميس"] == "2018-01-11 · day"
    assert titles["نحو أربعين"] == "about 36–44"
    assert any("32.5466, 36.1901" in each.text for each in tree.of("more"))


def test_words_of_two_statements_show_both_tones() -> None:
    """A content that one denies and another confirms has the colours of both."""
    tree = Tree(page([crossing()]))
    both = next(each for each in tree.elements if each.attributes.get("data-content") == "1 2")
    assert both.text == "إغلاق معبر نصيب"
    assert both.has("half")
    assert {"b-against", "o-for"} <= set(both.attributes["class"].split())


def test_what_was_passed_over_is_listed_with_its_words() -> None:
    """By reason, the most frequent first."""
    tree = Tree(page([crossing()], language="en"))
    assert any("looks like a cue and is none (1): وفقا للقانون" in e.text for e in tree.of("more"))


def test_a_long_list_of_what_was_passed_over_is_cut() -> None:
    """Thirteen of one reason: all are counted, twelve are shown."""
    abstentions = tuple(Abstention(Span(at, at + 1), "look-alike") for at in range(13))
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", abstentions=abstentions
    )
    document = Document(id="d", text="abcdefghijklm")
    (more,) = Tree(page([(document, extraction)], language="en")).of("more")
    assert "(13): a · b · c" in more.text
    assert more.text.endswith("l · …")


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(Span(0, 1), "number", 40, 40), "40"),
        (Quantity(Span(0, 1), "quantity", 1200, 1200, unit="USD"), "1,200 USD"),
        (Quantity(Span(0, 1), "quantity", 36, 44, approx=True), "about 36–44"),
        (Quantity(Span(0, 1), "quantity", 41, None), "at least 41"),
        (Quantity(Span(0, 1), "quantity", None, 0.5), "at most 0.5"),
        (Quantity(Span(0, 1), "quantity", 2.0, 2.0, unit="km"), "2 km"),
        (Quantity(Span(0, 1), "quantity", 20, 99, vague=True), "20–99 · vague"),
        (Quantity(Span(0, 1), "quantity", None, None, vague=True), "unknown · vague"),
        (Quantity(Span(0, 1), "number", 10**5000, 10**5000), "≈10^5000"),
    ],
)
def test_a_number_is_shown_as_it_was_meant(quantity: Quantity, shown: str) -> None:
    """Bounds, units and hedges are words; an absurd number is shown by its size."""
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", quantities=(quantity,)
    )
    assert [each.text for each in meanings(extraction, labels("en"))] == [shown]


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (TimeExpression(Span(0, 1), "date", "2018-01", "month"), "2018-01 · month"),
        (
            TimeExpression(Span(0, 1), "date", None, "day", "weekday=4"),
            "weekday=4 · counted from the day of publication",
        ),
        (TimeExpression(Span(0, 1), "date", None, "day"), "unknown"),
        (
            TimeExpression(Span(0, 1), "date", "2018-01-11", "day", flags=("weekday",)),
            "2018-01-11 · day · weekday",
        ),
    ],
)
def test_a_time_is_shown_as_it_was_meant(time: TimeExpression, shown: str) -> None:
    """What waits for the day of publication says so; contradictions are kept."""
    extraction = Extraction(document="d", engine="e", version="1", lexicon="", times=(time,))
    assert [each.text for each in meanings(extraction, labels("en"))] == [shown]


def test_the_same_readings_give_the_same_page() -> None:
    """Deterministic, and a generator will do."""
    first = page(reading for reading in [crossing(), hostile()])
    assert first == page([crossing(), hostile()])


def test_no_readings_give_an_empty_page() -> None:
    """Nothing was read, nothing is shown, nothing fails."""
    assert articles(Tree(page([]))) == []


def test_a_statement_that_stands_in_itself_is_shown() -> None:
    """A wrong index of an engine must not hang the page."""
    statement = Attribution(Span(0, 2), "assert", (Link(None, "", "person"),), (), within=0)
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", attributions=(statement,)
    )
    source = page([(Document(id="d", text="قال"), extraction)], language="en")
    assert "inside statement 1" in source


@given(st.integers(0, 30), st.lists(st.tuples(st.integers(-3, 35), st.integers(-3, 35))))
def test_segments_partition_the_text(length: int, edges: list[tuple[int, int]]) -> None:
    """Each character is in one piece, and each piece knows exactly the spans that cover it."""
    spans = [Span(a, b) for a, b in edges]
    pieces = list(segments(length, spans))
    assert [at for piece in pieces for at in range(piece.start, piece.end)] == list(range(length))
    for piece in pieces:
        covering = tuple(
            index
            for index, span in enumerate(spans)
            if span.start <= piece.start and piece.end <= span.end
        )
        assert piece.cover == covering


@pytest.mark.parametrize(
    ("number", "arabic", "english"),
    [
        (0, "لا أقوال منسوبة", "no attributed statements"),
        (1, "قول منسوب واحد", "1 attributed statement"),
        (2, "قولان منسوبان", "2 attributed statements"),
        (3, "3 أقوال منسوبة", "3 attributed statements"),
        (10, "10 أقوال منسوبة", "10 attributed statements"),
        (11, "11 قولاً منسوباً", "11 attributed statements"),
        (99, "99 قولاً منسوباً", "99 attributed statements"),
        (100, "100 قول منسوب", "100 attributed statements"),
        (102, "102 قول منسوب", "102 attributed statements"),
        (103, "103 أقوال منسوبة", "103 attributed statements"),
    ],
)
def test_things_are_counted_as_each_language_counts(number: int, arabic: str, english: str) -> None:
    """Plurals follow CLDR."""
    for language, expected in (("ar", arabic), ("en", english)):
        words = labels("ar" if language == "ar" else "en")
        assert words.counted(words.count.statements, number) == expected


def test_every_word_of_the_labels_is_used() -> None:
    """A word that nothing shows any more is not left for translators."""
    folder = Path(html.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    unused = [name for name in Words.__struct_fields__ if not re.search(rf"\.{name}\b", sources)]
    assert unused == []


def test_every_family_of_events_has_a_name_in_both_languages() -> None:
    """A type of a user's own is shown by its family; the types of the package have names."""
    for language in ("ar", "en"):
        words = labels("ar" if language == "ar" else "en")
        assert set(get_args(Family)) == set(words.family)
        assert {entry["id"] for entry in tables.toml("ar/events.toml")["event"]} == set(words.event)
        assert all(words.event.values())
