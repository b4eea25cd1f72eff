"""Copies are not witnesses: what ties two articles, what keeps them apart, and that their order does not matter."""

import random
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.reconcile.fingerprints import Fingerprint, hashes, scheme, size
from riwaya.reconcile.syndication import (
    Syndication,
    Tie,
    compare,
    families,
    fingerprint,
    passages,
)
from riwaya.types import Document

STORY = (
    "حريق في سوق الأقمشة بالبصرة\n\n"
    "اندلع حريق كبير فجر الثلاثاء في سوق الأقمشة القديم وسط مدينة البصرة، وامتد إلى أحد عشر متجرا قبل أن "
    "تتمكن فرق الإطفاء من السيطرة عليه بعد ثلاث ساعات. وقال مدير الدفاع المدني في المحافظة العميد رافد "
    "الشمري إن تماسا كهربائيا في مخزن للستائر كان سبب الحريق، مضيفا أن الأضرار مادية فقط. وطالب أصحاب "
    "المتاجر البلدية بتعويضهم وبإعادة تأهيل شبكة الكهرباء المتهالكة في السوق التي يعود بناؤها إلى عام 1936."
)
OTHER = (
    "افتتاح جسر جديد على دجلة\n\n"
    "افتتح رئيس بلدية الموصل زهير الأعرجي صباح الأربعاء جسرا جديدا للمشاة على نهر دجلة بطول مئتي متر، "
    "بعد عامين من العمل وبكلفة أربعة مليارات دينار. ويربط الجسر حي الزراعي بسوق النبي يونس، ويتوقع أن "
    "يعبره عشرة آلاف شخص كل يوم. وأوضح المهندس المشرف هيثم الطائي أن الجسر صمم ليتحمل الفيضانات."
)
WEATHER = (
    "حالة الطقس\n\nتوقعت دائرة الأنواء الجوية في تقريرها عن حالة الطقس لهذا اليوم أن تكون السماء غائمة "
    "جزئيا إلى غائمة مع فرصة لهطول أمطار رعدية على مناطق {0} و{1}، ورياح نشطة تحد من الرؤية الأفقية على "
    "طريق {2}، وأن تكون درجة الحرارة العظمى {3} والصغرى {4}. ودعت الدائرة سكان {0} و{1} إلى أخذ الحيطة "
    "والحذر عند عبور الأودية، وسائقي المركبات على طريق {2} إلى تخفيف السرعة."
)
QUOTED = (
    "«إن مجلس أمناء المكتبة الوطنية قرر بالإجماع فتح أبوابها مساء كل خميس أمام تلاميذ المدارس وذويهم "
    "مجانا ابتداء من مطلع الشهر المقبل وحتى نهاية السنة الدراسية»"
)


def article(id: str, text: str, published: str | None = "2018-01-12") -> Fingerprint:
    """Return the fingerprint of a text."""
    return fingerprint(Document(id=id, text=text, published=published))


def edited(text: str, share: float, seed: int) -> str:
    """Return a text with a share of its words replaced, left out, doubled or moved."""
    rng = random.Random(seed)
    words = text.split(" ")
    for _ in range(round(share * len(words))):
        at = rng.randrange(len(words) - 1)
        match rng.randrange(4):
            case 0:
                words[at] = rng.choice(("آخر", "جديد", "أمس", "هناك"))
            case 1:
                del words[at]
            case 2:
                words.insert(at, rng.choice(("أيضا", "كذلك", "بدوره")))
            case _:
                words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def kind(one: str, other: str, **published: str) -> str | None:
    """Return what ties two texts."""
    tie = compare(
        article("a", one, published.get("first", "2018-01-12")),
        article("b", other, published.get("second", "2018-01-12")),
    )
    return tie.kind if tie else None


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (STORY, "exact"),
        (STORY.replace("أ", "ا").replace("ة", "ه"), "exact"),
        (STORY.replace("،", " -").replace(".", "!"), "exact"),
        (STORY.replace("الثلاثاء", "الثُّلاثاء"), "exact"),
        (edited(STORY, 0.08, 1), "near"),
        (STORY.partition("\n\n")[2].rpartition(". ")[0], "near"),
        ("البصرة - رويترز: " + STORY.partition("\n\n")[2], "near"),
        (f"{STORY} {OTHER} {WEATHER}", "excerpt"),
        (OTHER, None),
        ("", None),
    ],
    ids=[
        "the same", "dropped hamzas", "other marks", "vowel marks", "edited", "cut", "another headline",
        "within a longer one", "another story", "nothing",
    ],
)  # fmt: skip
def test_what_ties_an_article_to_another(other: str, expected: str | None) -> None:
    """Spelling and punctuation never matter; a part of a long article is no version of it."""
    assert kind(STORY, other) == expected
    assert kind(other, STORY) == expected


def test_a_form_filled_in_anew_is_no_copy() -> None:
    """Two days' weather share their sentences and tell different things; two prints of one day's do not."""
    monday = WEATHER.format("نينوى", "دهوك", "زاخو", 41, 27)
    tuesday = WEATHER.format("ميسان", "واسط", "بدرة", 38, 22)
    one, other = article("a", monday), article("b", tuesday)
    assert len(hashes(one.shingles) & hashes(other.shingles)) > 0.5 * size(one.shingles)
    assert compare(one, other) is None
    assert kind(monday, edited(monday, 0.04, 3)) == "near"


