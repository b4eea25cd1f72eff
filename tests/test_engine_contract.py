"""The contract of engines: every one that ships keeps it, and each way of breaking it is noticed."""

import random
import time
from collections.abc import Callable, Iterable, Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.engines import ENGINES, Engine, contract, load
from riwaya.errors import EngineMissing
from riwaya.types import Attribution, Document, Extraction, Link, Span
from tests.statements import spoil
from tests.test_cases import CASES

ARTICLES = [case.text for case in CASES.values()]
PIECES = st.sampled_from([word for text in ARTICLES for word in text.split(" ")])
MARKS = st.sampled_from(list(" \n«»“”\"'.،؛:…!؟()-ـ\u064b\u200f\u202e\ufeff\ufdfa\u00a0\x00\ud800"))
NEWS = st.lists(st.one_of(PIECES, PIECES, MARKS), max_size=60).map(" ".join)
ANY = st.text(st.characters(), max_size=200)


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return each engine that ships."""
    return load(request.param)


def document(text: str, name: str = "d") -> Document:
    """Return a text as a document."""
    return Document(id=name, text=text)


def test_every_shipped_engine_keeps_the_contract(engine: Engine) -> None:
    """The same check that outsiders run."""
    assert contract.check(engine) == []
    assert engine.name in ENGINES


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    """Who misspells a name sees the right ones."""
    with pytest.raises(EngineMissing) as caught:
        load("guesses")
    assert "guesses" in caught.value.message
    assert all(name in caught.value.advice for name in ENGINES)


# ---- each way to break it ---------------------------------------------------------------------


class Broken:
    """The default engine, with what it says changed on the way out."""

    name = "broken"
    version = "1"
    deterministic = True

    def __init__(self, change: Callable[[int, Extraction], Extraction | None]) -> None:
        self._change = change
        self._inner = load()
        self.count = 0

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Yield what the change leaves."""
        for one in self._inner.read(documents):
            self.count += 1
            renamed = msgspec.structs.replace(one, engine=self.name, version=self.version)
            changed = self._change(self.count, renamed)
            if changed is not None:
                yield changed


def with_cue(start: int, end: int) -> Callable[[int, Extraction], Extraction]:
    """Return a change that adds one statement with this cue to each text of some length."""
    said = Attribution(Span(start, end), "assert", (), (), rule="test")
    return with_statement(said)


def with_statement(said: Attribution) -> Callable[[int, Extraction], Extraction]:
    """Return a change that replaces all statements by this one, in the long documents."""
    return lambda _, one: (
        msgspec.structs.replace(one, attributions=(said,)) if one.document == "contract-7" else one
    )


SPAN = Span(0, 4)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda n, one: one if n % 3 else None, "one extraction for each document"),
        (lambda _, one: msgspec.structs.replace(one, document="x"), "with the document's id"),
        (lambda _, one: msgspec.structs.replace(one, engine="other"), "own name"),
        (
            lambda n, one: msgspec.structs.replace(one, lexicon=str(n)),
            "differently the second time",
        ),
        (with_cue(-1, 3), "not within the text"),
        (with_cue(3, 3), "not within the text"),
        (with_cue(0, 10**6), "not within the text"),
        (with_cue(0, 5), "white space"),
        (with_cue(4, 9), "white space"),
        (with_statement(Attribution(SPAN, "assert", (), (Span(4, 5),), rule="r")), "content 4..5"),
        (
            with_statement(
                Attribution(SPAN, "assert", (Link(Span(9, 2), "x", "person"),), (), rule="r")
            ),
            "link 9..2",
        ),
        (
            with_statement(Attribution(SPAN, "assert", (), (), rule="r", within=0)),
            "no other statement",
        ),
        (
            with_statement(Attribution(SPAN, "assert", (), (), rule="r", within=7)),
            "no other statement",
        ),
        (with_statement(Attribution(SPAN, "assert", (), ())), "which rule"),
    ],
)
def test_a_broken_engine_is_told_what_is_wrong(
    change: Callable[[int, Extraction], Extraction | None], complaint: str
) -> None:
    """In words that name it."""
    assert any(complaint in fault for fault in contract.check(Broken(change)))


def test_the_unbroken_one_passes() -> None:
    """It is the change that is complained of, not the wrapping."""
    assert contract.check(Broken(lambda _, one: one)) == []


def test_an_engine_that_raises_is_a_finding() -> None:
    """The check itself never fails."""

    def fail(_: int, one: Extraction) -> Extraction:
        raise ZeroDivisionError(one.document)

    assert contract.check(Broken(fail)) == ["It raised ZeroDivisionError: contract-0."]


def test_what_is_no_engine_is_told_so() -> None:
    """A name is not enough."""

    class Nothing:
        name = "nothing"

    assert contract.check(Nothing()) == [  # type: ignore[arg-type]
        "It lacks one of: name, version, deterministic, read(documents)."
    ]


