"""Names: the name proper of a source, its kind, and names in running text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolve.names import Registry, core_name, find
from riwaya.text import tokenise

PERSONS = [
    # a title before the name: genitive, adjective of a state, rank, former office
    ("وزير النقل العراقي كاظم فنجان", "كاظم فنجان"),
    ("المتحدث باسم قيادة الشرطة العقيد مازن التميمي", "مازن التميمي"),
    ("الناطق باسم حركة حماس فوزي برهوم", "فوزي برهوم"),
    ("رئيس بلدية رفح، صبحي رضوان", "صبحي رضوان"),
    ("رئيس الوزراء السابق نائب رئيس البرلمان سليم الشمري", "سليم الشمري"),
    ("مدير صحة كركوك نبيل حمدي", "نبيل حمدي"),
    ("محافظ صلاح الدين أحمد عبد الله", "أحمد عبد الله"),
    ("الناطق باسم كتائب عبد الله عزام سراج الدين زريقات", "سراج الدين زريقات"),
    ("المتحدثة باسم الخارجية الأمريكية هيذر ناورت", "هيذر ناورت"),
    ("الرئيس المصري السيسي", "السيسي"),
    ("زعيمهم عبد الملك الحوثي", "عبد الملك الحوثي"),
    ("الأمين العام لحزب الله حسن نصر الله", "حسن نصر الله"),
    # a title after the name, with and without a comma
    ("الجنرال جوزيف فوتيل قائد القيادة المركزية الأميركية", "جوزيف فوتيل"),
    ("سعد الحديثي، المتحدث باسم رئيس الوزراء", "سعد الحديثي"),
    ("الأمير خالد بن سلمان ولي العهد", "خالد بن سلمان"),
    ("العميد محمد الجبوري في شرطة نينوى", "محمد الجبوري"),
    # a relative clause names others; its comma ends it
    ("رئيس الوزراء المكلف عدنان الزرفي", "عدنان الزرفي"),
    ("رئيس اللجنة الذي عين أمس، صالح المطلك", "صالح المطلك"),
    # particles, Latin letters, a bare surname
    ("أبو مهدي المهندس", "أبو مهدي المهندس"),
    ("عبدالرحمن بن ناصر", "عبدالرحمن بن ناصر"),
    ("الدكتور John Smith", "John Smith"),
    ("العامري", "العامري"),
]

UNNAMED = [
    ("مصدر أمني رفض الكشف عن اسمه", "مصدر أمني", "anonymous"),
    ("مصادر في محافظة ديالى", "مصادر في محافظة ديالى", "anonymous"),
    ("متحدث عراقي", "متحدث عراقي", "person"),
    ("الضابط الذي رافق الوزير خالد العبيدي", "الضابط", "person"),
    ("الخطوط الجوية العراقية", "الخطوط الجوية العراقية", "organization"),
    ("كبار المسؤولين", "كبار المسؤولين", "group"),
    ("أمين عام حزب الله", "أمين عام حزب الله", "person"),
    ("مسؤولون أميركيون", "مسؤولون أميركيون", "group"),
    ("شهود عيان", "شهود عيان", "group"),
    ("أنصار الله", "أنصار الله", "organization"),
    ("أنصار الوزير", "أنصار الوزير", "group"),
    ("قيادة العمليات المشتركة العراقية", "قيادة العمليات المشتركة العراقية", "organization"),
    ("لواء التوحيد", "لواء التوحيد", "organization"),
    ("بغداد", "بغداد", "state"),
    ("أميركي", "أميركي", "state"),
    ("الكرملين", "الكرملين", "state"),
    ("الحكومة العراقية", "الحكومة العراقية", "state"),
    ("البيان الذي نشر أمس", "البيان", "document"),
    ("تقرير لصوت أمريكا", "تقرير لصوت أمريكا", "document"),
    ('وكالة "رويترز" للأنباء', 'وكالة "رويترز"', "medium"),
    ("صحيفة الصباح", "صحيفة الصباح", "medium"),
    ("وكالة الاستخبارات المركزية", "وكالة الاستخبارات المركزية", "organization"),
    ("نيويورك تايمز", "نيويورك تايمز", "medium"),
    ("قسد", "قسد", "organization"),
    ("إحدى الصحف", "إحدى الصحف", "medium"),
    ("أحد المختطفين", "أحد المختطفين", "person"),
    ("الدفاع المدني السوري (الخوذ البيضاء)", "الدفاع المدني السوري", "organization"),
]


SPOILT = str.maketrans("أإآىة", "ااايه")


def core(phrase: str) -> tuple[str, str]:
    tokens = tokenise(phrase)
    span, kind = core_name(tokens, 0, len(tokens))
    return span.of(phrase), kind


@pytest.mark.parametrize(("phrase", "name"), PERSONS)
def test_a_person_goes_by_the_name_without_its_titles(phrase: str, name: str) -> None:
    assert core(phrase) == (name, "person")


@pytest.mark.parametrize(("phrase", "name", "kind"), UNNAMED)
def test_an_unnamed_source_is_its_phrase_and_its_head_tells_the_kind(
    phrase: str, name: str, kind: str
) -> None:
    assert core(phrase) == (name, kind)


@pytest.mark.parametrize("phrase", [phrase for phrase, _ in PERSONS])
def test_dropped_hamzas_and_swapped_final_letters_change_nothing(phrase: str) -> None:
    spoilt = phrase.translate(SPOILT)
    first, _ = core(phrase)
    second, kind = core(spoilt)
    assert (phrase.index(first), len(first), kind) == (spoilt.index(second), len(second), "person")


def test_a_fused_particle_stays_outside() -> None:
    tokens = tokenise("ووزارة الدفاع")
    span, kind = core_name(tokens, 0, 2, skipped=1)
    assert (span.of(tokens.text), kind) == ("وزارة الدفاع", "organization")


def test_an_adjective_after_the_title_is_no_name() -> None:
    assert core("الرئيس الأميركي") == ("الرئيس الأميركي", "person")


# --- running text

RUNNING = [
    ("قال وزير الدفاع خالد العبيدي إن المعركة انتهت", ["خالد العبيدي"]),
    ("وأكد فلاح حسن أن القوات انسحبت من سوريا", ["فلاح حسن", "سوريا"]),
    ("استقبل الرئيس بوتين وفدا من قوات سوريا الديمقراطية", ["بوتين", "قوات سوريا الديمقراطية"]),
    ("سيطر الحشد الشعبي على المدينة", ["الحشد الشعبي"]),
    ("قالت رويترز وسكان إن داعش انسحب", ["رويترز", "داعش"]),
    ("أكد محمد بن راشد وحسن كاظم ذلك", ["محمد بن راشد", "حسن كاظم"]),
    ("فتح الجيش العراقي الطريق", ["الجيش العراقي"]),
    ("اجتمعت الدول العربية في القاعدة", []),
    ("على المدينة أن تنتظر", []),
    ("هند تدرس في باريس", []),
]


@pytest.mark.parametrize(("text", "names"), RUNNING)
def test_names_are_found_in_running_text(text: str, names: list[str]) -> None:
    assert [mention.span.of(text) for mention in find(tokenise(text))] == names


def test_a_mention_carries_its_entity_and_its_fullest_name() -> None:
    text = "هاجم تنظيم داعش القرية. ثم انسحب داعش منها."
    mentions = find(tokenise(text))
    assert [(m.entity, m.name) for m in mentions] == [("is", "تنظيم داعش"), ("is", "تنظيم داعش")]


def test_a_name_of_several_entities_keeps_its_candidates() -> None:
    (mention,) = find(tokenise("فاز حزب العدالة والتنمية بالانتخابات"))
    assert mention.entity is None
    assert set(mention.candidates) == {"tr-akp", "ma-pjd"}


def test_a_short_name_that_is_a_common_word_needs_the_full_one() -> None:
    alone = "دخل الجنود القاعدة ليلا"
    supported = "نفذ تنظيم القاعدة الهجوم. وتبنت القاعدة العملية."
    assert find(tokenise(alone)) == []
    assert [mention.entity for mention in find(tokenise(supported))] == ["aq", "aq"]


# --- properties

WORDS = st.lists(
    st.sampled_from(
        " ".join([*(p for p, _ in PERSONS), *(t for t, _ in RUNNING), '"', "،", "("]).split()
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=80)))
def test_spans_are_in_bounds_and_hold_what_the_text_says(text: str) -> None:
    tokens = tokenise(text)
    for mention in find(tokens):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.name
    if len(tokens):
        span, _ = core_name(tokens, 0, len(tokens))
        assert 0 <= span.start < span.end <= len(text)


@given(WORDS)
def test_the_same_text_gives_the_same_names(text: str) -> None:
    assert find(tokenise(text)) == find(tokenise(text))


@given(WORDS)
def test_mentions_do_not_overlap_and_keep_the_order_of_the_text(text: str) -> None:
    mentions = find(tokenise(text))
    for before, after in pairwise(mentions):
        assert before.span.end <= after.span.start


def test_ten_thousand_names_take_no_more_than_their_share_of_time() -> None:
    def seconds(count: int) -> float:
        text = " ".join(
            f"قال الوزير محمد الشمري{'اب'[n % 2] * (n % 50)} ذلك." for n in range(count)
        )
        tokens = tokenise(text)
        start = time.process_time()
        registry = Registry(tokens)
        for at in range(0, len(tokens) - 4, 6):
            registry.resolve(at + 1, at + 4)
        registry.mentions()
        return time.process_time() - start

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.005)
