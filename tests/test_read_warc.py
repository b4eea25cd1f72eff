"""WARC: each page an article with its address; whatever is damaged, the rest is read and the loss is told."""

import gzip
import random
import re
import time
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from riwaya.types import Document, Problem
from tests.archive_samples import numbered, record, warc
from tests.reading_samples import BODY, TEXT, document, items, page, problem

PAGES = 5
WHOLE = {kind: warc(numbered(PAGES), gzip=kind == "packed") for kind in ("packed", "plain")}
READ = re.compile(r"(\d+) of (\d+) records were read")


def documents(found: list[Document | Problem]) -> list[Document]:
    """Return what could be read."""
    return [item for item in found if isinstance(item, Document)]


@pytest.mark.parametrize("kind", WHOLE)
def test_every_page_is_an_article_with_its_address(kind: str) -> None:
    """The record's number names the source; when it was captured is a note, not a day of publication."""
    found = documents(items(WHOLE[kind]))
    assert [item.url for item in found] == [
        f"https://jisr.example/{n}" for n in range(1, PAGES + 1)
    ]
    assert [item.source for item in found] == [f"here:{n}" for n in range(2, PAGES + 2)]
    assert all(item.text.startswith(TEXT) for item in found)
    assert {item.published for item in found} == {None}
    assert "captured 2018-01-14T20:00:00+00:00" in found[0].notes


def test_packed_in_other_ways_it_is_read_too() -> None:
    """As one gzip member, and with zstd."""
    wanted = [item.text for item in documents(items(WHOLE["plain"]))]
    for data in (gzip.compress(WHOLE["plain"]), zstd.compress(WHOLE["plain"])):
        assert [item.text for item in documents(items(data))] == wanted


def chunked(body: bytes) -> bytes:
    """Return a body in chunks."""
    parts = [body[at : at + 1_000] for at in range(0, len(body), 1_000)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(page()), {"Content-Encoding": "gzip"}),
        (zlib.compress(page()), {"Content-Encoding": "deflate"}),
        (brotli.compress(page()), {"Content-Encoding": "br"}),
        (zstd.compress(page()), {"Content-Encoding": "zstd"}),
        (chunked(page()), {"Transfer-Encoding": "chunked"}),
        (chunked(gzip.compress(page())), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (page(), {"Content-Encoding": "gzip"}),
        (page(), {"Transfer-Encoding": "chunked"}),
        (page(), {"Content-Type": "text/html"}),
        (page().decode().encode("windows-1256", "ignore"), {"Content-Type": "text/html; charset=windows-1256"}),
        (page(), {"Content-Type": "Application/XHTML+xml; charset=utf-8"}),
    ],
    ids=["gzip", "deflate", "br", "zstd", "chunks", "gzip in chunks", "opened already", "joined already",
         "no charset", "windows-1256", "XHTML"],
)  # fmt: skip
def test_a_body_is_opened_as_it_was_sent(body: bytes, headers: dict[str, str]) -> None:
    """Some archives keep what the server sent, some what it meant."""
    assert document(warc([body], headers={"Content-Type": "text/html", **headers})).text == TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (warc(), "1 records, none of them a page"),
        (warc([page()], status="404 Not Found"), "none of them a page"),
        (warc([page()], status="301 Moved"), "none of them a page"),
        (warc([b"\x89PNG"], headers={"Content-Type": "image/png"}), "none of them a page"),
        (record("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), "none of them a page"),
        (record("response", b"no answer of HTTP", Content_Type="application/http"), "none of them a page"),
    ],
    ids=["no pages", "not found", "moved", "a picture", "a revisit", "no answer"],
)  # fmt: skip
def test_an_archive_without_pages_says_so(data: bytes, said: str) -> None:
    """Pictures, errors and redirects are no damage."""
    found = problem(data)
    assert (found.error, said in found.message) == ("NoArticle", True)


def test_text_that_was_made_of_pages_is_read() -> None:
    """Common Crawl keeps texts as conversions; resources are pages without an answer."""
    text = record(
        "conversion",
        TEXT.encode(),
        Content_Type="text/plain",
        WARC_Target_URI="<https://j.example/1>",
    )
    html = record(
        "resource", page(), Content_Type="text/html", WARC_Target_URI="https://j.example/2"
    )
    found = documents(items(text + html))
    assert [(item.text, item.url) for item in found] == [
        (TEXT, "https://j.example/1"), (TEXT, "https://j.example/2"),
    ]  # fmt: skip