def test_an_answer_out_of_thin_air_is_noticed() -> None:
    """No document, no extraction."""

    class Eager(Broken):
        def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
            yield from super().read([*documents, document("", "extra")])

    faults = contract.check(Eager(lambda _, one: one))
    assert "It yields an extraction where there is no document." in faults


def test_an_order_that_matters_is_noticed() -> None:
    """An engine with a memory gives different answers for the same document."""

    class Remembering(Broken):
        def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
            for place, one in enumerate(super().read(documents)):
                yield msgspec.structs.replace(one, lexicon=str(place))

    faults = contract.check(Remembering(lambda _, one: one))
    assert faults == ["It says it is deterministic, and the order of documents changes its answer."]


# ---- properties of what ships -----------------------------------------------------------------


def faults(engine: Engine, text: str) -> list[str]:
    """Return what is wrong with the spans and statements of one text."""
    asked = document(text)
    found = next(iter(engine.read([asked])))
    return [*contract._span_faults(asked, found), *contract._statement_faults(asked, found)]


@given(st.one_of(ANY, NEWS))
def test_any_string_is_survived_with_sound_spans(text: str) -> None:
    """Surrogates, NUL, direction marks, ligatures, quotation marks that never close."""
    for name in ENGINES:
        assert faults(load(name), text) == []


@given(NEWS)
def test_reading_twice_gives_the_same_bytes(text: str) -> None:
    """Also from a fresh engine."""
    for name in ENGINES:
        first, second = (
            msgspec.msgpack.encode(
                next(iter(load(name).read([document(text.replace("\ud800", ""))])))
            )
            for _ in range(2)
        )
        assert first == second


@settings(max_examples=15)
@given(st.permutations(range(len(ARTICLES))))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    """No document knows of another."""
    for name in ENGINES:
        shuffled = load(name).read([document(ARTICLES[place], str(place)) for place in order])
        found = sorted(shuffled, key=lambda one: int(one.document))
        straight = load(name).read([document(text, str(n)) for n, text in enumerate(ARTICLES)])
        assert found == list(straight)


@given(NEWS)
def test_hurried_spelling_moves_no_cue(text: str) -> None:
    """Whatever stands beside whatever."""
    found = [
        [
            (one.cue, one.stance, one.content)
            for one in next(iter(load().read([document(said)]))).attributions
        ]
        for said in (text, spoil(text))
    ]
    assert found[0] == found[1]


# ---- time -------------------------------------------------------------------------------------


def seconds(engine: Engine, texts: list[str]) -> float:
    """Return the shortest of three times that reading takes."""
    documents = [document(text) for text in texts]
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for _one in engine.read(documents):
            pass
        best = min(best, time.perf_counter() - start)
    return best


def article(size: int) -> str:
    """Return an article of some size, made of the cases in a fixed disorder."""
    lot, said = random.Random(1), ""
    while len(said) < size:
        said += lot.choice(ARTICLES)
    return said[:size]


def test_time_grows_with_length_and_no_faster(engine: Engine) -> None:
    """One article of 200,000 characters takes at most twice the time of a hundred of 2,000."""
    long = article(200_000)
    pieces = [long[start : start + 2_000] for start in range(0, len(long), 2_000)]
    seconds(engine, pieces)
    assert seconds(engine, [long]) <= 2 * seconds(engine, pieces)


@pytest.mark.parametrize("mark", ["،", "", "«", "("])
def test_a_sentence_without_an_end_is_survived(engine: Engine, mark: str) -> None:
    """20,000 characters without a full stop take at most eight times those of a normal article."""
    normal = article(20_000)
    endless = normal.translate({ord(stop): mark for stop in ".!؟…\n"})
    assert seconds(engine, [endless]) <= 8 * seconds(engine, [normal])


QUADRATIC = {
    "نفي بغداد ": "each source looks for its end over the whole sentence",
}


@pytest.mark.parametrize(
    "piece",
    [
        *["قال ", "أن ", "و", "«", "» ", "(", "،", ":", "قال إن ", "نقل عن ", "مضيفا أن ", "بحسب "],
        *["الذي ", "وقال الوزير ", "نفي بغداد ", "«قال ", "قال الوزير إن\n", "\n", "ـ"],
    ],
)
def test_repetition_is_survived_in_linear_time(
    engine: Engine, piece: str, request: pytest.FixtureRequest
) -> None:
    """One piece over and over: ten times the length takes at most twenty-five times as long."""
    if piece in QUADRATIC:
        request.applymarker(pytest.mark.xfail(strict=False, reason=QUADRATIC[piece]))
    short, long = piece * (500 // len(piece)), piece * (5_000 // len(piece))
    seconds(engine, [short])
    assert seconds(engine, [long]) <= 25 * seconds(engine, [short]) + 0.02
