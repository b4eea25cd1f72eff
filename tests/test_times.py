"""Time expressions: what each means, seen from a day of publication."""

import pytest

from riwaya.resolve.times import find
from riwaya.text import tokenise
from riwaya.types import TimeExpression

THURSDAY = "2018-01-11"

DAYS = [
    ("أعلنت الوزارة اليوم الخميس فتح المعبر", "اليوم الخميس", "2018-01-11"),
    ("وصلت القافلة امس الاول إلى المدينة", "امس الاول", "2018-01-09"),
    ("وصلت القافلة أول من أمس", "أول من أمس", "2018-01-09"),
    ("قتل حارس يوم امس الاربعاء", "يوم امس الاربعاء", "2018-01-10"),
    ("تفتح المدارس بعد غد", "بعد غد", "2018-01-13"),
    ("قتل حارس الاثنين قرب الجسر", "الاثنين", "2018-01-08"),
    ("قال الناطق الخميس إن المعبر مغلق", "الخميس", "2018-01-11"),
    ("سيجتمع الوزراء يوم الاثنين", "يوم الاثنين", "2018-01-15"),
    ("يعقد المجلس الخميس جلسة", "الخميس", "2018-01-11"),
    ("سيعقد المجلس الخميس جلسة", "الخميس", "2018-01-18"),
    ("أغلق المعبر الخميس الماضي", "الخميس الماضي", "2018-01-04"),
    ("يفتح المعبر الخميس المقبل", "الخميس المقبل", "2018-01-18"),
    ("أغلق المعبر قبل ثلاثة أيام", "قبل ثلاثة أيام", "2018-01-08"),
    ("يفتح المعبر بعد أسبوعين", "بعد أسبوعين", "2018-01-25"),
    ("دخلت القوات في 16 تشرين الأول الماضي", "16 تشرين الأول الماضي", "2017-10-16"),
    ("وقعت الهدنة في 12 شباط / فبراير 2015", "12 شباط / فبراير 2015", "2015-02-12"),
    ("وقعت الهدنة في الخامس عشر من آذار 2016", "الخامس عشر من آذار 2016", "2016-03-15"),
    ("وقعت الهدنة في الحادي والعشرين من غشت 2016", "الحادي والعشرين من غشت 2016", "2016-08-21"),
    ("وقعت الهدنة يوم 3 جويلية 2016", "يوم 3 جويلية 2016", "2016-07-03"),
    ("وقعت الهدنة في 20 من الشهر الجاري", "20 من الشهر الجاري", "2018-01-20"),
    ("وقعت الهدنة في 13/1/2018", "13/1/2018", "2018-01-13"),
    ("وقعت الهدنة في 2018-01-13", "2018-01-13", "2018-01-13"),
    ("وقعت الهدنة في 13.1.2018", "13.1.2018", "2018-01-13"),
    ("وقعت الهدنة في ١٣/١/٢٠١٨", "١٣/١/٢٠١٨", "2018-01-13"),
    ("صدر القرار في 10 محرم 1439 هـ", "10 محرم 1439 هـ", "2017-09-30"),
    ("صدر القرار في 10/1/1439", "10/1/1439", "2017-09-30"),
    ("ينتهي العقد في اليوم الأخير من شهر أيار 2018", "اليوم الأخير من شهر أيار 2018", "2018-05-31"),
    ("عقد المؤتمر آخر أربعاء من شهر أيار 2017", "آخر أربعاء من شهر أيار 2017", "2017-05-31"),
]

UNITS = [
    ("سقطت البلدة في حزيران 2014", "حزيران 2014", "2014-06"),
    ("سقطت البلدة في تشرين1 2014", "تشرين1 2014", "2014-10"),
    ("سقطت البلدة في حزيران", "حزيران", "2017-06"),
    ("سقطت البلدة الشهر الماضي", "الشهر الماضي", "2017-12"),
    ("سقطت البلدة العام الماضي", "العام الماضي", "2017"),
    ("سقطت البلدة عام ألفين وأربعة عشر", "عام ألفين وأربعة عشر", "2014"),
    ("سقطت البلدة قبل شهرين", "قبل شهرين", "2017-11"),
    ("سقطت البلدة قبل خمس سنوات", "قبل خمس سنوات", "2013"),
    ("سقطت البلدة الأسبوع الماضي", "الأسبوع الماضي", "2018-W01"),
    ("سقطت البلدة مطلع الشهر الجاري", "مطلع الشهر الجاري", "2018-01"),
    ("سقطت البلدة في أواخر 2013", "أواخر 2013", "2013"),
    ("بنيت المدرسة في سبعينيات القرن الماضي", "سبعينيات القرن الماضي", "197X"),
    ("بدأ المشروع صيف 2016", "صيف 2016", "2016-22"),
    (
        "ارتفعت الأسعار في الربع الثالث من عام 2016",
        "الربع الثالث من عام 2016",
        "2016-07-01/2016-09-30",
    ),
    ("هطلت الأمطار في حزيران/يونيو من العام المقبل", "حزيران/يونيو من العام المقبل", "2019-06"),
]

