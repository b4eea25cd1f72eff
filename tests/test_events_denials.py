"""What is denied has been told by another: denied deaths, and denials of the latest event of a kind."""

from riwaya.engines import events
from riwaya.engines.rules import RulesEngine
from riwaya.resolve.annotate import annotate
from riwaya.types import Document, Event

ENGINE = RulesEngine()


def found(text: str) -> tuple[Event, ...]:
    """Return the events of a text."""
    document = Document(id="test", text=text, published="2021-03-10")
    return events.find(document, annotate(document, ENGINE.extract(document)))


def mentions(text: str, word: str) -> list[int]:
    """Return the events that have a mention of this word, for each time that it is one."""
    told = [
        (trigger.span.start, number)
        for number, event in enumerate(found(text))
        for trigger in event.mentions
        if word in trigger.span.of(text)
    ]
    return [number for _, number in sorted(told)]


def test_a_denied_death_is_an_event_apart_from_the_battle() -> None:
    """Who denies a death in a battle does not deny the battle."""
    text = "نفى الناطق العسكري مقتل القائد سالم الحمداني في اشتباكات قرب بيجي."
    families = [event.family for event in found(text)]
    assert sorted(families) == ["casualties", "clash"]
    text = "أعلن الناطق العسكري مقتل القائد سالم الحمداني في اشتباكات قرب بيجي."
    assert "casualties" not in [event.family for event in found(text)]


def test_the_tellings_of_a_denied_death_are_of_one_event() -> None:
    """The name tells that both speak of one man; another man's death stays with its attack."""
    text = (
        "أفادت مصادر طبية بمقتل القائد سالم الحمداني في قصف على البلدة. "
        "ونفى الناطق العسكري مقتل سالم الحمداني. "
        "وأفادت المصادر بمقتل راع في قصف آخر."
    )
    first, second = mentions(text, "مقتل")[:2]
    assert first == second
    assert found(text)[first].family == "casualties"
    assert len(found(text)[first].mentions) == 2


def test_a_denial_is_of_the_latest_event_of_its_kind() -> None:
    """Nobody denies what nobody has told."""
    text = (
        "أعلن مسؤول محلي وصول قوات أجنبية إلى مطار القيارة فجر السبت. "
        "وقال تاجر إن الأسعار ارتفعت في السوق. "
        "ونفت قيادة العمليات انتشار قوات أجنبية في البلاد."
    )
    assert len({*mentions(text, "وصول"), *mentions(text, "انتشار")}) == 1


def test_nothing_told_before_a_denial_makes_it_an_event_of_its_own() -> None:
    """The denial comes first: there is nothing to join it to."""
    (event,) = found("نفت قيادة العمليات انتشار قوات أجنبية في القيارة.")
    assert event.family == "deploy"
