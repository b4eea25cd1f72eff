"""The ledger keeps what was read, whole and once, on both databases."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from riwaya.ledger import Added, Ledger, tables
from riwaya.ledger.batch import Batch
from riwaya.ledger.look import Found
from riwaya.pipeline import Reading
from riwaya.reading.article import Overrides, of_text
from riwaya.types import Attribution, Extraction, Link, Mention, Problem, Span
from tests.conftest import LEDGER_DAY
from tests.ledger_samples import edited, extraction, reading


def counts(ledger: Ledger) -> dict[str, int]:
    """Return how many rows each table holds."""
    return ledger.stats().rows


def scalars(ledger: Ledger, *columns: object) -> list[object]:
    """Return all rows of these columns, in order of the first."""
    with ledger.backend.reading() as connection:
        rows = connection.execute(select(*columns).order_by(columns[0]))  # type: ignore[call-overload]
        return [tuple(row) for row in rows]


def test_what_was_added_comes_back(ledger: Ledger) -> None:
    """Every field of document and extraction is what it was."""
    readings = [reading(n) for n in range(5)]
    assert ledger.add(readings) == Added(documents=5, extractions=5)
    kept = list(ledger.readings())
    assert [one.document for one in kept] == [one.document for one in readings]
    assert [one.extraction for one in kept] == [one.extraction for one in readings]
    assert list(ledger.documents()) == [one.document for one in readings]


def test_adding_twice_adds_nothing(ledger: Ledger) -> None:
    """The second time, no table has a row more."""
    readings = [reading(n) for n in range(5)]
    problem = Problem("x.txt", "NoArticle", "It is empty.", "Look again.")
    ledger.add([*readings, problem])
    before = counts(ledger)
    assert ledger.add([*reversed(readings), problem]) == Added()
    assert counts(ledger) == before
    assert before["documents"] == 5 and before["statements"] == 10 and before["problems"] == 1


def test_one_batch_may_hold_a_document_twice(ledger: Ledger) -> None:
    """The same article within one transaction is one document."""
    assert ledger.add([reading(1), reading(1)]).documents == 1


def test_another_text_at_the_same_address_is_a_new_version(ledger: Ledger) -> None:
    """The old version stays, and the new one is linked to it."""
    first = reading(1)
    second = edited(first, " وأضاف.")
    third = edited(second, " وختم.")
    assert ledger.add([first]).versions == 0
    assert ledger.add([second, third]) == Added(documents=2, versions=2, extractions=2)
    article = ledger.article(second.document.id)
    assert article is not None
    assert article.version == 2
    assert [version.id for version in article.versions] == [
        one.document.id for one in (first, second, third)
    ]
    kept = tables.documents.c
    assert scalars(ledger, kept.key, kept.previous) == [(1, None), (2, 1), (3, 2)]


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("https://example.org/a/1", "http://www.example.org/a/1/", True),
        ("https://example.org/a/1", "https://example.org/a/1?utm_source=x&fbclid=y#top", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a/1", "https://example.org/a/2", False),
        ("https://example.org/", "https://example.org/", False),
        ("not an address", "not an address", False),
        ("http://[", "http://[", False),
        (None, None, False),
    ],
)
def test_versions_are_told_by_their_address(
    ledger: Ledger, first: str | None, second: str | None, is_same: bool
) -> None:
    """Only an address that names one page tells versions."""
    made = [
        of_text(f"عنوان\n\nنص {n}", given=Overrides(None, None, url))
        for n, url in enumerate((first, second))
    ]
    readings = [Reading(one, extraction_of(one.id)) for one in made]
    assert ledger.add(readings).versions == int(is_same)


def test_without_an_address_publisher_day_and_headline_tell_versions(ledger: Ledger) -> None:
    """A newspaper does not use the same headline twice a day."""
    readings = [reading(1, url=None), reading(2, url=None)]
    assert ledger.add(readings).versions == 1


def extraction_of(document: str) -> Extraction:
    """Return an extraction that found nothing."""
    return Extraction(document=document, engine="by-hand", version="1", lexicon="0")


def test_a_later_engine_takes_the_place_of_the_earlier(ledger: Ledger) -> None:
    """What the earlier one found stays, withdrawn; an engine of another name stands beside it."""
    first, second = reading(1), reading(1, version="2")
    ledger.add([first])
    assert ledger.add([second]) == Added(extractions=1)
    beside = Reading(first.document, extraction(first.document, engine="another"))
    ledger.add([beside])
    assert [one.extraction for one in ledger.readings()] == [second.extraction, beside.extraction]
    held = tables.extractions.c
    versions = scalars(ledger, held.key, held.version, held.withdrawn_at.is_(None))
    assert versions == [(1, "1", False), (2, "2", True), (3, "1", True)]
    assert len(list(ledger.statements())) == 4
    assert counts(ledger)["statements"] == 6
    assert len(list(ledger.claims())) == 6
    # and back again: the earlier words are live once more
    assert ledger.add([first]) == Added(extractions=1)


def test_statements_say_who_and_where(ledger: Ledger) -> None:
    """A statement brings its words, speaker and article; its id does not depend on the engine's version."""
    one = reading(1)
    ledger.add([one])
    denial, report = ledger.statements()
    assert (denial.stance, denial.side, denial.speaker_entity) == ("deny", -1, "own:interior")
    assert denial.quote == denial.content.of(one.document.text) if denial.content else False
    assert (report.speaker, report.speaker_kind) == ("ضابط", "anonymous")
    assert denial.published == "2023-03-15"
    ledger.add([reading(1, version="2")])
    assert [again.id for again in ledger.statements()] == [denial.id, report.id]


