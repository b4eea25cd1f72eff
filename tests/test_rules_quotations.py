"""Direct speech: every kind of mark, before and after its speaker, over full stops, never closed."""

import pytest

from tests.statements import assert_says, read, rows

MARKS = ["«»", "“”", '""', "„“", "‹›", "””", "″″"]


@pytest.mark.parametrize("marks", MARKS)
def test_every_kind_of_mark_opens_direct_speech(marks: str) -> None:
    """After a colon, and after the verb at once."""
    opened, closed = tuple(marks)
    said = "وقال | assert | المدير | لن نستسلم للتهديدات مهما حدث | quoted"
    assert_says(f"وقال المدير: {opened}لن نستسلم للتهديدات مهما حدث{closed}.", said)
    assert_says(f"وقال المدير {opened}لن نستسلم للتهديدات مهما حدث{closed}.", said)


@pytest.mark.parametrize("marks", MARKS)
def test_direct_speech_may_come_first(marks: str) -> None:
    """The speaker follows the verb that follows the quotation."""
    opened, closed = tuple(marks)
    assert_says(
        f"{opened}لن نغادر أرضنا أبدا مهما حدث{closed}، قال شيخ القرية.",
        "قال | assert | شيخ القرية | لن نغادر أرضنا أبدا مهما حدث | quoted",
    )


@rows(
    (
        "وقالت الطبيبة: «الأدوية نفدت. لا نملك حتى الضمادات». وغادرت القاعة.",
        "وقالت | assert | الطبيبة | الأدوية نفدت. لا نملك حتى الضمادات | quoted",
    ),
    (
        "وقال المدير: «المصنع سيعود إلى العمل قريبا.\nوغادر الوفد المكان.",
        "وقال | assert | المدير | المصنع سيعود إلى العمل قريبا",
    ),
    (
        "وقال المدير إن المصنع «سيعود إلى العمل قريبا جدا» بعد الصيانة.",
        "وقال | assert | المدير | المصنع «سيعود إلى العمل قريبا جدا» بعد الصيانة | quoted",
    ),
    (
        "وقال المدير إن المصنع الكبير في الضاحية الجنوبية سيعود إلى «العمل».",
        "وقال | assert | المدير | المصنع الكبير في الضاحية الجنوبية سيعود إلى «العمل",
    ),
    (
        "«الطريق مغلق منذ الفجر»، قال قائد الدورية، «وسيفتح غدا بعد الظهر».",
        "قال | assert | قائد الدورية | الطريق مغلق منذ الفجر + وسيفتح غدا بعد الظهر | quoted",
        "WRONG: what is quoted after the speaker is lost",
    ),
    (
        "وكتب النائب على صفحته: «الجلسة مهزلة ولن أحضرها».",
        "وكتب | assert | النائب | الجلسة مهزلة ولن أحضرها | quoted",
    ),
    ("قرأ التلاميذ رواية «الأرض والناس والسماء الزرقاء» في المدرسة.",),
    ("فاز فيلم «الجبل» بالجائزة.",),
)
def test_direct_speech_and_titles(text: str, expected: tuple[str, ...]) -> None:
    """A quotation without an act of saying is no statement."""
    assert_says(text, *expected)


def test_content_that_is_mostly_quoted_says_so() -> None:
    """A single word in marks does not make the content direct speech."""
    most = read("وقال المدير إن المصنع «سيعود إلى العمل قريبا جدا» بعد الصيانة.")
    one = read("وقال المدير إن المصنع الكبير في الضاحية الجنوبية سيعود إلى «العمل».")
    assert [found.quoted for found in (*most.attributions, *one.attributions)] == [True, False]
