"""The day of publication, read from an article's own text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolve.dateline import published

TOLD = [
    ("حلب - 12 كانون الثاني 2018 (وكالات) - أفاد ناشطون بسقوط قذائف", "2018-01-12", "dateline"),
    ("القامشلي، 3 أيار 2019 - قال مسؤول محلي إن الطريق مغلق", "2019-05-03", "dateline"),
    ("عدن 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م سبأ\nبدأت الحملة", "2015-08-10", "dateline"),
    (
        "عودة النازحين إلى قراهم\n\nالخميس 11 يناير 2018 - 14:30\nعادت عشرات العائلات",
        "2018-01-11",
        "date-line",
    ),
    ("عودة النازحين\n\n2018-01-11\nعادت عشرات العائلات", "2018-01-11", "date-line"),
    ("تاريخ النشر: 13/1/2018\nعادت عشرات العائلات", "2018-01-13", "label"),
    ("تم النشر يوم 5 آب/أغسطس 2019\nعادت العائلات", "2019-08-05", "label"),
    ("أعلنت البلدية اليوم الخميس 11 يناير 2018 فتح الجسر", "2018-01-11", "today"),
    ("أعلنت البلدية أمس الأربعاء 10 يناير 2018 فتح الجسر", "2018-01-11", "today"),
]

UNTOLD = [
    ("", "no-date"),
    ("أعلنت البلدية فتح الجسر اليوم", "no-date"),
    ("ولد الشاعر في 13 سبتمبر 1993 في حلب ودرس فيها", "no-date"),
    ("في 10 يونيو 2014 سقطت المدينة", "no-date"),
    ("عمان 12 يناير - قال مسؤول إن المعبر مغلق", "no-year"),
    ("نشر في: 12/1/2018\nنشر في: 13/1/2018\nفتح الجسر", "several"),
    ("أعلنت البلدية اليوم الاثنين 11 يناير 2018 فتح الجسر", "no-date"),
]


@pytest.mark.parametrize(("text", "day", "reason"), TOLD)
def test_day_is_read_where_the_article_tells_it(text: str, day: str, reason: str) -> None:
    """A label, a dateline, a line of its own, or today with its date."""
    assert published(text) == (day, reason)


@pytest.mark.parametrize(("text", "reason"), UNTOLD)
def test_no_day_is_invented(text: str, reason: str) -> None:
    """Dates in the story, a date without its year, and contradictions give a reason instead."""
    assert published(text) == (None, reason)


def test_a_label_is_believed_before_a_dateline() -> None:
    """The later words of the page's maker are more certain than the opening of the text."""
    text = "نشر في: 14/1/2018\nحلب - 12 كانون الثاني 2018 - أفاد ناشطون"
    assert published(text) == ("2018-01-14", "label")


def test_byline_at_the_end_of_a_long_article_is_seen() -> None:
    """Both ends of an article are looked at."""
    text = (
        "فتح الجسر\n\n" + "عبر الناس الجسر وعادوا إلى بيوتهم.\n" * 100 + "آخر تحديث: 15 آذار 2020"
    )
    assert published(text) == ("2020-03-15", "label")


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    """Whatever the text, there is a day or a reason."""
    day, reason = published(text)
    assert reason
    assert day is None or len(day) == 10
