"""Tables are built from their files once, and anew as soon as a file is another."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from riwaya import tables

ROWS = {"K1": (1, "a"), "K2": (2, ""), "": (3, "no name")}
Rows = tables.Packed[tuple[int, str]]


class Whole(msgspec.Struct):
    """A table with a part that is unpacked on use."""

    rows: Rows


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of data files of one's own, with a cache of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setattr(tables, "DATA", str(folder))
    monkeypatch.setenv("RIWAYA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tables, "_SETTLED", -1)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    """Do as a new start does."""
    for remembered in (tables.raw, tables.digest, tables._status, tables._digests):
        remembered.cache_clear()


def test_packed_values_come_back_as_they_were() -> None:
    kept = tables.encode(Whole(tables.Packed.of(ROWS)))
    rows = tables.decode(kept, Whole).rows
    assert dict(rows.items()) == ROWS
    assert [rows.get(key) for key in ("K2", "K3")] == [(2, ""), None]
    assert "K1" in rows and "K3" not in rows
    assert len(rows) == len(ROWS)
    with pytest.raises(KeyError):
        rows["K3"]


def test_an_empty_packed_table_stays_empty() -> None:
    rows = tables.decode(tables.encode(Whole(tables.Packed.of({}))), Whole).rows
    assert (len(rows), list(rows), "" in rows) == (0, [], False)


def test_words_by_flags_come_back_as_they_were() -> None:
    known = {"K1": 1, "K2": 3, "K3": 1, "K4": 0}
    assert tables.flagged(tables.by_flags(known)) == known


def test_a_digest_is_kept_and_notices_a_file_of_the_same_size(data: Path) -> None:
    (data / "a.toml").write_text("x = 1", "utf-8")
    first = tables.digest("a.toml")
    _forget()
    assert tables.digest("a.toml") == first
    assert tables.raw.cache_info().currsize == 0, "an unchanged file was read"
    (data / "a.toml").write_text("x = 2", "utf-8")
    _forget()
    assert tables.digest("a.toml") != first


def test_a_file_changed_a_moment_ago_is_read_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_SETTLED", 3600 * 10**9)
    (data / "a.toml").write_text("x = 1", "utf-8")
    tables.digest("a.toml")
    _forget()
    tables.digest("a.toml")
    assert tables.raw.cache_info().currsize == 1


def test_a_table_is_built_once_and_anew_for_another_file(data: Path) -> None:
    built = []

    def value() -> int:
        (_, _, number) = tables.raw("a.toml").decode().partition("= ")
        built.append(int(number))
        return built[-1]

    for number in (1, 1, 2):
        (data / "a.toml").write_text(f"x = {number}", "utf-8")
        _forget()
        assert tables.compiled("t", ("a.toml",), int, value) == number
    assert built == [1, 2]


def test_a_broken_cache_is_only_slower(data: Path, tmp_path: Path) -> None:
    (data / "a.toml").write_text("x = 1", "utf-8")
    assert tables.compiled("t", ("a.toml",), int, lambda: 1) == 1
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(b"\xc1")
    _forget()
    assert tables.compiled("t", ("a.toml",), int, lambda: 1) == 1
