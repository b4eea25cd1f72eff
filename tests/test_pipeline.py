"""The pipeline: text in, reading out, and nothing that anybody writes stops it."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import riwaya
from riwaya import pipeline
from riwaya.errors import EngineError, EngineMissing, ReadError
from riwaya.types import Document, Extraction
from tests.reading_samples import TEXT


def spans(node: object) -> Iterator[riwaya.Span]:
    """Yield every span of a reading."""
    if isinstance(node, riwaya.Span):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from spans(item)
    elif isinstance(node, msgspec.Struct):
        for field in node.__struct_fields__:
            yield from spans(getattr(node, field))


DISPUTED = "قال شهود عيان إن المدفعية قصفت جسر الرمان مساء أمس. ونفت قيادة العمليات قصف الجسر."


def test_an_article_is_read_from_its_text() -> None:
    """The first call that anybody makes: who denies what."""
    found = riwaya.read(TEXT, published="2018-01-14", publisher="صحيفة الجسر")
    assert (found.document.published, found.document.undated) == ("2018-01-14", None)
    denials = [each for each in found.extraction.attributions if each.stance == "deny"]
    assert denials
    assert all(span.of(TEXT) for span in spans(found.extraction))
    assert found.extraction.document == found.document.id


def test_the_text_is_kept_as_it_is() -> None:
    """Offsets count the caller's characters: not even line ends change."""
    text = "\ufeffعنوان\r\n\r\nقال الناطق\u202e إن الجسر مفتوح.\r\n"
    assert riwaya.read(text).document.text == text


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    """It is the only thing that cannot be kept."""
    found = riwaya.read("قال \ud800 الناطق إن الجسر مفتوح", publisher="\udfff")
    assert found.document.text == "قال \ufffd الناطق إن الجسر مفتوح"
    assert found.document.publisher == "\ufffd"


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_is_survived_and_read_alike_twice(text: str) -> None:
    """Spans lie in the text, and the same text gives the same bytes."""
    first, second = (msgspec.json.encode(riwaya.read(text)) for _ in range(2))
    assert first == second
    found = riwaya.read(text)
    for span in spans(found.extraction):
        assert 0 <= span.start <= span.end <= len(found.document.text)


WORDS = st.sampled_from(
    ["قال", "نفى", "الناطق", "إن", "أن", ":", "«", "»", '"', "،", ".", "\n", "\n\n", "بحسب", "مؤكدا", "مصدر", "لم",
     "وأضاف", "نقلا عن", "الوزارة", "12", "اليوم", "(", ")", "\u202e", "ـ", "\0", "K1", "-", "..", "؟"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_order_of_the_words_of_news_is_survived(text: str) -> None:
    """What looks like an article and is none is read without complaint."""
    found = riwaya.read(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(found.extraction))


@pytest.mark.parametrize("day", ["yesterday", "2018", "3/4/2018", ""])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    """The caller is told how to write it."""
    with pytest.raises(ReadError) as caught:
        riwaya.read(TEXT, published=day)
    assert "2018-01-11" in caught.value.advice


def test_an_unknown_engine_is_refused_before_anything_is_read() -> None:
    """The known ones are listed."""
    with pytest.raises(EngineMissing, match="rules"):
        list(riwaya.read_sources(["/nowhere"], engine="none"))


class Faulty:
    """An engine that fails on some articles."""

    name, version, deterministic = "faulty", "1", True

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Fail as the article says."""
        for document in documents:
            if "خطأ" in document.text:
                raise KeyError("unheard of")
            if "عطل" in document.text:
                raise EngineError("It ran out of steam.", advice="Refill.")
            yield Extraction(document=document.id, engine="faulty", version="1", lexicon="")


def test_an_engine_that_fails_on_one_article_reads_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake in an engine becomes a problem like any other."""
    monkeypatch.setattr(pipeline, "_engine", lambda _name: Faulty())
    names = []
    for number, text in enumerate([f"خطأ {TEXT}", f"عطل {TEXT}", TEXT]):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, "utf-8")
        names.append(str(path))
    found = list(riwaya.read_sources(names))
    problems = [item for item in found if isinstance(item, riwaya.Problem)]
    assert [item.error for item in problems] == ["EngineError", "EngineError"]
    assert "KeyError" in problems[0].message
    assert problems[1].advice == "Refill."
    assert isinstance(found[2], riwaya.Reading)


def test_the_function_and_the_room_do_not_share_a_name() -> None:
    """``riwaya.read`` stays the function whatever else is imported, and names load on use."""
    code = (
        "import sys, riwaya\n"
        "assert 'msgspec' not in sys.modules\n"
        "import riwaya.reading, riwaya.pipeline\n"
        "assert callable(riwaya.read) and riwaya.read is riwaya.pipeline.read_text\n"
        "assert set(riwaya.__all__) <= set(dir(riwaya))\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    with pytest.raises(AttributeError, match="wrong_name"):
        _ = riwaya.wrong_name


def test_a_reading_leads_from_a_dispute_to_who_says_what() -> None:
    """From the question to its sides, their claims, and the names behind them."""
    reading = riwaya.read(DISPUTED, published="2023-03-16")
    (dispute,) = reading.disputes
    assert reading.event_of(dispute).type == "shelling"
    names = {
        position.value: [
            origin.name
            for claim in reading.claims_of(position)
            if (origin := reading.origin_of(claim))
        ]
        for position in dispute.positions
    }
    assert names == {"affirmed": ["شهود عيان"], "denied": ["قيادة العمليات"]}


def test_what_the_article_tells_has_no_origin() -> None:
    """The article's own telling is nobody's statement."""
    reading = riwaya.read("قصفت المدفعية جسر الرمان مساء أمس.")
    (claim,) = reading.extraction.claims
    assert reading.origin_of(claim) is None
    assert reading.event_of(claim).type == "shelling"
