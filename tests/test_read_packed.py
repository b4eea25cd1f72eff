"""Packed sources: gzip, zstd and the codings of HTTP are opened within limits; what is cut or a bomb is named."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import DamagedSource, ReadError, SourceTooLarge, UnknownFormat
from riwaya.reading import extras, limits, unpack
from riwaya.reading.stream import of_bytes
from riwaya.types import Document
from tests.reading_samples import TEXT, document, items, problem

Pack = Callable[[bytes], bytes]


def raw_deflate(data: bytes) -> bytes:
    """Return deflate without a header."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


FILES: dict[str, Pack] = {"gzip": gzip.compress, "zstd": zstd.compress}
CODINGS: dict[str, Pack] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("name", FILES)
def test_a_packed_text_is_the_text(name: str) -> None:
    """One member, or several that follow one another; zeros after the last are no matter."""
    pack, data = FILES[name], TEXT.encode()
    assert document(pack(data)).text == TEXT
    assert document(pack(data[:100]) + pack(data[100:])).text == TEXT
    if name == "gzip":
        assert document(pack(data) + bytes(512)).text == TEXT


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda data: data[:-10], "DamagedSource"),
        (lambda data: data[:20], "DamagedSource"),
        (lambda data: data[:30] + b"\xff\xff\xff\xff" + data[34:], "DamagedSource"),
        (lambda data: data + b"rubbish after the end", "DamagedSource"),
    ],
    ids=["cut", "cut at the head", "flipped", "more than one"],
)
def test_damaged_packing_is_named(name: str, spoil: Pack, error: str) -> None:
    """A text that is not whole is not read as if it were."""
    assert problem(spoil(FILES[name](TEXT.encode() * 3))).error == error


@pytest.mark.parametrize("name", FILES)
def test_what_is_packed_twice_is_refused(name: str) -> None:
    """One layer is opened."""
    for inner in FILES.values():
        assert problem(FILES[name](inner(TEXT.encode()))).error == "UnknownFormat"


@pytest.mark.parametrize("coding", CODINGS)
@given(data=st.binary(max_size=3_000))
def test_codings_of_http_give_back_what_was_packed(coding: str, data: bytes) -> None:
    """Any bytes come back whole."""
    assert unpack.decoded(CODINGS[coding](data), coding) == data


def test_deflate_without_its_header_is_opened_too() -> None:
    """Some servers send it so."""
    assert unpack.decoded(raw_deflate(TEXT.encode()), "deflate") == TEXT.encode()


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_is_dropped(coding: str) -> None:
    """A hundred megabytes of zeros are not unpacked."""
    with pytest.raises(SourceTooLarge, match="100 times"):
        unpack.decoded(CODINGS[coding](bytes(100_000_000)), coding)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_above_the_limit_is_refused(coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size counts too, where the ratio is honest."""
    monkeypatch.setattr(limits, "MAX_BODY", 1_000)
    with pytest.raises(SourceTooLarge):
        unpack.decoded(CODINGS[coding](TEXT.encode() * 9), coding)


@pytest.mark.parametrize("coding", CODINGS)
@given(data=st.binary(max_size=200), at=st.integers(0, 200))
def test_damaged_bodies_are_named_or_read(coding: str, data: bytes, at: int) -> None:
    """No error of a library gets out."""
    packed = CODINGS[coding](TEXT.encode())
    try:
        unpack.decoded(packed[:at] + data, coding)
    except ReadError as error:
        assert error.advice


def test_a_coding_that_nobody_knows_is_refused() -> None:
    """The message names it."""
    with pytest.raises(UnknownFormat, match="compress"):
        unpack.decoded(b"", "compress")


def test_a_window_larger_than_memory_should_give_is_refused() -> None:
    """A zstd frame may ask for gigabytes before it gives a byte."""
    options: dict[int, int] = {
        zstd.CompressionParameter.window_log: 30,
        zstd.CompressionParameter.content_size_flag: 0,
    }
    packer = zstd.ZstdCompressor(options=options)
    data = packer.compress(TEXT.encode()) + packer.flush()
    assert problem(data).error == "DamagedSource"


def test_a_missing_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare installation names the extra."""
    monkeypatch.setattr(extras, "ZSTD", "no_such_library")
    found = problem(zstd.compress(TEXT.encode()))
    assert found.error == "UnknownFormat"
    assert "riwaya[archives]" in found.advice


def test_peeking_at_damage_gives_nothing() -> None:
    """Telling what is inside never fails."""
    assert unpack.peek(b"\x1f\x8b\x08" + b"\xff" * 40) == b""
    assert unpack.peek(b"\x28\xb5\x2f\xfd" + b"\xff" * 40) == b""
    assert unpack.peek(gzip.compress(b"abc")) == b"abc"


def test_a_large_packed_file_is_read_by_lines() -> None:
    """Nothing but the line at hand is held."""
    line = b'{"title": "' + TEXT.split("\n")[0].encode() + b'"}\n'
    found = items(zstd.compress(line * 50))
    assert [type(item) for item in found] == [Document] * 50
    stream = unpack.unpack(of_bytes(gzip.compress(line), source=""))
    assert next(stream.lines()) == line.rstrip()
    with pytest.raises(DamagedSource):
        unpack.unpack(of_bytes(gzip.compress(line)[:-1], source="")).everything()
