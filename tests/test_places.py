"""Places: what is found in a text, which place it means, and how exactly it is said."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolve import places
from riwaya.text import tokenise
from riwaya.types import PlaceMention

BENCH = Path(__file__).parents[1] / ".." / "shared" / "bench"


def find(text: str, state: str | None = None) -> list[PlaceMention]:
    """Return the places in a text."""
    return places.find(tokenise(text), state=state)


def only(text: str, state: str | None = None) -> PlaceMention:
    """Return the one place in a text."""
    (mention,) = find(text, state)
    return mention


def named(place_id: str | None) -> str:
    """Return the usual name of an id."""
    place = places.shipped().get(place_id or "")
    return place.name if place is not None else ""


@pytest.mark.parametrize(
    ("text", "name", "province"),
    [
        ("وصلت قوة إلى كركوك", "كركوك", "iso:IQ-KI"),
        ("انفجار بكركوك", "كركوك", "iso:IQ-KI"),
        ("سافر لبغداد", "بغداد", "iso:IQ-BG"),
        ("عاد من الدبس", "الدبس", "iso:IQ-KI"),
        ("هجوم قرب جلولاء", "جلولاء", "iso:IQ-DI"),
        ("حصار امرلي", "آمرلي", "iso:IQ-SD"),
        ("سوق طوز خورماتو", "طوزخورماتو", "iso:IQ-SD"),
        ("نزوح الى الضلوعيه", "الضلوعية", "iso:IQ-SD"),
        ("معبر باب الهوى", "باب الهوى", "iso:SY-ID"),
        ("قاعدة حميميم", "حميميم", "iso:SY-LA"),
        ("معبر كرم ابو سالم", "كرم أبو سالم", "iso:PS-RFH"),
        ("منفذ الوديعة", "الوديعة", "iso:YE-HD"),
        ("معبر راس جدير", "رأس جدير", "iso:LY-NQ"),
        ("مدينة الفاشر", "الفاشر", "iso:SD-DN"),
    ],
)
def test_a_name_is_found_with_and_without_particles_article_and_hamza(
    text: str, name: str, province: str
) -> None:
    """Spelling as news has it: dropped hamzas, joined particles, one word or two."""
    mention = only(text)
    assert named(mention.place) == name
    assert province in mention.parents


@pytest.mark.parametrize("said", ["K1", "k1", "K-1", "كي1", "كي 1", "كي-1", "كي وان", "كي واحد"])
@pytest.mark.parametrize("feature", ["", "قاعدة ", "معسكر "])
def test_one_base_under_every_spelling_is_one_place(said: str, feature: str) -> None:
    """Keys know scripts and numbers."""
    assert only(f"انتشار في {feature}{said}").place == "riwaya:iq/k1"


@pytest.mark.parametrize(
    "text",
    [
        "هذا بلد جميل",
        "انتهى الدور الأول",
        "نوى الوزير الاستقالة",
        "تحدث عنه الناس",
        "السلام عليكم",
        "قال إنه عاد إلى المدينة",
        "أكد أن ذلك حديثة من حكايات",
        "توجه شمالا",
        "في شمال البلاد",
        "قضاء عادل",
        "حي يرزق",
        "قاعدة بيانات",
        "مدينة صغيرة",
    ],
)
def test_a_name_that_is_also_a_word_is_no_place_by_itself(text: str) -> None:
    """Weak names wait for a feature word or a containing place."""
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "name", "province"),
    [
        ("هجوم في قضاء بلد", "بلد", "iso:IQ-SD"),
        ("هجوم في قضاء الدور", "الدور", "iso:IQ-SD"),
        ("اشتباكات في ناحية العلم شمال تكريت", "العلم", "iso:IQ-SD"),
        ("في ناحية الرياض بقضاء الحويجة", "الرياض", "iso:IQ-KI"),
        ("في ناحية السلام في ميسان", "السلام", "iso:IQ-MA"),
        ("في ناحية السلام في ديالى", "السلام", "iso:IQ-DI"),
    ],
)
def test_a_feature_word_or_a_containing_place_speaks_for_a_weak_name(
    text: str, name: str, province: str
) -> None:
    """A subdistrict is a place even where its name is a word."""
    mention = find(text)[0]
    assert named(mention.place) == name
    assert province in mention.parents


@pytest.mark.parametrize(
    ("text", "state", "parent"),
    [
        ("انفجار في طرابلس بشمال لبنان", None, "iso:LB"),
        ("انفجار في طرابلس غربي ليبيا", None, "iso:LY"),
        ("انفجار في طرابلس", "LB", "iso:LB"),
        ("انفجار في طرابلس", "LY", "iso:LY"),
        ("قصف مصراتة وزليتن. ثم وصلوا طرابلس.", None, "iso:LY"),
        ("قصف أريحا وسراقب ومعرة النعمان", None, "iso:SY"),
        ("اقتحام أريحا ونابلس وجنين", None, "iso:PS"),
    ],
)
def test_neighbours_the_article_and_the_publisher_decide_between_places_of_one_name(
    text: str, state: str | None, parent: str
) -> None:
    """The words beside a name weigh most, then the article, then the publisher."""
    wanted = [
        mention for mention in find(text, state) if named(mention.place) in ("طرابلس", "أريحا")
    ]
    assert [mention.parents[-1] for mention in wanted] == [parent]


def test_what_nothing_decides_stays_ambiguous_with_its_candidates() -> None:
    """No guess: two cities of one name and no other word."""
    mention = only("انفجار في طرابلس")
    assert mention.place is None
    assert len(mention.candidates) == 2
    assert mention.latitude is None


def test_a_containing_place_is_never_overruled() -> None:
    """A place said to lie in a province lies in it, or is not known."""
    mention = find("في منطقة العبيدي شرقي بغداد")[0]
    assert mention.place == "riwaya:iq/ubaidi-bg"
    assert find("في قضاء الرمادي في البصرة")[0].place is None


@pytest.mark.parametrize(
    ("text", "place", "bearing", "said"),
    [
        ("شمال غرب طوزخورماتو", "طوزخورماتو", "NW", "شمال غرب طوزخورماتو"),
        ("جنوب شرقي الموصل", "الموصل", "SE", "جنوب شرقي الموصل"),
        ("شمالي مدينة كركوك", "كركوك", "N", "شمالي مدينة كركوك"),
        ("مناطق شمال وشرق سوريا", "سوريا", "N+E", "مناطق شمال وشرق سوريا"),
        ("الشمال السوري", "سوريا", "N", "الشمال السوري"),
        ("بريف حلب الشمالي", "حلب", "N", "ريف حلب الشمالي"),
        ("الريف الغربي لدير الزور", "دير الزور", "W", "الريف الغربي لدير الزور"),
        ("أقصى جنوب العراق", "العراق", "S", "أقصى جنوب العراق"),
    ],
)
def test_a_direction_belongs_to_the_place_and_is_no_place(
    text: str, place: str, bearing: str, said: str
) -> None:
    """North of a town is the town with a bearing."""
    mention = only(text)
    assert (named(mention.place), mention.bearing) == (place, bearing)
    assert mention.span.of(text) == said


def test_a_distance_is_kept_in_kilometres() -> None:
    """Figures before the direction."""
    assert only("على بعد 20 كيلومترا شمال كركوك").distance == 20.0
    assert only("على بعد 10 أميال غرب كركوك").distance == 16.0
    assert only("غرب كركوك").distance is None


@pytest.mark.parametrize(
    ("text", "acled", "ucdp"),
    [
        ("في كركوك", 1, 1),
        ("في قاعدة كي وان", 1, 1),
        ("غرب كركوك", 2, 2),
        ("قرب كركوك", 2, 2),
        ("قضاء الدبس", 2, 3),
        ("محافظة كركوك", 3, 4),
        ("ريف حلب الشمالي", 2, 4),
        ("ريف حلب", 3, 4),
        ("جبال حمرين", 2, 5),
        ("شمال العراق", 3, 5),
        ("العراق", 3, 6),
        ("البحر الأحمر", 3, 7),
    ],
)
def test_precision_follows_the_scales_of_acled_and_ucdp(text: str, acled: int, ucdp: int) -> None:
    """How exactly the words say where."""
    mention = only(text)
    assert (mention.geo_precision, mention.where_prec) == (acled, ucdp)


def test_an_unknown_place_after_a_feature_word_is_a_mention_without_a_place() -> None:
    """What the gazetteer lacks is not lost."""
    mention = only("هاجموا قرية زعفورة أمس")
    assert (mention.name, mention.place, mention.kind, mention.candidates) == (
        "زعفورة",
        None,
        "village",
        (),
    )
    quoted = only("هاجموا قرية «زعفورة الكبرى» أمس")
    assert quoted.name == "زعفورة الكبرى"


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("دخلت الدورية قرية عين حارون فجرا", "عين حارون", False),  # not the town of Al Ain
        ("دخلت الدورية بلدة معارة الصنوبر", "معارة الصنوبر", False),
        ("دخلت الدورية قرية عين عيسى", "عين عيسى", True),
        ("سافر إلى مدينة العين أمس", "العين", True),
    ],
)
def test_a_name_of_two_words_is_not_cut_where_its_first_is_a_name_itself(
    text: str, name: str, known: bool
) -> None:
    """The gazetteer knows many a first word; the name goes on behind it."""
    found = places.find(tokenise(text))[0]
    assert (found.name, found.place is not None) == (name, known)


def test_particles_stay_outside_but_the_fused_article_stays_whole() -> None:
    """Spans as the annotation has them."""
    text = "وبكركوك وللموصل وبالموصل"
    assert [mention.span.of(text) for mention in find(text)] == ["كركوك", "للموصل", "بالموصل"]
    assert [mention.name for mention in find(text)] == ["كركوك", "الموصل", "الموصل"]


@pytest.mark.parametrize(
    ("before", "span", "name"),
    [
        ("قصفت مدينة الطبقة. ", "المدينة", "الطبقة"),
        ("في قرية البوعيثة قرب الرمادي. ", "القرية", "البوعيثة"),
        ("اشتباكات في محافظة الأنبار. ", "المحافظة", "الأنبار"),
        ("اشتباكات في الرمادي. ", "المحافظة", "الأنبار"),
        ("وصل إلى العراق. ", "العاصمة", "بغداد"),
        ("قصف حلب. ", "البلاد", "سوريا"),
    ],
)
def test_a_resuming_word_points_to_the_last_place_of_its_kind(
    before: str, span: str, name: str
) -> None:
    """An event at "the town" is at the town last named."""
    text = f"{before}وأغلقت {span}"
    tokens = tokenise(text)
    mention = places.at(tokens, text.index(span), len(text), found=places.find(tokens))
    assert mention is not None
    assert mention.name == name
    assert mention.span.of(text) == span


def test_a_span_that_resumes_nothing_is_named_by_its_own_words() -> None:
    """No place is invented for it."""
    text = "في مقهى شعبي"
    mention = places.at(tokenise(text), 3, len(text), found=[])
    assert mention is not None
    assert (mention.name, mention.place) == ("مقهى شعبي", None)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_survived_and_spans_lie_in_it(text: str) -> None:
    """Bad input changes nothing but the answer."""
    for mention in find(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip()


@given(
    st.lists(
        st.sampled_from(
            ["في", "قضاء", "الدبس", "غرب", "كركوك", "«", "»", "\n", "ريف", "حلب", "الشمالي", "و", "وشمال",
             "لبلدة", "بمدينة", "كي", "1", "السوري", "الأراضي", "العاصمة", "قرية", "أبو", "20", "كم", "."]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_words_of_places_in_any_order_give_spans_in_order(words: list[str]) -> None:
    """Mentions neither overlap nor go back, and the same text gives the same answer."""
    text = " ".join(words)
    found = find(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert found == find(text)


def test_spelling_without_hamza_changes_nothing() -> None:
    """The same places whatever the spelling of hamza, final ya and ta marbuta."""
    text = "انفجار في أربيل قرب قرة تبة وآمرلي والإسحاقي في ديالى وسط إقليم كردستان"
    plain = text.translate(str.maketrans("أإآىة", "اااىه"))
    assert [m.place for m in find(text)] == [m.place for m in find(plain)]


def test_many_mentions_take_time_in_proportion() -> None:
    """Ten thousand names: no step looks at all others."""
    piece = "قصف الدبس غرب كركوك وقرية بشير وطرابلس وناحية السلام. "

    def seconds(repeat: int) -> float:
        tokens = tokenise(piece * repeat)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            places.find(tokens)
            best = min(best, time.perf_counter() - start)
        return best

    seconds(10)
    assert len(find(piece * 2000)) >= 10_000
    assert seconds(2000) < 4 * 10 * seconds(200)


def test_a_reader_made_anew_gives_what_the_kept_one_gives() -> None:
    """An empty memory is a reader all the same."""
    tokens = tokenise("في قضاء الدبس غرب كركوك")
    fresh = places.reader(places.Gazetteer(*places.shipped().parts))
    assert places.find(tokens, by=fresh) == places.find(tokens)
    none = places.reader(places.Gazetteer())
    assert [mention.place for mention in places.find(tokens, by=none)] == []