def test_claims_say_of_what_and_by_whom(ledger: Ledger) -> None:
    """A claim brings type, place and days of its event, and its statement."""
    ledger.add([reading(1)])
    denied, told, own = ledger.claims()
    assert (denied.stance, denied.type, denied.place) == ("deny", "killed", "own:baydar")
    assert (denied.day_from, denied.day_to) == ("2023-03-14", "2023-03-14")
    assert [one.statement for one in (denied, told, own)] == [
        *(statement.id for statement in ledger.statements()),
        None,
    ]
    assert len({denied.id, told.id, own.id}) == 3


def test_names_are_registered_once(ledger: Ledger) -> None:
    """Entities and places of the tables of names have a row each, however often they are named."""
    ledger.add([reading(n) for n in range(3)])
    entity, where = tables.entities.c, tables.places.c
    assert scalars(ledger, entity.entity, entity.name) == [("own:interior", "وزارة الداخلية")]
    assert scalars(ledger, where.place, where.parents) == [("own:baydar", ("iso:XX-A", "iso:XX"))]


def test_original_bytes_are_kept(ledger: Ledger) -> None:
    """The bytes come back by their SHA-256, and two documents of one file share them."""
    one, other = reading(1), reading(2)
    ledger.add([one, msgspec.structs.replace(other, original=one.original)])
    article = ledger.article(other.document.id)
    assert article is not None and article.sha256 is not None and one.original is not None
    assert ledger.original(article.sha256) == one.original.data
    assert counts(ledger)["originals"] == 1 and counts(ledger)["fetches"] == 2
    assert ledger.original("00" * 32) is None


def test_ids_are_found_by_their_beginning(ledger: Ledger) -> None:
    """Documents, statements and claims answer to four digits; what is no id names nothing."""
    one = reading(1)
    ledger.add([one])
    denial, _ = ledger.statements()
    assert ledger.find(one.document.id[:8]) == [Found("document", one.document.id)]
    found = ledger.find(denial.id.upper())
    assert found == [Found("statement", denial.id)]
    assert ledger.statement_number(found[0]) == 0
    article = ledger.article(found[0])
    assert article is not None and article.document == one.document
    claim = Found("claim", next(iter(ledger.claims())).id)
    assert ledger.statement_number(claim) == 0
    assert ledger.statement_number(Found("document", one.document.id)) is None
    assert [ledger.find(wrong) for wrong in ("", "12", "xyzt", "0" * 33, "%%%%")] == [[]] * 5
    assert ledger.article("no id") is None


def test_publishers_and_counts(ledger: Ledger) -> None:
    """Publishers are told by their search key; the sums are those of the rows."""
    given = Overrides("2023-03-20", "قناة الرّواق", "https://example.org/x")
    marked = of_text("عنوان\n\nنص", given=given)
    ledger.add([reading(1), reading(2), Reading(marked, extraction_of(marked.id))])
    (publisher,) = ledger.publishers()
    assert (publisher.documents, publisher.statements) == (3, 4)
    assert (publisher.first_day, publisher.last_day) == ("2023-03-15", "2023-03-20")
    stats = ledger.stats()
    assert stats.stances == {"assert": 2, "deny": 2}
    assert (stats.first_day, stats.last_day) == ("2023-03-15", "2023-03-20")


def test_known_documents_are_told(ledger: Ledger) -> None:
    """A document is known for the engine, version and lexicon that read it."""
    one, other = reading(1), reading(2)
    ledger.add([one])
    both = [one.document.id, other.document.id]
    assert ledger.known(both, ("by-hand", "1", "0123456789abcdef")) == {one.document.id}
    assert ledger.known(both, ("by-hand", "2", "0123456789abcdef")) == set()
    assert ledger.known([], ("by-hand", "1", "0123456789abcdef")) == set()


def test_rows_say_when_they_were_recorded(ledger: Ledger) -> None:
    """Instants come back to the microsecond, in UTC."""
    ledger.add([reading(1)])
    (first, _) = ledger.statements()
    assert first.recorded_at == LEDGER_DAY + timedelta(seconds=2)


