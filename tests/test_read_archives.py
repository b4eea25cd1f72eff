"""WACZ and Parquet: what they hold is read; what is damaged, hostile or missing is told; no name touches the disk."""

import datetime
import gzip
import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from riwaya import reading
from riwaya.reading import limits, parquet_worker
from riwaya.types import Document, Problem
from tests.archive_samples import numbered, wacz, warc
from tests.reading_samples import BODY, HEADLINE, TEXT, document, items, page, problem

WARC = warc(numbered(2))


def outcomes(data: bytes) -> list[str]:
    """Return what came, in order."""
    return [item.error if isinstance(item, Problem) else "ok" for item in items(data)]


# ---- WACZ -------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_every_archive_in_a_wacz_is_read(packed: bool, tmp_path: Path) -> None:
    """By the order of their names, from memory and from disk; the source names the file and the record."""
    data = wacz({"b.warc": warc([page()], gzip=False), "a.warc.gz": WARC}, packed=packed)
    assert [item.source for item in items(data)] == [
        "here:archive/a.warc.gz:2", "here:archive/a.warc.gz:3", "here:archive/b.warc:2",
    ]  # fmt: skip
    (tmp_path / "x").write_bytes(data)
    assert all(isinstance(item, Document) for item in reading.read(str(tmp_path / "x")))
    assert len(items(gzip.compress(data))) == 3


def listed(name: str, digest: str) -> dict[str, bytes]:
    """Return a list of files that promises one."""
    text = f'{{"resources": [{{"name": "x", "path": "archive/{name}", "hash": "{digest}", "bytes": 9}}]}}'
    return {"datapackage.json": text.encode()}


def test_what_an_archive_promises_must_be_there() -> None:
    """A file that is missing, or is not the one that was promised, is damage; the pages that are there are read."""
    import hashlib

    right = f"sha256:{hashlib.sha256(WARC).hexdigest()}"
    assert outcomes(wacz({"a.warc.gz": WARC}, more=listed("a.warc.gz", right))) == ["ok", "ok"]
    wrong = f"sha256:{'0' * 64}"
    assert outcomes(wacz({"a.warc.gz": WARC}, more=listed("a.warc.gz", wrong)))[2:] == [
        "DamagedSource"
    ]
    missing = items(wacz({"a.warc.gz": WARC}, more=listed("b.warc.gz", right)))
    assert isinstance(missing[-1], Problem)
    assert "promised and not there" in missing[-1].message
    assert len(missing) == 3


def many_names(count: int) -> bytes:
    """Return a ZIP file with a list of so many empty files, made by hand."""
    entry = (
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, len(local), 0
    )
    return local + entry * count + end


def overlapping() -> bytes:
    """Return a WACZ whose second file is the first one's bytes again."""
    data = wacz({"a.warc.gz": WARC, "b.warc.gz": WARC})
    at = data.rindex(b"PK\1\2", 0, data.rindex(b"PK\1\2"))
    return data[: at + 42] + struct.pack("<L", 0) + data[at + 46 :]


def link() -> bytes:
    """Return a WACZ in which an archive is a link to a file of the disk."""
    out = io.BytesIO(wacz({"a.warc.gz": WARC}))
    with zipfile.ZipFile(out, "a") as file:
        entry = zipfile.ZipInfo("archive/b.warc.gz")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    return out.getvalue()


