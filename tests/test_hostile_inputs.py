"""Sixty and more damaged and hostile inputs in one run: each ends as done, partial or failed; nothing else is lost.

They are made here, by the rows on bombs, XML, HTML, names and archives in our list of what to throw at the program. One
process reads them all, as `riwaya read` does; its memory is measured, and a sound article stands between any two.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from backports import zstd

from riwaya.errors import ReadError
from tests import test_read_archives as archives
from tests import test_read_feeds as feeds
from tests.archive_samples import numbered, record, wacz, warc
from tests.reading_samples import BODY, HEADLINE, TEXT, page

Make = Callable[[], bytes]
DONE, PARTIAL, FAILED = "done", "partial", "failed"
PAGES = warc(numbered(3))
PLAIN = warc(numbered(3), gzip=False)
MEGABYTE = b"\0" * 1_000_000
LARGE = b"WARC/1.0\r\nContent-Length: 300000000\r\n\r\n"
OPEN = f'title,text\n{HEADLINE},أ\n"ب,{HEADLINE}\n{HEADLINE},ج\n'
BROKEN = f'{{"title": "{HEADLINE}"}}\n{{"title": \n'


def sent(body: bytes, coding: str) -> bytes:
    """Return an archive with a page that was sent in a coding, and a sound one behind it."""
    return warc([body], headers={"Content-Type": "text/html", "Content-Encoding": coding}) + warc(
        [page()]
    )


def packed_zeros(megabytes: int) -> bytes:
    """Return a gzip bomb, made without holding what it unpacks to."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(MEGABYTE) for _ in range(megabytes)) + packer.flush()


def html(inner: bytes) -> bytes:
    """Return a page of one thing."""
    return b"<html><body>" + inner


BOMBS: dict[str, tuple[Make, str]] = {
    "gzip of 300 MB": (lambda: packed_zeros(300), FAILED),
    "gzip of 10 GB": (lambda: packed_zeros(100) * 100, FAILED),
    "gzip in gzip of 300 MB": (lambda: gzip.compress(packed_zeros(300)), FAILED),
    "many members": (lambda: gzip.compress(MEGABYTE) * 300, FAILED),
    "zstd of 300 MB": (lambda: zstd.compress(MEGABYTE * 300), FAILED),
    "zstd of many frames": (lambda: zstd.compress(MEGABYTE) * 3_000, FAILED),
    "a record of 300 MB": (lambda: PAGES + gzip.compress(LARGE + MEGABYTE * 300) + PAGES, PARTIAL),
    "a page in gzip": (lambda: sent(packed_zeros(300), "gzip"), PARTIAL),
    "a page in deflate": (lambda: sent(zlib.compress(MEGABYTE * 100), "deflate"), PARTIAL),
    "a page in Brotli": (lambda: sent(brotli.compress(MEGABYTE * 100), "br"), PARTIAL),
    "a page in zstd": (lambda: sent(zstd.compress(MEGABYTE * 300), "zstd"), PARTIAL),
    "a page in gzip, twice": (lambda: sent(gzip.compress(packed_zeros(300)), "gzip, gzip"), PARTIAL),
    "a packed archive in a ZIP file": (lambda: wacz({"a.warc": MEGABYTE * 300}, packed=True), FAILED),
    "JSON Lines in gzip": (lambda: gzip.compress(b'{"title": "' + b"a" * 99_000_000 + b'"}'), FAILED),
}  # fmt: skip
XML: dict[str, tuple[Make, str]] = {
    name: (make, DONE if wanted == "ok" else FAILED)
    for name, (make, wanted) in feeds.HOSTILE.items()
    if not name.startswith(("a million", "public", "brackets", "UTF-16", "no items"))
}
XML |= {
    "a feed that is cut": (feeds.rss(feeds.ITEM * 3)[:-700].encode, PARTIAL),
    "a feed with a bare ampersand": (
        lambda: feeds.rss(feeds.ITEM.replace(HEADLINE, "أ & ب")).encode(),
        DONE,
    ),
}
HTML: dict[str, tuple[Make, str]] = {
    "a million deep": (lambda: html(b"<div>" * 1_000_000), FAILED),
    "a thousand deep": (lambda: html(b"<div>" * 1_000 + BODY.encode()), FAILED),
    "60,000 blocks": (lambda: html(b"<div><a href=x>y</a></div>" * 60_000), FAILED),
    "a paragraph of 24 MB": (lambda: html(b"<p>" + BODY.encode() * 50_000), FAILED),
    "100,000 attributes": (lambda: html(b"<p " + b" ".join(b"a%d" % n for n in range(100_000)) + b">"), FAILED),
    "unclosed everything": (lambda: html(b"<table><tr><td><b><i><ul><li>" * 50_000), FAILED),
}  # fmt: skip
NAMES: dict[str, tuple[Make, str]] = {
    f"an address: {name}": (
        lambda name=name: record("resource", page(), Content_Type="text/html", WARC_Target_URI=name), DONE)  # type: ignore[misc]
    for name in ("../../etc/passwd", "..%2f..%2fetc", "%c0%ae%c0%ae/", "C:\\con", "x" * 5_000, "https://\u202egnp.example")
}  # fmt: skip
NAMES |= {
    f"a ZIP file: {name}": (make, PARTIAL if "ok" in wanted else FAILED)
    for name, (make, wanted) in archives.HOSTILE.items()
    if "bomb" not in name and "twenty" not in name
}
BOMBS |= {
    f"Parquet: {name}": (archives.TABLES[name][0], FAILED)
    for name in ("one word of 80 MB", "one text 20,000 times")
}
DAMAGED: dict[str, tuple[Make, str]] = {
    "cut in a record": (lambda: PAGES[:-200], PARTIAL),
    "cut in the first record": (lambda: PAGES[:40], FAILED),
    "cut in a record, not packed": (lambda: PLAIN[:-200], PARTIAL),
    "cut in the end mark": (lambda: PLAIN[:-2], PARTIAL),
    "a flipped byte": (lambda: PAGES[:1_500] + bytes([PAGES[1_500] ^ 64]) + PAGES[1_501:], PARTIAL),
    "ARC behind": (lambda: PLAIN + b"https://a.example/ 1.1.1.1 20180114 text/html 9\nno record", PARTIAL),
    "ARC alone": (lambda: b"filedesc://a.arc 0.0.0.0 20180114 text/plain 9\n1 0 a\n\n", FAILED),
    "a wrong length": (lambda: re.sub(rb"(Content-Length: )\d+", rb"\g<1>7", PLAIN, count=2), PARTIAL),
    "a page of errors": (lambda: b"<html><body><h1>404 Not Found</h1></body></html>", FAILED),
    "empty": (lambda: b"", FAILED),
    "a wrong gzip": (lambda: b"\x1f\x8b\x08\x00" + PLAIN, FAILED),
    "written on after a crash": (lambda: PAGES[:-300] + PAGES, PARTIAL),
    "Parquet that is cut": (lambda: archives.table()[:-9], FAILED),
    "Parquet with damage behind": (archives.flipped, PARTIAL),
    "a table with a quote left open": (OPEN.encode, PARTIAL),
    "JSON Lines with a broken line": (BROKEN.encode, PARTIAL),
}  # fmt: skip
INPUTS = {
    f"{row} {name}": input
    for row, inputs in (("2", BOMBS), ("3", XML), ("4", HTML), ("6", NAMES), ("18", DAMAGED))
    for name, input in inputs.items()
}
GROWTH = 64_000
"""KB by which the memory of the process may grow over what a sound article takes."""
SECONDS = 20


