"""Inflection: the shapes of one verb of each class, as they are written without vowel signs."""

from dataclasses import dataclass

import pytest

from riwaya.lexicon.inflect import Lemma, forms
from riwaya.text import key

PAST = ["3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p"]
PRESENT = ["3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p"]


@dataclass(frozen=True)
class Verb:
    """The dictionary forms of a verb and the shapes that a reader of Arabic expects, in the order of PAST."""

    root: str
    past: str
    present: str
    pasts: str
    presents: str
    jussive: str


# class: past, present, and the jussive where it is shorter; then the eight pasts; then the eight presents
TABLE = """
sound I: كتب يكتب
كتب كتبت كتبا كتبتا كتبوا كتبن كتبت كتبنا
يكتب تكتب يكتبان تكتبان يكتبون يكتبن أكتب نكتب

sound II: صرح يصرح
صرح صرحت صرحا صرحتا صرحوا صرحن صرحت صرحنا
يصرح تصرح يصرحان تصرحان يصرحون يصرحن أصرح نصرح

sound III: ناشد يناشد
ناشد ناشدت ناشدا ناشدتا ناشدوا ناشدن ناشدت ناشدنا
يناشد تناشد يناشدان تناشدان يناشدون يناشدن أناشد نناشد

sound IV: أخبر يخبر
أخبر أخبرت أخبرا أخبرتا أخبروا أخبرن أخبرت أخبرنا
يخبر تخبر يخبران تخبران يخبرون يخبرن أخبر نخبر

last letter n: أعلن يعلن
أعلن أعلنت أعلنا أعلنتا أعلنوا أعلن أعلنت أعلنا
يعلن تعلن يعلنان تعلنان يعلنون يعلن أعلن نعلن

last letter t: لفت يلفت
لفت لفتت لفتا لفتتا لفتوا لفتن لفت لفتنا
يلفت تلفت يلفتان تلفتان يلفتون يلفتن ألفت نلفت

sound V: تحدث يتحدث
تحدث تحدثت تحدثا تحدثتا تحدثوا تحدثن تحدثت تحدثنا
يتحدث تتحدث يتحدثان تتحدثان يتحدثون يتحدثن أتحدث نتحدث

sound VIII: اعتبر يعتبر
اعتبر اعتبرت اعتبرا اعتبرتا اعتبروا اعتبرن اعتبرت اعتبرنا
يعتبر تعتبر يعتبران تعتبران يعتبرون يعتبرن أعتبر نعتبر

sound X: استنكر يستنكر
استنكر استنكرت استنكرا استنكرتا استنكروا استنكرن استنكرت استنكرنا
يستنكر تستنكر يستنكران تستنكران يستنكرون يستنكرن أستنكر نستنكر

first letter w: وصف يصف
وصف وصفت وصفا وصفتا وصفوا وصفن وصفت وصفنا
يصف تصف يصفان تصفان يصفون يصفن أصف نصف

hollow I: قال يقول يقل
قال قالت قالا قالتا قالوا قلن قلت قلنا
يقول تقول يقولان تقولان يقولون يقلن أقول نقول

hollow IV: أشار يشير يشر
أشار أشارت أشارا أشارتا أشاروا أشرن أشرت أشرنا
يشير تشير يشيران تشيران يشيرون يشرن أشير نشير

hollow V, not shortened by its class: تناول يتناول
تناول تناولت تناولا تناولتا تناولوا تناولن تناولت تناولنا
يتناول تتناول يتناولان تتناولان يتناولون يتناولن أتناول نتناول

defective I in y: نفى ينفي ينف
نفى نفت نفيا نفتا نفوا نفين نفيت نفينا
ينفي تنفي ينفيان تنفيان ينفون ينفين أنفي ننفي

defective I in w: دعا يدعو يدع
دعا دعت دعوا دعتا دعوا دعون دعوت دعونا
يدعو تدعو يدعوان تدعوان يدعون يدعون أدعو ندعو

defective I, present in a: خشي يخشى يخش
خشي خشيت خشيا خشيتا خشوا خشين خشيت خشينا
يخشى تخشى يخشيان تخشيان يخشون يخشين أخشى نخشى

defective IV: أبدى يبدي يبد
أبدى أبدت أبديا أبدتا أبدوا أبدين أبديت أبدينا
يبدي تبدي يبديان تبديان يبدون يبدين أبدي نبدي

defective V: تبنى يتبنى يتبن
تبنى تبنت تبنيا تبنتا تبنوا تبنين تبنيت تبنينا
يتبنى تتبنى يتبنيان تتبنيان يتبنون يتبنين أتبنى نتبنى

defective VIII: ادعى يدعي يدع
ادعى ادعت ادعيا ادعتا ادعوا ادعين ادعيت ادعينا
يدعي تدعي يدعيان تدعيان يدعون يدعين أدعي ندعي

defective with hamza: رأى يرى ير
رأى رأت رأيا رأتا رأوا رأين رأيت رأينا
يرى ترى يريان تريان يرون يرين أرى نرى

doubled I: عدّ يعدّ
عد عدت عدا عدتا عدوا عددن عددت عددنا
يعد تعد يعدان تعدان يعدون يعددن أعد نعد

doubled IV: أقرّ يقرّ
أقر أقرت أقرا أقرتا أقروا أقررن أقررت أقررنا
يقر تقر يقران تقران يقرون يقررن أقر نقر

doubled VIII: احتجّ يحتجّ
احتج احتجت احتجا احتجتا احتجوا احتججن احتججت احتججنا
يحتج تحتج يحتجان تحتجان يحتجون يحتججن أحتج نحتج

first letter hamza I: أمر يأمر
أمر أمرت أمرا أمرتا أمروا أمرن أمرت أمرنا
يأمر تأمر يأمران تأمران يأمرون يأمرن آمر نأمر

first letter hamza II: أكد يؤكد
أكد أكدت أكدا أكدتا أكدوا أكدن أكدت أكدنا
يؤكد تؤكد يؤكدان تؤكدان يؤكدون يؤكدن أؤكد نؤكد

middle letter hamza: تساءل يتساءل
تساءل تساءلت تساءلا تساءلتا تساءلوا تساءلن تساءلت تساءلنا
يتساءل تتساءل يتساءلان تتساءلان يتساءلون يتساءلن أتساءل نتساءل

last letter hamza: أنبأ ينبئ
أنبأ أنبأت أنبآ أنبأتا أنبأوا أنبأن أنبأت أنبأنا
ينبئ تنبئ ينبئان تنبئان ينبئون ينبئن أنبئ ننبئ
"""


