"""JSON and JSON Lines: five fields under many names, one article each, and a broken line costs only itself."""

import gzip
import json

import pytest

from riwaya.types import Document, Problem
from tests.reading_samples import BODY, HEADLINE, TEXT, document, items, problem

RECORD: dict[str, object] = {
    "title": HEADLINE,
    "text": BODY,
    "date": "2018-01-14",
    "url": "https://jisr.example/1",
    "publisher": "صحيفة الجسر",
}


def as_json(record: object, **settings: int) -> bytes:
    """Return a record as readable JSON."""
    return json.dumps(record, ensure_ascii=False, **settings).encode()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "record",
    [
        RECORD,
        {"headline": HEADLINE, "articleBody": BODY, "datePublished": "2018-01-14T00:00:00Z",
         "link": "https://jisr.example/1", "publisher": {"@type": "Organization", "name": "صحيفة الجسر"}},
        {"Title": HEADLINE, "main_text": [*BODY.split("\n")], "published": "2018/01/14",
         "URL": "https://jisr.example/1", "source": "صحيفة الجسر"},
        {"title": HEADLINE, "content": BODY, "pub_date": "Sun, 14 Jan 2018 00:00:00 +0300",
         "href": "https://jisr.example/1", "site_name": " صحيفة الجسر "},
        {"title": HEADLINE, "body": TEXT, "published_at": "٢٠١٨-٠١-١٤", "url": "https://jisr.example/1",
         "newspaper": "صحيفة الجسر", "source": "أرشيف"},
    ],
    ids=["plain", "schema.org", "capitals and paragraphs", "mail date", "headline in the body"],
)  # fmt: skip
def test_the_same_article_under_other_names_is_the_same_document(record: object) -> None:
    """Names of fields differ from tool to tool; the document, its id included, does not."""
    found = document(as_json(record))
    assert found.text == TEXT
    assert (found.published, found.publisher) == ("2018-01-14", "صحيفة الجسر")
    assert found.url == "https://jisr.example/1"
    assert found.id == document(as_json(RECORD)).id


@pytest.mark.parametrize("indent", [0, 2], ids=["flat", "indented"])
def test_an_object_over_many_lines_is_one_article(indent: int) -> None:
    """A pretty-printed object is not taken for JSON Lines."""
    found = document(as_json(RECORD, indent=indent))
    assert (found.text, found.source) == (TEXT, "here")


def test_an_array_of_objects_is_read_one_by_one() -> None:
    """Each record says its number."""
    found = items(as_json([RECORD, {**RECORD, "title": ""}, 7], indent=1))
    assert [item.source for item in found] == ["here:1", "here:2", "here:3"]
    assert [type(item) for item in found] == [Document, Document, Problem]


LINES = [
    as_json(RECORD),
    b"",
    as_json(RECORD)[:-40],
    b"[1, 2]",
    as_json({"title": None, "text": " "}),
    as_json({"title": "A bridge", "text": "It is open."}),
    b"\xff\xfe\xfd",
    as_json({**RECORD, "date": "unknown"}),
]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_broken_line_costs_only_itself(end: bytes) -> None:
    """Each line is a document or a named problem with its number; blank lines are none."""
    found = items(end.join(LINES))
    assert [item.source for item in found] == [f"here:{n}" for n in (1, 3, 4, 5, 6, 7, 8)]
    assert [item.error if isinstance(item, Problem) else "" for item in found] == [
        "", "DamagedSource", "NoArticle", "NoArticle", "NoArticle", "DamagedSource", "",
    ]  # fmt: skip


def test_a_damaged_first_line_does_not_hide_the_others() -> None:
    """The second line shows that it is JSON Lines."""
    found = items(as_json(RECORD)[:-9] + b"\n" + as_json(RECORD) + b"\n")
    assert [type(item) for item in found] == [Problem, Document]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "windows-1256"])
