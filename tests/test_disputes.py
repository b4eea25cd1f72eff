"""What sources dispute of one event, and what is an update, a second group, or no answer at all."""

import msgspec
import pytest

from riwaya.types import About, Dispute, Extraction
from tests.claims_cases import day, event, place, said, within

AFFIRMS = "القوات قصفت المدينة"


def about(found: Extraction) -> list[About]:
    """Return what the disputes are about."""
    return [one.about for one in found.disputes]


def sides(found: Extraction, dispute: Dispute) -> list[list[int | None]]:
    """Return the statements of each side."""
    return [[found.claims[n].statement for n in side.claims] for side in dispute.positions]


def opposed(first: str, *others: tuple[str, str, str]) -> Extraction:
    """Return what is made of a first word for the shelling and of others on it."""
    text = f"قال {first} إن {AFFIRMS}. "
    statements = [said(text, "assert", first, AFFIRMS)]
    words = ["قصفت"]
    for stance, speaker, content in others:
        text += f"وذكر {speaker} {content}. "
        statements.append(said(text, stance, speaker, content))  # type: ignore[arg-type]
        words.append(content.split()[-2])
    return within(text, statements, [event(text, "attack", *dict.fromkeys(words))])


def test_a_denial_against_another_source_is_a_dispute_on_occurrence() -> None:
    """Each side has its sources, and the one that speaks first stands in front."""
    found = opposed("العمدة", ("deny", "الناطق", "استهداف المدينة"))
    (dispute,) = found.disputes
    assert (dispute.about, dispute.event) == ("occurrence", 0)
    assert sides(found, dispute) == [[0], [1]]
    assert [side.value for side in dispute.positions] == ["affirmed", "denied"]


def test_who_denies_what_he_said_himself_disputes_nothing() -> None:
    """A dispute needs two voices."""
    assert opposed("الناطق", ("deny", "الناطق", "استهداف المدينة")).disputes == ()


def test_a_refusal_is_no_denial_that_something_was() -> None:
    """Who rejects a shelling does not say that there was none."""
    text = f"قال العمدة إن {AFFIRMS}. ورفض الناطق استهداف المدينة."
    statements = [
        said(text, "assert", "العمدة", AFFIRMS),
        said(text, "deny", "الناطق", "استهداف المدينة", entry="reject"),
    ]
    assert within(text, statements, [event(text, "attack", "قصفت", "استهداف")]).disputes == ()


def test_what_will_not_be_contradicts_nothing_that_was() -> None:
    """They shelled the town; they will not shell it (again)."""
    text = f"قال العمدة إن {AFFIRMS}. وقال الناطق إنه لن يستهدف المدينة."
    statements = [
        said(text, "assert", "العمدة", AFFIRMS),
        said(text, "assert", "الناطق", "لن يستهدف المدينة"),
    ]
    never = event(text, "attack", "يستهدف", polarity="denied", modality="future").mentions
    told = event(text, "attack", "قصفت")
    both = msgspec.structs.replace(told, mentions=(*told.mentions, *never))
    assert within(text, statements, [both]).disputes == ()


def test_the_article_stands_for_a_side_that_no_source_takes() -> None:
    """What the article tells itself, and a source denies, is disputed; with a source on that side it is not asked."""
    text = "قصفت القوات المدينة أمس. ونفى الناطق استهداف المدينة."
    denied = said(text, "deny", "الناطق", "استهداف المدينة")
    told = event(text, "attack", "قصفت القوات", "استهداف")
    found = within(text, [denied], [told])
    assert sides(found, found.disputes[0]) == [[None], [0]]
    text += f" وقال العمدة إن {AFFIRMS}."
    told = event(text, "attack", "قصفت القوات", "استهداف", "قصفت المدينة")
    found = within(text, [denied, said(text, "assert", "العمدة", AFFIRMS)], [told])
    assert sides(found, found.disputes[0]) == [[0], [1]]


