"""Lists of sources: folders and patterns give the same files in the same order, each once."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import reading

FILES = (
    "b.txt",
    "a.txt",
    "sub/z.html",
    "sub/deep/c.json",
    ".hidden",
    "أخبار.txt",
    "[x].txt",
    "x.txt",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with files, which is also the working folder."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["a.txt"], ["a.txt"]),
        (["b.txt", "a.txt", "b.txt"], ["b.txt", "a.txt"]),
        (["sub"], ["sub/z.html", "sub/deep/c.json"]),
        (["*.txt"], ["[x].txt", "a.txt", "b.txt", "x.txt", "أخبار.txt"]),
        (["**/*.json"], ["sub/deep/c.json"]),
        (["[x].txt"], ["[x].txt"]),
        (["s*"], ["sub/z.html", "sub/deep/c.json"]),
        (["sub/**"], ["sub/deep/c.json", "sub/z.html"]),
        (["-", "https://jisr.example/a?b=*"], ["-", "https://jisr.example/a?b=*"]),
        (["no-such.txt", "*.none", "a\0*"], ["no-such.txt", "*.none", "a\0*"]),
        ([], []),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("folder")
def test_sources_are_listed_in_order(given: list[str], wanted: list[str]) -> None:
    """Files first, then folders; hidden files are left out; what matches nothing stays."""
    assert list(reading.sources(given)) == wanted


def test_a_whole_folder_is_listed_without_what_is_hidden(folder: Path) -> None:
    """Paths may be given as paths; all files but the hidden one come."""
    found = [Path(name).relative_to(folder).as_posix() for name in reading.sources([folder])]
    assert found == [
        "[x].txt", "a.txt", "b.txt", "x.txt", "أخبار.txt", "sub/z.html", "sub/deep/c.json",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_links_to_folders_and_pipes_are_left(folder: Path) -> None:
    """A ring of links ends, and a pipe that nobody writes to does not hold the run."""
    (folder / "sub" / "ring").symlink_to(folder, target_is_directory=True)
    (folder / "sub" / "link.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "sub" / "pipe")
    assert list(reading.sources(["sub"])) == ["sub/link.txt", "sub/z.html", "sub/deep/c.json"]


def test_a_deep_folder_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders inside one another do not exhaust the stack."""
    path = tmp_path
    for _ in range(300):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert list(reading.sources(["d"])) == ["d/" * 300 + "a.txt"]


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_names_are_survived(names: list[str]) -> None:
    """Nothing is raised, nothing comes twice."""
    # a folder of the real disk may be long; what is not there is enough here
    found = list(reading.sources([f"no-such-folder/{name}" for name in names]))
    assert len(found) == len(set(found)) == len(set(names))
