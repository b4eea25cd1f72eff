"""Tables: columns under many names, rows in any dialect, and a damaged row costs only itself."""

import csv
import io
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.reading import fields, limits, table
from riwaya.types import Document, Problem
from tests.reading_samples import BODY, HEADLINE, TEXT, document, items, problem

NAMES = ["id", "title", "text", "date", "url", "publisher"]
ROW = ["1", HEADLINE, BODY, "2018-01-14", "https://jisr.example/1", "صحيفة الجسر"]


def as_csv(rows: list[list[str]], **dialect: Any) -> str:
    """Return rows as a table."""
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1256"])
def test_any_delimiter_and_encoding(delimiter: str, codec: str) -> None:
    """Quoted cells keep their line breaks and delimiters."""
    found = document(as_csv([NAMES, ROW], delimiter=delimiter).encode(codec))
    assert (found.text, found.published, found.publisher) == (TEXT, "2018-01-14", "صحيفة الجسر")
    assert (found.url, found.source) == ("https://jisr.example/1", "here:1")


@pytest.mark.parametrize(
    "names",
    [
        ["", "Headline", "Article_Body", "Pub Date", "LINK", "source"],
        ["رقم", "العنوان", "النص", "تاريخ النشر", "الرابط", "الصحيفة"],
        ["رقم", "عُنوان", "المُحتوى", "تاريخ الخبر", "رابط الخبر", "المصدر"],
        ["\u200fرقم\u200f", "\u200fعنوان  الخبر\u200f", "نص المقاله", "التاريخ", "رابط", "الجريده"],
    ],
    ids=["English", "Arabic", "with marks", "without dots, with direction marks"],
)
def test_columns_go_by_many_names(names: list[str]) -> None:
    """The spelling of a name makes no difference."""
    found = document(as_csv([names, ROW]).encode())
    assert (found.text, found.published, found.publisher, found.url) == (
        TEXT, "2018-01-14", "صحيفة الجسر", "https://jisr.example/1",
    )  # fmt: skip


def test_arabic_names_are_understood_in_json_too() -> None:
    """One table of names serves all records."""
    assert (
        document(f'{{"العنوان": "{HEADLINE}", "التاريخ": "2018-01-14"}}'.encode()).text == HEADLINE
    )


def test_an_arabic_name_stands_for_one_field() -> None:
    """No name is listed twice."""
    names = [name for listed in fields.arabic().values() for name in listed]
    assert len(names) == len(set(names))
    assert set(fields.arabic()) == set(fields.FIELDS)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ends(end: str) -> None:
    """Files of old machines end their lines in a carriage return alone."""
    rows = as_csv([["title", "text"], [HEADLINE, BODY.replace("\n", " ")]], lineterminator=end)
    assert document(rows.encode()).text == f"{HEADLINE}\n\n" + BODY.replace("\n", " ")


def test_a_stated_delimiter_and_empty_lines_are_no_rows() -> None:
    """Spreadsheets write ``sep=;``; empty rows are passed over."""
    text = "sep=;\n" + as_csv(
        [["title", "text"], [HEADLINE, BODY], ["", ""], [HEADLINE, ""]], delimiter=";"
    )
    assert [item.source for item in items(("\n" + text + "\n\n").encode())] == ["here:1", "here:2"]


def kinds(data: str) -> list[str]:
    """Return what came of each row."""
    return [item.error if isinstance(item, Problem) else "ok" for item in items(data.encode())]


GOOD = as_csv([ROW])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (f'7,"{HEADLINE}\n', ["ok", "DamagedSource", "ok", "ok"]),
        (f'7,"{HEADLINE}" بلا فاصلة,{HEADLINE},,,\n', ["ok", "ok", "ok", "ok"]),
        (f'7,الجسر "القديم" مفتوح,{HEADLINE},,,\n', ["ok", "ok", "ok", "ok"]),
        (f"7,{HEADLINE},{HEADLINE},,,,,ثامن\n", ["ok", "DamagedSource", "ok", "ok"]),
        (f"7,{HEADLINE}\n", ["ok", "ok", "ok", "ok"]),
        (f"7,{HEADLINE},,,,,,,\n", ["ok", "ok", "ok", "ok"]),
        ("7,,,,,\n", ["ok", "NoArticle", "ok", "ok"]),
        ("7,a bridge,it is open,,,\n", ["ok", "NoArticle", "ok", "ok"]),
        (f"7,{HEADLINE},{HEADLINE}\0{HEADLINE},,,\n", ["ok", "ok", "ok", "ok"]),
        ('7,"' + BODY + '"",x\n', ["ok", "DamagedSource", "NoArticle", "NoArticle", "ok", "ok"]),
    ],
    ids=["quote left open", "text after a quoted cell", "quotes within", "too many cells", "too few cells",
         "empty cells behind", "empty", "not Arabic", "a NUL", "a quotation mark escaped by mistake"],
)  # fmt: skip
def test_a_damaged_row_costs_only_itself(row: str, found: list[str]) -> None:
    """The rows before and after it are read."""
    assert kinds(as_csv([NAMES, ROW]) + row + GOOD + GOOD) == found


