"""The JSON form: complete, exact, one line an article, and described by its schema."""

import json as standard
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given

from riwaya.export import json, records
from riwaya.types import (
    Attribution,
    Document,
    Extraction,
    Link,
    Quantity,
    Span,
)
from tests.export_samples import crossing, hostile, readings


def loaded(document: Document, extraction: Extraction) -> Any:
    """Return what a stranger's JSON parser makes of a line."""
    return standard.loads(json.encode(document, extraction))


def spans_of(value: object) -> list[dict[str, Any]]:
    """Return every span, however deep."""
    if isinstance(value, dict):
        own = [value] if value.keys() == {"start", "end", "quote"} else []
        return own + [span for inner in value.values() for span in spans_of(inner)]
    if isinstance(value, list):
        return [span for inner in value for span in spans_of(inner)]
    return []


def test_a_statement_brings_its_words_its_chain_and_its_reasons() -> None:
    """A consumer needs neither the text nor arithmetic to read a statement."""
    statement = loaded(*crossing())["statements"][7]
    assert statement["id"] == "s8"
    assert statement["stance"] == "accuse"
    assert statement["cue"]["quote"] == "اتهم"
    assert [link["name"] for link in statement["chain"]] == [
        "صحيفة The Levant Post",
        "سامر الحوراني",
        "ناطق باسم الجيش",
    ]
    assert statement["chain"][0]["relation"] == "quotes"
    assert statement["origin"] == "ناطق باسم الجيش"
    assert [span["quote"] for span in statement["content"]] == [
        "مجموعات مسلحة",
        "بقطع الطريق عند الكيلومتر 12",
    ]
    assert statement["within"] == "s7"
    assert statement["rule"] == "verb.object"


def test_a_carried_speaker_has_a_name_and_no_span() -> None:
    """``null`` says that the name does not stand here."""
    link = loaded(*crossing())["statements"][3]["chain"][0]
    assert link["span"] is None
    assert link["name"] == "مسؤولون أردنيون"


@pytest.mark.parametrize(
    ("number", "side"), [(1, -1), (2, 1), (10, 0), (13, 0)], ids=["deny", "confirm", "doubt", "not"]
)
def test_a_side_is_taken_only_by_what_was_said(number: int, side: int) -> None:
    """A denial is against, a confirmation for; what was not said takes no side."""
    assert loaded(*crossing())["statements"][number - 1]["side"] == side


def test_a_line_is_one_line_and_keeps_arabic_readable() -> None:
    """JSON Lines, not escaped: a person can search it."""
    line = json.encode(*crossing())
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
    assert "وزارة النقل السورية".encode() in line


@given(readings())
def test_whatever_was_read_comes_back(reading: tuple[Document, Extraction]) -> None:
    """Writing and reading is the identity."""
    assert json.decode(json.encode(*reading)) == reading


@given(readings())
def test_every_quote_is_the_text_between_its_offsets(reading: tuple[Document, Extraction]) -> None:
    """Offsets count code points, whatever stands before them."""
    found = loaded(*reading)
    text = found["document"]["text"]
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans_of(found))


def test_half_characters_are_replaced_and_move_nothing() -> None:
    """A lone surrogate cannot be written in UTF-8; it must not stop the line."""
    document = Document(id="d", text="أ\ud83dقال", publisher="\udc00")
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="",
        attributions=(Attribution(Span(2, 5), "assert", (Link(None, "\ud800", "person"),), ()),),
    )  # fmt: skip
    found = loaded(document, extraction)
    assert found["document"]["text"] == "أ\ufffdقال"
    assert found["statements"][0]["cue"] == {"start": 2, "end": 5, "quote": "قال"}
    assert found["statements"][0]["origin"] == "\ufffd"


@pytest.mark.parametrize(
    ("number", "written"),
    [(40, 40), (10**400, 10**400), (10**5000, None), (float("inf"), None)],
    ids=["forty", "400 zeros", "5000 zeros", "infinite"],
)
def test_an_absurd_number_does_not_stop_the_line(number: float, written: int | None) -> None:
    """What cannot be written is left open; its words are there."""
    quantities = (Quantity(Span(0, 1), "number", number, number),)
    extraction = Extraction(
        document="d", engine="e", version="1", lexicon="", quantities=quantities
    )
    found = loaded(Document(id="d", text="9"), extraction)["quantities"][0]
    assert found["low"] == found["high"] == written
    assert found["span"]["quote"] == "9"


def test_hostile_text_is_data() -> None:
    """Control characters come back as they were, escaped on the way."""
    document, extraction = hostile()
    line = json.encode(document, extraction)
    assert b"\x1b" not in line
    assert standard.loads(line)["document"]["text"] == document.text


def shapes(of: Any) -> set[type[msgspec.Struct]]:
    """Return every struct that a type is made of, however deep."""
    if isinstance(of, type) and issubclass(of, msgspec.Struct):
        inner = (shapes(field.type) for field in msgspec.structs.fields(of))
        return {of}.union(*inner)
    return set().union(*map(shapes, get_args(of)))


def test_every_type_of_the_domain_has_its_record() -> None:
    """A type that is added to an extraction has to be added here."""
    assert shapes(Extraction) | {Document} == {*json.RECORDS, Extraction}


@pytest.mark.parametrize(("domain", "record"), json.RECORDS.items(), ids=lambda kind: kind.__name__)
def test_no_field_of_the_domain_is_forgotten(
    domain: type[msgspec.Struct], record: type[msgspec.Struct]
) -> None:
    """A field that is added to a type has to be added to its record."""
    assert set(domain.__struct_fields__) <= set(record.__struct_fields__)


def test_every_list_of_an_extraction_is_written() -> None:
    """The lists of a reading are those of the extraction."""
    written = {*records.ReadingOut.__struct_fields__, "attributions"} - {"statements"}
    lists = set(Extraction.__struct_fields__) - {"document", "engine", "version", "lexicon"}
    assert lists <= written


def test_the_schema_describes_each_record() -> None:
    """Every object of the schema says what it is, and its fields are those that are written."""
    made = standard.loads(json.schema())
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(shape["description"] for shape in made["$defs"].values())
    reading = made["$defs"]["ReadingOut"]
    assert set(reading["required"]) == set(loaded(*crossing()))
    statement = made["$defs"]["StatementOut"]
    assert set(statement["properties"]) == set(loaded(*crossing())["statements"][0])


def test_a_line_of_another_version_is_refused() -> None:
    """A consumer learns at once that the form has changed."""
    line = json.encode(*crossing()).replace(b'{"version":1', b'{"version":2', 1)
    with pytest.raises(msgspec.ValidationError):
        json.decode(line)
