"""What voices dispute over many articles, what has only grown, and in which order it was told."""

import random
from collections.abc import Sequence

import pytest

from riwaya.reconcile.across.disputes import Dispute, changes, disputes
from riwaya.reconcile.across.stands import Stand, Tally
from riwaya.reconcile.across.timeline import timeline
from riwaya.types import ClaimStance
from tests.across_samples import account, stand, tally


def found(stands: Sequence[Stand] = (), tallies: Sequence[Tally] = ()) -> tuple[Dispute, ...]:
    return disputes([], stands, tallies)


def test_who_affirms_and_who_denies_face_each_other() -> None:
    """The side with more voices stands first; articles and outlets are counted apart from voices."""
    told = [
        stand("army", "affirm"),
        stand("mayor", "affirm", document="d2"),
        stand("army", "affirm", document="d2"),
        stand("rebels", "deny", document="d3"),
    ]
    (dispute,) = found(told)
    assert (dispute.about, dispute.status) == ("occurrence", "open")
    affirmed, denied = dispute.sides
    assert (affirmed.value, len(affirmed.voices), affirmed.articles) == ("affirmed", 2, 2)
    assert (denied.value, [voice.id for voice in denied.voices]) == ("denied", ["rebels"])
    assert dispute.share == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "told",
    [
        [stand("army", "affirm"), stand("mayor", "affirm")],
        [stand("army", "deny"), stand("mayor", "possible")],
        [stand("army", "deny"), stand("army", "affirm")],  # one voice does not dispute with itself
    ],
)
def test_one_side_or_one_voice_is_no_dispute(told: list[Stand]) -> None:
    """What might be and what will be takes no side."""
    assert found(told) == ()


def test_a_denied_part_is_a_dispute_on_who_did_it() -> None:
    """Nobody doubts that it was."""
    told = [stand("mayor", "affirm", part=True), stand("rebels", "deny", part=True)]
    assert [dispute.about for dispute in found(told)] == ["actor"]


def test_a_voice_that_turns_settles_what_it_alone_disputed() -> None:
    """It denied on Wednesday and admitted on Friday."""
    told = [
        stand("mayor", "affirm"),
        stand("army", "deny"),
        stand("army", "affirm", document="d2", published="2023-03-17"),
    ]
    (dispute,) = found(told)
    assert dispute.status == "settled"


def test_a_voice_that_turns_leaves_the_others_where_they_stand() -> None:
    """The rebels deny still."""
    told = [
        stand("mayor", "affirm"),
        stand("army", "deny"),
        stand("rebels", "deny"),
        stand("army", "affirm", document="d2", published="2023-03-17"),
    ]
    (dispute,) = found(told)
    assert dispute.status == "open"
    sides = {side.value: [voice.id for voice in side.voices] for side in dispute.sides}
    assert sides == {"affirmed": ["army", "mayor"], "denied": ["rebels"]}


def test_figures_that_exclude_each_other_are_disputed() -> None:
    """Lowest, best and highest; best is what most voices say."""
    told = [tally("doctor", 9), tally("mayor", 9, document="d2"), tally("army", 4, document="d3")]
    (dispute,) = found(tallies=told)
    assert (dispute.about, dispute.what) == ("count", "killed")
    assert (dispute.lowest, dispute.best, dispute.highest) == (4, 9, 9)


@pytest.mark.parametrize(
    "told",
    [
        [tally("doctor", 9), tally("mayor", 9)],
        [tally("doctor", 9), tally("mayor", 5, 20)],  # a range holds the figure
        [tally("doctor", 4), tally("mayor", 9, published="2023-03-16")],  # it has grown
        [tally("doctor", 4), tally("doctor", 9)],  # a part and the whole
    ],
)
def test_figures_that_can_all_hold_are_not(told: list[Tally]) -> None:
    """Growth is an update, a range no answer, and a voice no adversary of its own."""
    assert found(tallies=told) == ()


def test_a_later_lower_figure_is_disputed() -> None:
    """The dead do not become fewer."""
    told = [tally("doctor", 9), tally("army", 4, published="2023-03-16")]
    assert [dispute.about for dispute in found(tallies=told)] == ["count"]


def test_a_toll_that_grows_is_told_as_changes() -> None:
    """Day by day; a repeated or lower figure changes nothing."""
    told = [
        tally("a", 3, published="2023-03-15"),
        tally("b", 3, published="2023-03-16"),
        tally("c", 7, published="2023-03-16"),
        tally("d", 9, published="2023-03-18"),
    ]
    steps = [(one.earlier.value, one.later.value) for one in changes(told)]
    assert steps == [("3", "7"), ("7", "9")]
    assert changes([tally("a", 3), tally("b", 7)]) == ()  # of one day nobody knows which came first


def test_days_that_articles_name_are_compared() -> None:
    """Two articles date one event differently."""
    first = account("d1")
    other = account("d2")
    days = type(other.days)(days=frozenset({"2023-03-17"}))
    other = account("d2", days=days)
    told = [stand("a", "affirm", document="d1"), stand("b", "affirm", document="d2")]
    assert [one.about for one in disputes([first, other], told, [])] == ["date"]
    assert disputes([first, account("d2")], told, []) == ()


def test_the_order_of_arrival_changes_nothing() -> None:
    """Any order, the same disputes, changes and timeline."""
    said: list[tuple[str, ClaimStance]] = [
        ("a", "affirm"), ("b", "deny"), ("a", "deny"), ("c", "affirm"), ("b", "affirm"),
    ]  # fmt: skip
    told = [
        stand(who, stance, document=f"d{number}", published=f"2023-03-1{number}")
        for number, (who, stance) in enumerate(said)
    ]
    figures = [tally(who, value, document=who) for who, value in [("a", 3), ("b", 4), ("c", 3)]]
    wanted = found(told, figures), changes(figures), timeline(told, figures)
    for seed in range(20):
        random.Random(seed).shuffle(told)
        random.Random(seed).shuffle(figures)
        assert (found(told, figures), changes(figures), timeline(told, figures)) == wanted


def test_a_timeline_keeps_the_first_word_of_each_voice_and_its_turns() -> None:
    """What is only repeated is left out; the lag runs from the first claim to the first denial."""
    told = [
        stand("mayor", "affirm"),
        stand("mayor", "affirm", document="d2", published="2023-03-16"),
        stand("army", "deny", document="d3", published="2023-03-17"),
        stand("army", "affirm", document="d4", published="2023-03-19"),
    ]
    story = timeline(told, [tally("mayor", 4), tally("mayor", 4, document="d2")])
    assert [(one.published, one.step) for one in story.entries] == [
        ("2023-03-15", "claim"),
        ("2023-03-15", "figure"),
        ("2023-03-17", "denial"),
        ("2023-03-19", "turn"),
    ]
    assert story.lag == 2


def test_without_a_denial_there_is_no_lag_and_undated_words_come_last() -> None:
    """Nothing is invented for what has no day."""
    told = [stand("b", "affirm", published=None), stand("a", "affirm", document="d2")]
    story = timeline(told, [])
    assert [one.published for one in story.entries] == ["2023-03-15", None]
    assert story.lag is None
