"""The lexicon of reporting verbs: every example finds its verb, clitics come off, look-alikes stay out."""

import tomllib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.lexicon import verbs
from riwaya.lexicon.verbs import Analysis, VerbLexicon
from riwaya.text import key, tokenise

ENTRIES: list[dict[str, Any]] = tomllib.loads(tables.path(verbs.FILE).read_text("utf-8"))["verb"]
REFUSED: list[dict[str, Any]] = tomllib.loads(tables.path(verbs.FILE).read_text("utf-8"))["refused"]
PREPOSITIONS = {"ب", "ل", "في", "من", "عن", "على", "إلى"}


def ids(word: str) -> set[str]:
    """Return the verbs that a word may be a shape of."""
    return {verbs.load().verbs[found.entry].id for found in verbs.analyse(key(word))}


def readings(word: str, verb: str) -> list[Analysis]:
    """Return how a word may be read as a shape of one verb."""
    return [
        found for found in verbs.analyse(key(word)) if verbs.load().verbs[found.entry].id == verb
    ]


def test_the_lexicon_has_no_fault() -> None:
    """Ids are unique, and every example holds what it says it holds."""
    assert verbs.check() == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_example_contains_its_verb(entry: dict[str, Any]) -> None:
    """A token of the example, as it stands in the sentence, is found as this verb."""
    for example in entry["example"]:
        found = [word for word in tokenise(example["text"]).keys if entry["id"] in ids(word)]
        assert key(example["cue"]) in found


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_verb_takes_content_of_a_known_kind(entry: dict[str, Any]) -> None:
    """A misspelt kind of content would never match."""
    for content in entry["takes"]:
        preposition, plus, kind = content.rpartition("+")
        assert kind in {"clause", "quote", "object"} or (content == "addressee")
        assert not plus or preposition in PREPOSITIONS


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_a_weak_verb_takes_a_clause_or_a_quotation_and_no_bare_object(
    entry: dict[str, Any],
) -> None:
    """That is what makes it weak."""
    if entry.get("weak"):
        assert any(content.endswith(("clause", "quote")) for content in entry["takes"])
        assert "object" not in entry["takes"] or entry.get("needs")


def test_words_that_are_never_the_verb_would_else_be_taken_for_it() -> None:
    """A bar without effect is a slip of the pen."""
    table = verbs._build()
    free = VerbLexicon(msgspec.structs.replace(table, never={}))
    for index, entry in enumerate(ENTRIES):
        for word in entry.get("never", ()):
            assert index in {found.entry for found in free.analyse(key(word))}, (entry["id"], word)
            assert index not in {found.entry for found in verbs.analyse(key(word))}


def test_refused_verbs_have_reasons_and_are_not_in_the_lexicon() -> None:
    """Somebody looked at them; the next one need not."""
    taken = {entry["lemma"] for entry in ENTRIES}
    for refused in REFUSED:
        assert refused["reason"]
        assert refused["count"] > 0
        assert refused["lemma"] not in taken, refused["lemma"]


@pytest.mark.parametrize(
    ("word", "verb", "skip", "suffix", "definite"),
    [
        ("نفت", "deny", 0, "", False),
        ("ونفت", "deny", 1, "", False),
        ("فنفت", "deny", 1, "", False),
        ("نفته", "deny", 0, "ه", False),
        ("ونفاه", "deny", 1, "ه", False),
        ("سينفي", "deny", 1, "", False),
        ("وسينفون", "deny", 2, "", False),
        ("لينفي", "deny", 1, "", False),
        ("أبلغتهم", "inform", 0, "هم", False),
        ("أخبرني", "tell", 0, "ني", False),
        ("أكدوه", "affirm", 0, "ه", False),
        ("يؤكدوه", "affirm", 0, "ه", False),
        ("النفي", "deny", 2, "", True),
        ("والنفي", "deny", 3, "", True),
        ("بالنفي", "deny", 3, "", True),
        ("للنفي", "deny", 2, "", True),
        ("وللنفي", "deny", 3, "", True),
        ("بنفي", "deny", 1, "", False),
        ("لنفيها", "deny", 1, "ها", False),
        ("كتأكيده", "affirm", 1, "ه", False),
        ("مطالبتهم", "demand", 0, "هم", False),
        ("ادعائه", "allege", 0, "ه", False),
        ("ومضيفة", "add", 1, "", False),
        ("المتوقع", "expect", 2, "", True),
    ],
)
def test_clitics_come_off(word: str, verb: str, skip: int, suffix: str, definite: bool) -> None:
    """What is written together with the word is taken off and reported."""
    found = {(one.skip, one.suffix, one.definite) for one in readings(word, verb)}
    assert (skip, suffix, definite) in found


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("سنفى", "deny"),  # the future particle never stands before a past
        ("بينفي", "deny"),  # nor a preposition before a finite verb
        ("الينفي", "deny"),  # nor the article
        ("النفيا", "deny"),  # nor the article before the indefinite accusative
        ("النفيه", "deny"),  # nor both article and possessive
        ("نفيني", "deny"),  # a noun has no object pronoun
        ("أعلنواه", "announce"),  # the silent alef falls before a pronoun
        ("مطالبةهم", "demand"),
    ],
)
def test_clitics_come_off_only_where_grammar_lets_them_stand(word: str, verb: str) -> None:
    """A string of letters that no writer would join is not read as the verb."""
    assert readings(word, verb) == []


