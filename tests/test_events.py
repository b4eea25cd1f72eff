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
