"""Numbers: what each numeral, ordinal and quantity means, and what is none."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riwaya.resolve.numbers import count_of, find, read_number, read_ordinal
from riwaya.text import tokenise
from riwaya.types import Quantity

Number = int | float


def found(text: str, kind: str) -> list[Quantity]:
    return [quantity for quantity in find(tokenise(text)) if quantity.kind == kind]


def numbers(text: str) -> list[tuple[str, Number | None]]:
    return [(quantity.span.of(text), quantity.low) for quantity in found(text, "number")]


def bounds(text: str) -> list[tuple[str, Number | None, Number | None]]:
    return [
        (quantity.span.of(text), quantity.low, quantity.high)
        for quantity in found(text, "quantity")
    ]


WORDS = [
    ("صفر", 0),
    ("واحدة", 1),
    ("اثنتين", 2),
    ("ثلاثة", 3),
    ("ثمان", 8),
    ("ثماني", 8),
    ("ثمانية", 8),
    ("عشر", 10),
    ("أحد عشر", 11),
    ("إحدى عشرة", 11),
    ("اثنا عشر", 12),
    ("اثنتي عشرة", 12),
    ("سبع عشرة", 17),
    ("عشرون", 20),
    ("واحد وتسعين", 91),
    ("خمسة و ستون", 65),
    ("مئة", 100),
    ("مائة", 100),
    ("مية", 100),
    ("مئتان", 200),
    ("مائتي", 200),
    ("ثلاثمائة", 300),
    ("ثلاث مئة", 300),
    ("ثمانيمئة", 800),
    ("تسعمئة وتسع وتسعون", 999),
    ("ألف", 1000),
    ("ألفين ومئتين", 2200),
    ("خمسة وعشرون ألفا وثلاثمئة واثنا عشر", 25312),
    ("مئة ألف ومئتان", 100200),
    ("مليونين", 2_000_000),
    ("مليون وثلاثة آلاف وسبعة", 1_003_007),
    ("أربعة آلاف مليار", 4 * 10**12),
    ("سبعة تريليونات", 7 * 10**12),
    ("دزينة", 12),
    ("ثلاث دزينات", 36),
    ("سالب سبعة", -7),
    ("أحد و عشرون", 21),
]

FIGURES = [
    ("1,200", 1200),
    ("1٬200٫5", 1200.5),
    ("٣٥٠", 350),
    ("۴۵", 45),
    ("4,8", 4.8),
    (".25", 0.25),
    ("-12", -12),
    ("3 456 789", 3456789),
    ("2،345،678", 2345678),
    ("7ر32", 32.7),
    ("2 1/4", 2.25),
    ("3 آلاف", 3000),
    ("6 آلاف و400", 6400),
    ("1.5 مليون", 1_500_000),
    ("4.35 مليون", 4_350_000),
    ("5 ملايين و300 ألف", 5_300_000),
    ("0.10", 0.1),
    ("4 مئة و12", 412),
    ("4 آلاف 3 مئة و21", 4321),
    ("7 مليون 500 ألف", 7_500_000),
]

FRACTIONS = [
    ("نصف", 0.5),
    ("ثلاثة أرباع", 0.75),
    ("ثلثي", 2 / 3),
    ("خمسة ونصف", 5.5),
    ("مئة وثلاثة أخماس", 100.6),
    ("مليون ونصف", 1_500_000),
    ("ثلاثة ونصف مليون", 3_500_000),
    ("مليونين ونصف المليون", 2_500_000),
    ("نصف مليون", 500_000),
    ("3 أرباع", 0.75),
    ("سبعة وثمن", 7.125),
    ("مئة وعشرة وخُمسَين", 110.4),
    ("ثلاثة أرباع المليار", 750_000_000),
    ("ستة فاصلة خمسة", 6.5),
    ("ثلاثة فاصلة صفر سبعة", 3.07),
    ("2 فاصلة 25", 2.25),
    ("اثنان فاصلة خمسة مليون", 2_500_000),
]


@pytest.mark.parametrize(("text", "value"), [*WORDS, *FIGURES, *FRACTIONS])
def test_a_numeral_is_read_whole(text: str, value: Number) -> None:
    [(span, low)] = numbers(text)
    read = read_number(tokenise(text), 0)
    assert read is not None
    assert (span, read[1]) == (text, len(tokenise(text)))
    assert low == read[0] == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_dropped_hamzas_and_swapped_endings_change_nothing(text: str, value: Number) -> None:
    careless = re.sub("[أإآ]", "ا", text).replace("ة", "ه").replace("ى", "ي")
    assert read_number(tokenise(careless), 0) == (value, len(tokenise(careless)))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ثلاثة وأربعة", [3, 4]),
        ("عشرين وثلاثين", [20, 30]),
        ("200 و300", [200, 300]),
        ("12 وعشرين", [12, 20]),
        ("ألف وخمسة آلاف", [1000, 5000]),
        ("خمسة آلاف وثلاثة ملايين", [5000, 3_000_000]),
        ("مليون مليون", [1_000_000, 1_000_000]),
        ("3 آلاف 5", [3000, 5]),
        ("3 آلاف ثلاث مئة", [3000, 300]),
        ("4/50", [4, 50]),
        ("5 ر 32", [5, 32]),
        ("3.5 ونصف", [3.5, 0.5]),
        ("3 فاصلة قصيرة", [3]),
        ("3.5 فاصلة 2", [3.5, 2]),
        ("مليون دولار ونصف المليار", [1_000_000, 500_000_000]),
    ],
)
def test_numbers_in_a_list_are_not_added_up(text: str, values: list[Number]) -> None:
    assert [value for _, value in numbers(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "لست متأكدا",
        "كمية كبيرة من الوقود",
        "يوم الاثنين",
        "الأحد المقبل",
        "وأحد القادة",
        "المليونير",
        "نصف نهائي البطولة",
        "طائرة إف-16",
        "قاعدة كي1",
        "شبكة 5G",
        "13/1/2018",
        "الساعة 10:30",
        "بوتين في أفغانستان",
        "حركة طالبان",
        "نادي ميلان الإيطالي",
        "أعدوا العدة",
        "قبله وبعده",
        "1,2,3",
        "1.2.3",
        "-" + "9" * 40,
        "." + "9" * 40,
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert find(tokenise(text)) == []


def test_a_particle_written_together_stays_outside() -> None:
    assert numbers("بخمسة جنود وثلاث آليات") == [("خمسة", 5), ("ثلاث", 3)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الأول", 1),
        ("الثانية", 2),
        ("الحادية عشرة", 11),
        ("التاسع عشر", 19),
        ("الخامس والعشرون", 25),
        ("الواحد والعشرين", 21),
        ("الثلاثون", 30),
        ("السادس بعد المئة", 106),
        ("المئتين والخامس عشر", 215),
    ],
)
def test_an_ordinal_is_read_whole(text: str, value: int) -> None:
    assert [(item.span.of(text), item.low) for item in found(text, "ordinal")] == [(text, value)]
    assert read_ordinal(tokenise(text), 0) == (value, len(tokenise(text)))


@pytest.mark.parametrize(
    "text",
    ["تشرين الأول", "وكانون الثاني", "أول من أمس", "أمس الأول", "الساعة الثانية", "30 ثانية"],
)
def test_names_of_times_are_no_ordinals(text: str) -> None:
    assert found(text, "ordinal") == []


def test_ordinals_in_a_list_stay_apart() -> None:
    assert [item.low for item in found("الثاني والرابع عشر", "ordinal")] == [2, 14]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتيلان", 2),
        ("جنديين", 2),
        ("بقذيفتين", 2),
        ("سفينتي إغاثة", 2),
        ("مدنيان", 2),
    ],
)
def test_a_dual_noun_is_two(text: str, value: int) -> None:
    [item] = found(text, "number")
    assert item.low == item.high == value
    assert item.noun == item.span


@pytest.mark.parametrize(
    "text", ["مدنيين", "مسلحين", "بلدان", "شبان", "سلطان", "الجانبين", "للبلدين", "زائرين"]
)
def test_what_may_be_a_plural_or_is_definite_is_not_two(text: str) -> None:
    assert found(text, "number") == []


def test_a_dual_and_its_adjective_or_numeral_count_once() -> None:
    assert len(found("سيارتين مفخختين", "number")) == 1
    assert len(found("جنديين اثنين", "number")) == 1


BOUNDED = [
    ("نحو أربعين", 36, 44),
    ("قرابة 29", 26, 32),
    ("زهاء 100", 90, 110),
    ("ما يقارب 250", 225, 275),
    ("أكثر من 40", 41, None),
    ("ما يزيد على 3 آلاف", 3001, None),
    ("ما لا يقل عن 12", 12, None),
    ("لا يقل عددهم عن ثلاثين", 30, None),
    ("أقل من 15", None, 14),
    ("ما يصل إلى 500", None, 500),
    ("لا يتجاوز عشرين", None, 20),
    ("بين 20 و30", 20, 30),
    ("ما بين ألف وألفين", 1000, 2000),
    ("بين خمسة وعشرين", 5, 20),
    ("من 10 إلى 20 ألف", 10_000, 20_000),
    ("30-40", 30, 40),
    ("ثلاثة أو أربعة", 3, 4),
    ("25 على الأقل", 25, None),
    ("60 فأكثر", 60, None),
    ("أكثر من 100 وأقل من 300", 101, 299),
    ("بضعة", 3, 9),
    ("عدة", 3, None),
    ("عشرات", 20, 99),
    ("المئات", 200, 999),
    ("آلاف", 2000, 9999),
    ("عشرات الآلاف", 20_000, 99_999),
    ("مئات الآلاف", 200_000, 999_999),
    ("عدة مئات", 300, 999),
    ("بضعة عشر", 13, 19),
    ("بضع وعشرون", 23, 29),
    ("فوق ال 30", 31, None),
    ("ما لا يقل عن نحو 20", 20, None),
    ("حتى 500", None, 500),
    ("بين 1.5 و2.5", 1.5, 2.5),
    ("30 و أكثر", 30, None),
]


@pytest.mark.parametrize(("text", "low", "high"), BOUNDED)
def test_a_bound_takes_in_its_words_and_gives_low_and_high(
    text: str, low: Number | None, high: Number | None
) -> None:
    assert bounds(f"{text} رجال") == [(text, low, high)]


def test_about_is_marked_approximate_and_round_words_vague() -> None:
    assert found("نحو أربعين", "quantity")[0].approx
    assert found("عشرات القتلى", "quantity")[0].vague


def test_the_bound_behind_the_noun_takes_the_noun_in() -> None:
    assert bounds("قتل 20 شخصا على الأقل") == [("20 شخصا على الأقل", 20, None)]


@pytest.mark.parametrize(
    "text",
    [
        "حتى 2009",
        "حتى 15 تموز",
        "ارتفع من 20 إلى 30",
        "موسم 2011-2012",
        "هزم 3-2",
        "دون طيار",
        "فوق مبنى",
        "من 5 إلى 10 تموز",
        "2 أو 500",
        "4 - 7 - 1432",
    ],
)
def test_what_is_no_bound_leaves_plain_numbers(text: str) -> None:
    assert bounds(text) == []


UNITS = [
    ("10 دولارات", 10, "USD"),
    ("$10", 10, "USD"),
    ("20 €", 20, "EUR"),
    ("مليار دينار عراقي", 10**9, "IQD"),
    ("5 ملايين ريال سعودي", 5_000_000, "SAR"),
    ("7 دنانير", 7, "dinar"),
    ("مليونا دولار", 2_000_000, "USD"),
    ("مليون دولار ونصف المليون", 1_500_000, "USD"),
    ("ثلاثة دولارات و20 سنتا", 3.2, "USD"),
    ("42 د.ك", 42, "KWD"),
    ("42 IQD", 42, "IQD"),
    ("15 في المئة", 15, "%"),
    ("15%", 15, "%"),
    ("٪15", 15, "%"),
    ("عشرون بالمائة", 20, "%"),
    ("3 كيلومترات", 3, "km"),
    ("كيلومتران", 2, "km"),
    ("كيلو مترين", 2, "km"),
    ("نصف كيلو متر", 0.5, "km"),
    ("لتر وربع", 1.25, "l"),
    ("40 كيلومترا مربعا", 40, "km2"),
    ("90 كيلومترا في الساعة", 90, "km/h"),
    ("12 طنا", 12, "t"),
    ("30 درجة مئوية", 30, "°C"),
    ("200 ألف برميل", 200_000, "bbl"),
    ("(72) مليون ريال قطري", 72_000_000, "QAR"),
    ("المليون دولار", 1_000_000, "USD"),
    ("50 سنتا", 50, "cent"),
]


@pytest.mark.parametrize(("text", "value", "unit"), UNITS)
def test_a_unit_belongs_to_the_quantity(text: str, value: Number, unit: str) -> None:
    [item] = found(text, "quantity")
    assert (item.span.of(text), item.low, item.high, item.unit) == (text, value, value, unit)


def test_layers_nest() -> None:
    text = "بلغت الخسائر نحو 3 آلاف دولار أمس"
    assert numbers(text) == [("3 آلاف", 3000)]
    assert bounds(text) == [("نحو 3 آلاف دولار", 2700, 3300)]


def test_a_bound_of_one_unit_or_thing_needs_no_numeral() -> None:
    assert bounds("أكثر من كيلومتر") == [("أكثر من كيلومتر", 1, None)]
    assert bounds("أكثر من جندي") == [("أكثر من جندي", 2, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أكثر من 100 دولار وأقل من 300 يورو", [(100, None), (None, 300)]),
        ("أكثر من 100 وأكثر من 200", [(101, None), (201, None)]),
        ("أكثر من 300 وأقل من 100", [(301, None), (None, 99)]),
        ("أكثر من 300، وأقل من 500", [(301, None), (None, 499)]),
    ],
)
def test_bounds_that_do_not_meet_stay_apart(
    text: str, expected: list[tuple[Number | None, Number | None]]
) -> None:
    assert [(low, high) for _, low, high in bounds(text)] == expected


def test_about_a_measure_is_not_rounded_to_whole_units() -> None:
    assert bounds("نحو 5 كيلومترات") == [("نحو 5 كيلومترات", 4.5, 5.5)]
    assert bounds("نحو 1000 دولار") == [("نحو 1000 دولار", 900, 1100)]


def test_a_full_stop_of_thousands_is_seen_before_a_person() -> None:
    assert numbers("1.500 جندي") == [("1.500", 1500)]
    assert numbers("1.500 متر") == [("1.500", 1.5)]


def test_a_definite_numeral_before_its_noun_is_a_count() -> None:
    assert numbers("العشرين سنة الأخيرة") == [("العشرين", 20)]


def test_a_pair_of_dashes_is_no_minus() -> None:
    assert numbers("عام -1965م- في") == [("1965", 1965)]


def test_a_round_word_makes_no_range() -> None:
    assert bounds("بين 5 وعشرات الجنود") == [("عشرات", 20, 99)]


def test_units_of_two_kinds_make_no_range() -> None:
    assert [item.unit for item in found("10 دولارات - 20 يورو", "quantity")] == ["USD", "EUR"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("مقتل 3 من عناصر الحشد", "عناصر"),
        ("16 مدنيا", "مدنيا"),
        ("عشرات القتلى", "القتلى"),
        ("خلال الساعات الـ24 الماضية", "الساعات"),
        ("الجنود الخمسة", "الجنود"),
        ("شخص واحد", "شخص"),
        ("«23» غارة", "غارة"),
        ("20 لغما", "لغما"),
    ],
)
def test_what_is_counted_is_found(text: str, noun: str) -> None:
    [item] = find(tokenise(text))
    assert item.noun is not None
    assert item.noun.of(text) == noun


@pytest.mark.parametrize(
    "text",
    ["مقتل 29 وجرح", "إصابة 81 بجروح", "أصيب 12 في القصف", "21 منهم", "5 أمس", "عام 2015 الماضي"],
)
def test_what_follows_a_number_is_not_always_counted(text: str) -> None:
    assert [item.noun for item in find(tokenise(text))] == [None]


@pytest.mark.parametrize(
    ("text", "at", "low", "high"),
    [
        ("مقتل جندي", 1, 1, 1),
        ("إصابة طفلا", 1, 1, 1),
        ("مقتل جنديين", 1, 2, 2),
        ("وأصيب آخرون", 1, 2, None),
        ("مقتل شاب فلسطيني على الأقل", 1, 1, None),
        ("مقتل أحد القادة", 2, 1, 1),
    ],
)
def test_a_noun_counts_by_its_form(text: str, at: int, low: int, high: int | None) -> None:
    item = count_of(tokenise(text), at)
    assert item is not None
    assert (item.low, item.high) == (low, high)


@pytest.mark.parametrize(("text", "at"), [("مقتل الجندي", 1), ("اليوم", 0), ("في", 0)])
def test_a_definite_noun_or_another_word_counts_nothing(text: str, at: int) -> None:
    assert count_of(tokenise(text), at) is None


def test_reading_past_the_end_gives_none() -> None:
    assert read_number(tokenise("ثلاثة"), 1) is None
    assert read_ordinal(tokenise("الثالث"), 1) is None


# ---------------------------------------------------------------- hostile input


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "1" + ",000" * 200,
        "مليار " * 300,
        "ألف مليون مليار تريليون كوادريليون " * 40,
        "أكثر من " * 500,
        "بين " * 500 + "20 و30",
        "عشرات آلاف ملايين مليارات تريليونات كوادريليونات " * 20,
        "صفر فاصلة " + "صفر " * 200,
        "-" * 300 + "5",
        "1/" * 200,
        "²³ ½ ১২ १२",
        "سالب " * 3000 + "5",
        "في سنة 0 وسنة 99999",
    ],
)
def test_absurd_input_is_survived_and_stays_bounded(text: str) -> None:
    for item in find(tokenise(text)):
        for value in (item.low, item.high):
            assert value is None or abs(value) < 10**31


def test_ten_thousand_mentions_take_time_in_proportion() -> None:
    line = "قتل 12 شخصا وأصيب نحو ثلاثين جنديا بينهم ضابطان، وفر آلاف المدنيين من 3 قرى. "
    find(tokenise(line))

    def seconds(times: int) -> float:
        tokens = tokenise(line * times)
        start = time.perf_counter()
        find(tokens)
        return time.perf_counter() - start

    small = min(seconds(200) for _ in range(3))
    assert len(find(tokenise(line * 2000))) >= 10_000
    assert seconds(2000) < 40 * small


PIECES = st.sampled_from(
    [
        "ثلاثة", "وعشرون", "و", "ألف", "مليون", "نصف", "من", "إلى", "بين", "أكثر", "على الأقل", "3", "1,5", "-",
        "$", "%", "دولار", "الخامس", "عشر", "والعشرون", "بعد", "المئة", "عشرات", "الآلاف", "جنديين", "كيلو", "متر",
        "فاصلة", "صفر", "سالب", "(", ")", "ر", "لا", "يقل", "عن", "\n", "و42", "سنت", "حتى", "واحد", "شخص", "/", ".",
        "ونصف",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=25).map(" ".join)
    | st.lists(PIECES, max_size=12).map("".join)
    | st.text()
)
@example("و")
@example("ال")
def test_every_span_lies_in_the_text_and_every_answer_is_the_same_twice(text: str) -> None:
    tokens = tokenise(text)
    items = find(tokens)
    assert items == find(tokens)
    assert items == sorted(items, key=lambda item: item.span)
    for item in items:
        assert 0 <= item.span.start < item.span.end <= len(text)
        assert item.noun is None or 0 <= item.noun.start < item.noun.end <= len(text)
        assert item.low is None or item.high is None or item.low <= item.high


@given(st.integers(min_value=0, max_value=10**15))
def test_figures_are_read_as_what_they_say(value: int) -> None:
    assert read_number(tokenise(f"{value}"), 0) == (value, 1)
    assert read_number(tokenise(f"{value:,}"), 0) == (value, 1)


# ------------------------------------------------------------------- spelled numbers

UNITS_SPELLED = [
    (),
    ("واحد", "واحدة"),
    ("اثنان", "اثنتين"),
    ("ثلاثة", "ثلاث"),
    ("أربعة", "أربع"),
    ("خمسة", "خمس"),
    ("ستة", "ست"),
    ("سبعة", "سبع"),
    ("ثمانية", "ثماني"),
    ("تسعة", "تسع"),
]
TEENS = {10: ("عشر", "عشرة"), 11: ("أحد عشر", "إحدى عشرة"), 12: ("اثنا عشر", "اثنتي عشرة")}
TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
SCALES = (
    (10**9, "مليار", ("ملياران", "مليارين"), "مليارات"),
    (10**6, "مليون", ("مليونان", "مليونين"), "ملايين"),
    (1000, "ألف", ("ألفان", "ألفين"), "آلاف"),
)


def below_hundred(value: int, form: int) -> str:
    if value < 10:
        return UNITS_SPELLED[value][form]
    if value in TEENS:
        return TEENS[value][form]
    if value < 20:
        return f"{UNITS_SPELLED[value - 10][form]} {TEENS[10][form]}"
    tens = TENS[value // 10] + ("ون", "ين")[form]
    return f"{UNITS_SPELLED[value % 10][form]} و{tens}" if value % 10 else tens


def below_thousand(value: int, form: int) -> str:
    hundreds, rest = divmod(value, 100)
    parts = [below_hundred(rest, form)] if rest else []
    if hundreds:
        one = ("مئة", "مائة")[form]
        stem = "" if hundreds == 1 else TENS[hundreds] + ("", " ")[form]
        parts.insert(0, ("مئتان", "مائتين")[form] if hundreds == 2 else stem + one)
    return " و".join(parts)


def spell(value: int, form: int) -> str:
    """Spell a number in the masculine nominative (form 0) or the feminine oblique (form 1)."""
    parts = []
    for scale, one, two, many in SCALES:
        count, value = divmod(value, scale)
        if count > 2:
            word = many if 3 <= count % 100 <= 10 else one + ("", "ا")[form]
            parts.append(f"{below_thousand(count, form)} {word}")
        elif count:
            parts.append(one if count == 1 else two[form])
    return " و".join([*parts, below_thousand(value, form)] if value else parts)


@given(
    st.integers(1, 9999)
    | st.integers(1, 10**12 - 1)
    | st.integers(1, 999).map(lambda count: count * 1000),
    st.integers(0, 1),
)
@example(711_411, 0)
@example(216_016_016, 1)
def test_every_spelled_number_is_read_as_itself(value: int, form: int) -> None:
    tokens = tokenise(spell(value, form))
    assert read_number(tokens, 0) == (value, len(tokens))
