"""Bad input: a named error that says what to do, or a result with a reason; never a traceback, never ten seconds."""

import gzip
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riwaya import pipeline, reading
from riwaya.errors import ReadError
from riwaya.reading import limits
from riwaya.types import Document, Problem
from tests.reading_samples import BODY, HEADLINE, TEXT, items, page

LONGEST = 10.0
"""Seconds that any one source may take, with its reading."""
NAMES = {kind.__name__ for kind in ReadError.__subclasses__()}


def _zip() -> bytes:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return packed.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "NoArticle"),
    "white space only": (lambda: b" \n\t\r\n\xc2\xa0 ", "NoArticle"),
    "not Arabic": (lambda: b"The mayor denied on Sunday that the bridge was closed.\n" * 40, "NoArticle"),
    "digits only": (lambda: b"2018 01 14\n" * 50, "NoArticle"),
    "Hebrew": ("העירייה הכחישה כי הגשר נסגר".encode, "NoArticle"),
    "NUL only": (lambda: b"\0" * 1_000_000, "DamagedSource"),
    "random bytes": (lambda: bytes((n * n * 131 + n * 7) % 251 for n in range(100_000)), "DamagedSource"),
    "Russian in one byte a letter": (lambda: ("Мост открыт для движения. " * 99).encode("cp1251"), "DamagedSource"),
    "50 MB of text": (lambda: (BODY + "\n").encode() * (50_000_000 // len(BODY.encode()) + 1), "SourceTooLarge"),
    "50 MB in one line": (lambda: b"a" * 50_000_000, "SourceTooLarge"),
    "9 MB of Arabic": (lambda: (BODY + "\n").encode() * (9_000_000 // len(BODY.encode())), "SourceTooLarge"),
    "a million letters in one word": (("ق" * 1_100_000).encode, "SourceTooLarge"),
    "50 MB page": (lambda: page() + b"<p>x</p>" * 6_000_000, "SourceTooLarge"),
    "200,000 deep page": (lambda: b"<html><body>" + b"<div>" * 200_000 + BODY.encode(), "SourceTooLarge"),
    "200,000 deep and closed": (lambda: b"<html><b>" * 200_000 + BODY.encode() + b"</b>" * 200_000, "SourceTooLarge"),
    "tables in tables": (lambda: b"<html>" + b"<table><tr><td>" * 60_000, "SourceTooLarge"),
    "100,000 attributes": (
        lambda: b"<html><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">", "SourceTooLarge"
    ),
    "a page of lone brackets": (lambda: b"<html>" + b"<" * 5_000_000, "NoArticle"),
    "a page without an article": (lambda: b"<html><body><a href=/>x</a></body></html>", "NoArticle"),
    "unclosed comment": (lambda: b"<html><body><!-- " + TEXT.encode() * 500, "NoArticle"),
    "unclosed script": (lambda: b"<html><body><script>" + TEXT.encode() * 500, "NoArticle"),
    "gzip bomb": (lambda: gzip.compress(b"\0" * 300_000_000, 9), "SourceTooLarge"),
    "gzip bomb of Arabic": (lambda: gzip.compress(TEXT.encode() * 200_000, 9), "SourceTooLarge"),
    "gzip in gzip": (lambda: gzip.compress(gzip.compress(TEXT.encode())), "UnknownFormat"),
    "gzip that is cut": (lambda: gzip.compress(os.urandom(9) + TEXT.encode())[:-20], "DamagedSource"),
    "gzip with a flipped byte": (lambda: gzip.compress(TEXT.encode())[:-8] + b"\1" * 8, "DamagedSource"),
    "gzip of nothing": (lambda: gzip.compress(b""), "NoArticle"),
    "gzip header alone": (lambda: b"\x1f\x8b\x08", "DamagedSource"),
    "PDF": (lambda: b"%PDF-1.7\n" + b"\0" * 99, "UnknownFormat"),
    "ZIP": (_zip, "UnknownFormat"),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "UnknownFormat"),
    "RSS feed": (lambda: b'<?xml version="1.0"?><rss><channel/></rss>', "NoArticle"),
    "XML with an outer entity": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        "UnknownFormat",
    ),
    "JSON 200,000 deep": (lambda: b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "SourceTooLarge"),
    "JSON that is cut": (lambda: b'{"title": "' + TEXT.encode(), "DamagedSource"),
    "JSON number of a million digits": (lambda: b'{"text": ' + b"9" * 1_000_000 + b"}", "DamagedSource"),
    "JSON line of 50 MB": (lambda: b'{"text": "' + b"a" * 50_000_000 + b'"}', "SourceTooLarge"),
    "mojibake": (lambda: TEXT.encode().decode("cp1252", "replace").encode(), "DamagedSource"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_source_is_a_named_problem_in_time(name: str) -> None:
    """Its error is one of the tree, its advice is not empty, and it takes less than ten seconds."""
    make, error = HOSTILE[name]
    data = make()
    began = time.monotonic()
    (found,) = items(data)
    assert time.monotonic() - began < LONGEST
    assert isinstance(found, Problem)
    assert found.error == error, found
    assert found.message
    assert found.advice


SURVIVED: dict[str, bytes] = {
    "bidi controls": f"\u202e{HEADLINE}\u202c\n\n\u2067{BODY}\u2069".encode(),
    "a NUL in the text": TEXT.replace("الجسر", "ال\0جسر", 1).encode(),
    "a NUL in a page": page("<p>وأكدت البلدية أن ال\0جسر سيبقى مفتوحا.</p>"),
    "lone surrogates in JSON": (
        '{"title": "\\ud83d ' + HEADLINE + '", "text": "' + "\\ud800" * 9 + '"}'
    ).encode(),
    "a surrogate in UTF-8": TEXT.encode() + b"\xed\xa0\x80",
    "5,000 marks on one letter": (TEXT + " ق" + "\u0651" * 5_000).encode(),
    "50 KB of one letter": (TEXT + " " + "ق" * 50_000).encode(),
    "20 KB without a full stop": (HEADLINE + "\n\n" + "قال الناطق إن الجسر مفتوح " * 800).encode(),
    "10,000 quotation marks": (HEADLINE + "\n\n" + "قال الناطق « " * 10_000).encode(),
    "60,000 blocks": page("<div><a href=x>y</a></div>" * 60_000),
    "500 deep": page("<div>" * 490 + "x" + "</div>" * 490),
    "a page within tables": b"<html><table><tr><td>" * 90 + page(),
    "tag characters and emoji": (TEXT + "\U000e0041\U0001f469\u200d\U0001f680").encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", SURVIVED)
def test_an_odd_source_is_read_in_time(name: str) -> None:
    """It is an article all the same, or a problem with a name; its reading takes less than ten seconds."""
    data = SURVIVED[name]
    began = time.monotonic()
    (found,) = items(data)
    if isinstance(found, Document):
        pipeline.read_text(found.text)
        assert found.text.encode()
    assert time.monotonic() - began < LONGEST
    if name != "60,000 blocks":
        assert isinstance(found, Document), found


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("bidi controls", "4 invisible direction controls"),
        ("a NUL in the text", "1 control characters"),
        ("lone surrogates in JSON", "10 lone surrogates became U+FFFD"),
        ("a surrogate in UTF-8", "3 broken letters became U+FFFD"),
    ],
)
def test_what_was_odd_is_said_in_the_notes(name: str, note: str) -> None:
    """A reader of the result can see what was in the source."""
    (found,) = items(SURVIVED[name])
    assert isinstance(found, Document)
    assert note in found.notes


def test_direction_controls_are_kept() -> None:
    """Evidence is not cleaned; showing it harmlessly is the work of export."""
    (found,) = items(SURVIVED["bidi controls"])
    assert isinstance(found, Document)
    assert found.text == f"\u202e{HEADLINE}\u202c\n\n\u2067{BODY}\u2069"


def test_the_longest_article_that_is_accepted_is_read_in_time() -> None:
    """The limit on characters holds the engine below ten seconds too."""
    text = (HEADLINE + "\n\n" + (BODY + "\n") * (limits.MAX_CHARACTERS // (len(BODY) + 1)))[
        : limits.MAX_CHARACTERS
    ]
    (found,) = items(text.encode())
    assert isinstance(found, Document)
    began = time.monotonic()
    pipeline.read_text(found.text)
    assert time.monotonic() - began < LONGEST


def check(found: list[Document | Problem]) -> None:
    """Hold what every answer to bytes must hold."""
    assert found
    for item in found:
        if isinstance(item, Problem):
            assert item.error in NAMES
            assert item.message
            assert item.advice
        else:
            assert item.text.strip()
            assert item.text.encode()
            assert (item.published is None) == (item.undated is not None)


@given(st.binary(max_size=2_000))
@example(b"\xff\xfe")
@example(b"\x1f\x8b\x08\x00")
@example(b"\xef\xbb\xbf")
@example(b"{")
@example(b"\xd9")
def test_any_bytes_are_survived(data: bytes) -> None:
    """A document or a problem, always."""
    check(items(data))


FRAGMENTS = st.sampled_from(
    [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"{", b'{"text":"', b'"}', b"[", b"]", b"\n", b"\r", b"\0",
     BODY.encode(), HEADLINE.encode("cp1256"), HEADLINE.encode("utf-16-le"), b"\x1f\x8b\x08",
     gzip.compress(TEXT.encode()),
     b"\\ud800", b'{"title":"\xd8\xa7"}', b" ", b"\xff", "قال".encode(), b'"date": "2018-01-01",', b"%PDF-"]
)  # fmt: skip


@given(
    st.lists(FRAGMENTS, max_size=8).map(b"".join),
    st.sampled_from([None, "utf-16", "cp1256", "x" * 99]),
)
def test_bytes_made_of_true_pieces_are_survived(data: bytes, stated: str | None) -> None:
    """Pieces of formats in any order go deeper than noise does."""
    check(items(data, stated))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no such file"),
        (".", "folder"),
        ("no-such-file.txt", "no such file"),
        ("no-such-folder/\0", "cannot be read"),
        ("x" * 5_000, "too long"),
        ("../" * 400 + "no-such", ""),
        ("\udcff\udcfe.txt", "no such file"),
        ("\u202eخبر.txt", "no such file"),
    ],
)
def test_a_name_that_leads_nowhere_is_a_problem(source: str, said: str) -> None:
    """Names that no file can have included."""
    (found,) = reading.read(source)
    assert isinstance(found, Problem)
    assert found.error == "Unreachable"
    assert said in found.message
    assert found.source.encode() is not None


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
def test_devices_that_never_end_are_left(device: str) -> None:
    """No more is read than the limit."""
    (found,) = reading.read(device)
    assert isinstance(found, Problem)


def test_one_bad_source_never_stops_the_others(tmp_path: Path) -> None:
    """Every second file is hostile; every other one is read, by the real command."""
    names = []
    for number, name in enumerate(
        ["200,000 deep page", "gzip bomb", "50 MB of text", "NUL only", "PDF"]
    ):
        bad, good = tmp_path / f"{number}-bad.txt", tmp_path / f"{number}-good.txt"
        bad.write_bytes(HOSTILE[name][0]())
        good.write_bytes(TEXT.encode())
        names += [str(bad), str(good)]
    done = subprocess.run(
        [sys.executable, "-m", "riwaya", "read", "--json", *names],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.count("\n") == 5
    assert done.stderr.count("\n") == 5
    assert "Traceback" not in done.stderr