def test_a_page_that_cannot_be_read_costs_only_itself() -> None:
    """A page without an article, one too deep, one that is a bomb, one that is too large."""
    pages = [page(), b"<html><a href=/>x</a></html>", b"<html>" + b"<div>" * 9_000, page()]
    found = items(warc(pages))
    assert [getattr(item, "error", "") for item in found] == ["", "NoArticle", "SourceTooLarge", ""]
    bomb = [gzip.compress(bytes(50_000_000)), page()]
    found = items(warc(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}))
    assert [getattr(item, "error", "") for item in found] == ["SourceTooLarge", ""]
    found = items(warc([random.Random(1).randbytes(16_000_000), page()]))
    assert [getattr(item, "error", "") for item in found] == ["SourceTooLarge", ""]
    assert isinstance(found[0], Problem)
    assert "15 MB" in found[0].message


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("part", range(1, 50))
def test_a_file_that_is_cut_is_never_taken_for_a_whole_one(kind: str, part: int) -> None:
    """Wherever it is cut, whole pages are read, and it is said how many records of how many."""
    data = WHOLE[kind]
    end = len(data) * part // 50 + 3
    found = items(data[:end])
    last = found[-1]
    assert isinstance(last, Problem)
    assert last.error == "DamagedSource"
    told = READ.search(last.message)
    assert told
    assert int(told[1]) < int(told[2])
    assert len(found) - 1 == max(0, int(told[1]) - 1)


@pytest.mark.parametrize("kind", WHOLE)
def test_the_last_bytes_count_too(kind: str) -> None:
    """Without the end of its last record, or the checksum of its last member, a file is cut."""
    for less in range(1, 5):
        assert isinstance(items(WHOLE[kind][:-less])[-1], Problem)
    assert len(documents(items(WHOLE[kind]))) == len(items(WHOLE[kind])) == PAGES


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("seed", range(30))
def test_flipped_bytes_cost_only_their_record(kind: str, seed: int) -> None:
    """In a packed file the checksum finds every flip; in one that is not packed, those that matter to records."""
    chance = random.Random(seed)
    data = bytearray(WHOLE[kind])
    # the last four bytes of a member only say how long it is, and the operating system's byte says nothing
    at = chance.randrange(12, len(data))
    data[at] ^= 1 << chance.randrange(8)
    found = items(bytes(data))
    assert len(documents(found)) >= PAGES - 2
    if kind == "packed":
        assert isinstance(found[-1], Problem) or documents(found) == documents(items(WHOLE[kind]))
        for item in documents(found):
            assert item.text in {one.text for one in documents(items(WHOLE[kind]))}


def replaced(old: bytes, new: bytes, count: int = 1) -> bytes:
    """Return the archive that is not packed with some bytes changed."""
    return WHOLE["plain"].replace(old, new, count)


LENGTHS = [int(n) for n in re.findall(rb"Content-Length: (\d+)", WHOLE["plain"])]