@pytest.mark.parametrize(
    ("family", "expected"), [("attack", ["actor"]), ("detain", ["actor"]), ("aid", ["occurrence"])]
)
def test_denied_involvement_is_a_dispute_about_the_actor(family: str, expected: list[str]) -> None:
    """The bombing stands whoever did it; support that is denied is denied itself."""
    text = "اتهمت الوزارة الحركة بتنفيذ التفجير. ونفت الحركة مسؤوليتها عن تفجير المقر."
    statements = [
        said(text, "accuse", "الوزارة", "الحركة بتنفيذ التفجير"),
        said(text, "deny", "الحركة", "مسؤوليتها عن تفجير المقر"),
    ]
    found = within(text, statements, [event(text, family, "التفجير", "تفجير المقر")])
    assert about(found) == expected


def test_denied_involvement_without_an_accuser_is_no_dispute() -> None:
    """Who only tells of the bombing accuses nobody."""
    text = "قال شهود إن التفجير كان عنيفا. ونفت الحركة مسؤوليتها عن تفجير المقر."
    statements = [
        said(text, "assert", "شهود", "التفجير كان عنيفا"),
        said(text, "deny", "الحركة", "مسؤوليتها عن تفجير المقر"),
    ]
    found = within(text, statements, [event(text, "attack", "التفجير", "تفجير المقر")])
    assert found.disputes == ()


def test_who_takes_an_event_for_granted_takes_no_side_where_others_do() -> None:
    """Praise for the arrival, and what came after it, are no word in the dispute on it."""
    text = (
        "نفى الناطق وصول القوات. وقال العمدة إن القوات وصلت فجرا. وقال نائب إن قدوم القوات أمر مهم. "
        "وقال شاهد إن الطريق أغلق بعد انتشار القوات."
    )
    statements = [
        said(text, "deny", "الناطق", "وصول القوات"),
        said(text, "assert", "العمدة", "القوات وصلت فجرا"),
        said(text, "assert", "نائب", "قدوم القوات أمر مهم"),
        said(text, "assert", "شاهد", "الطريق أغلق بعد انتشار القوات"),
    ]
    told = event(text, "deploy", "وصول", "وصلت", "قدوم", "انتشار")
    found = within(text, statements, [told])
    assert sides(found, found.disputes[0]) == [[0], [1]]
    found = within(text, [statements[0], statements[3]], [told])
    assert sides(found, found.disputes[0]) == [[0], [1]]


def tolls(first: str, other: str, high: tuple[int, int] = (5, 9), *, low: int = 0) -> Extraction:
    """Return what is made of two sources that count the dead of one bombing."""
    text = f"قال العمدة إن التفجير أوقع {first}. وقال طبيب إن الانفجار أدى إلى {other}."
    statements = [
        said(text, "assert", "العمدة", f"التفجير أوقع {first}"),
        said(text, "assert", "طبيب", f"الانفجار أدى إلى {other}"),
    ]
    counts = (
        ("killed", first, low or high[0], high[0]),
        ("killed", other.rsplit("إلى ", maxsplit=1)[-1], high[1], high[1]),
    )
    return within(text, statements, [event(text, "attack", "التفجير", "الانفجار", counts=counts)])  # type: ignore[arg-type]


def test_two_sources_with_two_tolls_dispute_the_count() -> None:
    """Five or nine: both cannot hold."""
    found = tolls("خمسة قتلى", "تسعة قتلى")
    (dispute,) = found.disputes
    assert (dispute.about, dispute.what) == ("count", "killed")
    assert [side.value for side in dispute.positions] == ["خمسة قتلى", "تسعة قتلى"]
    assert found.updates == ()


@pytest.mark.parametrize(
    ("first", "other", "high", "low"),
    [
        ("خمسة قتلى", "خمس ضحايا", (5, 5), 0),
        ("خمسة جنود", "تسعة مدنيين", (5, 9), 0),
        ("عشرات القتلى", "ثلاثين قتيلا", (99, 30), 20),
    ],
)
def test_figures_that_can_both_hold_are_no_dispute(
    first: str, other: str, high: tuple[int, int], low: int
) -> None:
    """The same figure in other words, two groups, and a range around a figure."""
    assert tolls(first, other, high, low=low).disputes == ()


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        ("ستة آخرين", "تسعة آخرين", ["count"]),
        ("ستة آخرين", "تسعة جرحى", []),
        ("ستة جنود آخرين", "سبعة جنود", []),
    ],
)
def test_others_are_compared_with_others_alone(first: str, other: str, expected: list[str]) -> None:
    """A commander and six other soldiers are seven soldiers."""
    assert about(tolls(first, other, (6, 9))) == expected


