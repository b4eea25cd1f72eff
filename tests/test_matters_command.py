"""The commands on events over many articles: what they print, write and note."""

import json
import re
from pathlib import Path

import pytest

from riwaya.cli.main import main
from riwaya.ledger import open_ledger
from tests.test_ledger_matters import READ


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Return the file of a ledger that holds the stories."""
    file = str(tmp_path / "ledger.db")
    with open_ledger(file) as ledger:
        ledger.add(READ)
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; return its code and what it wrote."""
    code = main(arguments)
    written = capsys.readouterr()
    return code, written.out, written.err


def first_event(capsys: pytest.CaptureFixture[str], db: str) -> dict[str, object]:
    """Return the event that most articles tell of."""
    _, out, _ = run(capsys, "events", "--db", db, "--json", "--limit", "1")
    found: dict[str, object] = json.loads(out)
    return found


def test_events_are_listed_and_narrowed(capsys: pytest.CaptureFixture[str], db: str) -> None:
    """All of them, or those that a query finds."""
    code, out, _ = run(capsys, "events", "--db", db)
    assert code == 0
    every = len(out.splitlines())
    code, out, _ = run(capsys, "events", "--db", db, "تظاهر")
    assert (code, len(out.splitlines())) == (0, 1)
    assert every > 2
    code, _, _ = run(capsys, "events", "--db", db, "زلزال")
    assert code == 1


def test_disputes_show_sides_with_words(capsys: pytest.CaptureFixture[str], db: str) -> None:
    """Each side has voices, and the words stand in their sentence."""
    code, out, _ = run(capsys, "disputes", "--db", db, "--language", "en")
    assert code == 0
    assert "How many were killed?" in out
    assert "voices: " in out
    assert "[" in out


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_loads_nothing(
    capsys: pytest.CaptureFixture[str], db: str, tmp_path: Path, language: str
) -> None:
    """One file: no script, no image, no address but those of articles."""
    out = tmp_path / "page.html"
    code, _, _ = run(capsys, "disputes", "--db", db, "--html", str(out), "--language", language)
    page = out.read_text("utf-8")
    assert code == 0
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "<script" not in page
    assert "src=" not in page
    assert page.count("<svg") >= 1


def test_the_parts_of_a_title_keep_their_order(
    capsys: pytest.CaptureFixture[str], db: str, tmp_path: Path
) -> None:
    """A day behind the name of a place in Arabic would be read from right to left with it: each is isolated."""
    out = tmp_path / "page.html"
    assert run(capsys, "disputes", "--db", db, "--html", str(out), "--language", "en")[0] == 0
    titles = re.findall(r"<h2>(.*?)</h2>", out.read_text("utf-8"))
    assert titles
    for title in titles:
        assert re.fullmatch(r"<bdi>[^<]+</bdi>(, <bdi>[^<]+</bdi>)*", title)


def test_timeline_and_explanation(capsys: pytest.CaptureFixture[str], db: str) -> None:
    """The story in days, and what each two tellings share."""
    event = str(first_event(capsys, db)["id"])
    code, out, _ = run(capsys, "timeline", event[:8], "--db", db, "--language", "en")
    assert code == 0
    assert "2023-03-15" in out
    code, out, _ = run(capsys, "explain", event[:8], "--db", db, "--language", "en")
    assert code == 0
    assert "date alike" in out
    code, _, err = run(capsys, "timeline", "ffffffff", "--db", db)
    assert code == 2
    assert "ffffffff" in err


def test_a_judgement_is_noted_shown_and_taken_back(
    capsys: pytest.CaptureFixture[str], db: str
) -> None:
    """A verdict stands beside its dispute until it is undone; the list keeps both."""
    event = str(first_event(capsys, db)["id"])
    told = ("--reason", "the video", "--author", "Salma", "--db", db)
    code, out, _ = run(capsys, "judge", "verdict", event, "it was a strike", *told, "--json")
    assert code == 0
    name = json.loads(out)["id"]
    assert first_event(capsys, db)["judgements"]
    code, _, _ = run(capsys, "judge", "--undo", name[:10], "--db", db)
    assert code == 0
    assert not first_event(capsys, db)["judgements"]
    _, out, _ = run(capsys, "judge", "list", "--db", db, "--json")
    assert [json.loads(line)["kind"] for line in out.splitlines()] == ["verdict", "undo"]


def test_a_judgement_needs_a_reason(capsys: pytest.CaptureFixture[str], db: str) -> None:
    """Nothing is noted without one."""
    event = str(first_event(capsys, db)["id"])
    code, _, err = run(capsys, "judge", "verdict", event, "so it was", "--db", db)
    assert code == 2
    assert "--reason" in err
