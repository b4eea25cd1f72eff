"""The document as a whole: page furniture, spelling, abstentions, and the marks of who decided."""

import pytest

from riwaya.engines.rules import RulesEngine
from riwaya.lexicon.verbs import load as verbs
from riwaya.types import Document
from tests.statements import assert_says, read, rows

SAID = "قال الوزير إن الطريق مغلق."
LINE = "قال | assert | الوزير | الطريق مغلق"


@pytest.mark.parametrize(
    "furniture",
    [
        "اقرأ أيضا: قال المحافظ إن الجسر سيفتح",
        "اقرا ايضا: قال المحافظ إن الجسر سيفتح",
        "شاهد أيضا: أكد المدير أن المصنع سيعود",
        "جميع الحقوق محفوظة، وقال الناشر إن النقل ممنوع",
        "تنويه: أكدت الإدارة أن المقالات تمثل رأي كتابها",
        "سياسة الخصوصية: تقول الشركة إن بياناتكم آمنة",
        "للمزيد: قالت الوزارة إن المدارس ستفتح",
        "مواضيع ذات صلة: نفى النادي بيع لاعبه",
    ],
)
def test_page_furniture_carries_no_statement(furniture: str) -> None:
    """Whatever verb stands in it; it is marked as furniture."""
    text = f"عنوان\n\n{SAID}\n{furniture}\n"
    assert_says(text, LINE)
    assert [span.of(text) for span in read(text).furniture] == [furniture]


@rows(
    (
        "المصدر أكد أن الطريق مغلق.",
        "أكد | confirm | المصدر | الطريق مغلق",
    ),
    (
        "شارك في المؤتمر عشرون وزيرا، وقال رئيسه إن التوصيات ملزمة.",
        "وقال | assert | رئيسه | التوصيات ملزمة",
    ),
    (
        "المصدر الأمني قال إن المهاجم اعتقل.",
        "قال | assert | المصدر الأمني | المهاجم اعتقل",
    ),
)
def test_a_sentence_that_begins_like_furniture_is_read(
    text: str, expected: tuple[str, ...]
) -> None:
    """The source said, in a sentence of the article's own."""
    assert_says(text, *expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("يذكر أن المدينة شهدت انفجارا مماثلا.", "impersonal"),
        ("تسير الأعمال وفق الخطة الموضوعة.", "look-alike"),
        ("رفض الوزير التعليق على الحادث.", "noun-without-source"),
        ("غادر المدير دون أن يوضح أن الشركة أفلست.", "not-said"),
    ],
)
def test_what_is_passed_over_is_counted_with_a_reason(text: str, reason: str) -> None:
    """An abstention points at the word and says why."""
    found = read(text)
    assert found.attributions == ()
    assert reason in {one.reason for one in found.abstentions}
    assert all(one.span.of(text) for one in found.abstentions)


def test_every_statement_says_which_rule_and_entry_decided() -> None:
    """``--explain`` has something to show."""
    text = f"{SAID} مضيفا أن العمل بدأ، بحسب الصحيفة. وجاء في البيان أن الجسر آمن."
    known = {verb.id for verb in verbs().verbs} | {"according-to", "came-in", "colon"}
    found = read(text).attributions
    assert len(found) >= 3
    assert all(one.rule and one.entry in known for one in found)


def test_an_extraction_says_who_made_it() -> None:
    """Document, engine, version and the digest of the lexicon."""
    found = next(iter(RulesEngine().read([Document(id="d1", text=SAID)])))
    assert (found.document, found.engine, found.version) == (
        "d1",
        RulesEngine.name,
        RulesEngine.version,
    )
    assert len(found.lexicon) == 16


def test_a_headline_is_a_sentence_of_its_own() -> None:
    """It has no full stop, and the body does not continue it."""
    assert_says(
        f"الوزير يؤكد أن الجسر آمن\n\n{SAID}",
        "يؤكد | confirm | الوزير | الجسر آمن",
        LINE,
    )