def test_where_the_article_itself_says_no_there_is_no_dispute() -> None:
    """No fighting in one place, says the article; a source tells of fighting in another."""
    text = f"قال العمدة إن {AFFIRMS}. ولم تشهد البلدة قصفا."
    told = event(text, "attack", "قصفت")
    never = event(text, "attack", "قصفا", polarity="denied").mentions
    both = msgspec.structs.replace(told, mentions=(*told.mentions, *never))
    assert within(text, [said(text, "assert", "العمدة", AFFIRMS)], [both]).disputes == ()


def test_a_toll_that_grows_is_an_update() -> None:
    """The later figure says itself that it replaces the earlier one."""
    found = tolls("خمسة قتلى", "ارتفاع الحصيلة إلى تسعة قتلى")
    assert found.disputes == ()
    (update,) = found.updates
    assert (update.kind, update.about, update.what) == ("growth", "count", "killed")
    assert (update.earlier.value, update.later.value) == ("خمسة قتلى", "تسعة قتلى")


def two_places(*parents: str) -> Extraction:
    """Return what is made of two sources that name two places of one meeting."""
    text = "قال العمدة إن اللقاء في الشرقاط كان قصيرا. وقال نائب إن الاجتماع في بيجي كان طويلا."
    statements = [
        said(text, "assert", "العمدة", "اللقاء في الشرقاط كان قصيرا"),
        said(text, "assert", "نائب", "الاجتماع في بيجي كان طويلا"),
    ]
    places = (
        place(text, "الشرقاط", "p1", "d1", "g1"),
        place(text, "بيجي", "p2", *parents),
    )
    return within(text, statements, [event(text, "consult", "اللقاء", "الاجتماع", places=places)])


def test_two_towns_of_one_event_are_disputed_and_a_village_in_the_town_is_not() -> None:
    """One event is in one town; a place inside the other says it more precisely."""
    assert about(two_places("d2", "g1")) == ["place"]
    assert about(two_places("p1", "d1", "g1")) == []


def test_two_days_of_one_event_are_disputed() -> None:
    """Each source dates the meeting beside its word for it."""
    text = "قال العمدة إن اللقاء كان السبت. وقال نائب إن الاجتماع كان الأحد."
    statements = [
        said(text, "assert", "العمدة", "اللقاء كان السبت"),
        said(text, "assert", "نائب", "الاجتماع كان الأحد"),
    ]
    told = [event(text, "consult", "اللقاء", "الاجتماع")]
    days = (day(text, "السبت", "2021-03-06"), day(text, "الأحد", "2021-03-07"))
    assert about(within(text, statements, told, days)) == ["date"]
    length = (days[0], msgspec.structs.replace(days[1], kind="duration", value="P1D"))
    assert about(within(text, statements, told, length)) == []
    same = (days[0], day(text, "الأحد", "2021-03-06"))
    assert about(within(text, statements, told, same)) == []


def test_two_causes_of_one_death_are_disputed() -> None:
    """By shelling, says one; by a blast, says the other."""
    text = "قال العمدة إن مقتل الرجلين كان نتيجة القصف. وقال نائب إن وفاة الرجلين كانت بسبب انفجار."
    statements = [
        said(text, "assert", "العمدة", "مقتل الرجلين كان نتيجة القصف"),
        said(text, "assert", "نائب", "وفاة الرجلين كانت بسبب انفجار"),
    ]
    events = [
        event(text, "casualties", "مقتل", "وفاة"),
        event(text, "attack", "القصف"),
        event(text, "disaster", "انفجار"),
    ]
    assert about(within(text, statements, events)) == ["cause"]
    one_cause = [events[0], event(text, "attack", "القصف", "انفجار")]
    assert about(within(text, statements, one_cause)) == []