def test_what_comes_again_days_later_must_be_closer() -> None:
    """A version with other names counts on the next day, and no longer a week later; an edited one always."""
    names = ("البصرة", "رافد", "الشمري", "للستائر")
    other = STORY
    for name in names:
        other = other.replace(name, f"{name[:-1]}ر")
    assert kind(STORY, other, second="2018-01-13") == "near"
    assert kind(STORY, other, second="2018-01-20") is None
    assert kind(STORY, edited(STORY, 0.08, 5), second="2018-01-20") == "near"
    assert kind(STORY, STORY, second="2019-01-20") == "exact"


def test_a_shared_agency_is_a_reason_to_believe_in_a_copy() -> None:
    """A rewritten agency report is tied by the credit, and not without it or to another agency's."""
    body = STORY.partition("\n\n")[2]
    first, second, _ = body.split(". ")
    one = f"حريق\n\nالبصرة - رويترز: {body}"
    other = f"أضرار مادية في سوق الأقمشة\n\n{{}}{first}. {second}. وزار المحافظ المكان واعدا بالتعويض سريعا. {{}}"
    other = edited(other, 0.14, 2)
    assert kind(one, other.format("البصرة (رويترز) - ", "")) == "credited"
    assert kind(one, other.format("", "")) is None
    assert kind(one, other.format("البصرة - أ ف ب: ", "")) is None


def test_a_long_quotation_is_found_wherever_it_stands() -> None:
    """The same words in two articles of different newspapers, with their places, the earliest first."""
    first = article("b", f"المكتبة\n\nقالت المديرة {QUOTED} وشكرت العاملين.", "2018-01-11")
    later = article("a", f"تفتح المكتبة أبوابها\n\nوأعلنت المديرة: {QUOTED}.", "2018-01-12")
    alone = article("c", OTHER)
    (passage,) = passages([later, alone, first])
    assert [document for document, _ in passage.places] == ["b", "a"]
    text = f"المكتبة\n\nقالت المديرة {QUOTED} وشكرت العاملين."
    assert passage.places[0][1].of(text) == QUOTED.strip("«»")


@pytest.mark.parametrize(
    ("published", "order"),
    [
        (["2018-01-13", "2018-01-12"], "ba"),
        (["2018-01-12", "2018-01-12"], "ab"),
        ([None, "2018-01-12"], "ba"),
        (["2018-01-12", "2018-01-12T23:00:00Z"], "ba"),
        (["2018-01-12T01:00:00+03:00", "2018-01-11T23:00:00Z"], "ab"),
        (["no day", None], "ab"),
    ],
)
def test_the_head_is_the_earliest(published: list[str | None], order: str) -> None:
    """In universal time; a known instant before a day, a day before none, and then by id."""
    known = [article(id, STORY, day) for id, day in zip("ab", published, strict=True)]
    (family,) = families(known, [Tie("a", "b", "exact", 1.0)])
    assert "".join(family.members) == order
    assert family.head == order[0]


@cache
def library() -> tuple[Fingerprint, ...]:
    """Return forty versions of ten stories, with what comes between them."""
    stories = [
        f"{story} {' '.join(f'{word}{number}' for word in ('سوق', 'جسر', 'حي') for number in range(9))}"
        for number in range(5)
        for story in (
            edited(STORY, 0.9, number),
            WEATHER.format(*(f"مدينة{number}{part}" for part in "ابت"), number, number + 40),
        )
    ]
    texts = [edited(story, share, 7) for story in stories for share in (0, 0.05, 0.12, 0.2)]
    return tuple(
        article(f"{number:02d}", text, f"2018-01-{10 + number % 9:02d}")
        for number, text in enumerate(texts)
    )


def test_a_thousand_orders_give_the_same_families() -> None:
    """Who comes first decides nothing."""
    known = list(library())
    whole = Syndication(known)
    expected = whole.ties, whole.families(), whole.passages()
    assert len(expected[1]) > 3
    assert any(len(family.members) > 2 for family in expected[1])
    rng = random.Random(11)
    for _ in range(1000):
        rng.shuffle(known)
        made = Syndication(known)
        assert (made.ties, made.families(), made.passages()) == expected


def test_an_article_added_twice_is_added_once() -> None:
    """And says so by tying nothing."""
    known = Syndication(library())
    before = known.ties
    assert list(known.add(library()[3])) == []
    assert known.ties == before


def test_one_more_article_is_a_matter_of_milliseconds() -> None:
    """Its neighbours are looked up, not looked through."""
    known = Syndication(
        article(f"{number:05d}", edited(OTHER, 0.95, number) + f" {number}" * 4)
        for number in range(400)
    )
    start = time.perf_counter()
    for number in range(20):
        known.add(article(f"new {number}", edited(STORY, 0.5, number)))
    assert (time.perf_counter() - start) / 20 < 0.05


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted("ابتثجحخد")), min_size=0, max_size=60), st.integers(0, 9))
def test_a_comparison_has_no_direction(words: list[str], seed: int) -> None:
    """Any two texts, any order, one answer; and a fingerprint is a function of the text."""
    text = " ".join(words)
    other = " ".join(random.Random(seed).sample(words, len(words)))
    one, two = article("a", text), article("b", other)
    assert compare(one, two) == compare(two, one)
    assert one == article("a", text)


@given(st.text())
def test_any_string_has_a_fingerprint(text: str) -> None:
    """Quotations lie within the text, and bands fit a signed integer of a database."""
    made = article("a", text)
    assert all(0 <= band < 1 << 63 for band in made.bands)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in made.quotations)


def test_kept_bands_are_those_of_this_scheme() -> None:
    """Whoever changes how bands are made must change the name of the scheme, so that ledgers make theirs again."""
    assert scheme() == "rensa-2/3/24x2/7"
    assert article("a", "سوق البصرة القديم يفتح أبوابه").bands[:2] == BANDS


BANDS = (5612466734715665609, 3489021300025123023)