def test_a_table_that_is_cut_says_so() -> None:
    """A row whose quotation mark never closes is no article, at the end of the file too."""
    rows = as_csv([NAMES, ROW, ROW])
    found = kinds(rows[: rows.rindex("صباح السبت")])
    assert found[0] == "ok"
    assert found[1] == "DamagedSource"


def test_a_cell_may_be_as_long_as_an_article() -> None:
    """Longer ones are refused by name, and the next row is read."""
    long, longer = BODY * 600, BODY * 1_000
    assert len(long) > 131_072
    assert len(longer) > limits.MAX_CHARACTERS
    rows = as_csv([["title", "text"], ["أ", long], ["ب", longer], ["ج", BODY]])
    assert kinds(rows) == ["ok", "SourceTooLarge", "ok"]


def test_rows_that_never_close_end_in_time() -> None:
    """Reading the same lines again for each row would take hours: after a while the rest is left, and said so."""
    data = 'title,text\n"أ,ب\n' + 'أ","ب\n' * 400_000
    began = time.monotonic()
    found = items(data.encode())
    assert time.monotonic() - began < 10
    last = found[-1]
    assert isinstance(last, Problem)
    assert "The rest of the table is left" in last.message


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("title,text\n", "NoArticle"),
        ("title,text\n,\n\n", "NoArticle"),
        ("id,name,age\n" + "1,خالد,33\n" * 9, "UnknownFormat"),
        ("رقم;اسم;عمر\n" + "1;خالد;33\n" * 9, "UnknownFormat"),
    ],
)
def test_a_table_without_articles_is_named(data: str, error: str) -> None:
    """A table of other things is not read as the text of one article."""
    found = problem(data.encode())
    assert found.error == error
    assert "title, text, date" in found.advice


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"عاجل, {HEADLINE}\n\n{BODY}",
        f"عنوان, {HEADLINE}, نص\n\n{BODY}",
        f"{HEADLINE} | صحيفة الجسر\n\n{BODY}",
        f"خبر; عاجل; الآن\n\n{BODY}",
        f"أولا, ثانيا, ثالثا\n{BODY}",
        f"title: {HEADLINE}, text\n{BODY}",
    ],
)
def test_an_article_with_commas_is_no_table(text: str) -> None:
    """Only a line that names columns, or many lines of one shape, make a table."""
    assert document(text.encode()).text.startswith(text.partition("\n")[0])


CELL = st.text(st.sampled_from('ابجدهوز ",;|\t\n\r0a'), max_size=12)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6), st.sampled_from(",;|\t"))
def test_what_the_library_writes_is_read_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    """Each row with words gives them back, whatever stands in its cells."""
    written = as_csv([["title", "text"], *([f"خبر {a}", b] for a, b in rows)], delimiter=delimiter)
    found = items(written.encode())
    wanted = [(f"خبر {a}".split(), b.split()) for a, b in rows]
    assert len(found) == len(wanted)
    for item, (title, body) in zip(found, wanted, strict=True):
        if isinstance(item, Document):
            assert item.text.split() in (title + body, body)


@given(st.text(st.sampled_from('اب",;\n\r\t'), max_size=60))
def test_any_rows_are_survived(text: str) -> None:
    """Whatever follows the names, nothing is raised and all problems have advice."""
    for item in items(("title,text\n" + text).encode()):
        assert isinstance(item, Document) or item.advice


@given(st.text(max_size=200))
def test_any_head_can_be_sniffed(head: str) -> None:
    """Telling a table never fails."""
    assert table.sniff(head) in (True, False)
