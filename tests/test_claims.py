"""Who stands where on which event: holders, acts of saying, denials that point back, factuality."""

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import riwaya
from riwaya.reconcile import factuality
from riwaya.types import Attribution, ClaimStance, Distance, Link, Modality, Polarity, Span, Stance
from tests.claims_cases import event, only, said, stances, within

TEXT = "قال الناطق إن القوات قصفت المدينة."
SAID = "القوات قصفت المدينة"


def test_the_innermost_statement_claims_an_event() -> None:
    """Who relays a claim does not make it."""
    text = "قال الناطق إن العمدة أكد أن القوات قصفت المدينة."
    outer = said(text, "assert", "الناطق", "العمدة أكد أن القوات قصفت المدينة")
    inner = said(text, "confirm", "العمدة", SAID, within=0)
    found = within(text, [outer, inner], [event(text, "attack", "قصفت")])
    assert stances(found) == {(1, 0): "affirm"}


def test_each_statement_claims_what_it_tells_where_one_follows_another() -> None:
    """What stands between two statements, and behind them, is the word of neither."""
    text = "قصف أول. قال العمدة إن القوات قصفت المدينة. غارة ثانية. قال الناطق إن الجيش هاجم القرية. كمين ثالث."
    statements = [
        said(text, "assert", "العمدة", SAID),
        said(text, "assert", "الناطق", "الجيش هاجم القرية"),
    ]
    words = ("قصف أول", "قصفت", "غارة", "هاجم", "كمين")
    found = within(text, statements, [event(text, "attack", word) for word in words])
    assert sorted(stances(found), key=lambda one: one[1]) == [
        (None, 0), (0, 1), (None, 2), (1, 3), (None, 4),
    ]  # fmt: skip


def test_two_statements_of_one_content_both_claim_it() -> None:
    """A denial whose content is elided is a claim of its own, and marked as inferred."""
    text = "بعد نفي العاصمة تأكيد أوروبي لانتشار القوات"
    denied = said(text, "deny", "العاصمة", "انتشار القوات")
    denied = msgspec.structs.replace(denied, inferred=True)
    confirmed = said(text, "confirm", "أوروبي", "انتشار القوات")
    found = within(text, [denied, confirmed], [event(text, "deploy", "انتشار")])
    assert stances(found) == {(0, 0): "deny", (1, 0): "affirm"}
    assert [one.inferred for one in found.claims] == [True, False]


def test_what_no_statement_tells_is_the_word_of_the_article() -> None:
    """The narrator claims in its own voice, and what a statement tells is not the narrator's."""
    text = "قصفت القوات المدينة. " + TEXT
    found = within(
        text, [said(text, "assert", "الناطق", SAID)], [event(text, "attack", "قصفت القوات")]
    )
    assert stances(found) == {(None, 0): "affirm"}
    assert found.claims[0].factuality == ("CT+",)


def test_what_stands_in_a_negated_saying_is_nobodys_word() -> None:
    """Did not announce the shelling: neither the speaker nor the article says that there was one."""
    statement = msgspec.structs.replace(said(TEXT, "assert", "الناطق", SAID), negated=True)
    assert within(TEXT, [statement], [event(TEXT, "attack", "قصفت")]).claims == ()


@pytest.mark.parametrize(
    ("stance", "polarity", "modality", "expected"),
    [
        ("assert", "affirmed", "actual", "affirm"),
        ("assert", "denied", "actual", "deny"),
        ("assert", "affirmed", "future", "future"),
        ("assert", "affirmed", "possible", "possible"),
        ("doubt", "affirmed", "actual", "affirm"),
        ("accuse", "affirmed", "actual", "affirm"),
        ("deny", "affirmed", "actual", "deny"),
        ("deny", "denied", "actual", "affirm"),
        ("demand", "affirmed", "actual", "possible"),
        ("warn", "affirmed", "actual", "possible"),
        ("commit", "affirmed", "actual", "future"),
        ("expect", "affirmed", "actual", "future"),
        ("expect", "affirmed", "possible", "possible"),
        ("withhold", "affirmed", "actual", "possible"),
    ],
)
def test_the_act_of_saying_and_the_words_of_the_event_make_the_stance(
    stance: Stance, polarity: Polarity, modality: Modality, expected: ClaimStance
) -> None:
    """A denial of a negation affirms; what is demanded is only possible."""
    statement = said(TEXT, stance, "الناطق", SAID)
    told = event(TEXT, "attack", "قصفت", polarity=polarity, modality=modality)
    assert only(within(TEXT, [statement], [told])).stance == expected


