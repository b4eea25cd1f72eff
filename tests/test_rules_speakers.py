"""Speakers: the whole noun phrase and no more, the kind of source, and who goes on speaking over the document."""

import pytest

from riwaya.types import Kind
from tests.statements import assert_says, read, rows, wrong

OPEN = "الحدود آمنة"


@pytest.mark.parametrize(
    "speaker",
    [
        "وزير الخارجية",
        "سالم البياتي",
        "محافظ نينوى سالم البياتي",
        "وزير الدفاع السابق اللواء المتقاعد سامي الراوي",
        "المتحدث باسم الوزارة العقيد سامي الراوي",
        "الناطق الرسمي باسم قوات حرس الحدود",
        "مدير مكتب الأمم المتحدة لتنسيق الشؤون الإنسانية في الشمال",
        "سفير العراق في روما",
        "قائد الشرطة في البصرة",
        "رئيس لجنة الأمن والدفاع في البرلمان",
        "عضو في مجلس المحافظة",
        "أحد سكان القرية",
        "مصدر في وزارة الداخلية",
        "ثلاثة مسؤولين محليين",
        "مسؤول أميركي رفيع",
        "النائب عن محافظة ديالى كريم الطائي",
    ],
)
def test_the_whole_noun_phrase_is_the_speaker(speaker: str) -> None:
    """Titles, genitives and what belongs to them."""
    assert_says(f"قال {speaker} إن {OPEN}.", f"قال | assert | {speaker} | {OPEN}")


@pytest.mark.parametrize(
    "adjunct",
    [
        "اليوم",
        "أمس الأربعاء",
        "اليوم الخميس",
        "الخميس",
        "يوم الجمعة الماضي",
        "مساء أمس",
        "في بيان",
        "في بيان صدر ليلا",
        "في تغريدة",
        "في تصريح صحفي",
        "في مقابلة تلفزيونية",
        "خلال مؤتمر صحفي",
        "خلال زيارة إلى الميناء",
        "عقب اجتماع مغلق",
        "عبر صفحته",
        wrong("من بغداد", reason="the place of saying is taken into the speaker"),
        "في وقت متأخر",
        "على هامش القمة",
        wrong("ردا على سؤال", reason="answering is taken for a second act of saying"),
        "للصحفيين",
        "بعد الجلسة",
        "أمام البرلمان",
    ],
)
def test_time_place_and_occasion_are_no_part_of_the_speaker(adjunct: str) -> None:
    """They say when, where and how it was said."""
    found = read(f"قال قائد الحامية {adjunct} إن {OPEN}.").attributions
    assert len(found) == 1
    origin = found[0].origin
    assert origin is not None and origin.span is not None
    text = f"قال قائد الحامية {adjunct} إن {OPEN}."
    assert (origin.span.of(text), found[0].content[0].of(text)) == ("قائد الحامية", OPEN)


@rows(
    (
        "قال المتحدث باسم الوزارة، العقيد سامي الراوي، إن الحدود آمنة.",
        f"قال | assert | المتحدث باسم الوزارة، العقيد سامي الراوي | {OPEN}",
    ),
    (
        "قالت مريم الحداد التي تدير المركز إن التبرعات توقفت.",
        "قالت | assert | مريم الحداد التي تدير المركز | التبرعات توقفت",
    ),
    (
        "قال مصدر أمني، طلب عدم ذكر اسمه، إن الحدود آمنة.",
        f"قال | assert | مصدر أمني، طلب عدم ذكر اسمه | {OPEN}",
        "WRONG: asking for anonymity is taken for the act of saying",
    ),
    (
        "وقال كريم الطائي (45 عاما) وهو بائع خضار إن السوق احترق.",
        "وقال | assert | كريم الطائي (45 عاما) وهو بائع خضار | السوق احترق",
    ),
    (
        "سالم البياتي، محافظ نينوى، قال إن الحدود آمنة.",
        f"قال | assert | سالم البياتي، محافظ نينوى | {OPEN}",
    ),
    (
        "وقال الشاهد الذي رأى الحادث إن السائق هرب.",
        "وقال | assert | الشاهد الذي رأى الحادث | السائق هرب",
        "WRONG: seeing inside the relative clause is taken for a second act of saying",
    ),
    (
        "انتقد النواب الوزير الذي قال إن الأزمة انتهت.",
        "انتقد | accuse | النواب | الوزير",
        "قال | assert | الوزير | الأزمة انتهت",
        "WRONG: a criticised person is no content for the lexicon",
    ),
)
def test_appositions_and_relative_clauses(text: str, expected: tuple[str, ...]) -> None:
    """They go on naming the speaker."""
    assert_says(text, *expected)


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("وزير الصحة", "person"),
        ("سالم البياتي", "person"),
        ("المتحدثة باسم المنظمة", "person"),
        ("وزارة الصحة", "organization"),
        ("الجيش", "organization"),
        ("حركة الشباب", "organization"),
        ("منظمة العفو الدولية", "organization"),
        ("بغداد", "state"),
        ("الكرملين", "state"),
        ("البيت الأبيض", "state"),
        ("فرنسا", "state"),
        ("الحكومة العراقية", "state"),
        ("مسؤولون أميركيون", "group"),
        ("شهود عيان", "group"),
        ("السكان", "group"),
        ("مصدر أمني", "anonymous"),
        ("مصادر طبية", "anonymous"),
        ("تقرير دولي", "document"),
        ("بيان للوزارة", "document"),
        ("صحيفة المدار", "medium"),
        ("وكالة رويترز", "medium"),
        ("التلفزيون الرسمي", "medium"),
    ],
)
def test_the_kind_of_a_source(speaker: str, kind: Kind) -> None:
    """By its head noun, or by what the name is known to be."""
    found = read(f"أكد {speaker} أن {OPEN}.").attributions
    assert [(link.kind) for one in found for link in one.chain] == [kind]


