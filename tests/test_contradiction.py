"""Contradiction between headlines: each finding with an example and a counter-example, verdicts, and any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.reconcile import contradiction, evidence
from riwaya.reconcile.contradiction_features import features
from riwaya.reconcile.headlines import match, read

FOUND = [
    ("opposites", "ارتفاع أسعار القمح في الأسواق", "انخفاض أسعار القمح في الأسواق"),
    ("opposites", "البلدية توافق على بناء الجسر", "البلدية ترفض بناء الجسر"),
    ("said opposite", "اليورو يصعد مع تراجع الجنيه", "اليورو يتراجع مع صعود الجنيه"),
    ("turned round", "المدرب يحضر المباراة", "المدرب لن يحضر المباراة"),
    ("denied", "النقابة تعلن الإضراب", "النقابة تنفي الإضراب"),
    ("numbers", "وفاة 12 سائحا في القرية", "وفاة 25 سائحا في القرية"),
    ("states", "مصر تشتري قمحا جديدا", "تونس تشتري قمحا جديدا"),
    ("of one kind", "معرض الكتاب يفتتح في أبريل", "معرض الكتاب يفتتح في نوفمبر"),
    ("replaced", "جائزة كبرى لمزارع البلدة", "جائزة كبرى لحداد البلدة"),
    ("roles", "تونس تطالب الجزائر بالاعتذار", "الجزائر تطالب تونس بالاعتذار"),
    ("despite or because", "المصنع يتوسع رغم الجفاف", "المصنع يتوسع بسبب الجفاف"),
    ("same words in other order", "افتتاح الجسر اليوم", "اليوم افتتاح الجسر"),
    ("same number", "وفاة 12 سائحا", "السائحون الذين توفوا 12"),
]
ABSENT = [
    ("opposites", "ارتفاع أسعار القمح في الأسواق", "أسعار القمح تصعد في الأسواق"),
    ("said opposite", "اليورو يصعد مع تراجع الجنيه", "تراجع الجنيه وصعود اليورو"),
    ("turned round", "المدرب لن يحضر المباراة", "المدرب لا يحضر المباراة"),
    ("turned round", "الجسر مفتوح للمارة", "الجسر مفتوح دون 5 دنانير للمارة"),
    ("turned round", "لا إضراب في الميناء", "النقابة تنفي الإضراب في الميناء"),
    ("numbers", "وفاة خمسة سائحين", "وفاة 5 سائحين"),
    ("states", "واشنطن تشتري القمح", "الولايات المتحدة تشتري القمح"),
    ("of one kind", "المعرض في أبريل", "معرض أبريل"),
    ("replaced", "جائزة لمزارع البلدة", "البلدة تمنح المزارع جائزة"),
    ("roles", "تونس تطالب الجزائر بالاعتذار", "تونس تطالب الجزائر باعتذار"),
    ("roles", "غضب تونسي على الجزائر", "الجزائر تثير غضب تونس"),
    ("despite", "المصنع يتوسع رغم الجفاف", "رغم الجفاف المصنع يتوسع"),
]


def findings(first: str, second: str) -> set[str]:
    """Return the names of what two headlines show."""
    return {found.what for found in evidence.compare(first, second).findings}


@pytest.mark.parametrize(("what", "first", "second"), FOUND)
def test_what_speaks_for_or_against_is_found(what: str, first: str, second: str) -> None:
    """Every finding by an example."""
    assert what in findings(first, second)


@pytest.mark.parametrize(("what", "first", "second"), ABSENT)
def test_what_only_looks_like_it_is_not(what: str, first: str, second: str) -> None:
    """Every finding by a counter-example."""
    assert what not in findings(first, second)


def test_a_finding_shows_its_words() -> None:
    """As keys, the first headline's first."""
    (found,) = [
        one
        for one in evidence.compare("ارتفاع أسعار القمح", "انخفاض أسعار القمح").findings
        if one.what == "opposites"
    ]
    assert (found.first, found.second) == ("ارتفاع", "انخفاض")


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("ارتفاع أسعار القمح في مصر", "هبوط أسعار القمح في مصر", "disagree"),
        ("وزارة النقل تعلن تأخر القطارات", "وزارة النقل تنفي تأخر القطارات", "disagree"),
        ("افتتاح جسر جديد في البصرة", "البصرة تفتتح جسرا جديدا", "agree"),
        ("حريق يدمر مصنعا في تونس العاصمة", "المدرب يعلن قائمة الفريق للبطولة", "other"),
    ],
)
@pytest.mark.parametrize("decide", [contradiction.compare, contradiction.by_rule])
def test_plain_cases_are_decided_alike_by_rule_and_by_weight(
    decide: object, first: str, second: str, label: str
) -> None:
    """Opposite, the same, and something else."""
    assert callable(decide)
    assert decide(first, second).label == label


def test_a_contradiction_gives_its_reasons_strongest_first() -> None:
    """The same findings, whoever decided."""
    pair = ("ارتفاع أسعار القمح إلى 12 دينارا", "هبوط أسعار القمح إلى 25 دينارا")
    for verdict in (contradiction.compare(*pair), contradiction.by_rule(*pair)):
        assert verdict.label == "disagree"
        assert [one.what for one in verdict.reasons][:1] == ["opposites"]
        assert {"numbers", "said opposite"} <= {one.what for one in verdict.reasons}


def test_dropped_hamzas_and_swapped_letters_change_nothing() -> None:
    """As real headlines write."""
    first, second = "ارتفاع أسعار النفط إلى أعلى مستوى", "هبوط أسعار النفط إلى أدنى مستوى"
    plain = str.maketrans("أإآىة", "اااي" + "ه")
    assert contradiction.compare(first.translate(plain), second.translate(plain)) == (
        contradiction.compare(first, second)
    )


headline = st.text(
    alphabet=st.sampled_from("ابتجحدرسصعفقكلمنهويءةىأإ 0123456789:،؟.x"), max_size=80
) | st.text(max_size=30)


@given(headline, headline)
def test_any_two_texts_get_a_lawful_verdict(first: str, second: str) -> None:
    """The same in, the same out; pairs are in bounds and each word answers one."""
    verdict = contradiction.compare(first, second)
    assert verdict.label in contradiction.LABELS
    assert 0 <= verdict.score <= 1
    assert verdict == contradiction.compare(first, second)
    assert 0 <= contradiction.by_rule(first, second).score <= 1
    one, other = read(first), read(second)
    pairs = match(one, other).pairs
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert all(a < len(one.words) and b < len(other.words) for a, b in pairs)


@given(headline)
def test_a_headline_never_contradicts_itself_by_rule(text: str) -> None:
    """Whatever it says, it says twice."""
    assert contradiction.by_rule(text, text).label != "disagree"


def test_features_are_named_once_and_hold_no_word() -> None:
    """A weight must hold for any subject."""
    named = features(evidence.compare("ارتفاع أسعار القمح في مصر", "هبوط أسعار القمح في تونس"))
    assert len(named) == len(set(named))
    assert all(name.isascii() for name in named)
    assert all(name.isascii() for name in contradiction.model().weights)


def test_long_texts_are_compared_in_reasonable_time() -> None:
    """What is no headline is no reason to hang."""
    import time

    words = " ".join(f"كلمة{number} ارتفع" for number in range(4000))
    start = time.perf_counter()
    contradiction.compare(words, words[::-1])
    assert time.perf_counter() - start < 5