RANGES = [
    ("تدور المعارك منذ عام 2014", "منذ عام 2014", "2014/.."),
    ("قتل كثيرون بين عامي 2014 و2017", "بين عامي 2014 و2017", "2014/2017"),
    ("استمر المعرض من 3 إلى 5 أيار 2017", "من 3 إلى 5 أيار 2017", "2017-05-03/2017-05-05"),
    ("استمر المعرض من 30 أيار وحتى 2 حزيران 2017", "من 30 أيار وحتى 2 حزيران 2017", "2017-05-30/2017-06-02"),
    ("قتل عشرة خلال الساعات الـ24 الماضية", "الساعات الـ24 الماضية", "2018-01-10/2018-01-11"),
    ("قتل عشرة خلال اليومين الماضيين", "اليومين الماضيين", "2018-01-09/2018-01-10"),
    ("سجلت هجمات منذ بداية العام حتى 10 كانون الثاني", "منذ بداية العام حتى 10 كانون الثاني", "2018-01-01/2018-01-10"),
    ("غادر السكان قبل عام 2012", "قبل عام 2012", "../2011-12-31"),
    ("يغلق المعبر حتى نهاية الشهر", "حتى نهاية الشهر", "../2018-01"),
    ("كان أعنف الأعوام 2005 و2006 و2007", "الأعوام 2005 و2006 و2007", "2005/2007"),
]  # fmt: skip

TIMES = [
    ("سقطت القذائف مساء الأربعاء", "مساء الأربعاء", "2018-01-10TEV"),
    ("سقطت القذائف فجر السبت", "فجر السبت", "2018-01-06TMO"),
    ("سقطت القذائف ليل السبت الأحد", "ليل السبت الأحد", "2018-01-06TNI"),
    ("سقطت القذائف الليلة الماضية", "الليلة الماضية", "2018-01-10TNI"),
    ("يبدأ الحظر منتصف ليل السبت الأحد", "منتصف ليل السبت الأحد", "2018-01-14T00:00"),
    ("وقع الانفجار الساعة الثالثة والنصف عصرا", "الساعة الثالثة والنصف عصرا", "2018-01-11T15:30"),
    ("وقع الانفجار الساعة 15:30 أمس", "الساعة 15:30 أمس", "2018-01-10T15:30"),
    ("وقع الانفجار في السادسة مساء بتوقيت غرينتش", "السادسة مساء بتوقيت غرينتش", "2018-01-11T18:00Z"),
    ("وقع الانفجار عند الثامنة إلا ربعا من صباح أمس", "الثامنة إلا ربعا من صباح أمس", "2018-01-10T07:45"),
    ("وقع الانفجار قرب السوق عند الساعة 9:15 ص", "الساعة 9:15 ص", "2018-01-11T09:15"),
    ("يغلق السوق من الرابعة حتى السادسة مساء", "من الرابعة حتى السادسة مساء", "2018-01-11T16:00/2018-01-11T18:00"),
    ("ينقطع التيار من 10 ليلا حتى 5 صباحا", "من 10 ليلا حتى 5 صباحا", "2018-01-11T22:00/2018-01-12T05:00"),
]  # fmt: skip

DURATIONS = [
    ("أعلن الإضراب لمدة ثلاثة أيام", "ثلاثة أيام", "P3D"),
    ("اتفق الطرفان على هدنة مدتها 48 ساعة", "48 ساعة", "PT48H"),
    ("عاد بعد سنتين ونصف السنة من الغياب", "سنتين ونصف السنة", "P2.5Y"),
    ("استغرقت الرحلة ساعة ونصف", "ساعة ونصف", "PT1.5H"),
    ("استغرقت الرحلة يومين وثلاث ساعات", "يومين وثلاث ساعات", "P2DT3H"),
    ("حوصرت البلدة طوال شهر", "شهر", "P1M"),
    ("حوصرت البلدة نحو أسبوع", "أسبوع", "P1W"),
    ("حوصرت البلدة شهرا", "شهرا", "P1M"),
]

