"""Events of a document: what is found, with its roles, and which tellings are of one event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.engines import events
from riwaya.engines.rules import RulesEngine
from riwaya.resolve.annotate import annotate
from riwaya.types import Document, Event

ENGINE = RulesEngine()


def found(text: str, published: str | None = "2021-03-10") -> tuple[Event, ...]:
    """Return the events of a text."""
    document = Document(id="test", text=text, published=published)
    return events.find(document, annotate(document, ENGINE.extract(document)))


def counts(event: Event) -> set[tuple[str, float | None, float | None]]:
    """Return the counts of an event without their spans."""
    return {(one.what, one.low, one.high) for one in event.counts}


def test_a_strike_has_its_toll_place_and_date() -> None:
    """The dead and wounded are counts of the strike and no event of their own."""
    (event,) = found(
        "قصفت المدفعية مدينة كركوك أمس ما أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة آخرين."
    )
    assert event.family == "attack"
    assert counts(event) == {("killed", 3, 3), ("wounded", 7, 7)}
    assert [place.name for place in event.places][:1] == ["كركوك"]
    assert event.date == "2021-03-09"


def test_a_toll_without_a_cause_is_an_event() -> None:
    """Deaths told alone are casualties."""
    (event,) = found("مقتل خمسة عمال في مدينة البصرة.")
    assert event.family == "casualties"
    assert counts(event) == {("killed", 5, 5)}


def test_a_plural_verb_counts_what_stands_before_it() -> None:
    """The subject of a plural verb stands before it."""
    (event,) = found("وقال المتحدث إن خمسة جنود قتلوا في انفجار عبوة ناسفة.")
    assert ("killed", 5, 5) in counts(event)


def test_a_definite_noun_resumes_the_event_before_it() -> None:
    """The attack of the second sentence is the one of the first."""
    (event,) = found("هاجم مسلحون نقطة تفتيش في كركوك. وأسفر الهجوم عن إصابة جنديين.")
    assert len([one for one in event.mentions if one.type != "wounded"]) == 2
    assert counts(event) == {("wounded", 2, 2)}


def test_another_strike_is_another_event() -> None:
    """The text itself says that it is one more."""
    text = "قصفت المدفعية بلدة تلعفر. وطال قصف مماثل مدينة سنجار."
    assert len(found(text)) > len(found("قصفت المدفعية بلدة تلعفر. وطال القصف مدينة سنجار."))


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("لم تصل قوات إلى القاعدة", "denied", "actual"),
        ("ستنتشر قوات في المدينة", "affirmed", "future"),
        ("انتشرت قوات في المدينة", "affirmed", "actual"),
    ],
)
def test_words_beside_the_trigger_tell_polarity_and_modality(
    text: str, polarity: str, modality: str
) -> None:
    """Negation and future are read at the trigger; the stance of the statement is not counted in."""
    trigger = found(text)[0].mentions[0]
    assert (trigger.polarity, trigger.modality) == (polarity, modality)


def test_an_event_inside_a_statement_knows_the_statement() -> None:
    """The index is that of the innermost statement whose content holds the trigger."""
    assert found("أكد المحافظ أن قوات انتشرت في المدينة")[0].mentions[0].within == 0
    assert found("انتشرت قوات في المدينة")[0].mentions[0].within is None


def test_a_game_has_no_attack() -> None:
    """Words of war in a football report tell of no war."""
    text = (
        "قاد المهاجم هجوم الفريق في المباراة، وسدد اللاعب ركلة إلى المرمى. وتصدى الحارس للكرة، "
        "وأصيب المدافع في الشوط الثاني. وخاض المنتخب معركة قوية على الملعب في الدوري."
    )
    assert found(text) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=120) | st.lists(st.sampled_from(["قصف", "مقتل", "5", ".", "\n"])).map(" ".join)
)
def test_any_text_is_survived_and_every_span_is_inside_it(text: str) -> None:
    """Spans are in bounds and hold what they say; the same text gives the same events."""
    result = found(text, None)
    assert result == found(text, None)
    for event in result:
        for one in event.mentions:
            assert 0 <= one.span.start < one.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a figure behind its word, with the name of the force and a comma between
        ("وقتل في القصف على البلدة عشرون شخصا.", {("killed", 20, 20)}),
        # figures joined by "and" share their word
        (
            "أدى القصف إلى مقتل ثمانية مسلحين وخمسة مدنيين.",
            {("killed", 8, 8), ("killed", 5, 5)},
        ),
        # one figure for the killed and the wounded
        ("أسفر القصف عن مقتل وإصابة ثمانية أشخاص.", {("other", 8, 8)}),
        # singular and dual victims; two singular ones make two
        ("أدى القصف إلى مقتل مدني وإصابة جنديين.", {("killed", 1, 1), ("wounded", 2, 2)}),
        ("أدى القصف إلى إصابة رجل وامرأة.", {("wounded", 2, 2)}),
        # counter-examples: an age is no toll, nor is a family
        ("أدى القصف إلى مقتل القائد عن أربعين عاما.", set()),
        # hedges
        ("أدى القصف إلى مقتل نحو أربعين مسلحا.", {("killed", 36, 44)}),
        ("أدى القصف إلى مقتل أكثر من أربعين مسلحا.", {("killed", 41, None)}),
    ],
)
def test_figures_belong_to_the_word_beside_them(
    text: str, expected: set[tuple[str, float | None, float | None]]
) -> None:
    """The dead and the wounded of one sentence belong to the strike that it tells of."""
    told = [event for event in found(text) if event.family == "attack"]
    assert {one for event in told for one in counts(event) if one[0] != "vehicles"} == expected


def test_strikes_and_vehicles_are_counted() -> None:
    """How many strikes there were is another figure than how many vehicles they hit."""
    (event,) = found("شنت الطائرات ثماني غارات على البلدة ودمرت ثلاث دبابات.")
    assert {("other", 8, 8), ("vehicles", 3, 3)} <= counts(event)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("انفجرت عبوة ناسفة في دوار القرطبي.", "القرطبي"),
        ("انفجرت عبوة ناسفة داخل مقهى شعبي.", "مقهى شعبي"),
    ],
)
def test_a_place_that_only_the_text_names_is_the_place_of_its_event(text: str, place: str) -> None:
    """A word for a kind of place names it, whether a gazetteer knows it or not."""
    assert found(text)[0].places[0].name == place


def test_an_adjective_names_no_place() -> None:
    """Counter-example: an area of tension is no name."""
    text = "انفجرت عبوة ناسفة في منطقة سكنية."
    assert all(place.name != "سكنية" for event in found(text) for place in event.places)


def test_a_state_that_acts_is_no_place() -> None:
    """What happens in a town happens there, whoever says so."""
    (event,) = found("قصفت تركيا مواقع في مدينة سنجار.")
    assert event.places[0].name == "سنجار"


def test_who_says_so_today_does_not_date_what_was_yesterday() -> None:
    """A time on the verb of saying dates the saying."""
    (event,) = found("أعلن الجيش اليوم الأربعاء أن المدفعية قصفت تلعفر أمس الثلاثاء.")
    assert event.date == "2021-03-09"


def test_the_day_of_the_saying_dates_no_event() -> None:
    """Said on Wednesday, in a sentence that gives the strike no day; what the saying holds has its own."""
    (event,) = found(
        "كشف مسؤولون، اليوم الأربعاء، عن قصف بلدة تلعفر. وقصفت المدفعية البلدة أول أمس."
    )
    assert event.date == "2021-03-08"
    (event,) = found("كشف مسؤولون عن قصف بلدة تلعفر اليوم الأربعاء.")
    assert event.date == "2021-03-10"


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("تحاول البعثة منع التوتر في مناطق نزاع قديمة.", []),
        ("اندلع نزاع مسلح بين الفصيلين في البلدة.", ["clash"]),
    ],
)
def test_an_area_of_conflict_is_no_clash(text: str, families: list[str]) -> None:
    """The words name a kind of place; a conflict that breaks out is one."""
    assert [event.family for event in found(text)] == families


def test_a_report_of_markets_has_no_war() -> None:
    """Words of war in a report of the stock exchange tell of nothing."""
    text = (
        "سيطرت خسائر على مؤشر السوق، وتعرضت الأسهم لهجوم من البائعين في البورصة. "
        "وتراجعت الأسعار مع مبيعات المستثمرين، واقتحم المؤشر مستوى جديدا، وخسرت أرباح الشركة."
    )
    assert found(text) == ()


def test_many_events_take_linear_time() -> None:
    """Twice the tellings in one sentence take about twice as long, not four times."""
    from time import process_time

    def taken(times: int) -> float:
        text = "قصفت المدفعية بلدة تلعفر وقتلت خمسة مدنيين " * times
        document = Document(id="test", text=text, published="2021-03-10")
        known = annotate(document, ENGINE.extract(document))
        start = process_time()
        events.find(document, known)
        return process_time() - start

    taken(100)
    assert taken(800) < 8 * taken(200)