def test_readers_see_one_state_while_somebody_writes(ledger: Ledger) -> None:
    """Going through the ledger is not disturbed by what is added meanwhile."""
    ledger.add(reading(n) for n in range(150))
    seen = 0
    for number, _ in enumerate(ledger.documents()):
        seen += 1
        if number == 0:
            ledger.add(reading(n) for n in range(150, 200))
    assert seen == 150
    assert counts(ledger)["documents"] == 200


ANY = st.text(st.characters(codec="utf-8"), max_size=60)


@st.composite
def strange(draw: st.DrawFn) -> Reading:
    """Return a reading of any text, with spans anywhere in it."""
    given_ = Overrides(
        draw(st.sampled_from([None, "2023-03-15", "2023-03-15T10:00:00+03:00"])),
        draw(st.none() | ANY),
        draw(st.none() | ANY | st.just("https://example.org/\0?a=\uf8ff0")),
    )
    document = of_text(draw(ANY), given=given_, source="\0\uf8ff0")
    ends = st.integers(0, len(document.text))
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), ends, ends)
    link = st.builds(Link, st.none() | span, ANY, st.just("person"), entity=st.none() | ANY)
    statement = st.builds(
        Attribution,
        span,
        st.sampled_from(["deny", "assert"]),
        st.lists(link, max_size=2).map(tuple),
        st.lists(span, max_size=2).map(tuple),
        rule=st.just("r"),
        entry=st.just("e"),
    )
    mention = st.builds(Mention, span, st.just("person"), ANY, st.none() | ANY)
    found = Extraction(
        document=document.id,
        engine="by-hand",
        version="1",
        lexicon="0",
        attributions=tuple(draw(st.lists(statement, max_size=3))),
        mentions=tuple(draw(st.lists(mention, max_size=3))),
    )
    return Reading(document, found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=strange())
def test_any_text_is_kept_as_it_is(ledger: Ledger, one: Reading) -> None:
    """Whatever the characters, text, names and spans come back, and the ledger is sound."""
    ledger.add([one])
    article = ledger.article(one.document.id)
    assert article is not None
    assert article.document == one.document
    assert one.extraction in article.extractions


def test_a_ledger_of_any_texts_is_sound(ledger: Ledger) -> None:
    """After strange texts, nothing is at fault."""
    given_ = Overrides(None, "\0\uf8ff1", None)
    odd = of_text("\0\uf8ff0\u0651 عنوان\u202e\n\nنص \0", given=given_)
    ledger.add([Reading(odd, extraction_of(odd.id)), reading(1)])
    assert list(ledger.verify()) == []
    with ledger.backend.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.documents)) == 2


def test_listings_can_be_gone_through_again(ledger: Ledger) -> None:
    """A listing asks anew each time, so it shows what was added since."""
    listing = ledger.documents()
    assert list(listing) == []
    ledger.add([reading(1)])
    assert list(listing) == [reading(1).document] == list(listing)


def test_everything_is_listed(ledger: Ledger) -> None:
    """Entities, places, problems and runs come as records."""
    failed = Problem("x.txt", "NoArticle", "It is empty.", "Look again.")
    ledger.add([reading(1), failed])
    assert [(one.id, one.name, one.kind) for one in ledger.entities()] == [
        ("own:interior", "وزارة الداخلية", "organization")
    ]
    assert [(one.id, one.latitude) for one in ledger.places()] == [("own:baydar", 34.5)]
    assert [(one.source, one.error) for one in ledger.problems()] == [("x.txt", "NoArticle")]
    assert list(ledger.runs()) == []
    run = ledger.run("test")
    batch = Batch()
    batch.problems.append(Problem("y.txt", "NoArticle", "It is empty.", "Look again."))
    run.write(batch)
    run.end()
    (course,) = ledger.runs()
    assert (course.command, course.problems) == ("test", 1)
    assert course.ended_at is not None and course.started_at < course.ended_at


def test_a_run_that_finds_nothing_new_leaves_no_row(ledger: Ledger) -> None:
    """Adding twice adds not even that."""
    batch = Batch()
    batch.problems.append(Problem("y.txt", "NoArticle", "It is empty.", "Look again."))
    ledger.run("test").write(batch)
    again = ledger.run("test")
    again.write(batch)
    again.end()
    assert len(list(ledger.runs())) == 1


def test_listings_become_frames(ledger: Ledger) -> None:
    """A field is a column, a span is two."""
    pytest.importorskip("pandas", reason="pandas is not installed: riwaya[pandas]")
    ledger.add([reading(1)])
    frame = ledger.statements().to_pandas()
    assert list(frame["stance"]) == ["deny", "assert"]
    assert {"cue_start", "cue_end", "speaker"} <= set(frame.columns)
    assert ledger.claims().to_pandas().shape[0] == 3