@pytest.mark.parametrize(
    ("content", "given_word"),
    [
        ("مقتل القائد في اشتباكات", "اشتباكات"),
        ("وصول القوات التي قصفت المدينة", "قصفت"),
        ("وصول القوات بعد قصف المدينة", "قصف"),
        ("وصول القوات وأن يكون القصف من عملها", "القصف"),
    ],
)
def test_a_denial_does_not_reach_what_it_takes_for_granted(content: str, given_word: str) -> None:
    """Denying that somebody died in a battle leaves the battle."""
    text = f"نفى الناطق {content}."
    head = content.split(maxsplit=1)[0]
    events = [event(text, "casualties", head), event(text, "attack", given_word)]
    found = within(text, [said(text, "deny", "الناطق", content)], events)
    assert stances(found) == {(0, 0): "deny", (0, 1): "affirm"}


def test_a_demand_reaches_what_is_joined_to_it() -> None:
    """Both what is called for and what is added to it are only wished."""
    text = "دعا إلى وقف المعارك وبدء مفاوضات."
    events = [event(text, "agree", "وقف المعارك"), event(text, "consult", "مفاوضات")]
    found = within(text, [said(text, "demand", "الناطق", "وقف المعارك وبدء مفاوضات")], events)
    assert stances(found) == {(0, 0): "possible", (0, 1): "possible"}


def test_a_denial_of_the_matter_points_at_what_another_said_before() -> None:
    """Denied the matter: the claim is inferred from the statement before it."""
    text = "قال العمدة إن القوات قصفت المدينة. ونفى الناطق الأمر."
    statements = [said(text, "assert", "العمدة", SAID), said(text, "deny", "الناطق", "الأمر")]
    found = within(text, statements, [event(text, "attack", "قصفت")])
    assert stances(found) == {(0, 0): "affirm", (1, 0): "deny"}
    assert found.claims[1].inferred


def test_a_refusal_points_at_nothing() -> None:
    """Who rejects the matter does not say that it was not."""
    text = "قال العمدة إن القوات قصفت المدينة. ورفض الناطق الأمر."
    statements = [
        said(text, "assert", "العمدة", SAID),
        said(text, "deny", "الناطق", "الأمر", entry="reject"),
    ]
    assert (1, 0) not in stances(within(text, statements, [event(text, "attack", "قصفت")]))


def test_who_denies_a_part_answers_the_accusations_before_it() -> None:
    """Two accusations in a row are denied at once; a report that accuses nobody is not."""
    text = "اتهمت جهة الجيش بقصف المدينة. واتهمت أخرى الجيش بخطف المدير. وينفي الجيش صلته بذلك."
    statements = [
        said(text, "accuse", "جهة", "الجيش بقصف المدينة"),
        said(text, "accuse", "أخرى", "الجيش بخطف المدير"),
        said(text, "deny", "الجيش", "صلته بذلك"),
    ]
    events = [event(text, "attack", "قصف"), event(text, "detain", "خطف")]
    found = stances(within(text, statements, events))
    assert (found[2, 0], found[2, 1]) == ("deny", "deny")
    reports = [msgspec.structs.replace(one, stance="assert") for one in statements[:2]]
    assert (2, 0) not in stances(within(text, [*reports, statements[2]], events))


def test_what_a_statement_calls_untrue_it_denies_though_another_is_quoted() -> None:
    """What they claim of shelling is a lie: the one who says so denies what the others affirm."""
    text = "قال الناطق إن ما يدعيه الخصوم عن قصف المدينة هو محض كذب."
    outer = said(text, "assert", "الناطق", "ما يدعيه الخصوم عن قصف المدينة هو محض كذب")
    inner = said(text, "doubt", "الخصوم", "قصف المدينة", within=0)
    found = within(text, [outer, inner], [event(text, "attack", "قصف")])
    assert stances(found) == {(0, 0): "deny", (1, 0): "affirm"}
    text = text.replace("محض كذب", "صحيح")
    outer = said(text, "assert", "الناطق", "ما يدعيه الخصوم عن قصف المدينة هو صحيح")
    found = within(text, [outer, inner], [event(text, "attack", "قصف")])
    assert stances(found) == {(1, 0): "affirm"}


