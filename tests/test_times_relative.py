"""Times whose day of publication is not known yet, and the properties that hold for every text."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolve.times import find, resolve
from riwaya.resolve.times.dating import date_at, date_of
from riwaya.resolve.times.moments import Moment, Stretch, read, write
from riwaya.text import tokenise
from riwaya.types import Span, TimeExpression

FORMS = [
    ("قتل حارس الخميس", "weekday=4"),
    ("قتل حارس أول من أمس", "offset=-2"),
    ("قتل حارس الخميس الماضي", "weekday=4,turn=-1"),
    ("سيعقد اللقاء الخميس", "weekday=4,toward=future"),
    ("سقطت البلدة الشهر الماضي", "offset=-1,unit=month"),
    ("سقطت البلدة في 16 تشرين الأول", "month=10,day=16,toward=past"),
    ("سقطت القذائف مساء أمس", "offset=-1,part=EV"),
    ("تدور المعارك منذ الأسبوع الماضي", "offset=-1,unit=week/.."),
    ("غادر السكان قبل الشهر الماضي", "outside ../offset=-1,unit=month"),
    ("تستمر العطلة باقي الشهر", "offset=0/offset=0,unit=month"),
]

SENTENCES = [text for text, _ in FORMS] + [
    "وقع الانفجار الساعة 15:30",
    "قتل عشرة خلال الساعات الـ24 الماضية",
    "استمر المعرض من 3 إلى 5 أيار",
    "بدأ الصوم في 1 رمضان",
    "قتل حارس قبل أيام",
    "وقعت الهدنة في 12 شباط 2015",
    "أعلن الإضراب لمدة ثلاثة أيام",
]


@pytest.mark.parametrize(("text", "relative"), FORMS)
def test_without_a_day_the_value_stays_relative(text: str, relative: str) -> None:
    """No value is invented; the relative form says what is known."""
    (found,) = find(tokenise(text), None)
    assert (found.value, found.relative) == (None, relative)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("published", ["2018-01-11", "2016-02-29", "2023-12-31T22:15:00+03:00"])
def test_resolving_later_gives_what_finding_would_have_given(text: str, published: str) -> None:
    """The day of publication may become known after the text was read."""
    later = [resolve(found, published) for found in find(tokenise(text), None)]
    assert later == find(tokenise(text), published)


def test_what_does_not_depend_on_the_day_is_left_alone() -> None:
    """A whole date and a duration come back as they are."""
    for found in find(tokenise("في 12 شباط 2015 لمدة ثلاثة أيام"), None):
        assert found.relative is None
        assert resolve(found, "2018-01-11") is found


def test_unreadable_day_of_publication_is_unknown() -> None:
    """Not a day, no value."""
    (found,) = find(tokenise("قتل حارس أمس"), "yesterday or so")
    assert found.value is None


@pytest.mark.parametrize(
    ("value", "kind", "flags", "expected"),
    [
        ("2018-01-10TEV", "time", (), "2018-01-10"),
        ("2018-01-10T22:00/2018-01-11T05:00", "time", (), "2018-01-10/2018-01-11"),
        ("2018-W01", "date_range", (), "2018-01-01/2018-01-07"),
        ("2014/..", "date_range", (), "2014/2018-01-11"),
        ("2006", "date", ("since",), "2006/2018"),
        ("2018-01", "date", (), "2018-01"),
        ("T15:30", "time", (), None),
        ("P3D", "duration", (), None),
    ],
)
def test_date_of_an_expression_drops_the_hour_and_closes_what_goes_on(
    value: str, kind: str, flags: tuple[str, ...], expected: str | None
) -> None:
    """Events are dated by days, months and years."""
    told = TimeExpression(Span(0, 1), kind, value, "day", flags=flags)  # type: ignore[arg-type]
    assert date_of(told, "2018-01-11") == expected


moments = st.builds(
    Moment,
    year=st.none() | st.integers(1, 9999),
    month=st.none() | st.integers(1, 12),
    weekday=st.none() | st.integers(1, 7),
    turn=st.none() | st.integers(-2, 2),
    hijri=st.booleans(),
    clock=st.none() | st.just("15:30"),
    part=st.none() | st.just("EV"),
)


@given(
    st.one_of(moments, st.builds(Stretch, st.none() | moments, st.none() | moments, st.booleans()))
)
def test_relative_form_is_read_back_as_it_was_written(meaning: Moment | Stretch) -> None:
    """What the form keeps, it keeps whole."""
    assert read(write(meaning)) == meaning


@given(st.text(), st.none() | st.dates().map(date.isoformat))
def test_any_text_is_survived_with_spans_in_bounds(text: str, published: str | None) -> None:
    """Spans are ordered, do not overlap, and begin and end with no space; the same text gives the same answer."""
    found = find(tokenise(text), published)
    assert found == find(tokenise(text), published)
    past = 0
    for one in found:
        assert past <= one.span.start < one.span.end <= len(text)
        assert one.span.of(text).strip()
        past = one.span.end


WORDS = tokenise(
    "أمس اليوم غدا الخميس الماضي المقبل من إلى حتى بين و في منذ قبل بعد عام شهر يوم أيام الساعة صباح مساء ليل ثلاثة "
    "الثالثة 3 24 2014 99999 0 31 شباط آب محرم هـ منتصف نهاية ربع نصف الأول هذا نفس / - : ( ) ، . العام القرن سبعينيات"
).keys


@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.sampled_from([None, "2018-01-11"]),
)
def test_any_order_of_time_words_is_survived(text: str, published: str | None) -> None:
    """Values, where there are any, are written in years of the calendar, and can be resolved later."""
    for one in find(tokenise(text), published):
        assert 0 <= one.span.start < one.span.end <= len(text)
        resolve(one, "2018-01-11")


def test_ten_thousand_mentions_take_time_in_proportion() -> None:
    """Ten times the text takes about ten times as long, not a hundred."""

    def seconds(count: int) -> float:
        tokens = tokenise("قتل حارس أمس الخميس وجرح 3 منذ 2014 قبل يومين من 3 إلى 5 أيار، " * count)
        begun = time.process_time()
        assert len(find(tokens, "2018-01-11")) >= 4 * count
        return time.process_time() - begun

    seconds(10)
    small, large = seconds(250), seconds(2500)
    assert large < 30 * small


def test_ten_thousand_numbers_in_one_sentence_are_survived() -> None:
    """No end mark, no line break, and numbers of any size."""
    tokens = tokenise(" و ".join(["10" * 200, "شباط", "الخميس"] * 3000))
    assert len(find(tokens, "2018-01-11")) >= 3000


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("قصفت البلدات ليل الجمعة وفجر السبت", "ليل الجمعة وفجر السبت", "2018-01-05/2018-01-06"),
        ("تدور المعارك منذ عام 2014", "منذ عام 2014", "2014/2018-01-11"),
        ("تدور المعارك منذ عام 2014", "عام 2014", "2014"),
        ("قصفت البلدات مساء أمس", "مساء أمس", "2018-01-10"),
        ("قصفت البلدات مساء أمس", "البلدات", None),
    ],
)
def test_date_at_a_span_takes_the_expressions_within_it(
    text: str, words: str, expected: str | None
) -> None:
    """Several make an interval; a since outside the span stays outside."""
    start = text.index(words)
    found = find(tokenise(text), "2018-01-11")
    assert date_at(found, Span(start, start + len(words)), "2018-01-11") == expected


RAID = "قتل حارس الثلاثاء"

COUNTED = [
    ("وذلك بعد يومين من هجوم على الجسر", "بعد يومين", "2018-01-07"),
    ("وذلك بعد أربعة أيام على تفجير السوق", "بعد أربعة أيام", "2018-01-05"),
    ("وذلك بعد دقائق على تفجير السوق", "بعد دقائق", "2018-01-09"),
    ("وذلك قبل يومين من افتتاح المعبر", "قبل يومين", "2018-01-11"),
    ("وذلك غداة لقاء الوزيرين", "غداة", "2018-01-08"),
    ("وعاد زميله بعد ثلاثة أيام", "بعد ثلاثة أيام", "2018-01-12"),
    ("وعاد زميله بعد ساعات", "بعد ساعات", "2018-01-09/2018-01-10"),
    ("ومنذ ذلك الحين أغلقت الطرق", "منذ ذلك الحين", "2018-01-09/2018-01-11"),
    ("وجرح في معارك استمرت ثلاثة أيام", "ثلاثة أيام", "2018-01-06/2018-01-09"),
]


@pytest.mark.parametrize(("text", "words", "expected"), COUNTED)
def test_what_counts_from_another_event_is_dated_from_the_date_told_before(
    text: str, words: str, expected: str
) -> None:
    """ "Two days after the raid" dates the raid, "three days later" what came of it."""
    assert _dated(f"{RAID} {text}", words) == expected


def _dated(text: str, words: str, published: str | None = "2018-01-11") -> str | None:
    start = text.index(words)
    found = find(tokenise(text), published)
    return date_at(found, Span(start, start + len(words)), published)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("جاء ذلك بعد يوم من مقتل حارس", "بعد يوم", "2018-01-10"),
        ("قصفت الطائرات خلال شهر واحد عشرة مواقع", "خلال شهر واحد", "2017-12-11/2018-01-11"),
        ("اعتقل في مطلع 2014 ثم أخلي سبيله بعد شهرين", "بعد شهرين", "2014"),
        ("استهدف الصاروخ السيارة عند منتصف الليلة", "منتصف الليلة", "2018-01-11/2018-01-12"),
    ],
)
def test_without_a_date_before_it_counts_from_publication(
    text: str, words: str, expected: str
) -> None:
    """A coarse date before it stays as coarse."""
    assert _dated(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("أعلن الإضراب لمدة ثلاثة أيام", "ثلاثة أيام"),
        ("ستصل القافلة خلال ثلاثة أيام", "ثلاثة أيام"),
        ("التقى الوزيران غداة الخميس", "غداة"),
    ],
)
def test_a_length_that_counts_from_nothing_dates_nothing(text: str, words: str) -> None:
    """How long something is to last does not say when it was."""
    assert _dated(text, words) is None


def test_a_place_held_since_a_month_was_taken_in_it() -> None:
    """Attacks since May go on until now; a fall into somebody's hands happened then."""
    held = "البلدة تخضع لسيطرة المسلحين منذ أيار الماضي"
    assert _dated(held, "منذ أيار الماضي") == "2017-05"
    attacked = "تتعرض البلدة لهجمات المسلحين منذ أيار الماضي"
    assert _dated(attacked, "منذ أيار الماضي") == "2017-05/2018-01-11"
    other = "السيطرة على البلدة مستمرة. وقتل كثيرون منذ أيار الماضي"
    assert _dated(other, "منذ أيار الماضي") == "2017-05/2018-01-11"


def test_what_counts_from_another_date_is_not_resolved_by_publication() -> None:
    """Neither when it is found nor later; alone it has no value."""
    text = "قصفت المواقع غداة اللقاء"
    (found,) = find(tokenise(text), None)
    assert (found.value, found.relative) == (None, "offset=-1,same=day")
    assert resolve(found, "2018-01-11") is found
    assert find(tokenise(text), "2018-01-11") == [found]