def verbs() -> list[Verb]:
    """Return the rows of the table."""
    found = []
    for block in TABLE.strip().split("\n\n"):
        head, pasts, presents = block.split("\n")
        root, words = head.split(": ")
        past, present, *jussive = words.split()
        found.append(Verb(root, past, present, pasts, presents, " ".join(jussive)))
    return found


VERBS = verbs()
SLOTS = {
    "3ms": (3, "singular", "m"),
    "3fs": (3, "singular", "f"),
    "3md": (3, "dual", "m"),
    "3fd": (3, "dual", "f"),
    "3mp": (3, "plural", "m"),
    "3fp": (3, "plural", "f"),
    "1s": (1, "singular", ""),
    "1p": (1, "plural", ""),
}


def shapes(lemma: Lemma, tense: str, slot: str, *, jussive: bool = False) -> list[str]:
    """The keys that inflection gives for one slot, those that stand alone."""
    person, number, gender = SLOTS[slot]
    return [
        form.key
        for form in forms(lemma)
        if (form.feature.tense, form.feature.person) == (tense, person)
        and (form.feature.number, form.feature.gender) == (number, gender)
        and form.feature.jussive is jussive
        and form.feature.pronoun != "must"
    ]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.root)
def test_past_has_every_person_number_and_gender(verb: Verb) -> None:
    """Whoever speaks, one or two or many, is found in the past tense."""
    lemma = Lemma(past=(verb.past,), present=(verb.present,))
    for slot, word in zip(PAST, verb.pasts.split(), strict=True):
        assert shapes(lemma, "past", slot)[0] == key(word), slot


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.root)
def test_present_has_every_person_number_and_gender(verb: Verb) -> None:
    """... and in the present."""
    lemma = Lemma(past=(verb.past,), present=(verb.present,))
    for slot, word in zip(PRESENT, verb.presents.split(), strict=True):
        assert shapes(lemma, "present", slot)[0] == key(word), slot


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.root)
def test_jussive_is_shortened_where_the_root_is_weak_and_only_there(verb: Verb) -> None:
    """A weak verb after a negation loses a letter; it must still be found, and marked."""
    lemma = Lemma(past=(verb.past,), present=(verb.present,))
    assert shapes(lemma, "present", "3ms", jussive=True) == [
        key(word) for word in verb.jussive.split()
    ]


@pytest.mark.parametrize(
    ("past", "present", "words"),
    [
        ("أكد", "يؤكد", "يؤكدوا أكدو يؤكدا"),
        ("نفى", "ينفي", "ينفوا نفو ينفيا"),
        ("دعا", "يدعو", "يدعوا دعو"),
        ("قال", "يقول", "يقولوا قالو"),
        ("أنبأ", "ينبئ", "ينبؤون ينبئوا أنبؤوا"),
    ],
)
def test_subjunctives_second_spellings_and_the_left_out_alef_are_known(
    past: str, present: str, words: str
) -> None:
    """Editors differ in the seat of a hamza, and hasty ones leave the silent alef out."""
    known = {form.key for form in forms(Lemma(past=(past,), present=(present,)))}
    assert {key(word) for word in words.split()} <= known