@pytest.mark.parametrize(
    ("stance", "distance", "chain", "claimed", "expected"),
    [
        ("assert", "neutral", 1, "affirm", ("Uu", "CT+")),
        ("assert", "endorsing", 1, "affirm", ("CT+", "CT+")),
        ("assert", "endorsing", 1, "future", ("Uu", "Uu")),
        ("assert", "neutral", 2, "affirm", ("Uu", "Uu", "CT+")),
        ("deny", "neutral", 1, "deny", ("Uu", "CT-")),
        ("doubt", "distancing", 1, "affirm", ("Uu", "PS+")),
        ("hearsay", "neutral", 0, "affirm", ("Uu",)),
        ("hearsay", "neutral", 1, "affirm", ("Uu", "PS+")),
        ("expect", "neutral", 1, "future", ("Uu", "PR+")),
        ("demand", "neutral", 1, "possible", ("Uu", "Uu")),
        ("warn", "neutral", 1, "possible", ("Uu", "PS+")),
        ("withhold", "neutral", 1, "possible", ("Uu", "CTu")),
    ],
)
def test_each_link_has_its_own_factuality(
    stance: Stance,
    distance: Distance,
    chain: int,
    claimed: ClaimStance,
    expected: tuple[str, ...],
) -> None:
    """Who only relays commits to nothing, unless its verb vouches for what is said."""
    links = tuple(Link(None, str(number), "person") for number in range(chain))
    statement = Attribution(Span(0, 1), stance, links, (), distance=distance)
    assert factuality.values(statement, claimed) == expected


ARTICLE = (
    "أعلن الجيش وصول قوات إلى كركوك أمس. ونفى المحافظ وصول القوات، مؤكدا أن المدينة هادئة. "
    "وقال شهود إن طائرات قصفت بلدة الحويجة، ما أدى إلى مقتل ثلاثة مدنيين."
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*ARTICLE.split(), ".", "\n", "لم", "«", "»"]), max_size=60).map(
        " ".join
    )
)
def test_any_text_gives_claims_that_point_at_what_is_there(text: str) -> None:
    """Indices are in range, evidence in the text, and the same text gives the same claims."""
    found = riwaya.read(text, published="2021-03-10").extraction
    assert found == riwaya.read(text, published="2021-03-10").extraction
    for claim in found.claims:
        assert claim.event in range(len(found.events))
        assert claim.statement is None or claim.statement in range(len(found.attributions))
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)
        links = 0 if claim.statement is None else len(found.attributions[claim.statement].chain)
        assert len(claim.factuality) == links + 1
    for dispute in found.disputes:
        assert dispute.event in range(len(found.events))
        assert len(dispute.positions) > 1
        told = [number for side in dispute.positions for number in side.claims]
        assert all(found.claims[number].event == dispute.event for number in told)


def test_an_article_of_two_thousand_events_takes_linear_time() -> None:
    """Four times the events, each with two sources, take about four times the time."""
    line = "قال العمدة إن القوات قصفت المدينة. ونفى الناطق استهداف المدينة. "

    def moved(span: Span, by: int) -> Span:
        return Span(span.start + by, span.end + by)

    def seconds(size: int) -> float:
        first = said(line, "assert", "العمدة", SAID)
        other = said(line, "deny", "الناطق", "استهداف المدينة")
        told = event(line, "attack", "قصفت", "استهداف")
        statements, events = list[Attribution](), []
        for number in range(size):
            by = number * len(line)
            statements += [
                msgspec.structs.replace(
                    one, cue=moved(one.cue, by), content=(moved(one.content[0], by),)
                )
                for one in (first, other)
            ]
            mentions = (
                msgspec.structs.replace(each, span=moved(each.span, by)) for each in told.mentions
            )
            events.append(msgspec.structs.replace(told, mentions=tuple(mentions)))
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            found = within(line * size, statements, events)
            best = min(best, time.process_time() - begun)
            assert (len(found.claims), len(found.disputes)) == (2 * size, size)
        return best

    assert seconds(2_000) < 9 * seconds(500)  # sixteen times, if each event looked at each
