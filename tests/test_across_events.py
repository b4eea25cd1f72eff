"""Which accounts of many articles are one event: what is compared, how alike, and how they are grouped."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.lexicon import commonness
from riwaya.pipeline import read_text
from riwaya.reconcile.across import grouping, likeness
from riwaya.reconcile.across.accounts import Account, accounts, opening
from riwaya.reconcile.across.days import Days
from riwaya.reconcile.across.stands import Text as Version
from riwaya.reconcile.across.stands import stands, tallies, text_of
from riwaya.reconcile.across.summary import place_of, summarise, toll
from tests.across_samples import account, first_account

SHELLING = (
    "مقتل ثلاثة مدنيين بقصف على بلدة سرمين\n\n"
    "قتل ثلاثة مدنيين وأصيب خمسة آخرون، اليوم الأربعاء 15 آذار، بقصف مدفعي استهدف بلدة سرمين شرق إدلب."
)
AGAIN = (
    "قصف مدفعي يوقع قتلى في سرمين\n\n"
    "قال ناشطون إن ثلاثة مدنيين قتلوا الأربعاء إثر قصف مدفعي على بلدة سرمين في ريف إدلب الشرقي."
)
ELSEWHERE = (
    "انفجار عبوة ناسفة في مدينة الباب\n\n"
    "انفجرت عبوة ناسفة بسيارة وسط مدينة الباب شرق حلب، يوم السبت، ولم ترد أنباء عن ضحايا."
)


def test_two_papers_on_one_strike_are_one_event() -> None:
    """Another town on another day is another."""
    told = [
        first_account(text, published=day)
        for text, day in [(SHELLING, "2023-03-15"), (AGAIN, None), (ELSEWHERE, "2023-03-18")]
    ]
    groups = grouping.group(told)
    assert sorted(map(len, groups)) == [1, 2]
    assert {told[0].id, told[1].id} in [set(group) for group in groups]


def test_a_weekday_and_a_day_of_the_month_are_known_without_a_date_of_publication() -> None:
    """Today, Wednesday, the 15th of March of whatever year."""
    days = first_account(SHELLING).days
    assert 3 in days.weekdays
    assert (3, 15) in days.month_days
    assert days.days == frozenset()


def test_a_day_that_is_not_of_this_week_says_nothing_of_the_day_of_the_event() -> None:
    """Last Sunday is another matter."""
    text = f"{SHELLING}\nوكانت البلدة قد تعرضت لقصف الأحد الماضي."
    assert 7 not in first_account(text).days.weekdays


def test_a_village_is_narrower_than_a_city_a_province_and_a_state() -> None:
    """The narrower the name, the more it says that two articles share it."""
    told = first_account(
        "قصف على بلدة سرمين\n\nقصف على بلدة سرمين في ريف إدلب وعلى مدينة حلب في سوريا."
    ).places
    narrow = {told[name] for name in told}
    assert max(narrow) == 1.0
    assert told["iso:SY"] < min(narrow - {told["iso:SY"]})


def test_what_an_article_opens_with_is_one_account_and_later_events_are_others() -> None:
    """The strike and its dead are one matter; a meeting further down is another."""
    later = "\n" + "تفاصيل أخرى عن الأحوال المعيشية في البلدة ومحيطها. " * 12
    reading = read_text(f"{SHELLING}{later}\nواجتمع وزير الخارجية مع نظيره التركي في أنقرة أمس.")
    made = accounts(reading.document, reading.extraction)
    assert made[0].main
    assert made[0].killed == ((3, 3),)
    assert any(one.families == {"consult"} and not one.main for one in made[1:])


def test_an_article_without_events_still_has_an_opening() -> None:
    """It can be compared, and makes no account of an event."""
    reading = read_text("مقال في الأدب\n\nتأملات في القصيدة العربية الحديثة.")
    assert opening(reading.document, reading.extraction).events == ()
    assert accounts(reading.document, reading.extraction) == ()


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (account("a"), account("b"), True),
        (account("a"), account("b", families=frozenset({"casualties"})), True),
        (account("a"), account("b", families=frozenset({"consult"})), False),
        (account("a"), account("a"), False),
    ],
)
def test_only_what_tells_of_one_matter_in_two_articles_may_meet(
    one: Account, other: Account, meet: bool
) -> None:
    """The dead of a strike are told without it; a meeting about it is another matter."""
    assert grouping.may_meet(one, other) is meet


def test_likenesses_are_the_same_both_ways_and_probabilities() -> None:
    """Order does not matter, and nothing leaves 0..1."""
    told = [first_account(text) for text in (SHELLING, AGAIN, ELSEWHERE)]
    for one in told:
        for other in told:
            assert likeness.features(one, other) == likeness.features(other, one)
            assert 0 <= likeness.score(one, other) <= 1


def test_an_explanation_adds_up_to_the_score_and_names_what_is_shared() -> None:
    """The strongest reason stands first."""
    one, other = first_account(SHELLING), first_account(AGAIN)
    reasons = likeness.explain(one, other)
    strengths = [abs(reason.added) for reason in reasons]
    assert strengths == sorted(strengths, reverse=True)
    odds = likeness.model().bias + sum(reason.added for reason in reasons)
    assert likeness.score(one, other) == pytest.approx(1 / (1 + 2.718281828459045**-odds))
    assert any("place" in reason.feature and reason.evidence for reason in reasons)


# ---- grouping -----------------------------------------------------------------------------------


def test_half_likenesses_do_not_chain() -> None:
    """b is like a and like c, but a and c have nothing in common: on average they are not one event."""
    likenesses = {("a", "b"): 0.9, ("b", "c"): 0.5}
    assert grouping.join("abc", likenesses, 0.4) == [("a", "b"), ("c",)]
    assert grouping.join("abc", likenesses | {("a", "c"): 0.5}, 0.4) == [("a", "b", "c")]


def test_what_a_person_judged_comes_first() -> None:
    """The same are together though nothing is alike; the different never meet though all is."""
    alike = [account("a"), account("b")]
    apart = [
        account("c", places={"x": 1.0}, words="one"),
        account("d", places={"y": 1.0}, words="two"),
    ]
    assert grouping.group(alike) == [("a", "b")]
    assert grouping.group(alike, different=[("b", "a")]) == [("a",), ("b",)]
    assert grouping.group(apart) == [("c",), ("d",)]
    assert grouping.group(apart, same=[("d", "c")]) == [("c", "d")]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(
            lambda p: p[0] < p[1]
        ),
        st.sampled_from([0.1, 0.3, 0.5, 0.7]),
    ),
    st.randoms(use_true_random=False),
)
def test_groups_are_a_partition_whatever_the_order(
    likenesses: dict[tuple[str, str], float], chance: random.Random
) -> None:
    """Each id in one group, and the same groups from any order of ids and pairs."""
    groups = grouping.join("abcdef", likenesses, 0.3)
    assert sorted(name for group in groups for name in group) == list("abcdef")
    pairs, ids = list(likenesses.items()), list("abcdef")
    chance.shuffle(pairs)
    chance.shuffle(ids)
    assert grouping.join(ids, dict(pairs), 0.3) == groups


# ---- what several articles say together ------------------------------------------------------------


def test_the_toll_keeps_what_each_article_says() -> None:
    """The first exact figure of each; best is what most say, of equals the higher."""
    told = toll([("a", ((2, None), (4, 4))), ("b", ((5, 5),)), ("c", ((5, 5), (9, 9))), ("d", ())])
    assert told is not None
    assert (told.lowest, told.best, told.highest) == (4, 5, 5)
    assert told.own == {"a": (4, 4), "b": (5, 5), "c": (5, 5)}


def test_vague_figures_give_bounds_and_no_best() -> None:
    """Dozens are at least twenty."""
    told = toll([("a", ((20, 99),)), ("b", ((2, None),))])
    assert told is not None
    assert (told.lowest, told.best, told.highest) == (2, None, None)
    assert toll([("a", ())]) is None


def test_the_narrow_place_that_most_tell_is_the_place() -> None:
    """All name the city, two the village."""
    told = [
        account("a", places={"city": 0.5, "village": 1.0}),
        account("b", places={"city": 0.5, "village": 1.0}),
        account("c", places={"city": 0.5}),
    ]
    assert place_of(told) == "village"
    assert place_of([account("a", places={})]) is None


def test_the_year_is_deduced_from_a_weekday_and_a_day_of_the_month() -> None:
    """The 15th of March was a Wednesday in 2023, the first time after 2020; and it is said to be deduced."""
    days = Days(frozenset({3}), frozenset({(3, 15)}), latest=2020)
    found = summarise([account("a", days=days)])
    assert (found.date, found.deduced) == ("2023-03-15", True)


def test_no_day_is_invented() -> None:
    """A weekday alone, or a day of the month in a year that nobody tells, is no date."""
    for days in (Days(frozenset({3})), Days(frozenset(), frozenset({(3, 15)})), Days()):
        assert summarise([account("a", days=days)]).date is None


# ---- voices -------------------------------------------------------------------------------------

DENIED = (
    "الجيش ينفي قصف سرمين\n\n"
    "نفى الجيش السوري، اليوم الأربعاء، قصف بلدة سرمين. وقال مصدر محلي إن القصف أوقع ثلاثة قتلى."
)


def test_an_unnamed_source_is_known_by_the_text_that_quotes_it() -> None:
    """Copies of one text quote one source; another paper's source is another."""
    reading = read_text(DENIED, published="2023-03-15", publisher="الأولى")
    made = accounts(reading.document, reading.extraction)[0]

    def voices(head: str) -> set[str]:
        text = Version(head, "الأولى")
        return {one.voice.id for one in stands(reading.document, reading.extraction, made, text)}

    assert voices("x") == voices("x")
    assert voices("x") != voices("y")