def test_relations_of_links() -> None:
    """Who quotes, who published, and who is cited for it."""
    for text, relations in [
        ("نقلت وكالة الساحل عن مصدر أمني قوله إن الحدود آمنة.", ["quotes", "says"]),
        ("وقال الوزير لصحيفة المدار إن الحدود آمنة.", ["published", "says"]),
        ("وقال الوزير إن الحدود آمنة، بحسب صحيفة المدار.", ["cited-by", "says"]),
    ]:
        assert [link.relation for one in read(text).attributions for link in one.chain] == relations


MINISTER = "قال الوزير إن الطريق مغلق."
NAMED = "قال العميد رائد الجبوري إن القوات تقدمت."


@rows(
    (
        f"{MINISTER}\nوأضاف أن العمل سيستمر.",
        "قال | assert | الوزير | الطريق مغلق",
        "وأضاف | assert | (الوزير) | العمل سيستمر",
    ),
    (
        f"{MINISTER} وزار الوفد الموقع ظهرا. وأوضح أن الكلفة مرتفعة.",
        "قال | assert | الوزير | الطريق مغلق",
        "وأوضح | assert | (الوزير) | الكلفة مرتفعة",
    ),
    (
        f"{MINISTER} وقالت النقابة إن الأجور ثابتة. وأضاف أن التوزيع سيبدأ في مايو.",
        "قال | assert | الوزير | الطريق مغلق",
        "وقالت | assert | النقابة | الأجور ثابتة",
        "وأضاف | assert | (الوزير) | التوزيع سيبدأ في مايو",
    ),
    (
        f"قالت النقابة إن الأجور ثابتة. و{MINISTER} وأضافت أن الإضراب سيستمر.",
        "قالت | assert | النقابة | الأجور ثابتة",
        "وقال | assert | الوزير | الطريق مغلق",
        "وأضافت | assert | (النقابة) | الإضراب سيستمر",
    ),
    (
        f"قال مسؤولون إن الجسر انهار. و{MINISTER} وأضافوا أن البحث مستمر.",
        "قال | assert | مسؤولون | الجسر انهار",
        "وقال | assert | الوزير | الطريق مغلق",
        "وأضافوا | assert | (مسؤولون) | البحث مستمر",
    ),
    (
        f"{NAMED} وأوضح الجبوري أن الخسائر طفيفة.",
        "قال | assert | العميد رائد الجبوري | القوات تقدمت",
        "وأوضح | assert | الجبوري | الخسائر طفيفة",
    ),
    (
        "قال المتحدث باسم الجيش خالد الزبيدي إن الهجوم فشل. وأكد المتحدث نفسه أن الجنود بخير.",
        "قال | assert | المتحدث باسم الجيش خالد الزبيدي | الهجوم فشل",
        "وأكد | confirm | المتحدث نفسه | الجنود بخير",
        "WRONG: the emphatic is cut off the speaker",
    ),
    (
        "نقلت وكالة الساحل عن مصدر أمني قوله إن المهاجم اعتقل. وأضاف المصدر أن التحقيق بدأ.",
        "قوله إن | assert | وكالة الساحل > مصدر أمني | المهاجم اعتقل",
        "وأضاف | assert | المصدر | التحقيق بدأ",
    ),
    (
        f"{MINISTER} ونقلت عنه صحيفة المدار قوله إن العمل بدأ.",
        "قال | assert | الوزير | الطريق مغلق",
        "قوله إن | assert | صحيفة المدار > (الوزير) | العمل بدأ",
        "WRONG: the outlet after a pronoun is lost",
    ),
    (
        f"{MINISTER} وهو أكد أن التمويل متوفر.",
        "قال | assert | الوزير | الطريق مغلق",
        "أكد | confirm | (الوزير) | التمويل متوفر",
    ),
    (
        f"{MINISTER} لكنه أقر بأن التمويل ناقص.",
        "قال | assert | الوزير | الطريق مغلق",
        "أقر | confirm | (الوزير) | التمويل ناقص | endorsing",
    ),
)
def test_who_goes_on_speaking(text: str, expected: tuple[str, ...]) -> None:
    """The nearest earlier speaker that agrees in gender and number."""
    assert_says(text, *expected)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{NAMED} وأوضح الجبوري أن الخسائر طفيفة.", "رائد الجبوري"),
        (f"{NAMED} وأضاف أن الخسائر طفيفة.", "رائد الجبوري"),
        (f"{NAMED}\nوزار الوفد الموقع.\nوختم العميد الجبوري بالقول إن النصر قريب.", "رائد الجبوري"),
        wrong(
            "قال المتحدث باسم الجيش خالد الزبيدي إن الهجوم فشل. وأكد المتحدث نفسه أن الجنود بخير.",
            "خالد الزبيدي",
            reason="a title of several words is kept in the name, here and not where the family name stands alone",
        ),
        ("نقلت قناة النهر عن مصدر طبي قوله إن الجرحى كثر. وأضاف المصدر أن الدم نفد.", "مصدر طبي"),
    ],
)
def test_a_speaker_carries_the_fullest_name_of_the_document(text: str, name: str) -> None:
    """A family name, a title or nothing at all stands for who was named before."""
    origin = read(text).attributions[-1].origin
    assert origin is not None
    assert origin.name == name


def test_the_publisher_is_left_out_of_chains() -> None:
    """That it published the article is known."""
    text = "وقال الوزير لوكالة الساحل إن الطريق مغلق."
    for publisher, links in [("وكالة الساحل", 1), ("صحيفة المدار", 2)]:
        assert [len(one.chain) for one in read(text, publisher).attributions] == [links]