def with_length(length: str) -> bytes:
    """Return the archive with another length of the third record."""
    old = b"Content-Length: %d\r\n" % LENGTHS[2]
    at = WHOLE["plain"].index(old, WHOLE["plain"].index(b"jisr.example/2"))
    end = at + len(old)
    return WHOLE["plain"][:at] + f"Content-Length: {length}\r\n".encode() + WHOLE["plain"][end:]


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (with_length(str(LENGTHS[2] - 7)), PAGES - 1),
        (with_length(str(LENGTHS[2] + 7)), PAGES - 1),
        (with_length(str(LENGTHS[2] + 900)), PAGES - 1),
        (with_length(str(LENGTHS[2] * 2)), PAGES - 1),
        (with_length("99999999999"), 1),
        (with_length("-1"), PAGES - 1),
        (with_length("ten"), PAGES - 1),
        (with_length("9" * 400), PAGES - 1),
        (with_length(""), PAGES - 1),
        (replaced(b"WARC/1.0\r\nWARC-Date: 2018", b"XARC/1.0\r\nWARC-Date: 2018"), PAGES - 1),
        (WHOLE["plain"] + b"rubbish at the end", PAGES),
        (b"WARC/1.0\r\n\r\n" + WHOLE["plain"], PAGES),
        (WHOLE["plain"] + b"https://a.example/ 1.1.1.1 20180114 text/html 9\nARC record", PAGES),
        (WHOLE["packed"] + WHOLE["plain"], PAGES),
        (WHOLE["packed"] + b"\x1f\x8b\x08rubbish" + WHOLE["packed"], 2 * PAGES),
        (WHOLE["packed"][:-300] + WHOLE["packed"], 2 * PAGES - 1),
        (gzip.compress(bytes(300_000_000)) + WHOLE["packed"], 0),
        (warc(numbered(2)) + gzip.compress(b"WARC/1.0\r\n" + bytes(99_000_000)) + warc(numbered(2)), 4),
        (WHOLE["packed"] + b"\x1f\x8b\x08" * 300_000, PAGES),
        (WHOLE["packed"] + gzip.compress(b"WARC/")[:-8] * 9_000, PAGES),
    ],
    ids=["too short", "too long", "over the next head", "over the next record", "over the end", "negative",
         "a word", "400 digits", "empty", "no beginning", "rubbish behind", "an empty head before", "ARC behind",
         "plain behind packed", "rubbish between members", "cut and written on", "a bomb before",
         "a bomb between", "a hundred thousand beginnings", "members that are no records"],
)  # fmt: skip
def test_a_damaged_archive_is_partial_and_never_ok(data: bytes, pages: int) -> None:
    """Of what is sound no more than one record is lost with each damage; the damage is told, in time."""
    began = time.monotonic()
    found = items(data)
    assert time.monotonic() - began < 20
    assert isinstance(found[-1], Problem), found[-1]
    assert found[-1].advice
    assert len(documents(found)) >= pages
    if pages:
        assert found[-1].error == "DamagedSource"
        assert READ.search(found[-1].message)


def test_zeros_after_the_last_record_are_no_damage() -> None:
    """Tapes and some disks fill up with them; empty lines between records are no damage either."""
    assert len(documents(items(WHOLE["packed"] + bytes(70_000)))) == PAGES
    assert isinstance(items(WHOLE["packed"] + bytes(70_000))[-1], Document)
    assert (
        len(items(b"\r\n" + WHOLE["plain"] + b"\r\n\r\n")) == 1
    )  # told by content: no archive begins with a line


@pytest.mark.parametrize(
    "address",
    ["../../etc/passwd", "file:///etc/passwd", "https://a b", "x" * 5_000, "https://" + "x" * 5_000,
     "C:\\con", "https://a\u202ecba.example/", "https://a.example/\udcff", ""],
)  # fmt: skip
def test_a_hostile_address_is_a_word_and_nothing_else(address: str) -> None:
    """It is kept if it is one of the web, else left out; no file is ever named by it."""
    found = document(
        record("resource", page(), Content_Type="text/html", WARC_Target_URI=address)
        + record("warcinfo", b"")
    )
    assert found.text == TEXT
    assert found.url is None or found.url.startswith("https://a")


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_beginning_are_survived(data: bytes) -> None:
    """An archive of rubbish is a problem with a name."""
    for head in (b"WARC/1.0\r\n", b"WARC/"):
        for item in items(head + data):
            assert isinstance(item, Problem)
            assert item.advice


BITS = st.sampled_from(
    [b"WARC/1.0\r\n", b"Content-Length: 3\r\n", b"Content-Length: 99\r\n", b"WARC-Type: response\r\n", b"\r\n", b"abc",
     b"\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"\n", gzip.compress(b"WARC/1.0\r\n\r\n"),
     record("warcinfo", b"a"), gzip.compress(record("warcinfo", b"a")), BODY.encode(), b"\0", b"\x1f\x8b\x08"]
)  # fmt: skip


@given(st.lists(BITS, max_size=12).map(b"".join), st.booleans())
def test_pieces_of_archives_in_any_order_are_survived(data: bytes, is_packed: bool) -> None:
    """Nothing is raised and reading ends."""
    whole = record("warcinfo", b"a") + data
    for item in items(gzip.compress(whole) + data if is_packed else whole):
        assert isinstance(item, Document) or item.advice