NOTHING = [
    "ذكرت قناة روسيا اليوم أن الفريق فاز",
    "صلى الناس صلاة الجمعة في الساحة",
    "قال الأمين العام للحزب",
    "مارس الرئيس صلاحياته",
    "التقى رمضان أحمد في بيته",
    "بحث الأب مع ابنه في المغرب",
    "قتل 2014 شخصا في الزلزال",
    "احتفلت المدينة باليوم الوطني",
    "وصل الفريق لليوم الثاني على التوالي",
    "طلب عدد من السكان المغادرة",
    "كان العقد مع الشركة",
    "يعيش الناس في هذا العصر",
    "دامت دولتهم حتى 323 قبل الميلاد",
    "انتهى الفصل الدراسي",
]


def read(text: str, published: str | None = THURSDAY) -> list[TimeExpression]:
    """Return the expressions of a text."""
    return find(tokenise(text), published)


@pytest.mark.parametrize(("text", "words", "value"), DAYS + UNITS + RANGES + TIMES + DURATIONS)
def test_expression_has_its_words_and_value(text: str, words: str, value: str) -> None:
    """One expression a sentence, with exact span and value."""
    found = read(text)
    assert [(one.span.of(text), one.value) for one in found] == [(words, value)]


@pytest.mark.parametrize(("rows", "kinds"), [
    (DAYS, {"date"}), (UNITS, {"date", "date_range"}), (RANGES, {"date_range"}), (TIMES, {"time"}),
    (DURATIONS, {"duration"}),
])  # fmt: skip
def test_kind_tells_days_spans_times_and_durations_apart(
    rows: list[tuple[str, str, str]], kinds: set[str]
) -> None:
    """The kind belongs to the value."""
    assert {one.kind for text, _, _ in rows for one in read(text)} == kinds


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_time_is_passed_over(text: str) -> None:
    """Names, verbs, counts and feasts are no times."""
    assert read(text) == []


@pytest.mark.parametrize(("text", "_words", "value"), DAYS + UNITS + RANGES + TIMES)
def test_dropped_hamzas_and_swapped_letters_change_nothing(
    text: str, _words: str, value: str
) -> None:
    """Real news drops hamzas and writes final ya and ta marbuta as it likes."""
    plain = text.translate(str.maketrans("أإآىةئؤ", "اااي" + "هيو"))
    assert [one.value for one in read(plain)] == [value]


def test_vowel_marks_and_tatweel_change_nothing() -> None:
    """Marks carry no letter; the span covers them."""
    text = "سقطت القذائفُ مساءَ الأربعـــاءِ"
    (found,) = read(text)
    assert (found.span.of(text), found.value) == ("مساءَ الأربعـــاءِ", "2018-01-10TEV")


def test_precision_is_that_of_the_words() -> None:
    """A month is a month; no first of January is made of a year."""
    text = "في 2014 ثم في أيار 2015 ثم 3 أيار 2016 ثم مساء أمس ثم الساعة 15:30"
    assert [one.precision for one in read(text)] == [
        "year",
        "month",
        "day",
        "part-of-day",
        "minute",
    ]


def test_weekday_that_contradicts_its_date_is_flagged_and_both_are_kept() -> None:
    """16 January 2018 was a Tuesday."""
    (found,) = read("قتل حارس الأربعاء 16 كانون الثاني 2018")
    assert (found.value, found.flags) == ("2018-01-16", ("weekday-mismatch",))
    assert found.relative is not None
    assert "weekday=3" in found.relative


def test_weekday_that_agrees_with_its_date_is_not_flagged() -> None:
    """16 January 2018 was a Tuesday."""
    (found,) = read("قتل حارس الثلاثاء 16 كانون الثاني 2018")
    assert found.flags == ()


def test_weekday_chooses_the_year_of_a_date_without_one() -> None:
    """Of the years around 2018, 20 May is a Saturday in 2017."""
    (found,) = read("السبت 20 أيار")
    assert (found.value, found.flags) == ("2017-05-20", ())


@pytest.mark.parametrize(
    "text", ["في 31 شباط 2018", "في 31/2/2018", "في 15/15/2018", "في 31 نيسان 2018"]
)
def test_day_that_does_not_exist_has_no_value(text: str) -> None:
    """31 February is kept as said, without a value."""
    (found,) = read(text)
    assert (found.value, found.flags) == (None, ("no-such-day",))


@pytest.mark.parametrize("text", ["عام 0", "عام 99999", "سنة 323 قبل الميلاد", "1/1/0000"])
def test_year_outside_the_calendar_has_no_value(text: str) -> None:
    """No value is invented for a year that the calendar does not have."""
    assert [one.value for one in read(text) if one.value is not None] == []