def test_the_narrator_of_a_copy_is_that_of_its_head() -> None:
    """Fifty papers that print one text are one voice."""
    reading = read_text(SHELLING, published="2023-03-15", publisher="الناسخة")
    made = accounts(reading.document, reading.extraction)[0]
    own = stands(reading.document, reading.extraction, made, text_of(reading.document))
    copied = stands(reading.document, reading.extraction, made, Version("head", "الأصل"))
    assert {one.voice.name for one in own} == {"الناسخة"}
    assert {one.voice.name for one in copied} == {"الأصل"}
    assert {one.outlet for one in copied} == {one.outlet for one in own}


def test_figures_have_the_voice_whose_word_they_are() -> None:
    """Three dead, says a local source; the span is what was said."""
    reading = read_text(DENIED, published="2023-03-15", publisher="الأولى")
    document, extraction = reading.document, reading.extraction
    told = [
        one
        for made in accounts(document, extraction)
        for one in tallies(document, extraction, made, text_of(document))
        if one.what == "killed"
    ]
    assert [(one.low, one.voice.named) for one in told] == [(3, False)]
    assert "ثلاثة" in told[0].span.of(document.text)


# ---- how common words are -------------------------------------------------------------------------


def test_particles_are_cut_where_the_rest_is_the_commoner_word() -> None:
    """By the shelling, and the shelling: shelling. A name that begins like a particle keeps its letters."""
    stem = commonness.load().stem
    assert stem("بقصف") == stem("والقصف") == "قصف"
    assert stem("وزير") == "وزير"
    assert stem("باريس") == "باريس"


def test_rare_words_weigh_more() -> None:
    """What nobody knows weighs most."""
    known = commonness.load()
    assert known.weight("قال") < known.weight("قصف") < known.weight("زعفوره")
    assert known.articles("زعفوره") == commonness.RARE


@given(st.text(max_size=30))
def test_any_word_has_a_stem_at_its_end(word: str) -> None:
    """Only what stands before is cut."""
    assert word.endswith(commonness.load().stem(word))


@pytest.mark.parametrize(
    ("figures", "highest"),
    [
        ((2, 3, 2, 45), 3),  # forty-five is what the year has cost
        ((2, 3, 5), 5),
        ((2, 45), 45),  # of two nobody can tell which is the sum
        ((45, 45, 2), 45),
    ],
)
def test_a_sum_over_a_year_is_no_toll(figures: tuple[int, ...], highest: int) -> None:
    """What lies far above the middle figure is left out of the highest, and stays the article's own."""
    told = toll((str(n), ((one, one),)) for n, one in enumerate(figures))
    assert told is not None
    assert told.highest == highest
    assert len(told.own) == len(figures)