def named(*names: str) -> bytes:
    """Return a WACZ with archives under these names as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, WARC)
    return out.getvalue()


def encrypted() -> bytes:
    """Return a WACZ that says it is encrypted."""
    data = bytearray(wacz({"a.warc.gz": WARC}))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "a million names": (lambda: many_names(1_000_000), ["SourceTooLarge"]),
    "twenty thousand names": (lambda: many_names(20_000), ["UnknownFormat"]),
    "files over one another": (overlapping, ["DamagedSource"]),
    "a link": (link, ["ok", "ok", "DamagedSource"]),
    "names that lead away": (
        lambda: named("../../a.warc.gz", "/etc/a.warc.gz", "archive/../../a.warc.gz", "C:\\archive\\a.warc"),
        ["UnknownFormat"],
    ),
    "a name with a folder": (lambda: named("archive/a/b.warc.gz"), ["UnknownFormat"]),
    "a long name": (lambda: named(f"archive/{'x' * 5_000}.warc.gz"), ["UnknownFormat"]),
    "a bomb": (lambda: wacz({"a.warc": bytes(300_000_000)}, packed=True), ["SourceTooLarge"]),
    "a bomb in gzip": (
        lambda: wacz({"a.warc.gz": gzip.compress(b"WARC/1.0\r\n" + bytes(300_000_000))}), ["DamagedSource"]),
    "encrypted": (encrypted, ["DamagedSource"]),
    "cut": (lambda: wacz({"a.warc.gz": WARC})[:-30], ["DamagedSource"]),
    "cut in the midst": (lambda: wacz({"a.warc.gz": WARC})[:900], ["DamagedSource"]),
    "the archive in it is cut": (lambda: wacz({"a.warc.gz": WARC[:-9]}), ["ok", "DamagedSource"]),
    "a damaged one and a sound one": (
        lambda: wacz({"a.warc.gz": b"rubbish", "b.warc.gz": WARC}), ["DamagedSource", "ok", "ok"]),
    "a list of files that is no JSON": (
        lambda: wacz({"a.warc.gz": WARC}, more={"datapackage.json": b"{" * 9_999}), ["DamagedSource"]),
    "an Office document": (lambda: wacz({}, more={"word/document.xml": b"<w/>"}), ["UnknownFormat"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_named_and_its_sound_archives_are_read(name: str) -> None:
    """In time; what memory it takes is measured with all others, in a process of its own."""
    make, wanted = HOSTILE[name]
    data = make()
    began = time.monotonic()
    assert outcomes(data) == wanted
    assert time.monotonic() - began < 20


def test_no_name_in_an_archive_is_opened_on_the_disk(tmp_path: Path) -> None:
    """Seen by an audit hook in a process of its own: nothing but the archive and Python's own files is opened."""
    source = tmp_path / "own.wacz"
    source.write_bytes(
        wacz(
            {
                "a.warc.gz": warc([page()], url="file:///etc/passwd"),
                "..%2f..%2fetc%2fpasswd.warc": WARC,
            }
        )
    )
    code = """
import sys
from riwaya import reading
from riwaya.reading import warc, wacz, markup
list(reading.read(sys.argv[1]))
seen = []
sys.addaudithook(lambda event, given: seen.append(str(given[0])) if event == "open" else None)
found = list(reading.read(sys.argv[1]))
print(len(found), {name for name in seen if not name.endswith((".py", ".pyc"))} - {sys.argv[1]})
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(source)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "3 set()"


@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=60)
def test_a_wacz_with_any_bytes_changed_is_survived(at: int, new: bytes) -> None:
    """What comes is a document of the archive or a problem with advice."""
    data = wacz({"a.warc.gz": WARC})
    at %= len(data)
    whole = {item.text for item in items(data) if isinstance(item, Document)}
    for item in items(data[:at] + new + data[at + len(new) :]):
        if isinstance(item, Document):
            assert item.text in whole or at < 4
        else:
            assert item.advice


# ---- Parquet ----------------------------------------------------------------------------------


def table(
    rows: int = 3, columns: dict[str, list[object]] | None = None, **settings: object
) -> bytes:
    """Return a Parquet file."""
    stated: dict[str, list[object]] = {
        "id": list(range(rows)),
        "title": [HEADLINE] * rows,
        "text": [f"{BODY}\nالطبعة {number}." for number in range(rows)],
    }
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns or stated), out, **settings)
    return out.getvalue()


def test_columns_go_by_the_names_of_all_records() -> None:
    """Days and instants, paragraphs and words in bytes are understood; other columns are not even read."""
    columns: dict[str, list[object]] = {
        "العنوان": [HEADLINE.encode()],
        "Text": [BODY.split("\n")],
        "Pub_Date": [datetime.date(2018, 1, 14)],
        "url": ["https://jisr.example/1"],
        "الصحيفة": ["صحيفة الجسر"],
        "vector": [[0.5] * 99],
        "source_id": [7],
    }
    found = document(table(columns=columns))
    assert (found.text, found.published, found.publisher, found.url) == (
        TEXT, "2018-01-14", "صحيفة الجسر", "https://jisr.example/1",
    )  # fmt: skip
    assert found.source == "here:1"


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "brotli", "zstd", "lz4"])
def test_any_compression(compression: str, tmp_path: Path) -> None:
    """From memory, from disk, and packed once more."""
    data = table(compression=compression)
    assert outcomes(data) == ["ok"] * 3
    (tmp_path / "x").write_bytes(data)
    assert [item.source for item in reading.read(str(tmp_path / "x"))] == [
        f"{tmp_path / 'x'}:{n}" for n in (1, 2, 3)
    ]
    assert outcomes(gzip.compress(data)) == ["ok"] * 3


def test_a_table_in_many_groups_is_read_whole() -> None:
    """Rows keep their order; a row without an article costs only itself."""
    titles: list[object] = [f"خبر الجسر رقم {number}" for number in range(1_000)]
    titles[500] = None
    found = items(table(columns={"title": titles}, row_group_size=300))
    assert len(found) == 1_000
    assert [n for n, item in enumerate(found) if isinstance(item, Problem)] == [500]
    assert isinstance(found[999], Document)
    assert found[999].text == "خبر الجسر رقم 999"


def flipped() -> bytes:
    """Return a table of several groups with damage in the pages of its last."""
    data = bytearray(
        table(
            2_000,
            row_group_size=500,
            compression="none",
            use_dictionary=False,
            write_page_checksum=True,
        )
    )
    at = len(data) * 9 // 10
    data[at : at + 40] = b"\xff" * 40
    return bytes(data)


TABLES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "cut": (lambda: table()[:-9], "DamagedSource", "damaged"),
    "cut in the midst": (lambda: table()[:300], "DamagedSource", "damaged"),
    "the mark alone": (lambda: b"PAR1", "DamagedSource", "damaged"),
    "two marks": (lambda: b"PAR1PAR1", "DamagedSource", "damaged"),
    "a head that lies": (lambda: table()[:-8] + b"\xff\xff\xff\x7fPAR1", "DamagedSource", "damaged"),
    "a spoilt head": (lambda: table()[:-60] + b"\xff" * 40 + table()[-20:], "DamagedSource", "damaged"),
    "no known column": (lambda: table(columns={"a": ["b"]}), "UnknownFormat", "none of its columns"),
    "no rows": (lambda: table(columns={"title": []}), "NoArticle", "no rows"),
    "one word of 80 MB": (
        lambda: table(columns={"title": ["خ" * 40_000_000]}, use_dictionary=False, compression="zstd"),
        "SourceTooLarge", ""),
    "one text 20,000 times": (
        lambda: table(columns={"title": ["خبر " * 5_000] * 20_000}, compression="zstd"),
        "SourceTooLarge", "100 times its size"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_cannot_be_read_is_named(name: str) -> None:
    """The process that reads it may die; ours neither dies nor grows."""
    make, error, said = TABLES[name]
    data = make()
    began = time.monotonic()
    found = items(data)[-1]
    assert time.monotonic() - began < 20
    assert isinstance(found, Problem)
    assert found.error == error, found
    assert said in found.message
    assert found.advice


def test_damage_in_a_later_group_leaves_the_rows_before_it() -> None:
    """It is said how many rows were read."""
    found = items(flipped())
    assert isinstance(found[-1], Problem)
    assert found[-1].error == "DamagedSource"
    assert len(found) - 1 >= 500
    assert f"{len(found) - 1:,} rows were read" in found[-1].message


def test_a_missing_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare installation names the extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (found,) = parquet_worker.answers()
    monkeypatch.setattr("riwaya.reading.parquet._rows", lambda *_: iter([found]))
    said = problem(b"PAR1")
    assert said.error == "UnknownFormat"
    assert "riwaya[parquet]" in said.advice


def test_a_worker_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock on our side holds where the system's limits do not."""
    monkeypatch.setattr(limits, "TABLE_SECONDS", 0.01)
    assert problem(table()).error == "SourceTooLarge"


# ---- evidence ---------------------------------------------------------------------------------


def kept(data: bytes) -> list[tuple[bytes, datetime.datetime | None]]:
    """Return the bytes that each document came from, and when they were fetched."""
    keeper = reading.Keeper()
    found = []
    for item in reading.from_bytes(data, source="here", keeper=keeper):
        assert isinstance(item, Document)
        assert keeper.original is not None
        found.append((keeper.original.data, keeper.original.fetched_at))
    return found


def test_the_bytes_of_each_document_are_kept() -> None:
    """A page of an archive with the instant of its record, a row of a table with its line breaks."""
    pages = numbered(2)
    when = datetime.datetime(2018, 1, 14, 20, tzinfo=datetime.UTC)
    assert kept(warc(pages)) == [(pages[0], when), (pages[1], when)]
    assert kept(wacz({"a.warc.gz": warc(pages)})) == [(pages[0], when), (pages[1], when)]
    rows = f'title,text\n"{HEADLINE}","أ\nب"\n{HEADLINE},ج\n'
    assert [data.decode() for data, _ in kept(rows.encode())] == [
        f'"{HEADLINE}","أ\nب"\n', f"{HEADLINE},ج\n",
    ]  # fmt: skip
    assert b"title" in kept(table(1))[0][0]