def test_29_february_takes_a_leap_year() -> None:
    """The nearest one before a past verb."""
    (found,) = read("سقطت البلدة في 29 شباط")
    assert found.value == "2016-02-29"


def test_month_to_come_after_a_future_verb() -> None:
    """The same month is last year's after a past verb, this year's after a future one."""
    assert [one.value for one in read("ستجري الانتخابات في أيلول")] == ["2018-09"]
    assert [one.value for one in read("جرت الانتخابات في أيلول")] == ["2017-09"]


def test_what_was_not_expected_lies_behind() -> None:
    """ "Unexpected" is no word of the future."""
    assert [one.value for one in read("ارتفعت الأسعار على غير المتوقع في أيلول")] == ["2017-09"]


def test_year_told_before_serves_the_same_year() -> None:
    """ "Of the same year" takes the year that the text told last."""
    text = "بدأ الحصار في 21 يونيو 2013 وانتهى في 14 أغسطس من العام نفسه"
    assert [one.value for one in read(text)] == ["2013-06-21", "2013-08-14"]


def test_hour_belongs_to_the_day_told_in_its_sentence() -> None:
    """Without one, it is the day of publication's."""
    assert [one.value for one in read("في 3 أيار 2016 وقع الانفجار قرب السوق الساعة 9:15")][
        -1
    ] == "2016-05-03T09:15"
    assert [one.value for one in read("وقع الانفجار الساعة 9:15")] == ["2018-01-11T09:15"]


def test_length_before_an_event_stays_a_length() -> None:
    """Two days after the attack is not two days from now."""
    assert [one.value for one in read("توفي الجريح بعد يومين من الهجوم")] == ["P2D"]
    assert [one.value for one in read("يفتح المعبر بعد يومين من الآن")] == ["2018-01-13"]


def test_hours_before_count_from_the_instant_of_publication() -> None:
    """With a day alone, some hours ago is told to the day."""
    text = "سقطت قذيفة قبل ساعتين"
    assert [one.value for one in read(text, "2018-01-11T10:30:00+03:00")] == ["2018-01-11T08:30"]
    assert [(one.value, one.kind) for one in read(text)] == [("2018-01-11", "date")]


def test_numbers_found_before_are_taken_over() -> None:
    """The answer is the same with and without them."""
    from riwaya.resolve import numbers

    text = "قتل سبعة قبل ثلاثة أيام وجرح 20 منذ عام ألفين وأربعة عشر"
    tokens = tokenise(text)
    assert find(tokens, THURSDAY, numbers.find(tokens)) == find(tokens, THURSDAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتل حارس الثلاثاء وفي اليوم التالي جرح آخر", "2018-01-10"),
        ("قتل حارس الثلاثاء وجرح آخر قبل ذلك بيوم", "2018-01-08"),
        ("قتل حارس الثلاثاء وجرح آخر بعد ذلك بيومين", "2018-01-11"),
        ("قتل حارس الثلاثاء وجرح آخر في اليوم نفسه", "2018-01-09"),
        ("فض الاعتصام في 14 أغسطس 2013. وقتل كثيرون يوم 14 أغسطس", "2013-08-14"),
    ],
)
def test_later_dates_lean_on_earlier_ones(text: str, value: str) -> None:
    """The following day follows the story, and a date keeps the year it was told with."""
    assert read(text)[-1].value == value


def test_following_day_of_nothing_is_no_date() -> None:
    """Without a day told before, there is nothing to follow."""
    assert read("وفي اليوم التالي جرح حارس") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("وصل في 1/2/2017 وفي اليوم التالي غادر", ["2017-02-01", "2017-02-02"]),
        ("بدأت الهدنة في 8 كانون الثاني واستمرت حتى الجمعة", ["2018-01-08", "../2018-01-12"]),
        ("التقى الوزير أمس وفي مايو الماضي زار البلدة", ["2018-01-10", "2017-05"]),
        ("قصفت البلدة السبت، الأحد", ["2018-01-06", "2018-01-07"]),
        ("نظمت المباراة الأولى صباح اليوم", ["2018-01-11TMO"]),
        ("عقد الاجتماع الأول مساء أمس", ["2018-01-10TEV"]),
    ],
)
def test_neighbours_that_say_two_times_stay_two(text: str, values: list[str]) -> None:
    """Only what describes one time is joined."""
    assert [one.value for one in read(text)] == values


def test_a_fraction_of_a_fraction_is_no_date() -> None:
    """A decimal before a slash once ended the reading of a whole text."""
    assert find(tokenise("0.0/0"), None) == []
