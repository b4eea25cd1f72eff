"""Mentions of one document that are the same."""

import pytest

from riwaya.resolve.names import Registry
from riwaya.text import tokenise

CASES = [
    # (text, the source phrases in reading order, what each stands for)
    (
        "قال عضو المجلس أحمد العسكري إن القوات وصلت. وأضاف العسكري أنها كثيرة.",
        ["عضو المجلس أحمد العسكري", "العسكري"],
        ["أحمد العسكري", "أحمد العسكري"],
    ),
    (
        "أوباما يعد بالرد. وكان الرئيس باراك أوباما قد زار المدينة.",
        ["أوباما"],
        ["باراك أوباما"],
    ),
    (
        "قال وزير النفط جبار اللعيبي إن الإنتاج زاد. وذكر الوزير أن الأسعار ارتفعت.",
        ["وزير النفط جبار اللعيبي", "الوزير"],
        ["جبار اللعيبي", "جبار اللعيبي"],
    ),
    (
        "نفت قيادة العمليات المشتركة ذلك. وأكدت العمليات المشتركة أن الطريق مفتوح.",
        ["قيادة العمليات المشتركة", "العمليات المشتركة"],
        ["قيادة العمليات المشتركة", "قيادة العمليات المشتركة"],
    ),
    (
        "قال مصدر طبي في مستشفى تكريت إن العدد ارتفع. وأضاف المصدر أن الحالات خطرة. وقال المصدر نفسه إنه قلق.",
        ["مصدر طبي في مستشفى تكريت", "المصدر", "المصدر نفسه"],
        ["مصدر طبي في مستشفى تكريت"] * 3,
    ),
    (
        "نقلت وكالة الأنباء الألمانية الخبر. وقالت الوكالة إن الحريق أخمد.",
        ["وكالة الأنباء الألمانية", "الوكالة"],
        ["وكالة الأنباء الألمانية"] * 2,
    ),
    (
        "ذكرت صحيفة الغارديان ذلك. وقالت الصحيفة البريطانية إن اللقاء ألغي.",
        ["صحيفة الغارديان", "الصحيفة البريطانية"],
        ["صحيفة الغارديان"] * 2,
    ),
    (
        "أعلن المرصد السوري لحقوق الإنسان الحصيلة. وقال مدير المرصد رامي عبد الرحمن إنها أولية. وأوضح المرصد ذلك.",
        ["المرصد السوري لحقوق الإنسان", "مدير المرصد رامي عبد الرحمن", "المرصد"],
        ["المرصد السوري لحقوق الإنسان", "رامي عبد الرحمن", "المرصد السوري لحقوق الإنسان"],
    ),
    (
        "قال مسؤولون أمنيون ذلك. وأضاف المسؤولون أن التحقيق مستمر.",
        ["مسؤولون أمنيون", "المسؤولون"],
        ["مسؤولون أمنيون"] * 2,
    ),
    (
        "ردت الولايات المتحدة على القرار. وقالت أمريكا إنها لن تنسحب.",
        ["الولايات المتحدة", "أمريكا"],
        ["الولايات المتحدة"] * 2,
    ),
]

KEPT = [
    # two men of one surname: the bare surname stays as it is
    (
        "قال النائب أسامة النجيفي ذلك. وقال المحافظ أثيل النجيفي غيره. ثم علق النجيفي على الخبر.",
        ["النائب أسامة النجيفي", "المحافظ أثيل النجيفي", "النجيفي"],
        ["أسامة النجيفي", "أثيل النجيفي", "النجيفي"],
    ),
    # a capital is not replaced by the name of its state
    ("أعلنت تركيا الحداد. وقالت أنقرة إنها سترد.", ["تركيا", "أنقرة"], ["تركيا", "أنقرة"]),
    # another party is another party
    (
        "قال حزب الدعوة ذلك. ورفض الحزب الشيوعي العراقي القرار.",
        ["حزب الدعوة", "الحزب الشيوعي العراقي"],
        ["حزب الدعوة", "الحزب الشيوعي العراقي"],
    ),
    # an indefinite source resumes nobody
    (
        "قال مصدر طبي ذلك. وقال مصدر أمني غيره.",
        ["مصدر طبي", "مصدر أمني"],
        ["مصدر طبي", "مصدر أمني"],
    ),
    ("أكدت الوزارة عزم بلاده.", ["بلاده"], ["بلاده"]),
]


def resolved(text: str, phrases: list[str]) -> list[str]:
    tokens = tokenise(text)
    registry = Registry(tokens)
    names, at = [], 0
    for phrase in phrases:
        start = text.index(phrase, at)
        at = start + len(phrase)
        first = max(i for i, begin in enumerate(tokens.starts) if begin <= start)
        past = min(i for i, end in enumerate(tokens.ends) if end >= at) + 1
        names.append(registry.resolve(first, past, skipped=start - tokens.starts[first]).name)
    return names


@pytest.mark.parametrize(("text", "phrases", "names"), CASES)
def test_a_later_mention_takes_the_fullest_name(
    text: str, phrases: list[str], names: list[str]
) -> None:
    assert resolved(text, phrases) == names


@pytest.mark.parametrize(("text", "phrases", "names"), KEPT)
def test_what_fits_several_or_none_stays_as_written(
    text: str, phrases: list[str], names: list[str]
) -> None:
    assert resolved(text, phrases) == names


def test_the_article_swallowed_by_a_preposition_comes_back() -> None:
    text = "وفقا للمرصد السوري فإن العدد زاد"
    tokens = tokenise(text)
    assert Registry(tokens).resolve(1, 3).name == "المرصد السوري"


def test_each_document_has_names_of_its_own() -> None:
    first = tokenise("قال الوزير خالد العبيدي ذلك")
    second = tokenise("قال العبيدي ذلك")
    assert Registry(first).resolve(1, 4).name == "خالد العبيدي"
    assert Registry(second).resolve(1, 2).name == "العبيدي"
