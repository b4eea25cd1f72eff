"""The commands that keep a ledger, as a user gives them."""

import io
import re
import sqlite3
import sys
from pathlib import Path

import msgspec
import pytest

from riwaya import tables as data
from riwaya.cli.main import main

SAMPLE = str(data.path("samples") / "baydar.txt")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of a ledger that the environment names, with one article in it."""
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("RIWAYA_DB", str(path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return path


@pytest.fixture
def filled(db: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a ledger with one article in it."""
    assert main(["add", SAMPLE]) == 0
    assert "New articles: 1" in capsys.readouterr().out
    return db


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return what was printed, line by line."""
    return [msgspec.json.decode(line) for line in capsys.readouterr().out.splitlines()]


def test_adding_twice_says_so(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time, the source is known."""
    assert main(["add", SAMPLE]) == 0
    out = capsys.readouterr().out
    assert "New articles: 0" in out and "taken in whole before: 1" in out
    assert filled.exists()


@pytest.mark.parametrize(
    ("sources", "code"),
    [((SAMPLE, "none.txt"), 1), (("none.txt",), 3), (("none.txt", "nothing.txt"), 3)],
)
def test_the_exit_code_tells_what_failed(
    db: Path, sources: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems go to standard error, each with what to do."""
    assert main(["add", *sources]) == code
    assert "none.txt: There is no such file." in capsys.readouterr().err
    assert db.exists()


def test_events_for_programs(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--json`` writes a line for each problem and commit, and the sums at the end."""
    assert main(["add", "--json", SAMPLE, "none.txt"]) == 1
    lines = told(capsys)
    events = [line["event"] for line in lines]
    assert set(events) == {"problem", "progress", "done"} and events[-1] == "done"
    assert db.exists()


@pytest.mark.parametrize(
    "command", ["show 1234", "stats", "sources", "verify", "rebuild", "backup x"]
)
def test_looking_makes_no_ledger(
    db: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no ledger, the command says how to make one."""
    assert main(command.split()) == 2
    assert "riwaya add" in capsys.readouterr().err
    assert not db.exists()


def test_an_article_is_shown_by_its_id(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it would be read, with where it came from; its statements alone by theirs."""
    main(["stats", "--json"])
    (stats,) = told(capsys)
    rows = stats["rows"]
    assert isinstance(rows, dict) and rows["documents"] == 1 and rows["statements"] > 3
    from riwaya.ledger import open_ledger

    with open_ledger(filled) as ledger:
        (document,) = ledger.documents()
        statement = next(iter(ledger.statements()))
    assert main(["show", document.id[:10]]) == 0
    whole = capsys.readouterr().out
    assert "baydar.txt" in whole and "version 1 of 1" in whole
    assert main(["show", statement.id]) == 0
    part = capsys.readouterr().out
    assert len(part) < len(whole) and statement.quote is not None
    assert main(["show", document.id, "--json"]) == 0
    (reading,) = told(capsys)
    assert isinstance(reading["document"], dict) and reading["document"]["id"] == document.id
    assert main(["show", "ffffffff"]) == 2
    assert "begins with ffffffff" in capsys.readouterr().err


def test_the_original_comes_back(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--original`` writes the very bytes of the file."""
    from riwaya.ledger import open_ledger

    with open_ledger(filled) as ledger:
        (document,) = ledger.documents()
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["show", document.id, "--original"]) == 0
    out.flush()
    assert out.buffer.getvalue() == Path(SAMPLE).read_bytes()
    assert capsys.readouterr().err == ""


def test_an_ambiguous_beginning_lists_the_ids(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where several things answer, nothing is guessed."""
    with sqlite3.connect(filled) as connection:
        for number in (0, 1):
            digest = bytes.fromhex(f"abcd{number:028}")
            connection.execute("UPDATE statements SET id = ? WHERE number = ?", (digest, number))
    assert main(["show", "abcd"]) == 2
    assert [line[:4] for line in capsys.readouterr().out.splitlines()] == ["abcd", "abcd"]
    assert main(["show", "abcd", "--json"]) == 2
    assert len(told(capsys)[0]) == 2


def test_the_ledger_is_looked_after(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verify, rebuild, doctor, backup and restore say what they found and did."""
    assert main(["verify"]) == 0
    assert "No fault" in capsys.readouterr().out
    assert main(["rebuild", "--json"]) == 0
    (first,) = told(capsys)
    main(["rebuild", "--json"])
    assert told(capsys) == [first]
    assert main(["doctor"]) == 0
    assert "NOT WELL" not in capsys.readouterr().out
    backup = str(tmp_path / "backup.db")
    assert main(["backup", backup]) == 0
    assert main(["backup", backup]) == 2
    assert main(["restore", backup]) == 2
    assert main(["restore", backup, "--replace"]) == 0
    assert main(["sources", "--json"]) == 0
    assert filled.exists()


def test_a_fault_is_told(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was changed behind the program's back makes ``verify`` fail."""
    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE statements SET stance = 'retract'")
    assert main(["verify"]) == 1
    shown = capsys.readouterr()
    assert "rebuild" in shown.err and "Faults: 1" in shown.out
    assert main(["verify", "--json"]) == 1
    assert told(capsys)[-1] == {"faults": 1}
    filled.write_text("no database")
    assert main(["doctor"]) == 1
    assert "NOT WELL" in capsys.readouterr().out


def test_both_languages_have_the_same_words() -> None:
    """Whoever reads Arabic is told all that an English reader is."""
    words = data.toml("ui/ledger.toml")
    assert list(words["en"]) == list(words["ar"])
    option = re.compile(r"--[a-z]+|\{\w+\}")
    for name, text in words["en"].items():
        assert sorted(option.findall(text)) == sorted(option.findall(words["ar"][name])), name
