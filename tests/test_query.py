"""The grammar of searches: what each query means, and what is said of one that means nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import QueryError
from riwaya.ledger import fulltext, periods, terms
from riwaya.ledger.query import FIELDS, Dated, OneOf, Phrase, Query, Test, Word, parse

TODAY = date(2018, 1, 31)


def asked_for(query: Query) -> list[tuple[bool, Test]]:
    """Return what a query asks for, and whether it is turned round."""
    return [(clause.negated, clause.test) for clause in query.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("قوات", [(False, Word("قوات"))]),
        ("القُوّاتُ", [(False, Word("القوات"))]),
        ("هدنة هدنه", [(False, Word("هدنه")), (False, Word("هدنه"))]),
        ("-قوات", [(True, Word("قوات"))]),
        ('"نشر القوات"', [(False, Phrase(("نشر", "القوات")))]),
        ("«نشر القوات»", [(False, Phrase(("نشر", "القوات")))]),
        ('-"نشر القوات"', [(True, Phrase(("نشر", "القوات")))]),
        ("who:العبادي", [(False, Word("العبادي", "who"))]),
        ("القائل:العبادي", [(False, Word("العبادي", "who"))]),
        ("-via:رويترز", [(True, Word("رويترز", "via"))]),
        ('says:"سعد الحديثي"', [(False, Phrase(("سعد", "الحديثي"), "says"))]),
        ("ينفي:بغداد", [(False, Word("بغداد", "denies"))]),
        ("place:كركوك", [(False, Word("كركوك", "place"))]),
        ("source:الرواق", [(False, Word("الرواق", "source"))]),
        ("type:air-strike", [(False, OneOf("type", ("t_airstrike",)))]),
        ("type:shelling", [(False, OneOf("type", ("t_shelling",)))]),
        ("نوع:قصف", [(False, OneOf("type", ("t_shelling",)))]),
        ("stance:deny", [(False, OneOf("stance", ("n_deny",)))]),
        ("موقف:نفي", [(False, OneOf("stance", ("n_deny",)))]),
        ("date:2018-01/2018-02", [(False, Dated("2018-01-01", "2018-02-28"))]),
        ("date:2018-01-10", [(False, Dated("2018-01-10", "2018-01-10"))]),
        ("date:2018-01/", [(False, Dated("2018-01-01", None))]),
        ("date:/2018", [(False, Dated(None, "2018-12-31"))]),
        ("تاريخ:٢٠١٨-٠١", [(False, Dated("2018-01-01", "2018-01-31"))]),
        ("date:P1W/", [(False, Dated("2018-01-25", "2018-01-31"))]),
        ("date:P1M/2018-03-15", [(False, Dated("2018-02-16", "2018-03-15"))]),
        ("date:2018-01-10/P3D", [(False, Dated("2018-01-10", "2018-01-12"))]),
        ("كي-1 10:30", [(False, Phrase(("كي", "1"))), (False, Phrase(("10", "30")))]),
        ("1,200 3.5", [(False, Word("1200")), (False, Phrase(("3", "5")))]),
        ("- -- ! ، ...", []),
        ("who:س-ص", [(False, Phrase(("س", "ص"), "who"))]),
    ],
)  # fmt: skip
def test_what_a_query_means(text: str, expected: list[tuple[bool, Test]]) -> None:
    """Fields in both languages, words in any spelling, phrases, periods; marks alone ask for nothing."""
    assert asked_for(parse(text, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("text", "wrong", "says"),
    [
        ("بغداد sorce:قوات", "sorce:قوات", "no field 'sorce'. Do you mean source:"),
        ("http://example.org", "http://example.org", "no field 'http'"),
        ("who:", "who:", "has no value"),
        ("who: بغداد", "who:", "has no value"),
        ('قوات "نشر القوات', '"نشر القوات', "never closed"),
        ('who:"بغداد', '"بغداد', "never closed"),
        ('"!!"', '"!!"', "no word"),
        ("who:!!", "!!", "no word"),
        ("type:nothing", "nothing", "no type of event"),
        ("stance:perhaps", "perhaps", "The stances are"),
        ("date:2018-13", "2018-13", "no date"),
        ("date:yesterday", "yesterday", "no date"),
        ("date:2018-02/2018-01", "2018-02/2018-01", "ends before it begins"),
        ("date:/", "/", "neither beginning nor end"),
        ("date:P0D/", "P0D/", "number of days"),
        ("date:P9999Y/", "P9999Y/", "outside of the calendar"),
        ("date:1/2/3", "1/2/3", "two slashes"),
    ],
)
def test_a_wrong_query_is_told_where_it_is_wrong(text: str, wrong: str, says: str) -> None:
    """The place, what is the matter, and what to do."""
    with pytest.raises(QueryError, match=says) as caught:
        parse(text, today=TODAY)
    assert text[caught.value.start : caught.value.end] == wrong
    assert caught.value.advice


def test_a_period_without_a_day_to_count_from_is_an_error() -> None:
    """No clock is asked."""
    with pytest.raises(QueryError, match="no day is given"):
        parse("date:P1W/")
    assert parse("date:2018").clauses


@pytest.mark.parametrize("text", ["كلمة " * 41, "ا" * 2001], ids=["clauses", "letters"])
def test_a_query_has_an_end(text: str) -> None:
    """So that no database is asked for a page of words."""
    with pytest.raises(QueryError, match="at most"):
        parse(text)


PIECES = [
    *"-:\"«»“”/ \n.,'\\*()^~|&!<>؟ابوقلت019PWDxz_",
    "\0",
    "\ud800",
    "date:",
    "who:",
    "type:",
    " OR ",
]
ANY = st.text() | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=10_000)
@given(ANY)
def test_any_string_is_a_query_or_a_clean_error(text: str) -> None:
    """The same each time; what is understood can be put to both databases."""
    try:
        query = parse(text, today=TODAY)
    except QueryError as error:
        assert 0 <= error.start < error.end <= max(len(text), error.start + 1)
        return
    assert query == parse(text, today=TODAY)
    for clause in query.clauses:
        assert 0 <= clause.span.start < clause.span.end <= len(text)
    if query.clauses:
        assert "'" not in fulltext.fts5(query)
        assert '"' not in fulltext.tsquery(query)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("قوات", "والقوات"), ("قوات", "وبقوات"), ("قوات", "للقوات"), ("والقوات", "قوات"),
        ("القوات", "بالقوات"), ("كركوك", "وكركوك"), ("وكركوك", "كركوك"), ("لكركوك", "بكركوك"),
        ("لجنه", "للجنه"), ("لجنه", "وللجنه"), ("الليل", "لليل"),
    ],
)  # fmt: skip
def test_a_word_finds_its_forms(asked: str, held: str) -> None:
    """With the article and particles, and without."""
    assert held in terms.forms(asked)


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("وزير", "زير"),
        ("بلد", "لد"),
        ("كتاب", "تاب"),
        ("قال", "قالب"),
        ("2018", "12018"),
        ("k1", "بk1"),
    ],
)
def test_a_word_finds_no_other_word(asked: str, other: str) -> None:
    """A common word is not cut; numbers and Latin words have no particles."""
    assert other not in terms.forms(asked)
    assert terms.forms(asked)[0] == asked


@given(st.text(st.sampled_from("ابتثجحخدوفكلمهةىئؤأإآ0123xyz"), min_size=1, max_size=12))
def test_forms_hold_the_word_itself_and_nothing_twice(word: str) -> None:
    """And each is one term of any text that holds it."""
    for term in terms.words(word):
        found = terms.forms(term)
        assert found[0] == term
        assert len(set(found)) == len(found)
        assert all(terms.words(form) == [form] for form in found)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2018-01-01", "2018-12-31", ["y_2018"]),
        ("2018-01-01", "2018-02-28", ["m_201801", "m_201802"]),
        ("2017-12-30", "2018-02-01", ["j_20171230", "j_20171231", "m_201801", "j_20180201"]),
        ("2018-01-10", "2018-01-10", ["j_20180110"]),
        ("9999-01-01", "9999-12-31", [terms.NOTHING]),
    ],
)
def test_a_period_is_covered_by_few_terms(first: str, last: str, expected: list[str]) -> None:
    """Years, months and days, none of them twice."""
    assert fulltext.covering(first, last) == expected


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_a_period_covers_its_days_and_no_others(first: date, length: int) -> None:
    """Each day of it has exactly one of the terms, the days around it none."""
    last = date.fromordinal(first.toordinal() + length)
    found = set(fulltext.covering(first.isoformat(), last.isoformat()))
    for day in range(first.toordinal() - 2, last.toordinal() + 3):
        held = found.intersection(terms.days(date.fromordinal(day).isoformat()))
        assert len(held) == (first.toordinal() <= day <= last.toordinal())


def test_every_field_has_a_name_in_arabic() -> None:
    """And none has two meanings."""
    from riwaya import tables

    source = tables.toml("ar/search.toml")
    assert set(source["fields"]) == set(FIELDS)
    names = [name for aliases in source["fields"].values() for name in aliases]
    assert len(set(names)) == len(names)


def test_periods_know_the_lengths_of_months() -> None:
    """A month back from the last of March is the last of February."""
    assert periods.read("P1M/", date(2018, 3, 31)) == ("2018-03-01", "2018-03-31")
    assert periods.read("P1Y/", date(2020, 2, 29)) == ("2019-03-01", "2020-02-29")
