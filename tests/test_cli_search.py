"""``riwaya search``: answers in a terminal and as JSON, and a wrong query pointed at."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from riwaya.ledger import open_ledger
from riwaya.ledger.search import Hit
from tests.test_ledger_search import TEXTS, told


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """Give the file of a ledger that holds a few articles."""
    where = str(tmp_path / "ledger.db")
    with open_ledger(where) as ledger:
        ledger.add(told(number) for number in range(len(TEXTS)))
    return where


def run(where: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Search in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "riwaya", "search", "--db", where, *words],
        env={**os.environ, "LANG": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_hits_are_shown_with_their_words_marked(kept: str) -> None:
    """Who says it, where, and the words; then what it can be narrowed by."""
    done = run(kept, "--facets", "والقوات", "denies:بغداد")
    assert done.returncode == 0, done.stderr
    first, _, who, said, *rest = done.stdout.splitlines()
    assert first == "Found: 1"
    assert "بغداد" in who and "2018-01-11" in who
    assert "نشر [القوات] الأمنية" in said
    assert any("بغداد 1" in line for line in rest)


def test_json_is_what_python_gives(kept: str) -> None:
    """One object with hits, total and facets."""
    done = run(kept, "--json", "--limit", "1", "القوات")
    found = msgspec.json.decode(done.stdout)
    assert (found["total"], found["is_exact"], len(found["hits"])) == (3, True, 1)
    assert set(found["hits"][0]) == set(Hit.__struct_fields__)


def test_articles_are_found_by_all_their_words(kept: str) -> None:
    """With ``--articles``, by those of the headline too."""
    assert run(kept, "انتشار").returncode == 1
    done = run(kept, "--articles", "انتشار")
    assert done.returncode == 0
    assert "[انتشار]" in done.stdout


def test_a_wrong_query_is_pointed_at(kept: str) -> None:
    """On standard error, with what to do; nothing is found, nothing breaks."""
    done = run(kept, "القوات", "sorce:الرواق")
    assert (done.returncode, done.stdout) == (2, "")
    assert "source:" in done.stderr and "sorce:الرواق" in done.stderr


def test_periods_reach_to_the_day_that_is_stated(kept: str) -> None:
    """``--date`` stands in for today."""
    assert run(kept, "--date", "2018-02-03", "date:P3D/").stdout.startswith("Found: 1\n")
    assert run(kept, "--date", "2018-03-03", "date:P3D/").returncode == 1
