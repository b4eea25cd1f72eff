"""Search: the same answers from both databases, with the words that were found in the spelling of the text."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.errors import QueryError
from riwaya.ledger import Ledger
from riwaya.ledger.search import Results
from riwaya.pipeline import Reading
from riwaya.reading.article import Overrides, of_text
from riwaya.types import Attribution, Extraction, Link, Span, Stance
from tests.ledger_samples import edited, extraction, reading
from tests.test_query import ANY, TODAY

TEXTS = (
    ("2018-01-10", "الرواق", "انتشار القوّات في كركوك\n\nقال الناطق إن القوات الأمنية انتشرت في كركوك وبلداتها."),
    ("2018-01-11", "الرواق", "بغداد تنفي\n\nنفت بغداد نشر القوات الأمنية في المدينة، ووصفت الأنباء بالشائعات."),
    ("2018-02-02", "بيدر", "جسر جديد\n\nقال الناطق إن الجسر الجديد كلّف ١٢٠٠ مليون دينار وللقوات طريق آخر."),
    (None, "بيدر", "عن السوق\n\nقال تاجر إن السوق مفتوح."),
)  # fmt: skip


def told(number: int) -> Reading:
    """Return an article of ``TEXTS`` with the one statement that it holds."""
    day, publisher, text = TEXTS[number]
    document = of_text(text, given=Overrides(day, publisher, f"https://example.org/{number}"))
    cue = "نفت" if "نفت" in text else "قال"
    start = text.index(cue)
    words = text[start:].split(" ")
    name_at = text.index(words[1], start)
    name = Link(Span(name_at, name_at + len(words[1])), words[1], "organization")
    content = Span(text.index(words[2], name_at), len(text) - 1)
    stance: Stance = "deny" if cue == "نفت" else "assert"
    said = Attribution(Span(start, start + len(cue)), stance, (name,), (content,))
    found = Extraction(
        document=document.id, engine="by-hand", version="1", lexicon="0" * 16, attributions=(said,)
    )
    return Reading(document, found)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    """Give a ledger that holds the articles above and one of the other samples."""
    ledger.add([*(told(number) for number in range(len(TEXTS))), reading()])
    return ledger


def headlines(found: Results) -> list[str]:
    """Return the headlines of the articles that were found, sorted."""
    return sorted({hit.headline for hit in found.hits})


SPREAD, DENIAL, BRIDGE, MARKET, SOLDIERS = (
    "انتشار القوّات في كركوك", "بغداد تنفي", "جسر جديد", "عن السوق", "الداخلية تنفي",
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("قوات", [SPREAD, DENIAL, BRIDGE]),
        ("والقوات", [SPREAD, DENIAL, BRIDGE]),
        ("قُوّات", [SPREAD, DENIAL, BRIDGE]),
        ("القوات الامنيه", [SPREAD, DENIAL]),
        ('"القوات الأمنية"', [SPREAD, DENIAL]),
        ('"الأمنية القوات"', []),
        ("قوات -كركوك", [DENIAL, BRIDGE]),
        ('قوات -"القوات الأمنية"', [BRIDGE]),
        ("-قوات", [MARKET, SOLDIERS]),
        ("1200", [BRIDGE]),
        ("who:بغداد", [DENIAL]),
        ("denies:بغداد", [DENIAL]),
        ("says:بغداد", []),
        ("says:ناطق", [SPREAD, BRIDGE]),
        ("who:الداخلية", [SOLDIERS]),
        ("who:interior", [SOLDIERS]),
        ("via:الرواق", [SOLDIERS]),
        ("type:killed", [SOLDIERS]),
        ("type:casualties", [SOLDIERS]),
        ("-type:killed قوات", [SPREAD, DENIAL, BRIDGE]),
        ("place:بيدر", [SOLDIERS]),
        ("stance:deny", [DENIAL, SOLDIERS]),
        ("stance:نفي source:الرواق", [DENIAL, SOLDIERS]),
        ("source:بيدر", [BRIDGE, MARKET]),
        ("date:2018-01", [SPREAD, DENIAL]),
        ("date:2018-01-11/2018-02", [DENIAL, BRIDGE]),
        ("date:P1M/", [SPREAD, DENIAL]),
        ("-date:2018/", [MARKET]),
        ("لا وجود له", []),
    ],
)
def test_a_query_finds_what_it_asks_for(stocked: Ledger, query: str, expected: list[str]) -> None:
    """Words in any form and spelling, phrases as they stand, fields, and what is turned round."""
    assert headlines(stocked.search(query, today=TODAY)) == sorted(expected)


def test_without_a_query_everything_is_found(stocked: Ledger) -> None:
    """Four statements, two more of the sample, and the claim that this makes itself."""
    found = stocked.search("")
    assert (found.total, found.is_exact, len(found.hits)) == (7, True, 7)
    assert sorted({hit.kind for hit in found.hits}) == ["claim", "statement"]


def test_hits_show_the_words_in_the_spelling_of_the_text(stocked: Ledger) -> None:
    """Spans count code points of the text; each covers one word that was asked for, a phrase as a whole."""
    texts = {one.id: one.text for one in stocked.documents()}
    found = stocked.search("والقوات who:بغداد")
    (hit,) = found.hits
    text = texts[hit.document]
    assert hit.quote == hit.span.of(text)
    assert [one.of(text) for one in hit.matches] == ["بغداد", "القوات"]
    (hit,) = stocked.search('"نشر القوات الامنيه"').hits
    assert [one.of(text) for one in hit.matches] == ["نشر القوات الأمنية"]
    (hit,) = stocked.search("١٢٠٠").hits
    assert [one.of(texts[hit.document]) for one in hit.matches] == ["١٢٠٠"]


def test_a_hit_names_what_it_shows(stocked: Ledger) -> None:
    """The id is that of the statement, with its speaker and its article."""
    (hit,) = stocked.search("denies:بغداد").hits
    (said,) = (one for one in stocked.statements() if one.speaker == "بغداد")
    assert (hit.id, hit.kind, hit.stance, hit.speaker) == (said.id, "statement", "deny", "بغداد")
    assert (hit.publisher, hit.published, hit.url) == (
        "الرواق",
        "2018-01-11",
        "https://example.org/1",
    )


def test_articles_are_found_by_all_their_words(stocked: Ledger) -> None:
    """Also by those of the headline, which stand in no statement."""
    found = stocked.search("انتشار", kind="articles")
    assert headlines(found) == [SPREAD]
    (hit,) = found.hits
    assert hit.kind == "article" and hit.id == hit.document
    assert stocked.search("انتشار").total == 0
    assert headlines(stocked.search("denies:بغداد", kind="articles")) == [DENIAL]


def test_what_holds_the_words_more_often_comes_first(ledger: Ledger) -> None:
    """Then the day, the newest first, and then what came last; pages follow one another."""
    text = "{0}\n\nقال تاجر إن {1}."
    given = [("أ", "القوات هنا", 3), ("ب", "القوات مع القوات", 1), ("ت", "القوات هناك", 5)]
    for headline, content, day in given:
        whole = text.format(headline, content)
        document = of_text(whole, given=Overrides(f"2018-01-{day:02}", "بيدر", None))
        start = whole.index("قال")
        said = Attribution(
            Span(start, start + 3), "assert", (), (Span(whole.index(content), len(whole) - 1),)
        )
        ledger.add([Reading(document, Extraction(
            document=document.id, engine="e", version="1", lexicon="0", attributions=(said,)
        ))])  # fmt: skip
    assert [hit.headline for hit in ledger.search("القوات").hits] == ["ب", "ت", "أ"]
    assert [hit.headline for hit in ledger.search("stance:assert").hits] == ["ت", "أ", "ب"]
    pages = [ledger.search("القوات", limit=1, offset=n).hits for n in range(4)]
    assert [[hit.headline for hit in page] for page in pages] == [["ب"], ["ت"], ["أ"], []]


def test_facets_count_what_was_found(stocked: Ledger) -> None:
    """Under the filters of the query, the most frequent first."""
    found = stocked.search("", facets=True)
    counts = {
        facet: [(one.label, one.count) for one in values] for facet, values in found.facets.items()
    }
    assert set(counts) == {"who", "via", "stance", "type", "place", "source", "month"}
    assert counts["source"] == [("قناة الرواق", 3), ("الرواق", 2), ("بيدر", 2)]
    assert dict(counts["stance"]) == {"assert": 4, "deny": 2, "affirm": 1}
    assert ("الناطق", 2) in counts["who"]
    assert counts["via"] == [("قناة الرواق", 1)]
    assert counts["type"] == [("killed", 3)]
    assert dict(counts["month"]) == {"2018-01": 2, "2018-02": 1, "2023-03": 3}
    some = stocked.search("stance:deny", facets=True).facets
    assert [(one.label, one.count) for one in some["who"]] == [("بغداد", 1), ("وزارة الداخلية", 1)]
    assert stocked.search("").facets == {}


def test_what_is_no_longer_held_is_no_longer_found(ledger: Ledger) -> None:
    """A new reading of an article replaces what the old one said."""
    ledger.add([told(0)])
    assert ledger.search("كركوك").total == 1
    one = told(0)
    later = Extraction(document=one.document.id, engine="by-hand", version="2", lexicon="0" * 16)
    ledger.add([Reading(one.document, later)])
    assert ledger.search("كركوك").total == 0
    assert ledger.search("كركوك", kind="articles").total == 1
    assert ledger.search("stance:assert", kind="articles").total == 0


def test_a_rebuilt_ledger_finds_the_same(stocked: Ledger) -> None:
    """Row for row, in the same order."""
    queries = ["", "قوات", "stance:deny", "place:بيدر", '"القوات الأمنية"']
    stocked.add([edited(reading(4), " وأضاف أن القوات بخير.")])
    before = [stocked.search(query, facets=True) for query in queries]
    stocked.rebuild()
    assert [stocked.search(query, facets=True) for query in queries] == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY)
def test_no_query_upsets_the_database(stocked: Ledger, text: str) -> None:
    """A clean error, or an answer; never what the database says."""
    try:
        found = stocked.search(text, today=TODAY, facets=True)
    except QueryError:
        return
    assert found.total == len(found.hits) <= 7


@given(st.text(st.sampled_from("قوات كركوك\n.؟«»0a\u064e"), max_size=80))
def test_every_text_can_be_indexed(text: str) -> None:
    """Rows are made of any document, and the same each time."""
    from riwaya.ledger import sayings
    from riwaya.text import tokenise

    document = of_text(text, given=Overrides(None, None, None))
    made = sayings.of(document, None, tokenise(document.text), ())
    assert made == sayings.of(document, None, tokenise(document.text), ())
    assert all(" " not in term for term in made.article.terms)


def test_the_sample_of_all_findings_can_be_found_by_each(stocked: Ledger) -> None:
    """The claim of the article's own shows its sentence."""
    found = [hit for hit in stocked.search("type:killed").hits if hit.kind == "claim"]
    assert [hit.speaker for hit in found] == [None]
    assert found[0].quote.startswith("نفت وزارة الداخلية")
    assert extraction(reading().document).claims[2].evidence.start >= found[0].span.start


def test_a_day_of_the_caller_is_needed_for_the_last_week(stocked: Ledger) -> None:
    """Without it, a query that counts from today is an error."""
    with pytest.raises(QueryError, match="no day"):
        stocked.search("date:P1W/")
    assert stocked.search("date:P1W/", today=date(2018, 2, 2)).total == 1