def test_lines_in_other_encodings(codec: str) -> None:
    """JSON Lines need not be UTF-8."""
    text = (as_json(RECORD) + b"\n" + as_json({**RECORD, "url": None}) + b"\n").decode()
    found = items(text.encode(codec))
    assert [item.text for item in found if isinstance(item, Document)] == [TEXT, TEXT]


def test_lines_in_gzip_are_read_as_they_come() -> None:
    """A packed file of many articles may be larger than the limit for one."""
    lines = b"".join(
        as_json({**RECORD, "url": f"https://jisr.example/{n}"}) + b"\n" for n in range(300)
    )
    assert len(items(gzip.compress(lines))) == 300


def test_a_lone_surrogate_is_replaced_one_for_one_and_said() -> None:
    """Offsets hold, and the document can be written."""
    found = document(
        b'{"title": "'
        + HEADLINE.encode()
        + b'", "text": "\\ud800 '
        + BODY.replace("\n", " ").encode()
        + b'"}'
    )
    assert "\ufffd" in found.text
    assert found.notes == ("1 lone surrogates became U+FFFD",)
    assert found.text.encode()


@pytest.mark.parametrize(
    ("stated", "published", "undated"),
    [
        ("2018-01-14T20:15:00+03:00", "2018-01-14T20:15:00+03:00", None),
        ("2018-01-14 20:15:00 +0300", "2018-01-14T20:15:00+03:00", None),
        ("2018-01-14T17:15:00Z", "2018-01-14T17:15:00+00:00", None),
        ("2018-01-14T00:00:00", "2018-01-14", None),
        ("2018-1-4", "2018-01-04", None),
        ("2018-01-01", "2018-01-01", None),
        ("3/4/2018", None, "not-a-date"),
        ("Sun, 45 Jan 2018 25:61:00 +0300", None, "not-a-date"),
        ("2018-01-14T25:00", None, "not-a-date"),
        ("2018", None, "not-a-date"),
        ("2018-01", None, "not-a-date"),
        ("2018-02-30", None, "not-a-date"),
        ("1439-04-27", None, "not-a-date"),
        ("99999-01-01", None, "not-a-date"),
        ("0000-00-00", None, "not-a-date"),
        ("9" * 5000, None, "not-a-date"),
        ("", None, "not-given"),
        (None, None, "not-given"),
        (1515950100, None, "not-given"),
    ],
)  # fmt: skip
def test_a_date_is_a_whole_day_or_none(
    stated: object, published: str | None, undated: str | None
) -> None:
    """Nothing is guessed: what does not state one day for certain is no date, with the reason."""
    found = document(as_json({**RECORD, "date": stated}))
    assert (found.published, found.undated) == (published, undated)


def test_what_the_user_states_goes_before_what_the_record_says() -> None:
    """Overrides replace day, publisher and address."""
    found = document(
        as_json(RECORD), published="2020-02-02", publisher="ناشر آخر", url="https://b.example/"
    )
    assert (found.published, found.publisher, found.url) == (
        "2020-02-02",
        "ناشر آخر",
        "https://b.example/",
    )


def test_the_id_is_that_of_the_content() -> None:
    """Each field that tells articles apart changes the id; where it was found does not."""
    ids = {
        document(as_json({**RECORD, field: value})).id
        for field, value in [
            ("title", HEADLINE), ("title", "عنوان آخر للخبر"), ("date", "2018-01-15"),
            ("url", "https://jisr.example/2"), ("publisher", "أخرى"), ("publisher", None),
        ]
    }  # fmt: skip
    assert len(ids) == 6


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b'{"title": "' + HEADLINE.encode(), "DamagedSource"),
        (b'{"a": ' + b"[" * 200_000, "SourceTooLarge"),
        (b"[" * 200_000, "NoArticle"),
        (b"{}", "NoArticle"),
        (b'{"items": [{"title": "x"}]}', "NoArticle"),
    ],
    ids=["cut", "deep in an object", "deep", "empty object", "other shape"],
)
def test_json_without_an_article_is_named(data: bytes, error: str) -> None:
    """The problem says what a record should hold."""
    assert problem(data).error == error
