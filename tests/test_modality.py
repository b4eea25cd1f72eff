"""How an event is told by the words around it: done, not done, to come, possible, called untrue."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.engines.events import modality
from riwaya.lexicon import events as lexicon
from riwaya.lexicon import modality as marks
from riwaya.lexicon.modality import Mark
from riwaya.text import tokenise
from riwaya.text.sentences import sentences

Row = tuple[str, str, str]

DENIED: list[Row] = [
    ("لم تقصف الطائرات المدينة.", "تقصف", "denied actual"),
    ("شهدت البلدة التي لم تشهد معارك هدوءا.", "معارك", "denied actual"),
    ("أكد عدم وصول القوات إلى المطار.", "وصول", "denied actual"),
    ("انتهى اليوم دون وقوع اشتباكات.", "اشتباكات", "denied actual"),
    ("لا يوجد دليل على أن الجيش قصف المدينة.", "قصف", "denied actual"),
    ("لم تشارك الفرقة في الهجوم.", "الهجوم", "denied actual"),
    ("لم تكن البلاد ضالعة في هذا الهجوم.", "الهجوم", "denied actual"),
    ("لن تقصف الطائرات المدينة.", "تقصف", "denied future"),
    ("أخفق المسلحون في السيطرة على المدينة.", "السيطرة", "denied possible"),
    ("ما قيل عن معارك في البلدة لا أساس له.", "معارك", "denied actual"),
]
AFFIRMED: list[Row] = [
    ("قصفت الطائرات المدينة.", "قصفت", "affirmed actual"),
    ("لا تزال المعارك مستمرة.", "المعارك", "affirmed actual"),
    ("لم يحدد الناطق موعد الهجوم.", "الهجوم", "affirmed actual"),
    ("لم يصل الوفد بعد الهجوم.", "الهجوم", "affirmed actual"),
    ("عدم كشف ملابسات الهجوم.", "الهجوم", "affirmed actual"),
    ("قتل ما لا يقل عن ثلاثة جنود في معارك قرب البلدة.", "معارك", "affirmed actual"),
    ("قد قصفت الطائرات المدينة.", "قصفت", "affirmed actual"),
    ("تعرضت المدينة لقصف مدفعي.", "لقصف", "affirmed actual"),
    ("الهجوم كشف أن ما قيل كذب.", "الهجوم", "affirmed actual"),
    ("لا يعتزم وقف الهجوم.", "الهجوم", "affirmed actual"),
    ("لم تعلن جهة مسؤوليتها عن الهجوم.", "الهجوم", "affirmed actual"),
    ("منذ اليوم الأول للاجتماع.", "للاجتماع", "affirmed actual"),
    ("يرفضون الالتزام بالهدنة.", "بالهدنة", "affirmed actual"),
]
OTHERWISE: list[Row] = [
    ("قد تقصف الطائرات المدينة.", "تقصف", "affirmed possible"),
    ("قد تشارك الفصائل في الهجوم.", "الهجوم", "affirmed possible"),
    ("هناك احتمال أن تقصف الطائرات المدينة.", "تقصف", "affirmed possible"),
    ("من المهم أن تواصل القوات تحرير المدينة.", "تحرير", "affirmed possible"),
    ("عزز الجيش الطريق لمنع اشتباكات جديدة.", "اشتباكات", "affirmed possible"),
    ("توقعات بشأن الهجوم المحتمل.", "الهجوم", "affirmed possible"),
    ("إذا قصفت الطائرات المدينة.", "قصفت", "affirmed possible"),
    ("أغلق الجيش الطريق ليمنع اشتباكات جديدة.", "اشتباكات", "affirmed possible"),
    ("استخدمت الطائرات القاعدة لشن غارات.", "غارات", "affirmed future"),
    ("ستقصف الطائرات المدينة.", "ستقصف", "affirmed future"),
    ("سيتم إرسال قوات إلى المدينة.", "إرسال", "affirmed future"),
    ("بدأت القوات عملية عسكرية لاستعادة المدينة.", "لاستعادة", "affirmed future"),
    ("من المقرر أن يلتقي الوزير نظيره.", "يلتقي", "affirmed future"),
    ("عبر المقاتلون الحدود بهدف السيطرة على المدينة.", "السيطرة", "affirmed future"),
]


def told(text: str, word: str) -> str:
    """Return how the trigger written as ``word`` is told."""
    known, tokens = lexicon.load(), tokenise(text)
    at = text.index(word)
    hit = next(one for one in known.find(tokens.keys) if tokens.starts[one.first] == at)
    bounds = next(each for each in sentences(tokens) if each[0] <= hit.first < each[1])
    return " ".join(modality.told(tokens, hit, sentence=bounds, lexicon=known))


@pytest.mark.parametrize(("text", "word", "expected"), [*DENIED, *AFFIRMED, *OTHERWISE])
def test_the_words_around_an_event_say_how_it_is_told(text: str, word: str, expected: str) -> None:
    """Each denial, plan and fear has its look-alike that leaves the event as it is."""
    assert told(text, word) == expected


def test_what_stands_behind_a_boundary_governs_nothing() -> None:
    """The demand is for the withdrawal; the shelling has been."""
    text = "طالب بانسحاب القوات التي قصفت المدينة."
    assert told(text, "قصفت") == "affirmed actual"


def test_a_purpose_that_begins_before_what_is_said_is_none() -> None:
    """The preposition belongs to the noun of saying where the content begins behind it."""
    text = "تأكيد محلي لانتشار القوات."
    known, tokens = lexicon.load(), tokenise(text)
    hit = next(
        one for one in known.find(tokens.keys) if tokens.keys[one.first].startswith("لانتشار")
    )
    inside = modality.told(tokens, hit, sentence=(hit.first + 1, len(tokens)), lexicon=known)
    assert inside.modality == "actual"


@pytest.mark.parametrize("spelt", [("أ", "ا"), ("إ", "ا"), ("ى", "ي"), ("ة", "ه")])
def test_spelling_does_not_change_how_an_event_is_told(spelt: tuple[str, str]) -> None:
    """Dropped hamzas and swapped final letters are one word."""
    for text, word, expected in [*DENIED, *AFFIRMED, *OTHERWISE]:
        assert told(text.replace(*spelt), word.replace(*spelt)) == expected


def test_a_noun_is_found_behind_what_is_written_together_with_it_and_a_verb_is_not() -> None:
    """Jordan is not a verb of wanting behind an article."""
    known = marks.load()
    assert known.of("بالاحتمال") & Mark.POSSIBLE
    assert known.of("ويريدون") & Mark.POSSIBLE
    assert not known.of("الاردن")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("لمنقدسفيعأنوب هجومقصف.،"), max_size=80))
def test_any_text_is_survived_and_told_the_same_twice(text: str) -> None:
    """The words before and behind are read within the sentence."""
    known, tokens = lexicon.load(), tokenise(text)
    for hit in known.find(tokens.keys):
        for bounds in sentences(tokens):
            if bounds[0] <= hit.first < bounds[1]:
                first = modality.told(tokens, hit, sentence=bounds, lexicon=known)
                assert first == modality.told(tokens, hit, sentence=bounds, lexicon=known)
                assert first.polarity in ("affirmed", "denied")