@pytest.mark.parametrize(
    ("lemma", "before_pronoun"),
    [
        (Lemma(past=("نفى",)), "نفا"),
        (Lemma(past=("رأى",)), "رآ"),
        (Lemma(past=("تبنى",)), "تبنا"),
        (Lemma(present=("يرى",)), "يرا"),
        (Lemma(present=("يؤكد",)), "يؤكدو"),
        (Lemma(noun=("مطالبة",)), "مطالبت"),
        (Lemma(noun=("ادعاء",)), "ادعائ"),
        (Lemma(noun=("ادعاء",)), "ادعاؤ"),
        (Lemma(participle=("مضيف",)), "مضيفت"),
    ],
)
def test_a_shape_that_only_stands_before_a_pronoun_says_so(
    lemma: Lemma, before_pronoun: str
) -> None:
    """Otherwise such a stump would be taken for a word of its own."""
    assert [form.feature.pronoun for form in forms(lemma) if form.key == key(before_pronoun)] == [
        "must"
    ]


@pytest.mark.parametrize(
    ("lemma", "word"),
    [
        (Lemma(past=("نفى",)), "نفى"),
        (Lemma(past=("أكد",)), "أكدوا"),
        (Lemma(noun=("مطالبة",)), "مطالبة"),
        (Lemma(noun=("نفي",)), "نفيا"),
    ],
)
def test_a_shape_that_no_pronoun_follows_says_so(lemma: Lemma, word: str) -> None:
    """Otherwise a verbal noun with its pronoun would be read as a verb with an object."""
    assert {form.feature.pronoun for form in forms(lemma) if form.key == key(word)} == {"never"}


PARTICIPLES = [
    ("مضيف", "أضاف", "مضيفا مضيفة مضيفين مضيفتين مضيفات", "مضيف مضيفون مضيفان مضيفتان"),
    ("مؤكد", "أكد", "مؤكدا مؤكدة مؤكدين مؤكدتين مؤكدات", "مؤكد مؤكدون مؤكدان مؤكدتان"),
    ("ناف", "نفى", "نافيا نافية نافين نافيين نافيتين نافيات", "ناف نافي نافون نافيان نافيتان"),
    ("داع", "دعا", "داعيا داعية داعين داعيين داعيتين داعيات", "داع داعي داعون داعيان داعيتان"),
    ("قائل", "قال", "قائلا قائلة قائلين قائلتين قائلات", "قائل قائلون قائلان قائلتان"),
    ("عادّ", "عدّ", "عادا عادة عادين عادتين عادات", "عاد عادون عادان عادتان"),
    ("منبئ", "أنبأ", "منبئا منبئة منبئين منبئتين منبئات", "منبئ منبئون منبئان منبئتان"),
]


@pytest.mark.parametrize(("participle", "past", "accusatives", "others"), PARTICIPLES)
def test_participles_tell_which_shapes_can_be_circumstantial(
    participle: str, past: str, accusatives: str, others: str
) -> None:
    """Only the accusative carries a speaker on."""
    found = [
        form
        for form in forms(Lemma(past=(past,), participle=(participle,)))
        if form.feature.part == "participle" and form.feature.pronoun != "must"
    ]
    assert {form.key for form in found if form.feature.accusative} == {
        key(word) for word in accusatives.split()
    }
    assert {form.key for form in found if not form.feature.accusative} == {
        key(word) for word in others.split()
    }


@pytest.mark.parametrize(
    ("noun", "gender", "accusative"),
    [("نفي", "m", "نفيا"), ("ادعاء", "m", "ادعاءا"), ("مطالبة", "f", None), ("دعوة", "f", None)],
)
def test_verbal_nouns_have_the_gender_of_their_ending(
    noun: str, gender: str, accusative: str | None
) -> None:
    """A noun with the feminine ending has no accusative in alef."""
    found = forms(Lemma(noun=(noun,)))
    assert {form.feature.gender for form in found} == {gender}
    indefinite = [form.key for form in found if form.feature.accusative]
    assert indefinite == ([key(accusative)] if accusative else [])


def test_plurals_of_verbal_nouns_are_plural() -> None:
    """Statements and denials are often many."""
    found = forms(Lemma(noun=("تصريح",), plural=("تصريحات",)))
    assert {form.key: form.feature.number for form in found if not form.feature.accusative} == {
        key("تصريح"): "singular",
        key("تصريحات"): "plural",
    }


def test_every_key_is_folded_and_no_form_comes_twice() -> None:
    """Keys are compared with the keys of tokens."""
    for verb in VERBS:
        found = forms(Lemma(past=(verb.past,), present=(verb.present,)))
        assert all(form.key == key(form.key) for form in found)
        assert len(found) == len(set(found))


def test_a_lemma_without_dictionary_forms_has_no_shapes() -> None:
    """Verbs may lack any of their forms."""
    assert forms(Lemma()) == []