def test_there_are_sixty_of_them() -> None:
    """And more."""
    assert len(INPUTS) >= 60


MEASURE = """
import json, sys, time

def told(name):
    with open("/proc/self/status") as file:
        return int(next(line.split()[1] for line in file if line.startswith(name)))

def measured(work, before):
    # the peak is set back first; getrusage would tell that of the process that started this one
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    began = time.monotonic()
    found = work()
    return round(time.monotonic() - began, 2), told("VmHWM") - before, found
"""
RUN = f"""{MEASURE}
from riwaya import reading
from riwaya.reading import feed_elements, page, parquet, records, table, wacz, warc

def read(name):
    return [
        [type(item).__name__, getattr(item, "error", ""), getattr(item, "message", ""), getattr(item, "text", "")]
        for item in reading.read(name)
    ]

for name in sys.argv[1:3]:
    read(name)
before = told("VmRSS")  # what earlier inputs leave behind counts against later ones
for name in sys.argv[3:]:
    print(json.dumps([name, *measured(lambda: read(name), before)]), flush=True)
"""
pytestmark = pytest.mark.skipif(
    not os.access("/proc/self/clear_refs", os.W_OK), reason="memory is measured as Linux tells it"
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Read all of them in one process, a sound article after each, and return what it told of every file."""
    folder = tmp_path_factory.mktemp("hostile")
    warm, sound, names = folder / "warm", folder / "sound", []
    warm.write_bytes(PAGES)
    sound.write_bytes(TEXT.encode())
    for number, (make, _) in enumerate(INPUTS.values()):
        path = folder / str(number)
        path.write_bytes(make())
        names += [str(path), str(sound)]
    command = [sys.executable, "-c", RUN, str(warm), str(sound), *names]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    told = defaultdict(list)
    for line in done.stdout.splitlines():
        name, *rest = json.loads(line)
        told[Path(name).name].append(rest)
    return told


@pytest.mark.parametrize("name", INPUTS)
def test_each_ends_as_done_partial_or_failed(name: str, answers: dict[str, Any]) -> None:
    """In time, within memory, with a reason and advice for whatever was not read."""
    wanted = INPUTS[name][1]
    ((seconds, grown, found),) = answers[str(list(INPUTS).index(name))]
    errors = [error for kind, error, _, _ in found if kind == "Problem"]
    good = len(found) - len(errors)
    ended = FAILED if not good else PARTIAL if errors else DONE
    assert ended == wanted, found
    assert seconds < SECONDS
    assert grown < GROWTH
    assert set(errors) <= {kind.__name__ for kind in ReadError.__subclasses__()}
    for _, _, message, text in found:
        assert message or text
        assert "root:" not in text


def test_the_measure_of_memory_can_fail() -> None:
    """What takes a hundred megabytes is seen to, though the process that starts it is larger."""
    code = MEASURE + "print(measured(lambda: len(bytes(b'y' * 100_000_000)), told('VmRSS'))[1])"
    held = b"x" * 200_000_000
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) > GROWTH
    assert len(held) > GROWTH


def test_nothing_else_was_lost(answers: dict[str, Any]) -> None:
    """The sound article was read each time."""
    assert len(answers["sound"]) == len(INPUTS)
    assert all(
        [(kind, text) for kind, _, _, text in found] == [("Document", TEXT)]
        for _, _, found in answers["sound"]
    )