@pytest.mark.parametrize(
    ("word", "verbs_found"),
    [
        ("وعد", {"promise", "deem"}),
        ("ذكر", {"mention", "remind"}),
        ("مطالبة", {"demand"}),
        ("نفي", {"deny"}),
    ],
)
def test_an_ambiguous_word_gets_all_its_readings(word: str, verbs_found: set[str]) -> None:
    """The engine chooses by context; the lexicon does not."""
    assert verbs_found <= ids(word)
    assert len(verbs.analyse(key(word))) >= 2 or len(verbs_found) == 1


def test_readings_that_strip_less_come_first() -> None:
    """A whole word is likelier than a joined one."""
    skips = [found.skip for found in verbs.analyse(key("وعد"))]
    assert skips == sorted(skips)
    assert skips[0] == 0
    assert skips[-1] == 1


@pytest.mark.parametrize(
    "word",
    [
        *["كتاب", "مدرسة", "هنا", "هناك", "وهناك", "امرأة", "فيلم", "فترة", "وفترة", "مدينة"],
        *["ساعد", "عدة", "اثنين", "الحكم", "الزمن", "يجب"],
    ],
)
def test_common_words_are_no_verbs_of_saying(word: str) -> None:
    """Each of these once looked like a shape of a verb of saying."""
    assert verbs.analyse(key(word)) == ()


@pytest.mark.parametrize(
    ("spelt", "dropped"),
    [
        ("أكّدت", "اكدت"),
        ("مشيرةً", "مشيره"),
        ("نفى", "نفي"),
        ("يؤكِّد", "يوكد"),
        ("قـــال", "قال"),
        ("رأى", "راي"),
    ],
)
def test_spelling_does_not_matter(spelt: str, dropped: str) -> None:
    """Dropped hamzas, final letters, vowel signs and stretched letters change nothing."""
    assert verbs.analyse(key(spelt)) == verbs.analyse(key(dropped)) != ()


def test_a_jussive_says_so() -> None:
    """Such a shape only speaks after a negation."""
    assert [found.jussive for found in readings("ينف", "deny")] == [True]
    assert [found.jussive for found in readings("ينفي", "deny")] == [False]


ARABIC = st.text(alphabet="وفسلبكالنفيقتعدرهمشؤأةىاء", max_size=12)


@given(st.one_of(st.text(max_size=30), ARABIC))
def test_any_string_is_survived_and_every_piece_lies_within_it(word: str) -> None:
    """Proclitic and pronoun never overlap, and something is left between them."""
    folded = key(word)
    for found in verbs.analyse(folded):
        assert found.skip + len(found.suffix) < len(folded)
        assert folded.endswith(found.suffix)
        assert found.entry < len(verbs.load().verbs)


@given(ARABIC)
def test_analysis_is_the_same_the_second_time(word: str) -> None:
    """The memo changes the time it takes and nothing else."""
    fresh = VerbLexicon(verbs._build()) if len(word) > 11 else verbs.load()
    assert fresh.analyse(key(word)) == verbs.analyse(key(word))


def test_a_full_memo_is_emptied_and_fills_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded over an archive."""
    monkeypatch.setattr(verbs, "_MEMO_LIMIT", 2)
    lexicon = VerbLexicon(verbs._build())
    words = ["نفت", "قال", "أكد", "نفت"]
    assert [bool(lexicon.analyse(key(word))) for word in words] == [True] * 4
    assert len(lexicon._memo) <= 2


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"id": "x", "lemma": "نفى", "past": ["نفى"]}, "has no example"),
        ({"example": [{"text": "قال فلان", "cue": "قال"}]}, "is not a shape"),
        ({"example": [{"text": "نفت الوزارة", "cue": "نفى"}]}, "is not in its example"),
        ({"counter": [{"text": "نفت الوزارة", "word": "نفى"}]}, "is not in its counter-example"),
    ],
)
def test_faults_of_an_entry_are_named(broken: dict[str, Any], problem: str) -> None:
    """A linguist who edits the file is told what is wrong with it."""
    index = next(place for place, entry in enumerate(ENTRIES) if entry["id"] == "deny")
    entry = {**ENTRIES[index], "example": [], **broken}
    assert any(problem in fault for fault in verbs._faults(entry, index))


def test_a_second_verb_of_the_same_id_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements name their verb by its id."""
    monkeypatch.setattr(tables, "toml", lambda _name: {"verb": [ENTRIES[0], ENTRIES[0]]})
    assert any("a second verb" in problem for problem in verbs.check())


@pytest.mark.parametrize("field", [{"past": "نفى"}, {"past": [1]}])
def test_an_entry_of_the_wrong_shape_is_an_error_that_names_it(field: dict[str, Any]) -> None:
    """Not a traceback from the middle of the program."""
    with pytest.raises(LexiconError) as caught:
        verbs._forms({"id": "deny", **field})
    assert caught.value.entry == "deny"
    assert "riwaya lexicon --check" in caught.value.advice
