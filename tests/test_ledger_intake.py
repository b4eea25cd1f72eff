"""Sources of any size are taken in once, on all processors, and whatever ends it, the same order goes on."""

import gzip
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import msgspec
import pytest

from riwaya import tables as data
from riwaya.errors import EngineMissing, LedgerError
from riwaya.intake import Order, Progress, take
from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger.batch import Batch
from riwaya.ledger.run import Run
from riwaya.reading import Overrides
from riwaya.types import Problem
from tests.reading_samples import BODY, HEADLINE

SAMPLES = data.path("samples")
ARTICLES = 6


def lines(count: int, first: int = 0) -> str:
    """Return JSON Lines of short articles, each another one."""
    return "".join(
        msgspec.json.encode(
            {
                "title": f"{HEADLINE} {n}",
                "text": f"{BODY}\n{n}",
                "url": f"https://example.org/{n}",
                "date": "2023-03-15",
            }
        ).decode()
        + "\n"
        for n in range(first, first + count)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with four articles, one of them packed, and one file that is none."""
    here = tmp_path / "news"
    (here / "old").mkdir(parents=True)
    (here / "a.txt").write_text(f"{HEADLINE}\n{BODY}")
    (here / "b.jsonl").write_text(lines(2))
    (here / "old" / "c.jsonl.gz").write_bytes(gzip.compress(lines(1, 7).encode()))
    (here / "english.txt").write_text("Nothing to see here, move along.")
    return here


def rows(ledger: Ledger) -> dict[str, int]:
    """Return how many rows each table holds."""
    return ledger.stats().rows


def test_a_folder_is_taken_in_once(ledger: Ledger, folder: Path) -> None:
    """All that can be read is there, problems are named, and the second time nothing is read."""
    order = Order(sources=(str(folder),))
    told: list[Problem] = []
    report = take(ledger, order, watch=lambda _, problems: told.extend(problems))
    assert (report.total.documents, report.total.sources, report.total.problems) == (4, 4, 1)
    assert [one.error for one in told] == ["NoArticle"]
    before = rows(ledger)
    assert before["originals"] == 4 and before["runs"] == 1 and before["taken"] == 4
    again = take(ledger, order).total
    assert (again.documents, again.extractions, again.known_sources) == (0, 0, 4)
    assert again.bytes == report.total.bytes
    assert rows(ledger) == before
    assert list(ledger.verify()) == []


def test_workers_change_nothing(folder: Path, tmp_path: Path) -> None:
    """With two processes, with one, and with none, the tables are the same."""
    digests = set()
    for workers in (0, 1, 2):
        with open_ledger(tmp_path / f"{workers}.db") as ledger:
            take(ledger, Order(sources=(str(folder), str(SAMPLES)), workers=workers))
            assert rows(ledger)["documents"] == 4 + ARTICLES
            ids = [one.id for one in ledger.statements()]
            digests.add(tuple(ids))
    assert len(digests) == 1


def test_a_long_source_goes_on_where_it_was(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what was read before an end, nothing is read again; the rest follows."""
    monkeypatch.setattr("riwaya.intake.files.SMALL", 100)
    monkeypatch.setattr("riwaya.intake.journal.DOCUMENTS", 10)
    file = tmp_path / "long.jsonl"
    file.write_text(lines(40))
    order = Order(sources=(str(file),), workers=0)

    def stop(progress: Progress, _problems: tuple[Problem, ...]) -> None:
        if progress.documents >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(ledger, order, watch=stop)
    kept = rows(ledger)["documents"]
    assert 20 <= kept < 40
    report = take(ledger, order)
    assert (report.total.documents, report.total.known) == (40 - kept, kept)
    assert take(ledger, order).total.known_sources == 1
    file.write_text(lines(45))
    report = take(ledger, order)
    assert (report.total.documents, report.total.known) == (5, 40)


def test_again_reads_what_is_known(ledger: Ledger, folder: Path) -> None:
    """It finds the same, and so nothing is added."""
    order = Order(sources=(str(folder / "a.txt"),), workers=0)
    take(ledger, order)
    report = take(ledger, msgspec.structs.replace(order, again=True))
    assert (report.total.documents, report.total.known, report.total.known_sources) == (0, 1, 0)


def test_what_the_user_states_makes_another_document(ledger: Ledger, folder: Path) -> None:
    """The same file under another day is not known."""
    order = Order(sources=(str(folder / "a.txt"),), workers=0)
    take(ledger, order)
    given = Overrides("2020-01-01", "صحيفة")
    report = take(ledger, msgspec.structs.replace(order, given=given))
    assert report.total.documents == 1
    assert [one.published for one in ledger.documents()] == [None, "2020-01-01"]


def test_a_source_that_is_missing_costs_only_itself(ledger: Ledger, folder: Path) -> None:
    """A name without a file, and a name that can be none, are problems."""
    sources = (str(folder / "none.txt"), "\0", str(folder / "a.txt"))
    report = take(ledger, Order(sources=sources, workers=0))
    assert (report.total.documents, report.total.problems) == (1, 2)
    assert rows(ledger)["problems"] == 2


def test_standard_input_is_taken_in(tmp_path: Path) -> None:
    """Lines come through a pipe, and are known when they come again."""
    told = _riwaya("add", "-", "--json", "--db", str(tmp_path / "l.db"), given=lines(3))
    assert told["total"]["documents"] == 3
    told = _riwaya("add", "-", "--json", "--db", str(tmp_path / "l.db"), given=lines(4))
    assert (told["total"]["documents"], told["total"]["known"]) == (1, 3)


def _riwaya(*words: str, given: str = "") -> dict[str, dict[str, int]]:
    done = subprocess.run(
        [sys.executable, "-m", "riwaya", *words],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    last: dict[str, dict[str, int]] = msgspec.json.decode(done.stdout.splitlines()[-1])
    return last


def test_an_unknown_engine_is_named(ledger: Ledger, folder: Path) -> None:
    """Nothing is read before."""
    with pytest.raises(EngineMissing):
        take(ledger, Order(sources=(str(folder),), engine="none", workers=0))
    assert rows(ledger)["runs"] == 0


def test_a_ledger_that_fails_ends_the_intake(
    ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error comes out as it is, and nothing is half written."""

    def full(_self: Run, _batch: Batch) -> None:
        raise LedgerError("There is no room left.")

    monkeypatch.setattr(Run, "write", full)
    with pytest.raises(LedgerError, match="room"):
        take(ledger, Order(sources=(str(folder),)))
    assert rows(ledger)["documents"] == 0


ENGINE = """
    import os, time
    from riwaya.types import Extraction

    class Engine:
        name, version, deterministic = "deadly", "1", True

        def read(self, documents):
            for document in documents:
                if document.text.endswith("3"):
                    os._exit(9)
                if document.text.endswith("5"):
                    raise ValueError("five")
                yield Extraction(document=document.id, engine="deadly", version="1", lexicon="")
"""


def test_a_document_that_ends_the_reader_costs_only_itself(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine from outside may crash its process: the other documents of its batch are read all the same."""
    site = tmp_path / "site"
    (site / "deadly-1.dist-info").mkdir(parents=True)
    (site / "deadly.py").write_text(textwrap.dedent(ENGINE))
    (site / "deadly-1.dist-info" / "METADATA").write_text("Name: deadly\nVersion: 1\n")
    points = "[riwaya.engines]\ndeadly = deadly:Engine\n"
    (site / "deadly-1.dist-info" / "entry_points.txt").write_text(points)
    inherited = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")]))
    monkeypatch.setenv("PYTHONPATH", inherited)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr("riwaya.intake.files.SMALL", 100)
    file = tmp_path / "long.jsonl"
    file.write_text(lines(8))
    order = Order(sources=(str(file),), engine="deadly", workers=1)
    told: list[Problem] = []
    report = take(ledger, order, watch=lambda _, problems: told.extend(problems))
    assert report.total.documents == 6
    assert [one.error for one in told] == ["EngineError", "EngineError"]
    assert "too much" in told[0].message and "five" in told[1].message
    # a later version of the engine may do better: the source is not done with
    again = take(ledger, order).total
    assert (again.known_sources, again.known, again.problems) == (0, 6, 2)


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.2])
def test_a_program_that_is_killed_loses_nothing(place: str, tmp_path: Path, moment: float) -> None:
    """What was told to be written is there; the same command brings the rest, once; the ledger is sound."""
    file = tmp_path / "news.jsonl"
    file.write_text(lines(250))
    words = [sys.executable, "-m", "riwaya", "add", str(file), "--json", "--db", place]
    started = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert started.stdout is not None
    first = started.stdout.readline()  # the first commit
    time.sleep(moment)
    os.killpg(started.pid, signal.SIGKILL)
    told = [msgspec.json.decode(line) for line in (first + started.communicate()[0]).splitlines()]
    written = max(line["documents"] for line in told if line["event"] == "progress")
    with open_ledger(place) as ledger:
        kept = rows(ledger)["documents"]
        assert kept >= written > 0
        assert list(ledger.verify()) == []
    report = _riwaya(*words[3:])
    assert report["total"]["documents"] + kept == 250
    with open_ledger(place) as ledger:
        assert rows(ledger)["documents"] == rows(ledger)["extractions"] == 250
        assert len({one.id for one in ledger.documents()}) == 250
        assert list(ledger.verify()) == []
